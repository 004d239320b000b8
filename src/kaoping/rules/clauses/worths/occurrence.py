"""A rate that grows with the occurrence (第一次、第二次……)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kaoping.rules.clauses.worth import Before
from kaoping.rules.facts.inputs import Field
from kaoping.rules.facts.rows import Event
from kaoping.rules.language.number import Frame, Number
from kaoping.rules.language.number_shapes import RATE
from kaoping.rules.language.shapes import Choice, Many, key
from kaoping.rules.numbers.exact import Exact


@dataclass(frozen=True)
class Occurrence:
    """逐次递增：第一次、第二次……各有分值，最后一个数用于以后各次；写在级别里时按级别分别计次，否则按条款计次。

    Example: `{points: 2, deduct: {occurrence: [0.5, 100%]}}`
    Facts: -; -
    Source: spec section 3.1 (first 0.5, second all); counted over events that hold.
    """

    occurrence: tuple[Number, ...] = key(Many(RATE, empty=False), "各次分值")
    by: str = key(
        Choice(("", "rule", "level")), "写在级别里时：level 按级别分别计次（默认），rule 按条款计次", ""
    )
    by_level: bool = False

    def raw(self, event: Event, frame: Frame, before: Before) -> Exact:
        """Sum the rates of the times that this event adds."""
        first = before.by_level.get(event.level, 0) if self.by_level else before.times
        total: Exact = 0
        for time in range(first, min(first + event.count, first + len(self.occurrence))):
            total += self._rate(time).of(frame)
        rest = event.count - min(event.count, len(self.occurrence))
        return total + rest * self.occurrence[-1].of(frame)

    def _rate(self, time: int) -> Number:
        return self.occurrence[min(time, len(self.occurrence) - 1)]

    def one(self, event: Event, frame: Frame) -> Exact:
        """Give the dearest time."""
        return max(rate.of(frame) for rate in self.occurrence)

    def constants(self) -> Mapping[str, Exact]:
        """Nothing: it hangs on the event."""
        return {}

    def top(self, frame: Frame) -> Exact | None:
        """Give the dearest time."""
        return max(rate.of(frame) for rate in self.occurrence)

    def fields(self, labels: Mapping[str, str], categories: Sequence[str]) -> tuple[Field, ...]:
        """Nothing but the count."""
        return ()
