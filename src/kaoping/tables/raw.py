"""Raw tables (原始表): the text of every cell, and where it stands in its file."""

from __future__ import annotations

import re
from array import array
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import islice
from typing import NamedTuple

from kaoping.errors.position import Position
from kaoping.rules.facts.intake import Row

LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|\Z)")
"""A line of a file with its end; the last may have none."""
_CELL = re.compile(r'"(?:[^"]|"")*"?[^,\r\n]*|[^,\r\n]*')


class RawRow(NamedTuple):
    """A row; `line` counts from 1: the first line of the record in a CSV file, the row of a sheet."""

    line: int
    cells: tuple[str, ...]


Record = tuple[int, Sequence[str]]
"""What a row is made of: its line and its cells."""
_BATCH = 4096


@dataclass(frozen=True)
class Columns:
    """Rows kept by column: a fifth of the room that they take one by one, and a table is judged column by column."""

    lines: Sequence[int]
    texts: Sequence[Sequence[str]]

    def __len__(self) -> int:
        return len(self.lines)

    def __getitem__(self, index: int) -> RawRow:
        return RawRow(self.lines[index], tuple([texts[index] for texts in self.texts]))

    def __iter__(self) -> Iterator[RawRow]:
        return map(RawRow, self.lines, zip(*self.texts, strict=True))

    def chosen(self, places: Iterable[int]) -> Columns:
        """Give the same rows with some of their columns only."""
        return Columns(self.lines, [self.texts[place] for place in places])


NO_ROWS = Columns((), ())


def by_column(rows: Iterable[Record], width: int) -> Columns:
    """Keep rows of so many cells by column."""
    rest = iter(rows)
    lines = array("L")
    columns: list[list[str]] = [[] for _ in range(width)]
    while batch := list(islice(rest, _BATCH)):
        lines.extend([line for line, _ in batch])
        for column, texts in zip(columns, zip(*[cells for _, cells in batch], strict=True), strict=True):
            column.extend(texts)
    return Columns(lines, columns)


@dataclass(frozen=True)
class RawTable:
    """A table of text. `places` say which column of the file each column is, from 0 (as they come if empty).

    `source` is the text of a CSV file; tables from workbooks and Parquet files have none.
    """

    name: str
    columns: tuple[str, ...]
    rows: Columns
    file: str = ""
    sheet: str = ""
    header: int = 1
    places: tuple[int, ...] = ()
    source: str = field(default="", repr=False)

    def position(self, row: Row | None, column: str = "") -> Position:
        """Say where a cell stands; no row means the header, no column (or an unknown one) the whole row."""
        line = self.header if row is None else row.line
        if column not in self.columns:
            return self._whole(row)
        index = self.columns.index(column)
        return self.place(line, self.places[index] if self.places else index)

    def _whole(self, row: Row | None) -> Position:
        if row is None:
            return Position(self.file, sheet=self.sheet)
        return Position(self.file, row.line, 0, self.sheet, self._line(row.line))

    def place(self, line: int, column: int) -> Position:
        """Say where a cell stands: of the record that begins in `line`, in a column of the file (from 0)."""
        if self.source:
            return self._in_text(line, column)
        return Position(self.file, line, column + 1, self.sheet)

    def _in_text(self, line: int, column: int) -> Position:
        """Find a cell in the text of a CSV file; a quoted cell before it may hold line breaks."""
        at = self._starts[line - 1]
        for _ in range(column):
            at = _end(self.source, at) + 1
        found = bisect_right(self._starts, at)
        begin = self._starts[found - 1]
        text = self._line(found)
        width = min(_end(self.source, at), begin + len(text)) - at
        return Position(self.file, found, at - begin + 1, self.sheet, text, max(width, 1))

    def _line(self, line: int) -> str:
        match = LINE.match(self.source, self._starts[line - 1]) if self.source else None
        return match[0].rstrip("\r\n") if match else ""

    @cached_property
    def _starts(self) -> list[int]:
        """Where each line of the text begins."""
        return [match.start() for match in LINE.finditer(self.source)]


def _end(text: str, begin: int) -> int:
    match = _CELL.match(text, begin)
    return match.end() if match else begin
