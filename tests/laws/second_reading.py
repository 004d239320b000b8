"""A second, independent reading of the specification for generated worlds: scores from the plain data, by sums.

It knows nothing of YAML, reader or engine, and keeps no ledger: only what a unit scores in each leaf.
"""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise

from kaoping.rules.facts.rows import Event, Unit
from tests.laws.worlds import AS_OF, CYCLE, LeafData, RuleData, World, applies

TENTH = 1000


def rounded(value: Fraction) -> int:
    """Round half away from zero, in 1/10,000 points."""
    whole, rest = divmod(abs(value.numerator), value.denominator)
    size = whole + (1 if 2 * rest >= value.denominator else 0)
    return size if value >= 0 else -size


def total(world: World, unit: Unit) -> int | None:
    """Give a unit's exact total, None where something is missing."""
    found = [leaf_score(world, leaf, unit) for leaf in world.leaves if applies(leaf, unit)]
    if any(score is None for score, _ in found):
        return None
    return sum((score or 0) + over for score, over in found) + sum(
        counted(world, "extra", world.adjustment, unit)[0].values()
    )


def leaf_score(world: World, leaf: LeafData, unit: Unit) -> tuple[int | None, int]:
    """Give a leaf's score and what it overflows to the total."""
    full = leaf.points * TENTH
    if leaf.kind != "events":
        score = _item(world, leaf, unit, Fraction(full))
        return (None if score is None else min(max(score, 0), full)), 0
    points, voided = counted(world, leaf.id, leaf.rules, unit)
    raw = (full if leaf.full_start else 0) + sum(points.values())
    ceiling = full if leaf.ceiling is None else leaf.ceiling * TENTH
    score = min(max(raw, 0), ceiling)
    return (0 if voided else score), (min(raw, 0) if leaf.overflow else 0)


def counted(
    world: World, prefix: str, rules: tuple[RuleData, ...], unit: Unit
) -> tuple[dict[str, int], bool]:
    """Give what each event of some rules counts, and whether one of them voids."""
    points: dict[str, int] = {}
    voided = False
    holding: list[tuple[RuleData, Event, int]] = []
    for rule in rules:
        times = 0
        for event in sorted(world.facts.events, key=lambda e: (e.date, e.id)):
            if event.unit == unit.id and event.item == f"{prefix}.{rule.id}" and _holds(rule, event):
                holding.append((rule, event, _worth(rule, event)))
                times += event.count
        voided = voided or (rule.void is not None and times >= rule.void)
    for rule in rules:
        left = _cap(rule)
        for own, event, size in sorted(holding, key=lambda h: (h[1].date, h[1].id)):
            if own is not rule or _beaten(rule, event, size, holding):
                continue
            counts = size if left is None else max(min(size, left), 0)
            left = None if left is None else left - size
            points[event.id] = rule.sign * counts
    return points, voided


def _holds(rule: RuleData, event: Event) -> bool:
    inside = CYCLE.first_day <= event.date <= min(CYCLE.last_day, AS_OF)
    level_zero = isinstance(rule.rate, dict) and rule.rate[event.level] == 0
    return inside and not event.exempt and not level_zero


def _worth(rule: RuleData, event: Event) -> int:
    if isinstance(rule.rate, dict):
        one = rule.rate[event.level] * TENTH
    else:
        one = (event.points or 0) if isinstance(rule.rate, tuple) else rule.rate * TENTH
    worth = Fraction(one * event.count * (2 if event.circumstances else 1))
    return rounded(worth * {"": 1, "lead": Fraction(4, 5), "joint": Fraction(1, 5)}[event.role])


def _cap(rule: RuleData) -> int | None:
    if rule.once:
        return (rule.rate[1] if isinstance(rule.rate, tuple) else int(rule.rate)) * TENTH  # type: ignore[call-overload]
    return None if rule.cap is None else rule.cap * TENTH


def _beaten(rule: RuleData, event: Event, size: int, holding: list[tuple[RuleData, Event, int]]) -> bool:
    """Say whether another event of the same matter, scope and sign goes before this one."""
    if not event.matter or not rule.matter:
        return False
    return any(
        (other is rule if rule.matter == "rule" else other.matter == "leaf")
        and other.sign == rule.sign
        and rival.matter == event.matter
        and rival is not event
        and (-rival_size, rival.date, rival.id) < (-size, event.date, event.id)
        for other, rival, rival_size in holding
    )


def _item(world: World, leaf: LeafData, unit: Unit, full: Fraction) -> int | None:
    facts = world.facts
    if leaf.kind == "award":
        found = [a.points for a in facts.awards if (a.unit, a.item) == (unit.id, leaf.id)]
        return found[0] if found else None
    if leaf.kind == "rating":
        parts = [
            _group(world, leaf, unit, full, g) for g in (("r1", Fraction(3, 5), 0), ("r2", Fraction(2, 5), 1))
        ]
        return None if None in parts else sum(part or 0 for part in parts)
    rows = [row for row in facts.values if (row.unit, row.item) == (unit.id, leaf.id)]
    if not rows:
        return None
    row = rows[0]
    if row.base == 0:
        return int(full)
    v = row.value / row.base if row.base else row.value
    return rounded(_VALUES[leaf.kind](v, full))


def _group(
    world: World, leaf: LeafData, unit: Unit, full: Fraction, group: tuple[str, Fraction, int]
) -> int | None:
    name, share, drop = group
    rows = [r for r in world.facts.ratings if (r.item, r.group, r.unit) == (leaf.id, name, unit.id)]
    scores = sorted(r.score for r in rows if r.rater != unit.id)
    if drop and len(scores) > 2 * drop:
        scores = scores[drop:-drop]
    return rounded(full * share * sum(scores) / len(scores) / 100) if scores else None


def _line(v: Fraction, full: Fraction) -> Fraction:
    points = [(20, Fraction(0)), (50, Fraction(3, 10)), (90, Fraction(1))]
    if v <= 20:
        return Fraction(0)
    for (x0, y0), (x1, y1) in pairwise(points):
        if v <= x1:
            return full * (y0 + (y1 - y0) * (v - x0) / (x1 - x0))
    return full


def _bands(v: Fraction, full: Fraction) -> Fraction:
    return full * (
        Fraction(1)
        if v >= 90
        else Fraction(55, 100)
        if v >= 60
        else Fraction(1, 10)
        if v >= 30
        else Fraction(0)
    )


_VALUES = {
    "proportional": lambda v, full: full * min(Fraction(1), v / Fraction(9, 10)),
    "threshold": lambda v, full: full if v >= 80 else Fraction(0),
    "bands": _bands,
    "line": _line,
    "shortfall": lambda v, full: full - 9000 * (max(Fraction(0), 80 - v) // 7),
}
