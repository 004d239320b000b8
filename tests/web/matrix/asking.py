"""Every route of the platform with arguments from the world, asked as a person by a real request."""

from __future__ import annotations

import html
import io
import re
import zipfile
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from django.http import HttpResponse, StreamingHttpResponse
from django.test import Client

from kaoping.web.people.matrix import ACTIONS
from kaoping.web.people.models import Person
from kaoping.web.people.routes import Rule, routes
from tests.web.matrix.town import COMING, FOREIGN, MAIN, client_with
from tests.web.worlds import World

PARAMETER = re.compile(r"<(?:\w+:)?(\w+)>")
ROUTES: Mapping[str, Rule] = {path: pattern.callback.rule for path, pattern in routes()}  # type: ignore[attr-defined]
"""Every route by its path, with its rule."""
Objects = Mapping[str, Callable[[World], Any]]
OBJECTS: Mapping[str, Objects] = {
    # what stands for an argument of a route, by the end of the route's path up to that argument
    "drafts/<str:key>": {"key": lambda here: "a-draft"},
    "units/changes/<int:pk>": {"pk": lambda here: here["change"].pk},
    "units/<int:pk>": {"pk": lambda here: here["P1"].pk},
    "people/<int:pk>": {"pk": lambda here: here["ll"].pk},
    "people/accounts/<int:pk>": {"pk": lambda here: here["ll"].accounts.get().pk},
    "people/requests/<int:pk>": {"pk": lambda here: here["request"].pk},
    "people/grants/<int:pk>": {"pk": lambda here: here["granted"].pk},
    "people/administrators/<int:pk>": {"pk": lambda here: here["sx"].grants.get().pk},
    "people/deputies/<int:pk>": {"pk": lambda here: here["deputy"].pk},
    "years/new/<slug:digest>": {"digest": lambda here: here["digest"]},
    "years/days/<int:pk>": {"pk": lambda here: here["day"].pk},
    "proposal/<int:version>": {"year": lambda here: COMING, "version": lambda here: 1},
    "<slug:year>/proposal/": {"year": lambda here: COMING},
    "<slug:year>/proposal/edit/": {"year": lambda here: COMING},
    "calendar/<str:step>": {"step": lambda here: here["step"]},
    "phase/<int:pk>": {"pk": lambda here: here["phase"].pk},
    "filings/<int:filing>": {"filing": lambda here: here["wait:b"].pk},
    "files/<int:file>": {"file": lambda here: here["file:b"].pk},
    "matters/<path:matter>": {"matter": lambda here: "案b"},
    "<slug:year>/units/<str:code>": {"code": lambda here: "P2"},
    "items/<str:item>": {"item": lambda here: "conduct"},
}  # fmt: skip
COMMON: Objects = {"body": lambda here: here.body.slug, "year": lambda here: MAIN}


def own_arguments(path: str) -> Objects:
    """Give what stands for a route's arguments besides body and year. Raises: KeyError for a route that is not known."""
    names = PARAMETER.findall(path)
    known = [
        found
        for end, found in OBJECTS.items()
        if (path.endswith(end) if end.endswith("/") else f"{end}/" in path)
    ]
    found = {name: give for one in known for name, give in one.items() if name in names}
    lacking = set(names) - set(found) - set(COMMON)
    if lacking:
        raise KeyError(f"{path}: nothing stands for {', '.join(sorted(lacking))}")
    return found


def arguments(here: World, path: str) -> dict[str, Any]:
    """Give the arguments of a route: objects of the world."""
    named = {**COMMON, **own_arguments(path)}
    return {name: named[name](here) for name in PARAMETER.findall(path)}


def address(path: str, told: Mapping[str, Any]) -> str:
    """Fill a route's path in."""
    return "/" + PARAMETER.sub(lambda match: str(told[match[1]]), path)


def client_of(here: World, who: Person | str) -> Client:
    """Give a client of a person, by its key or itself."""
    person = here[who] if isinstance(who, str) else who
    login = person.accounts.order_by("id")[0].login
    return client_with(here["sessions"][login])


def ask(
    client: Client, path: str, told: Mapping[str, Any], method: str = "GET", data: Any = None
) -> HttpResponse:
    """Ask a route."""
    where = address(path, told)
    answer: Any = client.post(where, data or {}) if method == "POST" else client.get(where, data)
    return answer  # type: ignore[no-any-return]


def methods(rule: Rule) -> tuple[str, ...]:
    return ("GET", "POST")


def has(rule: Rule, role: str) -> bool:
    """Say, from the matrix alone, whether a role may come in where a rule asks for actions, in a step of them."""
    return any(fits(action.code, role, rule.step) for action in rule.actions)


def fits(code: str, role: str, step: str = "") -> bool:
    """Say whether a cell has a step: 1 makes, 2 checks; who has O, S or Y makes, or checks where nobody makes."""
    cells = ACTIONS[code].cells
    cell, made, checked = cells[role], "1" in cells.values(), "2" in cells.values()
    if step == "1":
        return cell in ("1", "O", "S") or (cell == "Y" and not checked)
    if step == "2":
        return cell == "2" or (cell in ("O", "S") and not made)
    return cell == "Y" if step == "Y" else cell != "-"


def bytes_of(answer: Any) -> bytes:
    return b"".join(answer.streaming_content) if isinstance(answer, StreamingHttpResponse) else answer.content  # type: ignore[no-any-return]


def text_of(answer: Any) -> str:
    """Give all that an answer says: pages without entities and tags, workbooks and archives unpacked."""
    content = bytes_of(answer)
    if content[:2] == b"PK":
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            content = b"\n".join(archive.read(name) for name in archive.namelist())
    text = html.unescape(content.decode("utf-8", "replace"))
    return re.sub(r"<!--.*?-->", "", text, flags=re.S)


_TOKEN = re.compile(r'(value|content)="[A-Za-z0-9]{32,64}"|X-CSRFToken[^}]*')


def plain(answer: Any, *names: object) -> str:
    """Give a page without what differs each time: tokens of forms, and the address that was asked."""
    text = _TOKEN.sub("", bytes_of(answer).decode("utf-8", "replace"))
    for name in names:
        text = text.replace(str(name), "…")
    return text


def spoken_of() -> Iterator[str]:
    """Give all codes of the matrix that any route asks for."""
    for rule in ROUTES.values():
        yield from (action.code for action in rule.actions)


__all__ = (
    "FOREIGN", "ROUTES", "address", "arguments", "ask", "bytes_of", "client_of", "fits", "has", "own_arguments",
    "plain", "spoken_of", "text_of",
)  # fmt: skip
