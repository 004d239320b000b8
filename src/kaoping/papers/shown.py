"""Numbers as they stand on a page: fixed places, a true minus sign, a sign before what is added or taken off."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from kaoping.rules.numbers.points import SCALE, Points, format_places, half_up

MINUS = "−"


def plain(points: Points, places: int) -> str:
    """Write points with fixed places: 12.50, −3.00."""
    return format_places(points, places).replace("-", MINUS)


def number(points: Points) -> str:
    """Write points with only the places that they have."""
    return plain(points, places_of([points], 0))


def signed(points: Points, places: int) -> str:
    """Write points with their sign: +12.50, −3.00, 0.00."""
    return f"{'+' if points > 0 else ''}{plain(points, places)}"


@dataclass(frozen=True)
class Figure:
    """A number in a column: with the scheme's places, more only where it has them; `pad` keeps the points aligned."""

    text: str
    pad: int = 0

    def __str__(self) -> str:
        return self.text


def figure(points: Points, least: int, most: int, sign: bool = False) -> Figure:
    """Make a number of a column in which the longest has `most` places."""
    places = places_of([points], least)
    return Figure(signed(points, places) if sign else plain(points, places), most - places)


def places_of(points: Iterable[Points], least: int) -> int:
    """Give how many places show all these points exactly, but at least so many: sums can then be followed by eye."""
    found = least
    for one in points:
        while found < 4 and one % 10 ** (4 - found):
            found += 1
    return found


def percent(part: Points, whole: Points, places: int = 1) -> str:
    """Write a share as a percentage; 0 of 0 is 0."""
    ratio = Fraction(part * 100, whole) if whole else Fraction(0)
    return plain(half_up(ratio.numerator * SCALE, ratio.denominator), places) + "%"


def width(part: Points, whole: Points) -> str:
    """Give the length of a bar in per cent for a style sheet, between 0 and 100."""
    share = min(max(part, 0), whole) if whole > 0 else 0
    return format_places(half_up(share * 100 * SCALE, whole) if whole > 0 else 0, 2)
