"""Points as fractions, how a line of the ledger is settled, and corners on which no claim is made."""

from __future__ import annotations

import operator
from collections.abc import Callable
from fractions import Fraction
from math import floor

from tests.laws.worlds.terms import Bound


class Corner(Exception):
    """What the specification leaves open here, or what today's numbers cannot give: nothing is claimed of the world."""


def rounded(number: Fraction, places: int) -> Fraction:
    """Round half away from zero."""
    scale = 10**places
    size = Fraction(floor(abs(number) * scale + Fraction(1, 2)), scale)
    return size if number >= 0 else -size


def settled(points: Fraction) -> Fraction:
    """Give what a line of the ledger holds: today four decimals (exact, once lines are)."""
    return rounded(points, 4)


SENSES: dict[str, Callable[[Fraction, Fraction], bool]] = {
    "at_least": operator.ge,
    "above": operator.gt,
    "at_most": operator.le,
    "below": operator.lt,
}


def within(number: Fraction, bound: Bound, whole: Fraction) -> bool:
    """Compare a number with a bound; a per cent is of the whole."""
    against = whole * bound.number / 100 if bound.percent else bound.number
    return SENSES[bound.sense](number, against)
