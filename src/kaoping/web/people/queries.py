"""Reads of people: units with their names, persons with what they hold, what waits, the log."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet

from kaoping.web.core.models import Body, Entry
from kaoping.web.core.proposals import in_force, waiting
from kaoping.web.people.actors import live_grants, with_principals
from kaoping.web.people.acts import ACT_WORDS, OUTSIDE_THE_MATRIX, THING_WORDS
from kaoping.web.people.matrix import ACTIONS, ROLES
from kaoping.web.people.models import (
    Account,
    AccountRequest,
    Grant,
    GrantEnd,
    Nomination,
    Person,
    RegistryChange,
    Succession,
    Unit,
    UnitName,
)
from kaoping.web.people.pinyin import pinyin_key

# units


def units_of(
    body: Body, today: date, *, words: str = "", category: str | None = None, state: str = "open"
) -> QuerySet[Unit]:
    """Give the units of a body in pinyin order (音序). state: open (今天在册), closed (已撤销), all."""
    found = Unit.objects.filter(body=body)
    if state in ("open", "closed"):
        gone = Q(closed_on__isnull=False, closed_on__lte=today)
        found = found.filter(gone if state == "closed" else ~gone)
    if category is not None:
        found = found.filter(category=category)
    if words:
        named = UnitName.objects.filter(unit=OuterRef("pk"), name__contains=words)
        said = Q(name__contains=words) | Q(short__contains=words) | Q(code__icontains=words)
        found = found.filter(said | Q(pinyin__startswith=pinyin_key(words)) | Q(Exists(named)))
    return found


def categories_of(body: Body) -> list[str]:
    """Give the categories that units of the body have."""
    found = Unit.objects.filter(body=body).exclude(category="").order_by("category")
    return sorted(set(found.values_list("category", flat=True)), key=pinyin_key)


def name_on(unit: Unit, day: date) -> str:
    """Give the name that a unit had on a day (当时名称)."""
    return names_on([unit], day)[unit.pk]


def names_on(units: Iterable[Unit], day: date) -> dict[int, str]:
    """Give the names that units had on a day, by id; before its first dated name, a unit has that one."""
    units = list(units)
    found: dict[int, str] = {}
    for dated in UnitName.objects.filter(unit__in=units).order_by("from_day", "id"):
        if dated.from_day <= day or dated.unit_id not in found:
            found[dated.unit_id] = dated.name
    return {unit.pk: found.get(unit.pk, unit.name) for unit in units}


def successions_of(unit: Unit) -> tuple[list[Succession], list[Succession]]:
    """Give whom a unit follows, and who follows it."""
    found = (
        Succession.objects.filter(Q(old=unit) | Q(new=unit))
        .select_related("old", "new", "change")
        .order_by("id")
    )
    rows = list(found)
    return [row for row in rows if row.new_id == unit.pk], [row for row in rows if row.old_id == unit.pk]


def changes_waiting(body: Body) -> QuerySet[Any]:
    """Give the changes of the registry that wait to be confirmed."""
    return waiting(RegistryChange.objects.filter(body=body)).select_related("maker").order_by("id")


def changes_decided(body: Body) -> QuerySet[RegistryChange]:
    """Give the changes that were decided, the last first."""
    found = RegistryChange.objects.filter(body=body, verdict__isnull=False)
    return found.select_related("maker", "verdict__checker").order_by("-id")


# persons


def persons_of(
    body: Body, today: date, *, words: str = "", role: str = "", unit: int | None = None
) -> QuerySet[Person]:
    """Give the persons of a body with accounts and grants in force in it (`held`), in a fixed number of queries."""
    live = live_grants(Grant.objects.filter(body=body), today).select_related("deputy_for").order_by("id")
    found = Person.objects.filter(body=body)
    if words:
        said = Q(name__contains=words) | Q(accounts__login__icontains=words) | Q(unit__name__contains=words)
        found = found.filter(said | Q(pinyin__startswith=pinyin_key(words))).distinct()
    if role:
        found = found.filter(pk__in=live.filter(role=role).values("person"))
    if unit:
        found = found.filter(unit=unit)
    accounts = Prefetch("accounts", Account.objects.order_by("id"))
    return found.select_related("unit").prefetch_related(accounts, Prefetch("grants", live, to_attr="held"))


def held_or_coming(person: Person, today: date, except_lineage: UUID | None = None) -> set[str]:
    """Give the roles that a person holds, will hold or is proposed for, in any body."""
    ended = GrantEnd.objects.filter(grant__lineage=OuterRef("lineage"))
    grants = Grant.objects.filter(person=person, until_day__gte=today, taking=False).filter(~Exists(ended))
    sure = {*in_force(grants).values_list("role", "lineage"), *waiting(grants).values_list("role", "lineage")}
    return {role for role, lineage in sure if lineage != except_lineage}


def grants_waiting(body: Body) -> QuerySet[Any]:
    """Give the grants that wait for the second person."""
    found = waiting(Grant.objects.filter(body=body))
    return found.select_related("person", "maker", "deputy_for").order_by("id")


def requests_waiting(body: Body) -> QuerySet[Any]:
    """Give the requests about accounts that wait for the second person."""
    found = waiting(AccountRequest.objects.filter(body=body))
    return found.select_related("person__unit", "maker").order_by("id")


def nominations_open(body: Body) -> QuerySet[Nomination]:
    """Give the users asked for whom nobody has taken up."""
    found = Nomination.objects.filter(body=body, requests__isnull=True)
    return found.select_related("unit", "maker").order_by("id")


def history_of(person: Person, body: Body) -> list[Grant]:
    """Give all that was ever proposed to grant to a person in a body, the last first."""
    found = Grant.objects.filter(person=person, body=body).order_by("-id")
    return list(found.select_related("maker", "deputy_for", "verdict__checker", "end__by", "person"))


def live_of(person: Person, body: Body, today: date) -> tuple[Grant, ...]:
    """Give the grants of a person in force in a body."""
    found = live_grants(Grant.objects.filter(person=person, body=body), today)
    return with_principals(found.select_related("person", "deputy_for").order_by("id"), today)


def deputies_of(person: Person, body: Body, today: date) -> list[Grant]:
    """Give the deputies in force whom a person has named."""
    found = live_grants(Grant.objects.filter(body=body, deputy_for=person), today)
    return list(found.select_related("person__unit").order_by("id"))


def ends_soon(body: Body, today: date, until: date) -> list[Grant]:
    """Give the grants in force that end by a day (到期提醒), the first to end first."""
    found = live_grants(Grant.objects.filter(body=body, until_day__lte=until), today)
    return list(found.select_related("person", "deputy_for").order_by("until_day", "id"))


# log


ADMINISTRATORS_LOGGED = ("SA", "SM")
"""Whose entries are the log of the administrators; all others are the log of users."""
_OPEN_GROUPS = ("Accounts, policy, log",)


@dataclass(frozen=True)
class Shown:
    """An entry as it is shown: with the object's name only where it tells nothing of the business."""

    entry: Entry
    words: str
    label: str
    reason: str
    role: str = ""
    thing: str = ""

    @property
    def at(self) -> str:
        return self.entry.at[:19].replace("T", " ")


def shown(entries: Iterable[Entry], own: bool = False) -> list[Shown]:
    """Give entries to show: administrators never read business data, not in the log either."""
    return [_shown(entry, own) for entry in entries]


def _shown(entry: Entry, own: bool) -> Shown:
    action = ACTIONS.get(entry.act)
    words = ACT_WORDS.get(entry.act, entry.act)
    is_open = own or (action.group in _OPEN_GROUPS if action else entry.act in OUTSIDE_THE_MATRIX)
    label, reason = (entry.label, entry.reason) if is_open else ("", "")
    if entry.act == "refused":
        label = f"试图：{ACT_WORDS.get(entry.label, entry.label)}"
    return Shown(entry, words, label, reason, ROLES.get(entry.role, entry.role), _thing(entry.object))


def _thing(name: str) -> str:
    """Say what kind of object an entry is about, and its number: 单位变更 12."""
    kind, _, number = name.partition(":")
    words = THING_WORDS.get(kind, "记录")
    return f"{words} {number}" if number else name


def entries_of(
    body: Body, *, administrators: bool, users: bool, words: str = "", act: str = "", day: str = ""
) -> QuerySet[Entry]:
    """Give the entries of a body's log, the last first: of administrators, of users, or of both."""
    found = Entry.objects.filter(body=body).order_by("-number")
    if not administrators:
        found = found.exclude(role__in=ADMINISTRATORS_LOGGED)
    if not users:
        found = found.filter(role__in=ADMINISTRATORS_LOGGED)
    if words:
        found = found.filter(actor__contains=words)
    if act:
        found = found.filter(act=act)
    return found.filter(at__startswith=day) if day else found


def own_entries(person: Person, body: Body) -> QuerySet[Entry]:
    """Give what the log says of a person's own acts, the last first."""
    return Entry.objects.filter(body=body, person=person.pk).order_by("-number")
