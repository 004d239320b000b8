"""Scores of inner nodes and the total: sums, blocks, factors, overflow, adjustments, limits (spec sections 2 and 6)."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from kaoping.rules.engine.frame import ItemFrame
from kaoping.rules.engine.leaf import LeafResult, add_marks, apply_factor, apply_gates, clamp_written
from kaoping.rules.language.number import MissingValue
from kaoping.rules.ledger.result import OVERFLOW, Line, Reason
from kaoping.rules.numbers.exact import settle
from kaoping.rules.numbers.points import Points, parse_points
from kaoping.rules.scheme.ladder import bound_of_grade
from kaoping.rules.scheme.model import Indicator, TotalLimit

if TYPE_CHECKING:
    from kaoping.rules.engine.desk import Desk


def node_score(desk: Desk, path: str, gated: bool) -> Points:
    """Give the score of a node, 0 where it does not apply."""
    if path not in desk.plan.points:
        return 0
    node = desk.scheme.nodes[path]
    if node.rules or path in desk.plan.given:
        return (desk.leaf(node) if gated else desk.before_gates(node)).score
    return desk.closing(node, gated).score


def closing(desk: Desk, node: Indicator, gated: bool = True) -> LeafResult:
    """Sum an inner node's children and give its own lines: rescale of a block, factor, decisions."""
    found = LeafResult(
        score=sum(desk.score(item.path, gated) for item in node.items if item.path in desk.plan.points)
    )
    if node.factor is not None:
        apply_factor(desk, node, found)
    if node.path in desk.plan.children:
        _rescale(desk, node, found)
    clamp_written(desk, node, found)
    if gated:
        apply_gates(desk, node, found)
        add_marks(desk, node, found)
    return found


def incomplete(desk: Desk, node: Indicator, gated: bool = True) -> bool:
    """Say whether a fact is missing in a node or below it; a node that does not apply lacks nothing."""
    if node.path not in desk.plan.points:
        return False
    if node.rules or node.path in desk.plan.given:
        return (desk.leaf(node) if gated else desk.before_gates(node)).missing
    own = desk.closing(node, gated).missing
    return own or any(incomplete(desk, item, gated) for item in node.items)


def _rescale(desk: Desk, node: Indicator, found: LeafResult) -> None:
    own, inside = desk.plan.points[node.path] or 0, desk.plan.children[node.path]
    scaled = settle(Fraction(found.score * own, inside)) if inside else 0
    _add(desk, node, found, "rescale", scaled - found.score, Reason("rescale", (inside, own)))


def _add(desk: Desk, node: Indicator, found: LeafResult, kind: str, points: Points, reason: Reason) -> None:
    if points:
        found.add(Line(desk.unit_id, node.path, "", kind, "", "", points, points, (reason,)))


def total_before_limits(desk: Desk) -> Points:
    """Add top nodes, overflow and adjustments."""
    roots = (*desk.scheme.tree, *desk.scheme.adjustments)
    return sum(desk.score(root.path) for root in roots) + sum(line.points for line in overflow_lines(desk))


def total(desk: Desk) -> Points:
    """Give the exact total, limits of the total and decisions on it included."""
    return total_before_limits(desk) + sum(line.points for line in total_lines(desk))


def overflow_lines(desk: Desk) -> list[Line]:
    """Give what leaves cut off at their floor and the scheme takes from the total."""
    return [
        Line(
            desk.unit_id,
            OVERFLOW + leaf.path,
            "",
            "overflow",
            "",
            "",
            cut,
            cut,
            (Reason("overflow", (leaf.labels.name,)),),
        )
        for leaf in desk.scheme.leaves
        if leaf.overflow and leaf.path in desk.plan.points and (cut := desk.leaf(leaf).overflow)
    ]


def total_lines(desk: Desk) -> list[Line]:
    """Give the limits of the total, in order, then what a meeting decided on the total."""
    return desk.cohort.cached(("total lines", desk.unit_id), lambda: _total_lines(desk))


def _total_lines(desk: Desk) -> list[Line]:
    reached = total_before_limits(desk)
    found: list[Line] = []
    for limit in desk.scheme.total_limits:
        if limit.when is not None and not limit.when.holds(desk):
            continue
        try:
            bounded = _bounded(desk, limit, reached)
        except MissingValue:
            reason = Reason("missing", (limit.labels.name,))
            found.append(Line(desk.unit_id, limit.id, "", "missing", "", "", 0, 0, (reason,)))
            continue
        if bounded != reached:
            change, reason = bounded - reached, Reason("total_limit", (limit.labels.name, bounded))
            found.append(Line(desk.unit_id, limit.id, "", "limit", "", "", change, change, (reason,)))
            reached = bounded
    for decision in desk.cohort.decisions.get(desk.unit_id, ()):
        if decision.kind == "mark" and decision.target == "total":
            change = parse_points(decision.value) - reached
            reasons = (Reason("decision", (decision.document, decision.reason)),)
            found.append(
                Line(desk.unit_id, "total", "", "decision", decision.id, "", change, change, reasons)
            )
            reached += change
    return found


def _bounded(desk: Desk, limit: TotalLimit, reached: Points) -> Points:
    frame = ItemFrame(desk, "", 0)
    ceiling = None if limit.ceiling is None else settle(limit.ceiling.of(frame))
    if limit.below_grade:
        bound = bound_of_grade(desk.scheme, limit.below_grade)
        ceiling = None if bound is None else settle(bound.of(frame)) - 10 ** (4 - desk.scheme.places)
    floor = None if limit.floor is None else settle(limit.floor.of(frame))
    if ceiling is not None and reached > ceiling:
        return ceiling
    return floor if floor is not None and reached < floor else reached
