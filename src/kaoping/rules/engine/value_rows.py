"""A unit's rows of values (指标值): those of this cycle, of a period, of earlier years."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from kaoping.rules.engine.run import Subject
from kaoping.rules.facts.rows import Value
from kaoping.rules.numbers.calendar import PER_YEAR, parse_period


def rows_now(subject: Subject, item: str, period: str = "") -> Sequence[Value]:
    """Give the values of an item in this cycle, or of one period."""
    rows = subject.facts.values.get(item, ())
    if period:
        return [row for row in rows if row.period == period]
    if len(rows) == 1 and not rows[0].period:
        return rows
    return [row for row in rows if subject.run.index.is_now(row.period)]


def latest_row(subject: Subject, item: str, period: str = "") -> Value | None:
    """Give the value of an item in this cycle whose period comes last, or that of one period."""
    return max(rows_now(subject, item, period), key=lambda row: row.period, default=None)


def earlier(subject: Subject, item: str, years: int, period: str = "") -> Fraction | None:
    """Give an item's value so many years before the cycle, or before a period of it (同期)."""
    name = str(subject.run.index.cycle.year - years)
    if period:
        same = parse_period(period)
        name = str(same.shifted(-years * PER_YEAR[same.kind]))
    rows = subject.facts.values.get(item, ())
    return next((row.value for row in rows if row.period == name), None)


def earlier_rows(subject: Subject, item: str, period: str = "") -> Sequence[Value]:
    """Give the values of an item whose periods ended before the cycle began, or before a period of it."""
    first = parse_period(period).first_day if period else subject.run.index.cycle.first_day
    rows = subject.facts.values.get(item, ())
    return [row for row in rows if row.period and ended(row) < first.isoformat()]


def ended(row: Value) -> str:
    """Give the day when a row's period ended, empty where it has none; to compare."""
    return parse_period(row.period).last_day.isoformat() if row.period else ""
