"""The functions of formulas (函数): how each is written and what it computes, exactly.

A function raises ZeroDivisionError for a division by 0, ValueError where it has no value (the root of -1),
and decimal's Overflow where a number gets too large. Source: spec sections 1 and 4.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import ROUND_HALF_UP, Context, Decimal, DivisionByZero, InvalidOperation, Overflow
from fractions import Fraction
from math import ceil, floor, isqrt
from typing import NamedTuple

from kaoping.rules.numbers.points import round_number

DIGITS = 28
"""Significant digits of logarithms, roots and powers that are no exact fractions; 50 are carried inside."""
EXACT_EXPONENT = 64
_EXACT_BITS = 100_000
_TRAPS = [InvalidOperation, DivisionByZero, Overflow]
_INSIDE = Context(prec=50, rounding=ROUND_HALF_UP, Emin=-9999, Emax=9999, traps=_TRAPS)
_GIVEN = Context(prec=DIGITS, rounding=ROUND_HALF_UP, Emin=-9999, Emax=9999, traps=_TRAPS)


class Signature(NamedTuple):
    """How a function is written, its least and greatest number of arguments (None: any), and what it gives."""

    usage: str
    least: int
    most: int | None
    meaning: str = ""


SCALARS: Mapping[str, Signature] = {
    "min": Signature("min(a, b, …)", 2, None, "最小的一个"),
    "max": Signature("max(a, b, …)", 2, None, "最大的一个"),
    "mean": Signature("mean(a, b, …)", 2, None, "平均数"),
    "abs": Signature("abs(x)", 1, 1, "绝对值"),
    "round": Signature("round(x, 2)", 2, 2, "四舍五入到几位小数"),
    "floor": Signature("floor(x)", 1, 1, "向下取整"),
    "ceil": Signature("ceil(x)", 1, 1, "向上取整"),
    "steps": Signature("steps(x, size)", 2, 2, "满多少档（不足一档不计）"),
    "power": Signature("power(x, y)", 2, 2, "x 的 y 次方"),
    "ln": Signature("ln(x)", 1, 1, "自然对数"),
    "sqrt": Signature("sqrt(x)", 1, 1, "平方根"),
    "if": Signature("if(x >= 60, a, b)", 3, 3, "条件成立取 a，否则取 b"),
    "given": Signature("given(x, 0)", 2, 2, "x 缺值时取后一个数"),
}
"""Functions of one unit's numbers."""
GROUPS: Mapping[str, Signature] = {
    "mean": Signature("mean(x over category)", 1, 1, "组内平均"),
    "sum": Signature("sum(x over category)", 1, 1, "组内合计"),
    "min": Signature("min(x over category)", 1, 1, "组内最小"),
    "max": Signature("max(x over category)", 1, 1, "组内最大"),
    "best": Signature("best(x over category)", 1, 1, "组内最好（最大）"),
    "worst": Signature("worst(x over category)", 1, 1, "组内最差（最小）"),
    "count": Signature("count(x over category)", 1, 1, "组内有值的单位数"),
    "rank": Signature("rank(x over category)", 1, 1, "本单位在组内的名次，大者为先，并列同名次"),
    "percentile": Signature("percentile(x, 75% over category)", 2, 2, "组内分位数，按直线内插"),
}
"""Functions over a group of units."""
REFERENCES: Mapping[str, Signature] = {
    "score": Signature("score(item)", 1, 1, "某指标的得分"),
    "value": Signature("value(item)", 1, 1, "某指标值或中间量"),
    "base": Signature("base(item)", 1, 1, "某指标值的基数"),
    "points": Signature("points(item)", 1, 1, "某指标的实际分值"),
    "result": Signature("result(scheme)", 1, 1, "另一考评办法的总分"),
    "past": Signature("past(item, 1)", 2, 2, "几年前的指标值"),
}
"""Functions that look something up by its id; `past` gives the value of so many years before the cycle."""
OVER_WORDS = ("category", "all", "children")
"""Groups that have a word of their own: the unit's category, all units, the units whose parent it is."""


def total(values: Iterable[Fraction | int]) -> Fraction:
    """Add exactly: numbers of one denominator first, then in pairs, so that 10,000 ratios stay quick."""
    numerators: dict[int, int] = {}
    for value in values:
        numerators[value.denominator] = numerators.get(value.denominator, 0) + value.numerator
    sums = [Fraction(above, below) for below, above in numerators.items()]
    while len(sums) > 1:
        odd = sums[-1:] if len(sums) % 2 else []
        sums = [a + b for a, b in zip(sums[::2], sums[1::2], strict=False)] + odd
    return sums[0] if sums else Fraction(0)


def mean(values: Sequence[Fraction]) -> Fraction:
    """Give the exact arithmetic mean (平均值) of at least one number."""
    return total(values) / len(values)


def percentile(values: Sequence[Fraction], share: Fraction) -> Fraction:
    """Interpolate linearly between the closest ranks (分位数), exactly: 0 is the least value, 1 the greatest.

    The rank is 1 + (n - 1) * share, as in a spreadsheet's PERCENTILE.INC. Our reading, no document says it.
    """
    ordered = sorted(values)
    below, part = divmod((len(ordered) - 1) * share, 1)
    low, high = ordered[below], ordered[min(below + 1, len(ordered) - 1)]
    return low + part * (high - low)


def power(base: Fraction, exponent: Fraction) -> Fraction:
    """Raise to a power (乘方): exact up to the 64th and -64th, else in 28 digits; 0 to the 0th is 1."""
    if base == 0 and exponent < 0:
        raise ZeroDivisionError
    if exponent.denominator == 1 and _is_exact(base, exponent.numerator):
        return base**exponent.numerator
    if base < 0 and exponent.denominator != 1:
        raise ValueError(exponent)
    return _given(_INSIDE.power(_decimal(base), _decimal(exponent))) if base else Fraction(0)


def ln(x: Fraction) -> Fraction:
    """Give the natural logarithm (自然对数) in 28 digits; ValueError unless x is above 0."""
    if x <= 0:
        raise ValueError(x)
    return _given(_INSIDE.ln(_decimal(x)))


def sqrt(x: Fraction) -> Fraction:
    """Give the square root (平方根): exact for squares such as 1/9, else in 28 digits; ValueError below 0."""
    if x < 0:
        raise ValueError(x)
    root = Fraction(isqrt(x.numerator), isqrt(x.denominator))
    return root if root * root == x else _given(_INSIDE.sqrt(_decimal(x)))


def _is_exact(base: Fraction, exponent: int) -> bool:
    bits = base.numerator.bit_length() + base.denominator.bit_length()
    return abs(exponent) <= EXACT_EXPONENT and bits * abs(exponent) <= _EXACT_BITS


def _decimal(x: Fraction) -> Decimal:
    return _INSIDE.divide(Decimal(x.numerator), Decimal(x.denominator))


def _given(x: Decimal) -> Fraction:
    return Fraction(_GIVEN.plus(x))


OPERATIONS: Mapping[str, Callable[..., Fraction]] = {
    "min": min,
    "max": max,
    "mean": lambda *values: mean(values),
    "abs": abs,
    "round": lambda x, places: round_number(x, int(places)),
    "floor": lambda x: Fraction(floor(x)),
    "ceil": lambda x: Fraction(ceil(x)),
    "steps": lambda x, size: Fraction(x // size),
    "power": power,
    "ln": ln,
    "sqrt": sqrt,
}
"""What the functions compute; `if` and `given`, which need not look at all arguments, are in `evaluation`."""
SUMMARIES: Mapping[str, Callable[[Sequence[Fraction]], Fraction]] = {
    "mean": mean,
    "sum": total,
    "min": min,
    "max": max,
    "best": max,
    "worst": min,
}
"""What group functions make of the values of at least one unit; best is the greatest, worst the least."""
