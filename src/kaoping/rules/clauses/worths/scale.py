"""Values scaled within a group (极差法、最优比值法)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import ClassVar

from kaoping.rules.clauses.worth import Measure, ValueFrame
from kaoping.rules.language.groups import AMONG, Group
from kaoping.rules.language.looks import Look
from kaoping.rules.language.number import MissingValue, Number, Share
from kaoping.rules.language.number_shapes import POINTS
from kaoping.rules.language.shapes import Choice, Record, key
from kaoping.rules.numbers.exact import Exact


@dataclass(frozen=True)
class Ends:
    """The group, the ends of the scale, and how a value is placed between them."""

    among: Group = key(AMONG, "比较范围")
    from_: Number = key(POINTS, "最低得分", Share(Fraction(0)))
    to: Number = key(POINTS, "最高得分", Share(Fraction(1)))
    by: str = key(Choice(("range", "best")), "range 极差法，best 与最优之比", "range")
    best: str = key(Choice(("high", "low")), "高者为优或低者为优", "high")


@dataclass(frozen=True)
class Scale:
    """组内折算：range 按极差在两端之间折算（全部相等得上端）；best 按与最优值之比（越低越优时为最优÷本值）。

    Example: `{points: 10, value: count, scale: {among: category, from: 60%, to: 100%}}`
    Facts: 30; 22; 10
    Source: spec section 4 (scaling; ratio to the best).
    """

    word: ClassVar[str] = "scale"
    scale: Ends = key(Record(Ends), "折算办法")

    def points(self, measure: Measure, frame: ValueFrame) -> Exact:
        """Place the value between the ends."""
        low, high = self.scale.from_.of(frame), self.scale.to.of(frame)
        return low + (high - low) * self._share(measure.v, frame.peers(self.scale.among))

    def _share(self, v: Fraction, peers: Sequence[Fraction]) -> Fraction:
        if not peers:
            raise MissingValue("scale")
        low, high = peers[0], peers[-1]
        if self.scale.by == "range":
            if low == high:
                return Fraction(1)
            return (v - low) / (high - low) if self.scale.best == "high" else (high - v) / (high - low)
        if self.scale.best == "high":
            return Fraction(1) if high == 0 else max(Fraction(0), min(Fraction(1), v / high))
        return Fraction(1) if v == 0 else max(Fraction(0), min(Fraction(1), low / v))

    def looks_at(self) -> Iterator[Look]:
        """Look at the values of others."""
        yield Look("value", "v", others=True)

    def reached(self, frame: ValueFrame) -> Exact:
        """Give the upper end."""
        return self.scale.to.of(frame)

    @property
    def cost(self) -> bool:
        """It earns."""
        return False
