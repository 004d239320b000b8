"""Writing many filings and entries of the audit chain at once, as the acts write them one by one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

from django.db import transaction
from django.utils import timezone

from kaoping.rules.facts.rows import Event as Fact
from kaoping.web.core import audit
from kaoping.web.core.models import Body, Chain, Entry
from kaoping.web.core.proposals import CONFIRMED
from kaoping.web.people.models import Person
from kaoping.web.records.models import Event, Filing, FilingVerdict
from kaoping.web.records.rows import TABLE
from kaoping.web.years.models import Participant, Year
from kaoping.web.years.packages import scheme_of

BATCH = 1000
OUTCOME = '{"outcome": "confirmed"}'
Report = tuple[str, datetime, Fact]
"""Document, the moment of filing, the event."""


class Told(NamedTuple):
    """What an entry of the log says."""

    at: datetime
    person: int | None
    actor: str
    role: str
    act: str
    object: str
    label: str
    after: str = ""


@transaction.atomic
def append(body: Body, rows: Iterable[Told]) -> None:
    """Append entries to a body's chain, each linked to the one before."""
    chain, _ = Chain.objects.select_for_update().get_or_create(body=body)
    made: list[Entry] = []
    for number, row in enumerate(rows, chain.length + 1):
        told = row._asdict() | {"at": row.at.isoformat(timespec="milliseconds"), "label": row.label[:300]}
        before = made[-1].hash if made else chain.head or audit.GENESIS
        entry = Entry(body=body, number=number, previous=before, **told)
        entry.hash = audit.digest(entry)
        made.append(entry)
    Entry.objects.bulk_create(made, batch_size=BATCH)
    if made:
        Chain.objects.filter(pk=chain.pk).update(length=made[-1].number, head=made[-1].hash)


@transaction.atomic
def file_events(year: Year, reports: Sequence[Report], persons: Sequence[Person]) -> None:
    """File events, each on its own paper, made by the first person and confirmed by the second."""
    maker, checker = persons
    reports = sorted(reports, key=lambda report: report[1])
    found = {p.code: p for p in Participant.objects.filter(year=year)}
    names = scheme_of(year).item_names
    filings = [_filing(year, maker, found[fact.unit], names, paper, at, fact) for paper, at, fact in reports]
    filings = Filing.objects.bulk_create(filings, batch_size=BATCH)
    facts = [fact for _, _, fact in reports]
    Event.objects.bulk_create(
        [_row(filing, found, fact) for filing, fact in zip(filings, facts, strict=True)], batch_size=BATCH
    )
    FilingVerdict.objects.bulk_create([_verdict(filing, checker) for filing in filings], batch_size=BATCH)
    append(year.body, _entries(filings, maker, checker))


def _filing(
    year: Year,
    maker: Person,
    about: Participant,
    names: Mapping[str, str],
    paper: str,
    at: datetime,
    fact: Fact,
) -> Filing:
    return Filing(
        year=year, table="events", maker=maker, made_at=timezone.make_aware(at), document=paper, role="PO",
        document_day=fact.date, office="市效能办", title=f"{about.name} {names.get(fact.item, '')}",
        units=[about.unit_id], categories=[about.category], items=[fact.item],
    )  # fmt: skip


def _row(filing: Filing, found: Mapping[str, Participant], fact: Fact) -> Event:
    columns = TABLE["events"].columns(fact)
    return Event(filing=filing, year=filing.year, participant=found[fact.unit], item=fact.item, **columns)


def _verdict(filing: Filing, checker: Person) -> FilingVerdict:
    at = filing.made_at + timedelta(hours=3)
    return FilingVerdict(proposal=filing, checker=checker, decided_at=at, outcome=CONFIRMED)


def _entries(filings: Iterable[Filing], maker: Person, checker: Person) -> Iterable[Told]:
    """Give two entries a filing: that it was made, and that it was confirmed."""
    for filing in filings:
        name, later = f"records.filing:{filing.pk}", filing.made_at + timedelta(hours=3)
        yield Told(filing.made_at, maker.pk, maker.name, "PO", "enter-deduction", name, filing.title)
        yield Told(later, checker.pk, checker.name, "PO", "confirm-deduction", name, filing.title, OUTCOME)
