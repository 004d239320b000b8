"""The course of a year in the demo: proposed, decided, moved from phase to phase, facts filed and confirmed."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.db import transaction

from kaoping.schemes import find
from kaoping.web.demo.diary import Diary, Later, workday
from kaoping.web.demo.names import UnitName
from kaoping.web.demo.world import World
from kaoping.web.people.permissions import Actor
from kaoping.web.records import telling
from kaoping.web.records.actions import Paper, Signed, confirm, file_rows, store
from kaoping.web.records.checking import check_rows
from kaoping.web.records.models import Event, Filing
from kaoping.web.records.numbering import locked
from kaoping.web.records.rows import TABLE
from kaoping.web.years import actions
from kaoping.web.years.drafts import Entrant, YearDraft
from kaoping.web.years.models import PhaseChange, Year, YearProposal

_NAMESPACE = uuid.UUID("6b1f7f0e-2026-5112-8a00-6b616f70696e")


@dataclass(frozen=True)
class Plan:
    """A year to open: where, under which package, with which units and offices, by whom."""

    slug: str
    number: int
    package: str
    units: Sequence[UnitName]
    holes: Mapping[str, str]
    charges: Mapping[str, str]
    document: str
    maker: str
    checker: str
    second: str
    """Who decides that the year opens is the checker; the second one of the office confirms its phases."""


@dataclass(frozen=True)
class Course:
    """The course of one year: notes of acts in the diary of the world."""

    world: World
    diary: Diary
    plan: Plan

    def who(self, key: str) -> Actor:
        return self.world.actor(self.plan.slug, key)

    def open(self, proposed: date, decided: date) -> None:
        """Note that the year is proposed, decided, and its offices named."""
        proposal = self.diary.note(proposed, self._propose, 14)
        self.diary.note(
            decided, lambda: actions.confirm_year(self.who(self.plan.checker), proposal.found), 10
        )
        self.diary.note(decided, self._name_offices, 15)

    def _propose(self) -> YearProposal:
        plan, maker = self.plan, self.who(self.plan.maker)
        stored = actions.adopt_package(maker, find(plan.package))
        units = self.world.units
        entrants = tuple(
            Entrant(
                units[plan.slug, u.code], units[plan.slug, u.code].short, u.category, u.category == "observer"
            )
            for u in plan.units
        )
        draft = YearDraft(
            str(plan.number), f"{plan.number} 年度", plan.number, date(plan.number, 1, 1), date(plan.number, 12, 31),
            stored, entrants, plan.holes, "", plan.document, "年度考评方案",
        )  # fmt: skip
        proposal = actions.propose_year(maker, draft)
        self.world.years[plan.slug, plan.number] = proposal.year
        return proposal

    def _name_offices(self) -> None:
        units = self.world.units
        named = {name: [units[self.plan.slug, code]] for name, code in self.plan.charges.items()}
        actions.set_charges(self.who(self.plan.maker), self.year(), named)
        self.world.forget()

    def read(self, filing: Later[Filing], codes: Sequence[str], day: date) -> None:
        """Note that units have read what they were told of a filing."""
        units = self.world.units

        def seen() -> None:
            for code in codes:
                telling.seen(filing.found, units[self.plan.slug, code].pk)

        self.diary.note(day, seen, 8)

    def done(self, key: str, step: str, day: date) -> None:
        """Note that a step of the process was done."""
        self.diary.note(day, lambda: actions.mark_done(self.who(key), self.year(), step, day), 16)

    def year(self) -> Year:
        return self.world.year(self.plan.slug, self.plan.number)

    def move(self, phase: str, proposed: date, confirmed: date, hours: tuple[int, int] = (9, 10)) -> None:
        """Note that the year goes into its next phase."""
        change: Later[PhaseChange] = self.diary.note(
            proposed, lambda: actions.propose_phase(self.who(self.plan.maker), self.year(), phase), hours[0]
        )
        self.diary.note(
            confirmed, lambda: actions.confirm_phase(self.who(self.plan.second), change.found), hours[1]
        )

    def judge(self, table: str, rows: Sequence[Any], day: date) -> None:
        """Note that rows are judged by the scheme, all at once: each filing of them need not do it again."""
        self.diary.note(day, lambda: check_rows(self.year(), table, rows), 16)

    def file(
        self, key: str, table: str, rows: Sequence[Any], paper: Callable[[], Paper], day: date, hour: int = 9,
        *, judged: bool = False,
    ) -> Later[Filing]:  # fmt: skip
        """Note that a person files rows with a paper, which is made on the day."""

        def filed() -> Filing:
            told = keyed(paper(), key, table, rows)
            if not judged:
                return file_rows(self.who(key), self.year(), table, rows, told)
            with transaction.atomic():
                return store(self.who(key), locked(self.year()), table, rows, told, checked=True)

        return self.diary.note(workday(day), filed, hour)

    def confirm(
        self,
        key: str,
        filing: Later[Filing],
        day: date,
        hour: int = 15,
        signed: Callable[[], Signed] | None = None,
    ) -> None:
        """Note that a person confirms a filing."""
        self.diary.note(
            workday(day),
            lambda: confirm(self.who(key), filing.found, signed=signed() if signed else None),
            hour,
        )


def keyed(paper: Paper, *about: object) -> Paper:
    """Give a paper the key that the form would have made: the same one each time that the demo is made."""
    return replace(paper, key=uuid.uuid5(_NAMESPACE, repr((paper.document, paper.reason, *about))))


def rows_of(filing: Filing) -> list[Any]:
    """Give the events of a filing with their numbers."""
    table = TABLE["events"]
    found = Event.objects.filter(filing=filing).order_by("id")
    return [table.fact(*row) for row in found.values_list(*table.read)]


def by(rows: Iterable[Any], name: str) -> dict[str, list[Any]]:
    """Put rows together that have the same value of a column."""
    found: dict[str, list[Any]] = {}
    for row in rows:
        found.setdefault(getattr(row, name), []).append(row)
    return found
