"""Make the demo: a fictional city, its county and town, two years, by the same acts as the pages do."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date

from django.conf import settings
from django.contrib.auth.hashers import make_password, reset_hashers
from django.db import transaction

from kaoping.web.core.installation import claim
from kaoping.web.demo import desk, founding, other_years, this_year
from kaoping.web.demo.diary import Diary
from kaoping.web.demo.world import World
from kaoping.web.people.models import Account

Tell = Callable[[str], None]


def seed(tell: Tell = lambda _: None) -> World:
    """Fill an empty migrated database; all of it or nothing. `tell` hears how far it is."""
    world, diary = World(), Diary()
    founding.found(world, diary)
    other_years.last_year(world, diary)
    other_years.town(world, diary)
    this_year.year(world, diary)
    with _quick_hashes(), transaction.atomic():
        claim(demo=True)
        diary.live(_by_month(tell))
        desk.lay_out(world)
        _shut_doors()
    return world


def _by_month(tell: Tell) -> Callable[[date, int, int], None]:
    """Tell each month once."""
    told: set[tuple[int, int]] = set()

    def hear(day: date, n: int, of: int) -> None:
        if (day.year, day.month) not in told:
            told.add((day.year, day.month))
            tell(f"  {day.year}年{day.month}月……（{n}/{of}）")

    return hear


@contextmanager
def _quick_hashes() -> Iterator[None]:
    """Hash first passwords quickly: they are all thrown away in the end, and a slow hash takes half a minute."""
    kept = settings.PASSWORD_HASHERS
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    reset_hashers(setting="PASSWORD_HASHERS")
    try:
        yield
    finally:
        settings.PASSWORD_HASHERS = kept
        reset_hashers(setting="PASSWORD_HASHERS")


def _shut_doors() -> None:
    """Take every first password away: in the demo nobody logs in by a password."""
    Account.objects.update(password=make_password(None), must_change=False)
