"""An event or a missed due date on its way through the limits."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from kaoping.rules.clauses.sources import Events
from kaoping.rules.clauses.worth import EventWorth
from kaoping.rules.facts.rows import Event
from kaoping.rules.ledger.result import Reason
from kaoping.rules.numbers.points import Points
from kaoping.rules.scheme.model import Rule


class Happening(NamedTuple):
    """An event (事项) or a missed due date (逾期未报); `points` is what it counts so far, `raw` what it was worth.

    `rate` is its own worth where that is not the rule's; `lacking` says that a number was missing.
    """

    rule: Rule
    source: Events
    event: Event
    kind: str = "event"
    rate: EventWorth | None = None
    raw: Points = 0
    points: Points = 0
    holds: bool = True
    lacking: bool = False
    reasons: tuple[Reason, ...] = ()

    @property
    def brackets(self) -> tuple[str, ...]:
        """The ids of the groups around its rule."""
        return tuple(group.path for group in self.rule.groups)

    def counting(self, points: Points, reason: Reason) -> Happening:
        """Give the same happening with other points, and why."""
        return self._replace(points=points, reasons=(*self.reasons, reason))

    def without_number(self) -> Happening:
        """Give the same happening counting 0: a number that it needs is missing, and its leaf is incomplete."""
        return self._replace(points=0, lacking=True)


def in_order(h: Happening) -> tuple[date, str]:
    """Order by date, then id."""
    return h.event.date, h.event.id


ByRule = Mapping[str, Sequence[Happening]]
"""Happenings by rule, each rule's in order of date, then id; never none of a rule."""


def changed(by_rule: ByRule, happenings: Iterable[Happening]) -> ByRule:
    """Give the same happenings with some of them changed; an id is given once within a rule."""
    new = {(h.rule.path, h.event.id): h for h in happenings}
    if not new:
        return by_rule
    touched = {path for path, _ in new}
    return {
        path: [new.get((path, h.event.id), h) for h in same] if path in touched else same
        for path, same in by_rule.items()
    }
