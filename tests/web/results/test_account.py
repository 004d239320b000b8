"""The account: it adds up, every line leads to its filing, and each person sees what the matrix gives and no more."""

from __future__ import annotations

import io
import re
import zipfile

import pytest
from django.utils.html import strip_tags

from kaoping.papers.ledger import Entry, Head, Sum
from kaoping.papers.shown import plain
from kaoping.schemes import builtin, find
from kaoping.web.results import account, trial
from kaoping.web.results.sight import Sight, sight
from kaoping.web.results.sources import Sources, sources_of
from kaoping.web.years.models import Charge, Participant, Year
from kaoping.web.years.packages import scheme_of
from tests.web.results.cases import year_of_case
from tests.web.worlds import World, actor_of, city, client_of

pytestmark = pytest.mark.django_db

UNIT = "P2"
"""The unit of the worked case of zhangzhou with a lead, a beaten event, an overflow and a ceiling."""


def small(phase: str = "", own: str = UNIT) -> tuple[World, Year, Participant]:
    here = city()
    year = year_of_case(here.body, here["po1"], here["po2"], phase=phase, units={own: here["A01"]})
    return here, year, Participant.objects.select_related("year").get(year=year, code=UNIT)


def bare(page: bytes) -> bytes:
    """Take out the tokens that are others on every page."""
    return re.sub(rb'"[A-Za-z0-9]{64}"', b"", page)


def text_of(here: World, who: str, year: Year, route: str) -> str:
    answer = client_of(here[who]).get(f"/haiyu/{year.slug}/{route}")
    assert answer.status_code == 200
    return re.sub(r"\s+", " ", strip_tags(answer.content.decode()))


@pytest.mark.parametrize("scheme", builtin())
def test_the_terms_on_top_and_the_lines_below_add_up_to_the_total(scheme: str) -> None:
    here = city()
    year = year_of_case(here.body, here["po1"], here["po2"], scheme, find(scheme).cases[0].name)
    found = trial.trial_of(year)
    for code, standing in found.result.standing_of.items():
        page = account.page(found, code, Sight("see-totals", totals=True), Sources(found.scheme, {}))
        lines = [row.entry.line for row in page.rows if isinstance(row, account.Told)]
        assert sum(line.points for line in lines) == standing.exact_total
        assert page.view is not None and page.view.total == plain(standing.total, found.result.places)


def test_the_page_shows_every_line_with_document_maker_and_checker() -> None:
    here, year, _of = small(own="P1")
    shown = text_of(here, "po1", year, f"units/{UNIT}/account/")
    standing = trial.result_of(year).standing_of[UNIT]
    assert plain(standing.total, 2) in shown and "距优秀单位线" in shown
    assert "与E006为同一事项，就高计一次，本条不计" in shown
    assert "海考〔2025〕1号" in shown and "周启明" in shown and "吴晓岚" in shown
    assert "起评 100.00 − 扣分 115.00 + 封底 15.00" in shown


@pytest.mark.parametrize("scheme", builtin())
def test_every_line_that_a_fact_stands_behind_leads_to_its_filing(scheme: str) -> None:
    here = city()
    year = year_of_case(here.body, here["po1"], here["po2"], scheme, find(scheme).cases[0].name)
    found = trial.trial_of(year)
    for of in Participant.objects.filter(year=year).select_related("year"):
        sources = sources_of(found.scheme, of)
        for line in found.result.lines_of[of.code]:
            if line.kind in ("event", "award", "value", "rating", "scheme", "decision") and line.source:
                lone = line.kind == "decision" and line.item == "total"
                assert lone or sources.of(line).filing, line


def test_a_unit_finds_nothing_of_its_own_before_the_checking() -> None:
    here, year, _ = small()
    for who in ("ll", "fz"):
        answer = client_of(here[who]).get(f"/haiyu/{year.slug}/units/{UNIT}/account/")
        absent = client_of(here[who]).get(f"/haiyu/{year.slug}/units/NONE/account/")
        assert (answer.status_code, bare(answer.content)) == (404, bare(absent.content))


def test_while_it_checks_a_unit_sees_its_indicators_without_total_rank_grade_and_ratings() -> None:
    here, code = city(), find_unit("hubei-archives")
    year = year_of_case(
        here.body, here["po1"], here["po2"], "hubei-archives", find("hubei-archives").cases[0].name, phase="checking",
        units={code: here["A01"]},
    )  # fmt: skip
    client, standing = client_of(here["ll"]), trial.result_of(year).standing_of[code]
    answer = client.get(f"/haiyu/{year.slug}/units/{code}/account/")
    shown = strip_tags(answer.content.decode())
    assert answer.status_code == 200 and "核对期" in shown and "得分通知单" not in shown
    assert "总分" not in shown.replace("总分、名次", "") and f"{plain(standing.total, 2)} /" not in shown
    assert client.get(f"/haiyu/{year.slug}/units/{code}/notice.pdf").status_code == 404
    assert client_of(here["ll2"]).get(f"/haiyu/{year.slug}/units/{code}/account/").status_code == 404


def find_unit(scheme: str) -> str:
    from tests.web.results.cases import case_facts

    return next(u.id for u in case_facts(scheme, find(scheme).cases[0].name).units if not u.observer)


@pytest.mark.parametrize("scheme", builtin())
def test_nothing_is_added_up_over_a_sealed_leaf(scheme: str) -> None:
    here = city()
    year = year_of_case(here.body, here["po1"], here["po2"], scheme, find(scheme).cases[0].name)
    found = trial.trial_of(year)
    sealed = account.sealed_items(found.scheme)
    for code in found.result.standing_of:
        page = account.page(found, code, Sight("check-own-scores", sealed=True), Sources(found.scheme, {}))
        assert page.view is None and not page.distances and not page.remarks
        for row in page.rows:
            item = (
                row.head.item
                if isinstance(row, account.Part)
                else row.entry.line.item
                if isinstance(row, account.Told)
                else ""
            )
            assert item not in sealed
        assert not {part.item for part in page.parts} & sealed


def test_after_publication_a_unit_reads_its_own_detail_and_no_other() -> None:
    here, year, _ = small("published")
    assert plain(trial.result_of(year).standing_of[UNIT].total, 2) in text_of(
        here, "ll", year, f"units/{UNIT}/account/"
    )
    assert client_of(here["ll"]).get(f"/haiyu/{year.slug}/units/P1/account/").status_code == 404
    assert client_of(here["ll2"]).get(f"/haiyu/{year.slug}/units/{UNIT}/account/").status_code == 404


def supplier(here: World, year: Year) -> str:
    """Make the office of zx the supplier of the rule of E006; give the rule."""
    item = next(e.item for e in trial.facts_of(year).events if e.id == "E006")
    Charge.objects.create(year=year, name=scheme_of(year).rules[item].labels.supplier[0], unit=here["Z01"])
    return item


def test_an_office_sees_the_lines_of_its_own_rules_and_no_total() -> None:
    here, year, of = small(own="P1")
    rule = supplier(here, year)
    found = sight(actor_of(here["zx"]), scheme_of(year), of)
    assert found is not None and not found.totals and found.items is not None and rule in found.items
    result = trial.trial_of(year)
    page = account.page(result, UNIT, found, sources_of(result.scheme, of))
    told = [row.entry for row in page.rows if isinstance(row, account.Told)]
    assert told and all(isinstance(entry, Entry) for entry in told)
    assert all(entry.line.rule in found.items or entry.line.item in found.items for entry in told)
    shown = text_of(here, "zx", year, f"units/{UNIT}/account/")
    standing = result.result.standing_of[UNIT]
    assert plain(standing.total, 2) not in shown and "名次" not in shown and "430.00" not in shown


def test_an_office_in_charge_of_nothing_sees_no_account() -> None:
    here, year, _ = small(own="P1")
    assert client_of(here["zx2"]).get(f"/haiyu/{year.slug}/units/{UNIT}/account/").status_code == 404


@pytest.mark.parametrize("scheme", builtin())
def test_every_part_of_several_leaves_is_closed_by_their_sum(scheme: str) -> None:
    here = city()
    year = year_of_case(here.body, here["po1"], here["po2"], scheme, find(scheme).cases[0].name)
    found = trial.trial_of(year)
    for code in found.result.standing_of:
        page = account.page(found, code, Sight("see-totals", totals=True), Sources(found.scheme, {}))
        closings = [row.row for row in page.rows if isinstance(row, account.Closing)]
        nodes = [n for root in found.cohort.accounts[code].roots for n in root.walk() if len(n.children) > 1]
        for node in nodes:
            names = [child.name for child in node.children]
            assert any(
                str(closing.score) == plain(node.score, closing_places(closing))
                and (node.lines or all(name in closing.words for name in names))
                for closing in closings
            )


def closing_places(closing: Sum) -> int:
    """Give how many places a closing sum is written with."""
    return len(str(closing.score).partition(".")[2])


def test_a_part_without_events_adds_up_before_the_readers_eyes() -> None:
    here, year, _ = small(own="P1")
    public, other = (
        plain(trial.result_of(year).scores_of[UNIT][item].score, 2)
        for item in ("appraisal.public", "appraisal.comprehensive")
    )
    assert f"公众评议 {public} + 综合评议 {other}" in text_of(here, "po1", year, f"units/{UNIT}/account/")


def test_a_head_row_bears_the_score_of_its_node() -> None:
    _here, year, _ = small()
    found = trial.trial_of(year)
    page = account.page(found, UNIT, Sight("see-totals", totals=True), Sources(found.scheme, {}))
    for row in page.rows:
        if isinstance(row, account.Part) and isinstance(row.head, Head):
            node = found.cohort.accounts[UNIT].find(row.head.item)
            assert node is not None and str(row.head.score) == plain(node.score, 2)


def test_the_notice_is_served_as_pdf_and_as_docx_with_documents_and_persons() -> None:
    here, year, _ = small(own="P1")
    client = client_of(here["po1"])
    paper = client.get(f"/haiyu/{year.slug}/units/{UNIT}/notice.pdf")
    assert paper.status_code == 200 and paper.content[:5] == b"%PDF-"
    word = client.get(f"/haiyu/{year.slug}/units/{UNIT}/notice.docx")
    text = zipfile.ZipFile(io.BytesIO(word.content)).read("word/document.xml").decode()
    assert "海考〔2025〕1号" in text and "周启明" in text and "731.50" in text
