"""Who takes part in a year: the units that are evaluated (参评单位), the offices that provide for them (提供部门)."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET

from kaoping.rules import Scheme
from kaoping.web.people.models import Unit
from kaoping.web.people.routes import Asked, allow
from kaoping.web.years import actions, queries
from kaoping.web.years.models import Participant, Year
from kaoping.web.years.packages import scheme_by
from kaoping.web.years.views.acting import acted
from kaoping.web.years.views.finding import READ, find_year
from kaoping.web.years.views.stages import stages


@allow(*READ, find=find_year)
@require_GET
def participants(request: Asked, year: Year) -> HttpResponse:
    """参评单位: this year's names and categories."""
    found = groups(year, scheme_by(year.package_id))
    total = sum(len(units) for _, units in found)
    return render(request, "years/participants.html", {"year": year, "groups": found, "total": total})


def groups(year: Year, scheme: Scheme) -> list[tuple[Any, list[Participant]]]:
    """Give the participants by category, in the scheme's order."""
    found = list(Participant.objects.filter(year=year).select_related("unit"))
    return [
        (category, [p for p in found if p.category == category.id]) for category in scheme.categories.values()
    ]


@allow("name-charge", find=find_year)
def charges(request: Asked, year: Year) -> HttpResponse:
    """提供部门: which office each name of the scheme is, who may enter there, and which rules."""
    rows = queries.charge_rows(year)
    if request.method == "POST":
        named = {row.office.name: _units(request, n) for n, row in enumerate(rows)}
        known = {u.pk: u for u in Unit.objects.filter(body=year.body_id, closed_on__isnull=True)}
        told = {name: [known[pk] for pk in found if pk in known] for name, found in named.items()}
        acted(request, lambda: actions.set_charges(request.actor, year, told), "已保存提供部门和考评主体")
        return redirect(actions.address("charges", year, request.actor.body))
    units = Unit.objects.filter(body=year.body_id, closed_on__isnull=True)
    return render(request, "years/charges.html", {
        "year": year, "rows": rows, "units": list(units), "steps": stages(3),
        "open": sum(1 for row in rows if not row.units),
    })  # fmt: skip


def _units(request: Asked, row: int) -> list[int]:
    """Give the units chosen for a row, each once."""
    return [int(pk) for pk in dict.fromkeys(request.POST.getlist(f"unit:{row}")) if pk.isdigit()]
