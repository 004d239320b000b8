"""The one place where the platform asks for the day: the calendar's, or the demo's frozen one."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime

from django.conf import settings
from django.utils import timezone

_moment: ContextVar[datetime | None] = ContextVar("moment", default=None)


@contextmanager
def travel(moment: datetime) -> Iterator[None]:
    """Let acts happen at another moment: only the program that makes a demo's or a test's past does so."""
    before = _moment.set(timezone.make_aware(moment) if timezone.is_naive(moment) else moment)
    try:
        yield
    finally:
        _moment.reset(before)


def now() -> datetime:
    """Give the moment, in the office's time zone; on the demo's day, the time of the clock."""
    told = _moment.get()
    if told is not None:
        return told
    real = timezone.localtime()
    day: date | None = settings.FROZEN_DAY
    return real.replace(year=day.year, month=day.month, day=day.day) if day else real


def today() -> date:
    """Give the day."""
    return now().date()
