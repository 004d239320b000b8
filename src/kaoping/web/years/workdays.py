"""Workdays (工作日): the body's own adjustments first, then the State Council's holidays, beyond them Monday to Friday."""

from __future__ import annotations

from datetime import date, timedelta

import chinese_calendar  # type: ignore[import-untyped]

from kaoping.web.core.models import Body
from kaoping.web.years.models import DayOverride

SATURDAY = 5


class Workdays:
    """The workdays of a body; its adjustments are read once."""

    def __init__(self, body: Body) -> None:
        self.overrides = dict(DayOverride.objects.filter(body=body).values_list("day", "working"))

    def is_workday(self, day: date) -> bool:
        """Say whether a day is worked."""
        if day in self.overrides:
            return self.overrides[day]
        return bool(chinese_calendar.is_workday(day)) if is_tabled(day) else day.weekday() < SATURDAY

    def add(self, day: date, number: int) -> date:
        """Give the number-th workday after a day (before it, where the number is negative)."""
        step = timedelta(days=1 if number > 0 else -1)
        for _ in range(abs(number)):
            day += step
            while not self.is_workday(day):
                day += step
        return day


def is_tabled(day: date) -> bool:
    """Say whether the table of holidays (放假安排) covers a day."""
    try:
        chinese_calendar.is_workday(day)
    except NotImplementedError:
        return False
    return True


def last_tabled_year() -> int:
    """Give the last year that the table of holidays covers."""
    return max(int(day.year) for day in chinese_calendar.holidays)


def is_workday(body: Body, day: date) -> bool:
    """Say whether a body works on a day."""
    return Workdays(body).is_workday(day)


def add_workdays(body: Body, day: date, n: int) -> date:
    """Give the n-th workday of a body after a day; the day itself does not count."""
    return Workdays(body).add(day, n)
