"""What events are worth before any limit (事项计分): rate, circumstances, share (spec section 3, steps 1 to 3)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from functools import partial

from kaoping.rules.clauses.sources import Events
from kaoping.rules.clauses.worth import Before, EventWorth
from kaoping.rules.clauses.worths import Steps
from kaoping.rules.engine.events.holding import OUTSIDE, is_left_out, why_not
from kaoping.rules.engine.happening import Happening, in_order
from kaoping.rules.engine.index import Window
from kaoping.rules.engine.run import Subject
from kaoping.rules.engine.view import View
from kaoping.rules.facts.rows import Event
from kaoping.rules.language.number import MissingValue
from kaoping.rules.ledger.result import Reason
from kaoping.rules.numbers.exact import Exact, settle
from kaoping.rules.numbers.points import Points
from kaoping.rules.scheme.model import Rule

Constants = Mapping[str, Points]
"""What one time counts by level, with its sign, where it is the same for all units."""


def rating(rule: Rule, source: Events) -> partial[Sequence[Happening]]:
    """Give the function of a unit that rates what was recorded under a rule."""
    return partial(_rated, rule, source, _constants(source))


def _constants(source: Events) -> Constants:
    if source.worth is None or source.keys.accumulate:
        return {}
    return {level: source.sign * settle(one) for level, one in source.worth.constants().items()}


def _rated(rule: Rule, source: Events, constants: Constants, subject: Subject) -> Sequence[Happening]:
    """Find out what holds, and price it.

    主办、联办分担：事项的 `role` 写 lead 的按主办比例计，写 joint 的按联办比例计，不写为独立完成，全数计。
    分担在封顶和就高之前；每条明细各自舍入一次。没有写 `share` 的条款不收角色。

    Example: `{points: 20, add: 5, share: {lead: 80%, joint: 20%}}`
    Facts: -; role=lead; role=joint
    Source: spec section 3.2; zhangzhou 三(三), 主办八成、联办各两成.
    """
    events = subject.facts.events.get(rule.path, ())
    if len(events) > 1:
        events = sorted(events, key=_by_date)
    prices = [None if event.circumstances else constants.get(event.level) for event in events]
    if source.keys.due or None in prices:
        return _one_by_one(rule, source, events, subject)
    window, left_out = subject.run.index.window, is_left_out(subject, rule)
    priced = zip(events, prices, strict=True)
    return [_by_constant(rule, source, event, window, left_out, one or 0) for event, one in priced]


def _by_date(event: Event) -> tuple[date, str]:
    return event.date, event.id


def _one_by_one(rule: Rule, source: Events, events: Sequence[Event], subject: Subject) -> Sequence[Happening]:
    """Rate events and missed due dates each after those before it."""
    left_out, before = is_left_out(subject, rule), Before()
    recorded = [Happening(rule, source, event) for event in events]
    found: list[Happening] = []
    for one in sorted([*recorded, *subject.missed.get(rule.path, ())], key=in_order):
        try:
            rated = _by_worth(one, source, subject, left_out, before)
        except MissingValue:
            found.append(one.without_number())
            continue
        if rated.holds:
            before = before.and_then(one.event)
        found.append(rated)
    return found


def _by_constant(
    rule: Rule, source: Events, event: Event, window: Window, left_out: bool, one: Points
) -> Happening:
    """Rate an event whose price is the same for all: what most events come to."""
    raw = one if event.count == 1 else one * event.count
    h = Happening(rule, source, event, raw=raw, points=raw)
    return _shared(h, abs(raw), why_not(h, window, left_out, not one and event.level != ""))


def _by_worth(
    recorded: Happening, source: Events, subject: Subject, left_out: bool, before: Before
) -> Happening:
    """Rate an event by its worth, as seen from the unit."""
    event = recorded.event
    view = View(subject, recorded.rule.path, event=event)
    worth = recorded.rate or source.worth
    window = subject.run.index.window
    reason = why_not(recorded, window, left_out, False)
    if reason is None and worth is not None and event.level and worth.one(event, view) == 0:
        reason = why_not(recorded, window, left_out, True)
    price = _price(source, worth, view, event, before, outside=reason is not None and reason.code in OUTSIDE)
    raw = source.sign * settle(price)
    return _shared(recorded._replace(raw=raw, points=raw), price, reason)


def _price(
    source: Events, worth: EventWorth | None, view: View, event: Event, before: Before, outside: bool
) -> Exact:
    if worth is None:
        return 0
    if source.keys.accumulate and isinstance(worth, Steps):
        price: Exact = 0 if outside else worth.accumulated(event, view, before)
    else:
        price = worth.raw(event, view, before)
    for name in event.circumstances:
        circumstance = source.keys.circumstances[name]
        if circumstance.times is not None:
            price = price * circumstance.times.of(view)
        if circumstance.plus is not None:
            price = price + circumstance.plus.of(view) * event.count
    return price


def _shared(h: Happening, price: Exact, reason: Reason | None) -> Happening:
    """Let an event that does not hold count nothing, and one that is shared its part of the price."""
    if reason is not None:
        return h._replace(points=0, holds=False, reasons=(reason,))
    role = h.event.role
    share = h.source.share.get(role) if role else None
    if share is None or share == 1:
        return h
    return h.counting(h.source.sign * settle(price * share), Reason("share", (role, share)))
