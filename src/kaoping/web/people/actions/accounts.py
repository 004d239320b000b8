"""Accounts (账号): SA proposes, SM checks; an office asks for a user; the first password is shown once.

Source: permission matrix, rows "create, disable account" and "propose user for own unit" (三员分设).
"""

from __future__ import annotations

import re
import secrets
from dataclasses import dataclass

from django.urls import reverse

from kaoping.web.core import clock, tasks
from kaoping.web.core.models import Body
from kaoping.web.core.proposals import CONFIRMED, waiting
from kaoping.web.people.acting import acting
from kaoping.web.people.actions import Unfit, decide
from kaoping.web.people.matrix import ADMINISTRATORS, ROLES
from kaoping.web.people.models import Account, AccountRequest, AccountVerdict, Nomination, Person, Unit
from kaoping.web.people.permissions import Actor
from kaoping.web.people.subjects import Subject

_LOGIN = re.compile(r"[a-z0-9][a-z0-9._-]{2,29}", re.ASCII)
_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
"""What a first password is made of: nothing that looks like something else when it is read out."""


@dataclass(frozen=True)
class NewPerson:
    """A person who is not known yet; `other`: another one than the known person of the same name."""

    name: str
    unit: Unit | None = None
    post: str = ""
    phone: str = ""
    other: bool = False


def nominate(actor: Actor, who: NewPerson, role: str, reason: str = "") -> Nomination:
    """Ask for a user of the own unit (用户申请); SA takes it up. Raises: Unfit, Refused, Hidden."""
    subject = Subject(
        actor.body.pk, unit=who.unit.pk if who.unit else None, makers=frozenset({actor.person.pk})
    )
    with acting(actor, "propose-user", subject) as log:
        if role not in ROLES or role in (*ADMINISTRATORS, "GZ", "XT"):
            raise Unfit("三员由领导小组授予，不能申请")
        asked = Nomination(
            body=actor.body, unit=who.unit, name=who.name, post=who.post, phone=who.phone, role=role,
            reason=reason, maker=actor.person, made_at=clock.now(),
        )  # fmt: skip
        asked.save()
        url = f"{reverse('people:new_account', args=[actor.body.slug])}?nomination={asked.pk}"
        tasks.ask(actor.body, f"nomination:{asked.pk}", "SA", f"用户申请：{who.name}", url)
        log(asked, after={"role": role, "unit": str(who.unit or "")}, reason=reason)
    return asked


def propose_account(
    actor: Actor,
    person: Person | NewPerson,
    login: str,
    reason: str = "",
    nomination: Nomination | None = None,
) -> AccountRequest:
    """Propose an account (开户) for a person, known or new. Raises: Unfit, Refused, Hidden."""
    with acting(actor, "create-account", actor.body, "1") as log:
        _check_login(login)
        known = person if isinstance(person, Person) else _register(actor.body, person)
        _check_body(actor.body, known)
        request = _request(actor, known, login, "create", reason, nomination)
        log(request, after={"login": login, "person": known.pk, "name": known.name}, reason=reason)
        if nomination:
            tasks.done(actor.body, f"nomination:{nomination.pk}")
    return request


def propose_account_change(actor: Actor, account: Account, kind: str, reason: str) -> AccountRequest:
    """Propose to disable or enable an account, or to give it a new first password. Raises: Unfit, Refused, Hidden."""
    with acting(actor, "create-account", actor.body, "1") as log:
        _check_body(actor.body, account.person)
        if kind not in ("disable", "enable", "reset"):
            raise Unfit("没有这种账号变更")
        if kind != "reset" and account.is_active == (kind == "enable"):
            raise Unfit(f"账号 {account.login} 已经{'启用' if account.is_active else '停用'}")
        if waiting(AccountRequest.objects.filter(login=account.login)).exists():
            raise Unfit(f"账号 {account.login} 另有待复核的申请")
        request = _request(actor, account.person, account.login, kind, reason)
        log(request, after={"login": account.login, "kind": kind}, reason=reason)
    return request


def decide_account(actor: Actor, request: AccountRequest, outcome: str, remark: str = "") -> str:
    """Check a request (复核); confirmed, it is carried out. Give the first password where there is a new one.

    Raises: Unfit, Refused, Hidden.
    """
    with acting(actor, "create-account", request, "2") as log:
        decide(AccountVerdict, request, actor, outcome, remark)
        password = _carry_out(request) if outcome == CONFIRMED else ""
        tasks.done(actor.body, f"account:{request.pk}")
        log(request, after={"outcome": outcome, "login": request.login, "kind": request.kind}, reason=remark)
    return password


def _request(
    actor: Actor, person: Person, login: str, kind: str, reason: str, nomination: Nomination | None = None
) -> AccountRequest:
    request = AccountRequest(
        body=actor.body, person=person, login=login, kind=kind, reason=reason, maker=actor.person,
        made_at=clock.now(), nomination=nomination,
    )  # fmt: skip
    request.save()
    url = reverse("people:account_request", args=[actor.body.slug, request.pk])
    tasks.ask(actor.body, f"account:{request.pk}", "SM", f"复核账号：{request}", url)
    return request


def _carry_out(request: AccountRequest) -> str:
    """Make or change the account; give its first password, or "" where it keeps the one it has."""
    password = first_password() if request.kind in ("create", "reset") else ""
    if request.kind == "create":
        _check_login(request.login, own=request)
        account = Account(login=request.login, person=request.person)
    else:
        account = Account.objects.select_for_update().get(login=request.login)
        account.is_active = request.kind != "disable" and (request.kind == "enable" or account.is_active)
    if password:
        account.set_password(password)
        account.must_change = True
    account.save()
    return password


def first_password() -> str:
    """Give a first password (初始密码) of 12 letters and digits, in groups of four."""
    return "-".join("".join(secrets.choice(_LETTERS) for _ in range(4)) for _ in range(3))


def _check_login(login: str, own: AccountRequest | None = None) -> None:
    if not _LOGIN.fullmatch(login):
        raise Unfit("登录名用 3 至 30 个小写字母、数字、点、横线，以字母或数字开头")
    asked = waiting(AccountRequest.objects.filter(login=login, kind="create")).exclude(
        pk=own.pk if own else None
    )
    if Account.objects.filter(login=login).exists() or asked.exists():
        raise Unfit(f"登录名 {login} 已被使用或已在申请中，请另取一个")


def _check_body(body: Body, person: Person) -> None:
    if person.body_id != body.pk:
        raise Unfit("该人员不属于本考评主体")


def _register(body: Body, new: NewPerson) -> Person:
    """Write down a person, unless one of this name is known who may be the same: one person, one entry."""
    known = Person.objects.filter(body=body, name=new.name).first()
    if known and not new.other:
        at = f"（{known.unit}）" if known.unit else ""
        raise Unfit(f"已登记有{known.name}{at}：同一人请从人员中选；确为同名的另一人，请勾选“同名的另一人”")
    return Person.objects.create(body=body, name=new.name, unit=new.unit, post=new.post, phone=new.phone)
