"""`may`, cell by cell of the matrix, and what stands beside it: scope, phase, own unit, second person, deputies."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.core.checks import run_checks
from django.http import HttpRequest, HttpResponse
from django.urls import path

from kaoping.web.core import clock
from kaoping.web.core.access import member
from kaoping.web.core.models import Body, Entry
from kaoping.web.core.proposals import CONFIRMED
from kaoping.web.people import permissions
from kaoping.web.people.actors import actor_for
from kaoping.web.people.matrix import ACTIONS, ROLES
from kaoping.web.people.models import (
    Account,
    Grant,
    GrantEnd,
    GrantVerdict,
    Person,
    RegistryChange,
    Succession,
)
from kaoping.web.people.permissions import Actor, Hidden, Refused, Subject, demand, exclusive, may
from tests.web import worlds
from tests.web.worlds import World, actor_of, client_of

BODY, OWN, FOREIGN, ME, OTHER = 1, 10, 20, 100, 200


def actor(role: str, scope: dict[str, list[Any]] | None = None, unit: int | None = OWN, **body: str) -> Actor:
    """Give an actor of one role without a database."""
    place = Body(pk=BODY, slug="haiyu", **body)
    who = Person(pk=ME, name="甲", unit_id=unit, body_id=BODY)
    grant = Grant(pk=1, person=who, body_id=BODY, role=role, scope=scope or {})
    return Actor(
        who, place, (grant,), date(2026, 1, 12), {"same": frozenset({ME}), "blind": frozenset({OWN})}
    )


def row(action: str, role: str) -> str:
    return ACTIONS[action].cells[role]


@pytest.fixture
def in_charge(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let every office be in charge of rule 1.1, only."""
    monkeypatch.setattr(permissions, "_in_charge", [lambda _, subject: "1.1" in subject.items])


CELLS = (
    # claim, action, role, cell, subject, allowed
    ("Y may, whatever the unit", "read-evidence", "PO", "Y", Subject(BODY, unit=FOREIGN), True),
    ("- is refused", "read-evidence", "SA", "-", Subject(BODY, unit=OWN), False),
    ("- is refused on the body itself", "change-log", "SX", "-", Subject(BODY), False),
    ("1 may make", "enter-deduction", "PO", "1", Subject(BODY, unit=FOREIGN, items=("1.1",)), True),
    ("2 may check another's", "confirm-deduction", "PO", "2", Subject(BODY, unit=FOREIGN, makers=frozenset({OTHER})), True),
    ("2 may not check the own", "confirm-deduction", "PO", "2", Subject(BODY, unit=FOREIGN, makers=frozenset({ME})), False),
    ("2 may not check what is partly the own", "confirm-deduction", "LX", "2", Subject(BODY, unit=FOREIGN, makers=frozenset({ME, OTHER})), False),
    ("Y after both may not decide the own", "open-year", "LD", "Y", Subject(BODY, makers=frozenset({ME})), False),
    ("Y after both may decide another's", "open-year", "LD", "Y", Subject(BODY, makers=frozenset({OTHER})), True),
    ("O may for the own unit", "read-evidence", "LL", "O", Subject(BODY, unit=OWN), True),
    ("O may not for a foreign unit", "read-evidence", "LL", "O", Subject(BODY, unit=FOREIGN), False),
    ("O may for the own object", "name-deputy", "LX", "O", Subject(BODY, person=ME), True),
    ("O may not for another's object", "name-deputy", "LX", "O", Subject(BODY, person=OTHER), False),
    ("O may look at what holds all", "read-own-log", "PO", "O", Subject(BODY), True),
    ("O may not where an object does not say whose it is", "read-evidence", "LL", "O", Subject(BODY, makers=frozenset({OTHER})), False),
    ("S may for the own rule", "upload-evidence", "ZX", "S", Subject(BODY, unit=FOREIGN, items=("1.1",)), True),
    ("S may not for a foreign rule", "upload-evidence", "ZX", "S", Subject(BODY, unit=FOREIGN, items=("2.1",)), False),
    ("S may not where an object names no rule", "upload-evidence", "ZX", "S", Subject(BODY, unit=FOREIGN), False),
    ("S may look at what holds all", "upload-evidence", "ZX", "S", Subject(BODY), True),
    ("S checks another's", "accept-answer", "ZX", "S", Subject(BODY, unit=FOREIGN, items=("1.1",), makers=frozenset({OTHER})), True),
    ("S may not check the own", "accept-answer", "ZX", "S", Subject(BODY, unit=FOREIGN, items=("1.1",), makers=frozenset({ME})), False),
    ("C counts", "see-participation", "PO", "C", Subject(BODY), True),
    ("P waits for publication", "see-group-result", "FZ", "P", Subject(BODY, unit=OWN), False),
    ("P may after publication", "see-group-result", "FZ", "P", Subject(BODY, unit=OWN, published=True), True),
    ("1 of a liaison is for the own unit", "fill-report", "LL", "1", Subject(BODY, unit=OWN), True),
    ("1 of a liaison is not for a foreign unit", "fill-report", "LL", "1", Subject(BODY, unit=FOREIGN), False),
    ("2 of a head is for the own unit", "fill-report", "FZ", "2", Subject(BODY, unit=OWN, makers=frozenset({OTHER})), True),
    ("2 of a head is not for the own report", "fill-report", "FZ", "2", Subject(BODY, unit=OWN, makers=frozenset({ME})), False),
    ("2 of a head is not for a foreign unit", "fill-report", "FZ", "2", Subject(BODY, unit=FOREIGN, makers=frozenset({OTHER})), False),
    ("a liaison reads the published result of all", "read-released", "LL", "Y", Subject(BODY, unit=FOREIGN, published=True), True),
    ("another body is never there", "read-evidence", "PO", "Y", Subject(BODY + 1, unit=FOREIGN), False),
    ("an answer is not decided by its recorder", "decide-answer", "PO", "1", Subject(BODY, unit=FOREIGN, makers=frozenset({ME})), False),
    ("an answer is decided by another", "decide-answer", "PO", "1", Subject(BODY, unit=FOREIGN, makers=frozenset({OTHER})), True),
    ("who assesses is blind for the own unit", "see-totals", "PO", "Y", Subject(BODY, unit=OWN), False),
    ("and for what concerns it too", "see-totals", "PO", "Y", Subject(BODY, unit=FOREIGN, others=frozenset({OWN})), False),
    ("but not after publication", "see-totals", "PO", "Y", Subject(BODY, unit=OWN, published=True), True),
    ("a rectification is never accepted by the own unit", "accept-rectification", "PO", "2", Subject(BODY, unit=OWN, published=True, makers=frozenset({OTHER})), False),
)  # fmt: skip


@pytest.mark.parametrize(
    ("claim", "action", "role", "cell", "subject", "allowed"), CELLS, ids=[one[0] for one in CELLS]
)
def test_every_kind_of_cell(
    claim: str, action: str, role: str, cell: str, subject: Subject, allowed: bool, in_charge: None
) -> None:
    assert row(action, role) == cell
    assert may(actor(role), action, subject) is allowed


@pytest.mark.parametrize("role", ROLES)
def test_no_role_may_what_its_cell_refuses(role: str) -> None:
    who = actor(role)
    refused = {code for code, action in ACTIONS.items() if action.cells[role] == "-"}
    assert {code for code in ACTIONS if not who.could(code)} == refused
    assert not [code for code in refused if may(who, code, Subject(BODY))]


SCOPES = (
    # claim, scope, subject, allowed: of PO, enter-deduction
    ("a unit in scope", {"unit": [FOREIGN]}, Subject(BODY, unit=FOREIGN), True),
    ("a unit out of scope", {"unit": [30]}, Subject(BODY, unit=FOREIGN), False),
    ("one of two units out of scope", {"unit": [FOREIGN]}, Subject(BODY, unit=FOREIGN, others=frozenset({30})), False),
    ("an empty list holds nothing", {"unit": []}, Subject(BODY, unit=FOREIGN), False),
    ("a category in scope", {"category": ["A"]}, Subject(BODY, unit=FOREIGN, category="A"), True),
    ("a category out of scope", {"category": ["B"]}, Subject(BODY, unit=FOREIGN, category="A"), False),
    ("a rule in scope", {"rule": ["1.1"]}, Subject(BODY, unit=FOREIGN, items=("1.1",)), True),
    ("a rule out of scope", {"rule": ["1.1"]}, Subject(BODY, unit=FOREIGN, items=("1.2",)), False),
    ("one of two rules out of scope", {"rule": ["1.1"]}, Subject(BODY, unit=FOREIGN, items=("1.1", "1.2")), False),
    ("below an indicator", {"indicator": ["1"]}, Subject(BODY, unit=FOREIGN, items=("1.1.2",)), True),
    ("beside an indicator of like name", {"indicator": ["1"]}, Subject(BODY, unit=FOREIGN, items=("10.1",)), False),
)  # fmt: skip


@pytest.mark.parametrize(("claim", "scope", "subject", "allowed"), SCOPES, ids=[one[0] for one in SCOPES])
def test_a_scope_narrows(claim: str, scope: dict[str, list[Any]], subject: Subject, allowed: bool) -> None:
    assert may(actor("PO", scope), "enter-deduction", subject) is allowed


def test_a_liaison_of_two_units_stands_for_those_of_the_scope_only() -> None:
    liaison = actor("LL", {"unit": [FOREIGN]})
    assert may(liaison, "fill-report", Subject(BODY, unit=FOREIGN))
    assert not may(liaison, "fill-report", Subject(BODY, unit=OWN))


def test_a_row_is_closed_outside_its_phase(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(permissions, "_phases", [lambda action, _: action.code != "enter-deduction"])
    assert not may(actor("PO"), "enter-deduction", Subject(BODY, unit=FOREIGN))


@pytest.mark.parametrize(
    ("role", "action", "steps"),
    [
        ("SA", "create-account", {"1"}), ("SM", "create-account", {"2"}), ("PO", "grant-role", {"2"}),
        ("LD", "decide-target-change", {"Y"}), ("PO", "decide-target-change", {"1"}),
        ("ZX", "accept-answer", {"1", "2"}), ("LL", "make-roster", {"1"}), ("PO", "read-evidence", {"1", "Y"}),
    ],
)  # fmt: skip
def test_a_role_has_its_steps_of_a_row_only(role: str, action: str, steps: set[str]) -> None:
    assert {step for step in ("1", "2", "Y") if actor(role).could(action, step)} == steps


def test_a_signed_sheet_stands_for_the_second_person_in_a_town_only() -> None:
    signed = Subject(BODY, unit=FOREIGN, makers=frozenset({ME}), signed=True)
    assert may(actor("PO", profile="town"), "confirm-deduction", signed)
    assert not may(actor("PO", profile="city"), "confirm-deduction", signed)
    unsigned = Subject(BODY, unit=FOREIGN, makers=frozenset({ME}))
    assert not may(actor("PO", profile="town"), "confirm-deduction", unsigned)


def test_refused_and_hidden_differ() -> None:
    with pytest.raises(Refused):
        demand(actor("SA"), "read-evidence", Subject(BODY, unit=OWN))
    with pytest.raises(Hidden):
        demand(actor("LL"), "read-evidence", Subject(BODY, unit=FOREIGN))


@pytest.mark.parametrize(
    ("roles", "allowed"),
    [
        ("SA", True),
        ("SA SM", False),
        ("SM SX", False),
        ("SA PO", False),
        ("SX LL", False),
        ("PO ZX LX", True),
    ],
)
def test_administrators_exclude_each_other_and_all_others(roles: str, allowed: bool) -> None:
    assert exclusive(roles.split()) is allowed


def test_who_holds_roles_that_exclude_each_other_is_nobody(here: World) -> None:
    worlds.grant(here["sa"], "PO")
    assert actor_for(here["sa"], here.body) is None


def test_roles_exclude_each_other_across_bodies(here: World) -> None:
    other = worlds.body("other", "别市")
    worlds.grant(here["sa"], "LL", other)
    assert actor_for(here["sa"], here.body) is None and actor_for(here["sa"], other) is None


@pytest.mark.parametrize(
    ("since", "until", "holds"),
    [
        ("2020-01-01", "2099-12-31", True),
        ("2099-01-01", "2099-12-31", False),
        ("2020-01-01", "2020-12-31", False),
    ],
)
def test_a_grant_holds_in_its_term(here: World, since: str, until: str, holds: bool) -> None:
    who = worlds.person(here.body, "甲")
    worlds.grant(who, "PO", since=date.fromisoformat(since), until=date.fromisoformat(until))
    assert (actor_for(who, here.body) is not None) is holds


def test_an_unconfirmed_grant_gives_nothing(here: World) -> None:
    who = worlds.person(here.body, "甲")
    worlds.grant(who, "PO", confirmed=False)
    assert actor_for(who, here.body) is None


def test_a_right_taken_away_is_gone_at_the_next_request(here: World) -> None:
    client = client_of(here["po1"])
    assert client.get("/haiyu/people/").status_code == 200
    GrantEnd(grant=here["po1"].grants.get(), by=here["sm"], at=clock.now()).save()
    assert client.get("/haiyu/people/").status_code == 404


def test_a_disabled_account_is_out_at_the_next_request(here: World) -> None:
    client = client_of(here["po1"])
    here["po1"].accounts.update(is_active=False)
    assert client.get("/haiyu/units/").status_code == 302


def test_two_accounts_of_a_person_are_one_person(here: World) -> None:
    second = Account.objects.create_user("second", here["po1"], worlds.PASSWORD)
    subject = Subject(here.body.pk, makers=frozenset({here["po1"].pk}))
    found = actor_for(second.person, here.body)
    assert found is not None and not may(found, "confirm-unit-change", subject)


def deputy_of(principal: Person, role: str, name: str = "代理甲") -> Person:
    """Give a person who is somebody's deputy."""
    made = worlds.person(principal.body, name)
    row = Grant(
        body=made.body, person=made, role=role, from_day=date(2020, 1, 1), until_day=date(2099, 1, 1),
        maker=principal, made_at=clock.now(), deputy_for=principal,
    )  # fmt: skip
    row.save()
    GrantVerdict(proposal=row, checker=principal, decided_at=clock.now(), outcome=CONFIRMED).save()
    return made


def test_a_deputy_never_checks_what_his_principal_made_nor_the_other_way_round(here: World) -> None:
    deputy = deputy_of(here["lx"], "LX")
    made = {who: Subject(here.body.pk, makers=frozenset({person.pk})) for who, person in
            (("principal", here["lx"]), ("deputy", deputy), ("other", here["po1"]))}  # fmt: skip
    for person in (deputy, here["lx"]):
        allowed = {who: may(actor_of(person), "open-year", subject) for who, subject in made.items()}
        assert allowed == {"principal": False, "deputy": False, "other": True}


def test_two_deputies_of_one_principal_are_one_person(here: World) -> None:
    first, second = deputy_of(here["lx"], "LX"), deputy_of(here["lx"], "LX", "代理乙")
    assert not may(actor_of(first), "open-year", Subject(here.body.pk, makers=frozenset({second.pk})))


def test_a_deputy_is_nobody_once_the_principal_is(here: World) -> None:
    deputy = deputy_of(here["lx"], "LX")
    assert actor_for(deputy, here.body) is not None
    GrantEnd(grant=here["lx"].grants.get(), by=here["sm"], at=clock.now()).save()
    assert actor_for(deputy, here.body) is None


def test_a_deputy_is_blind_for_the_unit_of_his_principal(here: World) -> None:
    here["po1"].unit = here["A01"]
    here["po1"].save()
    deputy = deputy_of(here["po1"], "PO")
    assert not may(actor_of(deputy), "see-totals", Subject(here.body.pk, unit=here["A01"].pk))


def test_who_came_from_a_merged_unit_stays_blind_for_the_new_one(here: World) -> None:
    change = RegistryChange.objects.create(
        body=here.body, kind="merge", from_day=date(2026, 1, 1), maker=here["po1"], made_at=clock.now()
    )
    Succession(old=here["Z01"], new=here["A02"], from_day=change.from_day, change=change).save()
    new = Subject(here.body.pk, unit=here["A02"].pk)
    zx = actor_of(here["zx"])
    assert not may(zx, "enter-deduction", new)
    assert may(zx, "enter-deduction", Subject(here.body.pk, unit=here["A03"].pk))


def test_the_administrators_of_a_county_are_those_of_its_town(here: World) -> None:
    town = worlds.body("linjiang", "临江镇", "town", profile="town", parent=here.body)
    assert actor_of(here["sa"], town).roles == {"SA"}
    assert actor_for(here["po1"], town) is None


def test_one_person_may_be_office_assessor_and_meeting_in_a_town(here: World) -> None:
    town = worlds.body("linjiang", "临江镇", "town", profile="town", parent=here.body)
    who = worlds.person(town, "镇长")
    for role in ("PO", "ZX", "LX"):
        worlds.grant(who, role)
    assert actor_of(who).roles == {"PO", "ZX", "LX"}


def test_a_refusal_is_logged_without_what_was_asked_for(here: World) -> None:
    client = client_of(here["ll"])
    assert client.get("/haiyu/people/?q=秘密").status_code == 403
    entry = Entry.objects.get(act="refused")
    assert (entry.object, entry.label, entry.actor, entry.role) == (
        "people:people",
        "create-account",
        "冯小雨",
        "LL",
    )
    assert "秘密" not in "".join(map(str, vars(entry).values()))


def test_a_refusal_repeated_within_a_minute_is_logged_once(here: World) -> None:
    client = client_of(here["ll"])
    for _ in range(5):
        client.get("/haiyu/people/")
    client.get("/haiyu/log/")
    client_of(here["ll2"]).get("/haiyu/people/")
    assert sorted(Entry.objects.filter(act="refused").values_list("object", flat=True)) == [
        "people:log", "people:people", "people:people",
    ]  # fmt: skip


def test_a_foreign_body_is_logged_in_the_own_one(here: World) -> None:
    worlds.city("other", "别市")
    client_of(here["po1"]).get("/other/units/")
    assert Entry.objects.get(act="refused").body == here.body


def unruled(request: HttpRequest) -> HttpResponse:
    return HttpResponse("whoever")


@member
def ruled(request: HttpRequest) -> HttpResponse:
    return HttpResponse("members")


urlpatterns = [
    path("<slug:body>/open/", unruled, name="open"),
    path("<slug:body>/ruled/", ruled, name="ruled"),
]


@pytest.mark.urls(__name__)
def test_a_route_without_a_rule_fails_the_check() -> None:
    found = [error.msg for error in run_checks() if error.id == "kaoping.E001"]
    assert found == ["路由 <slug:body>/open/ 没有权限规则"]
