"""A result -> report.xlsx: Chinese headings, names beside ids, the ranking first; nothing of the CSV left out."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import xlsxwriter

from kaoping.rules.ledger.explain import note
from kaoping.rules.ledger.result import KINDS, Result, Standing
from kaoping.rules.scheme.model import Indicator, Scheme
from kaoping.tables.evaluated import Evaluation
from kaoping.tables.naming import item_cite, item_name, line_cite, missing_items
from kaoping.tables.rows import RESULT_TABLE
from kaoping.tables.xlsx_stream import Cell, StreamedSheet, numbered, row_writer

SHEET_ROWS = 1_000_000
"""A sheet holds a little more rows than these; what follows goes on to a second one."""
_FONT = {"font_name": "宋体", "font_size": 10, "valign": "vcenter"}


@dataclass(frozen=True)
class _Column:
    """A column of a sheet; kind: text, total, points, count, date, wrap."""

    label: str
    width: int
    kind: str = "text"


@dataclass(frozen=True)
class _Sheet:
    """A sheet: its columns, its rows and how many they are; columns that stay in view."""

    name: str
    columns: tuple[_Column, ...]
    rows: Iterator[Sequence[Cell]]
    count: int
    frozen: int = 0


def write_workbook(evaluation: Evaluation, path: Path) -> None:
    """Write the workbook, its rows while it is closed."""
    result, scheme = evaluation.result, evaluation.scheme
    book = xlsxwriter.Workbook(path)
    book.set_properties(_properties(evaluation))
    formats = _formats(book, result.places)
    title = f"{scheme.name} {result.cycle.year}年度"
    for sheet in (_ranking(scheme, result), _scores(scheme, result), _ledger(scheme, result)):
        _write(book, sheet, formats, title)
    for sheet in (_consequences(scheme, result), _about(evaluation)):
        _write(book, sheet, formats, title)
    book.close()


def _properties(evaluation: Evaluation) -> dict[str, object]:
    """Name the file by its scheme; its date is the as-of date, so that the same result gives the same file."""
    day = evaluation.result.as_of
    title = f"{evaluation.scheme.name} {evaluation.result.cycle.year}年度考评结果"
    return {
        "title": title,
        "author": "kaoping 考评",
        "created": datetime(day.year, day.month, day.day, tzinfo=UTC),
    }


def _formats(book: Any, places: int) -> dict[str, Any]:
    fixed = "0." + "0" * places if places else "0"
    exact = "0." + "0" * places + "#" * (4 - places) if places else "General"
    cell = {**_FONT, "border": 1, "border_color": "#D0D7DE"}
    return {
        "head": book.add_format(
            {**cell, "bold": True, "bg_color": "#DCE6F2", "align": "center", "text_wrap": 1}
        ),
        "text": book.add_format(cell),
        "wrap": book.add_format({**cell, "text_wrap": 1}),
        "total": book.add_format({**cell, "num_format": fixed, "bold": True}),
        "points": book.add_format({**cell, "num_format": exact}),
        "count": book.add_format({**cell, "num_format": "0", "align": "center"}),
        "date": book.add_format({**cell, "num_format": "yyyy-mm-dd", "align": "center"}),
    }


def _write(book: Any, sheet: _Sheet, formats: dict[str, Any], title: str) -> None:
    """Add a sheet, and as many more as its rows need."""
    kinds = [column.kind for column in sheet.columns]
    write = row_writer(kinds, [formats[kind] for kind in kinds])
    for number, begin in enumerate(range(0, sheet.count or 1, SHEET_ROWS), 1):
        name = sheet.name if number == 1 else f"{sheet.name}({number})"
        page = book.add_worksheet(name, StreamedSheet)
        _set_up(page, sheet, formats, f"{title} {name}")
        count = min(SHEET_ROWS, sheet.count - begin)
        page.stream(numbered(sheet.rows, write, count), count)
        page.autofilter(0, 0, max(count, 1), len(sheet.columns) - 1)


def _set_up(page: Any, sheet: _Sheet, formats: dict[str, Any], title: str) -> None:
    """Set heading, widths, panes and paper: A4 landscape, as wide as the page, headings on each."""
    page.set_landscape()
    page.set_paper(9)
    page.fit_to_pages(1, 0)
    page.repeat_rows(0)
    page.set_margins(0.5, 0.5, 0.7, 0.6)
    page.set_header(f'&C&"宋体,Bold"&12{title.replace("&", "&&")}')
    page.set_footer("&C第 &P 页，共 &N 页")
    page.freeze_panes(1, sheet.frozen)
    for place, column in enumerate(sheet.columns):
        page.set_column(place, place, column.width)
    page.set_row(0, 22)
    for place, column in enumerate(sheet.columns):
        page.write_string(0, place, column.label, formats["head"])


def _yes(value: bool) -> str:
    return "是" if value else "否"


def _ranking(scheme: Scheme, result: Result) -> _Sheet:
    """Give the ranking with the scores of the top nodes beside it, and what is missing."""
    tops = [node.path for node in (*scheme.tree, *scheme.adjustments)]
    columns = (
        _Column("类别", 22),
        _Column("名次", 6, "count"),
        _Column("单位编号", 10),
        _Column("单位名称", 24),
        _Column("总分", 10, "total"),
        _Column("等次", 12),
        _Column("资料齐全", 9),
        _Column("一票否决", 9),
        *(_Column(item_name(scheme, path), 12, "points") for path in tops),
        _Column("缺少的资料", 30, "wrap"),
    )
    rows = (_standing(scheme, result, row, tops) for row in result.standings)
    return _Sheet(RESULT_TABLE["ranking"].label, columns, rows, len(result.standings), frozen=5)


def _standing(scheme: Scheme, result: Result, row: Standing, tops: list[str]) -> Sequence[Cell]:
    category, grade = scheme.categories[row.category].name, scheme.grade_names.get(row.grade, row.grade)
    scores = result.scores_of[row.unit]
    shown = [scores[path].score if path in scores else None for path in tops]
    missing = "" if row.complete else "、".join(missing_items(scheme, result.lines_of[row.unit]))
    flags = _yes(row.complete), _yes(row.vetoed)
    return category, row.rank, row.unit, row.name, row.total, grade, *flags, *shown, missing


def _scores(scheme: Scheme, result: Result) -> _Sheet:
    columns = (
        _Column("单位编号", 10),
        _Column("单位名称", 24),
        _Column("指标编号", 26),
        _Column("指标名称", 30),
        _Column("分值", 10, "points"),
        _Column("得分", 10, "points"),
        _Column("依据条款", 14),
    )
    return _Sheet(
        RESULT_TABLE["scores"].label, columns, _score_rows(scheme, result), len(result.scores), frozen=2
    )


def _score_rows(scheme: Scheme, result: Result) -> Iterator[Sequence[Cell]]:
    units = _unit_names(result)
    about = _cached(lambda item: (item_name(scheme, item), item_cite(scheme, item)))
    for row in result.scores:
        name, cite = about(row.item)
        yield row.unit, units[row.unit], row.item, name, row.points, row.score, cite


def _ledger(scheme: Scheme, result: Result) -> _Sheet:
    columns = (
        _Column("单位编号", 10),
        _Column("单位名称", 20),
        _Column("指标编号", 20),
        _Column("指标名称", 24),
        _Column("条款编号", 22),
        _Column("条款名称", 22),
        _Column("类型", 10),
        _Column("来源", 12),
        _Column("日期", 11, "date"),
        _Column("原始分", 9, "points"),
        _Column("计分", 9, "points"),
        _Column("说明", 44, "wrap"),
        _Column("依据条款", 14),
    )
    return _Sheet(
        RESULT_TABLE["ledger"].label, columns, _ledger_rows(scheme, result), len(result.lines), frozen=2
    )


def _ledger_rows(scheme: Scheme, result: Result) -> Iterator[Sequence[Cell]]:
    units = _unit_names(result)
    name = _cached(lambda item: item_name(scheme, item) if item else "")
    for line in result.lines:
        what = line.unit, units[line.unit], line.item, name(line.item), line.rule, name(line.rule)
        worth = line.raw, line.points, note(line), line_cite(scheme, line)
        yield *what, KINDS[line.kind], line.source, line.date, *worth


def _consequences(scheme: Scheme, result: Result) -> _Sheet:
    columns = (
        _Column("单位编号", 10),
        _Column("单位名称", 24),
        _Column("结果运用编号", 24),
        _Column("结果运用", 34),
        _Column("内容", 18),
        _Column("依据条款", 16),
    )
    names = scheme.consequence_names
    rows = (
        (one.unit, one.name, one.consequence, names.get(one.consequence, ""), one.value, one.cite)
        for one in result.consequences
    )
    return _Sheet(RESULT_TABLE["consequences"].label, columns, rows, len(result.consequences), frozen=2)


def _about(evaluation: Evaluation) -> _Sheet:
    """Say which scheme, facts and program made the result, then list the indicators."""
    columns = (
        _Column("编号", 30),
        _Column("名称", 46),
        _Column("依据条款", 16),
        _Column("考评主体", 30, "wrap"),
    )
    rows = [*_origin(evaluation), *_indicators(evaluation.scheme)]
    return _Sheet("办法说明", columns, iter(rows), len(rows))


def _origin(evaluation: Evaluation) -> Iterator[Sequence[Cell]]:
    import kaoping

    result, document = evaluation.result, evaluation.package.document
    cycle = f"{result.cycle.first_day} 至 {result.cycle.last_day}"
    known = [("考评办法", evaluation.scheme.name), ("文件", document.title), *document.facts]
    known += [("考评周期", cycle), ("截止日", result.as_of.isoformat())]
    known += [("办法摘要", evaluation.package.digest), ("程序版本", f"kaoping {kaoping.__version__}")]
    return ((label, words, "", "") for label, words in known if words)


def _indicators(scheme: Scheme) -> Iterator[Sequence[Cell]]:
    for root in (*scheme.tree, *scheme.adjustments):
        yield from _below(root, 0)


def _below(node: Indicator, depth: int) -> Iterator[Sequence[Cell]]:
    labels = node.labels
    yield node.path, "　" * depth + labels.name, labels.cite, "、".join(labels.assessor)
    for rule in node.rules if len(node.rules) > 1 else ():
        name = "　" * (depth + 1) + rule.labels.name
        yield rule.path, name, rule.labels.cite, "、".join(rule.labels.assessor)
    for item in node.items:
        yield from _below(item, depth + 1)


def _unit_names(result: Result) -> dict[str, str]:
    return {unit.id: unit.name for unit in result.units}


def _cached(find: Callable[[str], Any]) -> Callable[[str], Any]:
    """Look each id up once."""
    known: dict[str, Any] = {}

    def look_up(item: str) -> Any:
        if item not in known:
            known[item] = find(item)
        return known[item]

    return look_up
