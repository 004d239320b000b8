"""What an address names (年度、方案稿、阶段变更), found in the actor's body; what is not for him to see is absent."""

from __future__ import annotations

from kaoping.web.people.permissions import Actor, may
from kaoping.web.people.routes import Asked
from kaoping.web.years import queries
from kaoping.web.years.models import PhaseChange, Year, YearProposal

READ = ("read-scheme", "propose-year", "open-year")
"""Who may read a year's scheme: in force, all who have to do with it; before, who proposes and who decides."""


def find_year(request: Asked, year: str) -> Year | None:
    """Find the year of an address in the actor's body, and let the page's frame show it."""
    found = queries.year_named(request.actor.body, year)
    if found and (found.opened_on or prepares(request.actor, found)):
        request.year = found  # type: ignore[attr-defined]
    return found


def find_step(request: Asked, year: str, step: str) -> Year | None:
    """Find the year of a step; the step is looked for in the view."""
    request.step = step  # type: ignore[attr-defined]
    return find_year(request, year)


def find_proposal(request: Asked, year: str, version: int | None = None) -> YearProposal | None:
    """Find a proposal of a year: of a version, else the last one."""
    found = find_year(request, year)
    known = queries.proposals_of(found) if found else []
    return next((p for p in known if version in (None, p.version)), None)


def find_change(request: Asked, year: str, pk: int) -> PhaseChange | None:
    """Find a proposal of a phase."""
    found = find_year(request, year)
    asked = PhaseChange.objects.select_related("year__body", "maker").filter(year=found, pk=pk)
    return asked.first() if found else None


def prepares(actor: Actor, year: Year) -> bool:
    """Say whether the actor proposes or decides the year: to him it is there before it opens."""
    return any(may(actor, code, year) for code in ("propose-year", "open-year"))
