"""Obligations (按期报送、公开): how periods and due dates are written, and what late and missing cost."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from kaoping.rules.clauses.rates import RateShape
from kaoping.rules.clauses.worth import EventWorth
from kaoping.rules.language.reading import Reading
from kaoping.rules.language.shapes import Choice, Keyed, Shape, Text, Whole, key, keys_of, read_keys
from kaoping.rules.language.tree import MappingNode, Node
from kaoping.rules.numbers.calendar import Due

EVERY = ("year", "half", "half_year", "quarter", "month", "half_month")
_DAY = re.compile(r"last|[1-9]|[12][0-9]|3[01]|(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])")


_WHY = {
    "every": "应为 year、half、quarter、month、half_month 之一，并与 dates 中的各期相同",
    "of": "应为 same 或 previous",
    "day": "按年报送的才可以写 06-20，其余写几号（半月至多16）或 last；写了 days_after 或 dates 的不写 day",
    "month": "只用于按年、按半年、按季报送并写明几号的",
    "days_after": "按期末后几天计的，不能再写 of: previous 或 dates",
    "dates": "各期应为同一种，写成 Q1: 04-07 或 2025-Q1: 2025-04-07",
}


class DayShape(Shape):
    """`7`, `last` or `06-20`."""

    words = "日：7、last 或 06-20"

    def read(self, node: Node, reading: Reading) -> str | None:
        """Read the day."""
        text = getattr(node, "text", "…")
        if _DAY.fullmatch(text):
            return str(text)
        reading.wrong(node.at, "due-day", value=text)
        return None

    def schema(self) -> dict[str, Any]:
        """Text or a number."""
        return {"type": ["string", "integer"]}


@dataclass(frozen=True)
class DueKeys:
    """按期报送：`due` 写明多久一期、哪天截止；截止日已过而没有按时报送的，在截止日记一次未报或迟报。

    截止日当天报送的不迟。报送表里同一期有几次的，以最早一次为准。属于哪个年度看截止日：上年第四季度在今年1月到期的，
    算今年的。`missing`、`late` 分别写未报、迟报扣多少，不写的按 `deduct`。

    也可以按天扣：`late: {every: 1, points: 0.1}`，数额就是逾期天数（未报的算到截止统计之日），`most` 限一次最多扣多少。

    Example: `{id: open, name: 按季公开, points: 60, deduct: 10, due: {every: quarter, of: previous, day: 7}}`
    Facts: period=2024-Q4, submitted_on=2025-01-07; period=2025-Q1, submitted_on=2025-04-08
    Source: spec section 3, obligations; xingan 二(一)3(1), jishui-2014 三(一)3.
    """

    every: str = key(Choice(EVERY), "所属期：year half_year quarter month half_month")
    of: str = key(Choice(("same", "previous")), "截止日在本期内，或在下一期内（报上一期）", "same")
    day: str = key(DayShape(), "截止日", "last")
    month: str = key(Choice(("", "first", "last")), "本期的第一个月或最后一个月", "")
    dates: Mapping[str, str] = key(Keyed(Text(), Text()), "逐期写明截止日", {})
    days_after: int | None = key(Whole(0, 366), "期末后几天", None)
    missing: EventWorth | None = key(RateShape(), "未报扣分，或按天", None)
    late: EventWorth | None = key(RateShape(), "迟报扣分，或按天", None)


@dataclass(frozen=True)
class DueRule:
    """An obligation: its calendar and what a missing and a late submission cost (None: the rule's rate)."""

    calendar: Due
    missing: EventWorth | None = None
    late: EventWorth | None = None


class DueShape(Shape):
    """The mapping under `due`."""

    words = "due"

    def read(self, node: Node, reading: Reading) -> DueRule | None:
        """Read the calendar and the costs."""
        if not reading.kind(node, MappingNode) or not isinstance(node, MappingNode):
            return None
        found = read_keys(DueKeys, node, reading)
        if not {"every", "dates"} & set(node.entries):
            reading.wrong(node.at, "shape-missing", key="every", doc=keys_of(DueKeys)["every"].doc)
            return None
        costs = {name: found.pop(name, None) for name in ("missing", "late")}
        try:
            return DueRule(make_due(found), **costs)
        except ValueError as error:
            name = str(error)
            at = node.keys[name].at if name in node.keys else node.at
            reading.wrong(at, "due-field", key=name, why=_WHY.get(name, ""))
            return None

    def schema(self) -> dict[str, Any]:
        """An object of the keys."""
        return {"$ref": "#/$defs/DueKeys"}


def make_due(found: dict[str, Any]) -> Due:
    """Make the calendar of an obligation from its keys. Raises ValueError with the name of a key that does not fit."""
    if not {"day", "days_after", "dates"} & set(found):
        found["day"] = "last"
    day = str(found.get("day", ""))
    if day.isdigit():
        found["day"] = int(day)
    every = found.get("every", "")
    found["every"] = "half" if every == "half_year" else every
    written: dict[str, Any] = {
        n: str(value) if isinstance(value, str) else value for n, value in found.items()
    }
    return Due(**written)


DUE = DueShape()
