"""How the demo begins: bodies, the first persons, the registry of units, accounts and roles, each by two persons."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict
from datetime import date

from kaoping.web.core import audit, clock
from kaoping.web.core.models import Body
from kaoping.web.core.proposals import CONFIRMED
from kaoping.web.demo import cast
from kaoping.web.demo.cast import Part
from kaoping.web.demo.diary import Diary, workday
from kaoping.web.demo.joining import END, Joining, terms
from kaoping.web.demo.names import CITY, COUNTY, TOWN, UNITS, UnitName
from kaoping.web.demo.world import World
from kaoping.web.people.actions.grants import grant_administrator
from kaoping.web.people.actions.registry import decide_change, propose_change, settle_names
from kaoping.web.people.models import Account, Grant, GrantVerdict, Person
from kaoping.web.people.registry import Change, Details

BEGIN = date(2024, 1, 2)
"""The first day."""
RENAMED, BEFORE, RENAMED_ON = "Z02", "市经委", date(2025, 1, 1)
"""The unit that got another name, its name before, and since when it has the new one."""


def found(world: World, diary: Diary) -> None:
    """Note how everything begins."""
    for slug, name, kind, profile, parent in (
        (CITY, "海屿市", "city", "city", ""),
        (COUNTY, "东湾县", "county", "city", ""),
        (TOWN, "白沙镇", "town", "town", COUNTY),
    ):
        body = Body(slug=slug, name=name, kind=kind, profile=profile)
        diary.note(BEGIN, lambda body=body, parent=parent: _body(world, body, parent), 8)  # type: ignore[misc]
    for slug, parts in cast.ADMINISTRATORS.items():
        for part in parts:
            diary.note(BEGIN, lambda slug=slug, part=part: _administrator(world, slug, part), 10)  # type: ignore[misc]
    _city(world, diary)
    _town(world, diary)


def _body(world: World, body: Body, parent: str) -> None:
    """Set up a body with its first persons: whoever installs the platform does this, by a paper of the body's own."""
    body.parent = world.bodies.get(parent)
    body.save()
    world.bodies[body.slug] = body
    for part in (*cast.FOUNDERS[body.slug], *cast.ADMINISTRATORS.get(body.slug, ())):
        person = Person.objects.create(body=body, name=part.name, post=part.post)
        Account.objects.create_user(part.login, person)
        world.persons[body.slug, part.key] = person
    for part in cast.FOUNDERS[body.slug]:
        for role in part.roles:
            _first_grant(world, world.persons[body.slug, part.key], role)


def _first_grant(world: World, person: Person, role: str) -> None:
    leader = world.persons[person.body.slug, "leader"]
    grant = Grant(
        body=person.body, person=person, role=role, from_day=BEGIN, until_day=END, maker=leader,
        made_at=clock.now(), reason="平台初始设置",
    )  # fmt: skip
    grant.save()
    GrantVerdict(proposal=grant, checker=leader, decided_at=clock.now(), outcome=CONFIRMED).save()
    audit.write(
        person.body,
        audit.SYSTEM,
        "grant-role",
        f"people.grant:{grant.pk}",
        label=str(grant),
        reason="平台初始设置",
    )


def _administrator(world: World, slug: str, part: Part) -> None:
    for role in part.roles:
        grant_administrator(
            world.actor(slug, "leader"), world.persons[slug, part.key], terms(role, "三员分设")
        )


def _city(world: World, diary: Diary) -> None:
    first, *others = cast.city_parts()
    Joining(world, diary, CITY, first).note(workday(BEGIN), (13, 14, 15, 16))
    day = workday(BEGIN, 1)
    _register(world, diary, CITY, UNITS, "海委编〔2023〕41号", day, ("clerk", "director"))
    diary.note(day, lambda: _seat(world, CITY, (cast.FOUNDERS[CITY][1], first)), 11)
    for n, part in enumerate(others):
        Joining(world, diary, CITY, part).note(workday(day, 1 + n // 45))
    _rename(world, diary)


def _town(world: World, diary: Diary) -> None:
    part, day = cast.CLERK_OF_TOWN, date(2025, 1, 3)
    Joining(world, diary, TOWN, part).note(day)
    day = workday(day, 1)
    _register(world, diary, TOWN, cast.town_units(), "白委〔2025〕1号", day, ("clerk", "leader"))
    diary.note(day, lambda: _seat(world, TOWN, (part,)), 11)


def _register(
    world: World, diary: Diary, slug: str, units: Sequence[UnitName], document: str, day: date, keys: tuple[str, str]
) -> None:  # fmt: skip
    """Note that one proposes the first registry of units and another confirms it."""
    phones = cast.phones(len(units))
    new = tuple(_details(unit, phone) for unit, phone in zip(units, phones, strict=True))
    change = Change("import", day, document, "首次登记单位名录", new=new)
    proposed = diary.note(day, lambda: propose_change(world.actor(slug, keys[0]), change), 9)
    diary.note(day, lambda: decide_change(world.actor(slug, keys[1]), proposed.found, CONFIRMED), 10)
    diary.note(day, lambda: world.read_units(slug), 10)


def _details(unit: UnitName, phone: str) -> Details:
    """Give what the registry says of a unit at first."""
    if unit.code == RENAMED:
        return Details(unit.code, f"海屿{BEFORE}", BEFORE, cast.SERIES[unit.category], phone)
    return Details(unit.code, unit.name, unit.short, cast.SERIES[unit.category], phone)


def _seat(world: World, slug: str, parts: Iterable[Part]) -> None:
    """Say of persons who were there before the registry to which unit they belong."""
    for part in parts:
        person = world.persons[slug, part.key]
        person.unit = world.units[slug, part.unit]
        person.save()
    world.forget()


def _rename(world: World, diary: Diary) -> None:
    proposed = diary.note(
        date(2024, 12, 25), lambda: propose_change(world.actor(CITY, "clerk"), _new_name(world))
    )
    diary.note(
        date(2024, 12, 27), lambda: decide_change(world.actor(CITY, "director"), proposed.found, CONFIRMED)
    )
    diary.note(date(2025, 1, 2), lambda: settle_names(world.bodies[CITY], clock.today()), 7)
    diary.note(date(2025, 1, 2), lambda: world.read_units(CITY), 7)


def _new_name(world: World) -> Change:
    unit = next(unit for unit in UNITS if unit.code == RENAMED)
    old = Details.of(world.units[CITY, RENAMED])
    new = Details(**{**asdict(old), "name": unit.name, "short": unit.short})
    return Change("rename", RENAMED_ON, "海委编〔2024〕36号", "职能调整，增加商贸管理", changed=(new,))
