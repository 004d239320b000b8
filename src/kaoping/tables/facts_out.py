"""Typed facts -> tables as CSV, in normal form: the snapshot (快照) from which a result can be computed again."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from operator import itemgetter
from pathlib import Path
from typing import Any

from kaoping.rules.facts.rows import (
    Award,
    Cycle,
    Decision,
    Event,
    Facts,
    Rating,
    SchemeResult,
    Submission,
    Unit,
    Value,
)
from kaoping.rules.facts.tables import TABLES, Column, Table
from kaoping.rules.numbers.points import format_number, format_points
from kaoping.tables.csv_out import write_csv
from kaoping.tables.layout import Layout, restored

Row = tuple[str, ...]
_FIELDS = {
    "units": Unit._fields,
    "events": Event._fields,
    "submissions": Submission._fields,
    "values": Value._fields,
    "ratings": Rating._fields,
    "awards": Award._fields,
    "results": SchemeResult._fields,
    "decisions": Decision._fields,
}


def fact_rows(facts: Facts) -> Mapping[str, list[Row]]:
    """Give the rows of each table that has any; cells in the order of `inputs.TABLES`."""
    found = {table.name: (table, _facts_of(table, facts)) for table in TABLES}
    return {
        name: list(_rows(table, table.columns, rows))
        for name, (table, rows) in found.items()
        if rows or name in ("cycle", "units")
    }


def write_facts(facts: Facts, folder: Path, layouts: Mapping[str, Layout] | None = None) -> None:
    """Write facts as a folder of CSV files; columns that are empty throughout and optional are left out.

    Tables that have a layout are written as it says, also when they have no rows.
    """
    folder.mkdir(parents=True)
    for table in TABLES:
        layout, rows = (layouts or {}).get(table.name), _facts_of(table, facts)
        path = folder / f"{table.name}.csv"
        if layout:
            header, texts = restored(layout, table.name, list(_rows(table, table.columns, rows)))
            write_csv(path, header, texts, layout.bom)
        elif rows or table.name in ("cycle", "units"):
            used = [column for column in table.columns if _is_used(table, column, rows)]
            write_csv(path, [column.name for column in used], _rows(table, used, rows))


def _facts_of(table: Table, facts: Facts) -> Sequence[tuple[Any, ...]]:
    """Give the facts of a table, as tuples."""
    if table.name == "cycle":
        return [_cycle(facts.cycle)]
    if table.name == "holes":
        return list(facts.holes.items())
    found: Sequence[tuple[Any, ...]] = getattr(facts, table.name)
    return found


def _cycle(cycle: Cycle) -> tuple[int, date | None, date | None]:
    """Leave out the days of a calendar year."""
    whole = (cycle.first_day, cycle.last_day) == (date(cycle.year, 1, 1), date(cycle.year, 12, 31))
    return (cycle.year, None, None) if whole else cycle


def _is_used(table: Table, column: Column, facts: Sequence[tuple[Any, ...]]) -> bool:
    return column.required or any(_texts(table, column, facts))


def _rows(table: Table, columns: Sequence[Column], facts: Sequence[tuple[Any, ...]]) -> Iterator[Row]:
    """Give the cells of some columns row by row, without holding more than one row."""
    return zip(*(_texts(table, column, facts) for column in columns), strict=True)


def _texts(table: Table, column: Column, facts: Sequence[tuple[Any, ...]]) -> Iterator[str]:
    """Give the cells of one column. Text goes out as it came in; any other value is written once, not once a row."""
    places = [_place(table, name) for name in _SOURCES.get(column.name, (column.name,))]
    values = map(itemgetter(*places), facts)
    write = _level if column.name == "level" else _BY_KIND.get(column.kind)
    return map(_Written(write).__getitem__, values) if write else values


def _place(table: Table, column: str) -> int:
    """Say where a fact holds a column: the first column of a table of things with ids is `id`."""
    names = _FIELDS.get(table.name) or [one.name for one in table.columns]
    return names.index("id" if column == table.columns[0].name and "id" in names else column)


class _Written(dict[Any, str]):
    """The text of each distinct value of a column."""

    def __init__(self, write: Callable[[Any], str]):
        super().__init__({None: ""})
        self.write = write

    def __missing__(self, value: Any) -> str:
        self[value] = text = self.write(value)
        return text


def _level(cell: tuple[str, tuple[str, ...]]) -> str:
    """Join what stands in one cell: the level (级别) and the circumstances (情节)."""
    level, circumstances = cell
    return "+".join([word for word in (level, *circumstances) if word])


_SOURCES = {"level": ("level", "circumstances")}
"""Columns that several attributes of a fact share."""
_BY_KIND: Mapping[str, Callable[[Any], str]] = {
    "number": format_number,
    "points": format_points,
    "count": str,
    "integer": str,
    "year": str,
    "date": date.isoformat,
    "flag": lambda value: "yes" if value else "",
}
"""Kinds of columns that are more than text."""
