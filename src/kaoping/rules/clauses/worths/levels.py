"""A table by the event's level (按级别)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from kaoping.rules.clauses.worth import Before, EventWorth
from kaoping.rules.facts.inputs import Field
from kaoping.rules.facts.rows import Event
from kaoping.rules.language.number import Frame
from kaoping.rules.numbers.exact import Exact


@dataclass(frozen=True)
class Levels:
    """按级别分值：事项写明级别，各级别有各自的分值（也可以是幅度、按额或逐次递增）；值为0的级别不成立。

    Example:
        points: 20
        add: {none: 0, county: 5, city: 10}
        levels: {none: 未定级, county: 县级, city: 市级}
    Facts: level=county; level=city; level=none
    Source: spec section 3.1; xingan 二(一)5(1), beijing-2009 article 19 (a level worth 0).
    """

    rates: Mapping[str, EventWorth]

    def raw(self, event: Event, frame: Frame, before: Before) -> Exact:
        """Give what the level's own worth gives."""
        return self.rates[event.level].raw(event, frame, before)

    def one(self, event: Event, frame: Frame) -> Exact:
        """Give one time at the event's level."""
        return self.rates[event.level].one(event, frame)

    def constants(self) -> Mapping[str, Exact]:
        """Give the rates of the levels that are fixed."""
        found = {level: rate.constants().get("") for level, rate in self.rates.items()}
        return {level: rate for level, rate in found.items() if rate is not None}

    def top(self, frame: Frame) -> Exact | None:
        """Give the dearest level, where each has a highest."""
        tops = [rate.top(frame) for rate in self.rates.values()]
        return max((top for top in tops if top is not None), default=None)

    def fields(self, labels: Mapping[str, str], categories: Sequence[str]) -> tuple[Field, ...]:
        """The level, and what the levels' own worths ask for (not by force, since it hangs on the level)."""
        level = Field("level", "级别", True, {name: labels.get(name, name) for name in self.rates})
        inner = {f.name: f for rate in self.rates.values() for f in rate.fields(labels, categories)}
        return (level, *(self._widest(f) for f in inner.values()))

    def _widest(self, field: Field) -> Field:
        return replace(field, required=False, low=None, high=None, highs={})
