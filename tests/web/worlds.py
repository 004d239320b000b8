"""Small worlds for tests of the platform: plain functions that write bodies, units, persons and roles.

How to write a test:

- `pytestmark = pytest.mark.django_db` (or the `db` fixture): each test is one transaction that is rolled back.
  Rows that are written once cannot be deleted, so `transactional_db`, `live_server` and TransactionTestCase,
  which empty all tables, do not work.
- `here = city()` gives a city with units and a person for each role: `here["po1"]`, `here["ll"]` …;
  `client_of(here["po1"]).get("/haiyu/")` asks as this person; `actor_of(here["po1"])` gives the Actor for actions;
  `year(here)` a year in force that runs, with the participants of a worked case and no facts.
- What needs several connections (races, a killed server) runs in processes of its own on a database of its own:
  `servers.py` has `fresh_database()` and `Server`.

A person made by `grant(…)` holds the role from 2020 to 2099, confirmed, without passing the four eyes.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from django.test import Client

from kaoping.schemes import find
from kaoping.tables.opening import open_case
from kaoping.web.core import clock
from kaoping.web.core.models import Body
from kaoping.web.core.proposals import CONFIRMED
from kaoping.web.people.actors import actor_for
from kaoping.web.people.models import Account, Grant, GrantVerdict, Person, Unit
from kaoping.web.people.permissions import Actor
from kaoping.web.years.models import Participant, Year, YearProposal, YearVerdict
from kaoping.web.years.packages import store

PASSWORD = "haiyu-2026-考评"
"""The password of every account made here."""
BACKEND = "django.contrib.auth.backends.ModelBackend"


def body(slug: str = "haiyu", name: str = "海屿市", kind: str = "city", **more: Any) -> Body:
    """Make a body."""
    return Body.objects.create(slug=slug, name=name, kind=kind, **more)


def unit(of: Body, code: str, name: str, category: str = "", **more: Any) -> Unit:
    """Make a unit of the registry."""
    return Unit.objects.create(body=of, code=code, name=name, category=category, **more)


def person(of: Body, name: str, own: Unit | None = None, *, login: str = "") -> Person:
    """Make a person with an account; login: the person's id unless told."""
    made = Person.objects.create(body=of, name=name, unit=own)
    Account.objects.create_user(login or f"p{made.pk}", made, PASSWORD)
    return made


def grant(
    to: Person,
    role: str,
    where: Body | None = None,
    scope: dict[str, list[Any]] | None = None,
    *,
    since: date = date(2020, 1, 1),
    until: date = date(2099, 12, 31),
    confirmed: bool = True,
) -> Grant:
    """Give a role to a person for a body (the person's own unless told): the grant and its verdict."""
    now = clock.now()
    made = Grant(
        body=where or to.body, person=to, role=role, scope=scope or {}, from_day=since, until_day=until,
        maker=to, made_at=now,
    )  # fmt: skip
    made.save()
    if confirmed:
        GrantVerdict(proposal=made, checker=to, decided_at=now, outcome=CONFIRMED).save()
    return made


def actor_of(who: Person, where: Body | None = None) -> Actor:
    """Give the actor that a person is, today, for a body (the person's own unless told)."""
    found = actor_for(who, where or who.body)
    assert found is not None, f"{who} holds no role in force"
    return found


def client_of(who: Person, **more: Any) -> Client:
    """Give a test client that is logged in as a person."""
    client = Client(**more)
    client.force_login(who.accounts.get(), backend=BACKEND)
    return client


UNITS = (
    ("A01", "市发展和改革局", "政府部门"),
    ("A02", "市教育局", "政府部门"),
    ("A03", "市卫生健康局", "政府部门"),
    ("B01", "东港区", "县区"),
    ("B02", "西岭县", "县区"),
    ("Z01", "市督查局", ""),
    ("Z02", "市信访局", ""),
)
"""Code, name and category of the units of `city()`; Z01 and Z02 give facts and take no part."""
STAFF = (
    # key, name, role, own unit, scope
    ("po1", "周启明", "PO", "", None),
    ("po2", "吴晓岚", "PO", "", None),
    ("zx", "郑立新", "ZX", "Z01", None),
    ("zx2", "王素琴", "ZX", "Z02", None),
    ("ll", "冯小雨", "LL", "A01", "unit"),
    ("ll2", "陈建国", "LL", "A02", "unit"),
    ("fz", "褚卫东", "FZ", "A01", "unit"),
    ("lx", "蒋文博", "LX", "", None),
    ("lx2", "韩雪", "LX", "", None),
    ("ld", "沈国强", "LD", "", None),
    ("sl", "杨振华", "SL", "", None),
    ("jc", "朱秀英", "JC", "", None),
    ("df", "秦朗", "DF", "", None),
    ("sa", "尤佳", "SA", "", None),
    ("sm", "许宁", "SM", "", None),
    ("sx", "何静", "SX", "", None),
)
"""Persons of `city()`, one or two for each role."""


class World(dict[str, Any]):
    """What `city()` made: `body`, units by code, persons by key, each also by subscription: here["po1"]."""

    @property
    def body(self) -> Body:
        found: Body = self["body"]
        return found


def city(slug: str = "haiyu", name: str = "海屿市") -> World:
    """Make a city (海屿市) with seven units and a person for each role of the matrix, all in force."""
    of = body(slug, name)
    here = World(body=of)
    for code, words, category in UNITS:
        here[code] = unit(of, code, words, category)
    for key, who, role, own, narrowed in STAFF:
        here[key] = person(of, who, here.get(own), login=f"{slug}-{key}")
        grant(here[key], role, scope={"unit": [here[own].pk]} if narrowed else None)
    return here


def year(here: World, scheme: str = "zhangzhou", case: str = "shared-1", *, phase: str = "running") -> Year:
    """Make a year in force, without facts: package, holes, days and participants of a worked case of the scheme."""
    facts = open_case(find(scheme), next(c.facts for c in find(scheme).cases if c.name == case))[1]
    cycle, maker, now = facts.cycle, here["po1"], clock.now()
    made = Year.objects.create(
        body=here.body, slug=f"y{cycle.year}", name=f"{cycle.year} 年度", number=cycle.year, package=store(find(scheme)),
        first_day=cycle.first_day, last_day=cycle.last_day, opened_on=cycle.first_day, phase=phase, phase_kind=phase,
    )  # fmt: skip
    proposal = YearProposal(
        year=made, package=made.package, phase=phase, maker=maker, made_at=now, holes=dict(facts.holes)
    )
    proposal.save()
    YearVerdict(proposal=proposal, checker=here["lx"], decided_at=now, outcome=CONFIRMED).save()
    for position, one in enumerate(facts.units):
        registered = unit(here.body, f"{made.slug}-{one.id}", one.name, one.category)
        Participant.objects.create(
            year=made, unit=registered, code=one.id, name=one.name, category=one.category, observer=one.observer,
            parent=one.parent, position=position,
        )  # fmt: skip
    return made
