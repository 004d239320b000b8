"""Changes of the registry of units (单位名录): one of the office proposes, another confirms, with document and day."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse

from kaoping.web.core import clock, tasks
from kaoping.web.core.models import Body, File
from kaoping.web.core.proposals import CONFIRMED
from kaoping.web.people.acting import acting
from kaoping.web.people.actions import Unfit, decide
from kaoping.web.people.models import RegistryChange, RegistryVerdict, Succession, Unit, UnitName
from kaoping.web.people.permissions import Actor
from kaoping.web.people.registry import Change, Details, wrong

BEGINNING = date.min
"""From when a unit has the name that it had before the registry knew dates (起始不详)."""


@dataclass(frozen=True)
class Signed:
    """A signed sheet (签字原件) that in a town stands for the second person."""

    sheet: File
    by: str
    on: date


def propose_change(actor: Actor, change: Change, signed: Signed | None = None) -> RegistryChange:
    """Propose a change of the registry. Raises: Unfit with all that is wrong, Refused, Hidden."""
    with acting(actor, "change-unit", actor.body, "1") as log:
        found = wrong(actor.body, change)
        if found:
            raise Unfit(*found)
        row = RegistryChange(
            body=actor.body, kind=change.kind, what=change.what, from_day=change.from_day,
            document=change.document.strip(), reason=change.reason, maker=actor.person, made_at=clock.now(),
            sheet=signed.sheet if signed else None, signed_by=signed.by if signed else "",
            signed_on=signed.on if signed else None,
        )  # fmt: skip
        row.save()
        url = reverse("people:unit_change", args=[actor.body.slug, row.pk])
        tasks.ask(actor.body, f"unit-change:{row.pk}", "PO", f"复核{row}（{row.document}）", url)
        log(
            row,
            after={**change.what, "from": change.from_day, "document": row.document},
            reason=change.reason,
        )
    return row


def decide_change(actor: Actor, row: RegistryChange, outcome: str, remark: str = "") -> None:
    """Confirm or return a change; confirmed, units, names and successions are written.

    Raises: Unfit with all that is wrong with it by now, Refused, Hidden.
    """
    with acting(actor, "confirm-unit-change", row, "2") as log:
        Body.objects.select_for_update().get(pk=row.body_id)
        change = Change.of(row)
        found = wrong(actor.body, change, own=row) if outcome == CONFIRMED else []
        if found:
            raise Unfit(*found)
        alone = row.maker_id == actor.person.pk
        decide(RegistryVerdict, row, actor, outcome, remark, single_handed=alone)
        before = _carry_out(actor.body, row, change) if outcome == CONFIRMED else None
        tasks.done(actor.body, f"unit-change:{row.pk}")
        log(row, before=before, after={"outcome": outcome, **row.what, **_alone(row, alone)}, reason=remark)


def _alone(row: RegistryChange, alone: bool) -> dict[str, Any]:
    return {"单人办理": True, "签字人": row.signed_by, "签字日期": row.signed_on} if alone else {}


def _carry_out(body: Body, row: RegistryChange, change: Change) -> list[dict[str, Any]]:
    """Write the units of a change; give what they were before."""
    units = {u.code: u for u in Unit.objects.select_for_update().filter(body=body, code__in=change.touched)}
    before = [{"code": u.code, "name": u.name, "category": u.category} for u in units.values()]
    for one in change.new:
        units[one.code] = _create(body, row, one)
    for one in change.changed:
        _rename(units[one.code], row, one)
    for code in change.closed:
        Unit.objects.filter(pk=units[code].pk).update(closed_on=row.from_day)
    for old, new in change.heirs:
        Succession(old=units[old], new=units[new], from_day=row.from_day, change=row).save()
    settle_names(body, clock.today())
    return before


def _create(body: Body, row: RegistryChange, one: Details) -> Unit:
    unit = Unit.objects.create(
        body=body, code=one.code, name=one.name, short=one.short, category=one.category, phone=one.phone
    )
    _date_name(unit, one, row.from_day, row.document)
    return unit


def _rename(unit: Unit, row: RegistryChange, one: Details) -> None:
    """Date the new name; the telephone number has no history."""
    if not unit.names.exists():
        _date_name(unit, Details.of(unit), BEGINNING)
    _date_name(unit, one, row.from_day, row.document)
    Unit.objects.filter(pk=unit.pk).update(phone=one.phone)


def _date_name(unit: Unit, one: Details, from_day: date, document: str = "") -> None:
    UnitName(
        unit=unit, name=one.name, short=one.short, category=one.category, from_day=from_day, document=document
    ).save()


def settle_names(body: Body, day: date) -> int:
    """Let every unit have the name and category that are valid on the day; give how many changed.

    A change that takes effect later is written when it is confirmed; a daily job calls this.
    """
    last: dict[int, UnitName] = {}
    for dated in UnitName.objects.filter(unit__body=body, from_day__lte=day).order_by("from_day", "id"):
        last[dated.unit_id] = dated
    return sum(_settle(unit, last) for unit in Unit.objects.filter(body=body, pk__in=last))


def _settle(unit: Unit, last: Mapping[int, UnitName]) -> bool:
    dated = last[unit.pk]
    if (unit.name, unit.short, unit.category) == (dated.name, dated.short, dated.category):
        return False
    unit.name, unit.short, unit.category = dated.name, dated.short, dated.category
    unit.save(update_fields=["name", "short", "category", "pinyin"])
    return True
