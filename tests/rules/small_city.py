"""A small city (海屿市) for tests of intake: four units, and one rule of each sort that asks for facts."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from dataclasses import dataclass, field

import pytest

from kaoping.errors.problems import FactsError
from kaoping.rules.facts.inputs import Field, Input
from kaoping.rules.facts.intake import take_in
from kaoping.rules.facts.rows import Facts
from kaoping.tables.raw import RawRow, RawTable, by_column

_ROLE = Field("role", "角色", choices={"lead": "主办", "joint": "联办"})
_LEVEL = Field("level", "级别", True, {"section": "科级以上", "staff": "科级以下"}, {"reported": "群众举报"})
_GROUPS = Field("group", "评价主体", True, {"residents": "居民", "offices": "部门"})
_SCORE = Field("score", "评分", True, high=100_0000, highs={"offices": 10_0000})
_GRADE = Field("grade", "等次", True, {"A": "优", "B": "良"})
_INPUTS = (
    Input("events", "conduct.late", "迟到早退", "三(一)1"),
    Input("events", "conduct.crime", "违法犯罪", "三(二)1", (_LEVEL,)),
    Input(
        "events",
        "conduct.finance",
        "违反财经纪律",
        "三(二)3",
        (Field("points", "分值", True, low=5_0000, high=10_0000),),
    ),
    Input(
        "events",
        "conduct.fault",
        "工作失误",
        "三(二)4",
        (
            Field("level", "情节", extras={"again": "再次", "hidden": "瞒报"}),
            Field("exempt", "免责理由"),
        ),
    ),
    Input("events", "bonus.funds", "争取资金", "四1", (Field("amount", "数额（万元）", True), _ROLE)),
    Input("events", "bonus.road", "修路", "四2", categories=frozenset({"town"})),
    Input("events", "bonus.essay", "刊发文章", "四3", hole="essay_points"),
    Input("submissions", "open.quarterly", "政务公开", "五1", categories=frozenset({"bureau"})),
    Input("values", "economy.growth", "增长率", "六1", (Field("base", "基数", True),), frozenset({"town"})),
    Input("values", "economy.tax", "税收", "六2", (Field("value", "税收（亿元）", high=500_0000),)),
    Input("ratings", "opinion.public", "公众评议", "七1", (_GROUPS, _SCORE, Field("weight", "权数"))),
    Input(
        "ratings",
        "opinion.peers",
        "部门互评",
        "七2",
        (
            Field("group", "评价主体", True, {"peers": "各部门"}),
            Field("score", "评分", True, high=100_0000),
        ),
        frozenset({"bureau"}),
    ),
    Input(
        "awards",
        "goals.plan",
        "目标任务",
        "八1",
        (Field("points", "得分", True, high=40_0000, highs={"town": 30_0000}),),
    ),
    Input("results", "budget", "预算考评", "九1", (_GRADE, Field("rank", "名次", True))),
)


@dataclass(frozen=True)
class Asked:
    """What the city's scheme asks."""

    categories: Mapping[str, str] = field(
        default_factory=lambda: {"bureau": "市直部门", "town": "镇", "watch": "观察"}
    )
    observer_categories: frozenset[str] = frozenset({"watch"})
    inputs: Mapping[tuple[str, str], Input] = field(
        default_factory=lambda: {(one.table, one.item): one for one in _INPUTS}
    )
    holes: Mapping[str, str] = field(default_factory=lambda: {"essay_points": "每篇的分值"})
    item_names: Mapping[str, str] = field(
        default_factory=lambda: (
            {"conduct": "作风建设", "bonus": "加分项目"} | {one.item: one.name for one in _INPUTS}
        )
    )
    grades: Mapping[str, str] = field(default_factory=lambda: {"excellent": "优秀", "good": "良好"})


CITY = Asked()
CYCLE = "year\n2025\n"
UNITS = """\
unit,name,category,observer,parent
jyj,海屿市教育局,bureau,,
wsj,海屿市卫生局,bureau,,
dcz,东城镇,town,,
dcb,海屿市督查办,watch,yes,
"""


def table(name: str, text: str) -> RawTable:
    """Make a raw table of CSV text."""
    header, *rows = csv.reader(io.StringIO(text))
    raw = [RawRow(line, tuple(cells)) for line, cells in enumerate(rows, 2)]
    return RawTable(name, tuple(header), by_column(raw, len(header)), f"{name}.csv", source=text)


def tables(**texts: str) -> dict[str, RawTable]:
    """Make the tables of the city: cycle and units, unless given, and those given."""
    return {
        name: table(name, text) for name, text in ({"cycle": CYCLE, "units": UNITS} | texts).items() if text
    }


def facts(asked: Asked = CITY, **texts: str) -> Facts:
    """Take in facts that are right."""
    return take_in(tables(**texts), asked)


def messages(asked: Asked = CITY, **texts: str) -> list[str]:
    """Take in facts that are wrong and give each place and message; all must be tellable in English too."""
    with pytest.raises(FactsError) as caught:
        take_in(tables(**texts), asked)
    assert caught.value.render("en")
    return [f"{problem.position} {problem.message()}" for problem in caught.value.problems]


def message(asked: Asked = CITY, **texts: str) -> str:
    """Take in facts with one thing wrong and give its message."""
    told = messages(asked, **texts)
    assert len(told) == 1, told
    return told[0]
