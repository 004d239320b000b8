"""A range within which the event itself carries the points (幅度分值)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kaoping.rules.clauses.worth import Before
from kaoping.rules.facts.inputs import Field
from kaoping.rules.facts.rows import Event
from kaoping.rules.language.number import Frame, MissingValue, Number
from kaoping.rules.language.number_shapes import RATE
from kaoping.rules.language.reading import Reading
from kaoping.rules.language.shapes import key
from kaoping.rules.language.tree import Node
from kaoping.rules.numbers.exact import Exact, settle
from kaoping.rules.numbers.points import format_points


@dataclass(frozen=True)
class Range:
    """幅度分值：每次在幅度内核定，事项的分值栏写核定数（正数），乘以次数；超出幅度不予受理。

    Example: `{points: 20, deduct: {from: 5, to: 10}}`
    Facts: points=5; points=6.5, count=2
    Source: spec section 3.1; zhangzhou 三(二)3(3), 违反财经纪律扣5至10分.
    """

    from_: Number = key(RATE, "下限")
    to: Number = key(RATE, "上限")

    def verify(self, node: Node, reading: Reading) -> None:
        """Refuse a range whose lower end is above its upper one."""
        low, high = self.from_.fixed(), self.to.fixed()
        if low is not None and high is not None and low > high:
            ends = {"low": format_points(settle(low)), "high": format_points(settle(high))}
            reading.wrong(node.at, "range-reversed", **ends)

    def raw(self, event: Event, frame: Frame, before: Before) -> Exact:
        """Carried points times count."""
        return self.one(event, frame) * event.count

    def one(self, event: Event, frame: Frame) -> Exact:
        """Give the carried points."""
        if event.points is None:
            raise MissingValue(event.id)
        return event.points

    def constants(self) -> Mapping[str, Exact]:
        """Nothing: it hangs on the event."""
        return {}

    def top(self, frame: Frame) -> Exact | None:
        """Give the upper end."""
        return self.to.of(frame)

    def fields(self, labels: Mapping[str, str], categories: Sequence[str]) -> tuple[Field, ...]:
        """The points, between the ends."""
        low, high = self.from_.fixed(), self.to.fixed()
        bounds = (None if low is None else settle(low), None if high is None else settle(high))
        return (Field("points", "核定分值", True, low=bounds[0], high=bounds[1]),)
