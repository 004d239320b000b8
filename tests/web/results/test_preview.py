"""What an event would cost: the words for it, and nothing of other units for who may not see them."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

import pytest
from django.utils.html import strip_tags

from kaoping.rules import score
from kaoping.rules.facts.rows import Event
from kaoping.schemes import builtin, find
from kaoping.web.records.models import Filing
from kaoping.web.results import trial
from kaoping.web.results.preview import HERE, Rows, Seen, effect, preview, what_if
from kaoping.web.years.models import Charge, Year
from kaoping.web.years.packages import scheme_of
from tests.web.results.cases import case_facts, file_facts, year_of_case
from tests.web.worlds import World, city, client_of, grant, person

pytestmark = pytest.mark.django_db

UNIT = "P2"


def small(**more: object) -> tuple[World, Year]:
    here = city()
    return here, year_of_case(here.body, here["po1"], here["po2"], **more)  # type: ignore[arg-type]


def event_of(code: str, **more: object) -> Event:
    found = next(e for e in case_facts("zhangzhou", "shared-1").events if e.id == code)
    return found._replace(id=HERE, **more)


def everybody(year: Year) -> Seen:
    return Seen(frozenset(trial.result_of(year).standing_of))


def test_a_deduction_below_the_floor_goes_over_into_the_total() -> None:
    _, year = small()
    found = preview(year, [event_of("E006", matter="")], seen=everybody(year))
    assert found.headline.startswith("扣 10 分；本项得分不变，另 10 分在总分中扣除。")
    leaf, over = found.leaves
    assert (leaf.before, leaf.after) == (0, 0) and "扣至0分为止" in leaf.words
    assert (over.before, over.after) == (-150_000, -250_000)
    assert [(one.before, one.after) for one in found.totals] == [(7_315_000, 7_215_000)]


def test_a_second_event_of_one_matter_counts_once_and_says_beside_which() -> None:
    _, year = small()
    found = preview(year, [event_of("E007", matter="案1", date=date(2025, 3, 1))], seen=everybody(year))
    assert found.outcomes[0].counted == 0
    assert "与E006为同一事项，就高计一次，本条不计" in found.outcomes[0].note


def test_a_bonus_beyond_the_ceiling_counts_nothing_more() -> None:
    _, year = small()
    found = preview(year, [event_of("E016", matter="", count=1)], seen=everybody(year))
    assert found.leaves[0].by == 0 and "封顶100分" in found.leaves[0].words
    assert "本项得分不变" in found.headline


def test_a_unit_that_falls_moves_others_up_and_its_consequences_change() -> None:
    _, year = small()
    first = trial.result_of(year).standings[0]
    costly = [event_of("E006", matter="", unit=first.unit, count=9)]
    found = preview(year, costly, seen=everybody(year))
    own = next(one for one in found.moved if one.own)
    assert own.rank_before == 1 and own.rank_after is not None and own.rank_after > 1
    assert any(one.rank_after == 1 and not one.own for one in found.moved)
    facts = trial.facts_of(year)
    again = score(scheme_of(year), replace(facts, events=[*facts.events, *costly]))
    assert {one.unit: (one.total_after, one.rank_after) for one in found.moved} == {
        one.unit: (again.standing_of[one.unit].total, again.standing_of[one.unit].rank) for one in found.moved
    }


@pytest.mark.parametrize("scheme", builtin())
def test_one_desk_alone_gives_the_same_leaves_as_the_whole_run(scheme: str) -> None:
    here = city()
    year = year_of_case(here.body, here["po1"], here["po2"], scheme, find(scheme).cases[0].name)
    base = trial.trial_of(year)
    for event in base.facts.events[:6]:
        rows = Rows("events", [event._replace(id=HERE, matter="")])
        alone = what_if(base, rows, Seen())
        whole = what_if(base, rows, Seen(frozenset(base.result.standing_of)))
        assert (alone.outcomes, alone.leaves, alone.problems) == (
            whole.outcomes,
            whole.leaves,
            whole.problems,
        )
        assert not (alone.totals or alone.moved or alone.follows)


def test_what_cannot_be_scored_is_told_in_words() -> None:
    _, year = small()
    found = preview(year, [event_of("E010", points=990_000, matter="")], seen=everybody(year))
    assert found.problems and not found.outcomes


# through the form


def posted(here: World, who: str, year: Year, event: Event, **more: str) -> str:
    data = {"unit": event.unit, "item": event.item, "date": event.date.isoformat(), "count": str(event.count),
            "level": event.level, **more}  # fmt: skip
    answer = client_of(here[who]).post(f"/haiyu/{year.slug}/preview/", data)
    assert answer.status_code == 200, answer.content[:300]
    return re.sub(r"\s+", " ", strip_tags(answer.content.decode()))


def charge(here: World, year: Year, item: str) -> None:
    name = scheme_of(year).rules[item].labels.supplier[0]
    Charge.objects.create(year=year, name=name, unit=here["Z01"])


def test_the_office_sees_totals_and_a_supplier_the_leaf_of_the_event_only() -> None:
    here, year = small(phase="running")
    event = event_of("E006", matter="")
    charge(here, year, event.item)
    office, supplier = posted(here, "po1", year, event), posted(here, "zx", year, event)
    assert "731.50721.50" in office and "变动的单位" in office
    assert "扣 10 分" in supplier and "总分 " not in supplier.replace("在总分中", "")
    others = [s.name for s in trial.result_of(year).standings if s.unit != UNIT]
    assert "731.50" not in supplier and not any(name in supplier for name in others)


def test_a_supplier_is_told_nothing_of_a_rule_that_is_not_his() -> None:
    here, year = small(phase="running")
    charge(here, year, event_of("E006").item)
    shown = posted(here, "zx", year, event_of("E008", matter=""))
    assert "扣" not in shown.replace("这里显示计多少分", "") and "731.50" not in shown


def test_who_may_not_preview_is_refused_and_nothing_is_written() -> None:
    here, year = small(phase="running")
    before = Filing.objects.count()
    for who, status in (("ll", 403), ("lx", 403), ("jc", 403)):
        assert client_of(here[who]).post(f"/haiyu/{year.slug}/preview/", {}).status_code == status
    posted(here, "po1", year, event_of("E006", matter=""))
    assert Filing.objects.count() == before


def test_the_own_unit_of_an_officer_is_not_previewed_and_does_not_move_before_his_eyes() -> None:
    here = city()
    here["po3"] = person(here.body, "曹静", here["A01"], login="haiyu-po3")
    grant(here["po3"], "PO")
    year = year_of_case(here.body, here["po1"], here["po2"], phase="running", units={UNIT: here["A01"]})
    assert "总分" not in posted(here, "po3", year, event_of("E006", matter=""))
    shown = posted(here, "po3", year, event_of("E006", matter="", unit="P1", count=9))
    own = trial.result_of(year).standing_of[UNIT]
    assert own.name not in shown and "按回避规定" in shown and "变动的单位" not in shown


def test_the_effect_of_a_waiting_filing_is_shown_until_it_is_decided() -> None:
    here, year = small(phase="running")
    event = event_of("E006", matter="")._replace(id="E900")
    waiting = file_facts(year, "events", [event], here["po1"], None)
    assert waiting is not None
    assert effect(year, waiting, everybody(year)).totals[0].after == 7_215_000
    address = f"/haiyu/{year.slug}/filings/{waiting.pk}/effect/"
    assert "721.50" in client_of(here["po2"]).get(address).content.decode()
    decided = Filing.objects.filter(year=year, verdict__isnull=False).first()
    assert decided is not None
    assert client_of(here["po2"]).get(f"/haiyu/{year.slug}/filings/{decided.pk}/effect/").status_code == 404
    assert client_of(here["ll"]).get(address).status_code == 404
