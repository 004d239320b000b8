"""A city's data for the figures of the platform: units, accounts, five years of events, goals and ratings. All invented.

What is many is written in bulk; years are opened, moved on and filled by the acts of the platform. The chain verifies.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from fractions import Fraction
from itertools import cycle, islice
from random import Random

from benchmarks.platform_books import Told, append, file_events
from kaoping.rules import Facts
from kaoping.rules.facts import rows as engine
from kaoping.rules.numbers.points import SCALE
from kaoping.web.core import clock
from kaoping.web.core.models import Body
from kaoping.web.core.proposals import CONFIRMED
from kaoping.web.demo.happened import KINDS, Kind
from kaoping.web.demo.names import GIVEN, SURNAMES, UNITS
from kaoping.web.people.actors import actor_for
from kaoping.web.people.models import Account, Grant, GrantVerdict, Person, Unit, UnitName
from kaoping.web.people.permissions import Actor
from kaoping.web.people.pinyin import pinyin_key
from kaoping.web.records.actions import Paper, file_rows
from kaoping.web.records.loading import load_facts
from kaoping.web.records.models import Filing
from kaoping.web.years.actions import confirm_phase, propose_phase
from kaoping.web.years.models import Year
from kaoping.web.years.opening import open_year
from kaoping.web.years.phases import neighbours

YEARS = (2021, 2022, 2023, 2024, 2025)
SHARES = {"party": 30, "government": 62, "vertical": 24}
"""How 116 units fall into the series of the scheme; other numbers fall in the same proportion."""
PLACES = ("东港", "西岭", "南屿", "北湾", "青屏", "沙洲", "白沙", "石门", "龙山", "凤池")
HOLES = {"conduct.style.exposed.points": "5"}
OFFICE_STAFF = 6
PUBLIC, PANEL = 20, 9
"""Raters of a unit in the public appraisal and in the panels."""


@dataclass(frozen=True)
class Size:
    """How much a city has: units that are assessed, accounts, events of a unit and year, filings that wait."""

    units: int = 116
    accounts: int = 3000
    events: int = 30
    waiting: int = 60
    years: tuple[int, ...] = YEARS


FULL, QUARTER, FEW = Size(), Size(29, 750, 30, 15), Size(6, 80, 4, 3, YEARS[-2:])
"""The city of the figures; a quarter of it; and one whose lists are shorter than a page, with two years only."""


@dataclass
class City:
    """A body with what was made: units that are assessed, offices, staff by role, years by number, last filings."""

    body: Body
    size: Size
    units: list[Unit] = field(default_factory=list)
    offices: dict[str, Unit] = field(default_factory=dict)
    staff: dict[str, list[Person]] = field(default_factory=dict)
    years: dict[int, Year] = field(default_factory=dict)
    waiting: list[Filing] = field(default_factory=list)

    @property
    def year(self) -> Year:
        """Give the newest year."""
        return self.years[max(self.years)]

    def actor(self, role: str, place: int = 0) -> Actor:
        """Give somebody of a role as who acts today."""
        found = actor_for(self.staff[role][place], self.body)
        assert found is not None, f"{role} holds nothing"
        return found

    def login(self, role: str, place: int = 0) -> Account:
        """Give the account of somebody of a role."""
        return Account.objects.get(person=self.staff[role][place])


def make_city(slug: str, size: Size = FULL, seed: int = 1) -> City:
    """Make a city: the same one for the same slug, size and seed."""
    chance = Random(seed)
    city = City(Body.objects.create(slug=slug, name=f"海屿市（{slug}）", kind="city"), size)
    with clock.travel(_morning(size.years[0], 1, 4)):
        _register(city)
        _employ(city, chance)
    for number in size.years:
        _live(city, number, chance)
    _wait(city, chance)
    return city


def _morning(year: int, month: int, day: int) -> datetime:
    return datetime.combine(date(year, month, day), time(9))


# units


def _register(city: City) -> None:
    """Write units and offices into the registry, each with its dated name."""
    beside = [(u.code, u.name, u.short, u.category) for u in UNITS if u.category in ("", "observer")]
    rows = [*_assessed(city.size.units), *beside]
    units = [
        Unit(
            body=city.body, code=c, name=n, short=s, category=k, pinyin=pinyin_key(n), phone=f"0596-2{at:06d}"
        )
        for at, (c, n, s, k) in enumerate(rows)
    ]
    units = Unit.objects.bulk_create(units)
    day = date(2010, 1, 1)
    UnitName.objects.bulk_create(
        [UnitName(unit=u, name=u.name, short=u.short, category=u.category, from_day=day) for u in units]
    )
    city.units, offices = units[: city.size.units], units[city.size.units :]
    city.offices = {unit.short: unit for unit in offices}
    append(city.body, (_told("change-unit", unit, unit.name) for unit in units))


def _assessed(number: int) -> Iterator[tuple[str, str, str, str]]:
    """Give code, name, short name and category of the units that are assessed."""
    for place, (category, share) in enumerate(SHARES.items()):
        wanted = number * share // sum(SHARES.values()) if place else number - _others(number)
        known = [u for u in UNITS if u.category == category]
        letter = "DZC"[place]
        for n, unit in enumerate(islice(known, wanted), 1):
            yield f"{letter}{n:03d}", unit.name, unit.short, category
        for n in range(len(known) + 1, wanted + 1):
            short = f"{PLACES[n % 10]}{('新区', '港区', '园区')[n // 10 % 3]}{('分局', '办事处')[n % 2]}"
            yield f"{letter}{n:03d}", f"海屿市{short}（{letter}{n}）", f"{short}{letter}{n}", category


def _others(number: int) -> int:
    return sum(number * share // sum(SHARES.values()) for share in list(SHARES.values())[1:])


# persons


def _employ(city: City, chance: Random) -> None:
    """Write persons, accounts nobody can log in with, and their roles, confirmed."""
    posts = list(islice(_posts(city), city.size.accounts))
    made = [_person(city.body, chance, unit) for _, unit in posts]
    persons = Person.objects.bulk_create(made, batch_size=1000)
    accounts = [_account(f"{city.body.slug}-{n}", person) for n, person in enumerate(persons, 1)]
    Account.objects.bulk_create(accounts, batch_size=1000)
    for (role, _), person in zip(posts, persons, strict=True):
        city.staff.setdefault(role, []).append(person)
    _grant(city, [role for role, _ in posts], persons)


def _posts(city: City) -> Iterator[tuple[str, Unit | None]]:
    """Give role and own unit of each person: the few first, then liaisons of all units without end."""
    office = city.offices["市效能办"]
    yield from [("SA", None), ("SM", None), ("SX", None), *[("PO", office)] * 12, *[("LX", None)] * 15]
    yield from [("LD", None)] * 9
    yield from ((role, unit) for unit in city.units for role in ("LL", "FZ"))
    yield from (("ZX", unit) for unit in city.offices.values() for _ in range(OFFICE_STAFF))
    yield from (("LL", unit) for unit in cycle(city.units))


def _person(body: Body, chance: Random, unit: Unit | None) -> Person:
    name = chance.choice(SURNAMES) + chance.choice(GIVEN)
    return Person(body=body, name=name, pinyin=pinyin_key(name), unit=unit, phone="0596-2000000")


def _account(login: str, person: Person) -> Account:
    made = Account(login=login, person=person)
    made.set_unusable_password()
    return made


def _grant(city: City, roles: Sequence[str], persons: Sequence[Person]) -> None:
    by, now = persons[0], clock.now()
    grants = [
        Grant(body=city.body, person=person, role=role, scope=_scope(role, person), from_day=date(2020, 1, 1),
              until_day=date(2099, 12, 31), maker=by, made_at=now)
        for role, person in zip(roles, persons, strict=True)
    ]  # fmt: skip
    grants = Grant.objects.bulk_create(grants, batch_size=1000)
    verdicts = [GrantVerdict(proposal=g, checker=by, decided_at=now, outcome=CONFIRMED) for g in grants]
    GrantVerdict.objects.bulk_create(verdicts, batch_size=1000)
    append(city.body, (_told("grant-role", grant, str(grant), role="SM") for grant in grants))


def _scope(role: str, person: Person) -> dict[str, list[int]]:
    return {"unit": [person.unit_id]} if role in ("LL", "FZ") and person.unit_id else {}


def _told(act: str, thing: Unit | Grant, label: str, role: str = "PO") -> Told:
    return Told(clock.now(), None, "装入程序", role, act, f"{thing._meta.label_lower}:{thing.pk}", label)


# years


def _live(city: City, number: int, chance: Random) -> None:
    """Open a year, fill it, and move it on: the newest one is collecting, those before are over."""
    with clock.travel(_morning(number, 1, 5)):
        maker, checker, head = city.actor("PO"), city.actor("PO", 1), city.actor("LX")
        units = [engine.Unit(unit.code, unit.name, unit.category) for unit in city.units]
        city.years[number] = year = open_year(
            city.body,
            str(number),
            f"{number}年度",
            "zhangzhou",
            number,
            units,
            HOLES,
            maker,
            head,
            "collecting",
        )
    file_events(year, list(_reports(city, number, chance)), city.staff["PO"][:2])
    with clock.travel(_morning(number, 12, 28)):
        whole = engine.Cycle(number, date(number, 1, 1), date(number, 12, 31))
        goals, ratings = _goals(units, chance), list(_ratings(units, chance))
        load_facts(maker, checker, year, Facts(whole, units, HOLES, awards=goals, ratings=ratings))
    while number != city.size.years[-1] and _move_on(year, maker, checker):
        year.refresh_from_db()


def _move_on(year: Year, maker: Actor, checker: Actor) -> bool:
    """Move a year into its next phase; say whether it has one."""
    _, after = neighbours(year)
    if after is not None:
        confirm_phase(checker, propose_phase(maker, year, after.id))
    return after is not None


def _reports(city: City, number: int, chance: Random) -> Iterator[tuple[str, datetime, engine.Event]]:
    """Give the events of a year, each with the document and the moment at which it was filed."""
    weights = [kind.times for kind in KINDS]
    for n in range(city.size.units * city.size.events):
        unit = city.units[n % city.size.units]
        kind = chance.choices(KINDS, weights)[0]
        day = date(number, 1, 10) + timedelta(days=chance.randrange(340))
        moment = datetime.combine(day + timedelta(days=5), time(9 + n % 8, n % 60))
        yield f"{kind.mark}〔{number}〕{n}号", moment, _event(chance, kind, unit.code, day, f"E{n + 1:03d}")


def _event(chance: Random, kind: Kind, unit: str, day: date, name: str = "") -> engine.Event:
    return engine.Event(
        name, unit, kind.item, day,
        level=chance.choice(kind.levels) if kind.levels else "",
        amount=Fraction(chance.randint(*kind.amounts) * 10_000) if kind.amounts else None,
        points=chance.randint(*kind.points) * SCALE if kind.points else None,
        note=chance.choice(kind.words),
    )  # fmt: skip


def _goals(units: Iterable[engine.Unit], chance: Random) -> list[engine.Award]:
    return [
        engine.Award(u.id, "goals", chance.randint(3960, 4460) * SCALE // 10, note="年终检查核验")
        for u in units
    ]


def _ratings(units: Iterable[engine.Unit], chance: Random) -> Iterator[engine.Rating]:
    for unit in units:
        for item, group, raters in (("public", "public", PUBLIC), ("comprehensive", "panel", PANEL)):
            for n in range(raters):
                score = Fraction(chance.randint(70, 98))
                yield engine.Rating(f"appraisal.{item}", group, f"{group[:2].upper()}{n:03d}", unit.id, score)


def _wait(city: City, chance: Random) -> None:
    """File events that nobody has confirmed, by the act of filing itself."""
    maker, last = city.actor("PO", 2), city.size.years[-1]
    for n in range(city.size.waiting):
        kind, unit = chance.choice(KINDS), city.units[n % city.size.units]
        day = date(last, 12, 1 + n % 28)
        paper = Paper(f"{kind.mark}〔{last}〕待{n}号", day, kind.office)
        with clock.travel(datetime.combine(day, time(15, n % 60))):
            city.waiting.append(
                file_rows(maker, city.year, "events", [_event(chance, kind, unit.code, day)], paper)
            )
