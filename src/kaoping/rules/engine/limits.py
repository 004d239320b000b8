"""What recorded events count: rate, share, exempt, same matter, cap, void, in the order of spec section 3.

One pass over all events of a unit, since the same matter may span rules and leaves.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from functools import cached_property

from kaoping.rules.clauses.sources import Events
from kaoping.rules.clauses.worth import Before, EventWorth
from kaoping.rules.clauses.worths import Steps
from kaoping.rules.facts.rows import Event
from kaoping.rules.language.number import Frame, MissingValue
from kaoping.rules.ledger.result import Reason
from kaoping.rules.numbers.exact import Exact, settle
from kaoping.rules.numbers.points import Points
from kaoping.rules.scheme.model import Rule
from kaoping.rules.scheme.model import RuleGroup as Group


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
    lacking: bool = False
    left_out: bool = False
    reasons: tuple[Reason, ...] = ()

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

    @cached_property
    def until(self) -> date:
        """The last day that counts."""
        return min(self.last, self.as_of)


FrameOf = Callable[[Rule], Frame]


def work_out(by_rule: Mapping[str, list[Happening]], frame_of: FrameOf) -> list[Happening]:
    """Give every happening, rated by `rate` already, what it counts, with the reasons where that differs.

    The happenings of a rule come in order of date, then id.
    """
    happenings = [h for same in by_rule.values() for h in same]
    _same_matter(happenings)
    for same in by_rule.values():
        _cap_rule(same, frame_of)
    _cap_groups(happenings, frame_of)
    return happenings


def rate(same: Iterable[Happening], year: Year, frame_of: Callable[[Rule, Event], Frame]) -> None:
    """Find out what holds, and price it: rate, circumstances, share (steps 1 to 3).

    主办、联办分担：事项的 `role` 写 lead 的按主办比例计，写 joint 的按联办比例计，不写为独立完成，全数计。
    分担在封顶和就高之前；每条明细各自舍入一次。没有写 `share` 的条款不收角色。

    Example: `{points: 20, add: 5, share: {lead: 80%, joint: 20%}}`
    Facts: -; role=lead; role=joint
    Source: spec section 3.2; zhangzhou 三(三), 主办八成、联办各两成.
    """
    times = 0
    level_times: dict[str, int] = {}
    amount = NOTHING
    for h in same:
        source = h.rule.source
        assert isinstance(source, Events)
        event = h.event
        frame = frame_of(h.rule, event)
        before = Before(times, level_times.get(event.level, 0), amount)
        try:
            reason = _why_not(h, source, year, frame)
            exact = _price(h, source, frame, before, outside=reason is not None and reason.code in OUTSIDE)
        except MissingValue:
            h.lacking = True
            continue
        h.raw = source.sign * settle(exact)
        if reason is not None:
            h.holds = False
            h.reasons += (reason,)
            continue
        h.points = h.raw
        share = source.share.get(event.role) if event.role else None
        if share is not None and share != 1:
            h.points = source.sign * settle(exact * share)
            h.reasons += (Reason("share", (event.role, share)),)
        times += event.count
        level_times[event.level] = level_times.get(event.level, 0) + event.count
        if event.amount is not None:
            amount += event.amount * event.count


NOTHING = Fraction(0)
OUTSIDE = frozenset({"outside_cycle", "after_as_of", "not_in_force"})


def _why_not(h: Happening, source: Events, year: Year, frame: Frame) -> Reason | None:
    """Say why an event does not hold; None where it holds.

    免责：`exempt` 写明本条可以免责的情形；事项填了免责理由的，计0分，明细保留原分并写明理由。
    没有写 `exempt` 的条款不收免责理由。不在周期内、在截止日之后、在本条施行期之外、经决定不成立、级别为0的，同样不成立。

    Example: `{points: 100, deduct: 5, exempt: 自行查处或主动报告}`
    Facts: -; exempt=本单位自查; date=2026-01-02
    Source: spec section 3.3; zhangzhou 三(二)2, 自行查处或主动报告的免扣.
    """
    event = h.event
    if not year.first <= event.date <= year.until:
        outside = not year.first <= event.date <= year.last
        dates = (year.first, year.last) if outside else (year.as_of,)
        return Reason("outside_cycle" if outside else "after_as_of", dates)
    if (h.rule.from_ and event.date < h.rule.from_) or (h.rule.until and event.date > h.rule.until):
        return Reason("not_in_force", (h.rule.from_, h.rule.until))
    if h.left_out:
        return Reason("left_out")
    if h.kind == "event" and event.id in year.struck:
        return Reason("struck", (year.struck[event.id],))
    if event.exempt:
        return Reason("exempt", (event.exempt,))
    rate = h.rate or source.worth
    if rate is not None and event.level and rate.one(event, frame) == 0:
        return Reason("level_zero", (source.labels.get(event.level, event.level),))
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
    """Let the largest of one matter count, the others 0 (就高一次, step 4).

    同一事项就高一次：同一单位、同一范围内 `matter` 相同的事项只计分值最大的一件；相等时取日期早的，再相等取编号小的。
    其余计0，并写明让给哪一件。范围写 rule（本条）、leaf（本指标）、group（本组）、scheme（全办法）或 `matters`
    里的名称；加分与扣分互不合并；`matter` 不填的不与任何事项相同。比较的是分担以后的分值，在封顶之前。

    Example:
        points: 20
        add: {county: 5, city: 10}
        levels: {county: 县级, city: 市级}
        same_matter: rule
    Facts: level=county, matter=创建; level=city, matter=创建; level=county
    Source: spec section 3.4; zhangzhou 三(二)2 and 三(三), 同一事项不重复计分.
    """
    scopes: dict[tuple[str, int, str], list[Happening]] = {}
    for h in happenings:
        if not h.event.matter or not h.holds:
            continue
        source = h.rule.source
        assert isinstance(source, Events)
        if source.same_matter and source.sign:
            scopes.setdefault((source.same_matter, source.sign, h.event.matter), []).append(h)
    for same in scopes.values():
        if len(same) > 1:
            best = min(same, key=lambda h: (-abs(h.points), *h.order))
            for h in same:
                if h is not best:
                    h.points, h.beaten = 0, True
                    h.reasons += (Reason("same_matter", (best.event.id, best.rule.path)),)


def cap_of(rule: Rule, frame: Frame) -> Exact | None:
    """Give the cap (封顶) of a rule: as written, or its rate where it is marked `once`."""
    source = rule.source
    assert isinstance(source, Events)
    if source.keys.cap is not None:
        return source.keys.cap.of(frame)
    if source.keys.once and source.worth is not None:
        return source.worth.top(frame)
    return None


def _cap_rule(same: Sequence[Happening], frame_of: FrameOf) -> None:
    source = same[0].rule.source
    assert isinstance(source, Events)
    if source.keys.cap is None and not source.keys.once:
        return
    try:
        cap = cap_of(same[0].rule, frame_of(same[0].rule))
    except MissingValue:
        return _lack(same)
    if cap is None:
        return
    spans: dict[object, list[Happening]] = {}
    for h in same:
        spans.setdefault(source.keys.cap_span(h.event.date), []).append(h)
    for within in spans.values():
        cap_sum(within, settle(cap), Reason("cap", (settle(cap),)))


def _lack(same: Iterable[Happening]) -> None:
    """A number that the events need is missing: they count 0, and their leaf is incomplete."""
    for h in same:
        h.lacking, h.points = True, 0


def _cap_groups(happenings: Iterable[Happening], frame_of: FrameOf) -> None:
    groups: dict[str, tuple[Group, list[Happening]]] = {}
    for h in happenings:
        for group in h.rule.groups:
            if group.cap is not None:
                groups.setdefault(group.path, (group, []))[1].append(h)
    for group, same in sorted(groups.values(), key=lambda item: -item[0].path.count(".")):
        assert group.cap is not None
        try:
            cap = settle(group.cap.of(frame_of(same[0].rule)))
        except MissingValue:
            _lack(same)
            continue
        for sign in (-1, 1):
            signed = sorted((h for h in same if h.points * sign > 0), key=lambda h: h.order)
            cap_sum(signed, cap, Reason("group_cap", (group.path, cap)))


def cap_sum(same: Iterable[Happening], cap: Points, reason: Reason) -> None:
    """Let happenings count up to a cap in order of date, then id; the one that crosses it counts in part (step 5).

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
            h.points = counted if h.points > 0 else -counted
            h.reasons += (reason,)


def voiding(happenings: Iterable[Happening]) -> Happening | None:
    """Give the first event that voids the leaf (此项不得分), or None (step 6).

    此项不得分：`void: once` 表示出现一次，本指标就得0分；`void: {times: 3}` 表示第三次（含）起。先照常计分、封顶、封底，
    最后一条 void 明细把余下的分清零；本来低于0的不动。次数按成立事项的次数合计，免责的不算。

    Example:
        points: 6
        rules:
          - {id: error, name: 不合格件, deduct: 0.2}
          - {id: forged, name: 弄虚作假, void: once}
    Facts: item=error, count=4; item=forged
    Source: spec section 3.6; jishui-2014 三(一)13 (third time), hubei-archives work.quality.
    """
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
