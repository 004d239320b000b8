"""Scores of inner nodes, and what closes any node: blocks, factors, bounds, gates, decisions (spec section 2)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from fractions import Fraction
from functools import partial

from kaoping.rules.engine.nodes.bounds import Closing, apply_gates, clamp_written, factoring
from kaoping.rules.engine.results import NodeResult
from kaoping.rules.engine.run import Pass, Subject
from kaoping.rules.engine.tally import Tally
from kaoping.rules.facts.rows import Decision
from kaoping.rules.ledger.result import Reason
from kaoping.rules.numbers.exact import settle
from kaoping.rules.numbers.points import parse_points
from kaoping.rules.scheme.model import Indicator


def inner(node: Indicator, gated: bool) -> Callable[[Subject], NodeResult]:
    """Give the function of a unit that sums an inner node's children and gives its own lines."""
    steps = tuple(_steps(node))
    paths = [item.path for item in node.items]

    def work(subject: Subject) -> NodeResult:
        plan = subject.plan
        tally = Tally(subject, node.path, plan.points[node.path])
        if node.path in plan.given:
            tally.add("given", tally.full or 0)
            return close(node, tally) if gated else tally.result()
        results = [subject.in_force(path, gated) for path in paths if path in plan.points]
        tally.score = sum([result.score for result in results])
        for step in steps:
            step(tally)
        tally.missing = tally.missing or any([result.missing for result in results])
        return close(node, tally) if gated else tally.result()

    return work


def _steps(node: Indicator) -> Iterator[Closing]:
    """Give the steps after the sum, those that the node asks for."""
    if node.factor is not None:
        yield factoring(node, node.factor)
    if node.out_of is not None:
        yield _rescale
    if node.ceiling is not None or node.floor is not None:
        yield partial(clamp_written, node)


def _rescale(tally: Tally) -> None:
    """Carry a block (分块) into its parent by its share of points."""
    own, inside = tally.full or 0, tally.subject.plan.children[tally.item]
    scaled = settle(Fraction(tally.score * own, inside)) if inside else 0
    if scaled != tally.score:
        tally.add("rescale", scaled - tally.score, Reason("rescale", (inside, own)))


def closing(node: Indicator, before: Pass[NodeResult]) -> Callable[[Subject], NodeResult]:
    """Give the function of a unit that finishes a leaf: gates, then what a meeting decided."""

    def work(subject: Subject) -> NodeResult:
        tally = Tally(subject, node.path, subject.plan.points[node.path])
        tally.go_on(subject.get(before))
        return close(node, tally)

    return work


def close(node: Indicator, tally: Tally) -> NodeResult:
    """Finish a node: gates, then what a meeting decided."""
    if node.gates:
        apply_gates(node, tally)
    for decision in tally.subject.marks.get(node.path, ()):
        _mark(tally, decision)
    return tally.result()


def _mark(tally: Tally, decision: Decision) -> None:
    """Change a score to what a meeting decided (改定得分)."""
    day = decision.date.isoformat() if decision.date else ""
    reason = Reason("decision", (decision.document, decision.reason))
    tally.add("decision", parse_points(decision.value) - tally.score, reason, source=decision.id, day=day)
