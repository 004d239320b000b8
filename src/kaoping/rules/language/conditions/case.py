"""A condition (条件), and what it may ask of the unit that it is judged on (Case)."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import ClassVar, Protocol

from kaoping.rules.facts.rows import SchemeResult
from kaoping.rules.language.groups import Group
from kaoping.rules.language.looks import Look
from kaoping.rules.language.number import Frame
from kaoping.rules.numbers.points import Points


class Case(Frame, Protocol):
    """What a condition may ask about a unit."""

    @property
    def unit_id(self) -> str:
        """The unit's id."""

    @property
    def observer(self) -> bool:
        """Whether the unit is not scored."""

    @property
    def vetoed(self) -> bool:
        """Whether a veto holds."""

    @property
    def grade(self) -> str:
        """The unit's grade, or an empty string."""

    def times(self, items: tuple[str, ...], levels: tuple[str, ...]) -> int:
        """Count events that hold, by rule ids (`a.*` for all below) and levels."""

    def shown(self, item: str) -> Points | None:
        """Give an item's score as shown, before gates where a gate asks; None where it does not apply."""

    def total_shown(self) -> Points:
        """Give the published total."""

    def scaled_to(self, item: str) -> Frame:
        """Give the frame whose per cents are of the points of an item, of the full score where it is empty."""

    def value_of(self, name: str) -> Fraction | None:
        """Give a quantity or an item's measured value."""

    def result_of(self, scheme: str, ago: int) -> SchemeResult | None:
        """Give the unit's result of another scheme, of so many years before."""

    def standing(self, among: Group, of: str, race: Condition | None) -> tuple[int, int, int] | None:
        """Give (number better, number worse, number ranked); None where the unit has no place."""

    def group(self, among: Group) -> Iterator[Case]:
        """Give the units of a group that are scored."""


class Condition(Protocol):
    """Something that holds for a unit or does not. Inherit it for what most conditions answer."""

    word: ClassVar[str]
    """The key by which it is written."""

    def holds(self, case: Case) -> bool:
        """Judge the condition."""

    def looks_at(self) -> Iterator[Look]:
        """Give what it looks at; most look at nothing but what a unit is."""
        return iter(())

    def within(self) -> tuple[Condition, ...]:
        """Give the conditions that stand directly inside it."""
        return ()

    def in_race(self, race: Condition | None) -> Condition:
        """Give the same condition with its places counted among the units of a race."""
        return self


def parts_of(condition: Condition) -> Iterator[Condition]:
    """Walk through a condition and all conditions inside it."""
    yield condition
    for inner in condition.within():
        yield from parts_of(inner)
