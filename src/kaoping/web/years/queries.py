"""What pages and other apps ask of a year; each function says how many queries it makes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet
from django.http import HttpRequest

from kaoping.rules import Facts
from kaoping.rules.facts.inputs import Input
from kaoping.web.core import clock
from kaoping.web.core.models import Body
from kaoping.web.core.proposals import in_force, waiting
from kaoping.web.people.models import Grant, Unit
from kaoping.web.people.permissions import Actor, Subject, may
from kaoping.web.years import offices
from kaoping.web.years.deadlines import Deadline, deadlines
from kaoping.web.years.models import Charge, PhaseChange, Year, YearProposal
from kaoping.web.years.offices import Office, covers_of, similar, suggest
from kaoping.web.years.packages import process_of, scheme_by, scheme_of
from kaoping.web.years.phases import YearPhase, phase_now, phases_of

__all__ = (
    "Deadline", "Stretch", "charge_rows", "deadlines", "facts_for", "newest_year", "offices_of", "phase_bar",
    "phase_now", "phases_of", "register_facts", "rules_in_charge", "scheme_names", "year_named", "years_of",
)  # fmt: skip


def years_of(body: Body) -> QuerySet[Year]:
    """Give the years of a body, the newest first, without the texts of their packages."""
    return Year.objects.filter(body=body).select_related("body", "package").defer("package__files")


def year_named(body: Body, slug: str) -> Year | None:
    """Give the year of a body that an address names; one query."""
    return years_of(body).filter(slug=slug).first()


def newest_year(request: HttpRequest, actor: Actor) -> Year | None:
    """Give the year that a page is about, else the body's newest one in force; at most one query for an actor."""
    told: Year | None = getattr(request, "year", None)
    if isinstance(told, Year):
        return told
    if "years.newest" not in actor.cache:
        actor.cache["years.newest"] = years_of(actor.body).filter(opened_on__isnull=False).first()
    found: Year | None = actor.cache["years.newest"]  # type: ignore[assignment]
    return found


def offices_of(year: Year) -> tuple[Office, ...]:
    """Give the suppliers and assessors that the year's scheme names."""
    return offices.offices_of(scheme_by(year.package_id), process_of(year))


def rules_in_charge(actor: Actor, year: Year) -> tuple[Input, ...]:
    """Give what the actor may enter events for, in the scheme's order: all for the office, his own for a supplier.

    Two queries besides those of the scheme, whatever the number of rules.
    """
    asked = [one for (table, _), one in scheme_of(year).inputs.items() if table == "events"]
    everything = "PO" in actor.roles
    held = set() if everything else _held(actor, year, asked)
    subject = [(one, Subject(year.body_id, items=(one.item,), year=year.pk)) for one in asked]
    return tuple(
        one for one, about in subject
        if (everything or one.item in held) and may(actor, "enter-deduction", about)
    )  # fmt: skip


def _held(actor: Actor, year: Year, asked: list[Input]) -> set[str]:
    covers_of(actor, year)
    subjects = {one.item: Subject(year.body_id, items=(one.item,), year=year.pk) for one in asked}
    return {item for item, subject in subjects.items() if offices.in_charge(actor, subject)}


def scheme_names(body: Body) -> dict[str, dict[str, str]]:
    """Give the names of categories, rules and indicators in a body's years; the newest year's hold. One query."""
    years = years_of(body).filter(opened_on__isnull=False).order_by("number", "id")
    schemes = [scheme_by(year.package_id) for year in years]
    items = {path: name for scheme in schemes for path, name in scheme.item_names.items() if name}
    categories = {one.id: one.name for scheme in schemes for one in scheme.categories.values()}
    return {"category": categories, "rule": items, "indicator": items}


@dataclass(frozen=True)
class Stretch:
    """A phase as the phase bar shows it; span is 1 to 12."""

    name: str
    when: str
    state: str
    span: int
    url: str = ""


def phase_bar(year: Year) -> list[Stretch]:
    """Give the phases of a year for the phase bar (年度进程); no query."""
    found = phases_of(year)
    at = next((n for n, phase in enumerate(found) if phase.id == year.phase), -1)
    return [
        Stretch(phase.name, _when(phase), _state(year, phase, n - at), _span(phase, found[n + 1 :]))
        for n, phase in enumerate(found)
    ]


def _state(year: Year, phase: YearPhase, after: int) -> str:
    """Say where a phase stands, so many `after` the present one; once the result is out nothing is late."""
    if after < 0 or (phase.over and year.published):
        return "past"
    if after:
        return "next"
    return "late" if phase.over else "now"


def _when(phase: YearPhase) -> str:
    if phase.added:
        return "平台补设"
    return f"{_short(phase.first_day)}–{_short(phase.last_day)}" if phase.first_day and phase.last_day else ""


def _short(day: date | None) -> str:
    return f"{day.month}.{day.day}" if day else ""


def _span(phase: YearPhase, later: tuple[YearPhase, ...]) -> int:
    """Give the months until the next phase begins, or its own: phases of a scheme overlap."""
    if not (phase.first_day and phase.last_day):
        return 1
    after = next((p.first_day for p in later if p.first_day and p.first_day > phase.first_day), None)
    end = min(after, phase.last_day) if after else phase.last_day
    return max(1, min(12, round((end - phase.first_day).days / 30)))


@dataclass(frozen=True)
class ChargeRow:
    """A name of the scheme with the offices that it is this year, their persons, and one that is suggested."""

    office: Office
    units: tuple[Unit, ...]
    persons: tuple[str, ...]
    items: tuple[str, ...]
    suggested: Unit | None = None
    similar: Unit | None = None


def charge_rows(year: Year) -> list[ChargeRow]:
    """Give who stands for each name of the scheme; three queries, whatever their number."""
    named: dict[str, list[Unit]] = {}
    for charge in Charge.objects.filter(year=year).select_related("unit"):
        named.setdefault(charge.name, []).append(charge.unit)
    known = Unit.objects.filter(body=year.body_id, closed_on__isnull=True)
    staff, scheme = _staff(year), scheme_by(year.package_id)
    found = [office for office in offices_of(year) if office.enters]
    open_ = [office.name for office in found if office.name not in named]
    same, near = suggest(open_, known), similar(open_, known)
    return [
        ChargeRow(
            office,
            tuple(named.get(office.name, ())),
            tuple(name for unit in named.get(office.name, ()) for name in staff.get(unit.pk, ())),
            tuple(scheme.item_names.get(i) or i for i in office.items if i in scheme.rules),
            same.get(office.name),
            near.get(office.name),
        )
        for office in found
    ]


def _staff(year: Year) -> dict[int, list[str]]:
    """Give the persons who hold ZX today, by their unit."""
    today = clock.today()
    live = Grant.objects.filter(
        body=year.body_id, role="ZX", from_day__lte=today, until_day__gte=today, end__isnull=True,
        person__unit__isnull=False,
    )  # fmt: skip
    found: dict[int, list[str]] = {}
    for unit, name in in_force(live).values_list("person__unit", "person__name").distinct():
        found.setdefault(unit, []).append(name)
    return found


def waiting_phase(year: Year) -> PhaseChange | None:
    """Give the proposal of a phase that nobody has decided."""
    return waiting(PhaseChange.objects.filter(year=year)).select_related("maker", "year__body").first()


def proposals_of(year: Year) -> list[YearProposal]:
    """Give all proposals of a year with their verdicts, the newest first."""
    found = YearProposal.objects.filter(year=year).select_related("maker", "verdict__checker", "year__body")
    return list(found.order_by("-version"))


FactsOf = Callable[[Year], Facts]
_facts: list[FactsOf] = []


def register_facts(asked: FactsOf) -> None:
    """Let the app that holds the facts give them, for trying another version of the scheme on them."""
    _facts.append(asked)


def facts_for(year: Year) -> Facts | None:
    """Give the facts of a year in force, None where no app holds any."""
    return _facts[-1](year) if _facts else None
