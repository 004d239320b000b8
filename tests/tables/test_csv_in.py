"""CSV files: encodings, quotes, headers, rows, and characters that nobody sees."""

from __future__ import annotations

import sys
import unicodedata
from pathlib import Path

import pytest

from kaoping.tables.characters import has_unseen
from kaoping.tables.raw import RawRow
from kaoping.tables.reading import read_tables
from tests.tables.files import folder, told

UNITS = "unit,name,category\njyj,海屿市教育局,bureau\n"


def rows(path: Path, encoding: str | None = None) -> list[tuple[str, ...]]:
    """Read the cells of the units."""
    return [row.cells for row in read_tables(path, encoding)["units"].rows]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_utf8_and_gb18030_are_told_apart(tmp_path: Path, encoding: str) -> None:
    assert rows(folder(tmp_path, units=UNITS.encode(encoding))) == [("jyj", "海屿市教育局", "bureau")]


def test_rare_characters_of_four_bytes_survive_gb18030(tmp_path: Path) -> None:
    text = UNITS.replace("海屿市教育局", "海屿市𠮷㙍镇教育局")
    assert rows(folder(tmp_path, units=text.encode("gb18030")))[0][1] == "海屿市𠮷㙍镇教育局"


def test_a_declared_encoding_is_used(tmp_path: Path) -> None:
    one_name = "unit,name,category\na,路,b\n"
    assert rows(folder(tmp_path, units=one_name.encode("gb18030")), "gb18030")[0][1] == "路"
    assert told(folder(tmp_path, units=UNITS.encode("gb18030")), "utf-8") == [
        "units.csv:2:5 此处（按字节计列）的字节 BA 不符合 UTF-8 编码，文件可能已损坏：请重新导出为“CSV UTF-8”。"
    ]
    assert told(tmp_path, "latin-1") == [" 不认识编码“latin-1”；可用的是：utf-8、gb18030。"]


def test_text_that_could_be_either_encoding_is_not_guessed(tmp_path: Path) -> None:
    assert told(folder(tmp_path, units="unit,name,category\na,路,b\n".encode("gb18030"))) == [
        "units.csv 看不出文件是 UTF-8 还是 GB18030 编码：请另存为“CSV UTF-8（逗号分隔）”，或用 --encoding 说明。"
    ]
    assert rows(folder(tmp_path, units="\ufeffunit,name,category\na,é,b\n")) == [("a", "é", "b")]


def test_damaged_utf8_is_not_read_as_gb18030(tmp_path: Path) -> None:
    data = (UNITS + "wsj,海屿市卫生局,bureau\n").encode()
    at = data.index("卫".encode())
    assert told(folder(tmp_path, units=data[:at] + data[at + 1 :])) == [
        "units.csv:3:14 此处（按字节计列）的字节 8D 不符合 UTF-8 编码，文件可能已损坏：请重新导出为“CSV UTF-8”。"
    ]


@pytest.mark.parametrize(("encoding", "byte"), [("big5", "A5"), ("shift-jis", "8E")])
def test_other_encodings_are_not_read_as_gb18030(tmp_path: Path, encoding: str, byte: str) -> None:
    data = "unit,name,category\na,市立中央醫院事務局教育課,b\n".encode(encoding, errors="ignore")
    assert told(folder(tmp_path, units=data)) == [
        f"units.csv:2:3 此处（按字节计列）的字节 {byte} 不是 UTF-8，文件也不像 GB18030：请另存为“CSV UTF-8”。"
    ]


def test_utf16_is_refused_with_the_way_out(tmp_path: Path) -> None:
    assert told(folder(tmp_path, units=UNITS.encode("utf-16"))) == [
        "units.csv 文件是 UTF-16 编码（Excel 的“Unicode 文本”）：请在 Excel 或 WPS 中另存为“CSV UTF-8（逗号分隔）”。"
    ]


def test_a_nul_byte_is_refused_where_it_stands(tmp_path: Path) -> None:
    assert told(folder(tmp_path, units=b"unit,name,category\r\na,b\x00,c\r\n")) == [
        "units.csv:2:4 文件中有空字节（00），不是文本文件，或已损坏：请重新导出为 CSV。"
    ]


def test_quotes_line_breaks_and_blanks_are_read(tmp_path: Path) -> None:
    text = 'unit,name,category\r\n a ,"甲,""乙""\n丙",\tb\r\n\r\n,,\r\n  , ,\r\nc,丁,d'
    assert list(read_tables(folder(tmp_path, units=text))["units"].rows) == [
        RawRow(2, ("a", '甲,"乙"\n丙', "b")),
        RawRow(7, ("c", "丁", "d")),
    ]


def test_a_quote_that_is_not_closed_is_told_where_it_opens(tmp_path: Path) -> None:
    text = 'unit,name,category\na,"甲,b\nc,乙,d\n'
    assert told(folder(tmp_path, units=text)) == [
        "units.csv:2:1 从此行起，英文双引号不成对，或引号后还有文字：请补上或删去引号，文字中的引号写两遍。"
    ]
    long = 'unit,name,category\na,甲,b\na,"' + "甲乙,\n" * 50_000
    assert told(folder(tmp_path, units=long)) == [
        "units.csv:3:1 从此行起有一格过长（超过 131072 字），多半是双引号不成对：请检查引号。"
    ]


def test_a_row_that_does_not_fit_the_header_is_refused(tmp_path: Path) -> None:
    assert told(folder(tmp_path, units="unit,name,category\na,甲,乙,b\nc,d\n")) == [
        "units.csv:2 此行有 4 个单元格，表头有 3 个：请检查逗号多少，含逗号的文字要放在英文双引号内。",
        "units.csv:3 此行有 2 个单元格，表头有 3 个：请检查逗号多少，含逗号的文字要放在英文双引号内。",
    ]


def test_a_column_stands_once_in_the_header_by_whatever_name(tmp_path: Path) -> None:
    assert told(folder(tmp_path, units="unit,name,单位名称,category\na,甲,甲,b\n")) == [
        "units.csv:1:11 “name”这一列出现了不止一次：请只保留一列。"
    ]


def test_headers_are_names_or_chinese_labels_or_both(tmp_path: Path) -> None:
    text = "单位编号,单位名称（name）,类别(category),颜色\na,甲,b,红\n"
    assert read_tables(folder(tmp_path, units=text))["units"].columns == ("unit", "name", "category", "颜色")


def test_blank_columns_without_a_name_are_left_out(tmp_path: Path) -> None:
    table = read_tables(folder(tmp_path, units="unit,,name,category,,\na,,甲,b,,\n"))["units"]
    assert (table.columns, table.rows[0].cells) == (("unit", "name", "category"), ("a", "甲", "b"))
    assert str(table.position(table.rows[0], "category")).endswith("units.csv:2:6")
    assert told(folder(tmp_path, units="unit,name,category,\na,甲,b,\nc,乙,d,e\n")) == [
        "units.csv:3:7 第 4 列没有列名，却有内容“e”：请补上列名，或清空此列。"
    ]


@pytest.mark.parametrize("content", ["", "\n\n", "\ufeff", " , ,\n"])
def test_an_empty_file_is_refused(tmp_path: Path, content: str) -> None:
    assert told(folder(tmp_path, units=content)) == [
        "units.csv “单位（units）”表是空的：第一行应为列名，至少有单位编号（unit）、单位名称（name）、类别（category）。"
        "没有内容时请删去此表。"
    ]


@pytest.mark.parametrize(("separator", "name"), [(";", "分号"), ("\t", "制表符"), ("，", "全角逗号")])
def test_another_separator_is_named(tmp_path: Path, separator: str, name: str) -> None:
    assert told(folder(tmp_path, units=UNITS.replace(",", separator))) == [
        f"units.csv:1:1 各列之间用的是{name}：请用英文逗号分隔（在 Excel 中另存为“CSV UTF-8（逗号分隔）”）。"
    ]


@pytest.mark.parametrize(
    ("character", "named"),
    [
        ("\u200b", "U+200B（zero width space）"),
        ("\u200f", "U+200F（right-to-left mark）"),
        ("\u202e", "U+202E（right-to-left override）"),
        ("\u2060", "U+2060（word joiner）"),
        ("\ufeff", "U+FEFF（字节顺序标记）"),
        ("\u00ad", "U+00AD（软连字符）"),
        ("\x07", "U+0007（控制符）"),
        ("\ufffd", "U+FFFD（替换符，说明文件曾被错误转码）"),
        ("\ufe0f", "U+FE0F（variation selector-16）"),
        ("\u3164", "U+3164（hangul filler）"),
        ("\U000e0041", "U+E0041（tag latin capital letter a）"),
    ],
)
def test_a_character_that_nobody_sees_is_named_with_its_code(
    tmp_path: Path, character: str, named: str
) -> None:
    text = UNITS.replace("教育", f"教{character}育")
    code = f"{ord(character):04X}"
    assert told(folder(tmp_path, units=text)) == [
        f"units.csv:2:5 “name”列含有看不见的字符 {named}，位置见“海屿市教〈{code}〉育局”：请删去后重新输入。"
        "是否想写“海屿市教育局”？"
    ]


def test_a_character_that_nobody_sees_is_found_in_the_header_too(tmp_path: Path) -> None:
    (message,) = told(folder(tmp_path, units=UNITS.replace("name", "na\u200bme")))
    assert message.startswith("units.csv:1:6 ")


def test_every_format_character_is_refused_and_every_letter_is_not() -> None:
    letters = map(chr, range(sys.maxunicode + 1))
    kinds = {letter: unicodedata.category(letter) for letter in letters}
    assert not [letter for letter, kind in kinds.items() if kind == "Cf" and not has_unseen(letter)]
    assert not [c for c, kind in kinds.items() if kind == "Cc" and has_unseen(c) == (c in "\t\n\r")]
    visible = [c for c, kind in kinds.items() if kind[0] in "LNPS" and has_unseen(c)]
    assert visible == ["\u115f", "\u1160", "\u2800", "\u3164", "\uffa0", "\ufffc", "\ufffd"]


def test_problems_of_all_files_come_together(tmp_path: Path) -> None:
    folder(tmp_path, units="unit,name,category\na\n", cycle="", events="event,unit\u200b\n")
    assert [message.split(" ")[0] for message in told(tmp_path)] == [
        "cycle.csv",
        "events.csv:1:7",
        "units.csv:2",
    ]
