"""Charges: whose person is in charge of which items, and what he may enter."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from kaoping.rules import load
from kaoping.schemes import find
from kaoping.web.people.permissions import Subject, may
from kaoping.web.years.actions import set_charges
from kaoping.web.years.models import Charge
from kaoping.web.years.offices import in_charge, offices_of, similar, suggest
from kaoping.web.years.packages import process_of, scheme_of
from kaoping.web.years.queries import rules_in_charge
from tests.web.worlds import actor_of, city, client_of, grant, person
from tests.web.years.samples import opened, units

pytestmark = pytest.mark.django_db


def test_offices_of_a_scheme_have_their_parts_items_and_categories() -> None:
    here = city()
    year = opened(here)
    supervision, letters = offices_of(scheme_of(year), process_of(year))
    assert (supervision.name, supervision.parts) == ("市督查局", ("提供",))
    assert supervision.covers["work.late"] is None
    assert set(letters.covers.values()) == {frozenset({"districts"})}


def test_a_source_is_entered_by_its_body_and_units_enter_nothing() -> None:
    package = find("xingan")
    found = {o.name: o.enters for o in offices_of(load(package.text, package.file), package.process)}
    assert "会议记录" not in found and found["考评组"] and not found["本单位"]


def test_names_are_mapped_to_offices_called_the_same() -> None:
    here = city()
    assert suggest(["信访局", "督查局办公室", "市纪委"], units(here)) == {"信访局": here["Z02"]}
    assert similar(["督查局办"], units(here)) == {"督查局办": here["Z01"]}


def test_the_charge_of_his_office_decides_what_is_a_suppliers_own() -> None:
    here = city()
    year = opened(here)
    item = next(iter(scheme_of(year).event_rules))
    visit = list(scheme_of(year).event_rules)[1]
    mine, theirs = (Subject(here.body.pk, year=year.pk, items=(one,)) for one in (item, visit))
    supervision, letters = actor_of(here["zx"]), actor_of(here["zx2"])

    assert (in_charge(supervision, mine), in_charge(supervision, theirs)) == (True, False)
    assert (in_charge(letters, mine), in_charge(letters, theirs)) == (False, True)
    assert may(supervision, "preview-event", mine) and not may(supervision, "preview-event", theirs)
    assert not in_charge(supervision, Subject(here.body.pk, year=year.pk, items=(item, visit)))


def test_an_office_named_for_one_category_is_in_charge_of_that_one_only() -> None:
    here = city()
    year = opened(here)
    visit = list(scheme_of(year).event_rules)[1]
    letters = actor_of(here["zx2"])
    asked = {
        c: Subject(here.body.pk, year=year.pk, items=(visit,), category=c)
        for c in ("districts", "departments")
    }
    assert {c: in_charge(letters, subject) for c, subject in asked.items()} == {
        "districts": True,
        "departments": False,
    }


def test_a_grant_that_names_the_indicator_is_a_charge() -> None:
    here = city()
    year = opened(here, charges="")
    visit = list(scheme_of(year).event_rules)[1]
    who = person(here.body, "专员")
    grant(who, "ZX", scope={"indicator": ["letters"]})
    subjects = [
        Subject(here.body.pk, year=year.pk, items=(i,))
        for i in (visit, next(iter(scheme_of(year).event_rules)))
    ]
    assert [may(actor_of(who), "preview-event", s) for s in subjects] == [True, False]


def test_the_charge_of_another_year_is_none() -> None:
    here = city()
    year, other = opened(here), opened(here, slug="2026-b", charges="")
    item = next(iter(scheme_of(year).event_rules))
    assert not in_charge(actor_of(here["zx"]), Subject(here.body.pk, year=other.pk, items=(item,)))


def test_the_office_enters_everything_and_a_supplier_his_own_rules() -> None:
    here = city()
    year = opened(here)
    assert len(rules_in_charge(actor_of(here["po1"]), year)) == 2
    assert [one.name for one in rules_in_charge(actor_of(here["zx"]), year)] == ["逾期未办结"]
    assert rules_in_charge(actor_of(here["ll"]), year) == ()


def test_a_request_asks_for_charges_once() -> None:
    here = city()
    year = opened(here)
    actor = actor_of(here["zx"])
    subjects = [Subject(here.body.pk, year=year.pk, items=(i,)) for i in scheme_of(year).event_rules] * 20
    with CaptureQueriesContext(connection) as asked:
        found = [in_charge(actor, subject) for subject in subjects]
    assert len(asked) == 1 and any(found)


def test_the_page_names_offices_with_their_persons_and_rules() -> None:
    here = city()
    year = opened(here, charges="")
    office = client_of(here["po1"])

    before = office.get("/haiyu/2026/charges/").content.decode()
    office.post(
        "/haiyu/2026/charges/", {"unit:0": [here["Z01"].pk, ""], "unit:1": [here["Z02"].pk, here["Z01"].pk]}
    )
    after = office.get("/haiyu/2026/charges/").content.decode()

    assert "按名称推荐" in before and "还有 2 个名称没有指定单位" in before
    assert "郑立新" in after and "王素琴" in after
    assert set(Charge.objects.filter(year=year).values_list("name", "unit__code")) == {
        ("市督查局", "Z01"), ("信访局", "Z01"), ("信访局", "Z02"),
    }  # fmt: skip


def test_an_office_of_another_body_cannot_be_named() -> None:
    here, there = city(), city("dongshan", "东山市")
    year = opened(here, charges="")
    client_of(here["po1"]).post("/haiyu/2026/charges/", {"unit:0": [there["Z01"].pk]})
    assert not Charge.objects.filter(year=year).exists()


def test_what_is_named_anew_counts_at_once() -> None:
    here = city()
    year = opened(here)
    set_charges(actor_of(here["po1"]), year, {"市督查局": [here["Z02"]]})
    item = next(iter(scheme_of(year).event_rules))
    subject = Subject(here.body.pk, year=year.pk, items=(item,))
    assert (in_charge(actor_of(here["zx"]), subject), in_charge(actor_of(here["zx2"]), subject)) == (
        False,
        True,
    )
