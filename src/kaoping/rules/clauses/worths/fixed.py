"""A fixed number each (每次、每人次、每件)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kaoping.rules.clauses.worth import Before
from kaoping.rules.facts.inputs import Field
from kaoping.rules.facts.rows import Event
from kaoping.rules.language.number import Frame, Number, formulas_in
from kaoping.rules.numbers.exact import Exact


@dataclass(frozen=True)
class Fixed:
    """每次固定分值：每发生一次扣（加）同样的分，乘以次数。

    Example: `{points: 20, deduct: 5}`
    Facts: count=1; count=2
    Source: spec section 3.1; xingan 二(一)4(1), 未按时上报材料每次扣5分.
    """

    rate: Number

    def raw(self, event: Event, frame: Frame, before: Before) -> Exact:
        """Rate times count."""
        return self.rate.of(frame) * event.count

    def one(self, event: Event, frame: Frame) -> Exact:
        """Give the rate."""
        return self.rate.of(frame)

    def constants(self) -> Mapping[str, Exact]:
        """Give the rate, where it is fixed."""
        rate = self.rate.fixed()
        return {} if rate is None else {"": rate}

    def top(self, frame: Frame) -> Exact | None:
        """Give the rate."""
        return self.rate.of(frame)

    def fields(self, labels: Mapping[str, str], categories: Sequence[str]) -> tuple[Field, ...]:
        """Nothing but the count; the amount where a formula speaks of it."""
        names = {r.name for f in formulas_in(self.rate) for r in f.names if r.kind == "name"}
        return (Field("amount", "数额", True),) if "amount" in names else ()
