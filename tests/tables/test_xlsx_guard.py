"""Hostile workbooks: each is refused before the parser sees it, or read as what it says."""

from __future__ import annotations

import io
import struct
import zipfile
from pathlib import Path

import pytest

from kaoping.tables import xlsx_guard, xlsx_in
from kaoping.tables.raw import RawRow
from kaoping.tables.reading import read_tables
from tests.tables.files import exchanged, told, workbook

SHEET = "xl/worksheets/sheet1.xml"
YEAR = b'<row r="1"><c r="A1" t="inlineStr"><is><t>year</t></is></c></row><row r="2"><c r="A2"><v>2025</v></c></row>'


def sheet(rows: bytes, before: bytes = b"") -> bytes:
    """Write a sheet of rows."""
    namespace = b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    return (
        b'<worksheet xmlns="'
        + namespace
        + b'">'
        + before
        + b"<sheetData>"
        + rows
        + b"</sheetData></worksheet>"
    )


@pytest.fixture
def book(tmp_path: Path) -> Path:
    """A good workbook with the sheet of a cycle."""
    return workbook(tmp_path, {"cycle": [["year"], [2025]]})


@pytest.fixture
def unparsed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Make it an error that the parser is called at all."""

    class Untouchable:
        @staticmethod
        def from_filelike(_: object) -> None:
            raise AssertionError("parsed before it was judged")

    monkeypatch.setattr(xlsx_in, "CalamineWorkbook", Untouchable)


@pytest.mark.usefixtures("unparsed")
def test_a_small_file_that_unpacks_to_thirty_megabytes_is_not_unpacked(
    book: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cells = b"".join(b'<row r="%d"><c r="A%d"><v>1</v></c></row>' % (n, n) for n in range(1, 20_000))
    exchanged(book, SHEET, sheet(cells + b" " * 30_000_000))
    assert book.stat().st_size < 200_000
    monkeypatch.setattr(zipfile.ZipFile, "read", None)
    (message,) = told(book)
    assert message.startswith("facts.xlsx 工作簿只有 0.1 MB，展开后却有 3")


@pytest.mark.usefixtures("unparsed")
def test_a_workbook_of_many_parts_is_not_opened(book: Path) -> None:
    with zipfile.ZipFile(book, "a") as package:
        for number in range(1_000):
            package.writestr(f"xl/media/{number}.png", b"")
    assert told(book) == [
        "facts.xlsx 工作簿内有 1010 个部件，超过 1000 个，不予打开：请只保留事实表，另存一份。"
    ]


@pytest.mark.usefixtures("unparsed")
def test_a_part_that_unpacks_to_more_than_it_promises_is_cut_off(book: Path) -> None:
    exchanged(book, SHEET, sheet(YEAR + b" " * 9_000_000))
    data = bytearray(book.read_bytes())
    entry = data.index(SHEET.encode(), data.index(b"PK\x01\x02")) - 46
    struct.pack_into("<L", data, entry + 24, 1_000)
    book.write_bytes(data)
    assert told(book) == ["facts.xlsx 工作簿已损坏，无法读取：请在 Excel 或 WPS 中打开后另存一份。"]


@pytest.mark.usefixtures("unparsed")
@pytest.mark.parametrize(
    ("cell", "column"),
    [(b"XFD1048576", "XFD1048576"), (b"A1048576", "A1048576"), (b"BM1", "BM2"), (b"A1000001", "A1000001")],
)
def test_a_far_cell_is_refused_before_a_grid_is_made(book: Path, cell: bytes, column: str) -> None:
    row = cell.lstrip(b"ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    exchanged(book, SHEET, sheet(YEAR + b'<row r="%s"><c r="%s"><v>1</v></c></row>' % (row, cell)))
    assert told(book) == [
        f"facts.xlsx[cycle] 工作表“cycle”写到了 {column}，超过 1000000 行、64 列：请删去远处的单元格。"
    ]


@pytest.mark.usefixtures("unparsed")
def test_a_grid_that_would_be_mostly_empty_is_refused(book: Path) -> None:
    exchanged(book, SHEET, sheet(YEAR + b'<row r="999999"><c r="BL999999"><v>1</v></c></row>'))
    assert told(book) == [
        "facts.xlsx[cycle] 工作表“cycle”写到了 BL999999，却只有 3 格有内容：请删去远处的单元格和多余的空行。"
    ]


def test_a_declared_size_and_far_cells_without_content_cost_nothing(book: Path) -> None:
    far = b'<row r="1048576"><c r="XFD1048576" s="0"/></row>'
    exchanged(book, SHEET, sheet(YEAR + far, b'<dimension ref="A1:XFD1048576"/>'))
    assert list(read_tables(book)["cycle"].rows) == [RawRow(2, ("2025",))]


@pytest.mark.usefixtures("unparsed")
@pytest.mark.parametrize(
    "cell",
    [
        b"<c><v>1</v></c>",
        b"<c r='XFD1048576'><v>1</v></c>",
        b'<c x=">" r="XFD1048576"><v>1</v></c>',
        b'<c x=\' r="A1" \' r="XFD1048576"><v>1</v></c>',
        b'<c r = "XFD1048576"><v>1</v></c>',
        b'<c r="&#88;FD1048576"><v>1</v></c>',
        b'<c\nr="XFD1048576"><v>1</v></c>',
        b'<c r="$A$3"><v>1</v></c>',
        b'<c r="a3"><v>1</v></c>',
        b'<c r="A0"><v>1</v></c>',
        b'<c r="A99999999"><v>1</v></c>',
        b'<\xc3\xa9:c r="XFDX1"><v>1</v></\xc3\xa9:c>',
    ],
)
def test_a_cell_that_the_search_cannot_follow_is_refused(book: Path, cell: bytes) -> None:
    exchanged(book, SHEET, sheet(YEAR + b'<row r="3">' + cell + b"</row>"))
    assert told(book) == ["facts.xlsx 工作簿的 cycle 的写法不常见，不予打开：请在 Excel 或 WPS 中另存一份。"]


@pytest.mark.usefixtures("unparsed")
def test_cells_behind_a_false_end_are_seen(book: Path) -> None:
    hidden = b'<!-- </sheetData> --><row r="9"><c r="XFD1048576"><v>1</v></c></row>'
    exchanged(book, SHEET, sheet(YEAR + hidden))
    (message,) = told(book)
    assert "XFD1048576" in message


@pytest.mark.usefixtures("unparsed")
@pytest.mark.parametrize(
    "part", [SHEET, "xl/sharedStrings.xml", "xl/styles.xml", "xl/workbook.xml", "docProps/app.xml"]
)
@pytest.mark.parametrize(
    "declared",
    [
        b'<!DOCTYPE a [<!ENTITY b "c">]>',
        b'<!DOCTYPE a SYSTEM "file:///etc/passwd">',
        b'<!doctype a><!ENTITY % b SYSTEM "http://127.0.0.1/x">',
    ],
)
def test_declarations_of_entities_are_refused_in_every_part(book: Path, part: str, declared: bytes) -> None:
    exchanged(book, part, b'<?xml version="1.0"?>' + declared + b"<a>&b;</a>")
    assert told(book) == [
        f"facts.xlsx 工作簿的 {part} 中有 DOCTYPE 或实体声明，不予打开：请在 Excel 或 WPS 中另存一份。"
    ]


@pytest.mark.usefixtures("unparsed")
@pytest.mark.parametrize(
    "data",
    [
        sheet(YEAR).decode().encode("utf-16"),
        sheet(YEAR).decode().encode("utf-16-le"),
        b'<?xml version="1.0" encoding="gb2312"?>' + sheet(YEAR),
        b"<?xml version='1.0' encoding = 'UTF-7' ?>" + sheet(YEAR),
        b'\xef\xbb\xbf<?xml version="1.0" encoding="UTF-16"?>' + sheet(YEAR),
    ],
)
def test_parts_in_another_encoding_are_refused(book: Path, data: bytes) -> None:
    exchanged(book, SHEET, data)
    assert told(book) == [
        f"facts.xlsx 工作簿的 {SHEET} 的写法不常见，不予打开：请在 Excel 或 WPS 中另存一份。"
    ]


@pytest.mark.usefixtures("unparsed")
@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "文件不是 .xlsx 工作簿：请在 Excel 或 WPS 中另存为“Excel 工作簿（.xlsx）”。"),
        (b"unit,name\n", "文件不是 .xlsx 工作簿：请在 Excel 或 WPS 中另存为“Excel 工作簿（.xlsx）”。"),
        (b"PK\x03\x04" + bytes(100), "工作簿已损坏，无法读取：请在 Excel 或 WPS 中打开后另存一份。"),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600),
            "文件是旧式的 .xls：请在 Excel 或 WPS 中另存为“Excel 工作簿（.xlsx）”。",
        ),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "EncryptedPackage".encode("utf-16-le"),
            "工作簿设有打开密码：请去掉密码后再导入。",
        ),
    ],
)
def test_what_is_no_workbook_is_named(tmp_path: Path, content: bytes, message: str) -> None:
    (tmp_path / "facts.xlsx").write_bytes(content)
    assert told(tmp_path / "facts.xlsx") == [f"facts.xlsx {message}"]


@pytest.mark.usefixtures("unparsed")
def test_a_zip_of_something_else_and_twice_the_same_part_are_damaged(tmp_path: Path, book: Path) -> None:
    with zipfile.ZipFile(book, "a") as package, pytest.warns(UserWarning):
        package.writestr(SHEET, sheet(YEAR))
    damaged = ["facts.xlsx 工作簿已损坏，无法读取：请在 Excel 或 WPS 中打开后另存一份。"]
    assert told(book) == damaged
    with zipfile.ZipFile(book, "w") as package:
        package.writestr("word/document.xml", "<a/>")
    assert told(book) == damaged


@pytest.mark.usefixtures("unparsed")
@pytest.mark.parametrize(
    "target", ["worksheets/sheet9.xml", "http://127.0.0.1/sheet1.xml", "../../../etc/passwd"]
)
def test_a_sheet_that_is_elsewhere_is_not_looked_for(book: Path, target: str) -> None:
    with zipfile.ZipFile(book) as package:
        relations = package.read("xl/_rels/workbook.xml.rels")
    exchanged(
        book, "xl/_rels/workbook.xml.rels", relations.replace(b"worksheets/sheet1.xml", target.encode())
    )
    assert told(book) == ["facts.xlsx 工作簿已损坏，无法读取：请在 Excel 或 WPS 中打开后另存一份。"]


def test_half_a_workbook_is_damaged(book: Path) -> None:
    data = book.read_bytes()
    for size in (len(data) // 3, len(data) // 2, len(data) - 1):
        book.write_bytes(data[:size])
        assert told(book) == ["facts.xlsx 工作簿已损坏，无法读取：请在 Excel 或 WPS 中打开后另存一份。"]


@pytest.mark.parametrize(
    "rows",
    [
        b'<row r="1"><c r="A1" t="s"><v>99</v></c></row>',
        b'<row r="1"><c r="A1" t="zz"><v>1</v></c></row>',
        b'<row r="1"><c r="A1" t="b"><v>7</v></c></row>',
        b'<row r="1"><c r="A1"><v>1</v></row>',
    ],
)
def test_a_sheet_that_contradicts_itself_is_damaged(book: Path, rows: bytes) -> None:
    assert told(exchanged(book, SHEET, sheet(rows))) == [
        "facts.xlsx 工作簿已损坏，无法读取：请在 Excel 或 WPS 中打开后另存一份。"
    ]


def test_only_what_was_looked_at_is_given_to_the_parser(book: Path) -> None:
    with zipfile.ZipFile(book, "a") as package:
        package.writestr("xl/media/image1.png", b"picture")
        package.writestr("xl/vbaProject.bin", b"macro")
    with xlsx_guard.open_package(book) as package:
        copy, surveys = xlsx_guard.repack(package, {"cycle": SHEET}, ["docProps/app.xml"])
    names = zipfile.ZipFile(io.BytesIO(copy.getvalue())).namelist()
    assert SHEET in names
    assert not {"xl/media/image1.png", "xl/vbaProject.bin", "docProps/app.xml"} & set(names)
    assert surveys == {"cycle": xlsx_guard.Survey()}


@pytest.mark.usefixtures("unparsed")
def test_a_cell_of_very_many_attributes_is_refused(book: Path) -> None:
    exchanged(book, SHEET, sheet(b'<row r="1"><c r="A1"' + b' a="b"' * 1_000_000 + b"/></row>"))
    assert told(book) == ["facts.xlsx 工作簿的 cycle 的写法不常见，不予打开：请在 Excel 或 WPS 中另存一份。"]


def test_of_very_many_formulas_a_thousand_are_told(book: Path) -> None:
    rows = b"".join(b'<row r="%d"><c r="A%d"><f>1</f><v>1</v></c></row>' % (n, n) for n in range(2, 3_000))
    found = told(exchanged(book, SHEET, sheet(YEAR.split(b'<row r="2">')[0] + rows)))
    assert len(found) == 1_000
