"""A year of a body that holds the facts of a worked case, filed and confirmed, without passing the pages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from functools import lru_cache
from typing import Any

from kaoping.rules import Facts
from kaoping.schemes import find
from kaoping.tables.opening import open_case
from kaoping.web.core import clock
from kaoping.web.core.models import Body
from kaoping.web.core.proposals import CONFIRMED
from kaoping.web.people.models import Person, Unit
from kaoping.web.records.models import Filing, FilingVerdict
from kaoping.web.records.rows import TABLE, TABLES, item_of
from kaoping.web.results import trial
from kaoping.web.years.models import Participant, Year, YearProposal, YearVerdict
from kaoping.web.years.packages import store
from kaoping.web.years.phases import phases_in


@lru_cache(maxsize=32)
def case_facts(scheme: str, case: str) -> Facts:
    """Give the facts of a worked case."""
    package = find(scheme)
    path = next(found.facts for found in package.cases if found.name == case)
    return open_case(package, path)[1]


def year_of_case(
    of: Body, maker: Person, checker: Person, scheme: str = "zhangzhou", case: str = "shared-1", **more: Any
) -> Year:
    """Make a year that runs on a package and holds the facts of one of its cases; `slug` is y<year> unless given."""
    return year_of_facts(of, maker, checker, scheme, case_facts(scheme, case), **more)


def year_of_facts(
    of: Body, maker: Person, checker: Person, scheme: str, facts: Facts,
    *, slug: str = "", phase: str = "", units: dict[str, Unit] | None = None,
    holes: dict[str, str] | None = None,
) -> Year:  # fmt: skip
    """Make a year that holds facts; `units` says which units of the registry some participants are."""
    trial.forget()
    cycle, package = facts.cycle, store(find(scheme))
    phase = phase or _last_before_publication(package.digest, cycle.year)
    made = Year.objects.create(
        body=of, slug=slug or f"y{cycle.year}", name=f"{cycle.year} 年度", number=cycle.year,
        first_day=cycle.first_day, last_day=cycle.last_day, package=package,
        opened_on=cycle.first_day, phase=phase, phase_kind=phase,
    )  # fmt: skip
    _open(made, maker, checker, facts.holes if holes is None else holes)
    found = _participants(made, facts, units or {})
    for table in TABLES:
        file_facts(made, table.name, getattr(facts, table.name), maker, checker, found=found)
    return made


def _last_before_publication(digest: str, number: int) -> str:
    """Give the kind of the last phase in which a scheme has its results on trial."""
    before = ("running", "collecting", "deliberating")
    return [one.kind for one in phases_in(digest, number) if one.kind in before][-1]


def _open(year: Year, maker: Person, checker: Person, holes: Mapping[str, str]) -> None:
    proposal = YearProposal(
        year=year, package=year.package, maker=maker, made_at=clock.now(), holes=dict(holes)
    )
    proposal.save()
    YearVerdict(proposal=proposal, checker=checker, decided_at=clock.now(), outcome=CONFIRMED).save()


def _participants(year: Year, facts: Facts, units: dict[str, Unit]) -> dict[str, Participant]:
    made = {}
    for position, unit in enumerate(facts.units):
        registered = units.get(unit.id) or Unit.objects.create(
            body=year.body, code=f"{year.slug}-{unit.id}", name=unit.name, category=unit.category
        )
        made[unit.id] = Participant.objects.create(
            year=year, unit=registered, code=unit.id, name=unit.name, category=unit.category,
            observer=unit.observer, parent=unit.parent, position=position,
        )  # fmt: skip
    return made


def file_facts(
    year: Year, table: str, rows: Sequence[Any], maker: Person, checker: Person | None,
    *, document: str = "海考〔2025〕1号", found: dict[str, Participant] | None = None, day: date | None = None,
) -> Filing | None:  # fmt: skip
    """File rows, confirmed unless there is no checker; None where there are no rows."""
    if not rows:
        return None
    found = found or {p.code: p for p in Participant.objects.filter(year=year)}
    about = [found[code] for code in dict.fromkeys(row.unit for row in rows)]
    filing = Filing(
        year=year, table=table, maker=maker, made_at=clock.now(), document=document, document_day=day,
        units=[p.unit_id for p in about], categories=sorted({p.category for p in about}),
        items=sorted({item_of(row) for row in rows} - {""}),
    )  # fmt: skip
    filing.save()
    kind = TABLE[table]
    kind.model._default_manager.bulk_create(
        [
            kind.model(
                filing=filing,
                year=year,
                participant=found[row.unit],
                item=getattr(row, "item", ""),
                **kind.columns(row),
            )
            for row in rows
        ]
    )
    if checker:
        FilingVerdict(proposal=filing, checker=checker, decided_at=clock.now(), outcome=CONFIRMED).save()
    return filing
