"""Bounds (范围) of a number: at least, above, at most, below."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from kaoping.rules.language.looks import Look
from kaoping.rules.language.number import Frame, MissingValue, Number, looks_in
from kaoping.rules.language.number_shapes import POINTS, VALUE
from kaoping.rules.language.shapes import key
from kaoping.rules.numbers.exact import Exact

COMPARISONS = ("at_least", "above", "at_most", "below")


@dataclass(frozen=True)
class Bounds:
    """Comparisons, all of which must hold."""

    at_least: Number | None = None
    above: Number | None = None
    at_most: Number | None = None
    below: Number | None = None

    def hold(self, value: Exact, frame: Frame) -> bool:
        """Compare a number; a bound that is missing does not hold."""
        try:
            return not (
                (self.at_least and value < self.at_least.of(frame))
                or (self.above and value <= self.above.of(frame))
                or (self.at_most and value > self.at_most.of(frame))
                or (self.below and value >= self.below.of(frame))
            )
        except MissingValue:
            return False

    def looks(self) -> Iterator[Look]:
        """Give what the bounds look at."""
        return looks_in(self.at_least, self.above, self.at_most, self.below)


@dataclass(frozen=True)
class ValueBounds(Bounds):
    """Comparisons of a value."""

    needs: ClassVar[tuple[tuple[str, ...], ...]] = (COMPARISONS,)
    at_least: Number | None = key(VALUE, "至少", None)
    above: Number | None = key(VALUE, "高于", None)
    at_most: Number | None = key(VALUE, "至多", None)
    below: Number | None = key(VALUE, "低于", None)


@dataclass(frozen=True)
class PointBounds(Bounds):
    """Comparisons of points."""

    needs: ClassVar[tuple[tuple[str, ...], ...]] = (COMPARISONS,)
    at_least: Number | None = key(POINTS, "至少", None)
    above: Number | None = key(POINTS, "高于", None)
    at_most: Number | None = key(POINTS, "至多", None)
    below: Number | None = key(POINTS, "低于", None)
