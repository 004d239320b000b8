"""Numbers of a scheme: fixed, a share of the item's points, by category, by bands of another number, computed, or a hole.

A `Number` gives an exact number for one unit. Numbers of points are in units of 1/10,000, values are plain; how they
are written is said in `number_shapes`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Protocol

from kaoping.errors.problems import KaopingError
from kaoping.rules.language.formula import Formula
from kaoping.rules.language.looks import Look
from kaoping.rules.numbers.exact import Exact, share_of
from kaoping.rules.numbers.points import Points


class MissingValue(KaopingError):
    """A number cannot be had because a fact is missing; the item's `missing` treatment decides."""


class UnfilledHole(KaopingError):
    """A hole (空缺) was needed before it was filled."""


class Frame(Protocol):
    """What a number or worth may see of the unit that it is worked out for."""

    @property
    def category(self) -> str:
        """The unit's category."""

    @property
    def full(self) -> Points:
        """The points in force (分值) of the item or rule."""

    def computed(self, formula: Formula) -> Fraction:
        """Work out a formula for the unit; raises MissingValue."""


class Number(Protocol):
    """A number of a rule."""

    def of(self, frame: Frame) -> Exact:
        """Give the number for a unit."""

    def fixed(self) -> Exact | None:
        """Give the number where it is the same for all units and items, else None."""


@dataclass(frozen=True)
class Constant:
    """The same for everybody."""

    value: Exact

    def of(self, frame: Frame) -> Exact:
        """Give the value."""
        return self.value

    def fixed(self) -> Exact | None:
        """Give the value."""
        return self.value


@dataclass(frozen=True)
class Share:
    """A share of the item's points in force."""

    ratio: Fraction

    def looks_at(self) -> Iterator[Look]:
        """Look at the points in force."""
        yield Look("points")

    def of(self, frame: Frame) -> Exact:
        """Give the share for the unit, as an integer where it is whole."""
        return share_of(frame.full, self.ratio)

    def fixed(self) -> Exact | None:
        """It depends on the item."""
        return None


@dataclass(frozen=True)
class ByCategory:
    """A number for each category (分类设置)."""

    table: Mapping[str, Number]

    def of(self, frame: Frame) -> Exact:
        """Give the number of the unit's category (0 for one that is not named)."""
        number = self.table.get(frame.category)
        return number.of(frame) if number else 0

    def fixed(self) -> Exact | None:
        """It depends on the category."""
        return None


@dataclass(frozen=True)
class Computed:
    """Worked out by a formula; in units of 1/10,000 where it is points."""

    formula: Formula
    scale: int = 1

    def of(self, frame: Frame) -> Exact:
        """Work the formula out for the unit."""
        return frame.computed(self.formula) * self.scale

    def fixed(self) -> Exact | None:
        """It depends on the unit."""
        return None


@dataclass(frozen=True)
class Banded:
    """By bands of another number of the unit: the highest lower bound that is reached (else 0)."""

    by: Formula
    bands: tuple[tuple[Exact, Number], ...]

    def of(self, frame: Frame) -> Exact:
        """Give the number of the unit's band."""
        value = frame.computed(self.by)
        found = next((number for bound, number in self.bands if value >= bound), None)
        return found.of(frame) if found else 0

    def fixed(self) -> Exact | None:
        """It depends on the unit."""
        return None


@dataclass(frozen=True)
class Unfilled:
    """A hole (空缺) without a value yet."""

    name: str

    def of(self, frame: Frame) -> Exact:
        """Fail: scoring needs the hole."""
        raise UnfilledHole(self.name)

    def fixed(self) -> Exact | None:
        """It is not known."""
        return None


def size_of(number: Number, frame: Frame) -> Fraction:
    """Give a number that something is divided by (档距、满分); one that comes out as 0 is missing."""
    found = number.of(frame)
    if not found:
        raise MissingValue("0")
    return found if isinstance(found, Fraction) else Fraction(found)


def formulas_in(number: Number) -> Iterator[Formula]:
    """Give the formulas of a number."""
    if isinstance(number, Computed):
        yield number.formula
    elif isinstance(number, Banded):
        yield number.by
        for _, inner in number.bands:
            yield from formulas_in(inner)
    elif isinstance(number, ByCategory):
        for inner in number.table.values():
            yield from formulas_in(inner)


def looks_in(*numbers: Number | None) -> Iterator[Look]:
    """Give what the formulas of numbers look at."""
    for number in numbers:
        for formula in formulas_in(number) if number else ():
            yield from formula.looks
