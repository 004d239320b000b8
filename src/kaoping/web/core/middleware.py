"""Refuse what is too big before it is read; let pages run nothing but what is ours."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


class RequestSize:
    """Refuse a request whose body is larger than REQUEST_SIZE_LIMIT (413), without reading it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        try:
            length = int(request.META.get("CONTENT_LENGTH") or 0)
        except ValueError:
            length = 0
        if length > settings.REQUEST_SIZE_LIMIT:
            return render(request, "413.html", {"limit": settings.REQUEST_SIZE_LIMIT // 2**20}, status=413)
        return self.get_response(request)


PAGES = (
    "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
    "object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)
"""Scripts come from our bundles alone; charts set styles of their own."""


class ContentPolicy:
    """Tell the browser to run no script but ours, whatever somebody managed to put into a page."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        answer = self.get_response(request)
        answer.headers.setdefault("Content-Security-Policy", PAGES)
        return answer
