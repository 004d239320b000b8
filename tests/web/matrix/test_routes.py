"""Every route, asked by every role with a real request: refused exactly where the matrix says so, and never broken."""

from __future__ import annotations

import pytest
from django.test import Client

from kaoping.web.people.matrix import ROLES
from kaoping.web.people.routes import Rule
from tests.web.matrix.asking import ROUTES, address, arguments, ask, client_of, has, own_arguments
from tests.web.matrix.town import TESTERS, client_with
from tests.web.worlds import World

pytestmark = pytest.mark.once

TAKEN_AS_PUBLIC = ("", "login/")
"""Routes that anybody may open."""


def test_the_testers_are_all_roles_that_persons_hold() -> None:
    assert set(TESTERS) == set(ROLES) - {"XT"}


@pytest.mark.parametrize("path", ROUTES)
def test_every_route_can_be_asked_for(path: str) -> None:
    own_arguments(path)


def test_only_the_entry_is_public() -> None:
    assert {path for path, rule in ROUTES.items() if rule.kind == "public"} == set(TAKEN_AS_PUBLIC)


@pytest.mark.parametrize("method", ["GET", "POST"])
@pytest.mark.parametrize("path", ROUTES)
def test_a_route_refuses_exactly_the_roles_that_have_none_of_its_actions(
    path: str, method: str, here: World
) -> None:
    rule, told = ROUTES[path], arguments(here, path)
    found, expected = {}, {}
    for role, key in TESTERS.items():
        status = ask(client_of(here, key), path, told, method).status_code
        assert status < 500, f"{role} {method} {path}"
        if status != 405:
            found[role], expected[role] = status == 403, not _lets_in(rule, role)
    assert found == expected


def _lets_in(rule: Rule, role: str) -> bool:
    return rule.kind != "actions" or has(rule, role)


def test_who_has_not_logged_in_is_sent_to_the_login_page(here: World) -> None:
    found = {}
    for path in set(ROUTES) - set(TAKEN_AS_PUBLIC):
        for method in ("GET", "POST"):
            answer = ask(client_with(), path, arguments(here, path), method)
            found[f"{method} {path}"] = answer.status_code, answer.headers.get("Location", "")[:7]
    assert {key: told for key, told in found.items() if told not in ((302, "/login/"), (405, ""))} == {}


def test_a_form_without_its_token_is_not_taken(here: World) -> None:
    client = Client(enforce_csrf_checks=True)
    client.cookies["sessionid"] = here["sessions"]["haiyu-all"]
    found = {path: client.post(address(path, arguments(here, path))).status_code for path in ROUTES}
    assert {path: status for path, status in found.items() if status != 403} == {}
