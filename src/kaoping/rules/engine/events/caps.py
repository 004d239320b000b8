"""Caps of rules and of groups (封顶, step 5 of spec section 3)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from kaoping.rules.clauses.sources import Events
from kaoping.rules.engine.happening import ByRule, Happening, changed, in_order
from kaoping.rules.language.number import Frame, MissingValue
from kaoping.rules.ledger.result import Reason
from kaoping.rules.numbers.exact import Exact, settle
from kaoping.rules.numbers.points import Points
from kaoping.rules.scheme.model import Rule, RuleGroup

FrameOf = Callable[[Rule], Frame]


def cap_rules(by_rule: ByRule, frame_of: FrameOf) -> ByRule:
    """Cap what each rule counts; the happenings of a rule come in order of date, then id."""
    capped = [same for same in by_rule.values() if same[0].source.keys.is_capped]
    return changed(by_rule, (h for same in capped for h in _cap_rule(same, frame_of)))


def _cap_rule(same: Sequence[Happening], frame_of: FrameOf) -> Iterable[Happening]:
    rule, source = same[0].rule, same[0].source
    try:
        cap = cap_of(source, frame_of(rule))
    except MissingValue:
        return [h.without_number() for h in same]
    if cap is None:
        return ()
    limit = settle(cap)
    reason = Reason("cap", (limit,))
    if not source.keys.cap_per:
        return cap_sum(same, limit, reason)
    return [h for within in _spans(source, same) for h in cap_sum(within, limit, reason)]


def _spans(source: Events, same: Sequence[Happening]) -> Iterable[Sequence[Happening]]:
    """Gather happenings by the periods that have a cap each."""
    found: dict[object, list[Happening]] = {}
    for h in same:
        found.setdefault(source.keys.cap_span(h.event.date), []).append(h)
    return found.values()


def cap_of(source: Events, frame: Frame) -> Exact | None:
    """Give the cap (封顶) of a rule: as written, or its rate where it is marked `once`."""
    if source.keys.cap is not None:
        return source.keys.cap.of(frame)
    if source.keys.once and source.worth is not None:
        return source.worth.top(frame)
    return None


def cap_groups(by_rule: ByRule, frame_of: FrameOf) -> ByRule:
    """Cap what each group of rules counts, the inner groups first; additions and deductions each by themselves."""
    groups = {group.path: group for same in by_rule.values() for group in same[0].rule.groups if group.cap}
    for group in sorted(groups.values(), key=lambda group: -group.path.count(".")):
        by_rule = changed(by_rule, list(_cap_group(group, by_rule, frame_of)))
    return by_rule


def _cap_group(group: RuleGroup, by_rule: ByRule, frame_of: FrameOf) -> Iterator[Happening]:
    same = [h for same in by_rule.values() if group.path in same[0].brackets for h in same]
    assert group.cap is not None
    try:
        cap = settle(group.cap.of(frame_of(same[0].rule)))
    except MissingValue:
        yield from (h.without_number() for h in same)
        return
    for sign in (-1, 1):
        signed = sorted((h for h in same if h.points * sign > 0), key=in_order)
        yield from cap_sum(signed, cap, Reason("group_cap", (group.path, cap)))


def cap_sum(same: Iterable[Happening], cap: Points, reason: Reason) -> Iterator[Happening]:
    """Give the happenings that a cap changes: in order of date, then id, the one that crosses it counts in part (step 5).

    封顶：`cap` 限制一条规则或一个条款组全年最多计多少分；按日期、再按编号的先后计，跨过上限的一件计到上限为止，
    以后的计0。`cap_per: month`（quarter、half_year）表示每期各有上限。
    `once: true`（不写“每次”的条款）表示上限就是一次的分值。封顶只看计分的事项。

    Example: `{points: 20, deduct: 4, cap: 10}`
    Facts: -; -; -; -
    Source: spec section 3.5; zhangzhou 三(三)2 (cap), xingan 二(一)1 (once).
    """
    left = cap
    for h in same:
        size = abs(h.points)
        counted = min(size, max(left, 0))
        left -= size
        if counted != size:
            yield h.counting(counted if h.points > 0 else -counted, reason)
