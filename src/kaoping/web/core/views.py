"""Drafts over the network: a form saves itself every few seconds, and asks for what it had."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.html import format_html
from django.views.decorators.http import require_http_methods, require_POST

from kaoping.web.core import drafts
from kaoping.web.core.access import signed_in

LEFT_OUT = frozenset({"csrfmiddlewaretoken", "password"})


def _person(request: HttpRequest) -> int:
    assert not isinstance(request.user, AnonymousUser)
    person: int = request.user.person_id
    return person


@signed_in
@require_http_methods(["GET", "POST"])
def draft(request: HttpRequest, key: str) -> HttpResponse:
    """Save the fields of a form (POST), or give those that are kept (GET: {"data": …, "saved_at": …})."""
    if request.method == "GET":
        return _give(drafts.load(_person(request), key))
    fields = {name: values for name, values in request.POST.lists() if name not in LEFT_OUT}
    try:
        kept = drafts.save(_person(request), key, fields)
    except drafts.DraftTooBig as error:
        return HttpResponse(format_html('<span class="draft-state is-failed">{}</span>', error), status=422)
    return HttpResponse(
        format_html('<span class="draft-state">草稿已保存 {}</span>', f"{kept.saved_at:%H:%M}")
    )


@signed_in
@require_POST
def drop_draft(request: HttpRequest, key: str) -> HttpResponse:
    """Forget a draft."""
    drafts.drop(_person(request), key)
    return HttpResponse(status=204)


def _give(found: Any) -> HttpResponse:
    if found is None:
        return JsonResponse({"data": None, "saved_at": None})
    return JsonResponse({"data": found.data, "saved_at": found.saved_at.isoformat()})
