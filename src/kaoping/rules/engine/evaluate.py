"""Scheme x facts -> result: the plain evaluator, the specification made executable."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from kaoping.errors.problems import FactsError, Problem
from kaoping.rules.engine.cohort import Cohort
from kaoping.rules.engine.grading import consequences_of, decision_lines, standings, veto_lines
from kaoping.rules.engine.judging import judge, refuse
from kaoping.rules.engine.nodes import overflow_lines, total_lines
from kaoping.rules.facts.rows import Decision, Facts
from kaoping.rules.language.number import UnfilledHole
from kaoping.rules.ledger.result import Line, Reason, Result, Score, Standing
from kaoping.rules.numbers.points import Points
from kaoping.rules.scheme.model import Hole, Scheme

if TYPE_CHECKING:
    from kaoping.rules.engine.desk import Desk


def score(scheme: Scheme, facts: Facts, as_of: date | None = None) -> Result:
    """Apply a scheme to facts: ledger first, everything else summed from it.

    `as_of` is the last day of the cycle unless given. Raises FactsError where a hole that scoring needs is open.
    """
    with scoring(scheme):
        cohort = Cohort(scheme, facts, as_of or facts.cycle.last_day)
        judge(cohort)
        ranked = standings(cohort)
        return result_of(cohort, ranked, partial(unit_lines, cohort), scores_of)


@contextmanager
def scoring(scheme: Scheme) -> Iterator[None]:
    """Work on many rows; a hole (未填的数) that is needed and open is a FactsError."""
    refuse([_unfilled(hole) for hole in scheme.holes if hole.needed == "always" and hole.value is None])
    try:
        yield
    except UnfilledHole as needed:
        raise FactsError([_unfilled(hole) for hole in scheme.holes if hole.id == str(needed)]) from None


def _unfilled(hole: Hole) -> Problem:
    return Problem("hole-unfilled", hole.at, {"hole": hole.id, "name": hole.name or hole.id}, hole.cite)


def result_of(
    cohort: Cohort,
    ranked: Iterable[Standing],
    lines: Callable[[str], Sequence[Line]],
    scores: Callable[[Desk], Sequence[Score]],
) -> Result:
    """Gather a result, given how to come by a unit's lines and a desk's scores."""
    scheme, facts = cohort.scheme, cohort.facts
    return Result(
        scheme=scheme.id,
        places=scheme.places,
        cycle=facts.cycle,
        as_of=cohort.as_of,
        units=tuple(facts.units),
        standings=tuple(ranked),
        scores=tuple([row for desk in _in_order(cohort) for row in scores(desk)]),
        lines=tuple([line for unit in facts.units for line in lines(unit.id)]),
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


def unit_lines(cohort: Cohort, unit: str) -> list[Line]:
    """Give a unit's ledger, or why it has none."""
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
