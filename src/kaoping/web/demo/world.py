"""The world of the demo while it is made: bodies, units, persons and years by their names."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from kaoping.web.core import clock
from kaoping.web.core.models import Body
from kaoping.web.people.actors import actor_for
from kaoping.web.people.models import Person, Unit
from kaoping.web.people.permissions import Actor
from kaoping.web.years.models import Year


@dataclass
class World:
    """Bodies by slug, units by (slug, code), persons by (slug, key), years by (slug, number)."""

    bodies: dict[str, Body] = field(default_factory=dict)
    units: dict[tuple[str, str], Unit] = field(default_factory=dict)
    persons: dict[tuple[str, str], Person] = field(default_factory=dict)
    years: dict[tuple[str, int], Year] = field(default_factory=dict)
    known: dict[tuple[str, str, str], Actor] = field(default_factory=dict)

    def actor(self, slug: str, key: str, body: str = "") -> Actor:
        """Give a person of a body as who acts today, for that body or for another one."""
        place = (slug, key, body or slug)
        if place not in self.known:
            self.known[place] = self._find(*place)
        return replace(self.known[place], today=clock.today())

    def _find(self, slug: str, key: str, body: str) -> Actor:
        found = actor_for(self.persons[slug, key], self.bodies[body])
        if found is None:
            raise LookupError(f"{key} holds nothing in {body}")
        return found

    def read_units(self, slug: str) -> None:
        """Read the registry of a body."""
        self.units |= {(slug, unit.code): unit for unit in Unit.objects.filter(body=self.bodies[slug])}

    def forget(self) -> None:
        """Forget who held what: roles have changed."""
        self.known.clear()

    def year(self, slug: str, number: int) -> Year:
        """Give a year as the database has it."""
        return Year.objects.select_related("body").get(pk=self.years[slug, number].pk)

    def unit_ids(self, slug: str, codes: Iterable[str]) -> list[int]:
        """Give the ids of units of a body."""
        return [self.units[slug, code].pk for code in codes]
