"""The notice as a Word file: the same words in the same rows as the PDF, for those who go on writing in it."""

from __future__ import annotations

from datetime import datetime, time

from docx import Document
from docx.document import Document as DocumentObject
from docx.enum.section import WD_ORIENT
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.section import Section, _Footer
from docx.shared import Length, Mm, Pt
from docx.styles.style import ParagraphStyle
from docx.table import _Cell, _Row
from docx.text.paragraph import Paragraph

from kaoping.papers.notice import word
from kaoping.papers.notice.content import NoticeFacts
from kaoping.papers.notice.sheet import Cell, Column, Sheet, SheetRow, sheet
from kaoping.papers.notice.word import CENTER, FANG_SONG, HEI, LEFT, RIGHT, SONG, XIAO_BIAO_SONG

A4 = Mm(210), Mm(297)
LETTER = Mm(37), Mm(26), Mm(35), Mm(28)
"""Margins of the letter by GB/T 9704: top, right, bottom, left."""
ACROSS = Mm(21), Mm(22), Mm(19), Mm(22)
TEXT, TITLE, MARK, NUMBER = "通知正文", "通知标题", "试算标记", "页码"
TERM, TERM_HEAD, ATTACHED, CAPTION = "简表", "简表标题", "附件", "附件标题"
LINE, LINE_HEAD, BREAK = "明细", "明细标题", "分节"
STYLES = {
    TEXT: (FANG_SONG, 14, 26),
    TITLE: (XIAO_BIAO_SONG, 22, 34),
    MARK: (HEI, 10.5, 16),
    NUMBER: (SONG, 14, 18),
    TERM: (FANG_SONG, 12, 20),
    TERM_HEAD: (HEI, 12, 20),
    ATTACHED: (HEI, 12, 18),
    CAPTION: (XIAO_BIAO_SONG, 18, 26),
    LINE: (FANG_SONG, 9, 12),
    LINE_HEAD: (HEI, 9, 12),
    BREAK: (FANG_SONG, 1, 1),
}
"""Styles of paragraphs: font, size and line pitch in points. A figure is half as wide as its size."""
_TERM_WIDTHS = (86, 32, 38)
_HEAD_SHADES = {1: "E8E8E8"}
_SHADES = {"total": "E0E0E0", "section": "E8E8E8"}


def docx(notice: NoticeFacts) -> bytes:
    """Write a notice as docx; the same notice gives the same bytes."""
    parts = sheet(notice)
    document = Document()
    _set_up(document, parts)
    _letter(document, parts)
    if parts.attached:
        _account(document, parts)
    _text(document, parts.closing, LINE)
    day = datetime.combine(notice.issued or notice.as_of, time())
    return word.as_bytes(document, parts.unit + parts.title, parts.issuer, day)


def _set_up(document: DocumentObject, parts: Sheet) -> None:
    normal = document.styles["Normal"]
    assert isinstance(normal, ParagraphStyle)
    word.set_font(normal, FANG_SONG, 14)
    for name, (family, size, pitch) in STYLES.items():
        word.add_style(document, name, family, size, pitch)
    document.settings.odd_and_even_pages_header_footer = True
    section = document.sections[0]
    _lay(section, A4, LETTER, WD_ORIENT.PORTRAIT)
    _foot(section.footer, RIGHT, parts.mark)
    _foot(section.even_page_footer, LEFT, parts.mark)


def _lay(
    section: Section,
    page: tuple[Length, Length],
    margins: tuple[Length, Length, Length, Length],
    orientation: WD_ORIENT,
) -> None:
    section.orientation = orientation
    section.page_width, section.page_height = page
    section.top_margin, section.right_margin, section.bottom_margin, section.left_margin = margins
    section.footer_distance = Mm(22) if orientation == WD_ORIENT.PORTRAIT else Mm(7)


def _foot(footer: _Footer, align: WD_ALIGN_PARAGRAPH, mark: str) -> None:
    """Write the mark of what is not released into the footer, and the page number below it."""
    footer.is_linked_to_previous = False
    first = footer.paragraphs[0]
    word.set_style(first, MARK)
    first.alignment = CENTER
    word.write(first, mark).font.color.rgb = word.SEAL_RED
    word.write_page_number(footer, align, NUMBER)


def _text(document: DocumentObject, text: str, style: str = TEXT) -> Paragraph:
    paragraph = document.add_paragraph()
    word.set_style(paragraph, style)
    word.write(paragraph, text)
    return paragraph


# The letter


def _letter(document: DocumentObject, parts: Sheet) -> None:
    if parts.mark:
        mark = _text(document, parts.mark, MARK)
        mark.alignment, mark.runs[0].font.color.rgb = RIGHT, word.SEAL_RED
    for line in (parts.issuer, parts.title):
        _text(document, line, TITLE).alignment = CENTER
    _text(document, parts.number, TEXT if parts.number else MARK).alignment = CENTER
    _text(document, f"{parts.unit}：")
    _said(document, parts.opening)
    if parts.terms:
        _terms(document, parts)
    for told in parts.paragraphs:
        _said(document, told)
    if parts.attached:
        _said(document, f"附件：{parts.attached}").paragraph_format.keep_with_next = True
    _signature(document, parts)


def _said(document: DocumentObject, text: str) -> Paragraph:
    paragraph = _text(document, text)
    paragraph.paragraph_format.first_line_indent = Pt(28)
    paragraph.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
    return paragraph


def _signature(document: DocumentObject, parts: Sheet) -> None:
    lines = ["", parts.issuer, *([parts.issued] if parts.issued else [])]
    for line in lines:
        paragraph = _text(document, line, TEXT if line else MARK)
        paragraph.alignment = RIGHT
        paragraph.paragraph_format.right_indent = Pt(4 * 14)
        paragraph.paragraph_format.keep_with_next = line is not lines[-1]


def _terms(document: DocumentObject, parts: Sheet) -> None:
    """Write the short table: items, points, scores, and the total."""
    table = document.add_table(len(parts.terms) + 1, 3, "Table Grid")
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    word.fix_widths(table, _TERM_WIDTHS)
    heading, *rows = table.rows
    _heading(heading, ("考评项目", "分值", "得分"), TERM_HEAD)
    for row, told in zip(rows, parts.terms, strict=True):
        word.keep_whole(row)
        last = told is parts.terms[-1]
        for at, (cell, words) in enumerate(zip(row.cells, told, strict=True)):
            _fill(cell, words, TERM_HEAD if last else TERM).alignment = RIGHT if at else LEFT


# The account


def _account(document: DocumentObject, parts: Sheet) -> None:
    section = document.add_section()
    word.set_style(document.paragraphs[-1], BREAK)
    _lay(section, (A4[1], A4[0]), ACROSS, WD_ORIENT.LANDSCAPE)
    _text(document, "附件", ATTACHED)
    _text(document, parts.attached, CAPTION).alignment = CENTER
    _text(document, "　".join(text for text in (parts.caption, parts.mark) if text), LINE)
    table = document.add_table(len(parts.rows) + 1, len(parts.columns), "Table Grid")
    word.fix_widths(table, [column.width for column in parts.columns])
    word.set_margins(table, 1)
    heading, *rows = table.rows
    _heading(heading, [column.title for column in parts.columns], LINE_HEAD)
    for row, told in zip(rows, parts.rows, strict=True):
        word.keep_whole(row)
        _wide(row, told) if len(told.cells) == 2 else _narrow(row, told, parts.columns)


def _heading(row: _Row, titles: tuple[str, ...] | list[str], style: str) -> None:
    word.repeat(row)
    word.keep_whole(row)
    for cell, title in zip(row.cells, titles, strict=True):
        word.shade(cell, "D9D9D9")
        _fill(cell, Cell(title), style).alignment = CENTER


def _wide(row: _Row, told: SheetRow) -> None:
    """Write a row of a label and a figure: of a node, a sum, the total."""
    style = LINE_HEAD if told.kind != "sum" and told.level < 3 else LINE
    colour = _HEAD_SHADES.get(told.level, "F5F5F5") if told.kind == "head" else _SHADES.get(told.kind)
    far = 2 if told.kind == "sum" else max(0, told.level - 1)
    for cell, words in zip(word.merged(row, -3), told.cells, strict=True):
        paragraph = _fill(cell, words, style, "　")
        paragraph.paragraph_format.keep_with_next = told.kind in ("head", "section")
        if colour:
            word.shade(cell, colour)
        if words is told.cells[0]:
            paragraph.paragraph_format.left_indent = Pt(STYLES[LINE][1] * far)
        else:
            paragraph.alignment = RIGHT


def _narrow(row: _Row, told: SheetRow, columns: tuple[Column, ...]) -> None:
    """Write a line of the ledger."""
    for cell, words, column in zip(row.cells, told.cells, columns, strict=True):
        paragraph = _fill(cell, words, LINE, "\n" if words.text else "")
        if column.right:
            paragraph.alignment = RIGHT
        for run in paragraph.runs if words.strike or told.kind == "off" else ():
            run.font.strike = words.strike or None
            run.font.color.rgb = word.GREY


def _fill(cell: _Cell, told: Cell, style: str, between: str = "") -> Paragraph:
    """Write a cell; its last figure is moved in by what it has fewer decimals than its column."""
    paragraph: Paragraph = cell.paragraphs[0]
    word.set_style(paragraph, style)
    word.write(paragraph, told.text)
    if told.small:
        small = word.write(paragraph, between + told.small)
        word.set_font(small, FANG_SONG, 8)
        small.font.color.rgb = word.GREY
    if told.pad:
        blanks = told.pad + ("." not in told.text)
        paragraph.paragraph_format.right_indent = Pt(STYLES[style][1] * blanks / 2)
    return paragraph
