"""Grants (授权): SM proposes and PO confirms; LD grants the three administrators (三员); principals name deputies.

Source: permission matrix, rows "grant or take role and scope", "grant one of the three administrator roles",
"name a deputy with an end date"; permissions.md, profiles city and town.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.urls import reverse

from kaoping.web.core import clock, tasks
from kaoping.web.core.models import Body
from kaoping.web.core.proposals import CONFIRMED, waiting
from kaoping.web.people.acting import acting
from kaoping.web.people.actions import Unfit, decide
from kaoping.web.people.actors import live_grants
from kaoping.web.people.matrix import ADMINISTRATORS, ROLES
from kaoping.web.people.models import Grant, GrantEnd, GrantVerdict, Person, Unit
from kaoping.web.people.permissions import Actor, exclusive
from kaoping.web.people.queries import held_or_coming
from kaoping.web.people.subjects import Subject

DEPUTABLE = ("ZX", "FZ", "LX", "LD")
"""Roles that may have a deputy (代理)."""
_NEVER_GRANTED = ("GZ", "XT")
"""The public and the system hold no grant."""


@dataclass(frozen=True)
class Terms:
    """What is granted: role, scope as in `Grant.scope`, term, why, by which document (文号)."""

    role: str
    from_day: date
    until_day: date
    scope: Mapping[str, list[Any]] = field(default_factory=dict)
    reason: str = ""
    document: str = ""


def propose_grant(actor: Actor, person: Person, terms: Terms) -> Grant:
    """Propose a role for a person (授权). Raises: Unfit with all that is wrong, Refused, Hidden."""
    with acting(actor, "grant-role", actor.body, "1") as log:
        _demand_fit(_wrong_terms(actor, person, terms), _wrong_role(person, terms.role))
        grant = _make(actor, person, terms, scope=_own_scope(person, terms))
        _ask_to_confirm(actor.body, grant)
        log(grant, after=_told(grant), reason=terms.reason)
    return grant


def propose_terms(actor: Actor, grant: Grant, terms: Terms) -> Grant:
    """Propose another scope or term of a grant in force (调整范围、期限): the next version of its lineage.

    Raises: Unfit, Refused, Hidden.
    """
    with acting(actor, "grant-role", actor.body, "1") as log:
        _demand_fit(_wrong_lineage(actor, grant), _wrong_terms(actor, grant.person, terms))
        following = _make(
            actor, grant.person, terms, scope=_own_scope(grant.person, terms), lineage=grant.lineage,
            version=grant.version + 1,
        )  # fmt: skip
        _ask_to_confirm(actor.body, following)
        log(following, before=_told(grant), after=_told(following), reason=terms.reason)
    return following


def propose_taking(actor: Actor, grant: Grant, reason: str) -> Grant:
    """Propose to take a grant away (收回). Raises: Unfit, Refused, Hidden."""
    with acting(actor, "grant-role", actor.body, "1") as log:
        _demand_fit(_wrong_lineage(actor, grant), [] if reason.strip() else ["收回须写明理由"])
        following = _taking(actor, grant, reason)
        _ask_to_confirm(actor.body, following)
        log(following, before=_told(grant), reason=reason)
    return following


def decide_grant(actor: Actor, grant: Grant, outcome: str, remark: str = "") -> None:
    """Confirm or return a proposed grant or taking; what is taken is gone at the next request.

    Raises: Unfit, Refused, Hidden.
    """
    with acting(actor, "grant-role", grant, "2") as log:
        if outcome == CONFIRMED and not grant.taking:
            Person.objects.select_for_update().get(pk=grant.person_id)
            _demand_fit(_wrong_role(grant.person, grant.role, grant), _gone(grant))
        decide(GrantVerdict, grant, actor, outcome, remark)
        if grant.taking and outcome == CONFIRMED:
            _end(actor, grant, grant.reason)
        tasks.done(actor.body, f"grant:{grant.pk}")
        log(grant, after={"outcome": outcome, **_told(grant)}, reason=remark)


def grant_administrator(actor: Actor, person: Person, terms: Terms) -> Grant:
    """Grant one of the three administrator roles (三员): LD alone decides. Raises: Unfit, Refused, Hidden."""
    with acting(actor, "grant-administrator", actor.body) as log:
        Person.objects.select_for_update().get(pk=person.pk)
        here = [] if actor.body.profile == "city" else ["乡镇的三员由县里担任，不另设"]
        wrong = (
            []
            if terms.role in ADMINISTRATORS
            else ["此处只授予三员；其他角色由安全保密管理员提出、绩效办确认"]
        )
        _demand_fit(
            here,
            wrong,
            _wrong_day(actor, terms),
            _foreign(actor.body, person),
            _wrong_role(person, terms.role),
        )
        grant = _make(actor, person, terms)
        decide(GrantVerdict, grant, actor, CONFIRMED, "领导小组授予")
        log(grant, after=_told(grant), reason=terms.reason)
    return grant


def take_administrator(actor: Actor, grant: Grant, reason: str) -> None:
    """Take an administrator's role away at once. Raises: Unfit, Refused, Hidden."""
    with acting(actor, "grant-administrator", actor.body) as log:
        if grant.role not in ADMINISTRATORS:
            raise Unfit("此处只收回三员的角色")
        _end_now(actor, grant, reason)
        log(grant, before=_told(grant), reason=reason)


def name_deputy(actor: Actor, own: Grant, deputy: Person, until_day: date, reason: str = "") -> Grant:
    """Name a deputy (代理) for a role of one's own, with an end date, within its scope and term.

    Raises: Unfit with all that is wrong, Refused, Hidden.
    """
    with acting(actor, "name-deputy", Subject(actor.body.pk, person=own.person_id)) as log:
        terms = Terms(own.role, actor.today, until_day, _own_scope_of(own), reason)
        Person.objects.select_for_update().get(pk=deputy.pk)
        _demand_fit(
            _wrong_deputy(actor, own, deputy), _wrong_day(actor, terms), _wrong_role(deputy, own.role)
        )
        grant = _make(actor, deputy, terms, scope=terms.scope, deputy_for=actor.person)
        decide(GrantVerdict, grant, actor, CONFIRMED, "委托代理")
        log(grant, after=_told(grant), reason=reason)
    return grant


def end_deputy(actor: Actor, grant: Grant, reason: str) -> None:
    """End one's deputy's right before its day (终止代理). Raises: Unfit, Refused, Hidden."""
    with acting(actor, "name-deputy", Subject(actor.body.pk, person=grant.deputy_for_id)) as log:
        _end_now(actor, grant, reason)
        log(grant, before=_told(grant), reason=reason)


def _make(actor: Actor, person: Person, terms: Terms, **more: Any) -> Grant:
    grant = Grant(
        body=actor.body, person=person, role=terms.role, from_day=terms.from_day, until_day=terms.until_day,
        reason=terms.reason, document=terms.document, maker=actor.person, made_at=clock.now(), **more,
    )  # fmt: skip
    grant.save()
    return grant


def _taking(actor: Actor, grant: Grant, reason: str) -> Grant:
    terms = Terms(grant.role, grant.from_day, grant.until_day, reason=reason)
    return _make(
        actor, grant.person, terms, scope=grant.scope, lineage=grant.lineage, version=grant.version + 1,
        deputy_for=grant.deputy_for, taking=True,
    )  # fmt: skip


def _end_now(actor: Actor, grant: Grant, reason: str) -> None:
    if not reason.strip():
        raise Unfit("请写明理由")
    _demand_fit(_gone(grant))
    _end(actor, grant, reason)


def _end(actor: Actor, grant: Grant, reason: str) -> None:
    GrantEnd(grant=grant, by=actor.person, at=clock.now(), reason=reason).save()


def _ask_to_confirm(body: Body, grant: Grant) -> None:
    url = reverse("people:grant", args=[body.slug, grant.pk])
    tasks.ask(body, f"grant:{grant.pk}", "PO", f"复核授权：{grant}", url)


def _told(grant: Grant) -> dict[str, Any]:
    """Say a grant for the log."""
    return {
        "person": grant.person_id, "name": grant.person.name, "role": grant.role, "scope": grant.scope,
        "from": grant.from_day, "until": grant.until_day, "deputy_for": grant.deputy_for_id,
    }  # fmt: skip


def _demand_fit(*lists: list[str]) -> None:
    wrong = [message for found in lists for message in found]
    if wrong:
        raise Unfit(*wrong)


def _wrong_terms(actor: Actor, person: Person, terms: Terms) -> list[str]:
    wrong = [*_foreign(actor.body, person), *_wrong_day(actor, terms)]
    if terms.role in ADMINISTRATORS:
        wrong.append("三员由领导小组授予")
    elif terms.role not in ROLES or terms.role in _NEVER_GRANTED:
        wrong.append("没有这个可授予的角色")
    return [*wrong, *_wrong_units(actor.body, person, terms)]


def _wrong_units(body: Body, person: Person, terms: Terms) -> Iterator[str]:
    units = terms.scope.get("unit")
    if units is not None and Unit.objects.filter(body=body, pk__in=units).count() < len(set(units)):
        yield "范围中的单位不在本单位名录内"
    if terms.role in ("LL", "FZ") and not units and not person.unit_id:
        yield f"{ROLES[terms.role]}须指明所代表的单位"


def _wrong_day(actor: Actor, terms: Terms) -> list[str]:
    if terms.until_day < terms.from_day:
        return ["截止日早于起始日"]
    return ["截止日已过"] if terms.until_day < actor.today else []


def _foreign(body: Body, person: Person) -> list[str]:
    return [] if person.body_id == body.pk else ["该人员不属于本考评主体"]


def _wrong_role(person: Person, role: str, own: Grant | None = None) -> list[str]:
    """Say whether a role goes with what the person holds or is to hold, by whatever account, in whatever body.

    The three administrators exclude each other and every other role (三员互斥).
    """
    others = held_or_coming(person, clock.today(), except_lineage=own.lineage if own else None)
    clash = sorted({held for held in others if not exclusive({held, role})}, key=list(ROLES).index)
    if not clash:
        return []
    words = "、".join(ROLES[held] for held in clash)
    return [f"{person}已任或拟任{words}，不能再任{ROLES.get(role, role)}：三员之间、三员与其他角色不得兼任"]


def _wrong_lineage(actor: Actor, grant: Grant) -> list[str]:
    """Say why a grant cannot be changed or taken: another's, an administrator's, gone, or already being changed."""
    if grant.body_id != actor.body.pk or grant.deputy_for_id:
        return ["代理由委托人自行终止" if grant.deputy_for_id else "该授权不属于本考评主体"]
    if grant.role in ADMINISTRATORS:
        return ["三员的角色由领导小组授予和收回"]
    lineage = Grant.objects.filter(lineage=grant.lineage)
    if waiting(lineage).exists():
        return ["该授权另有待复核的变更，请先复核或退回"]
    return _gone(grant)


def _gone(grant: Grant) -> list[str]:
    ended = GrantEnd.objects.filter(grant__lineage=grant.lineage).exists()
    return ["该授权已经收回，请另行授权"] if ended else []


def _own_scope(person: Person, terms: Terms) -> dict[str, list[Any]]:
    """Give the scope as it is written: a liaison or head always names the unit that he stands for."""
    scope = {key: list(values) for key, values in terms.scope.items() if values}
    if terms.role in ("LL", "FZ") and "unit" not in scope:
        scope["unit"] = [person.unit_id]
    return scope


def _own_scope_of(own: Grant) -> dict[str, list[Any]]:
    """Give the scope for a deputy: what is the principal's own unit stays it."""
    scope: dict[str, list[Any]] = dict(own.scope)
    if own.role == "FZ" and "unit" not in scope and own.person.unit_id:
        scope["unit"] = [own.person.unit_id]
    return scope


def _wrong_deputy(actor: Actor, own: Grant, deputy: Person) -> list[str]:
    if own.pk not in {grant.pk for grant in actor.grants} or own.deputy_for_id:
        return ["只能为本人现任的角色委托代理；代理人不能再转委托"]
    if own.role not in DEPUTABLE:
        return [f"{ROLES[own.role]}不能委托代理"]
    if deputy.pk == actor.person.pk:
        return ["不能委托本人"]
    return [*_foreign(actor.body, deputy), *_own_people(own, deputy), *_second_deputy(actor, own)]


def _own_people(own: Grant, deputy: Person) -> list[str]:
    """A head or an assessing office names one of its own people."""
    units = own.scope.get("unit") or [own.person.unit_id]
    if own.role in ("FZ", "ZX") and deputy.unit_id not in units:
        return ["代理人须是本单位的人员"]
    return []


def _second_deputy(actor: Actor, own: Grant) -> list[str]:
    there = live_grants(
        Grant.objects.filter(body=own.body_id, role=own.role, deputy_for=actor.person), actor.today
    )
    return ["该角色已有代理人，请先终止原代理"] if there.exists() else []
