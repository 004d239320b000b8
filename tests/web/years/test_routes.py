"""Every route of years, asked by every role with real requests; what is foreign looks like what is absent."""

from __future__ import annotations

import re

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from kaoping.web.years import urls
from kaoping.web.years.actions import propose_phase, propose_year
from kaoping.web.years.models import DayOverride
from tests.web.worlds import actor_of, city, client_of
from tests.web.years.samples import draft, opened, stored

pytestmark = [pytest.mark.django_db, pytest.mark.once]

ROLES = ["po1", "zx", "ll", "fz", "lx", "ld", "sl", "jc", "df", "sa", "sm", "sx"]
READERS = frozenset(["po1", "zx", "ll", "fz", "lx", "ld"])
PO, DECIDERS = frozenset({"po1"}), frozenset({"lx", "ld"})
MAY = {
    # route: who may, GET or POST, arguments
    "list": (READERS, "get", {}),
    "choose": (PO, "get", {}),
    "new": (PO, "get", {"digest": "…"}),
    "days": (PO, "get", {}),
    "drop-day": (PO, "post", {"pk": "day"}),
    "proposal": (PO | DECIDERS, "get", {"year": "2027"}),
    "edit": (PO, "get", {"year": "2027"}),
    "confirm": (DECIDERS, "post", {"year": "2027", "version": 1}),
    "return": (DECIDERS, "post", {"year": "2027", "version": 1}),
    "holes": (PO, "get", {"year": "2026"}),
    "scheme": (READERS, "get", {"year": "2026"}),
    "article": (READERS, "get", {"year": "2026"}),
    "compare": (PO | DECIDERS, "get", {"year": "2026"}),
    "participants": (READERS, "get", {"year": "2026"}),
    "charges": (PO, "get", {"year": "2026"}),
    "calendar": (READERS, "get", {"year": "2026"}),
    "step": (PO, "get", {"year": "2026", "step": "total"}),
    "propose-phase": (PO, "post", {"year": "2026"}),
    "confirm-phase": (PO, "post", {"year": "2026", "pk": "change"}),
    "return-phase": (PO, "post", {"year": "2026", "pk": "change"}),
}


def bare(answer: HttpResponse) -> str:
    """Give an answer without the tokens that differ each time."""
    return re.sub(r'(content|value)="\w{64}"', "", answer.content.decode())


def test_every_route_stands_in_the_table() -> None:
    assert [pattern.name for pattern in urls.urlpatterns] == list(MAY)


@pytest.mark.parametrize("route", MAY)
def test_a_route_is_open_to_those_whom_the_matrix_names_and_to_nobody_else(route: str) -> None:
    here = city()
    year = opened(here)
    propose_year(actor_of(here["po1"]), draft(here, "2027"))
    change = propose_phase(actor_of(here["po2"]), year, "collecting")
    day = DayOverride.objects.create(body=here.body, day="2026-05-01", working=True, reason="试")
    known = {"…": stored().pk.removeprefix("sha256:"), "change": change.pk, "day": day.pk}
    allowed, method, told = MAY[route]
    arguments = {name: known.get(str(value), value) for name, value in told.items()}
    address = reverse(f"years:{route}", kwargs={"body": "haiyu", **arguments})

    statuses = {who: getattr(client_of(here[who]), method)(address).status_code for who in ROLES}

    assert {who for who, status in statuses.items() if status in (200, 302)} >= allowed - DECIDERS
    assert {who for who, status in statuses.items() if status in (200, 302, 404)} == allowed
    assert all(status == 403 for who, status in statuses.items() if who not in allowed)


@pytest.mark.parametrize("route", [route for route, (_, _, told) in MAY.items() if "year" in told])
def test_a_foreign_year_looks_like_one_that_is_absent(route: str) -> None:
    here, there = city(), city("dongshan", "东山市")
    opened(there, slug="2031")
    allowed, method, told = MAY[route]
    told = {**told, "pk": 1} if "pk" in told else told
    who = client_of(here[sorted(allowed)[0]])
    foreign, absent = (
        reverse(f"years:{route}", kwargs={"body": "haiyu", **told, "year": slug}) for slug in ("2031", "2032")
    )

    answers = [getattr(who, method)(address) for address in (foreign, absent)]
    other = getattr(who, method)(foreign.replace("haiyu", "dongshan"))

    assert [a.status_code for a in (*answers, other)] == [404, 404, 404]
    assert bare(answers[0]) == bare(answers[1])


def test_a_year_that_is_not_open_is_absent_for_all_but_the_office_and_the_deciders() -> None:
    here = city()
    propose_year(actor_of(here["po1"]), draft(here))
    pages = ("scheme", "participants", "calendar")

    seen = {
        who: [client_of(here[who]).get(f"/haiyu/2026/{page}/").status_code for page in pages]
        for who in ("po1", "lx", "ll", "zx")
    }

    assert seen == {"po1": [200, 200, 404], "lx": [200, 200, 404], "ll": [404] * 3, "zx": [404] * 3}
    hidden = client_of(here["ll"])
    assert bare(hidden.get("/haiyu/2026/scheme/")) == bare(hidden.get("/haiyu/2029/scheme/"))


def test_nobody_gets_in_without_logging_in() -> None:
    city()
    assert Client().get("/haiyu/2026/scheme/").status_code == 302
