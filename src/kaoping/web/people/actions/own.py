"""Acts upon oneself, outside the matrix: login, logout, password. Logged in the person's own body (等保三级 安全审计)."""

from __future__ import annotations

from django.db import transaction

from kaoping.web.core import audit, clock
from kaoping.web.core.audit import Who
from kaoping.web.core.models import Entry
from kaoping.web.people.actors import grants_of
from kaoping.web.people.models import Account


def log_own(account: Account, act: str) -> Entry:
    """Log login, login-failed, logout: which account, in the person's first role (so that SX finds administrators)."""
    person = account.person
    grants = grants_of(person, clock.today())
    who = Who(person.pk, person.name, grants[0].role if grants else "")
    with transaction.atomic():
        return audit.write(person.body, who, act, f"people.account:{account.pk}", label=account.login)


def change_password(account: Account, password: str) -> None:
    """Give the account another password; other sessions of it end."""
    with transaction.atomic():
        account.set_password(password)
        account.must_change = False
        account.save(update_fields=["password", "must_change"])
        log_own(account, "change-password")
