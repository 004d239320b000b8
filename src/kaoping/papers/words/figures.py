"""Numbers of a scheme in words: fixed, a share of the points, by category, by bands, computed, or open."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

from kaoping.papers.words.formulas import formula
from kaoping.rules.language.number import Banded, ByCategory, Computed, Constant, Number, Share, Unfilled
from kaoping.rules.numbers.exact import Exact, settle
from kaoping.rules.numbers.points import format_number, format_points
from kaoping.rules.scheme.model import Scheme

OPEN = "（空缺）"
ALL_POINTS = "全部分值"
RATIOS = ("ratio", "percent")
_AMOUNTS: tuple[tuple[int, str], ...] = ((100_000_000, "亿"), (10_000, "万"))


def percent(ratio: Fraction | int) -> str:
    """Write a ratio as a percentage."""
    return f"{format_number(Fraction(ratio) * 100)}%"


def amount(value: Exact) -> str:
    """Write an amount with 万 and 亿 where they fit."""
    for size, word in _AMOUNTS:
        if abs(Fraction(value)) >= size and value * 100 % size == 0:
            return format_number(Fraction(value) / size) + word
    return format_number(Fraction(value))


def plain(value: Exact, unit: str = "") -> str:
    """Write a value: a percentage where ratios are measured, else an amount."""
    return percent(Fraction(value)) if unit in RATIOS else amount(value)


def points(number: Number | None, scheme: Scheme) -> str:
    """Say a number of points, with its unit: 5分, 本项分值的30%, 党群5分、政府10分."""
    if isinstance(number, Constant):
        return f"{format_points(settle(number.value))}分".replace("-", "−")
    if isinstance(number, Share):
        return ALL_POINTS if number.ratio == 1 else f"本项分值的{percent(number.ratio)}"
    return _other(number, scheme, lambda inner: points(inner, scheme), unit="分")


def bare(number: Number | None, scheme: Scheme) -> str:
    """Say a number of points without its unit where it is a plain one, for lists."""
    return points(number, scheme).removesuffix("分")


def value(number: Number | None, scheme: Scheme, unit: str = "") -> str:
    """Say a value of a rule: 95%, 50万, 3."""
    if isinstance(number, Constant):
        return plain(number.value, unit)
    return _other(number, scheme, lambda inner: value(inner, scheme, unit))


def _other(number: Number | None, scheme: Scheme, say: Callable[[Number], str], unit: str = "") -> str:
    if isinstance(number, ByCategory):
        return "、".join(f"{category(scheme, name)}{say(inner)}" for name, inner in number.table.items())
    if isinstance(number, Computed):
        return f"按“{formula(number.formula, scheme)}”"
    if isinstance(number, Banded):
        rows = "、".join(f"≥{amount(bound)}为{say(inner)}" for bound, inner in number.bands)
        return f"按“{formula(number.by, scheme)}”分档：{rows}"
    return (OPEN + unit) if isinstance(number, Unfilled) else ""


def category(scheme: Scheme, name: str) -> str:
    """Give the name of a category."""
    found = scheme.categories.get(name)
    return found.name if found else name


def categories(scheme: Scheme, names: frozenset[str] | tuple[str, ...]) -> str:
    """Give the names of categories, in the scheme's order."""
    return "、".join(one.name for one in scheme.categories.values() if one.id in names)
