"""Draws the facts of a world."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction
from random import Random

from kaoping.rules.facts.rows import Award, Decision, Event, Facts, Rating, Unit, Value
from tests.laws.worlds.data import CATEGORIES, CYCLE, QUARTERS, LeafData, World
from tests.laws.worlds.draw import VALUED, Wants


def facts(chance: Random, world: World, wants: Wants) -> Facts:
    """Draw units, events, values, ratings, awards and decisions."""
    size = chance.randint(1, 5)
    units = [
        Unit(f"u{n}", f"单位{n}", chance.choice(CATEGORIES), chance.random() < 0.04) for n in range(size)
    ]
    events = [
        new_event(chance, world, unit, f"e{unit.id}{n:02d}")
        for unit in units
        for n in range(chance.randint(0, 7))
    ]
    leaves = world.leaves
    found = Facts(
        cycle=CYCLE,
        units=units,
        events=[event for event in events if event is not None],
        values=[row for unit in units for row in _values(chance, world, unit)],
        ratings=[row for unit in units for leaf in leaves for row in ratings(chance, leaf, unit, units)],
        awards=[row for unit in units for leaf in leaves for row in _award(chance, leaf, unit)],
    )
    decisions = {(d.unit, d.kind, d.target): d for d in _decisions(chance, world, found, wants)}
    return replace(found, decisions=list(decisions.values()))


def applies(leaf: LeafData | None, unit: Unit) -> bool:
    """Say whether a leaf applies to a unit."""
    return leaf is None or not leaf.only or leaf.only == unit.category


def new_event(chance: Random, world: World, unit: Unit, name: str, sign: int | None = None) -> Event | None:
    """Make an event of some rule that applies to a unit (of one sign, if asked), or None."""
    choices = [
        (path, rule)
        for path, (leaf, rule) in world.rules.items()
        if applies(leaf, unit) and sign in (None, rule.sign)
    ]
    if not choices:
        return None
    path, rule = chance.choice(choices)
    return Event(
        id=name,
        unit=unit.id,
        item=path,
        date=date(2024, 12, 20) + timedelta(days=chance.randint(0, 400)),
        count=chance.choice((1, 1, 1, 2, 3)),
        level=chance.choice(tuple(rule.rate)) if isinstance(rule.rate, dict) else "",
        circumstances=("reported",) if rule.circumstance and chance.random() < 0.5 else (),
        points=chance.randint(*rule.rate) * 1000 if isinstance(rule.rate, tuple) else None,
        matter=chance.choice(("", "", "m1", "m2")),
        role=chance.choice(("", "lead", "joint")) if rule.share else "",
        exempt="自查" if rule.exempt and chance.random() < 0.3 else "",
    )


# measured and given numbers


def _values(chance: Random, world: World, unit: Unit) -> Iterator[Value]:
    for name in world.auxiliary:
        if chance.random() < 0.9:
            yield Value(unit.id, name, _measured(chance))
    for leaf in world.leaves:
        if leaf.kind in VALUED and leaf.measured is None and applies(leaf, unit):
            yield from _of_leaf(chance, leaf, unit)


def _of_leaf(chance: Random, leaf: LeafData, unit: Unit) -> Iterator[Value]:
    if leaf.missing == "latest" and chance.random() < 0.5:
        yield Value(unit.id, leaf.id, _measured(chance), _base(chance, leaf), "2023")
        yield Value(unit.id, leaf.id, _measured(chance), _base(chance, leaf), "2024")
    if leaf.periods is None:
        if chance.random() < 0.9:
            yield Value(
                unit.id,
                leaf.id,
                _measured(chance),
                _base(chance, leaf),
                "2025" if leaf.missing == "latest" else "",
            )
        return
    for quarter in QUARTERS:
        if chance.random() < 0.95:
            yield Value(unit.id, leaf.id, _measured(chance), _base(chance, leaf), quarter)


def _measured(chance: Random) -> Fraction:
    return Fraction(chance.choice((0, 200, 600, 800, *(chance.randint(0, 1200) for _ in range(6)))), 10)


def _base(chance: Random, leaf: LeafData) -> Fraction | None:
    """Give a base for a ratio; whether a base of 0 counts in a merged year is not drawn."""
    if leaf.kind != "proportional":
        return None
    return Fraction(chance.choice((3, 7, 100) if leaf.periods else (0, 3, 7, 100)))


def ratings(chance: Random, leaf: LeafData, unit: Unit, units: list[Unit]) -> list[Rating]:
    """Draw the ratings of an item for a unit, perhaps its own among them."""
    if leaf.kind != "rating" or not applies(leaf, unit):
        return []
    raters = [f"p{n}" for n in range(4)] + [u.id for u in units]
    return [
        Rating(leaf.id, group, rater, unit.id, Fraction(chance.randint(0, 1000), 10))
        for group in ("r1", "r2")
        for rater in chance.sample(raters, chance.randint(0, len(raters)))
    ]


def _award(chance: Random, leaf: LeafData, unit: Unit) -> list[Award]:
    if leaf.kind != "award" or chance.random() < 0.1 or not applies(leaf, unit):
        return []
    return [Award(unit.id, leaf.id, chance.randint(0, leaf.points * 1000))]


# decisions


def _decisions(chance: Random, world: World, found: Facts, wants: Wants) -> Iterator[Decision]:
    """Draw decisions, at most one of a unit, kind and target: of two, the later row would win, whatever its order."""
    heirs: set[str] = set()
    for n, unit in enumerate(found.units):
        if chance.random() < 0.4:
            yield _decision(chance, world, found, unit, f"d{n}")
        if chance.random() < 0.1:
            yield Decision(f"v{n}", unit.id, "veto", chance.choice(("", unit.id)))
        if not wants.alone and len(found.units) > 1 and chance.random() < 0.2 and unit.id not in heirs:
            heirs.add(unit.id)
            other = chance.choice(
                [one.id for one in found.units if one.id != unit.id and one.id not in heirs] or [""]
            )
            if other:
                yield Decision(f"t{n}", unit.id, "transfer", other)


def another_decision(
    chance: Random, world: World, known: list[Decision], name: str
) -> tuple[list[Decision], list[Decision]]:
    """Give a further decision of some unit, and the one that it takes the place of, if there is one."""
    units = world.facts.units
    if len(units) > 1 and chance.random() < 0.3:
        unit, heir = chance.sample([one.id for one in units], 2)
        return [d for d in known if (d.unit, d.kind) == (unit, "transfer")], [
            Decision(name, unit, "transfer", heir)
        ]
    made = _decision(chance, world, world.facts, chance.choice(units), name)
    same = [d for d in known if (d.unit, d.kind, d.target) == (made.unit, made.kind, made.target)]
    return same, [made]


def _decision(chance: Random, world: World, found: Facts, unit: Unit, name: str) -> Decision:
    own = [event.id for event in found.events if event.unit == unit.id]
    items = [item.id for item in world.items]
    choices = [Decision(name, unit.id, "not_assessed", "")]
    # that a rule of a veto is not the unit's is accepted, and changes nothing
    asked = [*items, *(path for path, (_, rule) in world.rules.items() if rule.sign)]
    choices += [Decision(name, unit.id, "not_applicable", chance.choice(asked))] * 2
    choices += [Decision(name, unit.id, "event", chance.choice(own))] * 2 if own else []
    choices += [Decision(name, unit.id, "mark", chance.choice(items), str(chance.randint(0, 15)))] * 2
    choices += [Decision(name, unit.id, "veto", chance.choice([*own, *_vetoing(world), ""]))] * 2
    if world.grades:
        choices.append(Decision(name, unit.id, "grade", "", chance.choice(world.grades).id))
    return chance.choice(choices)


def _vetoing(world: World) -> list[str]:
    rules = [path for path, (_, rule) in world.rules.items() if rule.veto or not rule.sign]
    return rules + [f"vc{n}" for n in range(len(world.veto_conditions))]
