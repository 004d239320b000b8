"""The scheme of a year (方案与口径): in words, its articles (条款), beside another version (新版对比)."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from kaoping.errors.problems import KaopingError, ProblemsError, SchemeError
from kaoping.rules import load
from kaoping.schemes import Package, find
from kaoping.web.people.permissions import Actor, may
from kaoping.web.people.routes import Asked, allow
from kaoping.web.years import forms, pages, queries, uploads
from kaoping.web.years.drafts import Wrong
from kaoping.web.years.models import Participant, Year
from kaoping.web.years.packages import holes_of, package_by, process_of, scheme_by, scheme_of
from kaoping.web.years.views.finding import READ, find_year, prepares


@allow(*READ, find=find_year)
@require_GET
def scheme(request: Asked, year: Year) -> HttpResponse:
    """方案与口径: the scheme in words, its articles, holes, digest, history and process."""
    actor = request.actor
    return render(request, "years/scheme.html", {
        "year": year, "scheme": scheme_of(year), "words": pages.page_of(year), "process": process_of(year),
        "holes": forms.hole_rows(year.package_id, scheme_of(year), holes_of(year)),
        "history": queries.proposals_of(year) if prepares(actor, year) else [],
        "may_fill": may(actor, "propose-year", year) and year.opened_on,
        "may_compare": may(actor, "see-totals", year), "package": package_by(year.package_id),
    })  # fmt: skip


@allow(*READ, find=find_year)
@require_GET
def article(request: Asked, year: Year) -> HttpResponse:
    """An article as the citations open it."""
    cite = request.GET.get("cite", "")
    found = pages.article_of(year.package_id, cite)
    return render(request, "years/article.html", {"year": year, "cite": cite, "articles": found})


@allow("see-totals", find=find_year)
def compare(request: Asked, year: Year) -> HttpResponse:
    """新版对比: the package in force beside another version: words, and who would move."""
    told: dict[str, Any] = {"year": year, "builtin": _builtin_of(year)}
    status = 200
    if request.method == "POST":
        try:
            told |= _compared(request, year, _other(request, year))
        except Wrong as error:
            told["unread"], status = error.problems, 400
        except SchemeError as error:
            told["errors"], status = uploads.told(error.problems), 400
    return render(request, "years/compare.html", told, status=status)


def _builtin_of(year: Year) -> str:
    """Give the id of the built-in package of the same scheme, "" where there is none."""
    try:
        return find(year.package.scheme).id
    except KaopingError:
        return ""


def _other(request: Asked, year: Year) -> Package:
    """Give the version to compare with. Raises: Wrong, SchemeError."""
    if files := request.FILES.getlist("files"):
        return uploads.open_upload(uploads.read_files(files))
    if request.POST.get("builtin") and (name := _builtin_of(year)):
        return find(name)
    raise Wrong(["请上传另一版办法包，或选内置的现行版"])


def _compared(request: Asked, year: Year, other: Package) -> dict[str, Any]:
    now, later = scheme_by(year.package_id), load(other.text, other.file)
    found = pages.changes(pages.page_by(year.package_id), pages.words_of(later, other))
    told: dict[str, Any] = {"compared": True, "changes": found, "same": not found, "other": other}
    facts = queries.facts_for(year)
    if facts is None:
        return told
    seen = _seen(request.actor, year)
    try:
        moved = pages.results(year, facts, other)
        told["moved"] = [pages.Move.of(change, now, later) for change in moved if change.unit in seen]
    except ProblemsError as error:
        told["unfit"] = uploads.told(error.problems)
    return told


def _seen(actor: Actor, year: Year) -> set[str]:
    """Give the codes of the participants whose totals the actor may see: not those of his own unit."""
    found = Participant.objects.filter(year=year).select_related("year")
    return {one.code for one in found if may(actor, "see-totals", one)}
