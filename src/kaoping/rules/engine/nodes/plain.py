"""Plain leaves (普通指标): those that ask for nothing but the sum of their rules within 0 and their points, as most do.

A plain leaf takes the short way as long as nothing is said about its sum; what is missing, given, rated without a number or
beyond a bound goes the way of all leaves, which would have come to the same sum (see `leaf`).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from kaoping.rules.engine.happening import Happening
from kaoping.rules.engine.nodes.leaf import by_date, event_line, item_line, leaf
from kaoping.rules.engine.pricing import Pricer
from kaoping.rules.engine.results import Lacking, NodeResult
from kaoping.rules.engine.run import NOTHING, Subject
from kaoping.rules.ledger.result import Line
from kaoping.rules.numbers.points import Points
from kaoping.rules.scheme.model import Indicator, Rule

Work = Callable[[Subject], NodeResult]


def shortest(node: Indicator, pricers: Mapping[str, Pricer]) -> Work:
    """Give the shortest function of a unit that works a leaf out before gates."""
    general = leaf(node, pricers)
    if not _is_plain(node):
        return general
    if not node.item_rules:
        return _of_events(node, general)
    rule = node.rules[0]
    is_single = len(node.rules) == 1 and rule.points is None and not node.start_full
    return _of_item(node, rule, pricers[rule.path], general) if is_single else general


def _is_plain(node: Indicator) -> bool:
    is_bare = node.floor is None and node.ceiling is None and node.factor is None
    return is_bare and not (node.adjustment or node.averages or node.voids or node.conditional_rules)


def _of_events(node: Indicator, general: Work) -> Work:
    """Give the function of a leaf over events: its start, and a line for each."""
    path, start_full = node.path, node.start_full

    def work(subject: Subject) -> NodeResult:
        plan = subject.plan
        happenings = subject.counted.get(path, ())
        if path in plan.given or any([h.lacking for h in happenings]):
            return general(subject)
        full = plan.points[path] or 0
        start = full if start_full else 0
        score = start + sum([h.points for h in happenings])
        if not 0 <= score <= full:
            return general(subject)
        return _result(score, start, _lines(subject.unit_id, path, happenings), subject.unit_id, path)

    return work


def _lines(unit: str, path: str, happenings: Sequence[Happening]) -> list[Line]:
    lines = [event_line(unit, path, h) for h in happenings]
    if len(lines) > 1:
        lines.sort(key=by_date)
    return lines


def _result(score: Points, start: Points, lines: list[Line], unit: str, path: str) -> NodeResult:
    if start:
        lines.insert(0, Line(unit, path, "", "start", "", "", start, start))
    return NodeResult(score, tuple(lines)) if lines else NOTHING


def _of_item(node: Indicator, rule: Rule, price: Pricer, general: Work) -> Work:
    """Give the function of a leaf with one rule that is not over events: a line for each thing that it gives."""
    path = node.path

    def work(subject: Subject) -> NodeResult:
        plan = subject.plan
        if path in plan.given or not subject.covers(rule):
            return general(subject)
        full = plan.points[path] or 0
        items = price(subject, full)
        if any([isinstance(item, Lacking) for item in items]):
            return general(subject)
        lines = [item_line(subject.unit_id, node, rule, item) for item in items]
        if len(lines) > 1:
            lines.sort(key=by_date)
        score = sum([line.points for line in lines])
        return NodeResult(score, tuple(lines)) if 0 <= score <= full else general(subject)

    return work
