"""The tables of facts (事实表): their columns, in order, and what identifies a row. Source: spec section 7."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Column:
    """A column of a table. kind: text, id, number, points, count, integer, date, year, period, flag, unit, item, choice."""

    name: str
    label: str
    kind: str = "text"
    required: bool = False
    help: str = ""


@dataclass(frozen=True)
class Table:
    """A table of facts: its columns in order and the columns that identify a row."""

    name: str
    label: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]


def _c(name: str, label: str, kind: str = "text", required: bool = False, help: str = "") -> Column:
    return Column(name, label, kind, required, help)


_UNIT = _c("unit", "单位编号", "unit", True)
_ITEM = _c("item", "指标或条款编号", "item", True)

TABLES: tuple[Table, ...] = (
    Table(
        "cycle",
        "周期",
        (
            _c("year", "年度", "year", True),
            _c("first_day", "起始日", "date"),
            _c("last_day", "截止日", "date"),
        ),
        (),
    ),
    Table(
        "units",
        "单位",
        (
            _c("unit", "单位编号", "id", True),
            _c("name", "单位名称", "text", True),
            _c("category", "类别", "choice", True),
            _c("observer", "只参评不计分", "flag"),
            _c("parent", "上级单位", "unit"),
        ),
        ("unit",),
    ),
    Table(
        "holes",
        "空缺数值",
        (_c("hole", "空缺编号", "choice", True), _c("value", "数值", "text", True)),
        ("hole",),
    ),
    Table(
        "events",
        "事项",
        (
            _c("event", "事项编号", "id", True),
            _UNIT,
            _c("item", "条款编号", "item", True),
            _c("date", "日期", "date", True),
            _c("count", "次数", "count", help="正整数，空为1"),
            _c("level", "级别", "choice"),
            _c("amount", "数额", "number"),
            _c("points", "分值", "points", help="写正数，加减由条款决定"),
            _c("matter", "同一事项"),
            _c("role", "角色", "choice"),
            _c("exempt", "免责理由"),
            _c("note", "备注"),
        ),
        ("event",),
    ),
    Table(
        "submissions",
        "报送",
        (_UNIT, _ITEM, _c("period", "所属期", "period", True), _c("submitted_on", "报送日期", "date", True)),
        (),
    ),
    Table(
        "values",
        "指标值",
        (
            _UNIT,
            _ITEM,
            _c("value", "数值", "number", True),
            _c("base", "基数", "number"),
            _c("period", "所属期", "period"),
        ),
        ("unit", "item", "period"),
    ),
    Table(
        "ratings",
        "评价",
        (
            _ITEM,
            _c("group", "评价主体", "choice", True),
            _c("rater", "评价人", "text", True),
            _UNIT,
            _c("score", "评分", "number", True),
            _c("weight", "权数", "number"),
        ),
        ("item", "group", "rater", "unit"),
    ),
    Table(
        "awards",
        "评定",
        (_UNIT, _ITEM, _c("points", "得分", "points", True), _c("assessor", "考评主体"), _c("note", "说明")),
        ("unit", "item"),
    ),
    Table(
        "results",
        "其他考评结果",
        (
            _UNIT,
            _c("scheme", "考评办法", "choice", True),
            _c("total", "总分", "number", True),
            _c("grade", "等次"),
            _c("rank", "名次", "integer"),
            _c("of", "排名单位数", "integer"),
            _c("vetoes", "否决项数", "integer"),
            _c("period", "所属期", "period"),
        ),
        ("unit", "scheme", "period"),
    ),
    Table(
        "decisions",
        "会议决定",
        (
            _c("decision", "决定编号", "id", True),
            _UNIT,
            _c("kind", "类型", "choice", True),
            _c("target", "对象"),
            _c("value", "改为"),
            _c("document", "文号"),
            _c("date", "日期", "date"),
            _c("reason", "理由"),
        ),
        ("decision",),
    ),
)
TABLE = {table.name: table for table in TABLES}

DECISION_KINDS = {
    "not_assessed": "本年不考评",
    "not_applicable": "指标不适用",
    "event": "事项不成立",
    "mark": "改定得分",
    "grade": "调整等次",
    "veto": "取消否决",
    "transfer": "事项转由继任单位承担",
}

PER_RULE_COLUMNS = ("level", "amount", "points", "role", "exempt")
"""Columns of events that are an input error on a rule that does not use them."""
