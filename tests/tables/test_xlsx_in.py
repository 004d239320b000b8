"""Workbooks: sheets by either name, cells as somebody would have typed them, formulas and errors refused."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from pathlib import Path

import pytest
import xlsxwriter

from kaoping.tables.raw import RawRow
from kaoping.tables.reading import read_tables
from tests.tables.files import exchanged, told, workbook

VALUES = ("unit", "item", "value")
SHEET = (
    '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
    "<sheetData>ROWS</sheetData></worksheet>"
)


def test_sheets_and_headers_are_read_by_english_and_by_chinese_name(tmp_path: Path) -> None:
    book = workbook(
        tmp_path,
        {
            "说明": [["如何填写"]],
            "周期": [["年度"], [2025]],
            "units": [["单位编号", "name", "类别（category）"], ["jyj", "海屿市教育局", "bureau"]],
            "_words": [["bureau"]],
        },
    )
    tables = read_tables(book)
    assert list(tables) == ["cycle", "units"]
    assert list(tables["cycle"].rows) == [RawRow(2, ("2025",))]
    assert tables["units"].columns == ("unit", "name", "category")
    assert str(tables["units"].position(tables["units"].rows[0], "name")) == f"{book}[units]:2:2"


def test_sheets_of_other_names_are_refused(tmp_path: Path) -> None:
    known = (
        "周期（cycle）、单位（units）、空缺数值（holes）、事项（events）、报送（submissions）、指标值（values）、"
        "评价（ratings）、评定（awards）、其他考评结果（results）、会议决定（decisions）"
    )
    book = workbook(tmp_path, {"event": [["event"]], "Sheet2": []})
    assert told(book) == [
        f"facts.xlsx[Sheet2] “Sheet2”不是事实表的名称；可用的是：{known}。请改名；只供阅读的工作表，名称以“说明”或“_”开头。",
        f"facts.xlsx[event] “event”不是事实表的名称；可用的是：{known}。请改名；只供阅读的工作表，名称以“说明”或“_”开头。"
        "是否想写“events（事项）”？",
    ]


def test_a_table_in_two_sheets_is_refused(tmp_path: Path) -> None:
    book = workbook(tmp_path, {"周期": [["年度"], [2025]], "cycle": [["year"], [2025]]})
    assert told(book) == ["facts.xlsx[cycle] 工作表“周期”和“cycle”都是“周期”表：请合并为一张。"]


@pytest.mark.parametrize(
    ("stored", "text"),
    [
        ("0.1", "0.1"),
        ("0.10000000000000001", "0.1"),
        ("0.30000000000000004", "0.30000000000000004"),
        ("3", "3"),
        ("3.0", "3"),
        ("-0", "0"),
        ("1E-7", "0.0000001"),
        ("1.5E3", "1500"),
        ("123456.789", "123456.789"),
        ("999999999999999", "999999999999999"),
    ],
)
def test_a_number_is_the_shortest_that_gives_what_is_stored(tmp_path: Path, stored: str, text: str) -> None:
    book = workbook(tmp_path, {"cycle": [["year"], [2025]]})
    cells = (
        f'<row r="1"><c r="A1" t="str"><v>year</v></c></row><row r="2"><c r="A2"><v>{stored}</v></c></row>'
    )
    exchanged(book, "xl/worksheets/sheet1.xml", SHEET.replace("ROWS", cells).encode())
    assert list(read_tables(book)["cycle"].rows) == [RawRow(2, (text,))]


def test_ids_that_look_like_numbers_are_whole_numbers(tmp_path: Path) -> None:
    book = workbook(tmp_path, {"values": [VALUES, [101, "007", 5]]})
    assert read_tables(book)["values"].rows[0].cells == ("101", "007", "5")


def test_dates_truth_values_and_text_are_read_in_their_columns(tmp_path: Path) -> None:
    book = workbook(
        tmp_path,
        {
            "cycle": [["year", "first_day", "last_day"], ["2025", date(2025, 1, 1), "2025-12-31"]],
            "units": [
                ["unit", "name", "category", "observer"],
                ["a", " 甲 ", "b", True],
                ["c", "乙", "b", False],
            ],
        },
    )
    tables = read_tables(book)
    assert tables["cycle"].rows[0].cells == ("2025", "2025-01-01", "2025-12-31")
    assert [row.cells[1:] for row in tables["units"].rows] == [("甲", "b", "yes"), ("乙", "b", "no")]


@pytest.mark.parametrize(
    ("cell", "message"),
    [
        (
            date(2025, 3, 1),
            "facts.xlsx[values]:2:3 此格被存成了日期 2025-03-01：请先把此列设为“文本”格式，再重新输入。",
        ),
        (
            datetime.fromisoformat("2025-03-01 08:30:00"),
            "facts.xlsx[values]:2:3 “2025-03-01 08:30:00”带有时刻：请只填日期，如 2025-03-01。",
        ),
        (time(8, 30), "facts.xlsx[values]:2:3 “08:30:00”带有时刻：请只填日期，如 2025-03-01。"),
        (True, "facts.xlsx[values]:2:3 此格是逻辑值 True：此列不用逻辑值，请改填文字或数字。"),
        (
            123456789012345678,
            "facts.xlsx[values]:2:3 此格的数 123456789012345700 超过 15 位，后面的数字已不可靠："
            "编号请先把此列设为“文本”格式，再重新输入。",
        ),
    ],
)
def test_a_cell_of_the_wrong_kind_is_refused(tmp_path: Path, cell: object, message: str) -> None:
    book = xlsxwriter.Workbook(str(tmp_path / "facts.xlsx"))
    sheet = book.add_worksheet("values")
    sheet.write_row(0, 0, VALUES)
    sheet.write_row(1, 0, ["a", "x"])
    style = {datetime: "yyyy-mm-dd hh:mm", date: "yyyy-mm-dd", time: "hh:mm"}.get(type(cell), "0")
    sheet.write(1, 2, cell, book.add_format({"num_format": style}))
    book.close()
    assert told(tmp_path / "facts.xlsx") == [message]


def test_a_span_of_time_is_refused(tmp_path: Path) -> None:
    book = workbook(tmp_path, {"cycle": [["year", "first_day"], [2025, timedelta(hours=30)]]})
    (message,) = told(book)
    assert message.startswith("facts.xlsx[cycle]:2:2 ")


def test_formulas_and_error_values_are_refused_by_cell(tmp_path: Path) -> None:
    book = xlsxwriter.Workbook(str(tmp_path / "facts.xlsx"))
    sheet = book.add_worksheet("指标值")
    sheet.write_row(0, 0, VALUES)
    sheet.write_row(1, 0, ["a", "x"])
    sheet.write_formula(1, 2, "=1+1", None, 2)
    sheet.write_row(2, 0, ["b", "x"])
    sheet.write_formula(2, 2, "=1/0", None, "#DIV/0!")
    sheet.data_validation("A1:A9", {"validate": "list", "source": "=_words!$A$1:$A$2"})
    book.add_worksheet("_words").write_formula(0, 0, "=1+1", None, 2)
    book.close()
    assert told(tmp_path / "facts.xlsx") == [
        "facts.xlsx[指标值]:2:3 工作表“指标值”的 C2 是公式，公式不读：请复制后“粘贴为数值”。",
        "facts.xlsx[指标值]:3:3 工作表“指标值”的 C3 是公式，公式不读：请复制后“粘贴为数值”。",
        "facts.xlsx[指标值]:3:3 工作表“指标值”的 C3 是错误值（如 #N/A）：请改正，或清空此格。",
    ]


def test_a_sheet_that_does_not_begin_in_the_corner_is_read_with_its_true_places(tmp_path: Path) -> None:
    book = workbook(
        tmp_path, {"cycle": [[], [], [None, None, "year"], [None, None, 2025], [], [None, "x", None]]}
    )
    assert told(book) == ["facts.xlsx[cycle]:6:2 第 2 列没有列名，却有内容“x”：请补上列名，或清空此列。"]
    good = workbook(tmp_path, {"cycle": [[], [], [None, None, "year"], [None, None, 2025]]})
    table = read_tables(good)["cycle"]
    assert (table.columns, list(table.rows)) == (("year",), [RawRow(4, ("2025",))])
    assert str(table.position(table.rows[0], "year")) == f"{good}[cycle]:4:3"


def test_a_character_that_nobody_sees_is_named_in_a_workbook_too(tmp_path: Path) -> None:
    book = workbook(tmp_path, {"cycle": [["year"], ["2025\u200b"]]})
    assert told(book) == [
        "facts.xlsx[cycle]:2:1 “year”列含有看不见的字符 U+200B（zero width space），位置见“2025〈200B〉”：请删去后重新输入。"
        "是否想写“2025”？"
    ]


def test_an_empty_sheet_of_a_table_is_refused(tmp_path: Path) -> None:
    (message,) = told(workbook(tmp_path, {"cycle": []}))
    assert message.startswith("facts.xlsx[cycle] “周期（cycle）”表是空的")


def test_dates_in_the_chinese_formats_of_excel_are_dates(tmp_path: Path) -> None:
    book = xlsxwriter.Workbook(str(tmp_path / "facts.xlsx"))
    sheet = book.add_worksheet("cycle")
    sheet.write_row(0, 0, ["year", "first_day", "last_day"])
    sheet.write(1, 0, 2014)
    sheet.write_number(1, 1, 41640, book.add_format({"num_format": 31}))
    sheet.write_number(1, 2, 42004, book.add_format({"num_format": 'yyyy"年"m"月"d"日"'}))
    book.close()
    assert read_tables(tmp_path / "facts.xlsx")["cycle"].rows[0].cells == ("2014", "2014-01-01", "2014-12-31")


def test_prefixed_elements_are_read(tmp_path: Path) -> None:
    book = workbook(tmp_path, {"cycle": [["year"], [2025]]})
    sheet = (
        b'<x:worksheet xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><x:sheetData>'
        b'<x:row r="1"><x:c r="A1" t="inlineStr"><x:is><x:t>year</x:t></x:is></x:c></x:row>'
        b'<x:row r="2"><x:c r="A2"><x:v>2026</x:v></x:c></x:row></x:sheetData></x:worksheet>'
    )
    assert read_tables(exchanged(book, "xl/worksheets/sheet1.xml", sheet))["cycle"].rows[0].cells == ("2026",)
