"""From raw tables of text to typed `Facts` (事实), with all errors at once. Source: spec section 7."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from kaoping.errors.position import Position
from kaoping.errors.problems import FactsError, Problem, nearest
from kaoping.rules.facts.intake.decisions import Named, read_decisions, read_holes
from kaoping.rules.facts.intake.given import Asks, RawTable, Row
from kaoping.rules.facts.intake.records import (
    Records,
    read_awards,
    read_events,
    read_ratings,
    read_results,
    read_submissions,
    read_values,
)
from kaoping.rules.facts.intake.refusals import shown
from kaoping.rules.facts.intake.sheet import Sheet, open_sheet
from kaoping.rules.facts.intake.units import read_cycle, read_units
from kaoping.rules.facts.rows import Event, Facts, Unit
from kaoping.rules.facts.tables import TABLE

__all__ = ["Asks", "RawTable", "Row", "take_in", "take_in_holes"]
T = TypeVar("T")


def take_in(tables: Mapping[str, RawTable], asks: Asks, earlier: Sequence[Problem] = ()) -> Facts:
    """Read facts from raw tables, against what the scheme asks.

    `earlier` holds problems met when the files were read: they are told together with those found here, a
    cell only once, and what hangs on a doubtful table is not judged. Raises: FactsError with all problems.
    """
    intake = _Intake(tables, asks, earlier)
    facts = intake.read()
    told = {_cell(problem) for problem in earlier if problem.position.column}
    problems = [*earlier, *(problem for problem in intake.problems if _cell(problem) not in told)]
    if facts is None or problems:
        raise FactsError(problems)
    return facts


def _cell(problem: Problem) -> tuple[str, str, int, int]:
    at = problem.position
    return at.file, at.sheet, at.line, at.column


def take_in_holes(tables: Mapping[str, RawTable]) -> tuple[dict[str, str], dict[str, Position]]:
    """Read the values of holes (空缺数值) and where they stand, before a scheme is loaded with them.

    Rows that are incomplete or come twice are passed over: `take_in` tells them.
    """
    values: dict[str, str] = {}
    places: dict[str, Position] = {}
    raw = tables.get("holes")
    for row in raw.rows if raw else ():
        cells = dict(zip(raw.columns if raw else (), row.cells, strict=False))
        hole, value = cells.get("hole", ""), cells.get("value", "").strip()
        if raw and hole and value and hole not in values:
            values[hole], places[hole] = value, raw.position(row, "value")
    return values, places


@dataclass(frozen=True)
class _Intake:
    """One reading of all tables; what is wrong goes to `problems`."""

    tables: Mapping[str, RawTable]
    asks: Asks
    earlier: Sequence[Problem]
    problems: list[Problem] = field(default_factory=list)

    def read(self) -> Facts | None:
        """Read every table; None where there is no cycle."""
        self._check_names()
        cycle = self._sheet("cycle", read_cycle)
        units = self._sheet("units", lambda sheet: read_units(sheet, self.asks)) or []
        sure = all(unit.id for unit in units) and not self._doubtful("units")
        by_id = {unit.id: unit for unit in units} if sure else None
        events = self._records("events", read_events, by_id)
        names = {unit.id: unit.name or "" for unit in units} if sure else None
        holes = self._sheet("holes", lambda sheet: read_holes(sheet, self.asks)) or {}
        submissions = self._records("submissions", read_submissions, by_id)
        values = self._records("values", read_values, by_id)
        ratings = self._records("ratings", read_ratings, by_id)
        awards = self._records("awards", read_awards, by_id)
        results = self._records("results", read_results, by_id, "scheme")
        decisions = (
            self._sheet("decisions", lambda sheet: read_decisions(sheet, self._named(names, events))) or []
        )
        if cycle is None:
            return None
        return Facts(cycle, units, holes, events, submissions, values, ratings, awards, results, decisions)

    def _named(self, names: Mapping[str, str] | None, events: Sequence[Event]) -> Named:
        """Give what decisions may name."""
        owners = {event.id: event.unit or "" for event in events if event.id}
        return Named(self.asks, names, None if self._doubtful("events") else owners)

    def _check_names(self) -> None:
        """Refuse tables that do not exist, and miss those that must, unless some file was refused."""
        labels = {table.name: table.label for table in TABLE.values()}
        for name, raw in self.tables.items():
            if name not in labels:
                told = {"value": shown(name), "known": "、".join(labels)}
                hint = nearest(name, labels, labels)
                self.problems.append(Problem("table-unknown", raw.position(None), told, suggestion=hint))
        for name in ("cycle", "units"):
            if name not in self.tables and not self._file_refused():
                self.problems.append(Problem("table-missing", params={"table": labels[name], "name": name}))

    def _file_refused(self) -> bool:
        """Say whether a file or sheet was refused as a whole: no table comes from it."""
        places = [raw.position(None) for raw in self.tables.values()]
        given = {(place.file, place.sheet) for place in places}
        return any((one.position.file, one.position.sheet) not in given for one in self.earlier)

    def _doubtful(self, name: str) -> bool:
        """Say whether some rows of a table may be missing because its file could not be read in full."""
        raw = self.tables.get(name)
        if raw is None:
            return name == "units" or self._file_refused()
        place = raw.position(None)
        places = {(problem.position.file, problem.position.sheet) for problem in self.earlier}
        return (place.file, place.sheet) in places

    def _sheet(self, name: str, read: Callable[[Sheet], T]) -> T | None:
        """Read one table, if it was given."""
        raw = self.tables.get(name)
        if raw is None:
            return None
        sheet = open_sheet(TABLE[name], raw)
        found = read(sheet)
        self.problems.extend(sheet.problems)
        return found

    def _records(
        self,
        name: str,
        read: Callable[[Records], list[T]],
        units: Mapping[str, Unit] | None,
        items: str = "item",
    ) -> list[T]:
        return self._sheet(name, lambda sheet: read(Records(sheet, self.asks, units, items))) or []
