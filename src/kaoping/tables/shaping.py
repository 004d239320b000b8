"""From records of a file to a raw table: the header's names, blank rows, rows of the wrong length."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from kaoping.errors.problems import Problem
from kaoping.rules.facts.tables import TABLE
from kaoping.tables.characters import has_unseen, unseen_problems
from kaoping.tables.raw import RawRow, RawTable, Record, by_column

BLANKS = " \t\r\n"
"""Stripped from both ends of every cell."""
_BOTH = re.compile(r"(.+?)\s*[(（]\s*([a-z_]+)\s*[)）]")


class _Kept(dict[str, str]):
    """The cells of a table without the blanks around them: each distinct text is kept once, however many rows have it."""

    def __missing__(self, cell: str) -> str:
        text = cell.strip(BLANKS)
        self[cell] = text = self.setdefault(text, text)
        return text

    def cells(self, records: Iterator[Record]) -> Iterator[Record]:
        """Keep the cells of each record that is not wholly blank."""
        keep = self.__getitem__
        for line, cells in records:
            kept = list(map(keep, cells))
            if any(kept):
                yield line, kept


def shape(empty: RawTable, records: Iterator[Record], problems: list[Problem]) -> RawTable | None:
    """Make a table of records, the first of which is the header; None where there is no header.

    Wholly blank rows are passed over; a row that does not fit the header becomes a problem and is left out.
    """
    kept = _Kept()
    written = kept.cells(records)
    line, header = next(written, (0, ()))
    if not header:
        problems.append(_empty(empty))
        return None
    names = tuple(column_name(empty.name, cell) for cell in header)
    table = replace(empty, columns=names, header=line)
    width = len(names)
    fitting = (record for record in written if len(record[1]) == width or _misfits(table, record, problems))
    table = _named_columns(replace(table, rows=by_column(fitting, width)), problems)
    problems.extend(_repeated(table))
    if has_unseen("\n".join(kept)):
        problems.extend(unseen_problems(table))
    return table


def column_name(table: str, header: str) -> str:
    """Give the name of a column from its header: the name, its Chinese label, or label(name)."""
    both = _BOTH.fullmatch(header)
    for column in TABLE[table].columns:
        if header in (column.name, column.label) or (both and both.groups() == (column.label, column.name)):
            return column.name
    return header


def _empty(table: RawTable) -> Problem:
    declared = TABLE[table.name]
    columns = "、".join(f"{column.label}（{column.name}）" for column in declared.columns if column.required)
    params = {"table": declared.label, "name": declared.name, "columns": columns}
    return Problem("table-empty", table.position(None), params)


def _misfits(table: RawTable, record: Record, problems: list[Problem]) -> bool:
    """Tell a row of the wrong length, and leave it out."""
    line, cells = record
    params = {"found": len(cells), "expected": len(table.columns)}
    problems.append(Problem("row-length", table.position(RawRow(line, ())), params))
    return False


def _named_columns(table: RawTable, problems: list[Problem]) -> RawTable:
    """Leave out columns without a name, which Excel likes to add; what is written in one is a problem."""
    places = tuple(index for index, name in enumerate(table.columns) if name)
    if len(places) == len(table.columns):
        return table
    for index in sorted(set(range(len(table.columns))) - set(places)):
        row = next((row for row in table.rows if row.cells[index]), None)
        if row:
            params = {"place": index + 1, "value": row.cells[index][:40]}
            problems.append(Problem("header-blank", table.place(row.line, index), params))
    columns = tuple(table.columns[index] for index in places)
    return replace(table, columns=columns, rows=table.rows.chosen(places), places=places)


def _repeated(table: RawTable) -> Iterator[Problem]:
    for index, name in enumerate(table.columns):
        if name in table.columns[:index]:
            place = table.place(table.header, table.places[index] if table.places else index)
            yield Problem("header-twice", place, {"value": name})
