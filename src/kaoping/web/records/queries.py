"""What the pages of records read; only what the actor may see, in a number of queries that rows do not change."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.db.models import Case, Exists, IntegerField, OuterRef, Q, QuerySet, Value, When

from kaoping.web.core.models import File
from kaoping.web.core.proposals import CONFIRMED, RETURNED
from kaoping.web.people.permissions import Actor, Subject, carrier, may
from kaoping.web.people.routes import Asked
from kaoping.web.records.charge import may_check
from kaoping.web.records.models import Event, Filing, FilingFile
from kaoping.web.records.rows import TABLE, UNIT
from kaoping.web.years.models import Year
from kaoping.web.years.packages import scheme_of
from kaoping.web.years.phases import PUBLISHED, YearPhase

WAITING, IN_FORCE, SENT_BACK, SUPERSEDED = range(4)
STATES = {WAITING: "待确认", IN_FORCE: "已确认", SENT_BACK: "已退回", SUPERSEDED: "已更正"}
KINDS = {WAITING: "wait", IN_FORCE: "good", SENT_BACK: "bad", SUPERSEDED: ""}
STATE_WORDS = {"waiting": WAITING, "confirmed": IN_FORCE, "returned": SENT_BACK, "superseded": SUPERSEDED}
READ = "read-evidence"
OWN_ROLES = ("LL", "FZ")
UNSEALED = ("events", "submissions")
"""Tables whose rows a unit may read of itself before the result is out: what happened, not what was scored."""


def find_year(request: Asked, year: str, **_: object) -> Year | None:
    """Find the year of the address, among the open ones of the body."""
    found = Year.objects.select_related("body").filter(
        body=request.actor.body, slug=year, opened_on__isnull=False
    )
    request.year = found.first()  # type: ignore[attr-defined]
    return request.year  # type: ignore[attr-defined, no-any-return]


def find_filing(request: Asked, year: str, filing: int, **_: object) -> Filing | None:
    """Find a filing that may be shown to the actor; None as well where there is none."""
    if find_year(request, year) is None:
        return None
    people = ("maker", "verdict", "verdict__checker", "year", "year__body", "origin")
    asked = Filing.objects.select_related(*people).filter(pk=filing, year=request.year)  # type: ignore[attr-defined]
    found: Filing | None = asked.first()
    if found is None or not is_shown(request.actor, found):
        return None
    found.asked_by = request.actor.own_units
    return found


def is_shown(actor: Actor, filing: Filing) -> bool:
    """Say whether a filing may be told of: of the own unit only what stands, and no scores before the release."""
    own = actor.blind_units & set(filing.units)
    if not own:
        return True
    if not hasattr(filing, "verdict") or filing.verdict.outcome != CONFIRMED:
        return False
    others = set(filing.units) - own and any(grant.role not in OWN_ROLES for grant in actor.grants)
    return bool(others) or not sealed_units(actor, filing)


def sealed_units(actor: Actor, filing: Filing) -> frozenset[int]:
    """Give the own units of whose rows in a filing nothing is told: scores, before the result is out (回避)."""
    if filing.table in UNSEALED or filing.year.published:
        return frozenset()
    return actor.blind_units & set(filing.units)


@dataclass(frozen=True)
class SharedFile:
    """A file as the evidence of a filing by which the actor may have it."""

    file: File
    filing: Filing

    def subject(self) -> Subject:
        return self.filing.subject()


def find_file(request: Asked, year: str, file: int, **_: object) -> SharedFile | None:
    """Find a file through a filing of the year that may be shown, and whose evidence the actor may read."""
    if find_year(request, year) is None:
        return None
    uses = Q(evidence__file=file) | Q(sheet=file) | Q(verdict__sheet=file)
    found = Filing.objects.filter(uses, year=request.year).select_related("year", "verdict").distinct()  # type: ignore[attr-defined]
    for filing in found:
        filing.asked_by = request.actor.own_units
        if is_shown(request.actor, filing) and has_evidence(request.actor, filing):
            return SharedFile(File.objects.get(pk=file), filing)
    return None


def has_evidence(actor: Actor, filing: Filing) -> bool:
    """Say whether the actor may read the papers of a filing: a unit only of its own matter, not of a whole table."""
    grant = carrier(actor, READ, filing)
    if grant is None or sealed_units(actor, filing):
        return False
    return grant.role not in OWN_ROLES or set(filing.units) <= actor.own_units or _is_joint(filing)


def _is_joint(filing: Filing) -> bool:
    """Say whether a filing about several units is about one matter of theirs (联办)."""
    matters = set(Event.objects.filter(filing=filing).values_list("matter", flat=True))
    return len(matters) == 1 and "" not in matters


def visible(actor: Actor, year: Year) -> QuerySet[Any]:
    """Give the events that the actor may see, each with `state` and, in force, whether a correction waits (`pending`)."""
    found = with_states(Event.objects.filter(year=year)).filter(_readable(actor, year) | _own(actor))
    blind = Q(participant__unit__in=actor.blind_units)
    return found.exclude(blind & ~Q(state__in=(IN_FORCE, SUPERSEDED))) if actor.blind_units else found


def with_states(events: QuerySet[Any]) -> QuerySet[Any]:
    """Say of each event where it stands."""
    same = Filing.objects.filter(lineage=OuterRef("filing__lineage"), version__gt=OuterRef("filing__version"))
    later, waits = same.filter(verdict__outcome=CONFIRMED), same.filter(verdict__isnull=True)
    state = Case(
        When(filing__verdict__isnull=True, then=Value(WAITING)),
        When(filing__verdict__outcome=RETURNED, then=Value(SENT_BACK)),
        When(Exists(later), then=Value(SUPERSEDED)),
        default=Value(IN_FORCE),
        output_field=IntegerField(),
    )
    found: QuerySet[Any] = events.annotate(state=state, pending=Exists(waits))
    return found


def _readable(actor: Actor, year: Year) -> Q:
    """Give what the actor's offices may read: by category, the rules."""
    others = tuple(grant for grant in actor.grants if grant.role not in OWN_ROLES)
    office, found = replace(actor, grants=others), Q(pk__in=[])
    scheme = scheme_of(year)
    rules = [item for table, item in scheme.inputs if table == "events"]
    for category in scheme.categories if others else ():
        subject = Subject(year.body_id, category=category, year=year.pk, published=year.published)
        seen = [rule for rule in rules if may(office, READ, replace(subject, items=(rule,)))]
        if seen:
            found |= Q(participant__category=category) & (
                Q() if len(seen) == len(rules) else Q(item__in=seen)
            )
    units = [grant.scope.get("unit") for grant in others]
    return (
        found & Q(participant__unit__in={u for some in units for u in some or ()})
        if all(units) and units
        else found
    )


def _own(actor: Actor) -> Q:
    """Give what a unit reads of itself: what stands."""
    held = any(grant.role in OWN_ROLES for grant in actor.grants)
    return Q(participant__unit__in=actor.own_units if held else (), state=IN_FORCE)


@dataclass(frozen=True)
class Wanted:
    """What the query bar of the list asks for."""

    unit: str = ""
    rule: str = ""
    office: str = ""
    state: str = ""
    since: date | None = None
    until: date | None = None
    text: str = ""


def listed(events: QuerySet[Any], wanted: Wanted) -> QuerySet[Any]:
    """Narrow and order events for the list: waiting first, then the latest; superseded ones only when asked for."""
    found = events.select_related(
        "participant", "filing", "filing__maker", "filing__verdict", "filing__verdict__checker"
    )
    simple = {
        "item": wanted.rule,
        "filing__office": wanted.office,
        "date__gte": wanted.since,
        "date__lte": wanted.until,
    }
    found = found.filter(**{name: value for name, value in simple.items() if value})
    if wanted.unit:
        found = found.filter(Q(participant__code=wanted.unit) | Q(participant__name__icontains=wanted.unit))
    if wanted.text:
        t = wanted.text
        found = found.filter(
            Q(note__icontains=t)
            | Q(matter__icontains=t)
            | Q(filing__document__icontains=t)
            | Q(code__iexact=t)
        )
    if wanted.state in STATE_WORDS:
        found = found.filter(state=STATE_WORDS[wanted.state])
    elif wanted.state != "all":
        found = found.filter(state__in=(WAITING, IN_FORCE))
    first = Case(When(state=WAITING, then=Value(0)), default=Value(1), output_field=IntegerField())
    return found.order_by(first, "-date", "-id")


def waiting(actor: Actor, year: Year) -> list[Filing]:
    """Give the filings that wait for the actor to confirm, oldest first."""
    found = (
        Filing.objects.filter(year=year, verdict__isnull=True)
        .select_related("verdict", "maker")
        .order_by("id")
    )
    for filing in found:
        filing.year = year
        filing.signed = actor.body.profile == "town"
    return [f for f in found if is_shown(actor, f) and may_check(actor, f.table, f)]


def undecided(year: Year, phase: YearPhase) -> list[str]:
    """Say what of a year nobody has decided when its result is to be published (公布)."""
    if phase.kind != PUBLISHED:
        return []
    number = Filing.objects.filter(year=year, verdict__isnull=True).count()
    return [f"还有 {number} 份填报等待复核，确认或退回以后才能公布结果"] if number else []


def versions(filing: Filing) -> list[Filing]:
    """Give all versions of a filing, the first one first, with who confirmed or returned it."""
    found = Filing.objects.filter(lineage=filing.lineage).select_related(
        "maker", "verdict", "verdict__checker"
    )
    return list(found.order_by("version"))


def rows_shown(filing: Filing, own_only: Iterable[int] | None = None) -> QuerySet[Any]:
    """Give the rows of a filing, of certain units only where they are named."""
    model = TABLE[filing.table].model
    rows = model._default_manager.filter(filing=filing).select_related("participant").order_by("id")
    return rows if own_only is None else rows.filter(participant__unit__in=own_only)


def matters_of(year: Year, unit: str) -> list[str]:
    """Give the names of the matters in which a unit has events, the latest first."""
    found = (
        Event.objects.filter(year=year, **{UNIT: unit})
        .exclude(matter="")
        .exclude(filing__verdict__outcome=RETURNED)
    )
    return list(dict.fromkeys(found.order_by("-id").values_list("matter", flat=True)))


def used_before(actor: Actor, year: Year, files: Iterable[File]) -> Mapping[str, list[Filing]]:
    """Give, by content, the filings of the year that the same files have proved, as far as the actor may see them."""
    uses = FilingFile.objects.filter(filing__year=year, file__sha256__in={file.sha256 for file in files})
    found: dict[str, list[Filing]] = {}
    for use in uses.select_related("filing", "filing__year", "filing__verdict", "file").order_by("id"):
        filing = use.filing
        if (
            is_shown(actor, filing)
            and may(actor, READ, filing)
            and filing not in found.get(use.file.sha256, [])
        ):
            found.setdefault(use.file.sha256, []).append(filing)
    return found
