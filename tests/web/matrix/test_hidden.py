"""What is foreign answers exactly like what is absent: another body, another year, another unit, another's object."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

import pytest
from django.urls import resolve

from tests.web.matrix.asking import (
    PARAMETER,
    ROUTES,
    address,
    arguments,
    ask,
    client_of,
    has,
    own_arguments,
    plain,
)
from tests.web.matrix.town import COMING, MAIN, TESTERS
from tests.web.worlds import World

BELOW_BODY = [path for path in ROUTES if "<slug:body>" in path]
BELOW_YEAR = [path for path in BELOW_BODY if "<slug:year>" in path]
ABSENT: Mapping[str, Any] = {
    "pk": 99_999_999, "filing": 99_999_998, "file": 99_999_997, "version": 99, "code": "Q9", "item": "nothing", "matter": "无此事项",
}  # fmt: skip
"""Arguments that name nothing."""
WITH_OBJECT = [path for path in BELOW_BODY if set(PARAMETER.findall(path)) & {"pk", "filing", "file"}]
OF_UNITS: Mapping[str, Callable[[World], Any]] = {
    "filings/<int:filing>/": lambda here: {"filing": here["event:b"].pk},
    "filings/<int:filing>/seen/": lambda here: {"filing": here["event:b"].pk},
    "files/<int:file>/": lambda here: {"file": here["file:b"].pk},
    "matters/<path:matter>/": lambda here: {"matter": "案b"},
    "<slug:year>/units/<str:code>/account/": lambda here: {"code": "P2"},
    "units/<str:code>/notice.pdf": lambda here: {"code": "P2"},
    "units/<str:code>/notice.docx": lambda here: {"code": "P2"},
}  # fmt: skip
"""Routes to what is a unit's own, by the end of the path, with the object of another unit."""


def _method(path: str) -> str:
    """Give the method that a route takes."""
    shut = {
        "decide/", "end/", "confirm/", "return/", "withdraw/", "seen/", "upload/", "preview/", "phase/", "drop/",
        "events/new/form/", "import/apply/",
    }  # fmt: skip
    return "POST" if any(path.endswith(end) for end in shut) else "GET"


def _same(one: Any, other: Any, *names: object) -> bool:
    return one.status_code == other.status_code and plain(one, *names) == plain(other, *names)


def test_a_foreign_body_is_like_none_for_everybody(here: World) -> None:
    wrong = []
    for path in BELOW_BODY:
        own, foreign = arguments(here, path), arguments(here["there"], path)
        method = _method(path)
        client = client_of(here, "all")
        absent = ask(client, path, {**own, "body": "nowhere"}, method)
        there = ask(client, path, foreign, method)
        if absent.status_code != 404 or not _same(absent, there, address(path, foreign), "other", "nowhere"):
            wrong.append(f"{method} {path}: {absent.status_code} {there.status_code}")
    assert wrong == []


def test_who_has_no_role_finds_nothing_in_his_own_body(here: World) -> None:
    found = {}
    for path in BELOW_BODY:
        for method in ("GET", "POST"):
            found[f"{method} {path}"] = ask(
                client_of(here, "nobody"), path, arguments(here, path), method
            ).status_code
    assert {where: status for where, status in found.items() if status != 404} == {}


@pytest.mark.parametrize("path", WITH_OBJECT)
def test_an_object_of_another_body_is_like_none(path: str, here: World) -> None:
    own, foreign = arguments(here, path), arguments(here["there"], path)
    name = next(n for n in PARAMETER.findall(path) if n in ABSENT)
    for role in _asking(path):
        client = client_of(here, TESTERS[role])
        there = ask(client, path, {**own, name: foreign[name]}, _method(path))
        absent = ask(client, path, {**own, name: ABSENT[name]}, _method(path))
        assert there.status_code == 404, role
        assert _same(there, absent, foreign[name], ABSENT[name]), role


def _asking(path: str) -> list[str]:
    rule = ROUTES[path]
    return [role for role in TESTERS if rule.kind == "body" or has(rule, role)]


@pytest.mark.parametrize("path", BELOW_YEAR)
def test_a_year_that_is_only_proposed_is_like_none_but_for_who_prepares_it(path: str, here: World) -> None:
    told = {**arguments(here, path), "year": COMING}
    if set(own_arguments(path)) & {"year"}:
        return
    for role in _asking(path):
        if role in ("PO", "LX", "LD"):
            continue
        client = client_of(here, TESTERS[role])
        coming = ask(client, path, told, _method(path))
        absent = ask(client, path, {**told, "year": "1999"}, _method(path))
        assert coming.status_code == 404, role
        assert _same(coming, absent, COMING, "1999"), role
        assert "海屿二〇二六年度" not in plain(coming)


@pytest.mark.parametrize("end", OF_UNITS)
@pytest.mark.parametrize("who", ["ll", "fz"])
@pytest.mark.parametrize("year", [MAIN, "2024"])
def test_what_is_another_units_is_like_none(who: str, end: str, year: str, here: World) -> None:
    path = next(path for path in BELOW_YEAR if path.endswith(end))
    told = {**arguments(here, path), "year": year}
    foreign = OF_UNITS[end](here)
    absent = {name: ABSENT[name] for name in foreign}
    client = client_of(here, who)
    there = ask(client, path, {**told, **foreign}, _method(path))
    nothing = ask(client, path, {**told, **absent}, _method(path))
    assert there.status_code == nothing.status_code == 404
    assert _same(there, nothing, *foreign.values(), *absent.values())


SCOPED: Mapping[str, Callable[[World], Iterator[Any]]] = {
    # what an office with a category or another rule asks for that it has no part in
    "po_scoped": lambda here: iter((here["event:b"], here["wait:b"], here["award:b"])),
    "zx": lambda here: iter((here["event:b"], here["wait:b"], here["award:b"], here["ratings"])),
}


@pytest.mark.parametrize("who", SCOPED)
@pytest.mark.parametrize("end", ["", "confirm/", "return/", "correct/", "withdraw/", "seen/", "effect/"])
def test_a_filing_outside_the_scope_is_like_none(who: str, end: str, here: World) -> None:
    client = client_of(here, who)
    path = next(path for path in BELOW_YEAR if path.endswith(f"filings/<int:filing>/{end}"))
    method = "POST" if _method(path) == "POST" else "GET"
    told = arguments(here, path)
    absent = ask(client, path, {**told, "filing": 99_999_999}, method)
    for filing in SCOPED[who](here):
        there = ask(client, path, {**told, "filing": filing.pk}, method)
        assert there.status_code == absent.status_code == 404, filing
        assert _same(there, absent, filing.pk, 99_999_999), filing


def test_every_address_of_the_world_is_a_route(here: World) -> None:
    for path in ROUTES:
        assert resolve(address(path, arguments(here, path)))
