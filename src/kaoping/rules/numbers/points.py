"""Exact numbers: points (分) are integers of 1/10,000, everything else is a `Fraction`.

Nothing here or above it ever makes a binary float. Source: spec section 1; the unit of 1/10,000 and rounding half
away from zero (四舍五入) are the contract, see docs/algorithms/rounding.md.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from fractions import Fraction
from functools import lru_cache
from math import lcm

Points = int
"""A number of points (分值、得分) in units of 1/10,000: 12.5 points are 125,000."""

SCALE = 10_000
LIMIT = 10**13
"""Numbers in facts and schemes stay below this."""

_NUMBER = re.compile(r"-?(0|[1-9][0-9]*)(\.[0-9]+)?")
_AMOUNT_UNITS = {"千": 1_000, "万": 10_000, "亿": 100_000_000}


def half_up(a: int, b: int) -> int:
    """Divide `a` by `b` (not 0) and round half away from zero (四舍五入)."""
    if b < 0:
        a, b = -a, -b
    return (2 * a + b) // (2 * b) if a >= 0 else -((-2 * a + b) // (2 * b))


def to_points(value: Fraction | int) -> Points:
    """Round an exact number of points once, to 1/10,000."""
    return half_up(value.numerator * SCALE, value.denominator)


def exact(points: Points) -> Fraction:
    """Give points as an exact number: 125,000 units are 12.5."""
    return Fraction(points, SCALE)


def ratio(a: Fraction | int, b: Fraction | int) -> Fraction:
    """Divide exactly, without the detours of the general case; `b` is not 0."""
    return _quotient(a.numerator * b.denominator, a.denominator * b.numerator)


@lru_cache(maxsize=16_384)
def _quotient(above: int, below: int) -> Fraction:
    """Divide; rates and means come again and again, and finding one is quicker than making it."""
    return Fraction(above, below)


def mean(values: Sequence[Fraction]) -> Fraction:
    """Give the exact mean of at least one number."""
    total, common = _over_common(values)
    return _quotient(total, common * len(values))


def exact_sum(values: Sequence[Fraction]) -> Fraction:
    """Add exact numbers over their common denominator: much quicker than one by one."""
    return Fraction(*_over_common(values))


def _over_common(values: Sequence[Fraction]) -> tuple[int, int]:
    """Give the sum of exact numbers as a numerator over their common denominator."""
    common = lcm(*{value.denominator for value in values})
    if common == 1:
        return sum([value.numerator for value in values]), 1
    return sum([value.numerator * (common // value.denominator) for value in values]), common


def scaled(points: Points, ratio: Fraction) -> Points:
    """Multiply points by an exact ratio and round once."""
    return half_up(points * ratio.numerator, ratio.denominator)


def round_places(points: Points, places: int) -> Points:
    """Round points half up to `places` decimals (published total 公布总分); still in 1/10,000."""
    unit = 10 ** (4 - places) if places < 4 else 1
    return half_up(points, unit) * unit


def round_number(value: Fraction, places: int) -> Fraction:
    """Round an exact number half up to `places` decimals, at a step that the scheme names."""
    unit = 10**places
    return Fraction(half_up(value.numerator * unit, value.denominator), unit)


def parse_number(text: str, decimals: int = 6) -> Fraction:
    """Read an ASCII decimal number such as -12.5, with at most `decimals` decimals and below 10^13.

    Raises ValueError for anything else: NaN, 1e3, 1_000, full-width digits, +1, 007.
    """
    match = _NUMBER.fullmatch(text) if text.isascii() else None
    places = len(match[2] or ".") - 1 if match else 0
    if match is None or places > decimals:
        raise ValueError(text)
    value = Fraction(int(text.replace(".", "")), 10**places)
    if abs(value) >= LIMIT:
        raise ValueError(text)
    return value


def parse_points(text: str) -> Points:
    """Read a number of points with at most 4 decimals; ValueError otherwise."""
    return int(parse_number(text, decimals=4) * SCALE)


def parse_amount(text: str) -> Fraction:
    """Read a number as schemes write it: 95%, 50万, 1.5亿 or a plain number."""
    if text.endswith("%"):
        return parse_number(text[:-1]) / 100
    unit = _AMOUNT_UNITS.get(text[-1:], 1)
    return parse_number(text[:-1] if unit != 1 else text) * unit


def format_points(points: Points) -> str:
    """Write points without trailing zeros: 12.5, -3, 0.0333."""
    return _decimal(points, 4)


def format_places(points: Points, places: int) -> str:
    """Write a published total with exactly `places` decimals, never -0.00."""
    units = half_up(points, 10 ** (4 - places)) if places <= 4 else points * 10 ** (places - 4)
    whole, part = divmod(abs(units), 10**places)
    return ("-" if units < 0 else "") + str(whole) + (f".{part:0{places}d}" if places else "")


def format_number(value: Fraction) -> str:
    """Write an exact number without trailing zeros (a repeating one to 12 places)."""
    if value.denominator == 1:
        return str(value.numerator)
    return _decimal(half_up(value.numerator * 10**12, value.denominator), 12)


def _decimal(units: int, places: int) -> str:
    """Write a number of units of 10^-places without trailing zeros."""
    whole, part = divmod(abs(units), 10**places)
    text = f"{whole}.{part:0{places}}".rstrip("0") if part else str(whole)
    return f"-{text}" if units < 0 else text
