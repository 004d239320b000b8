"""What is still lacking (缺少资料), who owes it to whom, at which telephone, since when."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from kaoping.papers.lacking import Lack, lacks
from kaoping.rules.numbers.points import Points
from kaoping.web.core import clock
from kaoping.web.results.trial import Trial
from kaoping.web.years.models import CalendarDate, Charge, Participant, Year
from kaoping.web.years.packages import process_of

ASSESSED = frozenset({"LL", "FZ"})
"""Roles of the assessed unit's own people."""
FEW = 3
"""So many units that owe something themselves are named; of more it is said that each owes its own."""
_OF_CATEGORY = re.compile(r"(.+)（[^（）]+）")


@dataclass(frozen=True)
class Office:
    """An office that gives facts: the scheme's name for it, the office of the registry, its telephone."""

    name: str
    unit: str = ""
    phone: str = ""
    unit_id: int | None = None


@dataclass(frozen=True)
class Owed:
    """What is owed: of which item, what, to how many units and which, how many points hang on it, by when."""

    item: str
    name: str
    what: str
    cite: str
    offices: tuple[Office, ...]
    points: Points
    units: tuple[str, ...]
    due: date | None

    @property
    def days_late(self) -> int:
        """Give the days since it was due, 0 before."""
        return max((clock.today() - self.due).days, 0) if self.due else 0


@dataclass
class Directory:
    """The offices of a year by the scheme's names, and the day on which facts are due; one query each.

    itself: the scheme's names for the assessed unit (本单位); units: each as an office that answers for itself, by code.
    """

    offices: Mapping[str, tuple[Office, ...]] = field(default_factory=dict)
    due: date | None = None
    itself: Collection[str] = ()
    units: Mapping[str, Office] = field(default_factory=dict)

    def of(self, names: str, codes: Sequence[str] = ()) -> tuple[Office, ...]:
        """Give the offices behind names such as 市委办、市政府办; 本单位 is each of the units that lack something."""
        found = [office for name in names.split("、") if name for office in self._one(name, codes)]
        return tuple(dict.fromkeys(found))

    def _one(self, name: str, codes: Sequence[str]) -> Sequence[Office]:
        bare = match[1] if (match := _OF_CATEGORY.fullmatch(name)) else name
        own = [self.units[code] for code in codes if code in self.units] if bare in self.itself else []
        return self.offices.get(name) or self.offices.get(bare) or own or (Office(name),)


def directory(year: Year) -> Directory:
    """Read the offices of a year."""
    offices: dict[str, list[Office]] = {}
    for charge in Charge.objects.filter(year=year).select_related("unit"):
        unit = charge.unit
        offices.setdefault(charge.name, []).append(Office(charge.name, unit.name, unit.phone, unit.pk))
    return Directory(
        {name: tuple(found) for name, found in offices.items()}, due_day(year), _itself(year), _units(year)
    )


def _itself(year: Year) -> Collection[str]:
    process = process_of(year)
    bodies = process.bodies.values() if process else ()
    assessed = [body for body in bodies if body.roles and set(body.roles) <= ASSESSED]
    return {name for body in assessed for name in (body.name, *body.also)}


def _units(year: Year) -> Mapping[str, Office]:
    found = Participant.objects.filter(year=year).select_related("unit")
    return {one.code: Office(one.name, one.unit.name, one.unit.phone, one.unit_id) for one in found}


def due_day(year: Year) -> date | None:
    """Give the day by which facts of the year are due: the end of the collecting phase, or where it was moved to."""
    process = process_of(year)
    phases = [p for p in process.phases if p.kind == "collecting" and p.to] if process else []
    if not phases or phases[-1].to is None:
        return None
    moved = CalendarDate.objects.filter(year=year, step=str(phases[-1].id)).order_by("-id").first()
    return moved.day if moved else phases[-1].to.within(year.number)


def owed_of(offices: Directory, trial: Trial, among: Iterable[str]) -> list[Owed]:
    """Give what is owed as to some units, one entry for each item, what, and office; most points first."""
    found: dict[tuple[str, str, str], list[tuple[Lack, str]]] = {}
    for code in among:
        for lack in lacks_of(trial, code):
            found.setdefault((lack.item, lack.what, lack.who), []).append((lack, code))
    made = [_owed(offices, rows) for rows in found.values()]
    return sorted(made, key=lambda one: (-one.points, one.item))


def lacks_of(trial: Trial, code: str) -> list[Lack]:
    """Give what a unit lacks."""
    return lacks(trial.scheme, trial.cohort.accounts[code])


def _owed(offices: Directory, rows: Sequence[tuple[Lack, str]]) -> Owed:
    lack = rows[0][0]
    total = sum(row[0].points for row in rows)
    codes = tuple(code for _, code in rows)
    named = offices.of(lack.who, codes if len(codes) <= FEW else ())
    return Owed(lack.item, lack.name, lack.what, lack.cite, named, total, codes, offices.due)


def names_of(participants: Iterable[Participant]) -> Mapping[str, str]:
    """Give this year's names by code."""
    return {one.code: one.name for one in participants}
