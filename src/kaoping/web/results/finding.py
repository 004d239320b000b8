"""What a route's arguments name: the year, a participant, an item of the scheme, a filing; None where there is none."""

from __future__ import annotations

from dataclasses import dataclass

from kaoping.web.people.routes import Asked
from kaoping.web.records.models import Filing
from kaoping.web.years.models import Participant, Year
from kaoping.web.years.packages import scheme_of


@dataclass(frozen=True)
class Item:
    """An item of a year (指标、条款) by its path in the scheme."""

    year: Year
    path: str


def find_year(request: Asked, year: str) -> Year | None:
    """Find a year in force of the actor's body, and show it in the page's frame."""
    years = Year.objects.select_related("body").filter(opened_on__isnull=False)
    found = years.filter(body=request.actor.body, slug=year).first()
    request.year = found  # type: ignore[attr-defined]
    return found


def find_participant(request: Asked, year: str, code: str) -> Participant | None:
    """Find a participant by its code."""
    of = find_year(request, year)
    found = Participant.objects.select_related("unit").filter(year=of, code=code).first() if of else None
    if found and of:
        found.year = of
    return found


def find_item(request: Asked, year: str, item: str) -> Item | None:
    """Find an item by its path."""
    of = find_year(request, year)
    return Item(of, item) if of and item in scheme_of(of).nodes else None


def find_filing(request: Asked, year: str, filing: int) -> Filing | None:
    """Find a filing of the year."""
    of = find_year(request, year)
    found = Filing.objects.select_related("verdict").filter(year=of, pk=filing).first() if of else None
    if found and of:
        found.year = of
    return found
