"""Scheme x facts -> result: the plain evaluator, the specification made executable."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from kaoping.rules.cohort import Cohort
from kaoping.rules.errors import FactsError, Problem
from kaoping.rules.facts import Decision, Facts
from kaoping.rules.grading import consequences_of, grade_lines, standings, veto_lines
from kaoping.rules.model import Scheme
from kaoping.rules.nodes import closing, overflow_lines, total_lines
from kaoping.rules.result import Line, Reason, Result, Score

if TYPE_CHECKING:
    from kaoping.rules.desk import Desk


def score(scheme: Scheme, facts: Facts, as_of: date | None = None) -> Result:
    """Apply a scheme to facts: ledger first, everything else summed from it.

    `as_of` is the last day of the cycle unless given. Raises FactsError where a hole that scoring needs is open.
    """
    open_holes = [h for h in scheme.holes if h.needed == "always" and h.value is None]
    if open_holes:
        raise FactsError(
            [Problem("hole-unfilled", h.at, {"hole": h.id, "name": h.name}, h.cite) for h in open_holes]
        )
    cohort = Cohort(scheme, facts, as_of or facts.cycle.last_day)
    ranked = standings(cohort)
    return Result(
        scheme=scheme.id,
        places=scheme.places,
        cycle=facts.cycle,
        as_of=cohort.as_of,
        units=tuple(facts.units),
        standings=tuple(ranked),
        scores=tuple(row for desk in _in_order(cohort) for row in scores_of(desk)),
        lines=tuple(line for unit in facts.units for line in _unit_lines(cohort, unit.id)),
        consequences=tuple(consequences_of(cohort)),
    )


def _in_order(cohort: Cohort) -> Iterator[Desk]:
    for unit in cohort.facts.units:
        if unit.id in cohort.desks:
            yield cohort.desks[unit.id]


def scores_of(desk: Desk) -> Iterator[Score]:
    """Give the score of every node that applies, adjustments under their id, then overflow and limits of the total."""
    for path in desk.scheme.nodes:
        if path in desk.plan.points:
            yield Score(desk.unit_id, path, desk.plan.points[path], desk.score(path))
    for line in (*overflow_lines(desk), *total_lines(desk)):
        yield Score(desk.unit_id, line.item, None, line.points)


def _unit_lines(cohort: Cohort, unit: str) -> Iterator[Line]:
    if unit in cohort.desks:
        yield from lines_of(cohort.desks[unit])
    elif unit in cohort.left:
        yield _left_line(unit, cohort.left[unit])


def lines_of(desk: Desk) -> Iterator[Line]:
    """Give a unit's ledger in the order of the tree; an inner node's own lines follow its children's."""
    scheme = desk.scheme
    for path, node in scheme.nodes.items():
        if path in desk.plan.points and (node.rules or path in desk.plan.given):
            yield from desk.leaf(node).lines
    for path, node in scheme.nodes.items():
        if path in desk.plan.points and node.items and path not in desk.plan.given:
            yield from closing(desk, node).lines
    yield from overflow_lines(desk)
    yield from total_lines(desk)
    yield from veto_lines(desk)
    yield from grade_lines(desk)


def _left_line(unit: str, why: object) -> Line:
    if isinstance(why, Decision):
        day = why.date.isoformat() if why.date else ""
        reasons = (Reason("decision", (why.document, why.reason)),)
        return Line(unit, "not_assessed", "", "decision", why.id, day, 0, 0, reasons)
    reasons = (Reason("not_assessed", (getattr(why, "name", ""), getattr(why, "cite", ""))),)
    return Line(unit, "not_assessed", "", "decision", "", "", 0, 0, reasons)
