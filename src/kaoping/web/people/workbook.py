"""The registry of units as a workbook: what is exported is what may be filled in and imported again."""

from __future__ import annotations

import io
from collections.abc import Iterable
from datetime import date

import xlsxwriter

from kaoping.web.people.models import Unit
from kaoping.web.people.registry import LABELS, Details

WIDTHS = {"code": 14, "name": 32, "short": 16, "category": 16, "phone": 18}
ROWS = 2000
ADVICE = (
    "单位名录导入表",
    "1. 在“单位”表中每行填一个单位；橙色的列必填，其他列可空，空格表示不改动名录中的原有内容。",
    "2. 单位编号一经确定不再改变，也不重复使用；名录中没有的编号按新设处理，已有的按更名、改类别处理。",
    "3. 请勿填公式；粘贴时请用“粘贴为数值”。请勿改动工作表名和列名。",
    "4. 导入后先预览，不直接写入；确认无误后提交，由另一人复核后生效。",
    "5. 合并、分设、撤销不能用导入办理，请在“单位名录”中逐项办理。",
)
_FONT = {"font_name": "宋体", "font_size": 11, "valign": "vcenter"}


def workbook(units: Iterable[Unit]) -> bytes:
    """Give the workbook (.xlsx) with these units; with none it is the template (模板)."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    book.set_properties({"title": "单位名录", "created": date(2000, 1, 1)})
    page = book.add_worksheet("单位")
    head = {**_FONT, "bold": True, "align": "center", "border": 1}
    needed, other = (book.add_format({**head, "bg_color": color}) for color in ("#F3D9B1", "#D9E4F1"))
    text = book.add_format({**_FONT, "num_format": "@"})
    for place, (name, label) in enumerate(LABELS.items()):
        page.set_column(place, place, WIDTHS[name], text)
        page.write_string(0, place, label, needed if name in ("code", "name") else other)
    for row, unit in enumerate(units, 1):
        one = Details.of(unit)
        for place, name in enumerate(LABELS):
            page.write_string(row, place, getattr(one, name), text)
    page.freeze_panes(1, 0)
    help_page = book.add_worksheet("说明")
    help_page.set_column(0, 0, 100, book.add_format({**_FONT, "text_wrap": True}))
    for row, words in enumerate(ADVICE):
        help_page.write_string(row, 0, words)
    book.close()
    return out.getvalue()
