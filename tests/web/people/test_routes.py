"""Every route of people, asked by a person of every role, by a real request."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from kaoping.web.core import clock
from kaoping.web.people import urls
from kaoping.web.people.actions.accounts import NewPerson, propose_account
from kaoping.web.people.actions.grants import Terms, name_deputy, propose_grant
from kaoping.web.people.actions.registry import propose_change
from kaoping.web.people.models import AccountRequest, Grant, RegistryChange
from kaoping.web.people.registry import Change, Details
from tests.web import worlds
from tests.web.worlds import World, actor_of, client_of

pytestmark = pytest.mark.once
ALL = ["sa", "sm", "sx", "po1", "po2", "zx", "ll", "fz", "lx", "ld", "sl", "jc", "df"]
LOOKERS = ["sa", "sm", "po1", "po2", "ld"]
DAY = date(2026, 1, 1)

LET_IN = {
    # route: who gets the page (200 or a redirect on from it); all others of ALL are told 403
    "units": ALL,
    "unit": ALL,
    "export_units": ALL,
    "new_unit": ["po1", "po2"],
    "merge_units": ["po1", "po2"],
    "import_units": ["po1", "po2"],
    "apply_unit_import": ["po1", "po2"],
    "unit_template": ["po1", "po2"],
    "unit_changes": ["po1", "po2"],
    "unit_change": ["po1", "po2"],
    "rename_unit": ["po1", "po2"],
    "split_unit": ["po1", "po2"],
    "close_unit": ["po1", "po2"],
    "decide_unit_change": ["po2"],
    "people": LOOKERS,
    "person": LOOKERS,
    "new_grant": ["sm"],
    "new_account": ["sa"],
    "change_account": ["sa"],
    "account_request": ["sa", "sm"],
    "decide_account": ["sm"],
    "grant": ["sm", "po1", "po2", "ld"],
    "change_grant": ["sm"],
    "take_grant": ["sm"],
    "decide_grant": ["po1", "po2"],
    "new_administrator": ["ld"],
    "take_administrator": ["ld"],
    "nominate": ["po1", "po2", "zx", "fz"],
    "deputies": ["zx", "fz", "lx", "ld"],
    "end_deputy": ["lx"],
    "log": ["sm", "sx"],
    "own_log": ["sa", "sm", "sx", "po1", "po2", "zx", "ll", "fz", "lx", "ld", "df"],
    "chain": ["sm", "sx", "po1", "po2", "fz", "lx", "ld"],
}
HIDDEN = {"decide_unit_change": ["po1"], "end_deputy": ["zx", "fz", "ld"]}
"""Who has the action, but not on this object: told 404."""
POSTED = ("apply_unit_import", "decide_unit_change", "decide_account", "decide_grant", "end_deputy")
ENTRY = ("login", "logout", "password")


@pytest.fixture
def numbers(here: World) -> dict[str, int]:
    """Give the ids for the routes' arguments: objects that po1, sa, sm and lx made."""
    unit = here["A01"]
    change = Change("rename", DAY, "海编〔2026〕1号", changed=(Details(unit.code, "市发展改革委"),))
    row = propose_change(actor_of(here["po1"]), change)
    asked = propose_account(actor_of(here["sa"]), NewPerson("钱多"), "qianduo")
    terms = Terms("LL", DAY, date(2099, 1, 1), {"unit": [unit.pk]})
    granted = propose_grant(actor_of(here["sm"]), here["ll2"], terms)
    own = actor_of(here["lx"]).grants[0]
    deputy = name_deputy(actor_of(here["lx"]), own, worlds.person(here.body, "代理甲"), date(2099, 1, 1))
    return {
        "unit": unit.pk, "change": row.pk, "person": here["ll"].pk, "account": here["ll"].accounts.get().pk,
        "request": asked.pk, "grant": granted.pk, "deputy": deputy.pk,
        "administrator": Grant.objects.get(person=here["sx"]).pk,
    }  # fmt: skip


KINDS = {
    "unit": "unit", "rename_unit": "unit", "split_unit": "unit", "close_unit": "unit", "unit_change": "change",
    "decide_unit_change": "change", "person": "person", "new_grant": "person", "change_account": "account",
    "account_request": "request", "decide_account": "request", "grant": "grant", "change_grant": "grant",
    "take_grant": "grant", "decide_grant": "grant", "take_administrator": "administrator",
    "end_deputy": "deputy",
}  # fmt: skip


def ask(client: Client, route: str, slug: str = "haiyu", number: int | None = None) -> Any:
    arguments = [slug] if number is None else [slug, number]
    address = reverse(f"people:{route}", args=arguments)
    return client.post(address) if route in POSTED else client.get(address)


def plain(answer: HttpResponse) -> bytes:
    """Give the page without the tokens of forms, which are new each time."""
    return re.sub(rb'(value|content)="[A-Za-z0-9]{64}"', b"", answer.content)


def test_the_table_names_every_route() -> None:
    assert {*LET_IN, *ENTRY} == {pattern.name for pattern in urls.urlpatterns}


@pytest.mark.parametrize("route", LET_IN)
def test_each_role_is_let_in_or_refused_as_the_matrix_says(
    route: str, here: World, numbers: dict[str, int]
) -> None:
    hidden = HIDDEN.get(route, [])
    expected = {who: 200 if who in LET_IN[route] else 404 if who in hidden else 403 for who in ALL}
    found = {}
    for who in [*sorted(set(ALL) - set(LET_IN[route])), *LET_IN[route]]:
        answer = ask(client_of(here[who]), route, number=numbers[KINDS[route]] if route in KINDS else None)
        found[who] = 200 if answer.status_code == 302 else answer.status_code
    assert found == expected


@pytest.mark.parametrize("route", LET_IN)
def test_who_has_not_logged_in_is_sent_to_the_login_page(route: str, db: None) -> None:
    answer = ask(Client(), route, number=1 if route in KINDS else None)
    assert answer.status_code == 302 and answer["Location"].startswith("/login/?next=")


@pytest.mark.parametrize("route", LET_IN)
def test_a_foreign_body_answers_like_no_body(route: str, here: World, numbers: dict[str, int]) -> None:
    worlds.body("other", "别市")
    who = client_of(here[LET_IN[route][0]])
    number = numbers[KINDS[route]] if route in KINDS else None
    foreign, absent = ask(who, route, "other", number), ask(who, route, "nowhere", number)
    assert foreign.status_code == absent.status_code == 404
    assert plain(foreign) == plain(absent)


@pytest.mark.parametrize("route", KINDS)
def test_a_foreign_object_answers_like_none(route: str, here: World, numbers: dict[str, int]) -> None:
    who = client_of(here[LET_IN[route][0]])
    other = worlds.body("third", "第三市")
    foreign_unit = worlds.unit(other, "A01", "市教育局")
    foreign_person = worlds.person(other, "外人", foreign_unit)
    foreign_grant = worlds.grant(foreign_person, "PO", confirmed=False)
    made = {"maker": foreign_person, "made_at": clock.now(), "body": other}
    request = AccountRequest.objects.create(person=foreign_person, login="wairen", **made)
    change = RegistryChange.objects.create(kind="close", what={}, from_day=DAY, **made)
    foreign = {
        "unit": foreign_unit.pk, "person": foreign_person.pk, "account": foreign_person.accounts.get().pk,
        "grant": foreign_grant.pk, "administrator": foreign_grant.pk, "deputy": foreign_grant.pk,
        "request": request.pk, "change": change.pk,
    }[KINDS[route]]  # fmt: skip
    there, nothing = ask(who, route, number=foreign), ask(who, route, number=99_999_999)
    assert there.status_code == nothing.status_code == 404
    assert plain(there) == plain(nothing)
