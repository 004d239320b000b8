"""The ranking shows what the engine says, to those who may see it, and nobody learns of the own unit from it."""

from __future__ import annotations

import csv
import io
import re
from datetime import date

import pytest
from django.utils.html import strip_tags

from kaoping.papers.shown import plain
from kaoping.rules import Scheme, load
from kaoping.schemes import builtin, find
from kaoping.web.results import trial
from kaoping.web.results.owing import Directory
from kaoping.web.results.ranking import Row, sections
from kaoping.web.results.sight import Audience, audience, participants_of
from kaoping.web.years.models import Year
from kaoping.web.years.packages import scheme_of
from tests.web.results.cases import year_of_case
from tests.web.worlds import World, actor_of, city, client_of, grant, person

pytestmark = pytest.mark.django_db

AS_OF = [("jishui-2014", date(2014, 6, 20)), ("xingan", date(2025, 10, 7))]


def seen_by(here: World, who: str, year: Year) -> Audience | None:
    return audience(actor_of(here[who]), scheme_of(year), year, participants_of(year))


def text_of(here: World, who: str, address: str) -> str:
    answer = client_of(here[who]).get(f"/haiyu/{address}")
    assert answer.status_code == 200
    return re.sub(r"\s+", " ", strip_tags(answer.content.decode()))


def as_rows(data: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"))))


@pytest.mark.parametrize("scheme", ["zhangzhou", "jishui-2014", "xingan", "township", "zhongshan-2012"])
def test_ranks_totals_and_grades_are_those_of_the_engine(scheme: str) -> None:
    here = city()
    case = find(scheme).cases[0].name
    year = year_of_case(here.body, here["po1"], here["po2"], scheme, case)
    found = trial.trial_of(year)
    seen = seen_by(here, "po1", year)
    assert seen is not None
    rows = [row for section in sections(found, seen, Directory()) for row in section.units]
    names = found.scheme.grade_names
    told = {r.code: (r.rank, r.total, r.badge.name if r.badge else "") for r in rows}
    assert told == {s.unit: (s.rank, s.total, names.get(s.grade, "")) for s in found.result.standings}
    for row in rows:
        scores = sum(root.score for root in found.cohort.accounts[row.code].roots)
        assert sum(number or 0 for number in row.numbers) == scores


@pytest.mark.parametrize(("scheme", "day"), AS_OF)
@pytest.mark.parametrize("words", ["{0:%Y-%m-%d}", "{0.year}年{0.month}月{0.day}日", "{0:%Y%m%d}"])
def test_a_page_as_of_a_day_shows_what_is_expected_of_that_day(scheme: str, day: date, words: str) -> None:
    here = city()
    case = next(one for one in find(scheme).cases if day in one.expected)
    year = year_of_case(here.body, here["po1"], here["po2"], scheme, case.name)
    shown = client_of(here["po1"]).get(
        f"/haiyu/{year.slug}/ranking/", {"as_of": words.format(day), "format": "csv"}
    )
    expected = {
        row["unit"]: row
        for row in csv.DictReader((case.expected[day] / "ranking.csv").open(encoding="utf-8"))
    }
    rows = {row[1]: row for row in as_rows(shown.content) if len(row) > 4 and row[1] in expected}
    assert set(rows) == set(expected)
    for code, row in rows.items():
        assert (row[0], float(row[-4])) == (expected[code]["rank"], float(expected[code]["total"]))


def test_a_day_that_is_none_is_told_and_the_usual_one_shown() -> None:
    here = city()
    year = year_of_case(here.body, here["po1"], here["po2"])
    assert "不是日期" in text_of(here, "po1", f"{year.slug}/ranking/?as_of=昨天")
    assert "日期不能晚于" in text_of(here, "po1", f"{year.slug}/ranking/?as_of=2031-01-01")


def test_grade_lines_are_drawn_between_the_units_that_they_part() -> None:
    here = city()
    year = year_of_case(here.body, here["po1"], here["po2"])
    seen = seen_by(here, "po1", year)
    assert seen is not None
    first = sections(trial.trial_of(year), seen, Directory())[0]
    kinds = ["unit" if isinstance(row, Row) else row.label for row in first.rows]
    assert kinds.index("优秀单位") == 6
    assert kinds.index("不合格单位") == len(kinds) - 2
    by_name = sections(trial.trial_of(year), seen, Directory(), "-total")[0]
    assert all(isinstance(row, Row) for row in by_name.rows)


def test_sorting_by_a_column_puts_the_largest_first() -> None:
    here = city()
    year = year_of_case(here.body, here["po1"], here["po2"])
    seen = seen_by(here, "po1", year)
    assert seen is not None
    rows = sections(trial.trial_of(year), seen, Directory(), "-c2")[0].rows
    numbers = [row.numbers[2] for row in rows if isinstance(row, Row)]
    assert numbers == sorted(numbers, key=lambda n: n or 0, reverse=True)


def test_an_incomplete_unit_is_listed_with_what_it_lacks_and_who_owes_it() -> None:
    here = city()
    year = year_of_case(here.body, here["po1"], here["po2"])
    found = trial.trial_of(year)
    incomplete = [one for one in found.result.standings if not one.complete]
    assert incomplete
    shown = text_of(here, "po1", f"{year.slug}/ranking/")
    assert "资料不全，暂不排名" in shown
    for one in incomplete:
        line = shown[shown.index(one.name) :]
        assert "缺" in line and "应由" in line


# who sees what


def own_unit_world(own: str) -> tuple[World, Year]:
    """Make a year in which a unit is that of a person of the office (po3)."""
    here = city()
    here["po3"] = person(here.body, "曹静", here["A01"], login="haiyu-po3")
    grant(here["po3"], "PO")
    facts_unit = {own: here["A01"]}
    return here, year_of_case(here.body, here["po1"], here["po2"], units=facts_unit)


@pytest.mark.parametrize(
    "route", ["ranking/", "ranking/?format=csv", "ranking/?sort=total", "charts/", "items/"]
)
def test_the_own_unit_is_nowhere_in_what_its_person_sees(route: str) -> None:
    here, year = own_unit_world("P2")
    own = trial.result_of(year).standing_of["P2"]
    shown = client_of(here["po3"]).get(f"/haiyu/{year.slug}/{route}").content.decode()
    assert own.name not in shown
    assert plain(own.total, 2) not in shown


def test_places_of_the_own_category_are_withheld_since_the_gap_would_tell() -> None:
    here, year = own_unit_world("P2")
    seen = seen_by(here, "po3", year)
    assert seen is not None and seen.blind == {"party"}
    tables = {section.id: section for section in sections(trial.trial_of(year), seen, Directory())}
    assert all(row.rank is None and row.badge is None for row in tables["party"].units)
    assert tables["party"].counts == ()
    lines = [row for row in tables["party"].rows if not isinstance(row, Row)]
    assert lines and all(line.fixed and not line.count for line in lines)
    assert any(row.rank for row in tables["government"].units)


def test_an_account_of_the_own_category_tells_no_place() -> None:
    here, year = own_unit_world("P2")
    other = next(s for s in trial.result_of(year).standings if s.category == "party" and s.unit != "P2")
    shown = text_of(here, "po3", f"{year.slug}/units/{other.unit}/account/")
    assert "按回避规定" in shown and "名次 " not in shown and plain(other.total, 2) in shown
    assert client_of(here["po3"]).get(f"/haiyu/{year.slug}/units/{other.unit}/notice.pdf").status_code == 404
    assert client_of(here["po3"]).get(f"/haiyu/{year.slug}/units/P2/account/").status_code == 404


def test_an_office_of_one_category_sees_that_category_only() -> None:
    here = city()
    year = year_of_case(here.body, here["po1"], here["po2"])
    here["vertical"] = person(here.body, "孔令", login="haiyu-vertical")
    grant(here["vertical"], "PO", scope={"category": ["vertical"]})
    seen = seen_by(here, "vertical", year)
    assert seen is not None
    assert [s.id for s in sections(trial.trial_of(year), seen, Directory())] == ["vertical"]
    shown = text_of(here, "vertical", f"{year.slug}/ranking/")
    assert not any(s.name in shown for s in trial.result_of(year).standings if s.category != "vertical")


@pytest.mark.parametrize("who", ["zx", "ll", "fz", "sl", "jc", "sx"])
def test_nobody_else_sees_a_ranking_before_it_is_out_and_all_do_after(who: str) -> None:
    here = city()
    year = year_of_case(here.body, here["po1"], here["po2"])
    address = f"/haiyu/{year.slug}/ranking/"
    assert client_of(here[who]).get(address).status_code == 404
    Year.objects.filter(pk=year.pk).update(phase="published", phase_kind="published")
    shown = client_of(here[who]).get(address)
    assert shown.status_code == 200
    first = trial.result_of(year).standings[0]
    assert first.name in shown.content.decode() and plain(first.total, 2) in shown.content.decode()
    assert "得分明细" not in shown.content.decode()


def test_what_is_out_is_the_same_whatever_day_is_asked_for() -> None:
    here = city()
    year = year_of_case(here.body, here["po1"], here["po2"], phase="published")
    address = f"/haiyu/{year.slug}/ranking/"
    client = client_of(here["jc"])
    bare, asked = client.get(f"{address}?format=csv"), client.get(f"{address}?format=csv&as_of=2025-03-01")
    assert bare.content == asked.content


def test_a_workbook_and_a_csv_hold_the_rows_of_the_page() -> None:
    here = city()
    year = year_of_case(here.body, here["po1"], here["po2"])
    client = client_of(here["ld"])
    book = client.get(f"/haiyu/{year.slug}/ranking/?format=xlsx")
    assert book.content[:2] == b"PK"
    rows = as_rows(client.get(f"/haiyu/{year.slug}/ranking/?format=csv").content)
    scored = {one.unit for one in trial.result_of(year).standings}
    assert {row[1] for row in rows if len(row) > 4} - {"单位编号"} == scored
    assert client.get(f"/haiyu/{year.slug}/ranking/?format=exe").status_code == 404


def test_a_year_with_an_open_hole_says_what_is_lacking() -> None:
    here = city()
    scheme = next(s for s in builtin() for h in scheme_text(s).holes if h.needed == "always")
    case = find(scheme).cases[0].name
    year = year_of_case(here.body, here["po1"], here["po2"], scheme, case, holes={})
    answer = client_of(here["po1"]).get(f"/haiyu/{year.slug}/ranking/")
    assert answer.status_code == 409 and "暂不能试算" in answer.content.decode()
    assert client_of(here["zx"]).get(f"/haiyu/{year.slug}/ranking/").status_code == 404


def scheme_text(scheme: str) -> Scheme:
    package = find(scheme)
    return load(package.text, package.file)
