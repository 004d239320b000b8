"""The fill-in workbook of a scheme -> .xlsx: locked headings with help, drop-downs, and a page of instructions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import xlsxwriter

from kaoping.tables.template import Choices, Template, TemplateColumn, TemplateSheet, asked_words

ROWS = 2_000
"""Rows of each sheet with drop-downs and checks; more may be filled in."""
TINTED = 500
HELP, LISTS = "说明", "_字典"
_FONT = {"font_name": "宋体", "font_size": 10}
_WIDTHS = {"text": 22, "number": 12, "points": 10, "count": 8, "integer": 10, "date": 12, "year": 8}
_FORMATS = {
    "date": "yyyy-mm-dd",
    "number": "General",
    "points": "General",
    "count": "0",
    "integer": "0",
    "year": "0",
}
_UNITS = "单位编号_列表"


def write_template(template: Template, path: Path, with_members: bool = False) -> None:
    """Write the workbook; with the units that the scheme names, if asked."""
    book = xlsxwriter.Workbook(path)
    _Writer(book, template).write(with_members)
    book.close()


class _Writer:
    """Writes one workbook; `lists` says where the choices of each drop-down stand on the hidden sheet."""

    def __init__(self, book: Any, template: Template):
        self.book, self.template = book, template
        self.lists: dict[str, int] = {}
        cell = {**_FONT, "valign": "vcenter", "border": 1, "border_color": "#C9D3DF"}
        self.head = book.add_format({**cell, "bold": True, "bg_color": "#D9E4F1", "align": "center"})
        self.needed = book.add_format({**cell, "bold": True, "bg_color": "#F3D9B1", "align": "center"})
        self.text = book.add_format({**_FONT, "text_wrap": True, "valign": "top"})
        self.bold = book.add_format({**_FONT, "bold": True, "font_size": 12})
        self.tint = book.add_format({"bg_color": "#FFFDF2", "border": 1, "border_color": "#E3DFCF"})

    def write(self, with_members: bool) -> None:
        """Write all sheets: help first, the lists last and hidden."""
        book, sheets = self.book, self.template.sheets
        day = date(2000, 1, 1)
        book.set_properties(
            {"title": f"{self.template.scheme.name} 填报表", "author": "kaoping 考评", "created": day}
        )
        help_page = book.add_worksheet(HELP)
        pages = {sheet.table.name: book.add_worksheet(sheet.table.label) for sheet in sheets}
        self._lists(book.add_worksheet(LISTS))
        self._help(help_page)
        for sheet in sheets:
            self._sheet(pages[sheet.table.name], sheet)
        if with_members:
            self._members(pages["units"])

    # the sheets to fill in

    def _sheet(self, page: Any, sheet: TemplateSheet) -> None:
        page.freeze_panes(1, 0)
        page.set_landscape()
        page.set_paper(9)
        page.fit_to_pages(1, 0)
        page.repeat_rows(0)
        for place, column in enumerate(sheet.columns):
            self._column(page, sheet, place, column)
        last = len(sheet.columns) - 1
        page.conditional_format(1, 0, TINTED, last, {"type": "no_errors", "format": self.tint})
        page.protect("", _MAY)
        page.set_row(0, 24)

    def _column(self, page: Any, sheet: TemplateSheet, place: int, column: TemplateColumn) -> None:
        kind = column.column.kind
        style = {**_FONT, "locked": False, "num_format": _FORMATS.get(kind, "@")}
        page.set_column(place, place, _WIDTHS.get(kind, 16), self.book.add_format(style))
        page.write_string(0, place, column.column.label, self.needed if column.column.required else self.head)
        page.write_comment(0, place, column.help, {"x_scale": 2, "y_scale": 1.4})
        check = self._check(sheet, column)
        if check:
            title = {"error_title": column.column.label, "ignore_blank": True}
            page.data_validation(1, place, ROWS, place, {**check, **title})

    def _check(self, sheet: TemplateSheet, column: TemplateColumn) -> dict[str, object] | None:
        """Give the check of a column: a list, or a kind of number or day."""
        if column.column.kind == "unit":
            return {"validate": "list", "source": f"={_UNITS}", "error_message": "请从“单位”表的编号中选择。"}
        if column.choices:
            return self._choice(sheet, column.choices)
        return _NUMBERS.get(column.column.kind)

    def _choice(self, sheet: TemplateSheet, choices: Choices) -> dict[str, object]:
        source = f"={choices.name}"
        if choices.by:
            names = [column.column.name for column in sheet.columns]
            item = f"${xlsxwriter.utility.xl_col_to_name(names.index(choices.by))}2"
            at = f"{choices.name}_所属"
            source = f"=OFFSET({choices.name},MATCH({item},{at},0)-1,0,COUNTIF({at},{item}),1)"
        kind = "stop" if choices.strict else "warning"
        return {"validate": "list", "source": source, "error_type": kind, "error_message": "请从列表中选择。"}

    def _members(self, page: Any) -> None:
        for row, (unit, name, category, observer) in enumerate(self.template.members, 1):
            for place, text in enumerate((unit, name, category, "yes" if observer else "")):
                if text:
                    page.write_string(row, place, text, self.book.add_format({**_FONT, "locked": False}))

    # the hidden lists

    def _lists(self, page: Any) -> None:
        """Write the choices of each drop-down, each with what it belongs to and its name, and name them."""
        self.book.define_name(_UNITS, f"=OFFSET(单位!$A$2,0,0,MAX(1,COUNTA(单位!$A$2:$A${ROWS})),1)")
        found = [
            column.choices for sheet in self.template.sheets for column in sheet.columns if column.choices
        ]
        for number, choices in enumerate({one.name: one for one in found}.values()):
            self._list(page, number * 4, choices)
        page.hide()

    def _list(self, page: Any, place: int, choices: Choices) -> None:
        page.write_row(0, place, (f"{choices.name} 所属", "编号", "名称"), self.head)
        for row, cells in enumerate(choices.rows, 1):
            page.write_row(row, place, cells)
        last = len(choices.rows) + 1
        for name, offset in ((choices.name, 1), (f"{choices.name}_所属", 0)):
            letter = xlsxwriter.utility.xl_col_to_name(place + offset)
            self.book.define_name(name, f"={LISTS}!${letter}$2:${letter}${last}")

    # the instructions

    def _help(self, page: Any) -> None:
        page.set_column(0, 0, 14, self.text)
        page.set_column(1, 1, 34, self.text)
        page.set_column(2, 2, 34, self.text)
        page.set_column(3, 3, 16, self.text)
        page.set_column(4, 4, 70, self.text)
        page.write_string(0, 0, f"{self.template.scheme.name}　填报表", self.bold)
        for row, line in enumerate(_ADVICE, 1):
            page.merge_range(row, 0, row, 4, line, self.text)
        start = len(_ADVICE) + 2
        page.write_row(start, 0, ("工作表", "编号", "名称", "依据条款", "要填的内容"), self.head)
        for row, cells in enumerate(self._help_rows(), start + 1):
            page.write_row(row, 0, cells, self.text)
        page.freeze_panes(start + 1, 0)
        page.set_landscape()
        page.set_paper(9)
        page.fit_to_pages(1, 0)
        page.protect("", _MAY)
        page.activate()

    def _help_rows(self) -> Iterator[Sequence[str]]:
        for sheet in self.template.sheets:
            label = sheet.table.label
            yield label, "", _PURPOSE[sheet.table.name], "", ""
            for asked in sheet.inputs:
                yield label, asked.item, asked.name, asked.cite, asked_words(asked)
        for category in self.template.scheme.categories.values():
            yield "类别", category.id, category.name, category.cite, "、".join(category.members)
        for hole in self.template.scheme.holes:
            yield "空缺数值", hole.id, hole.name, hole.cite, ""


_MAY = {
    "format_cells": True,
    "format_columns": True,
    "format_rows": True,
    "insert_rows": True,
    "delete_rows": True,
    "sort": True,
    "autofilter": True,
}
_NUMBERS: dict[str, dict[str, object]] = {
    "date": {
        "validate": "date",
        "criteria": "between",
        "minimum": date(1990, 1, 1),
        "maximum": date(2199, 12, 31),
        "error_message": "请填日期，如 2025-06-30。",
    },
    "number": {"validate": "decimal", "criteria": "between", "minimum": -(10**13), "maximum": 10**13},
    "points": {"validate": "decimal", "criteria": "between", "minimum": -(10**9), "maximum": 10**9},
    "count": {
        "validate": "integer",
        "criteria": ">=",
        "value": 1,
        "error_message": "请填正整数，空为1。",
    },
    "integer": {"validate": "integer", "criteria": ">=", "value": 0, "error_message": "请填整数。"},
    "year": {
        "validate": "integer",
        "criteria": "between",
        "minimum": 1990,
        "maximum": 2199,
        "error_message": "请填四位数的年份。",
    },
}
_ADVICE = (
    "各工作表每行一条；第一行是列名，已锁定，橙色的列必填，鼠标指到列名可看说明。不用的工作表可留空或删去。",
    "单位、条款、级别等用编号，从下拉列表中选；编号的名称见下表。请勿填公式；粘贴时请用“粘贴为数值”。",
    "填好后运行：kaoping score 办法 本工作簿.xlsx --out 结果文件夹。有误之处会按工作表、行、列逐条指出。",
)
_PURPOSE = {
    "cycle": "考评年度，一行",
    "units": "参评单位，每单位一行；次序即结果的次序",
    "holes": "原文空缺的数值",
    "events": "事项：每发生一件一行，事项编号不可重复",
    "submissions": "报送：每次按期报送、公开一行",
    "values": "指标值：每单位每指标（每期）一行",
    "ratings": "评价：每位评价人对每个单位的评分一行",
    "awards": "评定：考评主体给每单位每指标的得分",
    "results": "其他考评办法的结果",
    "decisions": "会议决定：不考评、不适用、改分、改等次等",
}
