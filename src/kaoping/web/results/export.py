"""The ranking as a file (导出): the same rows as on the page, so that nothing leaves that is not shown."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from fractions import Fraction

import xlsxwriter

from kaoping.rules.numbers.points import SCALE, Points, format_places
from kaoping.web.results.ranking import Row, Section

Cell = str | int | Fraction | None
HEAD = ("名次", "单位编号", "单位", "类别")
TAIL = ("总分", "等次", "一票否决", "缺少资料")


def header(section: Section) -> list[str]:
    """Give the headings of a table."""
    columns = [f"{c.name}（{c.points}）" if c.points else c.name for c in section.columns]
    return [*HEAD, *columns, *TAIL]


def rows(section: Section) -> Iterator[list[Cell]]:
    """Give the rows of a table."""
    for row in section.units:
        yield _row(row)


def _row(row: Row) -> list[Cell]:
    numbers = [None if number is None else Fraction(number, SCALE) for number in row.numbers]
    lacking = "；".join(dict.fromkeys(m.lack.name for m in row.missing))
    grade = row.badge.name if row.badge else ""
    total = Fraction(row.total, SCALE)
    return [
        row.rank,
        row.code,
        row.name,
        row.category,
        *numbers,
        total,
        grade,
        "是" if row.vetoed else "",
        lacking,
    ]


def as_csv(sections: Sequence[Section], places: int) -> bytes:
    """Write all tables under each other: UTF-8 with BOM, as Excel here reads it."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    for section in sections:
        writer.writerow([section.name])
        writer.writerow(header(section))
        writer.writerows([_text(cell, places) for cell in row] for row in rows(section))
    return out.getvalue().encode("utf-8-sig")


def _text(cell: Cell, places: int) -> str:
    """Write a cell; a leading sign that a spreadsheet would take for a formula is put behind a quote."""
    if isinstance(cell, Fraction):
        return format_places(_points(cell), places)
    told = "" if cell is None else str(cell)
    return f"'{told}" if told[:1] in "=+-@\t" and told else told


def _points(number: Fraction) -> Points:
    return int(number * SCALE)


def as_xlsx(sections: Sequence[Section], places: int, title: str) -> bytes:
    """Write a workbook with a sheet for each table."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False}) as book:
        head = book.add_format({"bold": True, "bg_color": "#DCE6F2", "border": 1, "text_wrap": True})
        number = book.add_format({"num_format": "0." + "0" * places if places else "0"})
        for place, section in enumerate(sections, 1):
            _sheet(book.add_worksheet(_sheet_name(section.name, place)), section, title, (head, number))
    return out.getvalue()


def _sheet_name(name: str, place: int) -> str:
    """Give a sheet's name: at most 31 letters, none of those that Excel refuses."""
    return f"{place} " + "".join("_" if letter in "[]:*?/\\'" else letter for letter in name)[:28]


def _sheet(
    sheet: xlsxwriter.worksheet.Worksheet, section: Section, title: str, formats: tuple[object, object]
) -> None:
    head, number = formats
    sheet.write_string(0, 0, f"{title}　{section.name}")
    sheet.write_row(1, 0, header(section), head)
    for at, row in enumerate(rows(section), 2):
        for column, cell in enumerate(row):
            if isinstance(cell, Fraction):
                sheet.write_number(at, column, float(cell), number)
            elif cell is not None:
                sheet.write(at, column, cell)
    sheet.set_column(2, 3, 22)
    sheet.freeze_panes(2, 3)
