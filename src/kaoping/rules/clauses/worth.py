"""What an event or a value is worth: the contracts that all worths keep."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from types import MappingProxyType
from typing import ClassVar, NamedTuple, Protocol

from kaoping.rules.facts.inputs import Field
from kaoping.rules.facts.rows import Event
from kaoping.rules.language.groups import Group
from kaoping.rules.language.number import Frame
from kaoping.rules.numbers.exact import Exact


class Before(NamedTuple):
    """What held earlier in the year under the same rule: times, times by level, and the running amount."""

    times: int = 0
    by_level: Mapping[str, int] = MappingProxyType({})
    amount: Fraction = Fraction(0)

    def and_then(self, event: Event) -> Before:
        """Give what held before the next event: an event that holds has been added."""
        by_level = {**self.by_level, event.level: self.by_level.get(event.level, 0) + event.count}
        amount = self.amount if event.amount is None else self.amount + event.amount * event.count
        return Before(self.times + event.count, by_level, amount)


class EventWorth(Protocol):
    """What one event is worth (每次/每件/按级/按额), positive, in units of 1/10,000 and times its count."""

    def raw(self, event: Event, frame: Frame, before: Before) -> Exact:
        """Give the points of an event before share, exemption, same matter and caps."""

    def one(self, event: Event, frame: Frame) -> Exact:
        """Give the points of a single time of the event, to tell a level that is worth 0."""

    def constants(self) -> Mapping[str, Exact]:
        """Give by level what one time is worth, where it is the same for every unit and every time."""

    def top(self, frame: Frame) -> Exact | None:
        """Give the most that one time can cost: the cap of a clause marked `once`; None where there is none."""

    def fields(self, labels: Mapping[str, str], categories: Sequence[str]) -> tuple[Field, ...]:
        """Say what an event must tell for this worth."""


class Measure(NamedTuple):
    """A measured value (指标值) of an item for a unit: `v`, and the numbers that it was made of."""

    v: Fraction
    value: Fraction
    base: Fraction | None = None


class ValueFrame(Frame, Protocol):
    """What a value worth may see: also the values of the other units."""

    def peers(self, among: Group) -> Sequence[Fraction]:
        """Give the measured values of the item of all units in a group that have one, this unit's too, ascending."""


class ValueWorth(Protocol):
    """What a value is worth, in units of 1/10,000; not yet rounded."""

    word: ClassVar[str]

    def points(self, measure: Measure, frame: ValueFrame) -> Exact:
        """Give the points of a value; MissingValue where a number of the worth is missing."""

    def reached(self, frame: ValueFrame) -> Exact:
        """Give what the target's being reached is worth (base 0: nothing was due)."""

    @property
    def cost(self) -> bool:
        """Say whether it takes off from a start."""
