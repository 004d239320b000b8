"""Steps below or above a target (每差欠5%扣4分；每超1%加1分)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction
from typing import ClassVar

from kaoping.rules.clauses.worth import Measure, ValueFrame
from kaoping.rules.language.number import Number, size_of
from kaoping.rules.language.number_shapes import RATE, SIZE, VALUE, BandsShape
from kaoping.rules.language.reading import Reading
from kaoping.rules.language.shapes import Choice, Either, Record, key
from kaoping.rules.language.tree import Node
from kaoping.rules.numbers.exact import Exact
from kaoping.rules.numbers.points import ratio

PARTS = ("whole", "started", "pro_rata")


@dataclass(frozen=True)
class Side:
    """One side of a target: how big a step is and what it costs or gives; or what each case costs.

    `entry` is what leaving the target costs at once; `cap` bounds the side.
    """

    needs: ClassVar[tuple[tuple[str, ...], ...]] = (("deduct", "add", "entry", "per_case"),)
    excludes: ClassVar[tuple[tuple[str, ...], ...]] = (("deduct", "add"), ("step", "per_case"))
    target: Number = key(VALUE, "目标")
    step: Number | None = key(SIZE, "每档", None)
    deduct: Number | tuple[tuple[Exact, Number], ...] | None = key(
        Either(scalar=RATE, mapping=BandsShape(RATE)), "每档扣分，或分段表", None
    )
    add: Number | tuple[tuple[Exact, Number], ...] | None = key(
        Either(scalar=RATE, mapping=BandsShape(RATE)), "每档加分，或分段表", None
    )
    part: str = key(Choice(PARTS), "不足一档：whole 不计，started 计一档，pro_rata 按比例", "whole")
    entry: Number | None = key(RATE, "一旦偏离即扣（加）", None)
    cap: Number | None = key(RATE, "本边最多", None)
    per_case: Number | None = key(RATE, "每差（超）一件", None)
    above: bool = False

    def verify(self, node: Node, reading: Reading) -> None:
        """Refuse a rate without steps, and steps without a rate."""
        if (self.step is None) != (self.deduct is None and self.add is None):
            reading.wrong(node.at, "keys-needed", keys="step" if self.step is None else "deduct、add")

    @property
    def sign(self) -> int:
        """Give -1 for a cost and 1 for an addition: cases above the target add, all else costs unless it says so."""
        return 1 if self.add is not None or (self.above and self.per_case is not None) else -1

    def points(self, measure: Measure, frame: ValueFrame) -> Exact:
        """Give the signed points of how far v is on this side of the target."""
        target = self.target.of(frame)
        gap = measure.v - target if self.above else target - measure.v
        if self.per_case is not None:
            found = self._cases(measure, frame)
        elif gap.numerator <= 0:
            return 0
        else:
            found = self._by_steps(gap, frame)
        cap = self.cap.of(frame) if self.cap else None
        return self.sign * (found if cap is None else min(found, cap))

    def _by_steps(self, gap: Exact, frame: ValueFrame) -> Exact:
        entry = self.entry.of(frame) if self.entry else 0
        rate = self.deduct if self.deduct is not None else self.add
        if self.step is None or rate is None:
            return entry
        steps = count_steps(ratio(gap, size_of(self.step, frame)), self.part)
        if isinstance(rate, tuple):
            return entry + banded(steps, rate, frame)
        return entry + steps * rate.of(frame)

    def _cases(self, measure: Measure, frame: ValueFrame) -> Exact:
        due = Fraction(self.target.of(frame)) * (measure.base if measure.base is not None else 1)
        lacking = -(-due.numerator // due.denominator) - measure.value
        apart = -lacking if self.above else lacking
        return max(Fraction(0), apart) * self.per_case.of(frame) if self.per_case else 0


def count_steps(found: Fraction, part: str) -> Exact:
    """Count steps: whole ones only, started ones too, or pro rata."""
    if part == "pro_rata":
        return found
    whole, rest = divmod(found.numerator, found.denominator)
    return whole + (1 if rest and part == "started" else 0)


def banded(steps: Exact, rates: tuple[tuple[Exact, Number], ...], frame: ValueFrame) -> Exact:
    """Price steps by a table of rates from the number of steps before them on."""
    total: Exact = 0
    for lower, rate in rates:
        if steps > lower:
            total += (steps - lower) * rate.of(frame)
            steps = lower
    return total


@dataclass(frozen=True)
class Deviation:
    """差欠与超额：低于目标每差一档扣分，高于目标每超一档加分（或扣分），两边各有上限；也可按件计差欠。

    Example: `{points: 20, value: ratio, shortfall: {target: 100%, step: 5%, deduct: 4}}`
    Facts: 96/100; 95/100; 120/100
    Source: spec section 4; jishui-2014 三(二)整理 3 (newland), 三(二)法规 1 (per case: cases due are ceil(rate x base)).
    """

    word: ClassVar[str] = "shortfall"
    shortfall: Side | None = key(Record(Side), "差欠", None)
    surplus: Side | None = key(Record(Side), "超额", None)

    def __post_init__(self) -> None:
        if self.surplus is not None:
            object.__setattr__(self, "surplus", replace(self.surplus, above=True))

    def points(self, measure: Measure, frame: ValueFrame) -> Exact:
        """Add both sides."""
        total: Exact = 0
        if self.shortfall:
            total += self.shortfall.points(measure, frame)
        if self.surplus:
            total += self.surplus.points(measure, frame)
        return total

    def reached(self, frame: ValueFrame) -> Exact:
        """Nothing is taken off or added."""
        return 0

    @property
    def cost(self) -> bool:
        """It costs where either side does."""
        return any(side is not None and side.sign < 0 for side in (self.shortfall, self.surplus))
