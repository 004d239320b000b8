"""A scheme -> a workbook to fill in (填报模板): a sheet a table, drop-downs from the scheme, help beside.

Everything comes from `inputs.TABLES` and the scheme's `Input` declarations, the same that the readers judge by.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import xlsxwriter
from xlsxwriter.utility import xl_col_to_name

from kaoping.rules.inputs import DECISION_KINDS, PER_RULE_COLUMNS, TABLES, Column, Input, Table
from kaoping.rules.model import Scheme
from kaoping.rules.points import format_points

ROWS = 500
"""So many rows are prepared; more may be written below them."""
CHOICES, HELP = "_字典", "说明"
_ALWAYS = ("cycle", "units", "decisions")
_WIDTHS = {"item": 34, "name": 22, "note": 28, "exempt": 22, "reason": 28, "matter": 18}


@dataclass
class _Book:
    """The workbook being made; `lists` are the drop-downs on the hidden sheet, by their defined name."""

    book: Any
    scheme: Scheme
    formats: Mapping[str, Any]
    lists: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def add_list(self, name: str, words: Iterable[str]) -> str:
        """Keep a drop-down; gives the formula that names it."""
        self.lists.setdefault(name, tuple(dict.fromkeys(words)))
        return f"={name}"


def write_template(scheme: Scheme, path: Path) -> None:
    """Write the workbook for a scheme."""
    book = xlsxwriter.Workbook(path)
    book.set_properties({"title": f"{scheme.name} 填报模板", "comments": f"scheme: {scheme.id}"})
    made = _Book(book, scheme, _formats(book))
    _help(made)
    for table in TABLES:
        if (
            table.name in _ALWAYS
            or _inputs(scheme, table)
            or (table.name == "holes" and _asked_holes(scheme))
        ):
            _sheet(made, table)
    _choices(made)
    book.close()


def _formats(book: Any) -> dict[str, Any]:
    base = {"font_name": "宋体", "font_size": 11, "valign": "vcenter"}
    edges = {**base, "border": 1, "border_color": "#C3CCD7"}
    return {
        "title": book.add_format({**base, "font_size": 14, "bold": True}),
        "text": book.add_format({**base, "text_wrap": True, "valign": "top"}),
        "head": book.add_format(
            {**edges, "bold": True, "bg_color": "#DCE6F3", "text_wrap": True, "align": "center"}
        ),
        "must": book.add_format(
            {**edges, "bold": True, "bg_color": "#F6DFC4", "text_wrap": True, "align": "center"}
        ),
        "cell": book.add_format({**edges, "bg_color": "#FFFFF2", "locked": False, "num_format": "@"}),
        "date": book.add_format(
            {**edges, "bg_color": "#FFFFF2", "locked": False, "num_format": "yyyy-mm-dd"}
        ),
        "number": book.add_format({**edges, "bg_color": "#FFFFF2", "locked": False, "num_format": "General"}),
    }


def _inputs(scheme: Scheme, table: Table) -> list[Input]:
    return [asked for (name, _), asked in scheme.inputs.items() if name == table.name]


def _asked_holes(scheme: Scheme) -> list[str]:
    return [hole.id for hole in scheme.holes if hole.needed != "never"]


def _columns(scheme: Scheme, table: Table) -> list[Column]:
    """Give the columns that the scheme's rules can use."""
    if table.name != "events":
        return list(table.columns)
    used = {f.name for asked in _inputs(scheme, table) for f in asked.fields}
    return [column for column in table.columns if column.name not in PER_RULE_COLUMNS or column.name in used]


def _sheet(made: _Book, table: Table) -> None:
    """Write the sheet of a table: locked headings, cells to fill, drop-downs, notes."""
    sheet = made.book.add_worksheet(table.label)
    columns = _columns(made.scheme, table)
    last = 1 if table.name == "cycle" else ROWS
    for index, column in enumerate(columns):
        sheet.set_column(index, index, _WIDTHS.get(column.name, 14), made.formats[_cell_format(column)])
        sheet.write_string(0, index, column.label, made.formats["must" if column.required else "head"])
        sheet.write_comment(0, index, _comment(column), {"x_scale": 1.6})
        check = _validation(made, table, column, columns)
        if check:
            sheet.data_validation(1, index, last, index, check)
    if table.name == "holes":
        for row, hole in enumerate((h for h in made.scheme.holes if h.needed == "always"), 1):
            sheet.write_string(row, 0, hole.id, made.formats["cell"])
    sheet.set_row(0, 30)
    sheet.freeze_panes(1, 0)
    sheet.protect("", {"format_columns": True, "format_rows": True, "insert_rows": True, "delete_rows": True})


def _cell_format(column: Column) -> str:
    if column.kind == "date":
        return "date"
    return "number" if column.kind in ("number", "points", "count", "integer", "year") else "cell"


def _comment(column: Column) -> str:
    must = "必填。" if column.required else "可不填。"
    return f"{column.label}（{column.name}）：{must}{column.help}"


def _validation(
    made: _Book, table: Table, column: Column, columns: Sequence[Column]
) -> dict[str, Any] | None:
    """Say what may be written in a column: a list, a date or a number; None for free text."""
    source = _list_of(made, table, column, columns)
    if source is not None:
        return {
            "validate": "list",
            "source": source,
            "ignore_blank": True,
            **_refusal(column, "请从下拉列表中选择。"),
        }
    if column.kind == "date":
        days = {"minimum": date(1990, 1, 1), "maximum": date(2099, 12, 31)}
        return {
            "validate": "date",
            "criteria": "between",
            **days,
            **_refusal(column, "请填日期，如 2025-06-30。"),
        }
    if column.kind in ("count", "integer", "year"):
        whole = {"minimum": 1, "maximum": 1_000_000}
        return {"validate": "integer", "criteria": "between", **whole, **_refusal(column, "请填正整数。")}
    if column.kind in ("number", "points"):
        wide = {"minimum": -1e12, "maximum": 1e12}
        return {"validate": "decimal", "criteria": "between", **wide, **_refusal(column, "请填数字。")}
    return None


def _refusal(column: Column, remedy: str) -> dict[str, Any]:
    return {"error_title": column.label[:30], "error_message": remedy, "error_type": "stop"}


def _list_of(made: _Book, table: Table, column: Column, columns: Sequence[Column]) -> str | None:
    """Give the drop-down of a column; lists that hang on the item are looked up by its id."""
    scheme = made.scheme
    if column.kind == "unit" and table.name != "units":
        return "=OFFSET(单位!$A$2,0,0,MAX(1,COUNTA(单位!$A:$A)-1),1)"
    if column.kind == "item":
        return made.add_list(f"items_{table.name}", [asked.item for asked in _inputs(scheme, table)])
    if column.kind == "flag":
        return made.add_list("flags", ("是", "否"))
    fixed = {
        ("units", "category"): scheme.categories,
        ("holes", "hole"): _asked_holes(scheme),
        ("results", "scheme"): [asked.item for asked in _inputs(scheme, table)],
        ("decisions", "kind"): DECISION_KINDS,
    }
    if (table.name, column.name) in fixed:
        return made.add_list(f"{table.name}_{column.name}", fixed[table.name, column.name])
    return _list_by_item(made, table, column, columns)


def _list_by_item(made: _Book, table: Table, column: Column, columns: Sequence[Column]) -> str | None:
    found = False
    for asked in _inputs(made.scheme, table):
        declared = asked.field(column.name)
        if declared is not None and (declared.choices or declared.extras):
            found = True
            made.add_list(_dependent(column.name, asked.item), _words(declared.choices, declared.extras))
    if not found:
        return None
    place = next(i for i, c in enumerate(columns) if c.kind == "item")
    cell = f"${xl_col_to_name(place)}2"
    return f'=INDIRECT("{column.name}_"&SUBSTITUTE({cell},"-","_"))'


def _dependent(column: str, item: str) -> str:
    """Name the list of a column for one item; a hyphen may not stand in such a name."""
    return f"{column}_{item.replace('-', '_')}"


def _words(choices: Mapping[str, str], extras: Mapping[str, str]) -> list[str]:
    alone = list(choices) or list(extras)
    return alone + [f"{choice}+{extra}" for choice in choices for extra in extras]


def _choices(made: _Book) -> None:
    """Write the hidden sheet of all drop-downs, a column each, with its defined name."""
    sheet = made.book.add_worksheet(CHOICES)
    for index, (name, words) in enumerate(made.lists.items()):
        letter = xl_col_to_name(index)
        sheet.write_string(0, index, name)
        for row, word in enumerate(words, 1):
            sheet.write_string(row, index, word)
        made.book.define_name(name, f"='{CHOICES}'!${letter}$2:${letter}${max(2, len(words) + 1)}")
    sheet.hide()
    sheet.protect()


def _help(made: _Book) -> None:
    """Write the first sheet: how to fill in, and what each item asks for."""
    sheet, scheme = made.book.add_worksheet(HELP), made.scheme
    for index, width in enumerate((16, 38, 30, 22, 60)):
        sheet.set_column(index, index, width, made.formats["text"])
    sheet.write_string(0, 0, f"{scheme.name} 填报模板", made.formats["title"])
    for row, line in enumerate(_GUIDE, 1):
        sheet.merge_range(row, 0, row, 4, line, made.formats["text"])
    start = len(_GUIDE) + 2
    for index, label in enumerate(("表", "编号", "名称", "条款", "要填什么")):
        sheet.write_string(start, index, label, made.formats["head"])
    rows = [(table, asked) for table in TABLES for asked in _inputs(scheme, table)]
    for row, (table, asked) in enumerate(rows, start + 1):
        for index, text in enumerate((table.label, asked.item, asked.name, asked.cite, _asks(asked))):
            sheet.write_string(row, index, text, made.formats["text"])
    sheet.freeze_panes(start + 1, 0)
    sheet.protect()


_GUIDE = (
    "每张表一页，浅黄色格子可以填写，橙色表头为必填；把鼠标停在表头上看说明。",
    "先填“周期”和“单位”，其他表的单位编号从下拉列表中选。不用的表可以整页留空。",
    "级别、角色、评价主体的下拉列表随所选条款变化。日期写作 2025-06-30。分值写正数，加减由条款决定。",
    "填完保存，用 kaoping score 计分：有错时逐格指出，什么也不会写出。",
)


def _asks(asked: Input) -> str:
    parts = []
    for declared in asked.fields:
        words = "、".join(
            f"{name}={label}" for name, label in {**declared.choices, **declared.extras}.items()
        )
        bounds = [format_points(bound) for bound in (declared.low, declared.high) if bound is not None]
        shown = f"（{words}）" if words else f"（{' 至 '.join(bounds)}）" if bounds else ""
        parts.append(f"{declared.label}{shown}{'' if declared.required else '，可不填'}")
    return "；".join([*parts, *([asked.help] if asked.help else [])])
