"""What there is in the demo: units, filings, results, desks; all by two persons, in order, the same each time."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.db.models import F

from kaoping.rules import Facts
from kaoping.web.core import audit
from kaoping.web.core.files import open_file
from kaoping.web.core.models import Entry, File, Installation, Task
from kaoping.web.core.proposals import waiting
from kaoping.web.demo import elsewhere, happened
from kaoping.web.demo.names import UNITS
from kaoping.web.demo.reporting import UNREAD_FROM
from kaoping.web.people.models import Account, AccountVerdict, Grant, GrantVerdict, Unit
from kaoping.web.people.queries import name_on
from kaoping.web.records.facts import facts_of
from kaoping.web.records.models import Filing, FilingVerdict
from kaoping.web.results.trial import Trial, trial_of
from kaoping.web.years.models import Charge, PhaseVerdict, Year, YearVerdict
from kaoping.web.years.offices import offices_of
from kaoping.web.years.packages import process_of, scheme_of

pytestmark = pytest.mark.usefixtures("demo")


def year(body: str, number: int) -> Year:
    return Year.objects.select_related("body").get(body__slug=body, number=number)


def city() -> Trial:
    return trial_of(year("haiyu", 2025))


def plain(rows: list[Any]) -> list[Any]:
    """Give rows without the numbers that the platform gives them."""
    return sorted((row._replace(id="") if hasattr(row, "id") else row for row in rows), key=repr)


def test_the_database_is_marked_as_a_demos() -> None:
    assert Installation.objects.get().demo is True


def test_three_series_of_76_units() -> None:
    ranked: dict[str, int] = {}
    for standing in city().result.standings:
        ranked[standing.category] = ranked.get(standing.category, 0) + 1
    assert ranked == {"party": 18, "government": 44, "vertical": 14}


def test_exactly_two_units_are_incomplete() -> None:
    assert {s.unit for s in city().result.standings if not s.complete} == set(happened.LACKING)


def test_somebody_is_excellent_and_somebody_fails() -> None:
    grades = {standing.grade for standing in city().result.standings}
    assert {"excellent", "qualified", "unqualified"} <= grades


@pytest.mark.parametrize(("body", "number"), [("haiyu", 2025), ("haiyu", 2024), ("baisha", 2025)])
def test_the_ledger_adds_up(body: str, number: int) -> None:
    trial = trial_of(year(body, number))
    for standing in trial.result.standings:
        points = sum(line.points for line in trial.result.lines_of[standing.unit])
        assert points == standing.exact_total, standing.name


def test_the_facts_are_those_of_the_program() -> None:
    facts = facts_of(year("haiyu", 2025))
    events = [e for report in happened.reports() if not report.waiting for e in report.events]
    assert plain(facts.events) == plain(events)
    assert plain(facts.awards) == plain(happened.goals())
    assert plain(facts.ratings) == plain(happened.ratings())


@pytest.mark.parametrize(
    ("body", "number", "told"),
    [("haiyu", 2024, elsewhere.last_year()), ("baisha", 2025, elsewhere.town_year())],
)
def test_the_other_years_are_those_of_the_program(body: str, number: int, told: dict[str, list[Any]]) -> None:
    facts: Facts = facts_of(year(body, number))
    assert {name: plain(getattr(facts, name)) for name in told} == {
        name: plain(rows) for name, rows in told.items()
    }


def test_events_are_numbered_in_the_order_of_filing() -> None:
    codes = [event.id for event in facts_of(year("haiyu", 2025)).events]
    assert codes[0] == "E001"
    assert codes == sorted(codes)


def test_two_deductions_wait_for_the_director() -> None:
    found = waiting(Filing.objects.filter(year=year("haiyu", 2025)))
    assert sorted(f.document for f in found) == sorted(report.document for report in happened.WAITING)


def test_versions_are_there_to_be_seen() -> None:
    later = Filing.objects.filter(year=year("haiyu", 2025), version__gt=1).order_by("id")
    assert sorted(f.origin.verdict.outcome for f in later if f.origin) == ["confirmed", "returned"]


def test_the_chain_is_sound_and_in_order() -> None:
    assert audit.verify() == []
    for slug in ("haiyu", "dongwan", "baisha"):
        found = Entry.objects.filter(body__slug=slug, at__lt="2026-01-12").order_by("number")
        assert list(found) == sorted(found, key=lambda entry: entry.at)


@pytest.mark.parametrize("kind", [AccountVerdict, YearVerdict, PhaseVerdict])
def test_two_persons_each_time(kind: Any) -> None:
    assert kind.objects.exists()
    assert not kind.objects.filter(checker=F("proposal__maker")).exists()


def test_two_persons_for_each_filing_but_in_the_town() -> None:
    alone = FilingVerdict.objects.filter(checker=F("proposal__maker")).select_related("proposal__year__body")
    assert {found.proposal.year.body.slug for found in alone} == {"baisha"}
    assert all(found.single_handed and found.sheet and found.signed_by for found in alone)


def test_roles_are_given_by_two_persons_but_the_first_ones() -> None:
    alone = GrantVerdict.objects.filter(checker=F("proposal__maker"))
    first = {(v.proposal.person.name, v.proposal.role) for v in alone.select_related("proposal__person")}
    assert {role for _, role in first} == {"LD", "PO", "SA", "SM", "SX"}
    assert len(first) == 5 + 6


def test_every_name_of_the_scheme_that_enters_facts_has_an_office() -> None:
    named = set(Charge.objects.filter(year=year("haiyu", 2025)).values_list("name", flat=True))
    offices = offices_of(scheme_of(year("haiyu", 2025)), process_of(year("haiyu", 2025)))
    assert {office.name for office in offices if office.enters} == named


def test_every_assessed_unit_has_a_liaison_and_a_head() -> None:
    for role in ("LL", "FZ"):
        units = Grant.objects.filter(body__slug="haiyu", role=role).values_list(
            "person__unit__code", flat=True
        )
        assert set(units) == {unit.code for unit in UNITS if unit.category}


def test_a_unit_had_another_name() -> None:
    unit = Unit.objects.get(body__slug="haiyu", code="Z02")
    assert (unit.name, name_on(unit, date(2024, 12, 31))) == ("海屿市经贸委", "海屿市经委")
    last, this = (y.participants.get(code="Z02").name for y in (year("haiyu", 2024), year("haiyu", 2025)))
    assert (last, this) == ("市经委", "市经贸委")


def test_every_unit_has_a_telephone() -> None:
    assert not Unit.objects.filter(phone="").exists()
    assert Unit.objects.filter(body__slug="haiyu").values("phone").distinct().count() == len(UNITS)


def test_phases() -> None:
    found = {(y.body.slug, y.number): y.phase_kind for y in Year.objects.select_related("body")}
    assert found == {
        ("haiyu", 2025): "deliberating",
        ("haiyu", 2024): "published",
        ("baisha", 2025): "collecting",
    }


def test_tasks_on_the_desks() -> None:
    left = Task.objects.filter(done_at=None, body__slug="haiyu").exclude(role="LL")
    found = sorted((task.role, task.key.split(":")[0]) for task in left)
    assert found == [
        ("LD", "meeting"), ("LX", "meeting"), ("PO", "filing"), ("PO", "filing"), ("PO", "meeting"), ("ZX", "return"),
    ]  # fmt: skip


def test_units_have_read_what_was_told_before_the_last_days() -> None:
    left = Task.objects.filter(done_at=None, role="LL", body__slug="haiyu").exclude(
        unit=Unit.objects.get(body__slug="haiyu", code="Z01").pk
    )
    assert left
    assert all(task.made_at.date() >= UNREAD_FROM for task in left)


def test_the_evidence_can_be_opened() -> None:
    files = list(File.objects.all())
    assert len(files) > 30
    for file in files:
        with open_file(file) as opened:
            assert opened.read(5) == b"%PDF-"


def test_nobody_logs_in_by_a_password() -> None:
    assert not any(account.has_usable_password() for account in Account.objects.all())
