"""Who is asking, for which body; idle logout; refusals."""

from __future__ import annotations

import time
from datetime import timedelta
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.views import redirect_to_login
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme

from kaoping.web.core import audit, clock
from kaoping.web.core.audit import Who
from kaoping.web.core.models import Body, Entry
from kaoping.web.people.actors import actor_for
from kaoping.web.people.models import Person
from kaoping.web.people.permissions import Hidden, Refused
from kaoping.web.people.routes import Rule, View

LAST_SEEN = "last_seen"
REFUSAL_PAUSE = timedelta(minutes=1)
"""At most one entry about refusals in so long, for each person and route: nobody floods the log."""


class IdleLogout:
    """End a session after IDLE_MINUTES without a request (空闲退出)."""

    def __init__(self, get_response: View) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated:
            seen, now = request.session.get(LAST_SEEN), int(time.time())
            if seen and now - seen > settings.IDLE_MINUTES * 60:
                logout(request)
                words = f"您已超过 {settings.IDLE_MINUTES} 分钟没有操作，系统已自动退出，请重新登录。"
                messages.warning(request, words)
            elif not seen or now - seen >= 30:
                request.session[LAST_SEEN] = now
        return self.get_response(request)


class Guard:
    """Ask each route's rule before its view: log in first; then the body, where the person must hold a role."""

    def __init__(self, get_response: View) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.actor = None  # type: ignore[attr-defined]
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: View, _: Any, arguments: dict[str, Any]
    ) -> HttpResponse | None:
        """Find the actor; give None to go on. A route without a rule is refused."""
        try:
            return self._admit(request, view, arguments)
        except (Refused, Hidden) as error:
            return self.process_exception(request, error)

    def _admit(self, request: HttpRequest, view: View, arguments: dict[str, Any]) -> HttpResponse | None:
        rule = getattr(view, "rule", None)
        if not isinstance(rule, Rule):
            raise Refused("no rule")
        if rule.kind == "public":
            return None
        if not request.user.is_authenticated:
            return _log_in_first(request)
        if request.user.must_change and rule.kind != "signed_in":
            return redirect("people:password")
        if "body" in arguments:
            self._set_actor(request, request.user.person, arguments.pop("body"))
        elif rule.kind != "signed_in":
            raise Refused("no body")
        return None

    def _set_actor(self, request: HttpRequest, person: Person, slug: str) -> None:
        body = Body.objects.select_related("parent").filter(slug=slug).first()
        actor = actor_for(person, body) if body else None
        if actor is None:
            raise Hidden("body")
        request.actor = actor  # type: ignore[attr-defined]

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """Answer refusals, and log them without the value that was asked for."""
        if isinstance(error, Refused | Hidden):
            _log_refusal(request, str(error))
        if isinstance(error, Refused):
            return render(request, "403.html", status=403)
        return render(request, "404.html", status=404) if isinstance(error, Hidden) else None


def _log_in_first(request: HttpRequest) -> HttpResponse:
    """Send to the login page, and from there back to the page that was looked at; htmx is told to load it anew."""
    page = redirect_to_login(_page_of(request))
    if request.headers.get("HX-Request"):
        answer = HttpResponse(status=401)
        answer["HX-Redirect"] = page.url
        return answer
    return page


def _page_of(request: HttpRequest) -> str:
    """Give the address of the page: of a form that was sent or of an htmx request, where it came from."""
    if request.method == "GET" and not request.headers.get("HX-Request"):
        return request.get_full_path()
    came = request.headers.get("Referer", "")
    if not url_has_allowed_host_and_scheme(came, {request.get_host()}, require_https=request.is_secure()):
        return "/"
    parts = urlsplit(came)
    return f"{parts.path}?{parts.query}" if parts.query else parts.path or "/"


def _log_refusal(request: HttpRequest, action: str) -> None:
    """Write who was refused on which route, never what was asked for; in the person's own body if he is nobody there."""
    route = request.resolver_match.view_name if request.resolver_match else ""
    actor = getattr(request, "actor", None)
    person = request.user.person if request.user.is_authenticated else None
    if person is None:
        return
    body = actor.body if actor else person.body
    since = (clock.now() - REFUSAL_PAUSE).isoformat(timespec="milliseconds")
    with transaction.atomic():
        told = Entry.objects.filter(body=body, object=route, act="refused", person=person.pk, at__gte=since)
        if not told.exists():
            who = actor.who() if actor else Who(person.pk, person.name, "")
            audit.write(body, who, "refused", route, label=action)
