"""One year of a world: who is assessed, who bears which events, what was decided; and what was read already."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import wraps
from typing import Any, TypeVar

from kaoping.rules.facts.rows import Event, Unit
from tests.laws.worlds.data import Item, NodeData, World

T = TypeVar("T")


@dataclass
class Year:
    """A world with the units that are assessed; whatever was read once is remembered."""

    world: World
    units: tuple[Unit, ...]
    memory: dict[Any, Any] = field(default_factory=dict)

    def group(self, among: str, unit: Unit) -> list[Unit]:
        """Give the assessed units of a unit's category, or all."""
        return [other for other in self.units if among == "all" or other.category == unit.category]

    def decided(self, unit: Unit, kind: str) -> list[tuple[str, str]]:
        """Give target and value of a unit's decisions of a kind."""
        return [
            (d.target, d.value) for d in self.world.facts.decisions if (d.unit, d.kind) == (unit.id, kind)
        ]


def remembered(read: Callable[..., T]) -> Callable[..., T]:
    """Read once in a year what does not change."""

    @wraps(read)
    def reading(year: Year, *about: Any) -> T:
        key = (read, *about)
        if key not in year.memory:
            year.memory[key] = read(year, *about)
        found: T = year.memory[key]
        return found

    return reading


@remembered
def borne(year: Year, unit: Unit) -> list[Event]:
    """Give the events that a unit answers for, also those of units merged into it, by date and id."""
    found = [event for event in year.world.facts.events if bearer(year.world, event.unit) == unit.id]
    return sorted(found, key=lambda event: (event.date, event.id))


def bearer(world: World, unit: str) -> str:
    """Give the last successor of a unit, itself if it has none."""
    heirs = {d.unit: d.target for d in world.facts.decisions if d.kind == "transfer"}
    for _ in heirs:
        unit = heirs.get(unit, unit)
    return unit


@remembered
def item_of(year: Year, path: str) -> Item:
    """Give an item by its id."""
    return next(item for item in year.world.items if item.id == path)


def children(item: Item) -> tuple[Item, ...]:
    """Give the items right below one."""
    return item.items if isinstance(item, NodeData) else ()
