"""Worked cases (算例): what a result should hold, against what it holds.

Ranking and scores are compared whole, as rows in any order; the ledger for the units named in it, without notes;
of consequences the columns that are given.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from kaoping.errors.position import Position
from kaoping.errors.problems import Problem
from kaoping.rules import Result, score
from kaoping.schemes import Package, WorkedCase
from kaoping.tables.csv_out import read_rows
from kaoping.tables.folders import FolderError
from kaoping.tables.opening import open_case
from kaoping.tables.rows import RESULT_TABLES, ResultTable, Row


@dataclass(frozen=True)
class Difference:
    """Rows of a table that should be there and are not, and that are there and should not be."""

    table: str
    label: str
    columns: tuple[str, ...]
    missing: tuple[Row, ...]
    surplus: tuple[Row, ...]


@dataclass(frozen=True)
class CaseReport:
    """A case scored as of one date, and where it differs from what is expected."""

    scheme: str
    case: str
    as_of: date | None
    differences: tuple[Difference, ...]

    @property
    def passed(self) -> bool:
        """Say whether everything came out as expected."""
        return not self.differences


def run_cases(package: Package) -> Iterator[CaseReport]:
    """Score every case of a package and compare. Raises: SchemeError, FactsError, FolderError."""
    for case in package.cases:
        yield from _run_case(package, case)


def _run_case(package: Package, case: WorkedCase) -> Iterator[CaseReport]:
    scheme, facts = open_case(package, case.facts)
    for as_of, expected in case.expected.items():
        found = tuple(differences(score(scheme, facts, as_of), expected))
        yield CaseReport(package.id, case.name, as_of, found)


def differences(result: Result, expected: Path) -> Iterator[Difference]:
    """Compare a result with a folder of expected tables."""
    for table in RESULT_TABLES:
        path = expected / f"{table.name}.csv"
        if path.is_file():
            found = _difference(result, table, path)
            if found.missing or found.surplus:
                yield found


def _difference(result: Result, table: ResultTable, path: Path) -> Difference:
    header, *rows = read_rows(path) or [()]
    columns = tuple(name for name in header if name != "note")
    places = _places(table, columns, path)
    given = [header.index(name) for name in columns]
    wanted = Counter(tuple(row[i] for i in given) for row in rows)
    units = {row[header.index("unit")] for row in rows} if table.name == "ledger" else None
    there = Counter(tuple(row[i] for i in places) for row in _rows(result, table, units))
    missing, surplus = wanted - there, there - wanted
    return Difference(table.name, table.label, columns, tuple(missing.elements()), tuple(surplus.elements()))


def _rows(result: Result, table: ResultTable, units: set[str] | None) -> Iterator[Row]:
    """Give the rows of a table, of certain units only where they are named."""
    place = list(table.columns).index("unit")
    return (row for row in table.rows(result) if units is None or row[place] in units)


def _places(table: ResultTable, columns: Sequence[str], path: Path) -> list[int]:
    """Say where the columns stand in the table. Raises: FolderError."""
    known = list(table.columns)
    strange = [name for name in columns if name not in known]
    if strange or "unit" not in columns:
        told = "、".join(strange) or "（无 unit）"
        params = {"file": path.name, "value": told, "known": "、".join(known)}
        raise FolderError([Problem("case-table", Position(str(path), 1), params)])
    return [known.index(name) for name in columns]


def write_expected(result: Result, folder: Path) -> None:
    """Write the tables of a result as those expected of a case."""
    from kaoping.tables.csv_out import write_csv

    folder.mkdir(parents=True)
    for table in RESULT_TABLES:
        kept = [name for name in table.columns if name != "note"]
        rows = (row[: len(kept)] for row in table.rows(result))
        write_csv(folder / f"{table.name}.csv", kept, rows)
