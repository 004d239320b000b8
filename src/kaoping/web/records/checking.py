"""Rows are judged by the same intake as files (填报校验): against the scheme in force, all errors at once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from kaoping.rules import Facts
from kaoping.rules.facts.intake import take_in
from kaoping.rules.facts.rows import Cycle
from kaoping.rules.facts.tables import TABLE
from kaoping.rules.scheme.asking import asks_of
from kaoping.tables.facts_out import fact_rows
from kaoping.tables.raw import RawTable, by_column
from kaoping.web.records.facts import in_force, units_of
from kaoping.web.records.models import Event
from kaoping.web.records.rows import TABLE as ROWS
from kaoping.web.records.rows import RowTable
from kaoping.web.years.models import Year
from kaoping.web.years.packages import scheme_of

Cells = Mapping[str, str]
"""A row as it was typed: column -> text."""


def check_rows(year: Year, table: str, rows: Sequence[Any]) -> None:
    """Judge typed rows. Raises: FactsError, whose places count the rows from 1."""
    if rows:
        _take_in(year, table, fact_rows(_facts(year, **{table: rows}))[table])


def read_rows(year: Year, table: str, cells: Iterable[Cells]) -> list[Any]:
    """Read rows as a form has them. Raises: FactsError with all problems; places count the rows from 1."""
    names = [column.name for column in TABLE[table].columns]
    texts = [tuple(row.get(name, "").strip() for name in names) for row in cells]
    return list(getattr(_take_in(year, table, texts), table))


def _take_in(year: Year, table: str, texts: Sequence[tuple[str, ...]]) -> Facts:
    around = fact_rows(_facts(year, events=_targets(year, table, texts)))
    tables = {name: _raw(name, rows) for name, rows in {**around, table: texts}.items()}
    return take_in(tables, asks_of(scheme_of(year)))


def _facts(year: Year, **rows: Sequence[Any]) -> Facts:
    return Facts(Cycle(year.number, year.first_day, year.last_day), units_of(year), **rows)  # type: ignore[arg-type]


def _raw(name: str, texts: Iterable[Sequence[str]]) -> RawTable:
    columns = tuple(column.name for column in TABLE[name].columns)
    return RawTable(name, columns, by_column(enumerate(texts, start=1), len(columns)))


def _targets(year: Year, table: str, texts: Iterable[Sequence[str]]) -> list[Any]:
    """Give the events in force that decisions name: what a decision speaks of must be there."""
    if table != "decisions":
        return []
    place = [column.name for column in TABLE[table].columns].index("target")
    events: RowTable = ROWS["events"]
    found = in_force(Event.objects.filter(code__in={row[place] for row in texts}), year)
    return [events.fact(*row) for row in found.values_list(*events.read)]
