"""The rule that every route says (路由权限): who is let in before the view is called."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse

View = Callable[..., HttpResponse]


@dataclass(frozen=True)
class Rule:
    """The rule of a route: `kind` is public, signed_in, body (any role there) or actions (any of them, in a step)."""

    kind: str
    actions: tuple[Any, ...] = ()
    step: str = ""


def public(view: View) -> View:
    """Let anybody in: login, static pages."""
    view.rule = Rule("public")  # type: ignore[attr-defined]
    return view


def signed_in(view: View) -> View:
    """Let anybody in who has logged in: the list of own bodies, own log, own drafts."""
    view.rule = Rule("signed_in")  # type: ignore[attr-defined]
    return view


def member(view: View) -> View:
    """Let in whoever holds any role in the body: home page, own tasks."""
    view.rule = Rule("body")  # type: ignore[attr-defined]
    return view
