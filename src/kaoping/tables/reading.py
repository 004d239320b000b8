"""Facts as files (folder of CSV and Parquet, or one workbook) -> raw tables. Source: spec section 7."""

from __future__ import annotations

from pathlib import Path

from kaoping.errors.position import Position
from kaoping.errors.problems import FactsError, Problem, nearest
from kaoping.rules.facts.tables import TABLE, TABLES
from kaoping.tables.csv_in import ENCODINGS, read_csv
from kaoping.tables.raw import RawTable

_TABLE_FILES = (".csv", ".parquet")
_OTHER_TABLE_FILES = (".xlsx", ".xlsm", ".xls", ".et", ".ods", ".tsv")
"""Files that would hold facts which nobody reads: refused, not passed over."""


def read_tables(path: Path, encoding: str | None = None) -> dict[str, RawTable]:
    """Read the tables of a folder or a workbook, in the order of `inputs.TABLES`.

    `encoding` (utf-8, gb18030) is that of the CSV files; without it they say themselves which of the two they are.
    Raises: FactsError with all problems.
    """
    tables, problems = survey_tables(path, encoding)
    if problems:
        raise FactsError(problems)
    return tables


def survey_tables(path: Path, encoding: str | None = None) -> tuple[dict[str, RawTable], list[Problem]]:
    """Read what can be read, and tell what cannot: `take_in` tells both kinds of problems together."""
    problems: list[Problem] = []
    tables = _read(path, encoding, problems)
    return {name: tables[name] for name in TABLE if name in tables}, problems


def _read(path: Path, encoding: str | None, problems: list[Problem]) -> dict[str, RawTable]:
    if encoding is not None and encoding not in ENCODINGS:
        problems.append(
            Problem("encoding-unknown", params={"value": encoding, "known": "、".join(ENCODINGS)})
        )
        return {}
    if path.is_dir():
        return _read_folder(path, encoding, problems)
    if path.is_file() and path.suffix.lower() == ".xlsx":
        from kaoping.tables.xlsx_in import read_workbook

        return read_workbook(path, problems)
    code = "path-kind" if path.exists() else "path-missing"
    problems.append(Problem(code, params={"path": str(path)}))
    return {}


def _read_folder(folder: Path, encoding: str | None, problems: list[Problem]) -> dict[str, RawTable]:
    """Read the tables of a folder."""
    tables: dict[str, RawTable] = {}
    files = _table_files(folder, problems)
    for name, (first, *others) in files.items():
        for other in others:
            params = {"first": first.name, "second": other.name, "table": TABLE[name].label}
            problems.append(Problem("file-twice", Position(str(other)), params))
        table = None if others else _read_file(first, name, encoding, problems)
        if table:
            tables[name] = table
    return tables


def _table_files(folder: Path, problems: list[Problem]) -> dict[str, list[Path]]:
    """Find the files of each table; files that look like tables but have another name are problems."""
    found: dict[str, list[Path]] = {}
    for path in sorted(folder.iterdir()):
        suffix = path.suffix.lower()
        if not path.is_file() or path.name.startswith((".", "~")):
            continue
        if suffix in _TABLE_FILES and path.stem in TABLE:
            found.setdefault(path.stem, []).append(path)
        elif suffix in _TABLE_FILES:
            problems.append(_unknown_file(path))
        elif suffix in _OTHER_TABLE_FILES:
            problems.append(Problem("file-kind", Position(str(path)), {"file": path.name}))
    return found


def _unknown_file(path: Path) -> Problem:
    names = {table.label: table.name for table in TABLES} | {table.name: table.label for table in TABLES}
    by_label = names.get(path.stem) if path.stem not in TABLE else None
    hint = f"{by_label}（{path.stem}）" if by_label else nearest(path.stem, TABLE, names)
    params = {"file": path.name, "known": "、".join(TABLE)}
    return Problem("file-unknown", Position(str(path)), params, suggestion=hint)


def _read_file(path: Path, name: str, encoding: str | None, problems: list[Problem]) -> RawTable | None:
    try:
        if path.suffix.lower() == ".csv":
            return read_csv(path, name, encoding, problems)
        from kaoping.tables.parquet_in import read_parquet

        return read_parquet(path, name, problems)
    except OSError as error:
        params = {"reason": error.strerror or str(error)}
        problems.append(Problem("file-unreadable", Position(str(path)), params))
        return None
