"""How a table of facts was written (原样): its columns, its byte order mark, and cells in other words than the normal form.

A count left empty is 1, 50.00 is 50: the facts are the same, the file is not. A layout keeps what makes the
difference, so that a table that was loaded can be written again byte for byte.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from kaoping.rules.facts.intake import RawTable
from kaoping.rules.facts.tables import TABLE

Row = tuple[str, ...]
Cells = Mapping[str, Mapping[str, Sequence[int]]]
"""Column -> text as it was written -> the rows, from 0, where it was written so."""


@dataclass(frozen=True)
class Layout:
    """The layout of one table. `columns` in the order of the file."""

    columns: tuple[str, ...]
    bom: bool = False
    cells: Cells = field(default_factory=dict)

    def as_json(self) -> dict[str, Any]:
        """Give it as JSON keeps it."""
        return {"columns": list(self.columns), "bom": self.bom, "cells": self.cells}

    def moved(self, by: int) -> Layout:
        """Give the layout of the same rows where so many others stand before them."""
        cells = {
            name: {text: [row + by for row in rows] for text, rows in texts.items()}
            for name, texts in self.cells.items()
        }
        return Layout(self.columns, self.bom, cells)


def read_layout(kept: Mapping[str, Any]) -> Layout:
    """Read a layout from JSON."""
    return Layout(tuple(kept["columns"]), bool(kept["bom"]), kept["cells"])


def layout_of(raw: RawTable, name: str, rows: Sequence[Row], bom: bool = False) -> Layout:
    """Compare a table as it was written with the normal form of its rows (`facts_out.fact_rows`)."""
    places = {column.name: index for index, column in enumerate(TABLE[name].columns)}
    cells: dict[str, dict[str, list[int]]] = {}
    for index, (written, normal) in enumerate(zip(raw.rows, rows, strict=True)):
        for column, text in zip(raw.columns, written.cells, strict=True):
            if text != normal[places[column]]:
                cells.setdefault(column, {}).setdefault(text, []).append(index)
    return Layout(tuple(raw.columns), bom, cells)


def joined(layouts: Iterable[tuple[Layout | None, int]]) -> Layout | None:
    """Join the layouts of parts of a table, each with its number of rows; None where no part has one."""
    cells: dict[str, dict[str, list[int]]] = {}
    columns: dict[str, None] = {}
    bom, before = False, 0
    for layout, rows in layouts:
        for name, texts in (layout.moved(before).cells if layout else {}).items():
            for text, found in texts.items():
                cells.setdefault(name, {}).setdefault(text, []).extend(found)
        columns.update(dict.fromkeys(layout.columns if layout else ()))
        bom, before = bom or bool(layout and layout.bom), before + rows
    return Layout(tuple(columns), bom, cells) if columns else None


def restored(layout: Layout, name: str, rows: Sequence[Row]) -> tuple[tuple[str, ...], list[Row]]:
    """Write rows of the normal form in a layout: header and rows. Columns that it lacks follow where they are used."""
    declared = [column.name for column in TABLE[name].columns]
    used = [c for i, c in enumerate(declared) if c not in layout.columns and _tells(c, i, rows)]
    header = (*layout.columns, *used)
    places = [declared.index(column) for column in header]
    texts = [[row[place] for place in places] for row in rows]
    for column, written in layout.cells.items():
        for text, found in written.items():
            for index in found:
                texts[index][header.index(column)] = text
    return header, [tuple(row) for row in texts]


def _tells(column: str, place: int, rows: Sequence[Row]) -> bool:
    """Say whether a column that was not written says more than being absent does."""
    absent = ("", "1") if column == "count" else ("",)
    return any(row[place] not in absent for row in rows)
