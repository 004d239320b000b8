"""Measured values, several periods of one, quantities, and what a value is worth."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

from kaoping.rules.facts.rows import Unit, Value
from tests.laws.reading import events, formulas, points
from tests.laws.reading.numbers import rounded
from tests.laws.reading.year import Year, borne, remembered
from tests.laws.worlds.data import QUARTERS, LeafData, PeriodsData, QuantityData
from tests.laws.worlds.terms import Formula, Own

Number = Fraction | None


@dataclass(frozen=True)
class Measured:
    """A value, or one that had a base of 0: nothing was due."""

    v: Fraction
    nothing_due: bool = False


# values by name


@remembered
def named(year: Year, unit: Unit, name: str) -> Number:
    """Give a quantity, a declared value or an item's value; None where it is missing."""
    for quantity in year.world.quantities:
        if quantity.id == name:
            found = _quantity(year, unit, quantity)
            return rounded(found, quantity.round) if found is not None and quantity.round else found
    for leaf in year.world.leaves:
        if leaf.id == name:
            measured = of_item(year, unit, leaf)
            return measured.v if measured else None
    rows = _rows(year, unit, name, "")
    return rows[0].value if rows else None


def _quantity(year: Year, unit: Unit, quantity: QuantityData) -> Number:
    if quantity.formula is not None:
        return formulas.given_by(quantity.formula, formulas.Seen(year, unit))
    path = quantity.rule
    found = [e for e in borne(year, unit) if e.item == path and events.holds(year, unit, e)]
    found = [e for e in found if not quantity.level or e.level == quantity.level]
    if quantity.take == "number":
        return Fraction(sum(e.count for e in found))
    rule = year.world.rules[path][1]
    numbers = [Fraction(e.count) if quantity.of == "count" else events.raw(rule, e) for e in found]
    if not numbers:
        return Fraction(0) if quantity.take == "sum" else None
    return formulas.GROUPS[quantity.take](numbers)


def _rows(year: Year, unit: Unit, name: str, period: str) -> list[Value]:
    rows = [row for row in year.world.facts.values if (row.unit, row.item) == (unit.id, name)]
    return [row for row in rows if (row.period == period if period else row.period in ("", "2025"))]


# the value of an item


@remembered
def of_item(year: Year, unit: Unit, leaf: LeafData) -> Measured | None:
    """Give the measured value of an item for a unit, periods merged; None where it is missing."""
    if leaf.measured is not None:
        found = formulas.given_by(leaf.measured, formulas.Seen(year, unit))
        return None if found is None else Measured(found)
    if leaf.periods is not None:
        return _merged(year, unit, leaf, leaf.periods)
    rows = _rows(year, unit, leaf.id, "")
    if not rows and leaf.missing == "latest":
        rows = _rows(year, unit, leaf.id, "2024") or _rows(year, unit, leaf.id, "2023")
    return _of_row(rows[0]) if rows else None


def _of_row(row: Value) -> Measured:
    if row.base is None:
        return Measured(row.value)
    return Measured(row.value / row.base) if row.base else Measured(Fraction(0), nothing_due=True)


def taken(year: Year, unit: Unit, leaf: LeafData) -> Number:
    """Give the value with which a unit enters a group: of those to whom the item applies."""
    if leaf.id not in points.by_decision(year, unit).points or _struck(year, unit, leaf):
        return None
    found = of_item(year, unit, leaf)
    return found.v if found else None


def _struck(year: Year, unit: Unit, leaf: LeafData) -> bool:
    return leaf.only not in ("", unit.category) or any(
        target == leaf.id for target, _ in year.decided(unit, "not_applicable")
    )


# several periods


def _quarters(year: Year, unit: Unit, leaf: LeafData) -> list[tuple[int, Number]] | None:
    """Give the values of all quarters with their place; None where the item is missing."""
    found: list[tuple[int, Number]] = []
    for n, quarter in enumerate(QUARTERS):
        rows = _rows(year, unit, leaf.id, quarter)
        found.append((n, _of_row(rows[0]).v if rows else None))
    there: list[tuple[int, Number]] = [(n, v) for n, v in found if v is not None]
    if not there or (leaf.missing not in ("zero", "not_applicable") and len(there) < len(found)):
        return None
    return there if leaf.missing == "not_applicable" else found


def _merged(year: Year, unit: Unit, leaf: LeafData, periods: PeriodsData) -> Measured | None:
    found = _quarters(year, unit, leaf)
    if found is None:
        return None
    return Measured(_merge(periods, [(n, v if v is not None else Fraction(0)) for n, v in found]))


def _merge(periods: PeriodsData, numbers: list[tuple[int, Fraction]]) -> Fraction:
    plain = [number for _, number in numbers]
    if periods.merge == "weighted":
        weights = [Fraction(periods.weights[n]) for n, _ in numbers]
        return sum((w * x for w, x in zip(weights, plain, strict=True)), Fraction(0)) / sum(weights)
    return MERGES[periods.merge](plain)


MERGES: dict[str, Callable[[list[Fraction]], Fraction]] = {
    "mean": lambda numbers: sum(numbers, Fraction(0)) / len(numbers),
    "sum": lambda numbers: sum(numbers, Fraction(0)),
    "last": lambda numbers: numbers[-1],
    "best": max,
    "worst": min,
}


# what a value is worth


def worth(year: Year, unit: Unit, leaf: LeafData, full: Fraction) -> Number:
    """Give the points of an item's value, not settled; None where something is missing."""
    if leaf.periods is not None and leaf.periods.of == "scores":
        return _by_quarter(year, unit, leaf, leaf.periods, full)
    if leaf.formula is not None and not _asks_for_v(leaf.formula):
        return formulas.given_by(leaf.formula, formulas.Seen(year, unit, leaf=leaf, points=full))
    found = of_item(year, unit, leaf)
    if found is None:
        return None
    return full if found.nothing_due else _of_one(year, unit, leaf, found.v, full)


def _asks_for_v(term: Formula) -> bool:
    """Say whether a formula looks at the value of its own item."""
    return repr(Own("v")) in repr(term)


def _by_quarter(year: Year, unit: Unit, leaf: LeafData, periods: PeriodsData, full: Fraction) -> Number:
    found = _quarters(year, unit, leaf)
    if found is None:
        return None
    scored = []
    for n, v in found:
        own = Fraction(0) if v is None else _of_one(year, unit, leaf, v, full)
        if own is None:
            return None
        own = own if periods.floor is None else max(own, Fraction(periods.floor, 10))
        scored.append((n, own if periods.round is None else rounded(own, periods.round)))
    return _merge(periods, scored)


def _of_one(year: Year, unit: Unit, leaf: LeafData, v: Fraction, full: Fraction) -> Number:
    if leaf.formula is not None:
        return formulas.given_by(leaf.formula, formulas.Seen(year, unit, leaf=leaf, v=v, points=full))
    if leaf.kind in ("place", "scale"):
        others = [taken(year, other, leaf) for other in year.group(leaf.among, unit)]
        return COMPARED[leaf.kind](v, [one for one in others if one is not None], full)
    return WORTHS[leaf.kind](v, full)


def _place(v: Fraction, others: list[Fraction], full: Fraction) -> Fraction:
    place = 1 + sum(other > v for other in others)
    return full * {1: Fraction(1), 2: Fraction(7, 10)}.get(place, Fraction(3, 10))


def _scale(v: Fraction, others: list[Fraction], full: Fraction) -> Number:
    if not others:
        return None
    low, high = min(others), max(others)
    share = Fraction(1) if low == high else (v - low) / (high - low)
    return full * (Fraction(2, 5) + Fraction(3, 5) * share)


def _line(v: Fraction, full: Fraction) -> Fraction:
    given = [(20, Fraction(0)), (50, Fraction(3, 10)), (90, Fraction(1))]
    if v <= 20:
        return Fraction(0)
    for (x0, y0), (x1, y1) in pairwise(given):
        if v <= x1:
            return full * (y0 + (y1 - y0) * (v - x0) / (x1 - x0))
    return full


def _bands(v: Fraction, full: Fraction) -> Fraction:
    reached = [share for bound, share in ((90, 100), (60, 55), (30, 10)) if v >= bound]
    return full * max(reached, default=0) / 100


COMPARED: dict[str, Callable[[Fraction, list[Fraction], Fraction], Number]] = {
    "place": _place,
    "scale": _scale,
}
WORTHS: dict[str, Callable[[Fraction, Fraction], Fraction]] = {
    "proportional": lambda v, full: full * min(Fraction(1), v / Fraction(9, 10)),
    "threshold": lambda v, full: full if v >= 80 else Fraction(0),
    "bands": _bands,
    "line": _line,
    "shortfall": lambda v, full: -Fraction(9, 10) * (max(Fraction(0), 80 - v) // 7),
}
