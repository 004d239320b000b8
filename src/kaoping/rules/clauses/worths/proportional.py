"""Points in proportion to completion (按完成比例计分)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from kaoping.rules.clauses.worth import Measure, ValueFrame
from kaoping.rules.language.number import Constant, Number
from kaoping.rules.language.number_shapes import VALUE
from kaoping.rules.language.shapes import Flag, Record, key
from kaoping.rules.numbers.exact import Exact
from kaoping.rules.numbers.points import ratio


@dataclass(frozen=True)
class Target:
    """What is to be reached, and whether more than that counts on."""

    target: Number = key(VALUE, "目标", Constant(1))
    uncapped: bool = key(Flag(), "超额照计", False)


@dataclass(frozen=True)
class Proportional:
    """按比例计分：分值 × 指标值 ÷ 目标，完成目标得满分，不低于0；uncapped 表示超额照计。

    Example: `{points: 3, value: count, proportional: {target: 3}}`
    Facts: 2; 3; 4
    Source: spec section 4; jishui-2014 三(一)6, beijing-2011 performance.binding_tasks.
    """

    word: ClassVar[str] = "proportional"
    proportional: Target = key(Record(Target, short="target"), "目标")

    def points(self, measure: Measure, frame: ValueFrame) -> Exact:
        """Points times v / target; a target of 0 counts as reached."""
        target = self.proportional.target.of(frame)
        if not target:
            return frame.full
        reached = ratio(measure.v, target)
        if reached.numerator >= reached.denominator and not self.proportional.uncapped:
            return frame.full
        return frame.full * reached if reached.numerator > 0 else 0

    def reached(self, frame: ValueFrame) -> Exact:
        """All points."""
        return frame.full

    @property
    def cost(self) -> bool:
        """It earns."""
        return False
