"""Result tables as rows of text, in the order of the result: what CSV, JSON and the worked cases hold.

Source: spec section 8. Grades and consequences are ids, numbers have no trailing zeros, totals exactly `places`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import NamedTuple

from kaoping.rules.ledger.explain import told
from kaoping.rules.ledger.result import Result
from kaoping.rules.numbers.points import Points, format_places, format_points

Row = tuple[str, ...]
_points = lru_cache(maxsize=1 << 14)(format_points)
_told = lru_cache(maxsize=1 << 12)(told)


class ResultTable(NamedTuple):
    """A result table: its name, its Chinese label, its columns with theirs, and its rows."""

    name: str
    label: str
    columns: dict[str, str]
    rows: Callable[[Result], Iterator[Row]]


def yes_no(value: bool) -> str:
    """Write a flag."""
    return "yes" if value else "no"


def ranking_rows(result: Result) -> Iterator[Row]:
    """Give the ranking (排名)."""
    for row in result.standings:
        rank = "" if row.rank is None else str(row.rank)
        total = format_places(row.total, result.places)
        flags = yes_no(row.complete), yes_no(row.vetoed)
        yield row.category, rank, row.unit, row.name, total, row.grade, *flags


def score_rows(result: Result) -> Iterator[Row]:
    """Give the scores (得分)."""
    for row in result.scores:
        yield row.unit, row.item, _in_force(row.points), _points(row.score)


def ledger_rows(result: Result) -> Iterator[Row]:
    """Give the ledger (得分明细)."""
    for line in result.lines:
        yield *line[:6], _points(line.raw), _points(line.points), _told(line.reasons)


def consequence_rows(result: Result) -> Iterator[Row]:
    """Give the consequences (结果运用)."""
    return iter(result.consequences)


def _in_force(points: Points | None) -> str:
    return "" if points is None else _points(points)


RESULT_TABLES = (
    ResultTable(
        "ranking",
        "排名",
        {
            "category": "类别",
            "rank": "名次",
            "unit": "单位编号",
            "name": "单位名称",
            "total": "总分",
            "grade": "等次",
            "complete": "资料齐全",
            "vetoed": "一票否决",
        },
        ranking_rows,
    ),
    ResultTable(
        "scores",
        "得分",
        {"unit": "单位编号", "item": "指标编号", "points": "分值", "score": "得分"},
        score_rows,
    ),
    ResultTable(
        "ledger",
        "得分明细",
        {
            "unit": "单位编号",
            "item": "指标编号",
            "rule": "条款编号",
            "kind": "类型",
            "source": "来源",
            "date": "日期",
            "raw": "原始分",
            "points": "计分",
            "note": "说明",
        },
        ledger_rows,
    ),
    ResultTable(
        "consequences",
        "结果运用",
        {
            "unit": "单位编号",
            "name": "单位名称",
            "consequence": "结果运用编号",
            "value": "内容",
            "cite": "依据条款",
        },
        consequence_rows,
    ),
)
RESULT_TABLE = {table.name: table for table in RESULT_TABLES}
