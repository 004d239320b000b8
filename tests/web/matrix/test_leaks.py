"""What is not released stands nowhere: every page that somebody may open is read through for the engine's figures."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from kaoping.web.records.models import Filing
from kaoping.web.results.trial import trial_of
from tests.web.matrix.asking import ROUTES, address, arguments, client_of, has, text_of
from tests.web.matrix.figures import figures_of, total_of, totals
from tests.web.matrix.town import FOREIGN, MAIN, PAST, TESTERS, UNITS, to_phase
from tests.web.worlds import World

pytestmark = pytest.mark.once
YEAR = "<slug:body>/<slug:year>/"
QUERIES = {
    f"{YEAR}ranking/": [
        "",
        "?sort=-total",
        "?sort=total",
        "?format=csv",
        "?format=xlsx",
        "?as_of=2025-06-30",
    ],
    f"{YEAR}search/": ["?q=组织", "?q=P1", "?q=海纪", "?q=目标"],
    f"{YEAR}events/": ["?state=all", "?unit=P1", "?state=all&as=csv", "?state=all&as=xlsx"],
    f"{YEAR}units/": ["", "?q=P1", "?category=party"],
    "<slug:body>/units/": ["", "?q=P1"],
}
"""What else is asked of a page."""


def pages(here: World, who: str, year: str = MAIN) -> Iterator[str]:
    """Give the address of every page that a person's role is not refused: each route with each object of its kind."""
    roles = set(here[who].grants.values_list("role", flat=True))
    for path, rule in ROUTES.items():
        if path.endswith(".pdf") or (rule.kind == "actions" and not any(has(rule, role) for role in roles)):
            continue  # the notice as .docx says the same as the .pdf, and can be read
        told = {
            **arguments(here, path),
            **({"year": year} if "<slug:year>" in path and "proposal" not in path else {}),
        }
        for one in _objects(here, path, year):
            for query in QUERIES.get(path, [""]):
                yield address(path, {**told, **one}) + query


def _objects(here: World, path: str, year: str) -> list[dict[str, Any]]:
    if "<int:filing>" in path:
        return [{"filing": pk} for pk in Filing.objects.filter(year=here[year]).values_list("pk", flat=True)]
    if "<str:code>" in path:
        return [{"code": code} for code, _, _ in UNITS]
    if "<str:item>" in path:
        return [{"item": item} for item in ("goals", "conduct", "appraisal.public", "distinction")]
    if "<path:matter>" in path:
        return [{"matter": f"案{key}"} for key in ("a", "b", "mine", "g2")]
    if "<int:file>" in path:
        return [{"file": here[f"file:{key}"].pk} for key in ("a", "b", "mine", "g2")]
    return [{}]


def read(here: World, who: str, where: str) -> str:
    """Open a page and give what it says, "" where it is not to be had."""
    answer: Any = client_of(here, who).get(where)
    assert answer.status_code < 500, where
    return text_of(answer) if answer.status_code == 200 else ""


def found_in(here: World, who: str, secrets: dict[str, str], year: str = MAIN) -> list[str]:
    """Read every page, and name those that say a secret."""
    wrong = []
    for where in pages(here, who, year):
        said = read(here, who, where)
        wrong += [f"{where}: {what} {figure}" for figure, what in secrets.items() if figure in said]
    return wrong


def test_the_figures_are_such_as_stand_nowhere_by_chance(here: World) -> None:
    told = figures_of(here, MAIN)
    assert {code for code, _, _ in UNITS} == {what.split()[0] for what in told.values()}
    assert all("." in figure and not figure.endswith(".00") for figure in told)
    assert set(totals(here, MAIN)) <= set(told), sorted(totals(here, MAIN))


def test_who_may_see_everything_finds_the_figures(here: World) -> None:
    said = read(here, "po2", f"/haiyu/{MAIN}/ranking/")
    assert all(total_of(here, MAIN, code) in said for code, _, _ in UNITS)
    assert total_of(here, MAIN, "P1") in read(here, "po2", f"/haiyu/{MAIN}/ranking/?format=csv")
    assert total_of(here, MAIN, "P1") in read(here, "po2", f"/haiyu/{MAIN}/units/P1/account/")


BEFORE_RELEASE = ("LL", "FZ", "SA", "SM", "SX", "SL", "JC", "DF", "GZ")


@pytest.mark.parametrize("role", BEFORE_RELEASE)
def test_before_the_release_no_page_tells_a_figure(role: str, here: World) -> None:
    assert found_in(here, TESTERS[role], figures_of(here, MAIN)) == []


def test_an_office_finds_no_total_and_no_leaf_but_that_of_its_own_rule(here: World) -> None:
    told = {
        figure: what
        for figure, what in figures_of(here, MAIN).items()
        if what.startswith("G2 ") or not what.endswith(" conduct")
    }
    assert found_in(here, "zx", told) == []


def test_in_the_checking_phase_a_unit_finds_no_total_and_nothing_of_others(here: World) -> None:
    to_phase(here[MAIN], "checking")
    told = {figure: what for figure, what in figures_of(here, MAIN).items() if not what.startswith("P1 ")}
    assert found_in(here, "ll", {**told, total_of(here, MAIN, "P1"): "P1 total"}) == []


@pytest.mark.parametrize(("who", "code"), [("po_own", "P1"), ("lx_own", "P1")])
def test_an_assessor_finds_nothing_of_the_own_unit(who: str, code: str, here: World) -> None:
    told = {figure: what for figure, what in figures_of(here, MAIN).items() if what.startswith(f"{code} ")}
    assert len(told) >= 3
    assert found_in(here, who, told) == []


@pytest.mark.parametrize("who", ["po_own", "lx_own"])
def test_the_own_unit_is_not_a_row_of_the_ranking_nor_are_places_of_its_category(
    who: str, here: World
) -> None:
    name = next(words for code, words, _ in UNITS if code == "P1")
    for query in ("?format=csv", "?format=xlsx"):
        said = read(here, who, f"/haiyu/{MAIN}/ranking/{query}")
        assert total_of(here, MAIN, "P2") in said and total_of(here, MAIN, "G1") in said
        assert name not in said
    said = read(here, who, f"/haiyu/{MAIN}/ranking/?format=csv")
    rows = [line.split(",") for line in said.splitlines() if "宣传部" in line]
    places = {one.rank for one in trial_of(here[MAIN]).result.standings if one.unit == "P2"}
    assert rows and all(row[0] not in {str(place) for place in places} for row in rows)


def test_the_own_units_account_register_and_effect_are_like_none(here: World) -> None:
    client = client_of(here, "po_own")
    for where in ("units/P1/account/", "units/P1/notice.pdf", f"filings/{here['wait:a'].pk}/effect/",
                  f"filings/{here['wait:a'].pk}/"):  # fmt: skip
        assert client.get(f"/haiyu/{MAIN}/{where}").status_code == 404, where


@pytest.mark.parametrize(("who", "code"), [("po_own", "P1"), ("zx", "G2")])
def test_nobody_previews_what_an_event_would_cost_the_own_unit(who: str, code: str, here: World) -> None:
    item = (
        {"item": FOREIGN, "level": "staff"}
        if who == "po_own"
        else {"item": "conduct.style.training", "points": "2"}
    )
    sent = {"unit": code, "count": "1", "date": "2025-05-05", **item}
    answer: Any = client_of(here, who).post(f"/haiyu/{MAIN}/preview/", sent)
    assert not (answer.context and answer.context.get("preview"))


def test_once_released_the_total_is_read_by_all_and_the_detail_by_the_unit_alone(here: World) -> None:
    said = read(here, "ll", f"/haiyu/{PAST}/ranking/")
    assert total_of(here, PAST, "P2") in said
    detail = {
        figure: what
        for figure, what in figures_of(here, PAST).items()
        if what.startswith("P2 ") and "total" not in what
    }
    assert found_in(here, "ll", detail, PAST) == []


def test_the_scoped_office_finds_nothing_of_other_categories(here: World) -> None:
    told = {figure: what for figure, what in figures_of(here, MAIN).items() if what.startswith("P")}
    assert found_in(here, "po_scoped", told) == []
