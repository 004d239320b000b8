"""Every route says its rule (路由权限): `@allow(...)`, `@signed_in` or `@public`; one without fails the build.

`find` gives the object that a route's arguments name, or None. A role that does not have the action at all is
told so (403) before anything is looked up; an object that is absent and one that is foreign give the same 404.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import wraps
from typing import Any

from django.core.checks import CheckMessage, Error, register
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, URLResolver, get_resolver

from kaoping.web.core.access import Rule, View, member, public, signed_in
from kaoping.web.people.matrix import ACTIONS
from kaoping.web.people.permissions import Actor, Hidden, Refused, may

__all__ = ("Asked", "Find", "Rule", "View", "allow", "member", "public", "signed_in")
Find = Callable[..., object | None]


class Asked(HttpRequest):
    """A request whose actor is known: what views under a body get."""

    actor: Actor


def allow(*codes: str, find: Find | None = None, step: str = "") -> Callable[[View], View]:
    """Let in who may do any of the actions to the object that `find(request, **arguments)` gives.

    `step`: "1" lets in makers only, "2" checkers, "Y" who decides in the end. The view is called with the object in
    place of the arguments; without `find`, the object is the body and the view gets the arguments as they are.
    """
    actions = tuple(ACTIONS[code] for code in codes)

    def wrap(view: View) -> View:
        @wraps(view)
        def guarded(request: Asked, **arguments: Any) -> HttpResponse:
            actor = request.actor
            if not any(actor.could(action, step) for action in actions):
                raise Refused(actions[0].code)
            thing = find(request, **arguments) if find else actor.body
            if thing is None or not any(may(actor, action, thing, step) for action in actions):
                raise Hidden(actions[0].code)
            return view(request, thing) if find else view(request, **arguments)

        guarded.rule = Rule("actions", actions, step)  # type: ignore[attr-defined]
        return guarded

    return wrap


def routes() -> Iterator[tuple[str, URLPattern]]:
    """Give every route of the platform with its path."""
    yield from _walk(get_resolver().url_patterns, "")


def _walk(patterns: list[URLPattern | URLResolver], prefix: str) -> Iterator[tuple[str, URLPattern]]:
    for pattern in patterns:
        path = prefix + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from _walk(pattern.url_patterns, path)
        else:
            yield path, pattern


@register
def every_route_has_a_rule(**_: object) -> list[CheckMessage]:
    """Fail the build for a route without a rule."""
    return [
        Error(
            f"路由 {path} 没有权限规则",
            hint="请在视图上写 @allow、@member、@signed_in 或 @public",
            id="kaoping.E001",
        )
        for path, pattern in routes()
        if not isinstance(getattr(pattern.callback, "rule", None), Rule)
    ]
