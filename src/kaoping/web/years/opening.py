"""Open a year by program (demo, tests, benchmarks): through the same acts as the pages, by two persons, with audit."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from kaoping.rules.facts import rows as engine
from kaoping.schemes import Package, find
from kaoping.web.core.models import Body
from kaoping.web.people.models import Unit
from kaoping.web.people.permissions import Actor
from kaoping.web.years.actions import adopt_package, confirm_year, propose_year, set_charges
from kaoping.web.years.drafts import Entrant, Wrong, YearDraft
from kaoping.web.years.models import StoredPackage, Year
from kaoping.web.years.offices import offices_of, suggest
from kaoping.web.years.packages import process_of, scheme_by


def open_year(
    body: Body,
    slug: str,
    name: str,
    package: str | Package | StoredPackage,
    cycle: int | engine.Cycle,
    participants: Iterable[engine.Unit],
    holes: Mapping[str, str],
    maker: Actor,
    checker: Actor,
    phase: str | None = None,
    charges: str | Mapping[str, Iterable[Unit]] = "auto",
) -> Year:
    """Open a year and give it.

    cycle: the year's number (first and last day of that year), or a cycle of the facts; participants: units as the
    engine knows them, their ids being codes of the registry; maker holds PO, checker LX or LD; phase: where the
    year begins, the first one unless told; charges: units by the scheme's names, "auto" by same or similar names,
    "" for none. Raises: Wrong, with all that is wrong.
    """
    days = cycle if isinstance(cycle, engine.Cycle) else _whole(cycle)
    draft = YearDraft(
        slug, name, days.year, days.first_day, days.last_day, _stored(maker, package),
        _entrants(body, participants), dict(holes), phase or "",
    )  # fmt: skip
    proposal = propose_year(maker, draft)
    year = confirm_year(checker, proposal)
    if charges:
        set_charges(maker, year, _named(year) if isinstance(charges, str) else charges)
    return year


def _whole(number: int) -> engine.Cycle:
    return engine.Cycle(number, date(number, 1, 1), date(number, 12, 31))


def _stored(maker: Actor, package: str | Package | StoredPackage) -> StoredPackage:
    if isinstance(package, StoredPackage):
        return package
    return adopt_package(maker, find(package) if isinstance(package, str) else package)


def _entrants(body: Body, participants: Iterable[engine.Unit]) -> tuple[Entrant, ...]:
    told = list(participants)
    known = {unit.code: unit for unit in Unit.objects.filter(body=body)}
    lacking = [one.id for one in told if one.id not in known]
    if lacking:
        raise Wrong([f"单位名录中没有编号“{code}”" for code in lacking])
    return tuple(Entrant(known[p.id], p.name, p.category, p.observer, p.parent) for p in told)


def _named(year: Year) -> dict[str, list[Unit]]:
    """Find offices of the registry for the names of the scheme."""
    offices = offices_of(scheme_by(year.package_id), process_of(year))
    names = [office.name for office in offices if office.enters]
    return {name: [unit] for name, unit in suggest(names, Unit.objects.filter(body=year.body)).items()}
