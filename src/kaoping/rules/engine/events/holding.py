"""Whether an event holds (成立): steps that come before what it is worth."""

from __future__ import annotations

from kaoping.rules.engine.happening import Happening
from kaoping.rules.engine.index import Window
from kaoping.rules.engine.run import Subject
from kaoping.rules.ledger.result import Reason
from kaoping.rules.scheme.model import Rule

OUTSIDE = frozenset({"outside_cycle", "after_as_of", "not_in_force"})
"""Reasons why an event adds nothing to a running amount either."""


def why_not(h: Happening, window: Window, left_out: bool, zero: bool) -> Reason | None:
    """Say why an event does not hold; None where it holds. `zero` says that its level is worth 0.

    免责：`exempt` 写明本条可以免责的情形；事项填了免责理由的，计0分，明细保留原分并写明理由。
    没有写 `exempt` 的条款不收免责理由。不在周期内、在截止日之后、在本条施行期之外、经决定不成立、级别为0的，同样不成立。

    Example: `{points: 100, deduct: 5, exempt: 自行查处或主动报告}`
    Facts: -; exempt=本单位自查; date=2026-01-02
    Source: spec section 3.3; zhangzhou 三(二)2, 自行查处或主动报告的免扣.
    """
    event, rule = h.event, h.rule
    if not window.first <= event.date <= window.until:
        return _outside(h, window)
    if (rule.from_ and event.date < rule.from_) or (rule.until and event.date > rule.until):
        return Reason("not_in_force", (rule.from_, rule.until))
    if left_out:
        return Reason("left_out")
    if h.kind == "event" and event.id in window.struck:
        return Reason("struck", (window.struck[event.id],))
    if event.exempt:
        return Reason("exempt", (event.exempt,))
    if zero:
        return Reason("level_zero", (h.source.labels.get(event.level, event.level),))
    return None


def _outside(h: Happening, window: Window) -> Reason:
    if window.first <= h.event.date <= window.last:
        return Reason("after_as_of", (window.as_of,))
    return Reason("outside_cycle", (window.first, window.last))


def is_left_out(subject: Subject, rule: Rule) -> bool:
    """Say whether an event cannot count: its rule is not the unit's, or a decision takes its item out."""
    if not rule.scope.covers(subject.unit):
        return True
    return bool(subject.dropped) and rule.leaf in subject.run.scheme.nodes and not subject.takes(rule)
