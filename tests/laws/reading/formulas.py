"""What a formula gives for a unit; None where a number is missing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from fractions import Fraction
from math import ceil, floor

from kaoping.rules.facts.rows import Unit
from tests.laws.reading import scores, values
from tests.laws.reading.numbers import rounded
from tests.laws.reading.year import Year
from tests.laws.worlds.data import LeafData
from tests.laws.worlds.terms import (
    Call,
    Choice,
    Formula,
    Over,
    Own,
    Plain,
    ScoreOf,
    Sum,
    ValueOf,
)

Number = Fraction | None


@dataclass(frozen=True)
class Seen:
    """A unit as a formula sees it: by scores after gates or before, and at an item with its value and points."""

    year: Year
    unit: Unit
    gated: bool = True
    leaf: LeafData | None = None
    v: Number = None
    points: Fraction = Fraction(0)


def given_by(term: Formula, seen: Seen) -> Number:
    """Work a formula out."""
    match term:
        case Plain(number):
            return number
        case Own(name):
            return seen.v if name == "v" else seen.points
        case ValueOf(name):
            return values.named(seen.year, seen.unit, name)
        case ScoreOf(item):
            return scores.looked_at(seen.year, seen.unit, item, seen.gated)
        case Call("given", (first, other)):
            found = given_by(first, seen)
            return given_by(other, seen) if found is None else found
        case Call(name, parts):
            return _all_or_none(CALLS[name], [given_by(part, seen) for part in parts])
        case Sum(sign, left, right):
            return _all_or_none(SUMS[sign], [given_by(left, seen), given_by(right, seen)])
        case Choice():
            return _chosen(term, seen)
        case Over():
            return _over(term, seen)


def _all_or_none(work: Callable[..., Number], numbers: list[Number]) -> Number:
    return None if None in numbers else work(*numbers)


def _chosen(term: Choice, seen: Seen) -> Number:
    left, right = given_by(term.left, seen), given_by(term.right, seen)
    if left is None or right is None:
        return None
    return given_by(term.chosen if left >= right else term.otherwise, seen)


SUMS: dict[str, Callable[[Fraction, Fraction], Number]] = {
    "+": lambda a, b: a + b,
    "-": lambda a, b: a - b,
    "*": lambda a, b: a * b,
    "/": lambda a, b: a / b if b else None,
}
CALLS: dict[str, Callable[..., Number]] = {
    "min": min,
    "max": max,
    "mean": lambda a, b: (a + b) / 2,
    "abs": abs,
    "floor": lambda a: Fraction(floor(a)),
    "ceil": lambda a: Fraction(ceil(a)),
    "round": lambda a: rounded(a, 1),
    "steps": lambda a, size: Fraction(floor(a / size)),
}
GROUPS: dict[str, Callable[[list[Fraction]], Number]] = {
    "mean": lambda numbers: sum(numbers, Fraction(0)) / len(numbers),
    "sum": lambda numbers: sum(numbers, Fraction(0)),
    "min": min,
    "max": max,
}


def _over(term: Over, seen: Seen) -> Number:
    """Look at every assessed unit of the group that has the number."""
    group = seen.year.group(term.among, seen.unit)
    numbers = [n for n in (_of_another(term.inner, seen, other) for other in group) if n is not None]
    if term.name == "count":
        return Fraction(len(numbers))
    if term.name != "rank":
        return GROUPS[term.name](numbers) if numbers else None
    own = given_by(term.inner, seen)
    return None if own is None or not numbers else Fraction(1 + sum(n > own for n in numbers))


def _of_another(inner: Formula, seen: Seen, other: Unit) -> Number:
    v = values.taken(seen.year, other, seen.leaf) if seen.leaf is not None else None
    return given_by(inner, replace(seen, unit=other, v=v))
