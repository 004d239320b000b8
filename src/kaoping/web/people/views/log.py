"""The audit log (审计日志): of users and administrators, one's own; the chain and its check."""

from __future__ import annotations

from datetime import date

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render

from kaoping.web.core import audit
from kaoping.web.core.fields import parse_day
from kaoping.web.core.models import Chain
from kaoping.web.people import queries
from kaoping.web.people.acting import acting
from kaoping.web.people.acts import ACT_WORDS
from kaoping.web.people.matrix import ROLES
from kaoping.web.people.permissions import may
from kaoping.web.people.routes import Asked, allow

PER_PAGE = 50


def _day(text: str) -> date | None:
    try:
        return parse_day(text) if text else None
    except ValueError:
        return None


@allow("read-user-log", "read-administrator-log")
def log(request: Asked) -> HttpResponse:
    """The log, the last entry first: SM reads that of the users, SX also that of SA and SM."""
    actor, asked = request.actor, request.GET
    both = may(actor, "read-administrator-log", actor.body)
    whose = asked.get("whose", "")
    day = _day(asked.get("day", ""))
    found = queries.entries_of(
        actor.body, administrators=both and whose != "users", users=whose != "administrators" or not both,
        words=asked.get("q", "").strip()[:50], act=asked.get("act", ""), day=day.isoformat() if day else "",
    )  # fmt: skip
    rows = Paginator(found, PER_PAGE).get_page(asked.get("page"))
    told = {
        "rows": rows,
        "shown": queries.shown(rows),
        "both": both,
        "acts": ACT_WORDS,
        "roles": ROLES,
        "whose": whose,
    }
    return render(request, "people/log.html", told)


@allow("read-own-log")
def own_log(request: Asked) -> HttpResponse:
    """What the log says of one's own acts."""
    rows = Paginator(queries.own_entries(request.actor.person, request.actor.body), PER_PAGE).get_page(
        request.GET.get("page")
    )
    told = {"rows": rows, "shown": queries.shown(rows, own=True), "roles": ROLES}
    return render(request, "people/own_log.html", told)


@allow("verify-chain")
def chain(request: Asked) -> HttpResponse:
    """The head of the body's chain (链头); by POST, the whole chain is checked, and that is logged."""
    body = request.actor.body
    faults = None
    if request.method == "POST":
        with acting(request.actor, "verify-chain", body) as entry:
            faults = [fault for fault in audit.verify() if fault.body == body.slug]
            entry(body, after={"faults": len(faults)})
    head = Chain.objects.filter(body=body).first()
    last = body.entries.order_by("-number").first()
    return render(request, "people/chain.html", {"head": head, "last": last, "faults": faults})
