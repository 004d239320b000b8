"""Dossier, item register, charts, the functions for other pages; queries do not grow with units and rows."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.html import strip_tags

from kaoping.papers.lacking import Balance
from kaoping.papers.shown import plain
from kaoping.rules import Facts
from kaoping.rules.numbers.points import SCALE
from kaoping.web.results import charts, queries, trial
from kaoping.web.results.ranking import Row, Section
from kaoping.web.years.models import Charge, Participant, Year
from kaoping.web.years.packages import scheme_of
from tests.web.results.cases import case_facts, year_of_case, year_of_facts
from tests.web.worlds import World, actor_of, city, client_of

pytestmark = pytest.mark.django_db


def page(here: World, who: str, year: Year, route: str) -> str:
    answer = client_of(here[who]).get(f"/haiyu/{year.slug}/{route}")
    assert answer.status_code == 200
    return answer.content.decode()


def words(html: str) -> str:
    return re.sub(r"\s+", " ", strip_tags(html))


def test_a_dossier_tells_the_unit_what_is_on_record_and_nothing_that_is_sealed() -> None:
    here = city()
    year = year_of_case(here.body, here["po1"], here["po2"], units={"P2": here["A01"]})
    own, office = words(page(here, "ll", year, "units/P2/")), words(page(here, "po1", year, "units/P2/"))
    assert "E006" in own and "科级以下" in own and "还能争取" in own and "加30分/项" in own
    assert "731.50" not in own and "已收评价" not in own and "评定 430" not in own and "名次 " not in own
    assert "731.50" in office and "已收评价" in office and "评定 430 分" in office


def test_a_dossier_names_the_unit_as_of_this_year_and_as_it_is_called_now() -> None:
    here = city()
    year = year_of_case(here.body, here["po1"], here["po2"], units={"P2": here["A01"]})
    told = words(page(here, "po1", year, "units/P2/"))
    assert "海屿市宣传部" in told and "市发展和改革局" in told


def test_obligations_are_listed_with_their_days_and_what_came_late() -> None:
    here = city()
    year = year_of_case(here.body, here["po1"], here["po2"], "xingan", "shared-1")
    code = trial.facts_of(year).submissions[0].unit
    told = words(page(here, "po1", year, f"units/{code}/"))
    assert "报送义务" in told and "已报" in told


def test_an_item_shows_the_score_of_every_unit_as_the_engine_gives_it() -> None:
    here = city()
    year = year_of_case(here.body, here["po1"], here["po2"])
    result = trial.result_of(year)
    told = words(page(here, "ld", year, "items/conduct/"))
    for unit, scores in result.scores_of.items():
        if "conduct" in scores:
            assert result.unit_of[unit].name in told and plain(scores["conduct"].score, 2) in told
    party = words(page(here, "ld", year, "items/conduct/?category=party"))
    assert not any(s.name in party for s in result.standings if s.category != "party")


def test_an_office_opens_its_own_items_and_sees_the_lines_of_its_rules() -> None:
    here = city()
    year = year_of_case(here.body, here["po1"], here["po2"])
    item = next(e.item for e in trial.facts_of(year).events if e.id == "E006")
    Charge.objects.create(year=year, name=scheme_of(year).rules[item].labels.supplier[0], unit=here["Z01"])
    listed = page(here, "zx", year, "items/")
    assert "items/conduct/" in listed and "items/goals/" not in listed
    assert client_of(here["zx"]).get(f"/haiyu/{year.slug}/items/goals/").status_code == 404
    html = page(here, "zx", year, "items/conduct/")
    assert "刑责或治安处罚 −10.00" in words(html) and "效能责任追究 −" not in words(html)
    assert set(re.findall(r'class="num total">([^<]*)<', html)) == {""}, "nothing is added up"


def test_charts_have_options_and_a_table_with_the_same_figures() -> None:
    here = city()
    year = year_of_case(here.body, here["po1"], here["po2"])
    html = page(here, "po1", year, "charts/")
    options = re.findall(r'<script id="([^"]+)" type="application/json">(.*?)</script>', html)
    assert len(options) >= 5 and html.count("<details>") == len(options)
    spread = json.loads(dict(options)["spread-party"])
    ranked = [s for s in trial.result_of(year).standings if s.category == "party" and s.rank]
    assert sum(spread["series"][0]["data"]) == len(ranked)
    assert client_of(here["po1"]).get(f"/haiyu/{year.slug}/ranking/").status_code == 200


def test_the_list_says_how_many_clauses_an_item_has_where_it_tells_only_the_first() -> None:
    here = city()
    year = year_of_case(here.body, here["po1"], here["po2"])
    leaves = [leaf for leaf in scheme_of(year).leaves if len(leaf.rules) > 3]
    told = words(page(here, "po1", year, "items/"))
    assert [int(n) for n in re.findall(r"等 (\d+) 条", told)] == [len(leaf.rules) for leaf in leaves] != []


@pytest.mark.parametrize("route", ["ranking/", "units/P2/account/", "items/conduct/"])
def test_a_page_as_of_a_day_says_what_the_day_does_not_cut(route: str) -> None:
    here = city()
    year = year_of_case(here.body, here["po1"], here["po2"])
    said = "截止日只影响事项和应报送事项；评定、评议等没有日期的资料按现有的计。"
    assert said in page(here, "po1", year, f"{route}?as_of={year.number}-06-30")
    assert said not in page(here, "po1", year, route)


# charts


def section_of(*totals: float, name: str = "政府部门") -> Section:
    """Give a category of units with these totals."""
    balance = Balance(70 * SCALE, 20 * SCALE, 10 * SCALE)
    rows = tuple(
        Row(str(n), f"单位{n}", "", n, True, (), (), int(total * SCALE), None, False, balance, (), True)
        for n, total in enumerate(totals, 1)
    )
    return Section(name, name, "", (), rows, (), (), "100", False, (), False)


@pytest.mark.parametrize(
    ("totals", "bands"),
    [
        ((731.5, 740.2, 748), 4),
        ((731.5, 734, 738, 744, 748), 4),
        ((700.2, 790), 5),
        (tuple(700 + n for n in range(16)), 16),
        ((731.5, 731.5), 1),
    ],
)
def test_totals_spread_over_about_as_many_bands_as_there_are_units(
    totals: Sequence[float], bands: int
) -> None:
    spread = charts.distribution(section_of(*totals), 2)
    assert spread is not None and len(spread.options["series"][0]["data"]) == bands
    assert sum(spread.options["series"][0]["data"]) == len(totals)


def test_what_is_decided_is_told_in_shares_of_each_category_that_add_up() -> None:
    small, large = (
        section_of(700, name="第一系列 党群系统"),
        section_of(*[700] * 70, name="第二系列 政府部门"),
    )
    odd = Balance(SCALE, SCALE, SCALE)
    thirds = replace(small, name="县区", rows=tuple(replace(row, balance=odd) for row in small.units))
    chart = charts.decided([small, large, thirds], date(2026, 1, 12))
    shares = list(zip(*(one["data"] for one in chart.options["series"]), strict=True))
    assert shares == [(70, 20, 10), (70, 20, 10), (33.3, 33.4, 33.3)]
    assert chart.options["yAxis"]["data"] == ["第一系列", "第二系列", "县区"]
    assert chart.rows[1] == ("第二系列 政府部门", "4900.00（70.0%）", "1400.00（20.0%）", "700.00（10.0%）")


def test_names_that_begin_alike_stay_whole_beside_the_bars() -> None:
    chart = charts.decided(
        [section_of(1, name="市直 甲类"), section_of(1, name="市直 乙类")], date(2026, 1, 12)
    )
    assert chart.options["yAxis"]["data"] == ["市直 甲类", "市直 乙类"]


@pytest.mark.parametrize(("number", "shown"), [(2, ["本年", "上年"]), (1, ["本年"])])
def test_the_year_before_is_drawn_only_where_it_has_a_quarter_of_the_events(
    number: int, shown: list[str]
) -> None:
    here = city()
    now = trial.trial_of(year_of_case(here.body, here["po1"], here["po2"]))
    this, last = (replace(now, facts=replace(now.facts, events=now.facts.events[:n])) for n in (8, number))
    among = {one.id for one in now.facts.units}
    chart = charts.months(this, last, among, among)
    assert [one["name"] for one in chart.options["series"]] == shown == list(chart.head[1:])


# summaries


def test_the_summaries_for_the_home_page_count_what_the_engine_ranked() -> None:
    here = city()
    year = year_of_case(here.body, here["po1"], here["po2"])
    result, told = trial.result_of(year), queries.standing_summary(year)
    assert told.ranked == sum(1 for s in result.standings if s.rank is not None)
    assert told.incomplete == sum(1 for s in result.standings if s.rank is None)
    assert sum(queries.grades_of(told).values()) == told.ranked
    assert [rate for _, rate in told.rates] == sorted(rate for _, rate in told.rates)
    lacking = sum(1 for line in result.lines if line.kind == "missing")
    assert sum(len(one.units) for one in queries.owing(year)) == lacking
    unit = queries.unit_summary(year, Participant.objects.get(year=year, code="P2"))
    assert unit is not None and unit.rank == result.standing_of["P2"].rank


def test_who_owes_is_told_with_the_telephone() -> None:
    here = city()
    year = year_of_case(here.body, here["po1"], here["po2"])
    first = queries.owing(year)[0]
    here["Z01"].phone = "0596-0102"
    here["Z01"].save()
    Charge.objects.create(year=year, name=first.offices[0].name, unit=here["Z01"])
    assert queries.owing(year)[0].offices[0].phone == "0596-0102"


def test_what_a_unit_owes_itself_is_asked_of_the_unit() -> None:
    here = city()
    facts = case_facts("zhangzhou", "shared-1")
    left = [row for row in facts.awards if (row.unit, row.item) != ("P2", "goals")]
    facts = replace(facts, awards=left)
    year = year_of_facts(here.body, here["po1"], here["po2"], "zhangzhou", facts, units={"P2": here["A01"]})
    here["A01"].phone = "0596-0301"
    here["A01"].save()
    owed = next(one for one in queries.owing(year) if one.item == "goals")
    assert [(office.name, office.phone) for office in owed.offices] == [
        (next(u.name for u in facts.units if u.id == code), "0596-0301" if code == "P2" else "")
        for code in owed.units
    ]
    assert "P2" in owed.units


def test_of_many_units_that_owe_something_themselves_none_is_named() -> None:
    here = city()
    facts = case_facts("zhangzhou", "shared-1")
    facts = replace(facts, awards=[row for row in facts.awards if row.item != "goals"])
    year = year_of_facts(here.body, here["po1"], here["po2"], "zhangzhou", facts)
    owed = next(one for one in queries.owing(year) if one.item == "goals")
    assert len(owed.units) > 3 and [office.name for office in owed.offices] == ["本单位"]


def test_the_home_page_of_a_unit_gets_nothing() -> None:
    here = city()
    year = year_of_case(here.body, here["po1"], here["po2"], units={"P2": here["A01"]})
    assert queries.home(actor_of(here["ll"]), year) is None
    assert queries.home(actor_of(here["po1"]), year) is not None


# queries


def twice(facts: Facts) -> Facts:
    """Give the facts with every unit and all its rows a second time."""

    def doubled(rows: list) -> list:  # type: ignore[type-arg]
        more = [
            r._replace(unit=f"{r.unit}x", **({"id": f"{r.id}x"} if hasattr(r, "id") else {})) for r in rows
        ]
        return [*rows, *more]

    units = [*facts.units, *(u._replace(id=f"{u.id}x", name=f"{u.name}二") for u in facts.units)]
    names = ("events", "submissions", "values", "ratings", "awards", "results", "decisions")
    return replace(facts, units=units, **{name: doubled(list(getattr(facts, name))) for name in names})


@pytest.mark.parametrize(
    "route",
    [
        "ranking/",
        "charts/",
        "units/",
        "items/",
        "items/conduct/",
        "units/P2/",
        "units/P2/account/",
        "search/?q=海",
    ],
)
@pytest.mark.parametrize("who", ["po1", "zx"])
def test_queries_do_not_grow_with_units_and_rows(route: str, who: str) -> None:
    here, counts = city(), []
    facts = case_facts("zhangzhou", "shared-1")
    for slug, found in (("one", facts), ("two", twice(facts))):
        year = year_of_facts(here.body, here["po1"], here["po2"], "zhangzhou", found, slug=slug)
        item = next(e.item for e in found.events if e.id == "E006")
        Charge.objects.create(
            year=year, name=scheme_of(year).rules[item].labels.supplier[0], unit=here["Z01"]
        )
        client = client_of(here[who])
        client.get(f"/haiyu/{slug}/{route}")
        with CaptureQueriesContext(
            connection,
        ) as asked:
            client.get(f"/haiyu/{slug}/{route}")
        counts.append(len(asked))
    assert counts[0] == counts[1] <= 40
