"""The fill-in workbook (填报表) of a scheme, as data: which sheets, columns, drop-downs and help it has.

Everything comes from `scheme.inputs` and `inputs.TABLES`, the same declarations that read the filled workbook.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kaoping.rules.facts.inputs import Field, Input
from kaoping.rules.facts.tables import DECISION_KINDS, PER_RULE_COLUMNS, TABLES, Column, Table
from kaoping.rules.numbers.points import format_points
from kaoping.rules.scheme.model import Scheme

ALWAYS = ("cycle", "units", "decisions")
Pair = tuple[str, str]


@dataclass(frozen=True)
class Choices:
    """A drop-down: the texts that may be chosen, with their names; by item where `by` names a column."""

    name: str
    rows: tuple[tuple[str, str, str], ...]
    by: str = ""
    strict: bool = True


@dataclass(frozen=True)
class TemplateColumn:
    """A column to fill in."""

    column: Column
    help: str
    choices: Choices | None = None


@dataclass(frozen=True)
class TemplateSheet:
    """A sheet to fill in, and the items that it is for."""

    table: Table
    columns: tuple[TemplateColumn, ...]
    inputs: tuple[Input, ...]


@dataclass(frozen=True)
class Template:
    """The workbook of a scheme; `members` are the units that the scheme names, by category."""

    scheme: Scheme
    sheets: tuple[TemplateSheet, ...]

    @property
    def members(self) -> Iterator[tuple[str, str, str, bool]]:
        """Give an id, name, category and whether it is an observer for each unit that the scheme names."""
        for category in self.scheme.categories.values():
            for number, name in enumerate(category.members, 1):
                yield f"{category.id}{number:02d}", name, category.id, category.observer


def make_template(scheme: Scheme) -> Template:
    """Make the workbook of a scheme: a sheet for each table that it asks for."""
    by_table: dict[str, list[Input]] = {}
    for asked in scheme.inputs.values():
        by_table.setdefault(asked.table, []).append(asked)
    used = {*ALWAYS, *by_table, *(["holes"] if scheme.holes else [])}
    return Template(
        scheme,
        tuple(_sheet(scheme, table, by_table.get(table.name, [])) for table in TABLES if table.name in used),
    )


def _sheet(scheme: Scheme, table: Table, inputs: Sequence[Input]) -> TemplateSheet:
    columns = (_column(scheme, table, column, inputs) for column in _columns(table, inputs))
    return TemplateSheet(table, tuple(columns), tuple(inputs))


def _columns(table: Table, inputs: Sequence[Input]) -> Iterator[Column]:
    """Leave out what no rule of the scheme asks for."""
    asked = {field.name for one in inputs for field in one.fields}
    for column in table.columns:
        if table.name != "events" or column.name not in PER_RULE_COLUMNS or column.name in asked:
            yield column


def _column(scheme: Scheme, table: Table, column: Column, inputs: Sequence[Input]) -> TemplateColumn:
    told = [
        f"{column.label}（{column.name}）",
        "必填" if column.required else "可空",
        _KINDS.get(column.kind, ""),
    ]
    told += [column.help, *_field_help(column, inputs)]
    return TemplateColumn(
        column, "\n".join(part for part in told if part), _choices(scheme, table, column, inputs)
    )


_KINDS = {
    "id": "不可重复；不含空格",
    "number": "数字，最多6位小数",
    "points": "数字，最多4位小数",
    "count": "正整数",
    "integer": "整数",
    "date": "日期，如 2025-06-30",
    "year": "四位数的年份",
    "period": "如 2025、2025-Q1、2025-03、2025-03-H1、2025-H1",
    "flag": "yes 或 no",
    "unit": "从“单位”表中选",
    "item": "从列表中选，名称见“说明”",
}


def _field_help(column: Column, inputs: Sequence[Input]) -> list[str]:
    """Name the items that use a column which not all use."""
    if column.name not in PER_RULE_COLUMNS:
        return []
    using = [one.name or one.item for one in inputs if one.field(column.name)]
    more = f"等{len(using)}条" if len(using) > 8 else ""
    return [f"只用于：{'、'.join(using[:8])}{more}"] if using else []


def _choices(scheme: Scheme, table: Table, column: Column, inputs: Sequence[Input]) -> Choices | None:
    """Give the drop-down of a column."""
    fixed: dict[tuple[str, str], list[Pair]] = {
        ("units", "category"): [(c.id, c.name) for c in scheme.categories.values()],
        ("holes", "hole"): [(hole.id, hole.name or hole.cite) for hole in scheme.holes],
        ("decisions", "kind"): list(DECISION_KINDS.items()),
        ("results", "scheme"): [(one.item, one.name) for one in inputs],
    }
    place = (table.name, column.name)
    if place in fixed:
        return _plain(f"{table.name}_{column.name}", fixed[place])
    if column.kind == "flag":
        return _plain("flags", [("yes", "是"), ("no", "否")])
    if column.kind == "item" and inputs:
        return _plain(f"{table.name}_items", [(one.item, f"{one.name}　{one.cite}") for one in inputs])
    return _by_item(table, column, inputs) if column.kind == "choice" else None


def _plain(name: str, pairs: Sequence[Pair]) -> Choices:
    return Choices(name, tuple(("", choice, label) for choice, label in pairs))


def _by_item(table: Table, column: Column, inputs: Sequence[Input]) -> Choices | None:
    """Give the choices of each item, those of one item together."""
    fields = [(one.item, one.field(column.name)) for one in inputs]
    rows = [(item, *pair) for item, field in fields if field for pair in _field_choices(field)]
    free = any(field.extras for _, field in fields if field)
    return Choices(f"{table.name}_{column.name}", tuple(rows), by="item", strict=not free) if rows else None


def _field_choices(field: Field) -> Iterator[Pair]:
    """Give the choices of a field, and each with one circumstance added."""
    yield from field.choices.items()
    for extra, label in field.extras.items():
        for choice, name in field.choices.items():
            yield f"{choice}+{extra}", f"{name}，{label}"
        if not field.required:
            yield extra, label


def asked_words(asked: Input) -> str:
    """Say which cells an item needs beside unit, item and date."""
    return "；".join(_field_words(field) for field in asked.fields)


def _field_words(field: Field) -> str:
    needed = "必填" if field.required else "可填"
    choices = "、".join(f"{choice} {label}" for choice, label in field.choices.items())
    extras = "、".join(f"+{extra} {label}" for extra, label in field.extras.items())
    bounds = "" if field.choices else _bounds(field)
    told = "，".join(part for part in (choices, extras, bounds, field.help) if part)
    return f"{field.label}（{needed}）" + (f"：{told}" if told else "")


def _bounds(field: Field) -> str:
    low = "" if field.low is None else format_points(field.low)
    high = "" if field.high is None else format_points(field.high)
    return f"{low}至{high}" if low and high else f"不小于{low}" if low and low != "0" else ""
