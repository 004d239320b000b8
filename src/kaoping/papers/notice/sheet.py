"""The notice in the words and cells of the paper: PDF and docx lay out the same sheet."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kaoping.papers import shown
from kaoping.papers.ledger import Head, Sum
from kaoping.papers.notice.content import NoticeFacts, NoticeLine, Status
from kaoping.papers.shown import Figure
from kaoping.papers.unit_page import Term
from kaoping.papers.words import dates

ATTACHED = "得分明细表"
TRIAL_MARK = "试算，未发布"
WIDTH = 253
"""Millimetres of the attached table, on A4 laid across."""


@dataclass(frozen=True)
class Column:
    """A column of the account; `width` in millimetres, figures stand at the right."""

    title: str
    width: int
    right: bool = False


@dataclass(frozen=True)
class Cell:
    """A cell: text, further words in the second line or behind it, blanks that keep decimal points aligned."""

    text: str
    small: str = ""
    pad: int = 0
    strike: bool = False


@dataclass(frozen=True)
class SheetRow:
    """A row of the account. kind: line, off, close, missing; or of a label and a figure: head, sum, total, section."""

    kind: str
    cells: tuple[Cell, ...]
    level: int = 0


@dataclass(frozen=True)
class Sheet:
    """A notice, laid out in parts: the letter with its short table, then the account."""

    title: str
    issuer: str
    number: str
    mark: str
    unit: str
    opening: str
    terms: tuple[tuple[Cell, ...], ...]
    paragraphs: tuple[str, ...]
    attached: str
    issued: str
    caption: str
    columns: tuple[Column, ...]
    rows: tuple[SheetRow, ...]
    closing: str


def sheet(notice: NoticeFacts) -> Sheet:
    """Put a notice into words and cells."""
    year = notice.cycle.year
    day = f"截至{dates.day(notice.as_of)}"
    return Sheet(
        title=f"{year}年度绩效考评得分通知单",
        issuer=notice.issuer,
        number=notice.number,
        mark=TRIAL_MARK if notice.status == Status.TRIAL else "",
        unit=notice.unit,
        opening=_opening(notice),
        terms=tuple(_terms(notice)) if notice.scored else (),
        paragraphs=tuple(text for text in _paragraphs(notice) if text),
        attached=ATTACHED if notice.rows or notice.remarks else "",
        issued=dates.day(notice.issued) if notice.issued else "",
        caption=f"{notice.unit}　{notice.category}　{year}年度　{day}",
        columns=_columns(notice.traced),
        rows=tuple(_rows(notice)),
        closing=f"考评办法摘要值 {notice.digest}　计分程序 kaoping {notice.engine}",
    )


def _opening(notice: NoticeFacts) -> str:
    cycle = notice.cycle
    span = f"{dates.day(cycle.first_day)}至{dates.day(cycle.last_day)}"
    day = "" if notice.as_of == cycle.last_day else f"截至{dates.day(notice.as_of)}的"
    about = f"根据{notice.basis}，现将你单位（{notice.category}）{cycle.year}年度（{span}）{day}"
    if not notice.scored:
        return f"{about}绩效考评结果通知如下。你单位本年度不计分、不排名。"
    if notice.status == Status.TRIAL:
        return f"{about}绩效考评试算得分通知如下。试算得分未经审定，以正式发布的结果为准。"
    return f"{about}绩效考评得分通知如下。"


def _terms(notice: NoticeFacts) -> Iterator[tuple[Cell, ...]]:
    """Make the rows of the short table: item, points, score; the last is the total."""
    rows = [
        (one.name, one.points or "—", shown.MINUS * (one.sign == shown.MINUS) + one.score)
        for one in notice.terms
    ]
    rows.append(("总分", notice.full, notice.total))
    most = max(_decimals(score) for _, _, score in rows)
    for name, points, score in rows:
        yield Cell(name), Cell(points), Cell(score, pad=most - _decimals(score))


def _decimals(figure: str) -> int:
    return len(figure.partition(".")[2])


def _paragraphs(notice: NoticeFacts) -> Iterator[str]:
    if notice.scored:
        yield f"总分：{_total(notice.terms, notice)}。"
        yield _rank(notice)
        yield _grade(notice)
    yield _follows(notice)
    if notice.lacks:
        yield f"资料不全，暂不排名、不定等次。缺少：{'；'.join(_lacks(notice))}。"


def _total(terms: tuple[Term, ...], notice: NoticeFacts) -> str:
    """Write the sum: 431.00 + 0.00 + 100.00 + 216.50 − 16.00 = 731.50."""
    told = " ".join(f"{term.sign} {term.score}" if term.sign else term.score for term in terms)
    return f"{told} = {notice.exact}，公布 {notice.total}" if notice.exact else f"{told} = {notice.total}"


def _rank(notice: NoticeFacts) -> str:
    if notice.rank is None:
        return ""
    return f"名次：第{notice.rank}名（{notice.section}，共{notice.ranked}个单位）。"


def _grade(notice: NoticeFacts) -> str:
    veto = "一票否决" if notice.vetoed else ""
    cite = f"（依据：{notice.grade_cite}）" if notice.grade_cite and notice.grade else ""
    told = "；".join(text for text in (f"{notice.grade}{cite}" if notice.grade else "", veto) if text)
    return f"等次：{told}。" if told else ""


def _follows(notice: NoticeFacts) -> str:
    cited = ((one, f"（{one.cite}）" if one.cite else "") for one in notice.follows)
    told = "；".join(f"{one.name}：{one.value}{cite}" for one, cite in cited)
    return f"结果运用：{told}。" if told else ""


def _lacks(notice: NoticeFacts) -> Iterator[str]:
    for lack in notice.lacks:
        what = f"（{lack.what}）" if lack.what else ""
        waiting = f"，{shown.number(lack.points)}分未定" if lack.points else ""
        yield f"{lack.name}{what}{waiting}" + (f"，由{lack.who}提供" if lack.who else "")


def _columns(traced: bool) -> tuple[Column, ...]:
    """Give the columns; documents and persons take their room from the words."""
    persons = (Column("文号", 28), Column("录入", 21), Column("确认", 21)) if traced else ()
    left = (Column("日期", 20), Column("来源", 15), Column("条款", 21))
    right = (Column("原始分", 17, True), Column("计分", 17, True), Column("累计", 18, True))
    room = WIDTH - sum(column.width for column in (*left, *persons, *right))
    fact = room * 2 // 5
    return (*left, Column("事项", fact), Column("计算与说明", room - fact), *persons, *right)


def _rows(notice: NoticeFacts) -> Iterator[SheetRow]:
    for row in notice.rows:
        if isinstance(row, Head):
            yield _head(row)
        elif isinstance(row, Sum):
            yield SheetRow("sum", (Cell("小计", row.words), _figure(row.score, "= ")))
        else:
            yield _line(row, notice.traced)
    if notice.scored:
        told, _, total = _total(notice.terms, notice).rpartition(" = ")
        yield SheetRow("total", (Cell("总分", told), Cell(f"= {total}")))
    if notice.remarks:
        yield SheetRow("section", (Cell("否决与决定", "不计入分数"), Cell("")))
    yield from (_line(row, notice.traced) for row in notice.remarks)


def _head(head: Head) -> SheetRow:
    points = f"满分{head.points}分" if head.points else ""
    small = "　".join(text for text in (head.cite, points, head.words) if text)
    return SheetRow("head", (Cell(head.name, small), _figure(head.score, "得 ")), head.level)


def _line(line: NoticeLine, traced: bool) -> SheetRow:
    points = f"（满分{line.points}分）" if line.points else ""
    handled = (Cell(line.document_number), _person(line.entered_by), _person(line.confirmed_by))
    cells = (
        Cell(line.date),
        Cell(line.source),
        Cell(line.cite),
        Cell(line.name + points, line.fact),
        Cell(line.calculation),
        *(handled if traced else ()),
        _figure(line.raw, strike=line.cut),
        _figure(line.counted),
        _figure(line.running),
    )
    return SheetRow(line.kind, cells)


def _person(told: str) -> Cell:
    """Write a name, and below it the office that stands behind it in brackets."""
    name, _, office = told.partition("（")
    return Cell(name, office.removesuffix("）").replace("）（", "，"))


def _figure(figure: Figure, before: str = "", strike: bool = False) -> Cell:
    return Cell(f"{before}{figure.text}", pad=figure.pad, strike=strike)
