"""The diary of the demo: acts with their days, written down in any order and done in order of time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from typing import Generic, TypeVar

import chinese_calendar  # type: ignore[import-untyped]

from kaoping.web.core import clock

T = TypeVar("T")
LAST = date(2026, 1, 11)
"""The last day of the diary: the next one belongs to whoever looks at the demo."""


class Later(Generic[T]):
    """What an act of the diary will give once it is done."""

    _found: T

    def __init__(self, act: Callable[[], T]) -> None:
        self._act = act

    def __call__(self) -> None:
        self._found = self._act()

    @property
    def found(self) -> T:
        return self._found


class Diary:
    """Acts to be done, each at its moment; acts noted for one hour follow each other in the order of noting."""

    def __init__(self) -> None:
        self._acts: list[tuple[datetime, Callable[[], object]]] = []
        self._noted: Counter[tuple[date, int]] = Counter()

    def note(self, day: date, act: Callable[[], T], hour: int = 9) -> Later[T]:
        """Note an act for a day and an hour; two in an hour are 35 seconds apart or more."""
        if day > LAST:
            raise ValueError(f"{day} is after the demo's last day")
        several = self._noted[day, hour]
        self._noted[day, hour] += 1
        moment = datetime.combine(day, time(hour, 2)) + timedelta(seconds=35 * several)
        later = Later(act)
        self._acts.append((moment, later))
        return later

    def live(self, tell: Callable[[date, int, int], None] = lambda *_: None) -> None:
        """Do all acts, the earliest first; `tell` hears the day, how many are done, and how many there are."""
        acts = sorted(self._acts, key=lambda noted: noted[0])
        for n, (moment, act) in enumerate(acts):
            tell(moment.date(), n, len(acts))
            with clock.travel(moment):
                act()


def workday(day: date, move: int = 0) -> date:
    """Give the workday so many workdays after a day (before it, if negative); a day off counts as the workday before."""
    step = timedelta(days=1 if move > 0 else -1)
    while not chinese_calendar.is_workday(day):
        day -= timedelta(days=1)
    for _ in range(abs(move)):
        day += step
        while not chinese_calendar.is_workday(day):
            day += step
    return day
