"""What recorded events count: rate, share, exempt, same matter, cap, void, in the order of spec section 3.

One pass over all events of a unit, since the same matter may span rules and leaves.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction

from kaoping.rules.facts import Event
from kaoping.rules.model import Group, Rule
from kaoping.rules.numbers import Exact, Frame, settle
from kaoping.rules.points import Points
from kaoping.rules.result import Reason
from kaoping.rules.sources import Events
from kaoping.rules.worth import Before, EventWorth
from kaoping.rules.worths import Steps


@dataclass(slots=True)
class Happening:
    """An event or a missed due date on its way through the limits; `points` is what it counts so far."""

    rule: Rule
    event: Event
    kind: str = "event"
    rate: EventWorth | None = None
    raw: Points = 0
    points: Points = 0
    holds: bool = True
    beaten: bool = False
    reasons: list[Reason] = field(default_factory=list)

    @property
    def order(self) -> tuple[date, str]:
        """In order of date, then id."""
        return (self.event.date, self.event.id)


@dataclass(frozen=True)
class Year:
    """When an event counts: inside the cycle and up to the as-of date; and the events that a decision struck."""

    first: date
    last: date
    as_of: date
    struck: Mapping[str, str] = field(default_factory=dict)


FrameOf = Callable[[Rule], Frame]


def work_out(happenings: list[Happening], year: Year, frame_of: FrameOf) -> list[Happening]:
    """Give every happening its raw and counted points, with the reasons where they differ."""
    happenings.sort(key=lambda h: h.order)
    by_rule: dict[str, list[Happening]] = {}
    for happening in happenings:
        by_rule.setdefault(happening.rule.path, []).append(happening)
    for same in by_rule.values():
        _rate(same, year, frame_of(same[0].rule))
    _same_matter(happenings)
    for same in by_rule.values():
        _cap_rule(same, frame_of(same[0].rule))
    _cap_groups(happenings, frame_of)
    return happenings


def _rate(same: Iterable[Happening], year: Year, frame: Frame) -> None:
    """Find out what holds, and price it: rate, circumstances, share (steps 1 to 3)."""
    times = 0
    level_times: dict[str, int] = {}
    amount = Fraction(0)
    for h in same:
        source = h.rule.source
        assert isinstance(source, Events)
        event = h.event
        reason = _why_not(h, source, year, frame)
        before = Before(times, level_times.get(event.level, 0), amount)
        exact = _price(h, source, frame, before, outside=reason is not None and reason.code in OUTSIDE)
        h.raw = source.sign * settle(exact)
        if reason is not None:
            h.holds = False
            h.reasons.append(reason)
            continue
        share = source.share.get(event.role, Fraction(1)) if event.role else Fraction(1)
        h.points = source.sign * settle(exact * share) if share != 1 else h.raw
        if share != 1:
            h.reasons.append(Reason("share", (event.role, share)))
        times += event.count
        level_times[event.level] = level_times.get(event.level, 0) + event.count
        amount += (event.amount or 0) * event.count


OUTSIDE = frozenset({"outside_cycle", "after_as_of", "not_in_force"})


def _why_not(h: Happening, source: Events, year: Year, frame: Frame) -> Reason | None:
    event = h.event
    if not year.first <= event.date <= year.last:
        return Reason("outside_cycle", (year.first, year.last))
    if event.date > year.as_of:
        return Reason("after_as_of", (year.as_of,))
    if (h.rule.from_ and event.date < h.rule.from_) or (h.rule.until and event.date > h.rule.until):
        return Reason("not_in_force", (h.rule.from_, h.rule.until))
    if h.kind == "event" and event.id in year.struck:
        return Reason("struck", (year.struck[event.id],))
    if event.exempt:
        return Reason("exempt", (event.exempt,))
    rate = h.rate or source.worth
    if rate is not None and event.level and rate.one(event, frame) == 0:
        return Reason("level_zero", (event.level,))
    return None


def _price(h: Happening, source: Events, frame: Frame, before: Before, outside: bool) -> Exact:
    rate = h.rate or source.worth
    if rate is None:
        return 0
    if source.keys.accumulate and isinstance(rate, Steps):
        exact: Exact = 0 if outside else rate.accumulated(h.event, frame, before)
    else:
        exact = rate.raw(h.event, frame, before)
    for name in h.event.circumstances:
        circumstance = source.keys.circumstances[name]
        if circumstance.times is not None:
            exact = exact * circumstance.times.of(frame)
        if circumstance.plus is not None:
            exact = exact + circumstance.plus.of(frame) * h.event.count
    return exact


def _same_matter(happenings: Iterable[Happening]) -> None:
    """Let the largest of one matter count, the others 0 (就高一次, step 4)."""
    scopes: dict[tuple[str, int, str], list[Happening]] = {}
    for h in happenings:
        source = h.rule.source
        assert isinstance(source, Events)
        if h.holds and h.event.matter and source.same_matter and source.sign:
            scopes.setdefault((source.same_matter, source.sign, h.event.matter), []).append(h)
    for same in scopes.values():
        if len(same) > 1:
            best = min(same, key=lambda h: (-abs(h.points), *h.order))
            for h in same:
                if h is not best:
                    h.points, h.beaten = 0, True
                    h.reasons.append(Reason("same_matter", (best.event.id, best.rule.path)))


def cap_of(rule: Rule, frame: Frame) -> Exact | None:
    """Give the cap (封顶) of a rule: as written, or its rate where it is marked `once`."""
    source = rule.source
    assert isinstance(source, Events)
    if source.keys.cap is not None:
        return source.keys.cap.of(frame)
    if source.keys.once and source.worth is not None:
        return source.worth.top(frame)
    return None


def _cap_rule(same: Iterable[Happening], frame: Frame) -> None:
    same = list(same)
    cap = cap_of(same[0].rule, frame)
    if cap is not None:
        cap_sum(same, settle(cap), Reason("cap", (settle(cap),)))


def _cap_groups(happenings: Iterable[Happening], frame_of: FrameOf) -> None:
    groups: dict[str, tuple[Group, list[Happening]]] = {}
    for h in happenings:
        for group in h.rule.groups:
            if group.cap is not None:
                groups.setdefault(group.path, (group, []))[1].append(h)
    for group, same in sorted(groups.values(), key=lambda item: -item[0].path.count(".")):
        assert group.cap is not None
        cap = settle(group.cap.of(frame_of(same[0].rule)))
        for sign in (-1, 1):
            signed = [h for h in same if h.points * sign > 0]
            cap_sum(signed, cap, Reason("group_cap", (group.path, cap)))


def cap_sum(same: Iterable[Happening], cap: Points, reason: Reason) -> None:
    """Let happenings count up to a cap in order of date, then id; the one that crosses it counts in part (step 5)."""
    left = cap
    for h in same:
        size = abs(h.points)
        counted = min(size, max(left, 0))
        left -= size
        if counted != size:
            h.points = counted if h.points > 0 else -counted
            h.reasons.append(reason)


def voiding(happenings: Iterable[Happening]) -> Happening | None:
    """Give the first event that voids the leaf (此项不得分), or None (step 6)."""
    found = []
    by_rule: dict[str, int] = {}
    for h in happenings:
        source = h.rule.source
        assert isinstance(source, Events)
        if source.keys.void is None or not h.holds:
            continue
        by_rule[h.rule.path] = by_rule.get(h.rule.path, 0) + h.event.count
        if by_rule[h.rule.path] >= source.keys.void.times:
            found.append(h)
    return min(found, key=lambda h: h.order) if found else None
