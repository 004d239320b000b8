"""An amount in steps (每50万元得1分)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from kaoping.rules.clauses.worth import Before
from kaoping.rules.facts.inputs import Field
from kaoping.rules.facts.rows import Event
from kaoping.rules.language.number import Frame, MissingValue, Number, size_of
from kaoping.rules.language.number_shapes import RATE, SIZE, VALUE, BandsShape
from kaoping.rules.language.shapes import Choice, Either, key
from kaoping.rules.numbers.exact import Exact
from kaoping.rules.numbers.points import ratio

PARTS = ("whole", "started", "pro_rata")


@dataclass(frozen=True)
class Steps:
    """按额分档：数额每满一档得（扣）若干分；可以另有首档（at/gives），首档以下不计。

    `part` 说明不足一档怎样计：whole 不计（默认），started 按一档计，pro_rata 按比例计。
    每档分值可以是按已满档数的分段表：`points: {0: 0.4, 25: 0.2}`，前25档各0.4，以后各0.2。
    `accumulate: year` 表示全年数额累计：每件事项计它使累计数新满的各档。

    Example: `{points: 10, add: {at: 1000万, gives: 5, every: 300万, points: 1}}`
    Facts: amount=9999999; amount=10000000; amount=16500000
    Source: spec section 3.1; zhangzhou 三(三)4(1) and (2).
    """

    every: Number = key(SIZE, "每档数额")
    points: Number | tuple[tuple[Exact, Number], ...] = key(
        Either(scalar=RATE, mapping=BandsShape(RATE)), "每档分值，或按已满档数的分段表"
    )
    at: Number | None = key(VALUE, "首档数额", None)
    gives: Number | None = key(RATE, "首档分值", None)
    part: str = key(Choice(PARTS), "不足一档：whole 不计，started 计一档，pro_rata 按比例", "whole")
    most: Number | None = key(RATE, "一次（累计时为全年）最多", None)

    def raw(self, event: Event, frame: Frame, before: Before) -> Exact:
        """Points of the amount times count; of what it adds where amounts accumulate."""
        return self.one(event, frame) * event.count

    def accumulated(self, event: Event, frame: Frame, before: Before) -> Exact:
        """Give what the event adds to the worth of the year's running amount."""
        grown = before.amount + self._amount(event) * event.count
        return self.worth(grown, frame) - self.worth(before.amount, frame)

    def one(self, event: Event, frame: Frame) -> Exact:
        """Give the worth of the event's own amount."""
        return self.worth(self._amount(event), frame)

    def _amount(self, event: Event) -> Fraction:
        if event.amount is None:
            raise MissingValue(event.id)
        return event.amount

    def worth(self, amount: Fraction, frame: Frame) -> Exact:
        """Give the points of an amount."""
        found = self._unbounded(amount, frame)
        return found if self.most is None else min(found, self.most.of(frame))

    def _unbounded(self, amount: Fraction, frame: Frame) -> Exact:
        if self.at is None:
            return self._steps_worth(self._steps(amount, frame), frame)
        first = self.at.of(frame)
        if amount < first:
            return 0
        gives = self.gives.of(frame) if self.gives else 0
        return gives + self._steps_worth(self._steps(amount - first, frame), frame)

    def _steps(self, amount: Fraction, frame: Frame) -> Exact:
        steps = ratio(amount, size_of(self.every, frame))
        if self.part == "pro_rata":
            return steps
        return (
            -(-steps.numerator // steps.denominator)
            if self.part == "started"
            else steps.numerator // steps.denominator
        )

    def _steps_worth(self, steps: Exact, frame: Frame) -> Exact:
        if not isinstance(self.points, tuple):
            return steps * self.points.of(frame)
        total: Exact = 0
        upper = steps
        for lower, rate in self.points:
            if upper > lower:
                total += (upper - lower) * rate.of(frame)
                upper = lower
        return total

    def constants(self) -> Mapping[str, Exact]:
        """Nothing: it hangs on the event."""
        return {}

    def top(self, frame: Frame) -> Exact | None:
        """Give the most of one time; an amount without it has no highest."""
        return None if self.most is None else self.most.of(frame)

    def fields(self, labels: Mapping[str, str], categories: Sequence[str]) -> tuple[Field, ...]:
        """The amount."""
        return (Field("amount", "数额", True),)
