"""Periods and due dates, against calendars that can be counted on the fingers."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kaoping.rules.numbers.calendar import PER_YEAR, Due, Period, due_date, due_dates, parse_period, period_of

kinds = st.sampled_from(list(PER_YEAR))
days = st.dates(date(1900, 1, 1), date(2199, 12, 31))
some_dues = st.one_of(
    st.builds(
        Due, every=kinds, of=st.sampled_from(["same", "previous"]), day=st.integers(1, 16) | st.just("last")
    ),
    st.builds(Due, every=kinds, days_after=st.integers(0, 800)),
    st.builds(Due, every=st.just("year"), of=st.sampled_from(["same", "previous"]), day=st.just("02-29")),
)


def in_year(due: Due, year: int) -> list[tuple[str, str]]:
    """Give periods and due dates of a calendar year, as text."""
    return [(name, str(day)) for name, day in due_dates(due, date(year, 1, 1), date(year, 12, 31))]


def bounds(text: str) -> tuple[str, str]:
    period = parse_period(text)
    return str(period.first_day), str(period.last_day)


def test_periods_have_their_first_and_last_days():
    assert bounds("2025") == ("2025-01-01", "2025-12-31")
    assert bounds("2025-H1") == ("2025-01-01", "2025-06-30")
    assert bounds("2025-H2") == ("2025-07-01", "2025-12-31")
    assert bounds("2025-Q1") == ("2025-01-01", "2025-03-31")
    assert bounds("2025-Q3") == ("2025-07-01", "2025-09-30")
    assert bounds("2025-02") == ("2025-02-01", "2025-02-28")
    assert bounds("2024-02-H1") == ("2024-02-01", "2024-02-15")
    assert bounds("2024-02-H2") == ("2024-02-16", "2024-02-29")


def test_a_year_ends_where_the_next_begins():
    assert str(parse_period("2025-Q4").next) == "2026-Q1"
    assert str(parse_period("2025-01").previous) == "2024-12"
    assert str(parse_period("2025-12-H2").next) == "2026-01-H1"
    assert str(parse_period("2025-H1").previous) == "2024-H2"
    assert str(parse_period("2025").next) == "2026"


@pytest.mark.parametrize(
    "text",
    [
        *("", "25", "20251", "0025", " 2025", "2025\n", "２０２５", "2025-", "2025-1季度"),
        *("2025-Q5", "2025-Q0", "2025-q1", "2025-H3", "2025-13", "2025-00", "2025-3", "2025/03"),
        *("2025-03-H3", "2025-Q1-H1", "2025-03-15"),
    ],
)
def test_what_is_no_period_is_refused(text: str):
    with pytest.raises(ValueError):
        parse_period(text)


def test_only_periods_of_one_kind_have_an_order():
    assert parse_period("2024-Q4") < parse_period("2025-Q1") <= parse_period("2025-Q1")
    assert max(parse_period("2025-09"), parse_period("2025-10")) == Period("month", 2025, 10)
    with pytest.raises(TypeError):
        _ = parse_period("2025-Q1") < parse_period("2025-03")


@given(kinds, days)
def test_every_day_lies_in_exactly_one_period_of_each_kind(kind: str, day: date):
    period = period_of(kind, day)
    assert period.first_day <= day <= period.last_day
    assert period.previous.last_day < day < period.next.first_day
    assert period.last_day + timedelta(days=1) == period.next.first_day
    assert period.next.previous == period


@given(kinds, days)
def test_a_written_period_reads_back_as_itself(kind: str, day: date):
    period = period_of(kind, day)
    assert parse_period(str(period)) == period


@given(kinds, st.integers(1900, 2199))
def test_the_periods_of_a_year_fill_it(kind: str, year: int):
    periods = [Period(kind, year, number) for number in range(1, PER_YEAR[kind] + 1)]
    assert sum((p.last_day - p.first_day).days + 1 for p in periods) == (
        366 if date(year, 3, 1) - date(year, 2, 1) == timedelta(29) else 365
    )


def test_xingan_discloses_each_quarter_by_the_7th_of_the_next():
    assert in_year(Due(every="quarter", of="previous", day=7), 2025) == [
        ("2024-Q4", "2025-01-07"),
        ("2025-Q1", "2025-04-07"),
        ("2025-Q2", "2025-07-07"),
        ("2025-Q3", "2025-10-07"),
    ]


def test_xingan_shows_in_the_corridor_once_in_each_quarter():
    assert in_year(Due(every="quarter", day="last"), 2025) == [
        ("2025-Q1", "2025-03-31"),
        ("2025-Q2", "2025-06-30"),
        ("2025-Q3", "2025-09-30"),
        ("2025-Q4", "2025-12-31"),
    ]


def test_jishui_reports_each_month_by_its_last_day():
    found = in_year(Due(every="month", day="last"), 2014)
    assert [name for name, _ in found] == [f"2014-{month:02}" for month in range(1, 13)]
    assert [int(day[8:]) for _, day in found] == [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]


def test_jishui_patrols_in_24_half_months():
    found = in_year(Due(every="half_month", day="last"), 2014)
    assert len(found) == 24
    assert found[:4] == [
        ("2014-01-H1", "2014-01-15"),
        ("2014-01-H2", "2014-01-31"),
        ("2014-02-H1", "2014-02-15"),
        ("2014-02-H2", "2014-02-28"),
    ]
    assert found[-1] == ("2014-12-H2", "2014-12-31")


def test_jishui_sums_the_year_up_on_stated_days():
    assert in_year(Due(every="year", day="06-20"), 2014) == [("2014", "2014-06-20")]
    assert in_year(Due(every="year", day="12-10"), 2014) == [("2014", "2014-12-10")]


def test_a_day_of_a_longer_period_is_one_of_its_last_month_unless_the_first_is_stated():
    assert in_year(Due(every="half", day=20), 2025) == [("2025-H1", "2025-06-20"), ("2025-H2", "2025-12-20")]
    assert in_year(Due(every="half", day=20, month="first"), 2025) == [
        ("2025-H1", "2025-01-20"),
        ("2025-H2", "2025-07-20"),
    ]
    assert in_year(Due(every="year", day=5), 2025) == [("2025", "2025-12-05")]


def test_the_period_before_is_due_in_the_first_month_unless_the_last_is_stated():
    assert in_year(Due(every="half", of="previous", day="last"), 2025) == [
        ("2024-H2", "2025-01-31"),
        ("2025-H1", "2025-07-31"),
    ]
    assert in_year(Due(every="half", of="previous", day="last", month="last"), 2025) == [
        ("2024-H2", "2025-06-30"),
        ("2025-H1", "2025-12-31"),
    ]
    assert in_year(Due(every="year", of="previous", day="03-15"), 2025) == [("2024", "2025-03-15")]
    assert in_year(Due(every="month", of="previous", day=5), 2025)[0] == ("2024-12", "2025-01-05")


def test_a_half_month_counts_its_own_days():
    assert in_year(Due(every="half_month", day=3), 2025)[:2] == [
        ("2025-01-H1", "2025-01-03"),
        ("2025-01-H2", "2025-01-18"),  # 16, 17, 18
    ]
    assert in_year(Due(every="half_month", of="previous", day=2), 2025)[:2] == [
        ("2024-12-H2", "2025-01-02"),
        ("2025-01-H1", "2025-01-17"),
    ]


def test_a_day_that_a_month_lacks_is_its_last():
    assert in_year(Due(every="month", day=31), 2025)[1] == ("2025-02", "2025-02-28")
    assert in_year(Due(every="year", day="02-29"), 2025) == [("2025", "2025-02-28")]
    assert in_year(Due(every="year", day="02-29"), 2024) == [("2024", "2024-02-29")]
    assert in_year(Due(every="half_month", day=16), 2025)[:2] == [
        ("2025-01-H1", "2025-01-15"),
        ("2025-01-H2", "2025-01-31"),
    ]


def test_days_after_the_end_pass_into_the_next_year():
    # 31 December + 15 days is 15 January; 30 September + 15 is 15 October.
    assert in_year(Due(every="quarter", days_after=15), 2025) == [
        ("2024-Q4", "2025-01-15"),
        ("2025-Q1", "2025-04-15"),
        ("2025-Q2", "2025-07-15"),
        ("2025-Q3", "2025-10-15"),
    ]
    assert in_year(Due(every="month", days_after=0), 2025)[0] == ("2025-01", "2025-01-31")


def test_listed_days_may_name_their_year():
    due = Due(dates={"2025-Q1": date(2025, 4, 7), "2024-Q4": "2025-02-01", "2025-Q4": date(2026, 1, 5)})
    assert due.every == "quarter"
    assert in_year(due, 2025) == [("2024-Q4", "2025-02-01"), ("2025-Q1", "2025-04-07")]
    assert in_year(due, 2026) == [("2025-Q4", "2026-01-05")]


def test_listed_days_without_a_year_come_round_every_year():
    # 7 January is before October, so the fourth quarter's is in the next year.
    due = Due(dates={"Q1": "04-07", "Q4": "01-07"})
    assert in_year(due, 2025) == [("2024-Q4", "2025-01-07"), ("2025-Q1", "2025-04-07")]


def test_a_listed_period_with_its_year_goes_before_one_without():
    due = Due(every="half", dates={"H1": "06-20", "2025-H1": "2025-07-01"})
    assert in_year(due, 2024) == [("2024-H1", "2024-06-20")]
    assert in_year(due, 2025) == [("2025-H1", "2025-07-01")]
    assert due_date(due, parse_period("2025-H2")) is None


def test_a_cycle_need_not_be_a_calendar_year():
    monthly = Due(every="month", day=10)
    found = due_dates(monthly, date(2024, 11, 10), date(2025, 1, 9))
    assert found == [("2024-11", date(2024, 11, 10)), ("2024-12", date(2024, 12, 10))]


@pytest.mark.parametrize(
    ("wrong", "fields"),
    [
        ("every", {"every": "week", "day": 1}),
        ("every", {"day": 1}),
        ("every", {"every": "month", "dates": {"Q1": "04-07"}}),
        ("of", {"every": "month", "of": "next", "day": 1}),
        ("day", {"every": "month"}),
        ("day", {"every": "month", "day": 0}),
        ("day", {"every": "month", "day": 32}),
        ("day", {"every": "half_month", "day": 17}),
        ("day", {"every": "month", "day": "06-20"}),
        ("day", {"every": "year", "day": "02-30"}),
        ("day", {"every": "month", "day": 3, "days_after": 3}),
        ("day", {"day": 3, "dates": {"Q1": "04-07"}}),
        ("days_after", {"every": "month", "days_after": -1}),
        ("days_after", {"every": "month", "of": "previous", "days_after": 5}),
        ("month", {"every": "month", "day": 3, "month": "first"}),
        ("month", {"every": "quarter", "day": 3, "month": "second"}),
        ("month", {"every": "year", "day": "06-20", "month": "first"}),
        ("dates", {"dates": {"Q1": "04-07", "H2": "12-10"}}),
        ("dates", {"dates": {"Q5": "04-07"}}),
        ("dates", {"dates": {"Q1": "2025-04-07"}}),
        ("dates", {"dates": {"2025-Q1": "20250407"}}),
        ("dates", {"dates": {"2025-Q1": "04-31"}}),
    ],
)
def test_a_due_that_cannot_be_is_refused_by_its_field(wrong: str, fields: dict[str, object]):
    with pytest.raises(ValueError, match=f"^{wrong}$"):
        Due(**fields)  # type: ignore[arg-type]


@given(some_dues, days)
def test_each_period_falls_due_in_one_of_two_adjacent_cycles_and_never_in_both(due: Due, first: date):
    middle, last = first + timedelta(days=365), first + timedelta(days=800)
    split = due_dates(due, first, middle) + due_dates(due, middle + timedelta(days=1), last)
    assert split == due_dates(due, first, last)
    assert len(dict(split)) == len(split)


@given(some_dues, kinds, days)
def test_a_due_date_is_found_in_the_cycle_that_holds_it(due: Due, kind: str, day: date):
    period = period_of(due.every, day)
    falls = due_date(due, period)
    assert falls is not None
    assert period.first_day <= falls
    assert (str(period), falls) in due_dates(due, falls, falls)
    assert due.of == "same" or falls > period.last_day
