"""Exact numbers (精确数): units of points, shares and quotients, and where they are rounded once."""

from __future__ import annotations

from fractions import Fraction

from kaoping.rules.numbers.points import SCALE, Points, half_up

Exact = int | Fraction


def as_units(value: Fraction) -> Exact:
    """Give points in units of 1/10,000, as an integer where they are whole."""
    units = value * SCALE
    return units.numerator if units.denominator == 1 else units


def settle(units: Exact) -> Points:
    """Round an exact number of units once, half away from zero."""
    return units if isinstance(units, int) else half_up(units.numerator, units.denominator)


def settle_ratio(units: Exact, ratio: Exact, over: Exact) -> Points:
    """Multiply exact numbers, divide, and round once: the quick way to settle a line."""
    above = units.numerator * ratio.numerator * over.denominator
    return half_up(above, units.denominator * ratio.denominator * over.numerator)


def share_of(units: Exact, ratio: Exact) -> Exact:
    """Give a share of a number of units, as an integer where it is whole."""
    if isinstance(units, int):
        whole, rest = divmod(units * ratio.numerator, ratio.denominator)
        if not rest:
            return whole
    return units * ratio
