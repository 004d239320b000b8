"""A result made ready for pages: who is where in the ranking, what is whose page, what the tables are."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from kaoping.papers import links
from kaoping.papers.badges import Badge, badges
from kaoping.papers.grade_lines import GradeLine, grade_lines
from kaoping.rules.facts.rows import Event, Facts, Unit
from kaoping.rules.ledger.account import Account, account
from kaoping.rules.ledger.result import Applied, Result, Standing
from kaoping.rules.scheme.model import Scheme

EVERYBODY = "全部单位"


@dataclass(frozen=True)
class Section:
    """One table of the ranking: a category, or all units where they are ranked over all categories."""

    category: str | None
    name: str
    cite: str
    standings: tuple[Standing, ...]
    lines: tuple[GradeLine, ...]

    @cached_property
    def ranked(self) -> tuple[Standing, ...]:
        """Give the units with a rank, from the top."""
        return tuple(one for one in self.standings if one.rank is not None)

    @cached_property
    def incomplete(self) -> tuple[Standing, ...]:
        """Give the units that are not ranked because something is missing."""
        return tuple(one for one in self.standings if one.rank is None)

    @cached_property
    def shown(self) -> tuple[Standing, ...]:
        """Give all units in the order in which they are shown."""
        return (*self.ranked, *self.incomplete)


@dataclass(frozen=True)
class Cohort:
    """A result with its scheme, and what all pages share."""

    scheme: Scheme
    result: Result
    facts: Facts | None = None

    @cached_property
    def accounts(self) -> Mapping[str, Account]:
        """Give the accounts of all units."""
        return {unit.id: account(self.scheme, self._alone(unit), unit.id) for unit in self.result.units}

    @cached_property
    def beyond(self) -> tuple[str, ...]:
        """Give what stands outside the scheme's nodes in any account: overflow, limits of the total."""
        roots = (root.item for one in self.accounts.values() for root in one.roots)
        return tuple(dict.fromkeys(item for item in roots if item not in self.scheme.nodes))

    @cached_property
    def events(self) -> Mapping[str, Event]:
        """Give the events by id, where the facts are to be shown."""
        return {event.id: event for event in self.facts.events} if self.facts else {}

    @cached_property
    def files(self) -> Mapping[str, str]:
        """Give the file name of each unit's page, without folder and suffix."""
        return links.file_names(unit.id for unit in self.result.units)

    @cached_property
    def badges(self) -> Mapping[str, Badge]:
        """Give the badges of the grades."""
        return badges(self.scheme)

    @cached_property
    def sections(self) -> Sequence[Section]:
        """Give the tables of the ranking, one under the other."""
        if self.scheme.ranking.among == "all":
            rows = sorted(self.result.standings, key=lambda one: (one.rank is None, one.rank or 0))
            return [self._section(None, EVERYBODY, "", tuple(rows))] if rows else []
        by_category = {name: self._of(name) for name in self.scheme.categories}
        found = self.scheme.categories
        return [
            self._section(c, found[c].name, found[c].cite, rows) for c, rows in by_category.items() if rows
        ]

    @cached_property
    def places(self) -> Mapping[str, tuple[Section, int]]:
        """Give the table that each unit is in, and where it stands there."""
        return {one.unit: (s, at) for s in self.sections for at, one in enumerate(s.shown)}

    @property
    def unranked(self) -> Sequence[Unit]:
        """Give the units without a standing: observers, and those that are not assessed this year."""
        return [unit for unit in self.result.units if unit.id not in self.result.standing_of]

    def category_name(self, category: str) -> str:
        """Give the name of a category."""
        found = self.scheme.categories.get(category)
        return found.name if found else category

    @cached_property
    def _consequences(self) -> Mapping[str, list[Applied]]:
        found: dict[str, list[Applied]] = {unit.id: [] for unit in self.result.units}
        for one in self.result.consequences:
            found[one.unit].append(one)
        return found

    def _alone(self, unit: Unit) -> Result:
        """Give the part of the result that is about one unit, so that its account need not look through all."""
        standing = self.result.standing_of.get(unit.id)
        return replace(
            self.result,
            units=(unit,),
            standings=(standing,) if standing else (),
            scores=tuple(self.result.scores_of[unit.id].values()),
            lines=tuple(self.result.lines_of[unit.id]),
            consequences=tuple(self._consequences[unit.id]),
        )

    def _of(self, category: str) -> tuple[Standing, ...]:
        return tuple(one for one in self.result.standings if one.category == category)

    def _section(self, category: str | None, name: str, cite: str, rows: tuple[Standing, ...]) -> Section:
        ranked = [one for one in rows if one.rank is not None]
        return Section(category, name, cite, rows, tuple(grade_lines(self.scheme, ranked, category)))
