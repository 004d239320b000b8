"""What bounds or multiplies the score of a node (封底、封顶、限制条件、难度系数): floor, ceiling, gates, factor."""

from __future__ import annotations

from collections.abc import Callable

from kaoping.rules.engine.tally import Tally
from kaoping.rules.engine.view import View, ungated
from kaoping.rules.language.number import MissingValue, Number
from kaoping.rules.ledger.result import Reason
from kaoping.rules.numbers.exact import Exact, settle
from kaoping.rules.numbers.points import Points
from kaoping.rules.scheme.model import Factor, Gate, Indicator

Closing = Callable[[Tally], None]
"""A step that bounds or multiplies what a node has so far."""


def clamping(node: Indicator) -> Closing:
    """Give the step that bounds the sum of a leaf.

    封底、封顶与超出部分：指标得分在0与分值之间，收回的部分是一条 limit 明细。`floor: -10`、`ceiling: 6` 另定界限，
    `none` 表示不设；`overflow: total` 表示扣过封底的部分从总分里扣，记在 `overflow.指标` 之下。
    附加项目没有分值，只在写明 `floor`、`ceiling` 时才有界限。

    Example: `{points: 20, overflow: total, deduct: 15}`
    Facts: -; -
    Source: spec section 2; zhangzhou 三(二), 扣过100分的部分在总分中扣除.
    """
    lowest: Points | None = None if node.adjustment or node.floor_lifted else 0
    if node.floor is None and node.ceiling is None:
        lifted, overflow = node.ceiling_lifted, node.overflow
        return lambda tally: _clamp(tally, lowest, None if lifted else tally.full, overflow)

    def clamp(tally: Tally) -> None:
        floor = lowest if node.floor is None else _bound(node, node.floor, tally)
        ceiling = None if node.ceiling_lifted else tally.full
        if node.ceiling is not None:
            ceiling = _bound(node, node.ceiling, tally)
        _clamp(tally, floor, ceiling, node.overflow)

    return clamp


def _clamp(tally: Tally, floor: Points | None, ceiling: Points | None, overflow: bool) -> None:
    if floor is not None and tally.score < floor:
        _raise_to(floor, overflow, tally)
    elif ceiling is not None and tally.score > ceiling:
        tally.add("limit", ceiling - tally.score, Reason("ceiling", (ceiling,)))


def _raise_to(floor: Points, overflow: bool, tally: Tally) -> None:
    """Bring the sum up to its floor; what was cut off goes to the total where the scheme says so."""
    cut = tally.score - floor
    if overflow:
        tally.overflow = cut
    tally.add("limit", -cut, Reason("floor", (floor, overflow)))


def clamp_written(node: Indicator, tally: Tally) -> None:
    """Bound an inner node's score by the ceiling and floor that are written on it."""
    ceiling = None if node.ceiling is None else _bound(node, node.ceiling, tally)
    floor = None if node.floor is None else _bound(node, node.floor, tally)
    bounded = tally.score if ceiling is None else min(tally.score, ceiling)
    bounded = bounded if floor is None else max(bounded, floor)
    if bounded != tally.score:
        reason = Reason("ceiling", (bounded,)) if bounded < tally.score else Reason("floor", (bounded, False))
        tally.add("limit", bounded - tally.score, reason)


def _bound(node: Indicator, number: Number, tally: Tally) -> Points | None:
    try:
        return settle(number.of(View(tally.subject, node.path, tally.full or 0)))
    except MissingValue:
        tally.miss(node.labels.name)
        return None


def apply_gates(node: Indicator, tally: Tally) -> None:
    """Bound or multiply a score where a gate's condition (限制条件) holds, one line each, in order."""
    seen = ungated(tally.subject)
    for gate in node.gates:
        if gate.when.holds(seen):
            try:
                bounded = _gated(tally.score, gate, seen._replace(item=node.path, points=tally.full or 0))
            except MissingValue:
                tally.miss(node.labels.name)
                continue
            tally.add("gate", bounded - tally.score, Reason("gate", (gate.cite,)))


def _gated(score: Points, gate: Gate, view: View) -> Points:
    bounded: Exact = score
    if gate.times is not None:
        bounded = bounded * gate.times.of(view)
    if gate.ceiling is not None:
        bounded = min(bounded, gate.ceiling.of(view))
    return settle(bounded)


def factoring(node: Indicator, factor: Factor) -> Closing:
    """Give the step that multiplies what a node has by its coefficient (难度系数): a rescale line."""

    def multiply(tally: Tally) -> None:
        seen = ungated(tally.subject)
        if factor.when is not None and not factor.when.holds(seen):
            return
        try:
            by = seen.computed(factor.by)
        except MissingValue:
            return tally.miss(node.labels.name)
        change = settle(tally.score * (by - 1))
        if change:
            tally.add("rescale", change, Reason("factor", (by, factor.cite)))

    return multiply
