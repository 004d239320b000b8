"""A right that was taken away is gone at the next request; deputies end with their principals; refusals are logged."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from kaoping.web.core import clock
from kaoping.web.core.models import Entry
from kaoping.web.people.actions import grants
from kaoping.web.people.models import Grant, GrantEnd
from kaoping.web.records.models import FilingVerdict
from tests.web.matrix.asking import client_of
from tests.web.matrix.town import COMING, FOREIGN, MAIN, TESTERS, client_with, event, file_rows
from tests.web.worlds import World, actor_of, grant, person

HELD = [role for role in TESTERS if role != "GZ"]


@pytest.mark.parametrize("role", HELD)
def test_a_role_that_was_taken_is_gone_at_the_next_request_of_the_same_session(
    role: str, here: World
) -> None:
    who = here[TESTERS[role]]
    client = client_of(here, who)
    assert client.get("/haiyu/").status_code == 200
    GrantEnd(grant=who.grants.get(), by=here["all"], at=clock.now(), reason="调离").save()
    for where in (
        "/haiyu/",
        "/haiyu/units/",
        f"/haiyu/{MAIN}/scheme/",
        f"/haiyu/{MAIN}/ranking/",
        "/haiyu/log/own/",
    ):
        assert client.get(where).status_code == 404


def test_a_taking_that_is_confirmed_works_at_once(here: World) -> None:
    own = here["lx"].grants.get()
    client = client_of(here, "lx")
    taking = grants.propose_taking(actor_of(here["sm"]), own, "任期届满")
    assert client.get(f"/haiyu/{MAIN}/ranking/").status_code == 200
    asked: Any = client_of(here, "po").post(
        f"/haiyu/people/grants/{taking.pk}/decide/", {"outcome": "confirmed"}
    )
    assert asked.status_code == 302
    assert client.get(f"/haiyu/{MAIN}/ranking/").status_code == 404


def test_a_role_is_gone_when_its_term_is_over(here: World, monkeypatch: pytest.MonkeyPatch) -> None:
    today = clock.today()
    who = person(here.body, "任满者", login="expiring")
    grant(who, "LX", until=today)
    here["sessions"]["expiring"] = _session(who)
    client = client_of(here, who)
    assert client.get("/haiyu/").status_code == 200
    monkeypatch.setattr(clock, "today", lambda: today + timedelta(1))
    assert client.get("/haiyu/").status_code == 404


def test_a_role_that_nobody_confirmed_or_that_begins_later_is_none(here: World) -> None:
    who = person(here.body, "候任者", login="waiting")
    grant(who, "PO", confirmed=False)
    grant(who, "LX", since=clock.today() + timedelta(1))
    here["sessions"]["waiting"] = _session(who)
    assert client_of(here, who).get("/haiyu/").status_code == 404


def _session(who: Any) -> str:
    from tests.web.matrix.town import session_of

    return session_of(who.accounts.get())


def test_a_deputy_acts_until_it_is_ended(here: World) -> None:
    client, end = client_of(here, "aide"), f"/haiyu/people/deputies/{here['deputy'].pk}/end/"
    assert client.get("/haiyu/people/nominate/").status_code == 200
    assert client_of(here, "fz").post(end, {"reason": "x"}).status_code == 404
    assert client_of(here, "fz_b").post(end, {"reason": "已返岗"}).status_code == 302
    assert client.get("/haiyu/people/nominate/").status_code == 404


def test_a_deputy_is_none_once_his_principal_has_lost_the_role(here: World) -> None:
    client = client_of(here, "aide")
    assert client.get("/haiyu/").status_code == 200
    GrantEnd(grant=here["fz_b"].grants.get(), by=here["all"], at=clock.now(), reason="调离").save()
    assert client.get("/haiyu/").status_code == 404


def test_maker_and_checker_are_two_also_by_a_deputy(here: World) -> None:
    maker, deputy = person(here.body, "主事", login="principal"), person(here.body, "代办", login="deputy")
    grant(maker, "PO")
    grant(maker, "LX")
    filing = file_rows(maker, here[MAIN], "events", [event("P3", FOREIGN, "主事所录")])
    own = Grant.objects.get(person=maker, role="LX")
    grants.name_deputy(actor_of(maker), own, deputy, date(2099, 1, 1))
    here["sessions"]["deputy"] = _session(deputy)
    client = client_of(here, deputy)
    assert client.get("/haiyu/").status_code == 200
    assert client.post(f"/haiyu/{MAIN}/filings/{filing.pk}/confirm/").status_code == 404
    assert not FilingVerdict.objects.filter(proposal=filing).exists()


def test_two_accounts_of_one_person_are_one_person(here: World) -> None:
    first, second = (client_with(here["sessions"][f"haiyu-{login}"]) for login in ("po", "po-again"))
    where = f"/haiyu/{MAIN}/filings/{here['wait:b'].pk}/confirm/"
    assert first.post(where).status_code == second.post(where).status_code == 404
    assert client_of(here, "po2").post(where).status_code == 302


def test_mixed_administrators_hold_nothing(here: World) -> None:
    grant(here["sm"], "PO")
    client = client_of(here, "sm")
    assert client.get("/haiyu/").status_code == client.get("/haiyu/log/").status_code == 404


def test_a_refusal_is_logged_with_route_and_action_and_without_what_was_asked_for(here: World) -> None:
    client, who = client_of(here, "ll"), here["ll"]
    secret = "机密事项八七六五"
    client.get(f"/haiyu/{MAIN}/matters/{secret}/", {"q": secret})
    client.post("/haiyu/units/new/", {"name": secret, "code": "N1"})
    client.get(f"/haiyu/{COMING}/scheme/")
    client.get("/other/units/", {"q": secret})
    found = Entry.objects.filter(person=who.pk, act="refused")
    assert {(one.object, one.label) for one in found} >= {
        ("records:matter", "read-evidence"), ("people:new_unit", "change-unit"), ("people:units", "body"),
    }  # fmt: skip
    assert all(one.body_id == here.body.pk for one in found)
    fields = ("object", "label", "before", "after", "reason")
    assert not any(secret in getattr(one, name) for one in Entry.objects.all() for name in fields)


def test_a_town_is_run_by_one_person_and_watched_by_its_host(here: World) -> None:
    town = here["town"]
    clerk = client_with(here["sessions"]["dongpu-clerk"])
    assert clerk.get("/dongpu/").status_code == 200
    assert clerk.get("/haiyu/").status_code == 404
    for key in ("sa", "sm", "sx"):
        assert client_of(here, key).get("/dongpu/").status_code == 200
    for key in ("po", "ll", "lx", "ld"):
        assert client_of(here, key).get("/dongpu/").status_code == 404
    assert client_with(here["sessions"]["other-sm"]).get("/dongpu/").status_code == 404
    assert town.body.parent_id == here.body.pk
