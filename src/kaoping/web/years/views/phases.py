"""The phases of a year (阶段): another one proposed, confirmed or returned."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from kaoping.web.people.routes import Asked, allow
from kaoping.web.years import actions
from kaoping.web.years.deadlines import remind
from kaoping.web.years.models import PhaseChange, Year
from kaoping.web.years.views.acting import acted
from kaoping.web.years.views.finding import find_change, find_year


@allow("propose-phase", find=find_year)
@require_POST
def propose_phase(request: Asked, year: Year) -> HttpResponse:
    """Propose that the year goes into another phase."""
    to, reason = request.POST.get("phase", ""), request.POST.get("reason", "")
    acted(request, lambda: actions.propose_phase(request.actor, year, to, reason), "已提出，请另一位同志复核")
    return redirect(actions.address("calendar", year, request.actor.body))


@allow("confirm-phase", find=find_change)
@require_POST
def confirm_phase(request: Asked, change: PhaseChange) -> HttpResponse:
    """Confirm that the year goes into another phase."""
    if acted(request, lambda: actions.confirm_phase(request.actor, change), "已复核，年度已转入新的阶段"):
        remind(Year.objects.select_related("body").get(pk=change.year_id))
    return redirect(actions.address("calendar", change.year, request.actor.body))


@allow("confirm-phase", find=find_change)
@require_POST
def return_phase(request: Asked, change: PhaseChange) -> HttpResponse:
    """Return a proposal of a phase."""
    remark = request.POST.get("remark", "")
    acted(request, lambda: actions.return_phase(request.actor, change, remark), "已退回")
    return redirect(actions.address("calendar", change.year, request.actor.body))
