"""The total (总分): top nodes, overflow and adjustments, and its limits (spec section 6).

One walk over a unit's nodes gives scores, lines, completeness and the sum.
"""

from __future__ import annotations

from collections.abc import Sequence

from kaoping.rules.engine.results import NodeResult, Total
from kaoping.rules.engine.run import Subject
from kaoping.rules.engine.view import View
from kaoping.rules.language.number import MissingValue, Number
from kaoping.rules.ledger.result import OVERFLOW, Line, Reason
from kaoping.rules.ledger.rows import UnitScores
from kaoping.rules.numbers.exact import settle
from kaoping.rules.numbers.points import Points, round_places
from kaoping.rules.scheme.ladder import bound_of_grade
from kaoping.rules.scheme.model import TotalLimit


def total(subject: Subject) -> Total:
    """Give a unit's total with its ledger, leaves before inner nodes, then overflow and limits of the total."""
    scheme, plan = subject.run.scheme, subject.plan
    results = {path: subject.in_force(path) for path in plan.points}
    roots = [results[root.path] for root in (*scheme.tree, *scheme.adjustments) if root.path in results]
    overflow = _overflow_lines(subject, results)
    reached = sum(result.score for result in roots) + sum(line.points for line in overflow)
    limits = total_lines(subject, reached)
    exact = reached + sum(line.points for line in limits)
    missing = any(result.missing for result in roots) or any(line.kind == "missing" for line in limits)
    return Total(
        exact=exact,
        published=round_places(exact, scheme.places),
        complete=not missing,
        scores=UnitScores(
            subject.unit_id,
            plan.points,
            tuple([result.score for result in results.values()]),
            (*overflow, *limits),
        ),
        lines=(*_node_lines(subject, results), *overflow, *limits),
    )


def _node_lines(subject: Subject, results: dict[str, NodeResult]) -> list[Line]:
    """Give the lines of all nodes in the order of the tree; an inner node's own lines follow the leaves."""
    nodes, given = subject.run.scheme.nodes, subject.plan.given
    found: list[Line] = []
    inner: list[Line] = []
    for path, result in results.items():
        if result.lines:
            (found if nodes[path].rules or path in given else inner).extend(result.lines)
    return found + inner


def _overflow_lines(subject: Subject, results: dict[str, NodeResult]) -> list[Line]:
    """Give what leaves cut off at their floor and the scheme takes from the total (超出部分)."""
    nodes, unit = subject.run.scheme.nodes, subject.unit_id
    return [
        Line(
            unit,
            OVERFLOW + path,
            "",
            "overflow",
            "",
            "",
            cut,
            cut,
            (_overflow_reason(nodes[path].labels.name),),
        )
        for path, result in results.items()
        if (cut := result.overflow)
    ]


def _overflow_reason(name: str) -> Reason:
    return Reason("overflow", (name,))


def total_lines(subject: Subject, reached: Points) -> Sequence[Line]:
    """Give the limits of the total, in order."""
    found: list[Line] = []
    for limit in subject.run.scheme.total_limits:
        if limit.when is None or limit.when.holds(View(subject)):
            line = _limit_line(subject, limit, reached)
            if line is not None:
                found.append(line)
                reached += line.points
    return found


def _limit_line(subject: Subject, limit: TotalLimit, reached: Points) -> Line | None:
    """Give the line of a limit where it changes the total, or where its number is missing."""
    unit, name = subject.unit_id, limit.labels.name
    try:
        bounded = _bounded(subject, limit, reached)
    except MissingValue:
        return Line(unit, limit.id, "", "missing", "", "", 0, 0, (Reason("missing", (name,)),))
    if bounded == reached:
        return None
    change, reason = bounded - reached, Reason("total_limit", (name, bounded))
    return Line(unit, limit.id, "", "limit", "", "", change, change, (reason,))


def _bounded(subject: Subject, limit: TotalLimit, reached: Points) -> Points:
    ceiling = _ceiling(subject, limit)
    floor = _settled(limit.floor, subject)
    if ceiling is not None and reached > ceiling:
        return ceiling
    return floor if floor is not None and reached < floor else reached


def _ceiling(subject: Subject, limit: TotalLimit) -> Points | None:
    """Give the ceiling: a number, or just below the bound of a grade (不得进入)."""
    if not limit.below_grade:
        return _settled(limit.ceiling, subject)
    scheme = subject.run.scheme
    bound = _settled(bound_of_grade(scheme, limit.below_grade), subject)
    return None if bound is None else bound - 10 ** (4 - scheme.places)


def _settled(number: Number | None, subject: Subject) -> Points | None:
    """Give a bound of the total; a per cent of it is one of the full score."""
    return None if number is None else settle(number.of(View(subject).scaled_to("")))
