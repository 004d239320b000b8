"""The ledger of one leaf: start, counted lines, clamp, void, gates, decisions (spec section 2, and 3.6).

score(leaf) = clamp(start + sum of its counted lines, floor 0, ceiling = its points); every step is a line.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import TYPE_CHECKING

from kaoping.rules.formula import Formula
from kaoping.rules.frame import ItemFrame
from kaoping.rules.groups import Group as Among
from kaoping.rules.items import Lacking, Priced, full_points, price
from kaoping.rules.limits import Happening, voiding
from kaoping.rules.model import Indicator, Rule
from kaoping.rules.numbers import Exact, Number, settle
from kaoping.rules.points import Points, half_up, parse_points
from kaoping.rules.result import Line, Reason
from kaoping.rules.sources import Events

if TYPE_CHECKING:
    from kaoping.rules.desk import Desk


@dataclass(slots=True)
class LeafResult:
    """A leaf's lines and score; `own` says that the score is not imputed from others."""

    lines: list[Line] = field(default_factory=list)
    score: Points = 0
    missing: bool = False
    own: bool = True
    overflow: Points = 0

    def add(self, line: Line) -> None:
        """Add a line that counts."""
        self.lines.append(line)
        self.score += line.points


def lacking(desk: Desk, leaf: Indicator) -> bool:
    """Say whether a fact that the leaf needs is missing."""
    full = 10**8
    return any(
        isinstance(item, Lacking)
        for rule in leaf.rules
        if not isinstance(rule.source, Events) and rule.scope.covers(desk.unit)
        for item in price(desk, rule, full)
    )


def before_gates(desk: Desk, node: Indicator) -> LeafResult:
    """Work out a leaf up to its clamp and void."""
    found = LeafResult()
    full = desk.plan.points[node.path]
    if node.path in desk.plan.given:
        found.add(_line(desk, node, "given", points=full or 0))
        return found
    rules = [rule for rule in node.rules if rule.scope.covers(desk.unit)]
    items = [
        (rule, item) for rule in rules if not isinstance(rule.source, Events) for item in _priced(desk, rule)
    ]
    lacks = [(rule, item) for rule, item in items if isinstance(item, Lacking)]
    if lacks and node.missing.word == "mean_of":
        return _imputed(desk, node, lacks)
    found.missing = bool(lacks) and node.missing.word != "zero"
    if node.start_full and not found.missing and full:
        found.add(_line(desk, node, "start", points=full))
    happenings = desk.happenings.get(node.path, [])
    lines = [_item_line(desk, node, rule, item) for rule, item in items]
    lines += [_event_line(desk, node, h) for h in happenings]
    for line in sorted(lines, key=lambda line: (line.date != "", line.date, line.source)):
        found.add(line)
    _average(desk, node, happenings, found)
    _unmet_conditions(desk, node, rules, found)
    _clamp(desk, node, full, found)
    _void(desk, node, happenings, found)
    return found


def _priced(desk: Desk, rule: Rule) -> Sequence[Priced | Lacking]:
    return price(desk, rule, full_points(desk, rule))


def _line(
    desk: Desk,
    node: Indicator,
    kind: str,
    source: str = "",
    points: Points = 0,
    reasons: tuple[Reason, ...] = (),
    date: str = "",
    rule: str = "",
) -> Line:
    return Line(desk.unit_id, node.path, rule, kind, source, date, points, points, reasons)


def _item_line(desk: Desk, node: Indicator, rule: Rule, item: Priced | Lacking) -> Line:
    named = rule.path if rule.own_id else ""
    if isinstance(item, Lacking):
        if node.missing.word == "zero":
            kind = LEDGER_KINDS[rule.source.table]
            return _line(desk, node, kind, item.source, 0, (Reason("missing_zero"),))
        return _line(desk, node, "missing", item.source, 0, (Reason("missing", (rule.labels.name,)),))
    shown = named if item.kind == "value" else ""
    return _line(desk, node, item.kind, item.source, item.points, item.reasons, rule=shown)


LEDGER_KINDS = {"values": "value", "ratings": "rating", "awards": "award", "results": "scheme"}


def _event_line(desk: Desk, node: Indicator, h: Happening) -> Line:
    reasons = tuple(h.reasons)
    if h.kind == "missed":
        reasons = (Reason("late", (h.event.note,)) if h.event.note else Reason("not_submitted"), *reasons)
    return Line(
        desk.unit_id,
        node.path,
        h.rule.path,
        h.kind,
        h.event.id,
        h.event.date.isoformat(),
        h.raw,
        h.points,
        reasons,
    )


def _imputed(desk: Desk, node: Indicator, lacks: Sequence[tuple[Rule, Lacking]]) -> LeafResult:
    """Give the mean of the scores of a group that have one of their own, rounded once (second pass)."""
    rule, lack = lacks[0]
    among: Among = node.missing.mean_of
    key = ("own mean", node.path, desk.cohort.group_key(among, desk.unit))

    def mean() -> Points | None:
        own = [
            result.score
            for other in desk.cohort.group(among, desk.unit)
            if node.path in other.plan.points and not _lacks_here(other, node)
            for result in [other.before_gates(node)]
        ]
        return half_up(sum(own), len(own)) if own else None

    found = LeafResult(own=False)
    points = desk.cohort.cached(key, mean)
    if points is None:
        found.missing = True
        found.add(_line(desk, node, "missing", lack.source, 0, (Reason("missing", (rule.labels.name,)),)))
    else:
        kind = LEDGER_KINDS[rule.source.table]
        found.add(_line(desk, node, kind, lack.source, points, (Reason("imputed"),)))
    return found


def _lacks_here(desk: Desk, node: Indicator) -> bool:
    return desk.cohort.cached(("lacks", desk.unit_id, node.path), lambda: lacking(desk, node))


def _average(desk: Desk, node: Indicator, happenings: Sequence[Happening], found: LeafResult) -> None:
    """Bring the counted sum of an averaged rule or group to its quotient (辖区平均)."""
    averaged: dict[str, tuple[str | Formula, list[Happening]]] = {}
    for h in happenings:
        source = h.rule.source
        assert isinstance(source, Events)
        brackets = [(h.rule.path, source.keys.average), *((g.path, g.average) for g in h.rule.groups)]
        for path, average in brackets:
            if average is not None:
                averaged.setdefault(path, (average, []))[1].append(h)
    for path, (average, same) in averaged.items():
        total = sum(h.points for h in same)
        divisor = _divisor(desk, average)
        quotient = settle(Fraction(total) / divisor) if divisor else total
        if quotient != total:
            reason = Reason("averaged", (path, divisor))
            found.add(_line(desk, node, "rescale", path, quotient - total, (reason,)))


def _divisor(desk: Desk, average: str | Formula) -> Fraction:
    if isinstance(average, Formula):
        return desk.computed(average)
    children = sum(1 for unit in desk.cohort.facts.units if unit.parent == desk.unit_id)
    return Fraction(children)


def _unmet_conditions(desk: Desk, node: Indicator, rules: Sequence[Rule], found: LeafResult) -> None:
    """Take back the lines of rules whose condition does not hold, by a gate line each."""
    for rule in rules:
        if rule.when is not None and not rule.when.holds(desk.ungated):
            counted = sum(line.points for line in found.lines if _is_of(line, rule))
            if counted:
                reason = Reason("condition", (rule.labels.name, rule.labels.cite))
                found.add(_line(desk, node, "gate", rule.path, -counted, (reason,)))


def _is_of(line: Line, rule: Rule) -> bool:
    if line.rule:
        return line.rule == rule.path
    return line.kind in ("value", "rating", "award", "scheme") and not rule.own_id


def _clamp(desk: Desk, node: Indicator, full: Points | None, found: LeafResult) -> None:
    """Bound the sum by floor and ceiling; what the floor cut off may overflow to the total."""
    frame = ItemFrame(desk, node.path, full or 0)
    floor = _bound(node.floor, node.floor_lifted, None if node.adjustment else 0, frame)
    ceiling = _bound(node.ceiling, node.ceiling_lifted, full, frame)
    total = found.score
    if floor is not None and total < floor:
        if node.overflow:
            found.overflow = total - floor
        found.add(_line(desk, node, "limit", "", floor - total, (Reason("floor", (floor, node.overflow)),)))
    elif ceiling is not None and total > ceiling:
        found.add(_line(desk, node, "limit", "", ceiling - total, (Reason("ceiling", (ceiling,)),)))


def _bound(number: Number | None, lifted: bool, default: Points | None, frame: ItemFrame) -> Points | None:
    if lifted:
        return None
    return default if number is None else settle(number.of(frame))


def _void(desk: Desk, node: Indicator, happenings: Sequence[Happening], found: LeafResult) -> None:
    first = voiding(happenings)
    if first is not None:
        day = first.event.date.isoformat()
        left = max(found.score, 0)
        found.add(_line(desk, node, "void", first.event.id, -left, (Reason("void"),), day, first.rule.path))


def close_leaf(desk: Desk, node: Indicator) -> LeafResult:
    """Finish a leaf: gates, then what a meeting decided."""
    before = desk.before_gates(node)
    found = LeafResult(list(before.lines), before.score, before.missing, before.own, before.overflow)
    view = desk.ungated
    frame = ItemFrame(desk, node.path, desk.plan.points[node.path] or 0)
    for gate in node.gates:
        if gate.when.holds(view):
            bounded = _gated(found.score, gate.ceiling, gate.times, frame)
            if bounded != found.score or gate.times is not None or gate.ceiling is not None:
                found.add(
                    _line(desk, node, "gate", "", bounded - found.score, (Reason("gate", (gate.cite,)),))
                )
    add_marks(desk, node, found)
    return found


def _gated(score: Points, ceiling: Number | None, times: Number | None, frame: ItemFrame) -> Points:
    bounded: Exact = score
    if times is not None:
        bounded = bounded * times.of(frame)
    if ceiling is not None:
        bounded = min(bounded, ceiling.of(frame))
    return settle(bounded)


def add_marks(desk: Desk, node: Indicator, found: LeafResult) -> None:
    """Change a score to what a meeting decided (改定得分), one line for each decision."""
    for decision in desk.cohort.decisions.get(desk.unit_id, ()):
        if decision.kind == "mark" and decision.target == node.path:
            day = decision.date.isoformat() if decision.date else ""
            change = parse_points(decision.value) - found.score
            reasons = (Reason("decision", (decision.document, decision.reason)),)
            found.add(_line(desk, node, "decision", decision.id, change, reasons, day))
