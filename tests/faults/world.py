"""The world of the long runs: a city in its running year. `python -m tests.faults.world` writes it and tells it:

sessions of its clerks, the address of the form of an event, codes of units."""

from __future__ import annotations

import json
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from kaoping.rules.facts.rows import Event
from kaoping.schemes import find
from kaoping.tables.opening import open_case

if TYPE_CHECKING:
    from tests.web.worlds import World

SCHEME, CASE = "zhangzhou", "shared-1"
CHECKERS = ("po2", "po3", "po4", "po5")
"""Keys of those who confirm; po1 files."""


@lru_cache(maxsize=1)
def events() -> tuple[Event, ...]:
    """Give events that the scheme takes, without numbers."""
    package = find(SCHEME)
    facts = open_case(package, next(c.facts for c in package.cases if c.name == CASE))[1]
    return tuple(event._replace(id="", matter="") for event in facts.events)


def build() -> World:
    """Write the city, its year, and three more persons of the 绩效办."""
    from django.conf import settings
    from django.contrib.auth import hashers

    from tests.web import worlds

    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    hashers.get_hashers.cache_clear()
    here = worlds.city()
    for key in CHECKERS[1:]:
        here[key] = worlds.person(here.body, f"复核{key}", login=f"haiyu-{key}")
        worlds.grant(here[key], "PO")
    here["year"] = worlds.year(here, SCHEME, CASE)
    return here


def session_of(person: Any) -> str:
    """Give the cookie of a session of this person."""
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.sessions.backends.db import SessionStore

    account, made = person.accounts.get(), SessionStore()
    made[SESSION_KEY] = str(account.pk)
    made[BACKEND_SESSION_KEY] = "django.contrib.auth.backends.ModelBackend"
    made[HASH_SESSION_KEY] = account.get_session_auth_hash()
    made.save()
    return str(made.session_key)


def main() -> None:
    """Write the world, and print the sessions of its clerks."""
    import django

    django.setup()
    here = build()
    told = {
        "sessions": [session_of(here[key]) for key in ("po1", *CHECKERS)],
        "form": f"/{here.body.slug}/{here['year'].slug}/events/new/",
        "units": sorted({event.unit for event in events()}),
    }
    print(json.dumps(told))


if __name__ == "__main__":
    main()
