"""Obligations (按期报送、公开): how periods and due dates are written, and what late and missing cost."""

from __future__ import annotations

import re
from collections.abc import Mapping as Map
from dataclasses import dataclass
from typing import Any

from kaoping.rules.calendar import Due
from kaoping.rules.numbers import POINTS, Number
from kaoping.rules.shapes import Choice, Reading, Shape, Table, Text, Whole, key, keys_of, read_keys
from kaoping.rules.tree import Mapping, Node

EVERY = ("year", "half", "half_year", "quarter", "month", "half_month")
_DAY = re.compile(r"last|[1-9]|[12][0-9]|3[01]|(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])")


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
    """Keys of `due`."""

    every: str = key(Choice(EVERY), "所属期：year half_year quarter month half_month")
    of: str = key(Choice(("same", "previous")), "截止日在本期内，或在下一期内（报上一期）", "same")
    day: str = key(DayShape(), "截止日", "last")
    month: str = key(Choice(("", "first", "last")), "本期的第一个月或最后一个月", "")
    dates: Map[str, str] = key(Table(Text(), Text()), "逐期写明截止日", {})
    days_after: int | None = key(Whole(0, 366), "期末后几天", None)
    missing: Number | None = key(POINTS, "未报扣分", None)
    late: Number | None = key(POINTS, "迟报扣分", None)


@dataclass(frozen=True)
class DueRule:
    """An obligation: its calendar and what a missing and a late submission cost (None: the rule's rate)."""

    calendar: Due
    missing: Number | None = None
    late: Number | None = None


class DueShape(Shape):
    """The mapping under `due`."""

    words = "due"

    def read(self, node: Node, reading: Reading) -> DueRule | None:
        """Read the calendar and the costs."""
        if not reading.kind(node, Mapping) or not isinstance(node, Mapping):
            return None
        found = read_keys(DueKeys, node, reading)
        if "every" not in found:
            if "every" not in node.entries:
                reading.wrong(node.at, "shape-missing", key="every", doc=keys_of(DueKeys)["every"].doc)
            return None
        costs = {name: found.pop(name, None) for name in ("missing", "late")}
        if found["every"] == "half":
            found["every"] = "half_year"
        return DueRule(make_due(found), **costs)

    def schema(self) -> dict[str, Any]:
        """An object of the keys."""
        return {"$ref": "#/$defs/DueKeys"}


def make_due(found: dict[str, Any]) -> Due:
    """Make the calendar of an obligation from its keys."""
    day = found.pop("day", "last")
    found["day"] = int(day) if day.isdigit() else day
    found = {name: value for name, value in found.items() if value not in ("", {}, None)}
    return Due(**found)


DUE = DueShape()
