"""What every page shows around its content: body, year, actor, menu, ribbon."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse

from kaoping.web.core import clock
from kaoping.web.core.models import Body
from kaoping.web.people.matrix import ROLES
from kaoping.web.people.permissions import Actor


@dataclass(frozen=True)
class MenuEntry:
    label: str
    url: str
    count: int | None = None
    current: bool = False


@dataclass(frozen=True)
class MenuGroup:
    label: str
    entries: tuple[MenuEntry, ...]


@dataclass(frozen=True)
class ActorShown:
    name: str
    role_words: str


@dataclass(frozen=True)
class Link:
    """A link under the person's name; `post`: a button, since it changes something."""

    label: str
    url: str
    post: bool = False


@dataclass(frozen=True)
class Page:
    """The frame of a page; see core/templates/core/README.md."""

    body: Body | None = None
    year: Any = None
    actor: ActorShown | None = None
    links: tuple[Link, ...] = ()
    menu: tuple[MenuGroup, ...] = ()
    demo: bool = False
    today: date = field(default_factory=clock.today)
    search_url: str = ""
    home_url: str = "/"


GROUPS = ("", "事项", "结果", "年度", "单位与人员", "日志")
"""Groups of the menu in their order: what is used daily first."""
MenuOf = Callable[[HttpRequest, Actor], list[tuple[str, MenuEntry]]]
_menus: list[MenuOf] = []


def register_menu(entries: MenuOf) -> None:
    """Let an app put its entries into the menu: pairs of group label and entry."""
    _menus.append(entries)


SearchOf = Callable[[HttpRequest, Actor], str]
_searches: list[SearchOf] = []


def register_search(address: SearchOf) -> None:
    """Let an app give the address of its search for the page at hand, "" for none."""
    _searches.append(address)


def page(request: HttpRequest) -> Mapping[str, object]:
    """Context processor: give `page`."""
    actor: Actor | None = getattr(request, "actor", None)
    if actor is None:
        return {"page": _bare(request)}
    return {
        "page": Page(
            body=actor.body,
            year=getattr(request, "year", None),
            actor=ActorShown(actor.person.name, _words(actor)),
            links=_links(actor),
            home_url=reverse("home", args=[actor.body.slug]),
            menu=_menu(request, actor),
            search_url=next((url for asked in _searches if (url := asked(request, actor))), ""),
            demo=settings.DEMO,
        )
    }


def _bare(request: HttpRequest) -> Page:
    """Give the frame of a page outside a body: who has logged in can change the password and log out."""
    if not getattr(request, "user", None) or not request.user.is_authenticated:
        return Page(demo=settings.DEMO)
    return Page(actor=ActorShown(request.user.person.name, ""), links=_links(None), demo=settings.DEMO)


def _words(actor: Actor) -> str:
    """Say what the actor is: post, or roles; 代理 where he is a deputy only."""
    own = {grant.role for grant in actor.grants if not grant.deputy_for_id}
    words = [ROLES[r] if r in own else f"代理{ROLES[r]}" for r in ROLES if r in actor.roles]
    return (actor.person.post if own else "") or "、".join(words)


def _links(actor: Actor | None) -> tuple[Link, ...]:
    logged = actor and actor.could("read-own-log")
    mine = (Link("我的记录", reverse("people:own_log", args=[actor.body.slug])),) if actor and logged else ()
    other = (Link("换一个身份", "/"),) if settings.DEMO else (Link("修改密码", reverse("people:password")),)
    return (*mine, *other, Link("退出登录", reverse("people:logout"), post=True))


def _menu(request: HttpRequest, actor: Actor) -> tuple[MenuGroup, ...]:
    """Put the entries of all apps under their groups' labels, in the order of GROUPS."""
    groups: dict[str, list[MenuEntry]] = {label: [] for label in GROUPS}
    home = reverse("home", args=[actor.body.slug])
    groups[""].append(MenuEntry("首页", home, current=request.path == home))
    for entries in _menus:
        for label, entry in entries(request, actor):
            current = request.path == entry.url.partition("?")[0]
            groups.setdefault(label, []).append(MenuEntry(entry.label, entry.url, entry.count, current))
    return tuple(MenuGroup(label, tuple(found)) for label, found in groups.items() if found)
