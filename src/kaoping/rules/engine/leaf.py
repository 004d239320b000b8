"""The ledger of one leaf: start, counted lines, clamp, void, gates, decisions (spec section 2, and 3.6).

score(leaf) = clamp(start + sum of its counted lines, floor 0, ceiling = its points); every step is a line.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import TYPE_CHECKING

from kaoping.rules.clauses.missing import INCOMPLETE, Treatment
from kaoping.rules.clauses.sources import Events
from kaoping.rules.engine.frame import ItemFrame, full_points
from kaoping.rules.engine.items import Lacking, Priced, price
from kaoping.rules.engine.limits import Happening, voiding
from kaoping.rules.language.formula import Formula
from kaoping.rules.language.groups import Group as Among
from kaoping.rules.language.number import MissingValue, Number
from kaoping.rules.ledger.result import Line, Reason
from kaoping.rules.numbers.exact import Exact, settle
from kaoping.rules.numbers.points import Points, half_up, parse_points
from kaoping.rules.scheme.model import Indicator, Rule

if TYPE_CHECKING:
    from kaoping.rules.engine.desk import Desk


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
    return any(isinstance(item, Lacking) for _, item in _priced(desk, leaf, _unmet(desk, leaf)))


def before_gates(desk: Desk, node: Indicator) -> LeafResult:
    """Work out a leaf up to its clamp and void."""
    found = LeafResult()
    full = desk.plan.points[node.path]
    if node.path in desk.plan.given:
        found.add(_line(desk, node, "given", points=full or 0))
        return found
    unmet = _unmet(desk, node) if node.conditional_rules else {}
    items = _priced(desk, node, unmet) if node.item_rules else []
    lacks = [(rule, item) for rule, item in items if isinstance(item, Lacking)]
    for rule, lack in lacks:
        if _treatment(node, lack).word == "mean_of":
            return _imputed(desk, node, rule, lack)
    happenings = desk.happenings.get(node.path, []) if len(node.item_rules) < len(node.rules) else []
    unpriced = {h.rule.path: h.rule for h in happenings if h.lacking}
    found.missing = any(_treatment(node, lack).word != "zero" for _, lack in lacks) or bool(unpriced)
    if node.start_full and not found.missing and full:
        found.add(_line(desk, node, "start", points=full))
    lines = [_item_line(desk, node, rule, item) for rule, item in items]
    lines += [_item_line(desk, node, rule, Lacking("", INCOMPLETE)) for rule in unpriced.values()]
    lines += [_event_line(desk, node, h) for h in happenings]
    if len(lines) > 1:
        lines.sort(key=lambda line: (line.date != "", line.date, line.source))
    for line in lines:
        found.add(line)
    if happenings and node.averages:
        _average(desk, node, [h for h in happenings if h.rule.path not in unmet], found)
    for rule in unmet.values():
        _take_back(desk, node, rule, items, happenings, found)
    _clamp(desk, node, full, found)
    if happenings and node.voids:
        _void(desk, node, [h for h in happenings if h.rule.path not in unmet], found)
    if node.factor is not None:
        apply_factor(desk, node, found)
    return found


def _unmet(desk: Desk, node: Indicator) -> dict[str, Rule]:
    """Give the rules that apply to the unit and whose condition does not hold."""
    return {
        rule.path: rule
        for rule in node.conditional_rules
        if rule.when is not None and desk.covers(rule) and not rule.when.holds(desk.ungated)
    }


def _priced(desk: Desk, node: Indicator, unmet: Mapping[str, Rule]) -> list[tuple[Rule, Priced | Lacking]]:
    """Give what each rule that is not over events gives; one whose condition does not hold needs no facts."""
    found: list[tuple[Rule, Priced | Lacking]] = []
    for rule in node.item_rules:
        if desk.covers(rule):
            items = price(desk, rule, full_points(desk, rule))
            if rule.path in unmet and any(isinstance(item, Lacking) for item in items):
                kind = LEDGER_KINDS[rule.source.table]
                items = [Priced(kind, "", 0, (_condition_reason(rule),))]
            found += [(rule, item) for item in items]
    return found


def _treatment(node: Indicator, lack: Lacking) -> Treatment:
    return lack.treatment or node.missing


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
        if _treatment(node, item).word == "zero":
            kind = LEDGER_KINDS[rule.source.table]
            return _line(desk, node, kind, item.source, 0, (Reason("missing_zero"),))
        return _line(desk, node, "missing", item.source, 0, (Reason("missing", (rule.labels.name,)),))
    shown = named if item.kind == "value" else ""
    return _line(desk, node, item.kind, item.source, item.points, item.reasons, rule=shown)


LEDGER_KINDS = {"values": "value", "ratings": "rating", "awards": "award", "results": "scheme"}


def _event_line(desk: Desk, node: Indicator, h: Happening) -> Line:
    reasons = h.reasons
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


def _imputed(desk: Desk, node: Indicator, rule: Rule, lack: Lacking) -> LeafResult:
    """Give the mean of the scores of a group that have one of their own, rounded once (second pass)."""
    among: Among = _treatment(node, lack).mean_of
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
    """Bring the counted sum of an averaged rule or group to its quotient (辖区平均).

    辖区平均：`average: children` 把本条（或本组）全年计分之和除以下属单位数（上级写着本单位的），`average: "公式"` 除以
    公式的结果。各事项照常列出，末尾一条 rescale 明细把合计改成商，舍入一次。

    Example: `{points: 20, deduct: 5, average: "3"}`
    Facts: -; -
    Source: spec section 3 (averaged over the units below a unit).
    """
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
        try:
            divisor = _divisor(desk, average)
        except MissingValue:
            _miss(desk, node, found)
            continue
        quotient = settle(Fraction(total) / divisor) if divisor else total
        if quotient != total:
            reason = Reason("averaged", (path, divisor))
            found.add(_line(desk, node, "rescale", path, quotient - total, (reason,)))


def _divisor(desk: Desk, average: str | Formula) -> Fraction:
    if isinstance(average, Formula):
        return desk.computed(average)
    children = sum(1 for unit in desk.cohort.facts.units if unit.parent == desk.unit_id)
    return Fraction(children)


def _take_back(
    desk: Desk,
    node: Indicator,
    rule: Rule,
    items: Sequence[tuple[Rule, Priced | Lacking]],
    happenings: Sequence[Happening],
    found: LeafResult,
) -> None:
    """Take back what a rule counts whose condition does not hold, by a gate line."""
    counted = sum(item.points for own, item in items if own is rule and isinstance(item, Priced))
    counted += sum(h.points for h in happenings if h.rule is rule)
    if counted:
        found.add(_line(desk, node, "gate", rule.path, -counted, (_condition_reason(rule),)))


def _condition_reason(rule: Rule) -> Reason:
    return Reason("condition", (rule.labels.name, rule.labels.cite))


def _miss(desk: Desk, node: Indicator, found: LeafResult) -> None:
    """Say that a number that the node itself needs is missing."""
    found.add(_line(desk, node, "missing", "", 0, (Reason("missing", (node.labels.name,)),)))
    found.missing = True


def apply_factor(desk: Desk, node: Indicator, found: LeafResult) -> None:
    """Multiply what a node has so far by its coefficient (难度系数), where the condition holds: a rescale line."""
    factor = node.factor
    if factor is None or (factor.when is not None and not factor.when.holds(desk.ungated)):
        return
    try:
        by = desk.ungated.computed(factor.by)
    except MissingValue:
        return _miss(desk, node, found)
    change = settle(found.score * (by - 1))
    if change:
        found.add(_line(desk, node, "rescale", "", change, (Reason("factor", (by, factor.cite)),)))


def _clamp(desk: Desk, node: Indicator, full: Points | None, found: LeafResult) -> None:
    """Bound the sum by floor and ceiling; what the floor cut off may overflow to the total.

    封底、封顶与超出部分：指标得分在0与分值之间，收回的部分是一条 limit 明细。`floor: -10`、`ceiling: 6` 另定界限，
    `none` 表示不设；`overflow: total` 表示扣过封底的部分从总分里扣，记在 `overflow.指标` 之下。
    附加项目没有分值，只在写明 `floor`、`ceiling` 时才有界限。

    Example: `{points: 20, overflow: total, deduct: 15}`
    Facts: -; -
    Source: spec section 2; zhangzhou 三(二), 扣过100分的部分在总分中扣除.
    """
    floor: Points | None = None if node.adjustment or node.floor_lifted else 0
    ceiling = None if node.ceiling_lifted else full
    if node.floor is not None:
        floor = _bound(desk, node, node.floor, found)
    if node.ceiling is not None:
        ceiling = _bound(desk, node, node.ceiling, found)
    total = found.score
    if floor is not None and total < floor:
        if node.overflow:
            found.overflow = total - floor
        found.add(_line(desk, node, "limit", "", floor - total, (Reason("floor", (floor, node.overflow)),)))
    elif ceiling is not None and total > ceiling:
        found.add(_line(desk, node, "limit", "", ceiling - total, (Reason("ceiling", (ceiling,)),)))


def _bound(desk: Desk, node: Indicator, number: Number, found: LeafResult) -> Points | None:
    try:
        return settle(number.of(ItemFrame(desk, node.path, desk.plan.points[node.path] or 0)))
    except MissingValue:
        _miss(desk, node, found)
        return None


def _void(desk: Desk, node: Indicator, happenings: Sequence[Happening], found: LeafResult) -> None:
    first = voiding(happenings)
    if first is not None:
        day = first.event.date.isoformat()
        left = max(found.score, 0)
        found.add(_line(desk, node, "void", first.event.id, -left, (Reason("void"),), day, first.rule.path))


def close_leaf(desk: Desk, node: Indicator) -> LeafResult:
    """Finish a leaf: gates, then what a meeting decided."""
    before = desk.before_gates(node)
    if not node.gates and desk.unit_id not in desk.cohort.decisions:
        return before
    found = LeafResult(list(before.lines), before.score, before.missing, before.own, before.overflow)
    apply_gates(desk, node, found)
    add_marks(desk, node, found)
    return found


def apply_gates(desk: Desk, node: Indicator, found: LeafResult) -> None:
    """Bound or multiply a score where a gate's condition (限制条件) holds, one line each, in order."""
    frame = ItemFrame(desk, node.path, desk.plan.points[node.path] or 0, gated=False)
    for gate in node.gates:
        if gate.when.holds(desk.ungated):
            try:
                bounded = _gated(found.score, gate.ceiling, gate.times, frame)
            except MissingValue:
                _miss(desk, node, found)
                continue
            found.add(_line(desk, node, "gate", "", bounded - found.score, (Reason("gate", (gate.cite,)),)))


def clamp_written(desk: Desk, node: Indicator, found: LeafResult) -> None:
    """Bound an inner node's score by the ceiling and floor that are written on it."""
    ceiling = None if node.ceiling is None else _bound(desk, node, node.ceiling, found)
    floor = None if node.floor is None else _bound(desk, node, node.floor, found)
    bounded = found.score if ceiling is None else min(found.score, ceiling)
    bounded = bounded if floor is None else max(bounded, floor)
    if bounded != found.score:
        reason = Reason("ceiling", (bounded,)) if bounded < found.score else Reason("floor", (bounded, False))
        found.add(_line(desk, node, "limit", "", bounded - found.score, (reason,)))


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
