"""Accounts and roles (账号与授权): who holds what, requests and grants with two persons, administrators, deputies."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from kaoping.web.people import queries
from kaoping.web.people.actions import Unfit, accounts, grants
from kaoping.web.people.forms.accounts import NewAccount, Nominate
from kaoping.web.people.forms.grants import AdministratorForm, DeputyForm, GrantForm
from kaoping.web.people.forms.remarks import Reason, Verdict
from kaoping.web.people.matrix import ADMINISTRATORS, ROLES
from kaoping.web.people.models import Account, AccountRequest, Grant, Nomination, Person
from kaoping.web.people.permissions import may
from kaoping.web.people.routes import Asked, allow
from kaoping.web.people.scopes import with_words
from kaoping.web.people.subjects import Subject

PER_PAGE = 50
SOON = timedelta(days=30)
"""A term that ends within this is shown on top."""
_LOOKERS = ("create-account", "grant-role", "grant-administrator")


def _person(request: Asked, pk: int) -> Person | None:
    return Person.objects.select_related("unit").filter(body=request.actor.body, pk=pk).first()


def _grant(request: Asked, pk: int) -> Grant | None:
    found = Grant.objects.select_related("person__unit", "maker", "deputy_for", "verdict__checker", "end__by")
    return found.filter(body=request.actor.body, pk=pk).first()


def _account(request: Asked, pk: int) -> Account | None:
    return Account.objects.select_related("person").filter(person__body=request.actor.body, pk=pk).first()


def _request(request: Asked, pk: int) -> AccountRequest | None:
    found = AccountRequest.objects.select_related(
        "person__unit", "maker", "verdict__checker", "nomination__unit"
    )
    return found.filter(body=request.actor.body, pk=pk).first()


def _try(request: Asked, form: Form, act: Callable[[], Any], done: str) -> Any:
    """Do an act with a valid form; what is wrong goes to the form. Give the act's result, or None."""
    if request.method != "POST" or not form.is_valid():
        return None
    try:
        result = act()
    except Unfit as unfit:
        for message in unfit.messages:
            form.add_error(None, message)
        return None
    messages.success(request, done)
    return result


@allow(*_LOOKERS)
def people(request: Asked) -> HttpResponse:
    """Who holds what; what waits for the second person; which terms end soon."""
    actor, asked = request.actor, request.GET
    role = asked.get("role", "")
    found = queries.persons_of(
        actor.body, actor.today, words=asked.get("q", "").strip()[:50], role=role if role in ROLES else ""
    )
    rows = Paginator(found, PER_PAGE).get_page(asked.get("page"))
    waiting, soon = (
        list(queries.grants_waiting(actor.body)),
        queries.ends_soon(actor.body, actor.today, actor.today + SOON),
    )
    with_words(
        actor.body, [*waiting, *soon, *(grant for person in rows for grant in getattr(person, "held", ()))]
    )
    told = {
        "rows": rows, "roles": ROLES, "role": role, "grants": waiting, "soon": soon,
        "requests": list(queries.requests_waiting(actor.body)),
        "nominations": list(queries.nominations_open(actor.body)) if "SA" in actor.roles else [],
        **_can(request),
    }  # fmt: skip
    return render(request, "people/people.html", told)


def _can(request: Asked) -> dict[str, bool]:
    """Say what the actor may begin."""
    actor = request.actor
    return {
        "can_open": actor.could("create-account", "1"),
        "sees_requests": actor.could("create-account"),
        "sees_grants": actor.could("grant-role") or actor.could("grant-administrator"),
        "can_grant": actor.could("grant-role", "1"),
        "can_appoint": actor.could("grant-administrator") and actor.body.profile == "city",
    }


@allow(*_LOOKERS, find=_person)
def person(request: Asked, found: Person) -> HttpResponse:
    """The page of a person: accounts, roles in force, and their history."""
    actor = request.actor
    live = queries.live_of(found, actor.body, actor.today)
    history = queries.history_of(found, actor.body)
    with_words(actor.body, [*live, *history])
    told = {
        "person": found, "accounts": list(found.accounts.order_by("id")), "live": live, "history": history,
        "administrators": ADMINISTRATORS, **_can(request),
    }  # fmt: skip
    return render(request, "people/person.html", told)


@allow("create-account", step="1")
def new_account(request: Asked) -> HttpResponse:
    """Propose an account (开户)."""
    actor = request.actor
    pk = request.GET.get("nomination", "")
    asked = Nomination.objects.filter(
        body=actor.body, pk=int(pk) if pk.isdecimal() and len(pk) < 18 else 0
    ).first()
    form = NewAccount(
        actor.body, request.POST or None, nomination=asked, initial={"person": request.GET.get("person")}
    )
    made = _try(
        request, form, lambda: accounts.propose_account(
            actor, form.who(), form.cleaned_data["login"], form.cleaned_data["reason"], asked
        ), "已提交，待安全保密管理员复核。",
    )  # fmt: skip
    if made:
        return redirect("people:account_request", actor.body.slug, made.pk)
    return render(request, "people/account_form.html", {"form": form, "nomination": asked, "title": "开户"})


@allow("create-account", find=_account, step="1")
def change_account(request: Asked, account: Account) -> HttpResponse:
    """Propose to disable, enable or reset an account."""
    kind = request.POST.get("kind") or request.GET.get("kind", "")
    words = dict(AccountRequest.KINDS)
    if kind not in ("disable", "enable", "reset"):
        return redirect("people:person", request.actor.body.slug, account.person_id)
    form = Reason(request.POST or None)
    made = _try(
        request, form,
        lambda: accounts.propose_account_change(request.actor, account, kind, form.cleaned_data["reason"]),
        "已提交，待安全保密管理员复核。",
    )  # fmt: skip
    if made:
        return redirect("people:account_request", request.actor.body.slug, made.pk)
    told = {"form": form, "kind": kind, "title": f"{words[kind]}：{account.login}", "person": account.person}
    return render(request, "people/reason_form.html", told)


@allow("create-account", find=_request)
def account_request(request: Asked, found: AccountRequest) -> HttpResponse:
    """The page of a request about an account; the checker sees the first password once, here."""
    told = {
        "row": found, "is_open": not hasattr(found, "verdict"),
        "may_decide": not hasattr(found, "verdict") and may(request.actor, "create-account", found, "2"),
        "password": request.session.pop(f"first-password:{found.pk}", ""),
    }  # fmt: skip
    return render(request, "people/account_request.html", told)


@allow("create-account", find=_request, step="2")
@require_POST
def decide_account(request: Asked, found: AccountRequest) -> HttpResponse:
    """Check a request about an account."""
    form = Verdict(request.POST)

    def act() -> bool:
        told = form.cleaned_data
        password = accounts.decide_account(request.actor, found, told["outcome"], told["remark"])
        if password:
            request.session[f"first-password:{found.pk}"] = password
        return True

    if not _try(request, form, act, "已办理。"):
        _say(request, form)
    return redirect("people:account_request", request.actor.body.slug, found.pk)


def _say(request: Asked, form: Form) -> None:
    for message in [m for found in form.errors.values() for m in found]:
        messages.error(request, str(message))


@allow("grant-role", find=_person, step="1")
def new_grant(request: Asked, found: Person) -> HttpResponse:
    """Propose a role for a person."""
    form = GrantForm(request.actor.body, request.POST or None)
    made = _try(
        request,
        form,
        lambda: grants.propose_grant(request.actor, found, form.terms()),
        "已提交，待绩效办复核后生效。",
    )
    if made:
        return redirect("people:grant", request.actor.body.slug, made.pk)
    return render(request, "people/grant_form.html", {"form": form, "person": found, "title": "授予角色"})


@allow("grant-role", find=_grant, step="1")
def change_grant(request: Asked, found: Grant) -> HttpResponse:
    """Propose another scope or term."""
    form = GrantForm(request.actor.body, request.POST or None, grant=found)
    made = _try(
        request,
        form,
        lambda: grants.propose_terms(request.actor, found, form.terms()),
        "已提交，待绩效办复核后生效。",
    )
    if made:
        return redirect("people:grant", request.actor.body.slug, made.pk)
    return render(
        request, "people/grant_form.html", {"form": form, "person": found.person, "title": "调整范围、期限"}
    )


@allow("grant-role", find=_grant, step="1")
def take_grant(request: Asked, found: Grant) -> HttpResponse:
    """Propose to take a role away (收回)."""
    form = Reason(request.POST or None)
    made = _try(
        request, form, lambda: grants.propose_taking(request.actor, found, form.cleaned_data["reason"]),
        "已提交，待绩效办复核；复核后立即失效。",
    )  # fmt: skip
    if made:
        return redirect("people:grant", request.actor.body.slug, made.pk)
    return render(
        request, "people/reason_form.html", {"form": form, "title": f"收回：{found}", "person": found.person}
    )


@allow("grant-role", "grant-administrator", find=_grant)
def grant(request: Asked, found: Grant) -> HttpResponse:
    """The page of a grant: who proposed what for whom, and what the second person says."""
    is_open = not hasattr(found, "verdict")
    previous = (
        Grant.objects.filter(lineage=found.lineage, version__lt=found.version).order_by("-version").first()
    )
    with_words(request.actor.body, [found, *([previous] if previous else [])])
    told = {
        "row": found, "previous": previous, "is_open": is_open, "role_words": ROLES.get(found.role, found.role),
        "may_decide": is_open and may(request.actor, "grant-role", found, "2"),
    }  # fmt: skip
    return render(request, "people/grant.html", told)


@allow("grant-role", find=_grant, step="2")
@require_POST
def decide_grant(request: Asked, found: Grant) -> HttpResponse:
    """Confirm or return a grant."""
    form = Verdict(request.POST)

    def act() -> bool:
        grants.decide_grant(request.actor, found, form.cleaned_data["outcome"], form.cleaned_data["remark"])
        return True

    if not _try(request, form, act, "已办理。"):
        _say(request, form)
    return redirect("people:grant", request.actor.body.slug, found.pk)


@allow("grant-administrator")
def new_administrator(request: Asked) -> HttpResponse:
    """Grant one of the three administrator roles."""
    actor = request.actor
    term = {"from_day": actor.today, "until_day": actor.today.replace(month=12, day=31)}
    form = AdministratorForm(actor.body, request.POST or None, initial=term)
    made = _try(
        request, form,
        lambda: grants.grant_administrator(actor, form.cleaned_data["person"], form.terms()), "已授予。",
    )  # fmt: skip
    if made:
        return redirect("people:person", actor.body.slug, made.person_id)
    return render(request, "people/administrator_form.html", {"form": form, "title": "授予三员"})


@allow("grant-administrator", find=_grant)
def take_administrator(request: Asked, found: Grant) -> HttpResponse:
    """Take one of the three administrator roles away."""
    form = Reason(request.POST or None)

    def act() -> bool:
        grants.take_administrator(request.actor, found, form.cleaned_data["reason"])
        return True

    if _try(request, form, act, "已收回，立即失效。"):
        return redirect("people:person", request.actor.body.slug, found.person_id)
    return render(
        request, "people/reason_form.html", {"form": form, "title": f"收回：{found}", "person": found.person}
    )


@allow("propose-user")
def nominate(request: Asked) -> HttpResponse:
    """Ask for a user of the own unit."""
    form = Nominate(request.actor, request.POST or None)
    made = _try(
        request, form, lambda: accounts.nominate(
            request.actor, form.who(), form.cleaned_data["role"], form.cleaned_data["reason"]
        ), "已提交，由系统管理员办理。",
    )  # fmt: skip
    if made:
        return redirect("people:nominate", request.actor.body.slug)
    mine = Nomination.objects.filter(body=request.actor.body, maker=request.actor.person).select_related(
        "unit"
    )
    told = {
        "form": form,
        "mine": mine.prefetch_related("requests__verdict").order_by("-id")[:20],
        "roles": ROLES,
    }
    return render(request, "people/nominate.html", told)


@allow("name-deputy")
def deputies(request: Asked) -> HttpResponse:
    """The own roles, their deputies, and the form to name one."""
    actor = request.actor
    own = [g.pk for g in actor.grants if g.role in grants.DEPUTABLE and not g.deputy_for_id]
    form = DeputyForm(actor, own, request.POST or None)
    made = _try(
        request, form, lambda: grants.name_deputy(
            actor, form.cleaned_data["grant"], form.cleaned_data["deputy"], form.cleaned_data["until_day"],
            form.cleaned_data["reason"],
        ), "已委托，即日起由代理人办理。",
    )  # fmt: skip
    if made:
        return redirect("people:deputies", actor.body.slug)
    there = queries.deputies_of(actor.person, actor.body, actor.today)
    with_words(actor.body, there)
    told = {"form": form, "deputies": there, "own": own, "roles": ROLES}
    return render(request, "people/deputies.html", told)


def _own_deputy(request: Asked, pk: int) -> Any:
    """Give a deputy's grant as what it is for his principal: his own."""
    found = _grant(request, pk)
    return DeputyGrant(found) if found and found.deputy_for_id == request.actor.person.pk else None


@dataclass(frozen=True)
class DeputyGrant:
    """A deputy's grant, which hangs on the principal."""

    grant: Grant

    def subject(self) -> Subject:
        return Subject(self.grant.body_id, person=self.grant.deputy_for_id)


@allow("name-deputy", find=_own_deputy)
@require_POST
def end_deputy(request: Asked, found: DeputyGrant) -> HttpResponse:
    """End a deputy's right before its day."""
    form = Reason(request.POST)

    def act() -> bool:
        grants.end_deputy(request.actor, found.grant, form.cleaned_data["reason"])
        return True

    if not _try(request, form, act, "代理已终止。"):
        _say(request, form)
    return redirect("people:deputies", request.actor.body.slug)
