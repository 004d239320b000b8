"""Generated worlds: a small scheme as plain data, the same scheme as YAML, and facts for it.

`tests/laws/reading` scores the plain data by itself, so the YAML, the reader and the engine are held to another
reading of the specification.
"""

from __future__ import annotations

from dataclasses import replace
from random import Random

from hypothesis import strategies as st

from tests.laws.worlds.data import AS_OF, Item, NodeData, World
from tests.laws.worlds.draw import Wants, rule, tree
from tests.laws.worlds.dress import dressed, veto_rules
from tests.laws.worlds.facts import another_decision, facts, new_event
from tests.laws.worlds.write import written

__all__ = [
    "AS_OF",
    "Wants",
    "World",
    "another_decision",
    "new_event",
    "shuffled",
    "world_of",
    "worlds",
    "written",
]

SEEDS = st.integers(0, 2**40)
"""A world is drawn from one number: quick, and shown by it."""


def worlds(plain: bool = False, alone: bool = False, free_of_order: bool = False) -> st.SearchStrategy[World]:
    """Generate worlds; what the words mean is said in `Wants`."""
    wants = Wants(plain, alone, free_of_order)
    return SEEDS.map(lambda seed: world_of(seed, wants))


def world_of(seed: int, wants: Wants) -> World:
    """Give the world of a number."""
    chance = Random(seed)
    extra = tuple(rule(chance, f"x{n}", chance.choice((-1, 1)), "rule") for n in range(chance.randint(0, 2)))
    world = World(
        tree(chance, wants),
        tuple(replace(one, void=None) for one in extra),
        tuple(f"w{n}" for n in range(chance.randint(0, 2))),
        veto_rules=veto_rules(chance),
    )
    world = dressed(chance, world, wants)
    return replace(world, facts=facts(chance, world, wants))


def shuffled(chance: Random, items: tuple[Item, ...]) -> tuple[Item, ...]:
    """Give the same items in another order, those below them too."""
    return tuple(
        replace(item, items=shuffled(chance, item.items)) if isinstance(item, NodeData) else item
        for item in chance.sample(items, len(items))
    )
