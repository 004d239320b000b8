"""Scores of inner nodes, and what closes any node: blocks, factors, bounds, gates, decisions (spec section 2)."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

from kaoping.rules.engine.nodes.bounds import apply_gates, clamp_written, factoring
from kaoping.rules.engine.run import Pass, Subject
from kaoping.rules.engine.tally import NodeResult, Tally
from kaoping.rules.facts.rows import Decision
from kaoping.rules.language.number import settle
from kaoping.rules.ledger.result import Reason
from kaoping.rules.numbers.points import parse_points
from kaoping.rules.scheme.model import Indicator


def inner(node: Indicator, gated: bool) -> Callable[[Subject], NodeResult]:
    """Give the function of a unit that sums an inner node's children and gives its own lines."""
    factor = None if node.factor is None else factoring(node, node.factor)
    paths = [item.path for item in node.items]

    def work(subject: Subject) -> NodeResult:
        plan = subject.plan
        if node.path in plan.given:
            return _given(subject, node, gated)
        results = [subject.result(path, gated) for path in paths if path in plan.points]
        tally = Tally(subject.unit_id, node.path, sum([result.score for result in results]))
        if factor is not None:
            factor(subject, tally)
        if node.path in plan.children:
            _rescale(subject, node, tally)
        clamp_written(subject, node, tally)
        if gated:
            _close(subject, node, tally)
        tally.missing = tally.missing or any([result.missing for result in results])
        return tally.result()

    return work


def _given(subject: Subject, node: Indicator, gated: bool) -> NodeResult:
    """Give a node that does not apply its points in full."""
    tally = Tally(subject.unit_id, node.path)
    tally.add("given", subject.full(node.path))
    if gated:
        _close(subject, node, tally)
    return tally.result()


def _rescale(subject: Subject, node: Indicator, tally: Tally) -> None:
    """Carry a block (分块) into its parent by its share of points."""
    own, inside = subject.full(node.path), subject.plan.children[node.path]
    scaled = settle(Fraction(tally.score * own, inside)) if inside else 0
    if scaled != tally.score:
        tally.add("rescale", scaled - tally.score, Reason("rescale", (inside, own)))


def closing(node: Indicator, before: Pass[NodeResult]) -> Callable[[Subject], NodeResult]:
    """Give the function of a unit that finishes a leaf: gates, then what a meeting decided."""

    def work(subject: Subject) -> NodeResult:
        found = subject.get(before)
        if not node.gates and not subject.facts.decisions:
            return found
        tally = Tally.from_result(subject.unit_id, node.path, found)
        _close(subject, node, tally)
        return tally.result()

    return work


def _close(subject: Subject, node: Indicator, tally: Tally) -> None:
    if node.gates:
        apply_gates(subject, node, tally)
    for decision in subject.facts.decisions:
        if decision.kind == "mark" and decision.target == node.path:
            _mark(tally, decision)


def _mark(tally: Tally, decision: Decision) -> None:
    """Change a score to what a meeting decided (改定得分)."""
    day = decision.date.isoformat() if decision.date else ""
    reason = Reason("decision", (decision.document, decision.reason))
    tally.add("decision", parse_points(decision.value) - tally.score, reason, source=decision.id, day=day)
