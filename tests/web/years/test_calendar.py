"""Workdays, deadlines, reminders; queries that do not grow."""

from __future__ import annotations

from datetime import date

import pytest
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext

from kaoping.rules.facts.rows import Unit as Taking
from kaoping.web.core.models import Entry, Task
from kaoping.web.years.actions import (
    Wrong,
    confirm_year,
    mark_done,
    mark_undone,
    move_date,
    propose_year,
    set_day,
)
from kaoping.web.years.deadlines import deadlines, remind
from kaoping.web.years.models import CalendarDate, DayOverride
from kaoping.web.years.opening import open_year
from kaoping.web.years.queries import phase_bar
from kaoping.web.years.workdays import add_workdays, is_tabled, is_workday
from tests.web.worlds import actor_of, body, city, client_of, unit
from tests.web.years.samples import PROCESS, draft, opened, stored

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("day", "worked"),
    [
        (date(2026, 9, 30), True),
        (date(2026, 10, 1), False),
        (date(2026, 10, 7), False),
        (date(2026, 10, 8), True),
        (date(2026, 10, 10), True),  # a Saturday, worked for the holiday
        (date(2026, 10, 11), False),
        (date(2027, 10, 1), True),  # beyond the table: a Friday
        (date(2027, 10, 2), False),
    ],
)
def test_a_day_is_worked_as_the_holiday_table_says_and_beyond_it_from_monday_to_friday(
    day: date, worked: bool
) -> None:
    assert is_workday(body(), day) is worked
    assert is_tabled(day) is (day.year == 2026)


def test_the_bodys_own_adjustment_wins() -> None:
    here = city()
    set_day(actor_of(here["po1"]), date(2026, 10, 10), False, "台风停工通告")
    set_day(actor_of(here["po1"]), date(2027, 10, 1), False, "放假通知")
    assert not is_workday(here.body, date(2026, 10, 10))
    assert not is_workday(here.body, date(2027, 10, 1))
    assert is_workday(body("other"), date(2026, 10, 10))


@pytest.mark.parametrize(
    ("day", "n", "then"),
    [
        (date(2026, 9, 30), 0, date(2026, 9, 30)),
        (date(2026, 9, 30), 1, date(2026, 10, 8)),
        (date(2026, 9, 30), 3, date(2026, 10, 10)),
        (date(2026, 10, 8), -1, date(2026, 9, 30)),
    ],
)
def test_workdays_are_counted_from_the_day_after(day: date, n: int, then: date) -> None:
    assert add_workdays(body(), day, n) == then


def test_steps_fall_due_in_the_year_that_they_belong_to() -> None:
    here = city()
    found = {d.key: d.day for d in deadlines(opened(here))}
    assert found == {
        "report:2026-Q1": date(2026, 3, 31),
        "report:2026-Q2": date(2026, 6, 30),
        "report:2026-Q3": date(2026, 9, 30),
        "report:2026-Q4": date(2026, 12, 31),
        "total": date(2027, 1, 10),
        "decide": None,
    }


def test_a_deadline_is_moved_with_a_reason_and_done_or_not() -> None:
    here = city()
    year, office = opened(here), actor_of(here["po1"])
    with pytest.raises(Wrong):
        move_date(office, year, "total", date(2027, 1, 20), " ")

    move_date(office, year, "total", date(2027, 1, 20), "数据迟到")
    mark_done(office, year, "total", date(2027, 1, 18))
    done = next(d for d in deadlines(year) if d.key == "total")
    mark_undone(office, year, "total", "漏了一家")
    undone = next(d for d in deadlines(year) if d.key == "total")

    assert (done.day, done.printed, done.done_on) == (date(2027, 1, 20), date(2027, 1, 10), date(2027, 1, 18))
    assert (undone.day, undone.done_on) == (date(2027, 1, 20), None)


def test_the_calendar_page_says_where_the_holiday_table_ends_and_which_day_rests() -> None:
    here = city()
    opened(here)
    page = client_of(here["ll"]).get("/haiyu/2026/calendar/").content.decode()
    assert "2026 年以后的放假安排尚未收录" in page
    assert "2027年1月10日" in page and "休息日" in page
    assert "登记</a>" not in page


def test_a_step_is_entered_on_its_page() -> None:
    here = city()
    year = opened(here)
    office = client_of(here["po1"])
    refused = office.post("/haiyu/2026/calendar/total/", {"kind": "move", "day": "2027-01-20", "reason": ""})
    office.post("/haiyu/2026/calendar/total/", {"kind": "move", "day": "2027年1月20日", "reason": "数据迟到"})
    assert refused.status_code == 400
    assert CalendarDate.objects.get(year=year).day == date(2027, 1, 20)
    assert office.get("/haiyu/2026/calendar/nothing/").status_code == 404


def test_a_day_is_adjusted_on_its_page() -> None:
    here = city()
    office = client_of(here["po1"])
    office.post("/haiyu/years/days/", {"day": "2026-10-10", "working": "0", "reason": "通告"})
    made = DayOverride.objects.get()
    seen = office.get("/haiyu/years/days/").content.decode()
    office.post(f"/haiyu/years/days/{made.pk}/drop/")
    assert "2026年10月10日" in seen and not DayOverride.objects.exists()


def test_reminders_are_made_once_for_what_is_due_within_two_weeks(monkeypatch: pytest.MonkeyPatch) -> None:
    here = city()
    year = opened(here)
    monkeypatch.setattr(settings, "FROZEN_DAY", date(2026, 12, 28))
    made, again = remind(year), remind(year)
    told = set(Task.objects.filter(key__contains=":step:").values_list("role", "unit", "due"))
    assert (made, again) == (2, 0)
    assert told == {("LL", None, date(2026, 12, 31)), ("ZX", here["Z01"].pk, date(2027, 1, 10))}

    mark_done(actor_of(here["po1"]), year, "total", date(2026, 12, 28))
    assert remind(year) == 0
    assert Task.objects.get(role="ZX").done_at is not None


def test_the_phase_bar_knows_past_now_next_and_late(monkeypatch: pytest.MonkeyPatch) -> None:
    here = city()
    year = opened(here)
    monkeypatch.setattr(settings, "FROZEN_DAY", date(2026, 6, 1))
    assert [p.state for p in phase_bar(year)] == ["past", "now", "next", "next", "next"]
    monkeypatch.setattr(settings, "FROZEN_DAY", date(2027, 1, 2))
    assert [p.state for p in phase_bar(year)][1] == "late"
    assert all(1 <= p.span <= 12 for p in phase_bar(year))


AFTERWARDS = """\
  - {id: published, name: 通报, from: next 03-01, to: next 03-31}
  - {id: rectifying, name: 翌年整改, from: next 04-01, to: next 12-31}
steps:
"""


def test_once_the_result_is_out_no_phase_is_late_and_none_is_offered_whose_days_are_over(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    here = city()
    package = stored(process=PROCESS.replace("steps:\n", AFTERWARDS))
    proposal = propose_year(actor_of(here["po1"]), draft(here, package=package, phase="published"))
    year = confirm_year(actor_of(here["lx"]), proposal)

    def shown(day: date) -> tuple[list[str], bool]:
        monkeypatch.setattr(settings, "FROZEN_DAY", day)
        page = client_of(here["po1"]).get("/haiyu/2026/calendar/").content.decode()
        return [one.state for one in phase_bar(year)][-3:], "转入“翌年整改”" in page

    assert shown(date(2027, 3, 31)) == (["past", "now", "next"], True)
    assert shown(date(2027, 4, 1)) == (["past", "past", "next"], True)
    assert shown(date(2027, 12, 31)) == (["past", "past", "next"], True)
    assert shown(date(2028, 1, 1)) == (["past", "past", "past"], False)


@pytest.mark.parametrize(
    ("step", "name"),
    [("total", "办结：汇总得分"), ("report:2026-Q1", "办结：报送季度情况（2026年第一季度）")],
)
def test_the_log_names_a_step_as_the_process_does(step: str, name: str) -> None:
    here = city()
    mark_done(actor_of(here["po1"]), opened(here), step, date(2026, 4, 1))
    assert Entry.objects.get(act="change-calendar-date").label == name


@pytest.mark.parametrize("page", ["scheme", "participants", "charges", "calendar"])
def test_queries_do_not_grow_with_the_participants(page: str) -> None:
    counts = []
    for slug, number in (("small", 3), ("large", 60)):
        here = city(slug)
        more = [unit(here.body, f"N{n:03}", f"单位{n}") for n in range(number)]
        taking = [Taking(u.code, u.name, "departments") for u in more]
        open_year(here.body, "2026", "2026 年度", stored(), 2026, taking, {"a_visit": "5"},
                  actor_of(here["po1"]), actor_of(here["lx"]), "running")  # fmt: skip
        client = client_of(here["po1"])
        client.get(f"/{slug}/2026/{page}/")
        with CaptureQueriesContext(connection) as asked:
            assert client.get(f"/{slug}/2026/{page}/").status_code == 200
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_the_menu_shows_the_year_that_is_open() -> None:
    here = city()
    opened(here)
    page = client_of(here["ll"]).get("/haiyu/2026/calendar/").content.decode()
    assert all(f"/haiyu/2026/{name}/" in page for name in ("scheme", "participants", "calendar"))
    assert "/haiyu/2026/charges/" not in page
