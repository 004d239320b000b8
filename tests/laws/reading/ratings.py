"""What ratings and awards are worth (spec section 5)."""

from __future__ import annotations

from fractions import Fraction

from kaoping.rules.facts.rows import Unit
from tests.laws.reading.numbers import settled
from tests.laws.reading.year import Year
from tests.laws.worlds.data import LeafData

GROUPS = (("r1", Fraction(3, 5), 0), ("r2", Fraction(2, 5), 1))


def rated(year: Year, unit: Unit, leaf: LeafData, full: Fraction) -> tuple[Fraction, bool]:
    """Give the points of all groups, and whether one of them has no ratings."""
    parts = [_group(year, unit, leaf, full * share, name, drop) for name, share, drop in GROUPS]
    return sum((part for part in parts if part is not None), Fraction(0)), None in parts


def _group(year: Year, unit: Unit, leaf: LeafData, full: Fraction, name: str, drop: int) -> Fraction | None:
    rows = [r for r in year.world.facts.ratings if (r.item, r.group, r.unit) == (leaf.id, name, unit.id)]
    found = sorted(r.score for r in rows if r.rater != unit.id)
    if drop and len(found) > 2 * drop:
        found = found[drop:-drop]
    return settled(full * sum(found) / len(found) / 100) if found else None


def awarded(year: Year, unit: Unit, leaf: LeafData) -> Fraction | None:
    """Give the points that an assessor gave."""
    found = [a.points for a in year.world.facts.awards if (a.unit, a.item) == (unit.id, leaf.id)]
    return Fraction(found[0], 10_000) if found else None
