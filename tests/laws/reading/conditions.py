"""Whether a condition holds for a unit: by scores as published, or by scores before gates."""

from __future__ import annotations

import operator
from dataclasses import dataclass, replace
from fractions import Fraction

from kaoping.rules.facts.rows import Unit
from tests.laws.reading import events, formulas, outcomes, scores, values
from tests.laws.reading.numbers import Corner, rounded, within
from tests.laws.reading.year import Year
from tests.laws.worlds.data import declared
from tests.laws.worlds.terms import (
    Bound,
    CategoryIs,
    Condition,
    Every,
    FormulaIs,
    GradeIs,
    HasEvent,
    IsVetoed,
    Never,
    PlaceIs,
    ScoreIs,
    ShareOfUnits,
    Some,
    TotalIs,
    ValueIs,
)

SIGNS = {">": operator.gt, "<=": operator.le}


@dataclass(frozen=True)
class Case:
    """A unit of which a condition is asked; places are counted among those for whom the race holds."""

    year: Year
    unit: Unit
    gated: bool = True
    race: Condition | None = None


def holds(term: Condition, case: Case) -> bool:
    """Judge a condition."""
    year, unit = case.year, case.unit
    match term:
        case HasEvent(rule, times, level):
            return events.times(year, unit, rule, level) >= times
        case ScoreIs(item, bound):
            return _score(case, item, bound)
        case ValueIs(name, bound):
            found = values.named(year, unit, name)
            return found is not None and within(found, bound, Fraction(0))
        case TotalIs(bound):
            return within(outcomes.published(year, unit), bound, _full(case))
        case PlaceIs():
            return _placed(term, case)
        case FormulaIs():
            return _compared(term, case)
        case IsVetoed():
            return outcomes.vetoed(year, unit)
        case GradeIs(grades):
            return outcomes.grade(year, unit) in grades
        case CategoryIs(category):
            return unit.category == category
        case ShareOfUnits():
            return _share(term, case)
        case Every(parts):
            return all(holds(part, case) for part in parts)
        case Some(parts):
            return any(holds(part, case) for part in parts)
        case Never(part):
            return not holds(part, case)


def _full(case: Case) -> Fraction:
    return Fraction(sum(declared(item, case.unit.category) for item in case.year.world.tree), 10)


def _score(case: Case, item: str, bound: Bound) -> bool:
    found = scores.looked_at(case.year, case.unit, item, case.gated)
    if found is None:
        return False
    full = scores.in_force(case.year, case.unit).points[item]
    held = within(rounded(found, 2), bound, full)
    if not case.gated and held != within(found, bound, full):
        raise Corner("conditions see rounded scores; today's gates see exact ones")
    return held


def _compared(term: FormulaIs, case: Case) -> bool:
    seen = formulas.Seen(case.year, case.unit, case.gated)
    left, right = formulas.given_by(term.left, seen), formulas.given_by(term.right, seen)
    return left is not None and right is not None and SIGNS[term.sign](left, right)


def _share(term: ShareOfUnits, case: Case) -> bool:
    if case.race is not None and "PlaceIs" in repr(term.when):
        raise Corner("whether a race bounds the places that a share of units looks at")
    group = case.year.group(term.among, case.unit)
    holding = sum(holds(term.when, replace(case, unit=other)) for other in group)
    return bool(group) and within(Fraction(100 * holding, len(group)), term.bound, Fraction(100))


# places


def _placed(term: PlaceIs, case: Case) -> bool:
    ranked = [other for other in case.year.group(term.among, case.unit) if _takes_part(case, other, term.of)]
    racing = [o for o in ranked if case.race is None or holds(case.race, Case(case.year, o))]
    if case.unit not in racing:
        return False
    keys = {other: _key(case, other, term.of) for other in racing}
    own = keys[case.unit]
    before = sum(key > own for key in keys.values())
    after = sum(key < own for key in keys.values())
    size = len(ranked) * term.number // 100 if term.way.endswith("percent") else term.number
    return (before if term.way.startswith("first") else after) + 1 <= size


def _takes_part(case: Case, unit: Unit, of: str) -> bool:
    if not of:
        return outcomes.complete(case.year, unit)
    if of not in scores.in_force(case.year, unit).points:
        return False
    return not scores.score(case.year, unit, of, False).lacks


def _key(case: Case, unit: Unit, of: str) -> Fraction:
    if of:
        return scores.score(case.year, unit, of, case.gated).points
    on = case.year.world.rank.on
    return (
        outcomes.published(case.year, unit) if on == "published" else outcomes.total(case.year, unit).points
    )
