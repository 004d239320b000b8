"""Caps of rules and of groups (封顶, step 5 of spec section 3)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from kaoping.rules.clauses.sources import Events
from kaoping.rules.engine.events.matter import Numbered, by_place
from kaoping.rules.engine.happening import Happening, in_order
from kaoping.rules.language.number import Exact, Frame, MissingValue, settle
from kaoping.rules.ledger.result import Reason
from kaoping.rules.numbers.points import Points
from kaoping.rules.scheme.model import Group, Rule

FrameOf = Callable[[Rule], Frame]


def cap_rules(happenings: Sequence[Happening], frame_of: FrameOf) -> Sequence[Happening]:
    """Cap what each rule counts; the happenings of a rule come in order of date, then id."""
    by_rule: dict[str, list[Numbered]] = {}
    for place, h in enumerate(happenings):
        keys = h.source.keys
        if keys.cap is not None or keys.once:
            by_rule.setdefault(h.rule.path, []).append((place, h))
    changed = {place: h for same in by_rule.values() for place, h in _cap_rule(same, frame_of)}
    return by_place(happenings, changed)


def _cap_rule(same: Sequence[Numbered], frame_of: FrameOf) -> Iterable[Numbered]:
    rule, source = same[0][1].rule, same[0][1].source
    try:
        cap = cap_of(source, frame_of(rule))
    except MissingValue:
        return _lack(same)
    if cap is None:
        return ()
    spans: dict[object, list[Numbered]] = {}
    for place, h in same:
        spans.setdefault(source.keys.cap_span(h.event.date), []).append((place, h))
    limit = settle(cap)
    return [one for within in spans.values() for one in cap_sum(within, limit, Reason("cap", (limit,)))]


def cap_of(source: Events, frame: Frame) -> Exact | None:
    """Give the cap (封顶) of a rule: as written, or its rate where it is marked `once`."""
    if source.keys.cap is not None:
        return source.keys.cap.of(frame)
    if source.keys.once and source.worth is not None:
        return source.worth.top(frame)
    return None


def _lack(same: Iterable[Numbered]) -> Iterable[Numbered]:
    """A number that the events need is missing: they count 0, and their leaf is incomplete."""
    return [(place, h.without_number()) for place, h in same]


def cap_groups(happenings: Sequence[Happening], frame_of: FrameOf) -> Sequence[Happening]:
    """Cap what each group of rules counts, the inner groups first; additions and deductions each by themselves."""
    groups = {group.path: group for h in happenings for group in h.rule.groups if group.cap is not None}
    for group in sorted(groups.values(), key=lambda group: -group.path.count(".")):
        happenings = by_place(happenings, dict(_cap_group(group, happenings, frame_of)))
    return happenings


def _cap_group(group: Group, happenings: Sequence[Happening], frame_of: FrameOf) -> Iterator[Numbered]:
    same = [(place, h) for place, h in enumerate(happenings) if group.path in h.brackets]
    assert group.cap is not None
    try:
        cap = settle(group.cap.of(frame_of(same[0][1].rule)))
    except MissingValue:
        yield from _lack(same)
        return
    for sign in (-1, 1):
        signed = sorted((one for one in same if one[1].points * sign > 0), key=lambda one: in_order(one[1]))
        yield from cap_sum(signed, cap, Reason("group_cap", (group.path, cap)))


def cap_sum(same: Iterable[Numbered], cap: Points, reason: Reason) -> Iterator[Numbered]:
    """Let happenings count up to a cap in order of date, then id; the one that crosses it counts in part (step 5).

    封顶：`cap` 限制一条规则或一个条款组全年最多计多少分；按日期、再按编号的先后计，跨过上限的一件计到上限为止，
    以后的计0。`cap_per: month`（quarter、half_year）表示每期各有上限。
    `once: true`（不写“每次”的条款）表示上限就是一次的分值。封顶只看计分的事项。

    Example: `{points: 20, deduct: 4, cap: 10}`
    Facts: -; -; -; -
    Source: spec section 3.5; zhangzhou 三(三)2 (cap), xingan 二(一)1 (once).
    """
    left = cap
    for place, h in same:
        size = abs(h.points)
        counted = min(size, max(left, 0))
        left -= size
        if counted != size:
            yield place, h.counting(counted if h.points > 0 else -counted, reason)


def by_leaf(happenings: Iterable[Happening]) -> Mapping[str, Sequence[Happening]]:
    """Gather happenings by their leaf, or by the veto that they stand under."""
    found: dict[str, list[Happening]] = {}
    for h in happenings:
        found.setdefault(h.rule.leaf, []).append(h)
    return found
