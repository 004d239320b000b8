"""A representative scheme of 40 indicators, and seeded facts for any number of units: the load of every benchmark.

`python -m benchmarks.city 10000 FOLDER` writes both as files.
"""

from __future__ import annotations

import sys
from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction
from pathlib import Path
from random import Random

from kaoping.rules import Scheme
from kaoping.rules.facts.rows import Award, Cycle, Event, Facts, Rating, Unit, Value
from kaoping.schemes import find
from kaoping.tables.facts_out import write_facts
from kaoping.tables.opening import open_case

DEDUCTIONS, BONUSES, VALUES, RATINGS, AWARDS = 16, 4, 10, 6, 4
"""Leaves by kind: forty together. 30 events, 10 values, 24 ratings and 4 awards for each unit."""
FULL_SCORE = DEDUCTIONS * 20 + BONUSES * 20 + VALUES * 30 + RATINGS * 20 + AWARDS * 20
CATEGORIES = ("party", "government", "vertical")


def scheme_text() -> str:
    """Write the scheme: deductions by level with caps, bonuses with shares and same matter, values, ratings, awards."""
    lines = [
        "scheme: city",
        "name: 基准测试办法",
        f"full_score: {FULL_SCORE}",
        "categories:",
        *(f"  - {{id: {name}, name: {name}}}" for name in CATEGORIES),
        "indicators:",
        *_section("deductions", DEDUCTIONS, 20, _deduction),
        *_section("bonuses", BONUSES, 20, _bonus),
        *_section("values", VALUES, 30, _value),
        *_section("ratings", RATINGS, 20, _rating),
        *_section("awards", AWARDS, 20, lambda i: "award: full"),
        "grades:",
        "  ladder:",
        "    - {id: excellent, name: 优秀, when: {place: {first_percent: 30}}}",
        "    - {id: good, name: 良好, when: {total: {at_least: 600}}}",
        "    - {id: fair, name: 一般}",
    ]
    return "\n".join(lines) + "\n"


def _section(name: str, count: int, points: int, rule) -> list[str]:
    head = f"  - {{id: {name}, name: {name}, points: {count * points}, items: ["
    leaves = [f"      {{id: i{i}, name: {name}{i}, points: {points}, {rule(i)}}}," for i in range(count)]
    return [head, *leaves, "    ]}"]


def _deduction(i: int) -> str:
    levels = "levels: {low: 轻, mid: 中, high: 重}"
    cap = ", cap: 10" if i % 2 else ""
    return f"deduct: {{low: 0.5, mid: {1 + i % 3}, high: {4 + i % 4}}}, {levels}{cap}"


def _bonus(i: int) -> str:
    return "add: 3, cap: 12, share: {lead: 80%, joint: 20%}, same_matter: rule"


def _value(i: int) -> str:
    kinds = (
        "value: ratio, proportional: 95%",
        "value: ratio, bands: {95%: 30, 90%: 25, 80%: 15}",
        "value: ratio, shortfall: {target: 100%, step: 5%, deduct: 2}",
    )
    return kinds[i % 3]


def _rating(i: int) -> str:
    return "rating: {leaders: {name: 领导, share: 60%}, peers: {name: 互评, share: 40%}}"


def facts(units: int, seed: int = 1, events: int = 30) -> Facts:
    """Make facts for so many units: the same for the same seed."""
    chance = Random(seed)
    ids = [f"u{i:05d}" for i in range(units)]
    found = Facts(
        cycle=Cycle(2025, date(2025, 1, 1), date(2025, 12, 31)),
        units=[Unit(name, f"单位{name}", CATEGORIES[i % 3]) for i, name in enumerate(ids)],
        events=[_event(chance, name, n) for name in ids for n in range(events)],
        values=[_measured(chance, name, n) for name in ids for n in range(VALUES)],
        ratings=[row for name in ids for row in _ratings(chance, name)],
        awards=[
            Award(name, f"awards.i{n}", chance.randrange(100_000, 200_000))
            for name in ids
            for n in range(AWARDS)
        ],
    )
    return found


def _event(chance: Random, unit: str, number: int) -> Event:
    day = date(2025, 1, 1) + timedelta(days=chance.randrange(365))
    name = f"{unit}-{number:03d}"
    if number % 5:
        item = f"deductions.i{chance.randrange(DEDUCTIONS)}"
        return Event(
            name, unit, item, day, chance.choice((1, 1, 1, 2)), level=chance.choice(("low", "mid", "high"))
        )
    item = f"bonuses.i{chance.randrange(BONUSES)}"
    role, matter = chance.choice(("", "lead", "joint")), chance.choice(("", "m1", "m2"))
    return Event(name, unit, item, day, role=role, matter=matter)


def _measured(chance: Random, unit: str, number: int) -> Value:
    return Value(unit, f"values.i{number}", Fraction(chance.randrange(60, 111)), Fraction(100))


def _ratings(chance: Random, unit: str) -> list[Rating]:
    return [
        Rating(f"ratings.i{n}", group, f"r{k}", unit, Fraction(chance.randrange(600, 1001), 10))
        for n in range(RATINGS)
        for group in ("leaders", "peers")
        for k in range(2)
    ]


def real_city(times: int = 8, events: int = 10) -> tuple[Scheme, Facts]:
    """Give the zhangzhou scheme with its worked case many times over: 104 assessed units, some 30 events each."""
    package = find("zhangzhou")
    scheme, one = open_case(package, package.folder / "cases" / "shared-1" / "facts")
    copies = range(times)
    return scheme, replace(
        one,
        units=[u._replace(id=f"{u.id}-{c}") for c in copies for u in one.units],
        events=[
            e._replace(id=f"{e.id}-{c}-{n}", unit=f"{e.unit}-{c}", matter=e.matter and f"{e.matter}{n}")
            for c in copies
            for e in one.events
            for n in range(events)
        ],
        ratings=[r._replace(unit=f"{r.unit}-{c}") for c in copies for r in one.ratings],
        awards=[a._replace(unit=f"{a.unit}-{c}") for c in copies for a in one.awards],
    )


def main(units: str, folder: str) -> None:
    """Write the scheme, and facts for so many units, into a new folder."""
    place = Path(folder)
    place.mkdir(parents=True)
    (place / "scheme.yaml").write_text(scheme_text(), encoding="utf-8")
    write_facts(facts(int(units)), place / "facts")


if __name__ == "__main__":
    main(*sys.argv[1:])
