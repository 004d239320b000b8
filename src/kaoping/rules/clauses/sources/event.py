"""Events (事项): recorded happenings, and missed due dates that count like them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from typing import Any, ClassVar

from kaoping.rules.clauses.due import DUE, DueRule
from kaoping.rules.clauses.worth import EventWorth
from kaoping.rules.language.formula import Formula
from kaoping.rules.language.formula_shape import FormulaShape
from kaoping.rules.language.number import Number
from kaoping.rules.language.number_shapes import RATE, VALUE
from kaoping.rules.language.reading import Reading
from kaoping.rules.language.shapes import Choice, Either, Flag, Id, Keyed, Record, Shape, Text, Whole, key
from kaoping.rules.language.tree import Node, ScalarNode
from kaoping.rules.numbers.calendar import Period, period_of


@dataclass(frozen=True)
class Circumstance:
    """A stated circumstance of an event (情节): it multiplies the points or adds to them.

    情节：条款写明的从重、从轻情形，乘以 `times` 或另加 `plus`（每次）。事项的级别栏里接在级别之后写：
    `county+reported`；没有级别的条款只写情节。可以写几个，用加号连接。

    Example:
        points: 20
        deduct: 2
        circumstances: {reported: {name: 群众举报, times: 2}, grave: {name: 情节严重, plus: 3}}
    Facts: -; level=reported; level=reported+grave
    Source: spec section 3.1 (an add-on or a multiplier by a stated circumstance).
    """

    needs: ClassVar[tuple[tuple[str, ...], ...]] = (("times", "plus"),)
    name: str = key(Text(), "名称", "")
    times: Number | None = key(VALUE, "乘以", None)
    plus: Number | None = key(RATE, "另加", None)


@dataclass(frozen=True)
class Void:
    """此项不得分: how many times bring the leaf to 0."""

    times: int = key(Whole(1), "第几次起", 1)


class VoidShape(Shape):
    """`once`, or `{times: 3}`."""

    words = "once 或 {times: 次数}"
    _inner = Either(scalar=Choice(("once",)), mapping=Record(Void))

    def read(self, node: Node, reading: Reading) -> Void | None:
        """Read the number of times."""
        found = self._inner.read(node, reading)
        return Void() if found == "once" else found

    def schema(self) -> dict[str, Any]:
        """As its parts."""
        return self._inner.schema()


class AverageShape(Shape):
    """`children`, or a formula that gives the divisor."""

    words = "children 或 公式"

    def read(self, node: Node, reading: Reading) -> str | Formula | None:
        """Read what the sum is divided by."""
        if isinstance(node, ScalarNode) and node.text == "children":
            return "children"
        found: Formula | None = FormulaShape().read(node, reading)
        return found

    def schema(self) -> dict[str, Any]:
        """Text."""
        return {"type": "string"}


@dataclass(frozen=True)
class EventKeys:
    """Keys of a rule over events, beside `deduct` or `add`."""

    fact: bool = key(Flag(), "只记事实不计分，供否决、等次、结果运用引用", False)
    veto: bool = key(Flag(), "一票否决", False)
    once: bool = key(Flag(), "状态而非次数：最多计一次的分", False)
    cap: Number | None = key(RATE, "本条最多", None)
    cap_per: str = key(Choice(("", "half_year", "quarter", "month")), "上限按期各算；不写即全年", "")
    void: Void | None = key(VoidShape(), "此项不得分", None)
    accumulate: str = key(Choice(("", "year")), "数额按全年累计", "")
    circumstances: Mapping[str, Circumstance] = key(Keyed(Id(), Record(Circumstance)), "情节", {})
    average: str | Formula | None = key(AverageShape(), "辖区平均", None)
    due: DueRule | None = key(DUE, "按期报送：所属期与截止日", None)

    @property
    def is_capped(self) -> bool:
        """Whether the rule has a cap."""
        return self.cap is not None or self.once

    def cap_span(self, day: date) -> Period | None:
        """Give the period within which a day's events share the cap; None for the whole year."""
        kind = "half" if self.cap_per == "half_year" else self.cap_per
        return period_of(kind, day) if kind else None


@dataclass(frozen=True)
class Events:
    """事项：逐项记录的违规、表彰、逾期等；`deduct` 扣分，`add` 加分，`fact` 只记事实。

    Example: `{id: late, name: 未按时上报材料, points: 15, deduct: 5, exempt: 非本单位原因}`
    Facts: -; exempt=县里改期; date=2024-12-30
    Source: spec section 3.
    """

    sign: int
    worth: EventWorth | None
    keys: EventKeys
    labels: Mapping[str, str] = field(default_factory=dict)
    share: Mapping[str, Fraction] = field(default_factory=dict)
    exempt: str = ""
    same_matter: str = ""

    @property
    def table(self) -> str:
        """Name the table of facts."""
        return "submissions" if self.keys.due else "events"

    @property
    def cost(self) -> bool:
        """Say whether it takes off from a start."""
        return self.sign < 0 or self.keys.void is not None
