"""Parts of a Word file (docx) that its library has no words for: Chinese fonts, page numbers, table details."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Sequence
from datetime import datetime

from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.section import _Footer
from docx.shared import Mm, Pt, RGBColor
from docx.styles.style import ParagraphStyle
from docx.table import Table, _Cell, _Row
from docx.text.paragraph import Paragraph
from docx.text.run import Run

FANG_SONG, XIAO_BIAO_SONG, HEI, SONG = "仿宋_GB2312", "方正小标宋简体", "黑体", "宋体"
"""The standard fonts of official papers: the receiver's Word has them."""

SEAL_RED, GREY = RGBColor(0xC0, 0, 0), RGBColor(0x4D, 0x4D, 0x4D)
LEFT, CENTER, RIGHT = WD_ALIGN_PARAGRAPH.LEFT, WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.RIGHT
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_LONGEST = 255
"""Characters of a property of a file."""
_EPOCH = (1980, 1, 1, 0, 0, 0)


def element(tag: str, **values: str) -> BaseOxmlElement:
    """Make an element of WordprocessingML with attributes."""
    made = OxmlElement(f"w:{tag}")
    for name, value in values.items():
        made.set(qn(f"w:{name}"), value)
    return made


def set_font(of: Run | ParagraphStyle, family: str, size: float) -> None:
    """Set family and size in points, for Chinese and Latin letters alike."""
    of.font.name, of.font.size = family, Pt(size)
    fonts = of.element.get_or_add_rPr().get_or_add_rFonts()
    for script in ("eastAsia", "ascii", "hAnsi", "cs"):
        fonts.set(qn(f"w:{script}"), family)


def add_style(document: Document, name: str, family: str, size: float, pitch: float) -> None:
    """Add a style of paragraphs: font, size and exact line pitch in points, no space before and after."""
    style = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    assert isinstance(style, ParagraphStyle)
    set_font(style, family, size)
    shape = style.paragraph_format
    shape.space_before = shape.space_after = Pt(0)
    shape.line_spacing_rule, shape.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(pitch)


def set_style(paragraph: Paragraph, name: str) -> None:
    """Give a paragraph a style of `add_style`, whose id is its name; the library would look through all of them."""
    paragraph._p.style = name


def write(paragraph: Paragraph, text: str) -> Run:
    """Write text at the end of a paragraph; what XML cannot hold is left out."""
    return paragraph.add_run(clean(text))


def clean(text: str) -> str:
    """Leave out what XML cannot hold."""
    return _NOT_XML.sub("", text)


def write_page_number(footer: _Footer, align: WD_ALIGN_PARAGRAPH, style: str) -> None:
    """Put “— 1 —” at the end of a footer."""
    paragraph = footer.add_paragraph()
    set_style(paragraph, style)
    paragraph.alignment = align
    paragraph.paragraph_format.left_indent = paragraph.paragraph_format.right_indent = Pt(14)
    write(paragraph, "— ")
    _field(write(paragraph, ""), "PAGE")
    write(paragraph, " —")


def _field(run: Run, code: str) -> None:
    instruction = element("instrText")
    instruction.text = code
    for part in (element("fldChar", fldCharType="begin"), instruction, element("fldChar", fldCharType="end")):
        run._r.append(part)


def fix_widths(table: Table, widths: Sequence[float]) -> None:
    """Give columns their widths in millimetres: in the grid as well as in each cell, or readers make them equal."""
    table.autofit = False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Mm(width)
    for row in table.rows:
        for cell, width in zip(row.cells, widths, strict=True):
            cell.width = Mm(width)


def set_margins(table: Table, side: float) -> None:
    """Keep that many millimetres free at the left and right of each cell: fonts of a reader may be wider than ours."""
    made = element("tblCellMar")
    for name in ("left", "right"):
        made.append(element(name, w=str(round(side * 56.7)), type="dxa"))
    table._tbl.tblPr.insert_element_before(made, "w:tblLook")


def merged(row: _Row, at: int) -> tuple[_Cell, _Cell]:
    """Merge the cells of a row into two, those before a place and those from it on."""
    cells = row.cells
    return cells[0].merge(cells[at - 1]), cells[at].merge(cells[-1])


def repeat(row: _Row) -> None:
    """Repeat a row as heading on every page."""
    row._tr.get_or_add_trPr().append(element("tblHeader"))


def keep_whole(row: _Row) -> None:
    """Keep a row on one page."""
    row._tr.get_or_add_trPr().append(element("cantSplit"))


def shade(cell: _Cell, colour: str) -> None:
    """Fill a cell; the colour is six hexadecimal digits."""
    cell._tc.get_or_add_tcPr().append(element("shd", val="clear", color="auto", fill=colour))


def as_bytes(document: Document, title: str, author: str, day: datetime) -> bytes:
    """Give the file, dated `day` inside, so that the same document is the same bytes."""
    core = document.core_properties
    core.title, core.author = clean(title)[:_LONGEST], clean(author)[:_LONGEST]
    core.comments, core.language = "", "zh-CN"
    core.created = core.modified = day
    written, packed = io.BytesIO(), io.BytesIO()
    document.save(written)
    with zipfile.ZipFile(written) as found, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as out:
        for name in found.namelist():
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            out.writestr(entry, found.read(name))
    return packed.getvalue()
