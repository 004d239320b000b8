"""One raw table, read column by column: each distinct text once, so that a long table costs little."""

from __future__ import annotations

from collections.abc import Callable, Container, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import TypeVar

from kaoping.errors.problems import REPORTED, Problem, nearest
from kaoping.rules.facts.intake.cells import PARSERS
from kaoping.rules.facts.intake.given import RawTable
from kaoping.rules.facts.intake.refusals import Fault, Refused, listed, shown
from kaoping.rules.facts.tables import Column, Table

T = TypeVar("T")
R = TypeVar("R", bound=tuple[object, ...])
K = TypeVar("K", bound=Hashable)


@dataclass(frozen=True)
class Sheet:
    """A raw table beside its declaration; `texts` holds every declared column, `problems` what is wrong."""

    table: Table
    raw: RawTable
    texts: Mapping[str, Sequence[str]]
    problems: list[Problem] = field(default_factory=list)

    def __len__(self) -> int:
        return len(self.raw.rows)

    def columns(self) -> list[Column]:
        """Give the columns whose cells can be judged: all but the required ones that are missing as a whole."""
        given = self.raw.columns
        return [column for column in self.table.columns if column.name in given or not column.required]

    def column(self, name: str) -> Column:
        """Give the declaration of a column."""
        return next(column for column in self.table.columns if column.name == name)

    def values(self, name: str, blank: object = None) -> list[object]:
        """Read a column by its kind; None stands for a refused cell, `blank` for an empty one."""
        return self.read(name, PARSERS[self.column(name).kind], blank)

    def read(self, name: str, parse: Callable[[str], T], blank: T | None = None) -> list[T | None]:
        """Read a column; None stands for a refused cell, `blank` for an empty one."""
        if name not in self.raw.columns:
            return [blank] * len(self)
        texts, required = self.texts[name], self.column(name).required
        found: dict[str, T | None] = {}
        faults: dict[str, Fault] = {}
        for text in set(texts):
            found[text] = blank
            if text.strip():
                try:
                    found[text] = parse(text)
                except Refused as refused:
                    found[text], faults[text] = None, refused.fault
            elif required:
                found[text], faults[text] = None, Fault("cell-missing")
        self.refuse(name, texts, faults)
        return list(map(found.__getitem__, texts))

    def look_up(self, name: str, known: Container[str], fault: Callable[[str], Fault]) -> list[str | None]:
        """Read a column of known words; `fault` says what is wrong with another one."""

        def parse(text: str) -> str:
            if text not in known:
                raise Refused(fault(text))
            return text

        return self.read(name, parse)

    def check(self, name: str, judge: Callable[..., Fault | None], *columns: Sequence[object]) -> None:
        """Judge the cells of some columns, each combination once, and blame the cell of the named column."""
        faults = {key: fault for key in set(zip(*columns, strict=True)) if (fault := judge(*key)) is not None}
        self.refuse(name, zip(*columns, strict=True), faults)

    def refuse(self, name: str, keys: Iterable[K], faults: Mapping[K, Fault]) -> None:
        """Tell every row whose key is at fault; a suggestion is looked for only where it can be told."""
        hints: dict[K, str] = {}
        for index, key in enumerate(keys if faults else ()):
            if key in faults:
                fault = faults[key]
                if key not in hints:
                    hints[key] = fault.hint() if len(hints) < REPORTED else ""
                self.tell(index, name, fault, hints[key])

    def tell(self, index: int, name: str, fault: Fault, hint: str = "") -> None:
        """Add one problem, at a cell."""
        place = self.raw.position(self.raw.rows[index], name if name in self.raw.columns else "")
        named = {"column": name, "label": self.column(name).label, "value": shown(self.texts[name][index])}
        self.problems.append(Problem(fault.code, place, {**named, **fault.params}, fault.cite, hint))

    def check_unique(self, *columns: Sequence[object]) -> None:
        """Refuse a row whose key (columns as read) stood in an earlier row; name both."""
        keys = columns[0] if len(columns) == 1 else zip(*columns, strict=True)
        if len(set(keys)) == len(self):
            return
        first: dict[tuple[object, ...], int] = {}
        for index, key in enumerate(zip(*columns, strict=True)):
            earlier = first.setdefault(key, index)
            if earlier != index and None not in key:
                self.tell(index, self.table.key[0], Fault("row-twice", self._twice(index, earlier)))

    def _twice(self, index: int, earlier: int) -> dict[str, object]:
        labels = {column.name: column.label for column in self.table.columns}
        parts = [(labels[name], shown(self.texts[name][index])) for name in self.table.key]
        told = "、".join(f"{label}“{text}”" for label, text in parts if text)
        keys = ", ".join(f"{name} '{shown(self.texts[name][index])}'" for name in self.table.key)
        return {"key": told, "keys": keys, "line": self.raw.rows[earlier].line}


def made(kind: type[R], columns: Sequence[Sequence[object]]) -> list[R]:
    """Make a row of a kind from each place of the columns, without a call for each that only counts the cells."""
    return list(map(partial(tuple.__new__, kind), zip(*columns, strict=True)))


def open_sheet(table: Table, raw: RawTable) -> Sheet:
    """Put a raw table beside its declaration; unknown and missing columns become problems."""
    given = dict(zip(raw.columns, raw.rows.texts, strict=True))
    blank = ("",) * len(raw.rows)
    sheet = Sheet(table, raw, {column.name: given.get(column.name, blank) for column in table.columns})
    declared = {column.name: column.label for column in table.columns}
    unknown = [name for name in raw.columns if name not in declared]
    missing = [column for column in table.columns if column.required and column.name not in given]
    sheet.problems.extend(_unknown_column(sheet, name, declared) for name in unknown)
    sheet.problems.extend(
        Problem("column-missing", raw.position(None), {"column": column.name, "label": column.label})
        for column in missing
    )
    return sheet


def _unknown_column(sheet: Sheet, name: str, declared: Mapping[str, str]) -> Problem:
    table, place = sheet.table, sheet.raw.position(None, name)
    params = {"value": shown(name), "table": table.label, "name": table.name, "known": listed(declared)}
    return Problem("column-unknown", place, params, suggestion=nearest(name, declared, declared))
