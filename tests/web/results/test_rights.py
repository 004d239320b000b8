"""Each route by each role, before and after publication; what is foreign and what is absent look the same."""

from __future__ import annotations

import re

import pytest

from kaoping.papers.shown import plain
from kaoping.web.people.routes import Rule
from kaoping.web.records.models import Filing
from kaoping.web.results import trial
from kaoping.web.results.searching import search
from kaoping.web.results.urls import urlpatterns
from kaoping.web.years.models import Charge, Year
from kaoping.web.years.packages import scheme_of
from tests.web.results.cases import year_of_case
from tests.web.results.test_account import bare
from tests.web.worlds import World, actor_of, city, client_of

pytestmark = pytest.mark.django_db

ROLES = ("po1", "zx", "zx2", "ll", "fz", "lx", "ld", "sl", "jc", "df", "sa", "sm", "sx")
OWN, OTHER = "P2", "P1"
ROUTES = {
    "ranking": "ranking/", "charts": "charts/", "units": "units/", "items": "items/", "item": "items/conduct/",
    "other": f"units/{OTHER}/", "own": f"units/{OWN}/", "other-account": f"units/{OTHER}/account/",
    "own-account": f"units/{OWN}/account/", "other-notice": f"units/{OTHER}/notice.docx",
    "own-notice": f"units/{OWN}/notice.docx", "search": "search/?q=x",
}  # fmt: skip
OFFICE = "ranking charts units items item other own other-account own-account other-notice own-notice search"
BEFORE = {
    "po1": OFFICE, "lx": OFFICE, "ld": OFFICE,
    "zx": "units items item other own other-account own-account search", "zx2": "units items other own search",
    "ll": "units own search", "fz": "units own search",
}  # fmt: skip
OUT = "ranking charts search"
AFTER = {
    "po1": OFFICE, "lx": OFFICE, "ld": OFFICE,
    "zx": f"{OUT} units items item other own other-account own-account", "zx2": f"{OUT} units items other own",
    "ll": f"{OUT} units own own-account own-notice", "fz": f"{OUT} units own own-account own-notice",
    "sl": OUT, "jc": OUT, "sx": OUT,
}  # fmt: skip
"""Which routes open to whom: LL and FZ are of P2 (OWN); zx is in charge of a rule of `conduct`, zx2 of nothing."""


def world(phase: str = "") -> tuple[World, Year]:
    here = city()
    year = year_of_case(here.body, here["po1"], here["po2"], phase=phase, units={OWN: here["A01"]})
    item = next(e.item for e in trial.facts_of(year).events if e.id == "E006")
    Charge.objects.create(year=year, name=scheme_of(year).rules[item].labels.supplier[0], unit=here["Z01"])
    assert item.startswith("conduct")
    return here, year


@pytest.mark.once
@pytest.mark.parametrize("who", ROLES)
@pytest.mark.parametrize(("phase", "table"), [("deliberating", BEFORE), ("published", AFTER)])
def test_a_role_opens_its_routes_and_no_others(who: str, phase: str, table: dict[str, str]) -> None:
    here, year = world(phase)
    client, allowed = client_of(here[who]), set(table.get(who, "").split())
    found = set()
    for name, route in ROUTES.items():
        answer = client.get(f"/haiyu/{year.slug}/{route}")
        assert answer.status_code in (200, 302, 403, 404), (name, answer.status_code)
        if answer.status_code in (200, 302):
            found.add(name)
    assert found == allowed


@pytest.mark.parametrize("who", ["zx", "ll", "fz", "sl", "jc", "df", "sx"])
def test_no_total_reaches_who_may_not_see_totals(who: str) -> None:
    here, year = world("deliberating")
    totals = {plain(one.total, 2) for one in trial.result_of(year).standings}
    for route in (*ROUTES.values(), "search/?q=海屿", "search/?q=E006"):
        page = client_of(here[who]).get(f"/haiyu/{year.slug}/{route}").content.decode(errors="ignore")
        assert not [total for total in totals if total in page]


@pytest.mark.parametrize("route", ["units/{}/", "units/{}/account/", "units/{}/notice.pdf"])
def test_a_foreign_unit_and_an_absent_one_give_the_same_page(route: str) -> None:
    here, year = world("published")
    client = client_of(here["ll"])
    foreign, absent = (client.get(f"/haiyu/{year.slug}/{route.format(code)}") for code in (OTHER, "NONE"))
    assert (foreign.status_code, bare(foreign.content)) == (404, bare(absent.content))


def test_a_foreign_body_and_a_year_not_yet_in_force_are_as_absent_ones() -> None:
    here, year = world()
    there = city("dongshan", "东山市")
    hidden = year_of_case(here.body, here["po1"], here["po2"], slug="draft")
    Year.objects.filter(pk=hidden.pk).update(opened_on=None)
    client = client_of(here["po1"])
    pages = [client.get(f"/haiyu/{slug}/ranking/") for slug in ("draft", "none")]
    assert [p.status_code for p in pages] == [404, 404] and bare(pages[0].content) == bare(pages[1].content)
    foreign = [client_of(there["po1"]).get(f"/{slug}/{year.slug}/ranking/") for slug in ("haiyu", "nowhere")]
    assert [p.status_code for p in foreign] == [404, 404] and bare(foreign[0].content) == bare(
        foreign[1].content
    )


def test_every_route_has_a_rule_of_the_matrix() -> None:
    for pattern in urlpatterns:
        rule = getattr(pattern.callback, "rule", None)
        assert isinstance(rule, Rule) and rule.actions, pattern.name


def test_a_search_finds_units_items_documents_and_events_of_who_may_see_them() -> None:
    here, year = world()

    def hits(who: str, query: str) -> str:
        page = client_of(here[who]).get(f"/haiyu/{year.slug}/search/", {"q": query}).content.decode()
        return page[page.index("data-fragment") :]

    assert "海屿市宣传部" in hits("po1", "宣传") and "海屿市宣传部" in hits("po1", "hysxcb")
    assert "E006" in hits("po1", "e006") and "海考" in hits("po1", "海考〔2025〕1")
    assert "突出绩效与创新" in hits("po1", "突出绩效")
    assert "海屿市组织部" not in hits("ll", "组织") and "海屿市宣传部" in hits("ll", "宣传")
    assert "E006" in hits("ll", "E006") and "没有找到" in hits("zx2", "E006")
    assert "E006" in hits("zx", "E006") and "没有找到" in hits("zx", "没有的词")
    assert Filing.objects.filter(year=year).exists()


def test_a_search_finds_rules_by_name_and_by_article() -> None:
    here, year = world()
    found = {
        words: search(actor_of(here["po1"]), scheme_of(year), year, words)
        for words in ("三（二）2", "刑责或治安处罚", "违法违纪及效能责任追究")
    }
    assert [(h.kind, h.detail) for h in found["三（二）2"]] == [
        ("rule", "三(二)2"), ("rule", "三(二)2(1)"), ("rule", "三(二)2(2)"), ("rule", "三(二)2(3)")
    ]  # fmt: skip
    assert [h.key for hits in found.values() for h in hits] == ["conduct"] * 6


@pytest.mark.parametrize(("article", "found"), [("19", True), ("1", False), ("附1", True), ("附2", False)])
def test_an_article_holds_what_is_in_it_and_none_whose_number_begins_alike(article: str, found: bool) -> None:
    here = city()
    year = year_of_case(here.body, here["po1"], here["po2"], "zhongshan-2012", "shared-1")
    hits = search(actor_of(here["po1"]), scheme_of(year), year, article)
    assert ("19(1)、附1" in {hit.detail for hit in hits}) is found


def test_who_may_not_open_the_register_is_led_to_the_article_and_who_reads_no_scheme_to_nothing() -> None:
    here, year = world("published")
    scheme = scheme_of(year)

    def hits(who: str, words: str) -> set[tuple[str, str]]:
        return {(h.kind, h.key) for h in search(actor_of(here[who]), scheme, year, words)}

    assert hits("po1", "完成基本工作目标") == {("item", "goals")}
    assert hits("zx", "刑责或治安处罚") == {("rule", "conduct")}
    for who in ("zx", "zx2", "ll"):
        assert hits(who, "完成基本工作目标") == {("article", "三(一)")}
        page = client_of(here[who]).get(f"/haiyu/{year.slug}/search/", {"q": "完成基本工作目标"})
        address = re.search(r'href="([^"]+article[^"]+)"', page.content.decode())
        assert address and client_of(here[who]).get(address[1]).status_code == 200
    assert not [one for one in ("sl", "jc", "sx") if hits(one, "完成基本工作目标")]
