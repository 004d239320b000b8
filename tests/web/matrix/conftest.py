"""The world of this folder: built once, in a transaction that is rolled back at the end; each test is a savepoint."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import transaction

from kaoping.web.people.models import Account
from kaoping.web.results import trial
from tests.web.matrix.town import build_city, build_town, session_of
from tests.web.worlds import World


@pytest.fixture(scope="package")
def built(django_db_setup: None, django_db_blocker: Any) -> Iterator[World]:
    """Build the world once."""
    with django_db_blocker.unblock(), transaction.atomic():
        trial.forget()
        here = build_city("haiyu", "海屿市")
        here["there"] = build_city("other", "别市")
        here["town"] = build_town(here.body)
        here["sessions"] = {account.login: session_of(account) for account in Account.objects.all()}
        yield here
        transaction.set_rollback(True)
    trial.forget()


@pytest.fixture
def here(built: World, db: None) -> Iterator[World]:
    """Give the world; what a test does to it is undone, and what was computed from that is forgotten."""
    yield built
    trial.forget()
