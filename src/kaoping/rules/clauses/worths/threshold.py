"""All points or none (达到95%得10分，未达到不得分)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from kaoping.rules.clauses.worth import Measure, ValueFrame
from kaoping.rules.language.number import Constant, Number
from kaoping.rules.language.number_shapes import VALUE
from kaoping.rules.language.shapes import Either, Id, Keyed, Record, Text, key
from kaoping.rules.numbers.exact import Exact

NO_LINE = Constant(0)


@dataclass(frozen=True)
class MeasureLine:
    """One of several measures (分项) that must all reach their lines: its name and its line."""

    line: Number | None = key(VALUE, "达标线：至少", None)
    name: str = key(Text(), "分项名称", "")
    at_most: Number | None = key(VALUE, "或：至多", None)

    @property
    def bound(self) -> Number:
        """Give the line, on whichever side."""
        return self.line or self.at_most or NO_LINE

    def holds(self, measure: Measure, frame: ValueFrame) -> bool:
        """Say whether a measure is on the right side."""
        return not (
            (self.line and measure.v < self.line.of(frame))
            or (self.at_most and measure.v > self.at_most.of(frame))
        )


@dataclass(frozen=True)
class Threshold:
    """达标计分：指标值达到标准得全部分，否则不得分；几个分项须全部达到。

    Example: `{points: 10, value: ratio, at_least: 95%}`
    Facts: 94/100; 95/100
    Source: spec section 4; jishui-2014 三(二)地矿 6, hubei-archives base.equipment (two measures).
    """

    word: ClassVar[str] = "at_least"
    at_least: Number | Mapping[str, MeasureLine] | None = key(
        Either(scalar=VALUE, mapping=Keyed(Id(), Record(MeasureLine, short="line"), empty=False)),
        "至少",
        None,
    )
    at_most: Number | None = key(VALUE, "至多", None)
    above: Number | None = key(VALUE, "高于", None)
    below: Number | None = key(VALUE, "低于", None)

    @property
    def measures(self) -> Mapping[str, MeasureLine]:
        """Give the measures by local id; empty where the item itself is measured."""
        return self.at_least if isinstance(self.at_least, Mapping) else {}

    def points(self, measure: Measure, frame: ValueFrame) -> Exact:
        """All or nothing for a single value."""
        return frame.full if self.holds(measure, frame) else 0

    def holds(self, measure: Measure, frame: ValueFrame) -> bool:
        """Say whether the value is on the right side of every line that is written."""
        at_least = None if isinstance(self.at_least, Mapping) else self.at_least
        v = measure.v
        return not (
            (at_least and v < at_least.of(frame))
            or (self.at_most and v > self.at_most.of(frame))
            or (self.above and v <= self.above.of(frame))
            or (self.below and v >= self.below.of(frame))
        )

    def reached(self, frame: ValueFrame) -> Exact:
        """All points."""
        return frame.full

    @property
    def cost(self) -> bool:
        """It earns."""
        return False
