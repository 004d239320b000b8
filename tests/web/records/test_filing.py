"""Maker and checker, correction and withdrawal, who is told; a filing counts from its confirmation on, and is never changed."""

from __future__ import annotations

import uuid
from datetime import date

import pytest
from django.db import DatabaseError, transaction

from kaoping.errors.problems import FactsError
from kaoping.rules.facts.rows import Award, Decision
from kaoping.web.core.append_only import AppendOnlyError
from kaoping.web.core.models import Entry, Task
from kaoping.web.people.permissions import Hidden, Refused
from kaoping.web.records.actions import Conflict, Paper, confirm, correct, current, file_rows, send_back
from kaoping.web.records.facts import facts_of
from kaoping.web.records.models import Event, Filing, FilingVerdict
from kaoping.web.years.actions import propose_phase
from kaoping.web.years.drafts import Wrong
from kaoping.web.years.models import Year
from kaoping.web.years.phases import neighbours, phases_in
from tests.web.records.offices import POINTED, RULE, confirmed, event, filed, office
from tests.web.worlds import actor_of, grant, person

pytestmark = pytest.mark.django_db


def _counted(year: Year) -> list[str]:
    return [e.id for e in facts_of(year).events]


def _fresh(filing: Filing) -> Filing:
    return Filing.objects.select_related("year").get(pk=filing.pk)


def test_only_a_confirmed_filing_counts() -> None:
    here = office()
    waits, back = filed(here), filed(here, event(unit="A03"))
    send_back(actor_of(here["po2"]), back, "文号不对")
    assert _counted(here["year"]) == []
    confirm(actor_of(here["po2"]), waits)
    assert _counted(here["year"]) == ["E001"]


@pytest.mark.parametrize(
    ("who", "error"), [("po1", Hidden), ("zx", Refused), ("ll", Refused), ("ld", Refused), ("sa", Refused)]
)
def test_neither_the_maker_nor_who_does_not_check_confirms(who: str, error: type[Exception]) -> None:
    here = office()
    made = filed(here)
    with pytest.raises(error):
        confirm(actor_of(here[who]), made)
    assert not FilingVerdict.objects.exists()


def test_a_deputy_of_the_maker_does_not_confirm() -> None:
    here = office()
    deputy = person(here.body, "代办人")
    made_over = grant(deputy, "PO")
    type(made_over).objects.model(
        **{f.attname: getattr(made_over, f.attname) for f in made_over._meta.fields if f.name not in ("id", "lineage", "deputy_for")},
        deputy_for=here["po1"], lineage=uuid.uuid4(),
    ).save()  # fmt: skip
    from kaoping.web.people.models import Grant, GrantVerdict

    stands_in = Grant.objects.get(deputy_for=here["po1"])
    GrantVerdict(
        proposal=stands_in, checker=here["sm"], decided_at=stands_in.made_at, outcome="confirmed"
    ).save()
    with pytest.raises(Hidden):
        confirm(actor_of(deputy), filed(here))


def test_the_second_of_two_checkers_is_told_who_was_quicker() -> None:
    here = office()
    made = filed(here)
    confirm(actor_of(here["po2"]), made)
    with pytest.raises(Conflict, match=r"吴晓岚已于\d+月\d+日 .*确认了这份填报单"):
        send_back(actor_of(here["lx"]), _fresh(made), "不对")
    assert _counted(here["year"]) == ["E001"]


def test_rows_are_judged_by_the_scheme() -> None:
    here = office()
    with pytest.raises(FactsError) as caught:
        filed(here, event(level="nonsense"), event(POINTED, points=99_000_000), event()._replace(unit="X9"))
    assert {p.code for p in caught.value.problems} == {"choice-unknown", "bounds", "unit-unknown"}
    assert not Filing.objects.exists() and not Entry.objects.filter(act="enter-deduction").exists()


def test_an_event_number_is_used_once() -> None:
    here = office()
    filed(here, event()._replace(id="E007"))
    with pytest.raises(Conflict, match="E007"):
        filed(here, event(unit="A03")._replace(id="E007"))
    assert filed(here, event(unit="A03"), key=uuid.uuid4()).events.get().code == "E008"


def test_one_row_for_a_unit_and_an_item() -> None:
    here = office()
    actor, year = actor_of(here["po1"]), here["year"]
    from kaoping.web.years.packages import scheme_of

    item = next(item for table, item in scheme_of(year).inputs if table == "awards")
    row = Award("A02", item, 10_000)
    first = file_rows(actor, year, "awards", [row])
    with pytest.raises(Conflict, match=r"市教育局的“.*”已有登记"):
        file_rows(actor, year, "awards", [row._replace(points=20_000)])
    send_back(actor_of(here["po2"]), first, "重报")
    assert file_rows(actor, year, "awards", [row]).pk


def test_a_decision_speaks_of_an_event_in_force() -> None:
    here = office()
    actor, year = actor_of(here["po1"]), here["year"]
    waits = filed(here)
    said = Decision("", "A02", "event", "E001", "", "会议纪要1号", date(2025, 12, 1), "不成立")
    with pytest.raises(FactsError) as caught:
        file_rows(actor, year, "decisions", [said])
    assert {p.code for p in caught.value.problems} == {"target-event"}
    confirm(actor_of(here["po2"]), waits)
    made = file_rows(actor, year, "decisions", [said])
    confirm(actor_of(here["lx"]), made)
    assert [d.id for d in facts_of(year).decisions] == ["D001"]


def test_the_same_key_gives_the_same_filing_to_its_maker_only() -> None:
    here = office()
    key = uuid.uuid4()
    assert filed(here, key=key).pk == filed(here, key=key).pk
    with pytest.raises(Hidden):
        filed(here, key=key, by="po2")
    assert Event.objects.count() == 1


def test_a_correction_takes_the_place_of_the_old_which_stays() -> None:
    here = office()
    old = confirmed(here)
    confirmed(here, event(unit="A03"))
    row = facts_of(here["year"]).events[0]
    new = correct(actor_of(here["po1"]), old, [row._replace(level="talk")], Paper(reason="级别有误"))
    assert [e.level for e in facts_of(here["year"]).events] == ["warning", "warning"]
    confirm(actor_of(here["po2"]), new)
    found = facts_of(here["year"]).events
    assert [(e.id, e.level) for e in found] == [("E001", "talk"), ("E002", "warning")]
    assert old.events.get().level == "warning" and current(old) == new


def test_a_correction_may_be_returned_and_sent_again() -> None:
    here = office()
    old = confirmed(here)
    row = facts_of(here["year"]).events[0]
    second = correct(actor_of(here["po1"]), old, [row._replace(count=2)], Paper())
    with pytest.raises(Conflict, match="正在等待确认"):
        correct(actor_of(here["po2"]), old, [row], Paper())
    send_back(actor_of(here["po2"]), second, "只有一次")
    third = correct(actor_of(here["po1"]), second, [row._replace(note="补充")], Paper())
    confirm(actor_of(here["po2"]), third)
    assert [(e.count, e.note) for e in facts_of(here["year"]).events] == [(1, "补充")]
    with pytest.raises(Conflict, match="最新一版"):
        correct(actor_of(here["po1"]), old, [row], Paper())


def test_a_withdrawal_needs_the_second_person_and_the_scope_of_what_it_takes_away() -> None:
    here = office()
    old = confirmed(here)
    away = correct(actor_of(here["po1"]), old, (), Paper(reason="张冠李戴"))
    assert away.withdrawn and away.units == old.units and away.items == [RULE]
    assert _counted(here["year"]) == ["E001"]
    confirm(actor_of(here["po2"]), away)
    assert _counted(here["year"]) == [] and old.events.count() == 1


def test_an_office_enters_only_what_it_is_in_charge_of() -> None:
    here = office()
    assert filed(here, by="zx").role == "ZX"
    with pytest.raises(Hidden):
        filed(here, event(POINTED, points=10_000), by="zx")
    with pytest.raises(Hidden):
        filed(here, by="zx2")


def test_nobody_enters_events_of_the_own_unit() -> None:
    here = office()
    here["po1"].unit = here["A02"]
    here["po1"].save()
    with pytest.raises(Hidden):
        filed(here)
    assert filed(here, event(unit="A03")).pk


def test_nothing_is_filed_after_publication() -> None:
    here = office()
    made = filed(here)
    here["year"].phase = here["year"].phase_kind = "published"
    here["year"].save()
    with pytest.raises(Hidden):
        filed(here, event(unit="A03"))
    with pytest.raises(Hidden):
        confirm(actor_of(here["po2"]), _fresh(made))


@pytest.mark.parametrize("model", [Filing, Event, FilingVerdict])
def test_rows_are_written_once(model: type) -> None:
    here = office()
    confirmed(here)
    row = model.objects.get()  # type: ignore[attr-defined]
    for change in (row.save, row.delete, model.objects.all().delete):  # type: ignore[attr-defined]
        with pytest.raises(AppendOnlyError):
            change()
    table = model._meta.db_table  # type: ignore[attr-defined]
    from django.db import connection

    for statement in (f"UPDATE {table} SET id = id", f"DELETE FROM {table}"):
        with (
            pytest.raises(DatabaseError, match="append only"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(statement)


def test_who_is_asked_and_told() -> None:
    here = office()
    made = filed(here, by="zx")
    asked = Task.objects.get()
    assert (asked.role, asked.year, asked.done_at) == ("PO", "2025", None)
    assert asked.url.endswith(f"/filings/{made.pk}/") and "市教育局" in asked.title
    send_back(actor_of(here["po2"]), made, "请补文号")
    back = Task.objects.get(done_at=None)
    assert (back.role, back.unit, back.detail) == ("ZX", here["Z01"].pk, "吴晓岚：请补文号")
    again = correct(actor_of(here["zx"]), made, [event()._replace(id="E001")], Paper(document="海效1号"))
    assert [t.role for t in Task.objects.filter(done_at=None)] == ["PO"]
    confirm(actor_of(here["po2"]), again)
    told = Task.objects.get(done_at=None)
    assert (told.role, told.unit) == ("LL", here["A02"].pk) and told.url.endswith(f"/filings/{again.pk}/")


def test_every_act_is_in_the_audit_log() -> None:
    here = office()
    confirm(actor_of(here["po2"]), filed(here), "属实")
    acts = [(e.act, e.actor, e.role, e.reason) for e in Entry.objects.order_by("number")]
    assert acts == [("enter-deduction", "周启明", "PO", ""), ("confirm-deduction", "吴晓岚", "PO", "属实")]
    assert "逾期" not in Entry.objects.first().before  # type: ignore[union-attr]


def test_a_year_with_an_undecided_filing_is_not_published() -> None:
    here = office()
    year, made = here["year"], filed(here)
    year.phase = [p.id for p in phases_in(year.package_id, year.number) if p.kind == "deliberating"][-1]
    year.phase_kind = "deliberating"
    year.save()
    after = neighbours(year)[1]
    assert after is not None and after.kind == "published"
    with pytest.raises(Wrong, match="还有 1 份填报等待复核"):
        propose_phase(actor_of(here["po1"]), year, after.id)
    send_back(actor_of(here["po2"]), made, "重复登记")
    assert propose_phase(actor_of(here["po1"]), year, after.id).phase == after.id
