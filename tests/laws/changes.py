"""Facts with a few rows of any table put in, taken out or replaced, and which rows these are."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from random import Random
from typing import Any

from kaoping.rules import Facts
from tests.laws.worlds import World, another_decision, new_event

TABLES = ("events", "values", "ratings", "awards", "decisions")


def changed(chance: Random, world: World, tables: tuple[str, ...] = TABLES) -> tuple[Facts, list[Any]]:
    """Give other facts of a world with the rows in which they differ: one or two tables, each by a row or two."""
    facts = world.facts
    rows: list[Any] = []
    for table in chance.sample(tables, chance.choice((1, 1, 2))):
        left = list(getattr(facts, table))
        for _ in range(chance.choice((1, 1, 2))):
            old, new = _exchange(chance, world, table, left, len(rows))
            left = [row for row in left if row not in old] + new
            rows += [*old, *new]
        facts = replace(facts, **{table: left})
    return facts, rows


def _exchange(
    chance: Random, world: World, table: str, left: list[Any], n: int
) -> tuple[list[Any], list[Any]]:
    """Give a row to take out and one to put in, either of which may be missing."""
    if table == "events" and chance.random() < 0.6:
        made = new_event(chance, world, chance.choice(world.facts.units), f"zz{n}")
        return [], [made] if made else []
    if table == "decisions" and chance.random() < 0.7:
        return another_decision(chance, world, left, f"zd{n}")
    if not left:
        return [], []
    old = chance.choice(left)
    return [old], _like(chance, table, old)


def _like(chance: Random, table: str, old: Any) -> list[Any]:
    """Give the same row with another number, or nothing; events and decisions are only taken out."""
    if chance.random() < 0.4:
        return []
    if table == "values":
        return [old._replace(value=Fraction(chance.randint(0, 120)))]
    if table == "ratings":
        return [old._replace(score=Fraction(chance.randint(0, 100)))]
    if table == "awards":
        return [old._replace(points=chance.randint(0, 50) * 1000)]
    return []
