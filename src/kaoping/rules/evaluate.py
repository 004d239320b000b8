"""Scheme x facts -> result: the plain evaluator, the specification made executable."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import TYPE_CHECKING

from kaoping.rules.cohort import Cohort
from kaoping.rules.collector import paused_collector
from kaoping.rules.errors import FactsError, Problem
from kaoping.rules.facts import Decision, Facts
from kaoping.rules.grading import consequences_of, decision_lines, standings, veto_lines
from kaoping.rules.judging import judge
from kaoping.rules.model import Hole, Scheme
from kaoping.rules.nodes import overflow_lines, total_lines
from kaoping.rules.numbers import UnfilledHole
from kaoping.rules.points import Points
from kaoping.rules.result import Line, Reason, Result, Score

if TYPE_CHECKING:
    from kaoping.rules.desk import Desk


def score(scheme: Scheme, facts: Facts, as_of: date | None = None) -> Result:
    """Apply a scheme to facts: ledger first, everything else summed from it.

    `as_of` is the last day of the cycle unless given. Raises FactsError where a hole that scoring needs is open.
    """
    open_holes = [h for h in scheme.holes if h.needed == "always" and h.value is None]
    if open_holes:
        raise FactsError([_unfilled(hole) for hole in open_holes])
    try:
        with paused_collector():
            return _score(Cohort(scheme, facts, as_of or facts.cycle.last_day))
    except UnfilledHole as needed:
        raise FactsError([_unfilled(hole) for hole in scheme.holes if hole.id == str(needed)]) from None


def _unfilled(hole: Hole) -> Problem:
    return Problem("hole-unfilled", hole.at, {"hole": hole.id, "name": hole.name or hole.id}, hole.cite)


def _score(cohort: Cohort) -> Result:
    scheme, facts = cohort.scheme, cohort.facts
    problems = list(judge(cohort))
    if problems:
        raise FactsError(problems)
    ranked = standings(cohort)
    return Result(
        scheme=scheme.id,
        places=scheme.places,
        cycle=facts.cycle,
        as_of=cohort.as_of,
        units=tuple(facts.units),
        standings=tuple(ranked),
        scores=tuple([row for desk in _in_order(cohort) for row in scores_of(desk)]),
        lines=tuple([line for unit in facts.units for line in _unit_lines(cohort, unit.id)]),
        consequences=tuple(consequences_of(cohort)),
    )


def _in_order(cohort: Cohort) -> Iterator[Desk]:
    for unit in cohort.facts.units:
        if unit.id in cohort.desks:
            yield cohort.desks[unit.id]


def scores_of(desk: Desk) -> list[Score]:
    """Give the score of every node that applies, adjustments under their id, then overflow and limits of the total."""
    unit = desk.unit_id
    found = [Score(unit, path, points, desk.score(path)) for path, points in in_tree_order(desk)]
    closings = (*overflow_lines(desk), *total_lines(desk))
    return found + [Score(unit, line.item, None, line.points) for line in closings]


def in_tree_order(desk: Desk) -> Iterable[tuple[str, Points | None]]:
    """Give the nodes in force with their points; the plan holds them in the order of the tree."""
    return desk.plan.points.items()


def _unit_lines(cohort: Cohort, unit: str) -> list[Line]:
    if unit in cohort.desks:
        return lines_of(cohort.desks[unit])
    left = [_left_line(unit, cohort.left[unit])] if unit in cohort.left else []
    return [*left, *decision_lines(cohort, unit)]


def lines_of(desk: Desk) -> list[Line]:
    """Give a unit's ledger in the order of the tree; an inner node's own lines follow the leaves."""
    nodes, found = desk.scheme.nodes, []
    inner = []
    for path in desk.plan.points:
        node = nodes[path]
        if node.rules or path in desk.plan.given:
            found += desk.leaf(node).lines
        else:
            inner.append(node)
    for node in inner:
        found += desk.closing(node).lines
    return [
        *found,
        *overflow_lines(desk),
        *total_lines(desk),
        *veto_lines(desk),
        *decision_lines(desk.cohort, desk.unit_id),
    ]


def _left_line(unit: str, why: object) -> Line:
    if isinstance(why, Decision):
        day = why.date.isoformat() if why.date else ""
        reasons = (Reason("decision", (why.document, why.reason)),)
        return Line(unit, "not_assessed", "", "decision", why.id, day, 0, 0, reasons)
    reasons = (Reason("not_assessed", (getattr(why, "name", ""), getattr(why, "cite", ""))),)
    return Line(unit, "not_assessed", "", "decision", "", "", 0, 0, reasons)
