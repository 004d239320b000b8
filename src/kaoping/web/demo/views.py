"""The first page of the demo: as whom to enter (以谁的身份进入); one click, no password."""

from __future__ import annotations

from django.contrib.auth import login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from kaoping.web.demo.entry import account_of, cards, is_demo
from kaoping.web.people.actions.own import log_own
from kaoping.web.people.routes import public

BACKEND = "django.contrib.auth.backends.ModelBackend"


@public
@require_http_methods(["GET", "HEAD", "POST"])
def start(request: HttpRequest) -> HttpResponse:
    """Show the five persons; enter as the one who was chosen, at the page that was asked for if it is of his body."""
    if not is_demo():
        raise Http404
    return _enter(request) if request.method == "POST" else _choose(request)


def _choose(request: HttpRequest) -> HttpResponse:
    *city, town = cards()
    groups = [
        {"label": "海屿市　2026年1月12日，开会前三天", "people": city},
        {"label": "白沙镇　一个人的办公室", "people": [town]},
    ]
    return render(request, "core/chooser.html", {"groups": groups})


def _enter(request: HttpRequest) -> HttpResponse:
    account = account_of(request.POST.get("person", ""))
    if account is None:
        raise Http404
    login(request, account, backend=BACKEND)
    log_own(account, "login")
    home, wanted = reverse("home", kwargs={"body": account.person.body.slug}), request.GET.get("next", "")
    return redirect(wanted if wanted.startswith(home) else home)
