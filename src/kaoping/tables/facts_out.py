"""Typed facts -> tables as CSV, in normal form: the snapshot (快照) from which a result can be computed again."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

from kaoping.rules.facts.rows import Cycle, Event, Facts
from kaoping.rules.facts.tables import TABLES, Table
from kaoping.rules.numbers.points import format_number, format_points
from kaoping.tables.csv_out import write_csv
from kaoping.tables.layout import Layout, restored

Row = tuple[str, ...]


def fact_rows(facts: Facts) -> Mapping[str, list[Row]]:
    """Give the rows of each table that has any; cells in the order of `inputs.TABLES`."""
    found = {table.name: [_row(table, fact) for fact in _facts_of(table, facts)] for table in TABLES}
    return {name: rows for name, rows in found.items() if rows or name in ("cycle", "units")}


def write_facts(facts: Facts, folder: Path, layouts: Mapping[str, Layout] | None = None) -> None:
    """Write facts as a folder of CSV files; columns that are empty throughout and optional are left out.

    Tables that have a layout are written as it says, also when they have no rows.
    """
    folder.mkdir(parents=True)
    layouts = layouts or {}
    found = fact_rows(facts)
    for table in TABLES:
        layout, rows = layouts.get(table.name), found.get(table.name)
        if layout:
            header, texts = restored(layout, table.name, rows or [])
            write_csv(folder / f"{table.name}.csv", header, texts, layout.bom)
        elif rows is not None:
            _write_normal(folder, table, rows)


def _write_normal(folder: Path, table: Table, rows: list[Row]) -> None:
    used = [i for i, c in enumerate(table.columns) if c.required or any(row[i] for row in rows)]
    header = tuple(table.columns[i].name for i in used)
    write_csv(folder / f"{table.name}.csv", header, (tuple(row[i] for i in used) for row in rows))


def _facts_of(table: Table, facts: Facts) -> Iterable[Any]:
    if table.name == "cycle":
        return [facts.cycle]
    if table.name == "holes":
        return [{"hole": hole, "value": value} for hole, value in facts.holes.items()]
    found: Iterable[Any] = getattr(facts, table.name)
    return found


def _row(table: Table, fact: Any) -> Row:
    values = fact if isinstance(fact, dict) else fact._asdict()
    own = {"event": "id", "decision": "id", "unit": "id"} if "id" in values else {}
    if isinstance(fact, Event):
        values = {**values, "level": "+".join([word for word in (fact.level, *fact.circumstances) if word])}
    if isinstance(fact, Cycle):
        values = _cycle(fact)
    keys = {column.name: _key(column.name, own, table) for column in table.columns}
    return tuple(_text(values[keys[column.name]], column.kind) for column in table.columns)


def _key(column: str, own: Mapping[str, str], table: Table) -> str:
    """Give the attribute of a column: the first column of a table of things with ids is `id`."""
    return own.get(column, column) if column == table.columns[0].name else column


def _cycle(cycle: Cycle) -> dict[str, object]:
    """Leave out the days of a calendar year."""
    whole = (cycle.first_day, cycle.last_day) == (date(cycle.year, 1, 1), date(cycle.year, 12, 31))
    days = {} if whole else {"first_day": cycle.first_day, "last_day": cycle.last_day}
    return {"year": cycle.year, "first_day": None, "last_day": None, **days}


def _text(value: object, kind: str) -> str:
    write = _BY_KIND.get(kind)
    if value is None or value == "":
        return ""
    if write:
        return write(value)
    return format_number(value) if isinstance(value, Fraction) else str(value)


_BY_KIND: Mapping[str, Callable[[Any], str]] = {
    "points": format_points,
    "date": date.isoformat,
    "flag": lambda value: "yes" if value else "",
}
