"""What was recorded of a unit (事项与逾期): the rules that it has events under, and the due dates that it missed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from fractions import Fraction
from functools import partial

from kaoping.rules.clauses.due import DueRule
from kaoping.rules.clauses.sources import Events
from kaoping.rules.engine.happening import Happening
from kaoping.rules.engine.index import Index
from kaoping.rules.engine.run import Subject
from kaoping.rules.facts.rows import Event
from kaoping.rules.numbers.calendar import due_dates
from kaoping.rules.scheme.model import Rule, Scheme


def recorded(subject: Subject) -> Sequence[str]:
    """Give the rules under which something was recorded."""
    known = subject.run.scheme.event_rules
    found = [path for path in subject.facts.events if path in known]
    return [*found, *(path for path in subject.missed if path not in subject.facts.events)]


def missed(subject: Subject) -> Mapping[str, Sequence[Happening]]:
    """Give a happening for each due date that passed without a submission in time, by rule."""
    due = subject.run.gather("due", partial(due_in, subject.run.scheme, subject.run.index))
    handed_in = _handed_in(subject) if due else {}
    found = {path: list(_missed(subject, path, dates, handed_in)) for path, dates in due.items()}
    return {path: same for path, same in found.items() if same}


def _missed(
    subject: Subject, path: str, dates: Sequence[tuple[str, date]], handed_in: Mapping[tuple[str, str], date]
) -> Iterator[Happening]:
    rule, as_of = subject.run.scheme.rules[path], subject.as_of
    for period, day in dates if subject.covers(rule) else ():
        submitted = handed_in.get((path, period))
        if submitted is not None and submitted > as_of:
            submitted = None
        if submitted is None or submitted > day:
            yield _late(rule, period, day, submitted, (submitted or as_of) - day)


def _handed_in(subject: Subject) -> Mapping[tuple[str, str], date]:
    """Give the day of the earliest submission for each item and period."""
    found: dict[tuple[str, str], date] = {}
    for row in subject.facts.submissions:
        key = row.item, row.period
        found[key] = min(found.get(key, row.submitted_on), row.submitted_on)
    return found


def _late(rule: Rule, period: str, day: date, submitted: date | None, late: timedelta) -> Happening:
    """Make an event of a due date that passed; its amount is the number of days past it."""
    source = rule.source
    assert isinstance(source, Events) and isinstance(source.keys.due, DueRule)
    own = source.keys.due.missing if submitted is None else source.keys.due.late
    told = submitted.isoformat() if submitted else ""
    event = Event(period, "", rule.path, day, amount=Fraction(late.days), note=told)
    return Happening(rule, source, event, "missed", own)


def due_in(scheme: Scheme, index: Index) -> Mapping[str, Sequence[tuple[str, date]]]:
    """Give each obligation's periods and due dates that lie in the cycle and have passed."""
    cycle = index.cycle
    return {
        path: [
            (period, day)
            for period, day in due_dates(source.keys.due.calendar, cycle.first_day, cycle.last_day)
            if day <= index.window.as_of
        ]
        for path, source in scheme.event_rules.items()
        if source.keys.due
    }
