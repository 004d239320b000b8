"""Periods (所属期) and due dates (截止日): what an obligation reports on, and by when.

A date is always an argument; nothing here asks for today. Source: spec section 3, obligations: an obligation
belongs to the cycle in which it falls due.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import lru_cache, total_ordering

PER_YEAR = {"year": 1, "half": 2, "quarter": 4, "month": 12, "half_month": 24}
"""Kinds of periods (年、半年、季度、月、半月) and how many make a year."""

_PERIOD = re.compile(r"([1-9][0-9]{3})(?:-(.+))?")
_IN_YEAR = re.compile(r"H(?P<half>[12])|Q(?P<quarter>[1-4])|(?P<month>0[1-9]|1[0-2])(?:-H(?P<part>[12]))?")
_MONTH_DAY = re.compile(r"(0[1-9]|1[0-2])-([0-2][0-9]|3[01])")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_LATEST = 3660
_MONTH_DAYS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


@total_ordering
@dataclass(frozen=True, slots=True)
class Period:
    """A period (所属期): the `number`-th of its kind in a year, from 1. Periods of one kind have an order."""

    kind: str
    year: int
    number: int = 1

    def __str__(self) -> str:
        name = _in_year(self.kind, self.number)
        return f"{self.year}-{name}" if name else str(self.year)

    def __lt__(self, other: object) -> bool:
        if not isinstance(other, Period) or other.kind != self.kind:
            return NotImplemented
        return (self.year, self.number) < (other.year, other.number)

    @property
    def first_month(self) -> int:
        """The month in which it begins."""
        return (self.number - 1) * 12 // PER_YEAR[self.kind] + 1

    @property
    def last_month(self) -> int:
        """The month in which it ends."""
        return (self.number * 12 - 1) // PER_YEAR[self.kind] + 1

    @property
    def first_day(self) -> date:
        """Its first day: of the second half of a month the 16th, else of its first month."""
        second_half = self.kind == "half_month" and self.number % 2 == 0
        return date(self.year, self.first_month, 16 if second_half else 1)

    @property
    def last_day(self) -> date:
        """Its last day: of the first half of a month the 15th, else of its last month."""
        first_half = self.kind == "half_month" and self.number % 2 == 1
        return _day(self.year, self.last_month, 15 if first_half else 31)

    @property
    def next(self) -> Period:
        """The period after it."""
        return self.shifted(1)

    @property
    def previous(self) -> Period:
        """The period before it."""
        return self.shifted(-1)

    def shifted(self, by: int) -> Period:
        """Give the period so many later (or earlier, below 0)."""
        year, number = divmod(self.year * PER_YEAR[self.kind] + self.number - 1 + by, PER_YEAR[self.kind])
        return Period(self.kind, year, number + 1)


@lru_cache(maxsize=4096)
def written_day(day: date) -> str:
    """Write a day, 2025-03-31; the same day is the same text, so that a ledger of a province holds few of them."""
    return day.isoformat()


@lru_cache(maxsize=4096)
def parse_period(text: str) -> Period:
    """Read a period: 2025, 2025-H1 (half year), 2025-Q1, 2025-03, 2025-03-H1 (days 1 to 15), 2025-03-H2.

    Raises ValueError for anything else; years are 1000 to 9999.
    """
    match = _PERIOD.fullmatch(text)
    if match is None:
        raise ValueError(text)
    kind, number = _numbered(match[2]) if match[2] else ("year", 1)
    return Period(kind, int(match[1]), number)


def period_of(kind: str, day: date) -> Period:
    """Give the period of a kind in which a day lies."""
    halves = (day.month - 1) * 2 + (1 if day.day > 15 else 0)
    return Period(kind, day.year, halves * PER_YEAR[kind] // 24 + 1)


def _numbered(name: str) -> tuple[str, int]:
    """Read a period's name within its year, such as Q1 or 03-H1: its kind and number."""
    match = _IN_YEAR.fullmatch(name)
    if match is None:
        raise ValueError(name)
    if match["part"]:
        return "half_month", int(match["month"]) * 2 - 2 + int(match["part"])
    kind = match.lastgroup or ""
    return kind, int(match[kind])


def _in_year(kind: str, number: int) -> str:
    match kind:
        case "half" | "quarter":
            return f"{kind[0].upper()}{number}"
        case "month":
            return f"{number:02}"
        case "half_month":
            return f"{(number + 1) // 2:02}-H{2 - number % 2}"
        case _:
            return ""


def _day(year: int, month: int, day: int) -> date:
    """Give a day of a month, or the month's last where it is shorter (2月29日 in a common year: the 28th)."""
    return date(year, month, min(day, monthrange(year, month)[1]))


@dataclass(frozen=True)
class Due:
    """When the obligation (按期报送、公开) of each period falls due; the due day itself is in time.

    every       kind of the periods, a key of `PER_YEAR`; where `dates` are given, it follows from them
    of          `same`: due within the period; `previous`: the period before is reported, so the due day
                lies in the period that follows the one reported
    day         day of the month (of a half month: its n-th day), or `last`; for every year also MM-DD. In
                a month that is shorter, its last day
    month       month of a half year, quarter or year in which the day lies: `first` or `last`; unless
                stated, the last, but the first with `of: previous` (每季度首月7日前公开前一季度)
    days_after  so many calendar days after the period's last day, instead of a day
    dates       a day for each period, instead of all these: {2025-Q1: 2025-04-07}; or for any year
                {Q1: 04-07}, the first such day on or after the period's first day. What names the year
                goes before

    Raises: ValueError with the name of the field that is wrong.
    """

    every: str = ""
    of: str = "same"
    day: int | str | None = None
    month: str = ""
    days_after: int | None = None
    dates: Mapping[str, date | str] = field(default_factory=dict, hash=False)

    def __post_init__(self) -> None:
        if self.dates:
            self._check_dates()
            return
        checks = {
            "every": self.every in PER_YEAR,
            "of": self.of in ("same", "previous"),
            "days_after": self.days_after is None or (0 <= self.days_after <= _LATEST and self.of == "same"),
            "day": self._day_fits(),
            "month": self._month_fits(),
        }
        for name, fits in checks.items():
            if not fits:
                raise ValueError(name)

    def _day_fits(self) -> bool:
        if self.day is None or self.days_after is not None:
            return (self.day is None) != (self.days_after is None)
        if isinstance(self.day, int):
            return 1 <= self.day <= (16 if self.every == "half_month" else 31)
        return self.day == "last" or (self.every == "year" and _is_month_day(self.day))

    def _month_fits(self) -> bool:
        has_months = self.every in ("half", "quarter", "year") and self.days_after is None
        if isinstance(self.day, str) and self.day != "last":
            has_months = False
        return not self.month or (has_months and self.month in ("first", "last"))

    def _check_dates(self) -> None:
        for name in ("day", "days_after", "month"):
            if getattr(self, name):
                raise ValueError(name)
        kinds = {_kind_of(name, day) for name, day in self.dates.items()}
        if len(kinds) > 1:
            raise ValueError("dates")
        if self.every not in ("", *kinds):
            raise ValueError("every")
        object.__setattr__(self, "every", kinds.pop())


def due_date(due: Due, period: Period) -> date | None:
    """Give the day on which a period falls due (截止日); None where the dates list no such period."""
    if due.dates:
        listed = due.dates.get(str(period), due.dates.get(_in_year(period.kind, period.number)))
        return None if listed is None else _listed_day(listed, period)
    if due.days_after is not None:
        return period.last_day + timedelta(days=due.days_after)
    return _day_within(due, period if due.of == "same" else period.next)


def due_dates(due: Due, first_day: date, last_day: date) -> list[tuple[str, date]]:
    """Give the periods that fall due in a cycle, both days included, with their due dates, in order.

    Source: spec section 3; for 2025, a quarterly duty due on the 7th of the next quarter begins with 2024-Q4.
    """
    found = {period: due_date(due, period) for period in _candidates(due, first_day, last_day)}
    within = [(day, period) for period, day in found.items() if day and first_day <= day <= last_day]
    return [(str(period), day) for day, period in sorted(within)]


def _candidates(due: Due, first_day: date, last_day: date) -> Iterator[Period]:
    """Give every period that could fall due in the cycle: no due day lies before its period's first day."""
    yield from (parse_period(name) for name in due.dates if _PERIOD.fullmatch(name))
    earliest = first_day - timedelta(days=due.days_after or 366)
    period = period_of(due.every, earliest).shifted(-2)
    while period.first_day <= last_day:
        yield period
        period = period.next


def _day_within(due: Due, period: Period) -> date:
    """Give the due day within the period in which it lies."""
    if isinstance(due.day, str) and due.day != "last":
        return _day(period.year, *_month_day(due.day))
    day = due.day if isinstance(due.day, int) else 31
    if period.kind == "half_month":
        return min(period.first_day + timedelta(days=day - 1), period.last_day)
    month = due.month or ("last" if due.of == "same" else "first")
    return _day(period.year, period.first_month if month == "first" else period.last_month, day)


def _listed_day(listed: date | str, period: Period) -> date:
    if isinstance(listed, date):
        return listed
    if not _MONTH_DAY.fullmatch(listed):
        return date.fromisoformat(listed)
    day = _day(period.year, *_month_day(listed))
    return day if day >= period.first_day else _day(period.year + 1, *_month_day(listed))


def _kind_of(name: str, day: date | str) -> str:
    """Check an entry of `dates` and give its period's kind; a period without a year has a day without one."""
    yearless = isinstance(day, str) and _is_month_day(day)
    try:
        if isinstance(day, str) and not yearless:
            _iso_date(day)
        return _numbered(name)[0] if yearless and not _PERIOD.fullmatch(name) else parse_period(name).kind
    except ValueError:
        raise ValueError("dates") from None


def _iso_date(text: str) -> date:
    if not _DATE.fullmatch(text):
        raise ValueError(text)
    return date.fromisoformat(text)


def _is_month_day(text: str) -> bool:
    match = _MONTH_DAY.fullmatch(text)
    return match is not None and 1 <= int(match[2]) <= _MONTH_DAYS[int(match[1]) - 1]


def _month_day(text: str) -> tuple[int, int]:
    return int(text[:2]), int(text[3:])
