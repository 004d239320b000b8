"""A matter (同一事项): its events over all units, and what of it counts, for those who may see totals."""

from __future__ import annotations

from dataclasses import dataclass

from kaoping.rules import score
from kaoping.rules.ledger.explain import note
from kaoping.rules.numbers.points import Points
from kaoping.web.people.permissions import Actor, Subject, may
from kaoping.web.people.routes import Asked
from kaoping.web.records.facts import facts_of
from kaoping.web.records.models import Event
from kaoping.web.records.queries import Wanted, find_year, listed, visible
from kaoping.web.years.models import Year
from kaoping.web.years.packages import scheme_of


@dataclass(frozen=True)
class Matter:
    """A matter of a year by its name."""

    year: Year
    name: str

    def subject(self) -> Subject:
        return self.year.subject()


@dataclass(frozen=True)
class Part:
    """An event of a matter; what it counts and why, None where the reader is not told."""

    event: Event
    points: Points | None = None
    why: str = ""


def find_matter(request: Asked, year: str, matter: str, **_: object) -> Matter | None:
    """Find a matter of which the actor may see an event."""
    found = find_year(request, year)
    if found is None or not visible(request.actor, found).filter(matter=matter).exists():
        return None
    return Matter(found, matter)


def parts_of(actor: Actor, matter: Matter) -> list[Part]:
    """Give the events of a matter that the actor may see, in the order of their days."""
    found = listed(visible(actor, matter.year).filter(matter=matter.name), Wanted())
    events = list(found.order_by("date", "id"))
    if not all(
        may(actor, "see-totals", event.participant.subject()) for event in _with_year(events, matter.year)
    ):
        return [Part(event) for event in events]
    lines = {
        line.source: line
        for line in score(scheme_of(matter.year), facts_of(matter.year)).lines
        if line.kind == "event"
    }
    return [
        Part(e, lines[e.code].points, note(lines[e.code])) if e.code in lines else Part(e) for e in events
    ]


def _with_year(events: list[Event], year: Year) -> list[Event]:
    for event in events:
        event.participant.year = year
    return events
