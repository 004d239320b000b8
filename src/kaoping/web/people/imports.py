"""A workbook or CSV file of units (单位名录导入): read, compared with the registry, shown before anything is written.

Read by the readers of `kaoping.tables`: sheet 单位, columns 单位编号, 单位名称, 简称, 单位类别, 联系电话. An empty
cell leaves alone what the registry says.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import BinaryIO

from kaoping.errors.problems import Problem
from kaoping.tables.csv_in import read_csv
from kaoping.tables.raw import RawTable
from kaoping.tables.xlsx_in import read_workbook
from kaoping.web.core.models import Body
from kaoping.web.people.models import Unit
from kaoping.web.people.registry import LABELS, Details, codes_waiting, wrong_details

COLUMNS = {
    "unit": "code", "单位编号": "code", "编号": "code", "name": "name", "单位名称": "name", "名称": "name",
    "简称": "short", "short": "short", "category": "category", "单位类别": "category", "类别": "category",
    "联系电话": "phone", "电话": "phone", "phone": "phone",
}  # fmt: skip
"""Headings: the field that the column holds."""
MOST_ROWS = 5000
STATES = {"new": "新增", "changed": "有改动", "same": "相同", "wrong": "有误"}


@dataclass(frozen=True)
class Wrong:
    """One thing that is wrong: row and column of the file, the value, what the rule is and what to do."""

    line: int
    column: str
    value: str
    words: str


@dataclass(frozen=True)
class Line:
    """A row of the file: what it says of a unit, what the registry said, and what becomes of it."""

    line: int
    state: str
    unit: Details
    before: Details | None = None

    @property
    def words(self) -> str:
        return STATES[self.state]

    @property
    def changes(self) -> list[tuple[str, str, str]]:
        """Give what changes: label, before, after."""
        if self.before is None:
            return []
        old, new = asdict(self.before), asdict(self.unit)
        return [(LABELS[name], old[name], new[name]) for name in new if old[name] != new[name]]


@dataclass(frozen=True)
class Preview:
    """What an import would do."""

    file: str
    lines: list[Line] = field(default_factory=list)
    problems: list[Wrong] = field(default_factory=list)

    def of(self, state: str) -> list[Details]:
        """Give the units of the rows in a state."""
        return [line.unit for line in self.lines if line.state == state]

    @property
    def counts(self) -> dict[str, int]:
        return {words: sum(line.state == state for line in self.lines) for state, words in STATES.items()}

    @property
    def is_ready(self) -> bool:
        """Say whether there is something to change and nothing wrong."""
        return not self.problems and any(line.state in ("new", "changed") for line in self.lines)


def preview(body: Body, file: BinaryIO, name: str) -> Preview:
    """Read a file and compare it with the registry of a body; all that is wrong is told at once."""
    found: list[Problem] = []
    table = _read(file, name, found)
    problems = [_told(problem) for problem in found]
    if table is None:
        nothing = Wrong(0, "", name, "文件中没有“单位”表：请用模板填写，工作表名为“单位”")
        return Preview(name, problems=problems or [nothing])
    problems += _wrong_table(table)
    if any(not problem.line for problem in problems):
        return Preview(name, problems=problems)
    return _compare(body, name, table, problems)


def _read(file: BinaryIO, name: str, problems: list[Problem]) -> RawTable | None:
    """Read the table of units; the file is copied to a folder of its own, which is taken away again."""
    suffix = Path(name).suffix.lower()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"units{suffix}"
        path.write_bytes(file.read())
        if suffix == ".csv":
            return read_csv(path, "units", None, problems)
        return read_workbook(path, problems).get("units")


def _told(problem: Problem) -> Wrong:
    place = problem.position
    column = f"第 {place.column} 列" if place.column and place.line else ""
    return Wrong(place.line, column, str(problem.params.get("value", "")), problem.message())


def _wrong_table(table: RawTable) -> Iterator[Wrong]:
    fields = [COLUMNS.get(name) for name in table.columns]
    for name in ("code", "name"):
        if name not in fields:
            yield Wrong(0, LABELS[name], "", f"缺“{LABELS[name]}”一列：请用模板，或补上这一列")
    for heading, known in zip(table.columns, fields, strict=True):
        if known is None and heading not in ("observer", "parent"):
            words = f"不认识的列“{heading}”：可用的列是{'、'.join(LABELS.values())}；不用的列请删去"
            yield Wrong(table.header, heading, heading, words)
    if len(table.rows) > MOST_ROWS:
        yield Wrong(0, "", str(len(table.rows)), f"超过 {MOST_ROWS} 行：请分几个文件导入")


def _compare(body: Body, name: str, table: RawTable, problems: list[Wrong]) -> Preview:
    known = {unit.code: unit for unit in Unit.objects.filter(body=body)}
    rows = [(row.line, _cells(table, row.cells)) for row in table.rows]
    lines = [_line(line, cells, known) for line, cells in rows]
    found = [*problems, *_wrong_lines(lines, known, codes_waiting(body))]
    bad = {problem.line for problem in found}
    lines = [replace(line, state="wrong") if line.line in bad else line for line in lines]
    return Preview(name, lines, sorted(found, key=lambda problem: problem.line))


def _cells(table: RawTable, cells: Iterable[str]) -> dict[str, str]:
    pairs = zip(table.columns, cells, strict=True)
    return {COLUMNS[column]: cell for column, cell in pairs if column in COLUMNS and cell}


def _line(line: int, cells: Mapping[str, str], known: Mapping[str, Unit]) -> Line:
    unit = known.get(cells.get("code", ""))
    if unit is None:
        return Line(line, "new", Details(**{"code": "", "name": "", **cells}))
    before = Details.of(unit)
    after = replace(before, **cells)
    return Line(line, "same" if after == before else "changed", after, before)


def _wrong_lines(lines: list[Line], known: Mapping[str, Unit], waiting: frozenset[str]) -> Iterator[Wrong]:
    yield from _repeated(lines)
    names = {unit.name: unit.code for unit in known.values() if not unit.closed_on}
    for line in lines:
        unit = line.unit
        for name, words in wrong_details(unit):
            yield Wrong(line.line, LABELS[name], getattr(unit, name), words)
        if line.state != "same" and unit.code in waiting:
            words = f"单位 {unit.code} 另有待复核的变更：请先复核或退回，再导入"
            yield Wrong(line.line, LABELS["code"], unit.code, words)
        if line.state != "same" and unit.code in known and known[unit.code].closed_on:
            words = f"{known[unit.code].name}已于 {known[unit.code].closed_on} 撤销：请删去此行，或用新的编号"
            yield Wrong(line.line, LABELS["code"], unit.code, words)
        taken = names.get(unit.name)
        if line.state != "same" and taken and taken != unit.code and not _moves(lines, taken, unit.name):
            words = f"“{unit.name}”已是单位 {taken} 的名称：请核对编号，或改名称"
            yield Wrong(line.line, LABELS["name"], unit.name, words)


def _moves(lines: list[Line], code: str, name: str) -> bool:
    """Say whether the file itself takes the name away from the unit that has it."""
    return any(line.unit.code == code and line.unit.name != name for line in lines)


def _repeated(lines: list[Line]) -> Iterator[Wrong]:
    for name in ("code", "name"):
        first: dict[str, int] = {}
        for line in lines:
            value = getattr(line.unit, name)
            if value and value in first:
                words = f"与第 {first[value]} 行的{LABELS[name]}相同：请只保留一行，或改正{LABELS[name]}"
                yield Wrong(line.line, LABELS[name], value, words)
            first.setdefault(value, line.line)
