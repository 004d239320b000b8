"""The pages that are measured: route, who asks, about what; and how many queries each needs."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple
from urllib.parse import urlencode

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import NoReverseMatch, reverse

from benchmarks.platform_world import City
from kaoping.web.records.models import Filing

BACKEND = "django.contrib.auth.backends.ModelBackend"
TOKEN = "b" * 32
"""The secret of forms, in cookie and header alike."""
Arguments = Mapping[str, Any]
DEDUCTION = "conduct.style.complaint"


class Page(NamedTuple):
    """A page: its name in the table, its route, whose it is, what its address names beside the body."""

    words: str
    route: str
    about: Callable[[City], Arguments] = lambda city: {"year": city.year.slug}
    role: str = "PO"
    query: str = ""


class Asked(NamedTuple):
    """A request as it goes over the wire."""

    method: str
    address: str
    headers: Mapping[str, str]
    body: str = ""


def _of_body(city: City) -> Arguments:
    return {}


def _unit(city: City) -> Arguments:
    return {"year": city.year.slug, "code": city.units[1].code}


def _confirmed(city: City) -> Arguments:
    found = Filing.objects.filter(year=city.year, table="events", verdict__isnull=False).order_by("id")
    return {"year": city.year.slug, "filing": found.values_list("pk", flat=True)[0]}


def _waiting(city: City) -> Arguments:
    return {"year": city.year.slug, "filing": city.waiting[0].pk}


PAGES = (
    Page("home", "home", _of_body),
    Page("home of a liaison", "home", _of_body, "LL"),
    Page("event list", "records:events"),
    Page("new-event form, empty", "records:new-event"),
    Page("new-event form, rule chosen", "records:new-event", query=urlencode({"item": DEDUCTION})),
    Page("filing, confirmed", "records:filing", _confirmed),
    Page("filing, waiting", "records:filing", _waiting),
    Page("effect of a waiting filing", "results:effect", _waiting),
    Page("waiting queue", "records:waiting"),
    Page("trial ranking", "results:ranking"),
    Page("account of a unit", "results:account", _unit),
    Page("dossier of a unit", "results:dossier", _unit),
    Page("items", "results:items"),
    Page("item grid", "results:item", lambda city: {"year": city.year.slug, "item": "conduct"}),
    Page("charts", "results:charts"),
    Page("unit registry", "people:units", _of_body),
    Page("persons", "people:people", _of_body, "SA"),
    Page("years", "years:list", _of_body),
    Page("scheme", "years:scheme"),
    Page("calendar", "years:calendar"),
)
PREVIEW = "results:preview"


def address_of(page: Page, city: City) -> str:
    """Give a page's address in a city. Raises: NoReverseMatch where there is no such route."""
    found = reverse(page.route, kwargs={"body": city.body.slug, **page.about(city)})
    return f"{found}?{page.query}" if page.query else found


def is_there(page: Page, city: City) -> bool:
    """Say whether the route of a page exists."""
    try:
        address_of(page, city)
    except NoReverseMatch:
        return False
    return True


def client_of(city: City, role: str) -> Client:
    """Give a client that is logged in as somebody of a role."""
    client = Client(raise_request_exception=False)
    client.force_login(city.login(role), backend=BACKEND)
    return client


def headers_of(client: Client) -> dict[str, str]:
    """Give the headers of a session, with the secret of its forms."""
    session = client.cookies["sessionid"].value
    return {"Cookie": f"sessionid={session}; csrftoken={TOKEN}", "X-CSRFToken": TOKEN}


def request_of(page: Page, city: City) -> Asked:
    """Give the request for a page by a session of its own."""
    return Asked("GET", address_of(page, city), headers_of(client_of(city, page.role)))


def preview_of(city: City) -> Asked:
    """Give the request of the form that asks what an event would change."""
    unit, day = city.units[2].code, f"{city.year.slug}-06-01"
    fields = {"unit": unit, "item": DEDUCTION, "level": "redone", "count": "1", "date": day}
    headers = headers_of(client_of(city, "PO")) | {"Content-Type": "application/x-www-form-urlencoded"}
    place = reverse(PREVIEW, kwargs={"body": city.body.slug, "year": city.year.slug})
    return Asked("POST", place, headers, urlencode(fields))


def queries_of(page: Page, city: City) -> list[str]:
    """Give the queries of a page, once what is kept in memory is there. Raises: RuntimeError for another answer."""
    client, address = client_of(city, page.role), address_of(page, city)
    for _ in range(2):
        status = client.get(address).status_code
        if status != 200:
            raise RuntimeError(f"answer {status}")
    with CaptureQueriesContext(connection) as found:
        client.get(address)
    return [query["sql"] for query in found.captured_queries]
