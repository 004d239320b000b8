"""What events count: which hold, what each is worth, the same matter, caps, voids (spec section 3)."""

from __future__ import annotations

from fractions import Fraction

from kaoping.rules.facts.rows import Event, Unit
from tests.laws.reading import points
from tests.laws.reading.numbers import Corner, settled
from tests.laws.reading.year import Year, borne, remembered
from tests.laws.worlds.data import AS_OF, CYCLE, RuleData

TEN = Fraction(10)
ROLES = {"": Fraction(1), "lead": Fraction(4, 5), "joint": Fraction(1, 5)}


@remembered
def holds(year: Year, unit: Unit, event: Event) -> bool:
    """Say whether an event of a unit holds."""
    rule = year.world.rules[event.item][1]
    struck = {d.target for d in year.world.facts.decisions if d.kind == "event"}
    inside = CYCLE.first_day <= event.date <= min(CYCLE.last_day, AS_OF)
    level_zero = isinstance(rule.rate, dict) and rule.rate[event.level] == 0
    if not inside or event.exempt or level_zero or event.id in struck:
        return False
    return _is_asked(year, unit, event.item)


def _is_asked(year: Year, unit: Unit, path: str) -> bool:
    """Say whether a rule is the unit's own, and no decision takes it or its leaf out."""
    leaf = year.world.rules[path][0]
    if any(target == path for target, _ in year.decided(unit, "not_applicable")):
        return False
    if leaf is None:
        return True
    force = points.by_decision(year, unit)
    if leaf.only in ("", unit.category) and leaf.id in force.given:
        raise Corner("whether an event holds where its item is given in full by decision")
    return leaf.only in ("", unit.category) and leaf.id in force.points


def times(year: Year, unit: Unit, path: str, level: str = "") -> int:
    """Count the events that hold, of a rule or (`item.*`) of all rules there."""
    found = [event for event in borne(year, unit) if _matches(event.item, path)]
    return sum(e.count for e in found if level in ("", e.level) and holds(year, unit, e))


def _matches(item: str, path: str) -> bool:
    return item.startswith(path[:-1]) if path.endswith(".*") else item == path


def raw(rule: RuleData, event: Event) -> Fraction:
    """Give the points of an event before its share and all limits."""
    if isinstance(rule.rate, dict):
        one = rule.rate[event.level] / TEN
    elif isinstance(rule.rate, tuple):
        one = Fraction(event.points or 0, 10_000)
    else:
        one = rule.rate / TEN
    return one * event.count * (2 if event.circumstances else 1)


def counted(year: Year, unit: Unit, prefix: str, rules: tuple[RuleData, ...]) -> dict[RuleData, Fraction]:
    """Give what the events of each rule count together, with the sign of the rule."""
    holding = [
        (rule, event, settled(raw(rule, event) * ROLES[event.role]))
        for event in borne(year, unit)
        for rule in rules
        if event.item == f"{prefix}.{rule.id}" and holds(year, unit, event)
    ]
    return {rule: _of_rule(rule, holding) for rule in rules}


def _of_rule(rule: RuleData, holding: list[tuple[RuleData, Event, Fraction]]) -> Fraction:
    found = sum(
        (size for own, event, size in holding if own is rule and not _beaten(rule, event, size, holding)),
        Fraction(0),
    )
    cap = _cap(rule)
    return rule.sign * (found if cap is None else min(found, cap))


def _cap(rule: RuleData) -> Fraction | None:
    if rule.once:
        assert not isinstance(rule.rate, dict)
        return (rule.rate[1] if isinstance(rule.rate, tuple) else rule.rate) / TEN
    return None if rule.cap is None else rule.cap / TEN


def _beaten(
    rule: RuleData, event: Event, size: Fraction, holding: list[tuple[RuleData, Event, Fraction]]
) -> bool:
    """Say whether another event of the same matter, scope and sign goes before this one."""
    if not event.matter or not rule.matter:
        return False
    return any(
        (other is rule if rule.matter == "rule" else other.matter == "leaf")
        and other.sign == rule.sign
        and rival.matter == event.matter
        and rival is not event
        and (-rival_size, rival.date, rival.id) < (-size, event.date, event.id)
        for other, rival, rival_size in holding
    )
