"""Years for the tests of records: a package put in force as its case has it, without the acts of opening."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from kaoping.rules import Facts
from kaoping.rules.facts.rows import Cycle, Unit
from kaoping.schemes import Package
from kaoping.web.core import clock
from kaoping.web.core.models import Body
from kaoping.web.core.proposals import CONFIRMED
from kaoping.web.people.models import Person
from kaoping.web.people.models import Unit as Registered
from kaoping.web.years.models import Participant, Year, YearProposal, YearVerdict
from kaoping.web.years.packages import store


def open_year(of: Body, package: Package, facts: Facts, by: Person, slug: str = "2025") -> Year:
    """Put a package in force with the days, units and holes of facts; the year is in its running phase."""
    cycle, kept = facts.cycle, store(package)
    year = Year.objects.create(
        body=of, slug=slug, name=f"{cycle.year}年度", number=cycle.year, first_day=cycle.first_day,
        last_day=cycle.last_day, package=kept, opened_on=cycle.first_day, phase="running", phase_kind="running",
    )  # fmt: skip
    proposal = YearProposal(year=year, package=kept, holes=dict(facts.holes), maker=by, made_at=clock.now())
    proposal.save()
    YearVerdict(proposal=proposal, checker=by, decided_at=clock.now(), outcome=CONFIRMED).save()
    _take_part(year, facts.units)
    return year


def _take_part(year: Year, units: Iterable[Unit]) -> None:
    known = {unit.code: unit for unit in Registered.objects.filter(body=year.body)}
    for position, unit in enumerate(units):
        registered = known.get(unit.id) or Registered.objects.create(
            body=year.body, code=unit.id, name=unit.name
        )
        Participant.objects.create(
            year=year, unit=registered, code=unit.id, name=unit.name, category=unit.category,
            observer=unit.observer, parent=unit.parent, position=position,
        )  # fmt: skip


def plain_facts(units: Iterable[Unit], holes: dict[str, str] | None = None) -> Facts:
    """Give facts of 2025 without any row."""
    return Facts(Cycle(2025, date(2025, 1, 1), date(2025, 12, 31)), list(units), holes or {})
