"""Generated worlds: a small scheme as plain data, the same scheme as YAML, and facts for it.

`second_reading.py` scores the plain data by itself, so the YAML, the reader and the engine are held to another
reading of the specification.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from fractions import Fraction
from random import Random

from hypothesis import strategies as st

from kaoping.rules.facts.rows import Award, Cycle, Event, Facts, Rating, Unit, Value

CYCLE = Cycle(2025, date(2025, 1, 1), date(2025, 12, 31))
AS_OF = date(2025, 10, 31)
CATEGORIES = ("a", "b")


@dataclass(frozen=True)
class RuleData:
    """A rule over events: its sign, rate (a number, levels or a range), and limits; points in tenths."""

    id: str
    sign: int
    rate: int | dict[str, int] | tuple[int, int]
    cap: int | None = None
    once: bool = False
    void: int | None = None
    exempt: bool = False
    share: bool = False
    matter: str = ""
    circumstance: bool = False


@dataclass(frozen=True)
class LeafData:
    """A leaf: rules over events, or one item of another kind; points in tenths, lifted bounds, overflow."""

    id: str
    points: int
    kind: str
    rules: tuple[RuleData, ...] = ()
    full_start: bool = False
    ceiling: int | None = None
    overflow: bool = False
    only: str = ""


@dataclass(frozen=True)
class World:
    """A scheme as plain data with its facts."""

    leaves: tuple[LeafData, ...]
    adjustment: tuple[RuleData, ...]
    facts: Facts = field(repr=False, default=Facts(CYCLE, ()))

    @property
    def yaml(self) -> str:
        """Write the scheme."""
        return "\n".join(_scheme_lines(self)) + "\n"

    def with_events(self, *events: Event) -> World:
        """Give the same world with more events."""
        return replace(self, facts=replace(self.facts, events=(*self.facts.events, *events)))

    @property
    def rules(self) -> list[tuple[LeafData | None, RuleData]]:
        """Give all rules over events with their leaf (None: the adjustment)."""
        found: list[tuple[LeafData | None, RuleData]] = [
            (leaf, r) for leaf in self.leaves for r in leaf.rules
        ]
        return found + [(None, r) for r in self.adjustment]


def tenths(number: int) -> str:
    """Write tenths of a point."""
    return f"{number // 10}.{number % 10}" if number % 10 else str(number // 10)


def _scheme_lines(world: World) -> list[str]:
    common = sum(leaf.points for leaf in world.leaves if not leaf.only)
    own = {c: sum(leaf.points for leaf in world.leaves if leaf.only == c) for c in CATEGORIES}
    full = ", ".join(f"{c}: {tenths(common + own[c])}" for c in CATEGORIES)
    lines = ["scheme: world", "name: 生成的办法", f"full_score: {{{full}}}", "categories:"]
    lines += [f"  - {{id: {c}, name: 类别{c}}}" for c in CATEGORIES]
    lines += ["levels:", "  size: {small: 小, large: 大, nothing: 不计}", "indicators:"]
    for leaf in world.leaves:
        lines += _leaf_lines(leaf)
    if world.adjustment:
        lines += ["adjustments:", "  - id: extra", "    name: 附加", "    levels: size", "    rules:"]
        lines += [f"      - {_rule_text(rule)}" for rule in world.adjustment]
    return lines


def _leaf_lines(leaf: LeafData) -> list[str]:
    head = [f"  - id: {leaf.id}", f"    name: 指标{leaf.id}", f"    points: {tenths(leaf.points)}"]
    if leaf.only:
        head.append(f"    for: [{leaf.only}]")
    if leaf.kind != "events":
        return [*head, f"    {KINDS[leaf.kind]}"]
    head += [f"    start: {'full' if leaf.full_start else 'zero'}", "    levels: size"]
    if leaf.ceiling is not None:
        head.append(f"    ceiling: {tenths(leaf.ceiling)}")
    if leaf.overflow:
        head.append("    overflow: total")
    return [*head, "    rules:", *(f"      - {_rule_text(rule)}" for rule in leaf.rules)]


KINDS = {
    "award": "award: full",
    "rating": "rating: {r1: {name: 一, share: 60%}, r2: {name: 二, share: 40%, drop: 1}}",
    "proportional": "{value: ratio, proportional: 90%}"[1:-1].replace(", ", "\n    "),
    "threshold": "value: count\n    at_least: 80",
    "bands": "value: count\n    bands: {90: 100%, 60: 55%, 30: 10%}",
    "line": "value: count\n    line: {20: 0%, 50: 30%, 90: 100%}",
    "shortfall": "value: count\n    shortfall: {target: 80, step: 7, deduct: 0.9}",
}


def _rule_text(rule: RuleData) -> str:
    word = "add" if rule.sign > 0 else "deduct"
    parts = [f"id: {rule.id}", f"name: 条款{rule.id}", f"{word}: {_rate_text(rule)}"]
    if rule.cap is not None:
        parts.append(f"cap: {tenths(rule.cap)}")
    if rule.once:
        parts.append("once: true")
    if rule.void is not None:
        parts.append(f"void: {{times: {rule.void}}}")
    if rule.exempt:
        parts.append("exempt: 自查")
    if rule.share:
        parts.append("share: {lead: 80%, joint: 20%}")
    if rule.matter:
        parts.append(f"same_matter: {rule.matter}")
    if rule.circumstance:
        parts.append("circumstances: {reported: {name: 举报, times: 2}}")
    return "{" + ", ".join(parts) + "}"


def _rate_text(rule: RuleData) -> str:
    if isinstance(rule.rate, dict):
        return "{" + ", ".join(f"{name}: {tenths(n)}" for name, n in rule.rate.items()) + "}"
    if isinstance(rule.rate, tuple):
        return f"{{from: {tenths(rule.rate[0])}, to: {tenths(rule.rate[1])}}}"
    return tenths(rule.rate)


# generation


@st.composite
def worlds(draw: st.DrawFn, plain_matters: bool = False) -> World:
    """Generate a world; with `plain_matters` no same matter spans rules, where more may give less by design."""
    chance = draw(st.randoms(use_true_random=False))
    leaves = tuple(_leaf(chance, f"i{n}", plain_matters) for n in range(chance.randint(1, 4)))
    extra = tuple(_rule(chance, f"x{n}", chance.choice((-1, 1)), "rule") for n in range(chance.randint(0, 2)))
    world = World(leaves, tuple(replace(rule, void=None) for rule in extra))
    return replace(world, facts=_facts(chance, world))


def _leaf(chance: Random, name: str, plain_matters: bool) -> LeafData:
    kind = chance.choice(("events", "events", "events", *KINDS))
    points = chance.choice((50, 100, 125, 200))
    only = chance.choice(("", "", "", "b"))
    if kind != "events":
        return LeafData(name, points, kind, only=only)
    full_start = chance.random() < 0.6
    scope = chance.choice(("", "rule") if plain_matters else ("", "rule", "leaf"))
    signs = [-1 if full_start else 1, chance.choice((-1, 1)), chance.choice((-1, 1))]
    rules = tuple(_rule(chance, f"r{n}", signs[n], scope) for n in range(chance.randint(1, 3)))
    ceiling = chance.choice((None, None, points + 30))
    return LeafData(
        name, points, kind, rules, full_start, ceiling, full_start and chance.random() < 0.3, only
    )


def _rule(chance: Random, name: str, sign: int, scope: str) -> RuleData:
    rate: int | dict[str, int] | tuple[int, int] = chance.choice(
        (
            chance.randint(1, 60),
            {"small": chance.randint(1, 30), "large": chance.randint(20, 90), "nothing": 0},
            (5, 40),
        )
    )
    once = not isinstance(rate, dict) and chance.random() < 0.15
    return RuleData(
        id=name,
        sign=sign,
        rate=rate,
        cap=chance.choice((None, None, chance.randint(10, 120))) if not once else None,
        once=once,
        void=chance.choice((None, None, None, chance.randint(1, 4))) if sign < 0 else None,
        exempt=chance.random() < 0.4,
        share=chance.random() < 0.3,
        matter=scope,
        circumstance=chance.random() < 0.2,
    )


def _facts(chance: Random, world: World) -> Facts:
    units = [Unit(f"u{n}", f"单位{n}", chance.choice(CATEGORIES)) for n in range(chance.randint(1, 4))]
    events = [
        new_event(chance, world, unit, f"e{unit.id}{n:02d}")
        for unit in units
        for n in range(chance.randint(0, 7))
    ]
    return Facts(
        cycle=CYCLE,
        units=units,
        events=[event for event in events if event is not None],
        values=[row for unit in units for leaf in world.leaves for row in _value(chance, leaf, unit)],
        ratings=[
            row for unit in units for leaf in world.leaves for row in _ratings(chance, leaf, unit, units)
        ],
        awards=[row for unit in units for leaf in world.leaves for row in _award(chance, leaf, unit)],
    )


def applies(leaf: LeafData | None, unit: Unit) -> bool:
    """Say whether a leaf applies to a unit."""
    return leaf is None or not leaf.only or leaf.only == unit.category


def new_event(chance: Random, world: World, unit: Unit, name: str, sign: int | None = None) -> Event | None:
    """Make an event of some rule that applies to a unit (of one sign, if asked), or None."""
    choices = [(leaf, r) for leaf, r in world.rules if applies(leaf, unit) and sign in (None, r.sign)]
    if not choices:
        return None
    leaf, rule = chance.choice(choices)
    return Event(
        id=name,
        unit=unit.id,
        item=f"{leaf.id if leaf else 'extra'}.{rule.id}" if leaf is None or len(leaf.rules) >= 1 else "",
        date=date(2024, 12, 20) + timedelta(days=chance.randint(0, 400)),
        count=chance.choice((1, 1, 1, 2, 3)),
        level=chance.choice(tuple(rule.rate)) if isinstance(rule.rate, dict) else "",
        circumstances=("reported",) if rule.circumstance and chance.random() < 0.5 else (),
        points=chance.randint(*rule.rate) * 1000 if isinstance(rule.rate, tuple) else None,
        matter=chance.choice(("", "", "m1", "m2")),
        role=chance.choice(("", "lead", "joint")) if rule.share else "",
        exempt="自查" if rule.exempt and chance.random() < 0.3 else "",
    )


def _value(chance: Random, leaf: LeafData, unit: Unit) -> list[Value]:
    if leaf.kind not in ("proportional", "threshold", "bands", "line", "shortfall") or chance.random() < 0.1:
        return []
    base = Fraction(chance.choice((0, 3, 7, 100))) if leaf.kind == "proportional" else None
    return [Value(unit.id, leaf.id, Fraction(chance.randint(0, 1200), 10), base)]


def _ratings(chance: Random, leaf: LeafData, unit: Unit, units: list[Unit]) -> list[Rating]:
    if leaf.kind != "rating":
        return []
    raters = [f"p{n}" for n in range(4)] + [u.id for u in units]
    return [
        Rating(leaf.id, group, rater, unit.id, Fraction(chance.randint(0, 1000), 10))
        for group in ("r1", "r2")
        for rater in chance.sample(raters, chance.randint(0, len(raters)))
    ]


def _award(chance: Random, leaf: LeafData, unit: Unit) -> list[Award]:
    if leaf.kind != "award" or chance.random() < 0.1:
        return []
    return [Award(unit.id, leaf.id, chance.randint(0, leaf.points * 1000))]
