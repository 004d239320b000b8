"""Totals, vetoes, ranks, grades, and who leaves the year (spec section 6)."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from kaoping.rules.facts.rows import Unit
from tests.laws.reading import conditions, events, scores
from tests.laws.reading.numbers import rounded
from tests.laws.reading.scores import Score, in_force, score
from tests.laws.reading.year import Year, borne, remembered
from tests.laws.worlds.data import EXTRA, LimitData, World
from tests.laws.worlds.terms import Condition, TotalIs

TEN = Fraction(10)
PLACES = 2


@dataclass(frozen=True)
class Outcome:
    """What becomes of an assessed unit; without a rank it is incomplete."""

    total: Fraction
    complete: bool
    rank: int | None
    grade: str
    vetoed: bool


def read(world: World) -> dict[str, Outcome]:
    """Read a whole world: every unit that stays in the year, with what becomes of it. Raises: Corner."""
    decided = {d.unit for d in world.facts.decisions if d.kind == "not_assessed"}
    seated = tuple(unit for unit in world.facts.units if not unit.observer and unit.id not in decided)
    first = Year(world, seated)
    staying = tuple(unit for unit in seated if not any(_holds(when, first, unit) for when in world.out))
    year = Year(world, staying)
    return {
        unit.id: Outcome(
            total(year, unit).points,
            complete(year, unit),
            rank(year, unit),
            grade(year, unit),
            vetoed(year, unit),
        )
        for unit in staying
    }


def _holds(when: Condition | None, year: Year, unit: Unit, race: Condition | None = None) -> bool:
    return when is None or conditions.holds(when, conditions.Case(year, unit, race=race))


# totals


@remembered
def total(year: Year, unit: Unit) -> Score:
    """Give the exact total so far, and whether anything is lacking."""
    force = in_force(year, unit)
    tops = [score(year, unit, item.id, True) for item in year.world.tree if item.id in force.points]
    over = [
        score(year, unit, leaf.id, True).overflow for leaf in year.world.leaves if leaf.id in force.points
    ]
    reached = sum((one.points for one in tops), Fraction(0)) + sum(over, Fraction(0))
    reached += scores.counted_sum(year, unit, EXTRA, year.world.adjustment)
    for limit in year.world.limits:
        if _holds(limit.when, year, unit):
            reached = _limited(limit, year.world, reached)
    return Score(reached, any(one.lacks for one in tops))


def _limited(limit: LimitData, world: World, reached: Fraction) -> Fraction:
    if limit.floor is not None:
        return max(reached, limit.floor / TEN)
    if limit.ceiling is not None:
        return min(reached, limit.ceiling / TEN)
    line = next(grade.when for grade in world.grades if grade.id == limit.below)
    assert isinstance(line, TotalIs)
    return min(reached, line.bound.number - Fraction(1, 10**PLACES))


def published(year: Year, unit: Unit) -> Fraction:
    """Give the total as people see it."""
    return rounded(total(year, unit).points, PLACES)


def complete(year: Year, unit: Unit) -> bool:
    """Say whether nothing is missing."""
    return not total(year, unit).lacks


@remembered
def rank(year: Year, unit: Unit) -> int | None:
    """Give the rank among the complete units."""
    if not complete(year, unit):
        return None
    how = year.world.rank
    key = published if how.on == "published" else lambda year, one: total(year, one).points
    above = [key(year, other) for other in year.group(how.among, unit) if complete(year, other)]
    above = [other for other in above if other > key(year, unit)]
    return 1 + len(above if how.ties == "competition" else set(above))


# vetoes


@remembered
def vetoed(year: Year, unit: Unit) -> bool:
    """Say whether a veto holds that no decision lifted."""
    lifted = {target for target, _ in year.decided(unit, "veto")}
    if lifted & {"", unit.id}:
        return False
    by_condition = {f"vc{n}": when for n, when in enumerate(year.world.veto_conditions)}
    return any(_vetoes(year, unit, path, lifted) for path in year.world.rules if path not in lifted) or any(
        name not in lifted and _holds(when, year, unit) for name, when in by_condition.items()
    )


def _vetoes(year: Year, unit: Unit, path: str, lifted: set[str]) -> bool:
    rule = year.world.rules[path][1]
    if not (rule.veto or not rule.sign):
        return False
    if rule.when is not None and not conditions.holds(rule.when, conditions.Case(year, unit, gated=False)):
        return False
    found = [event for event in borne(year, unit) if event.item == path and event.id not in lifted]
    return any(events.holds(year, unit, event) for event in found)


# grades


@remembered
def grade(year: Year, unit: Unit) -> str:
    """Give the id of the grade, moved and decided; blank where none holds or the unit is incomplete."""
    if not complete(year, unit):
        return ""
    decided = [value for _, value in year.decided(unit, "grade")]
    return decided[0] if decided else _moved(year, unit, _earned(year, unit))


def _earned(year: Year, unit: Unit) -> str:
    for one in year.world.grades:
        race = one.race or year.world.race
        if _holds(race, year, unit) and _holds(one.when, year, unit, race):
            return one.id
    return ""


def _moved(year: Year, unit: Unit, earned: str) -> str:
    ids = [one.id for one in year.world.grades]
    for move in year.world.moves:
        if earned and _holds(move.when, year, unit):
            place = min(max(ids.index(earned) + move.down - move.up, 0), len(ids) - 1)
            earned = move.to or ids[place]
    return earned
