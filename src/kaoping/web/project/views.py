"""The first page, the home page of a body, the pages of errors."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from kaoping.web.people.actors import bodies_of
from kaoping.web.people.routes import Asked, member, public
from kaoping.web.project import home as home_page
from kaoping.web.results import queries as results
from kaoping.web.years.queries import newest_year, phase_bar


@public
def start(request: HttpRequest) -> HttpResponse:
    """Send to the person's body; who is not logged in, to the login page."""
    if not request.user.is_authenticated:
        return redirect("people:login")
    bodies = bodies_of(request.user.person)
    if len(bodies) == 1:
        return redirect("home", body=bodies[0].slug)
    return render(request, "project/start.html", {"bodies": bodies})


@member
def home(request: Asked) -> HttpResponse:
    """The home page: to-do first, then where the year stands."""
    actor = request.actor
    year = newest_year(request, actor)
    request.year = year  # type: ignore[attr-defined]
    seen = results.home(actor, year) if year else None
    owing = home_page.owing(actor, year, seen) if year and seen else []
    lacking = home_page.lacking(actor, year, seen, owing) if year and seen else None
    shown = {
        "year": year,
        "seen": seen,
        "owing": owing,
        "cards": home_page.cards(actor, lacking),
        "phases": phase_bar(year) if year else [],
        "own": home_page.own_units(actor, year) if year else [],
        "coming": home_page.coming(actor, year) if year else [],
        "years": home_page.years(actor),
    }
    return render(request, "project/home.html", shown)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """The one answer for what is absent and for what is foreign."""
    return render(request, "404.html", status=404)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render(request, "403.html", status=403)


def broken(request: HttpRequest) -> HttpResponse:
    return render(request, "500.html", status=500)
