"""Scores of leaves and inner nodes, before gates and after, with what is lacking; and what looks at a score sees."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from fractions import Fraction

from kaoping.rules.facts.rows import Unit
from tests.laws.reading import conditions, events, formulas, points, ratings, values
from tests.laws.reading.numbers import Corner, settled
from tests.laws.reading.year import Year, item_of, remembered
from tests.laws.worlds.data import GateData, LeafData, NodeData, RuleData
from tests.laws.worlds.terms import Condition

TEN = Fraction(10)


@dataclass(frozen=True)
class Score:
    """A score, whether a fact is lacking in it, and what overflows to the total."""

    points: Fraction
    lacks: bool = False
    overflow: Fraction = Fraction(0)


def looked_at(year: Year, unit: Unit, path: str, gated: bool) -> Fraction | None:
    """Give the score that something looks at; None where the item does not apply."""
    if path not in in_force(year, unit).points:
        return None
    found = score(year, unit, path, gated)
    if found.lacks:
        raise Corner("the score of an item that lacks a fact is looked at")
    return found.points


# points in force


@remembered
def in_force(year: Year, unit: Unit) -> points.InForce:
    """Give the points in force, without what decisions and missing facts take out."""
    decided = {target for target, _ in year.decided(unit, "not_applicable")}
    return points.worked_out(year, unit, frozenset(decided | _absent(year, unit)))


def _absent(year: Year, unit: Unit) -> set[str]:
    return {
        leaf.id
        for leaf in year.world.leaves
        if leaf.missing == "not_applicable" and _may_lack(year, unit, leaf) and _is_absent(year, unit, leaf)
    }


def _may_lack(year: Year, unit: Unit, leaf: LeafData) -> bool:
    force = points.by_decision(year, unit)
    return leaf.only in ("", unit.category) and leaf.id in force.points and leaf.id not in force.given


def _is_absent(year: Year, unit: Unit, leaf: LeafData) -> bool:
    """Say whether a fact of an item is missing."""
    if leaf.kind == "award":
        return ratings.awarded(year, unit, leaf) is None
    if leaf.kind == "rating":
        return ratings.rated(year, unit, leaf, Fraction(1))[1]
    return values.of_item(year, unit, leaf) is None


# leaves


@remembered
def score(year: Year, unit: Unit, path: str, gated: bool) -> Score:
    """Give the score of an item in force."""
    item = item_of(year, path)
    force = in_force(year, unit)
    if path in force.given:
        found = Score(force.points[path])
    elif isinstance(item, LeafData):
        found = _leaf(year, unit, item)
    else:
        found = _node(year, unit, item, gated)
    if not gated:
        return found
    if path not in force.given or item.gates:
        found = replace(found, points=_through_gates(year, unit, item.gates, found.points))
    return _marked(year, unit, path, found)


def _marked(year: Year, unit: Unit, path: str, found: Score) -> Score:
    for target, value in year.decided(unit, "mark"):
        if target == path:
            if found.lacks:
                raise Corner("a mark that was decided for an item that lacks a fact")
            found = replace(found, points=Fraction(value))
    return found


def _through_gates(year: Year, unit: Unit, gates: Iterable[GateData], reached: Fraction) -> Fraction:
    for gate in gates:
        if conditions.holds(gate.when, conditions.Case(year, unit, gated=False)):
            reached = reached if gate.times is None else settled(reached * gate.times)
            reached = reached if gate.ceiling is None else min(reached, gate.ceiling / TEN)
    return reached


@remembered
def _leaf(year: Year, unit: Unit, leaf: LeafData) -> Score:
    full = in_force(year, unit).points[leaf.id]
    return _of_events(year, unit, leaf, full) if leaf.kind == "events" else _of_item(year, unit, leaf, full)


def _of_events(year: Year, unit: Unit, leaf: LeafData, full: Fraction) -> Score:
    raw = (full if leaf.full_start else 0) + counted_sum(year, unit, leaf.id, leaf.rules)
    ceiling = full if leaf.ceiling is None else leaf.ceiling / TEN
    found = min(max(raw, Fraction(0)), ceiling)
    voided = any(_voids(year, unit, f"{leaf.id}.{rule.id}", rule) for rule in leaf.rules)
    return Score(
        Fraction(0) if voided else found, overflow=min(raw, Fraction(0)) if leaf.overflow else Fraction(0)
    )


def counted_sum(year: Year, unit: Unit, prefix: str, rules: tuple[RuleData, ...]) -> Fraction:
    """Add what the rules count whose condition holds."""
    found = events.counted(year, unit, prefix, rules)
    return sum((points for rule, points in found.items() if _is_met(year, unit, rule.when)), Fraction(0))


def _is_met(year: Year, unit: Unit, when: Condition | None) -> bool:
    return when is None or conditions.holds(when, conditions.Case(year, unit, gated=False))


def _voids(year: Year, unit: Unit, path: str, rule: RuleData) -> bool:
    if rule.void is None or events.times(year, unit, path) < rule.void:
        return False
    return _is_met(year, unit, rule.when)


# items that are not over events


def _of_item(year: Year, unit: Unit, leaf: LeafData, full: Fraction) -> Score:
    found, lacks = _given(year, unit, leaf, full)
    if not _is_met(year, unit, leaf.when):
        found, lacks = Fraction(0), False
    elif lacks and leaf.missing == "mean_of":
        return _imputed(year, unit, leaf)
    lacks = lacks and leaf.missing != "zero"
    start = full if leaf.kind == "shortfall" and not lacks else Fraction(0)
    return Score(min(max(start + found, Fraction(0)), full), lacks)


def _given(year: Year, unit: Unit, leaf: LeafData, full: Fraction) -> tuple[Fraction, bool]:
    """Give what an item counts and whether a fact of it is missing."""
    if any(target == leaf.id for target, _ in year.decided(unit, "not_applicable")):
        return Fraction(0), False
    if leaf.kind == "rating":
        return ratings.rated(year, unit, leaf, full)
    found = (
        ratings.awarded(year, unit, leaf) if leaf.kind == "award" else values.worth(year, unit, leaf, full)
    )
    return (Fraction(0), True) if found is None else (settled(found), False)


def _imputed(year: Year, unit: Unit, leaf: LeafData) -> Score:
    """Give the mean of the scores of those in the group that have one of their own."""
    others = [o for o in year.group(leaf.among, unit) if leaf.id in in_force(year, o).points]
    if any(leaf.id in in_force(year, other).given for other in others):
        raise Corner("whether a score that is given in full is one of the unit's own")
    own = [_leaf(year, other, leaf).points for other in others if not _imputes(year, other, leaf)]
    return Score(settled(sum(own, Fraction(0)) / len(own))) if own else Score(Fraction(0), lacks=True)


def _imputes(year: Year, unit: Unit, leaf: LeafData) -> bool:
    full = in_force(year, unit).points[leaf.id]
    return _given(year, unit, leaf, full)[1] and _is_met(year, unit, leaf.when)


# inner nodes


def _node(year: Year, unit: Unit, node: NodeData, gated: bool) -> Score:
    force = in_force(year, unit)
    below = [score(year, unit, child.id, gated) for child in node.items if child.id in force.points]
    reached = sum((one.points for one in below), Fraction(0))
    lacks = any(one.lacks for one in below)
    if node.factor is not None and _is_met(year, unit, node.factor_when):
        by = formulas.given_by(node.factor, formulas.Seen(year, unit, gated=False))
        lacks = lacks or by is None
        reached += settled(reached * (by - 1)) if by is not None else 0
    if node.block is not None:
        within = force.inside[node.id]
        reached = settled(reached * force.points[node.id] / within) if within else Fraction(0)
    return Score(reached, lacks)
