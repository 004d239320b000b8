"""A scheme as plain data, and the world that it makes together with facts. Points are in tenths unless a term holds them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from fractions import Fraction

from kaoping.rules.facts.rows import Cycle, Event, Facts
from tests.laws.worlds.terms import Condition, Formula

CYCLE = Cycle(2025, date(2025, 1, 1), date(2025, 12, 31))
AS_OF = date(2025, 10, 31)
CATEGORIES = ("a", "b")
EXTRA = "extra"
"""The id of the one adjustment."""
VETOES = "veto"
"""The prefix of rules without points that veto."""
QUARTERS = ("2025-Q1", "2025-Q2", "2025-Q3", "2025-Q4")


@dataclass(frozen=True)
class RuleData:
    """A rule over events: its sign, rate (a number, levels or a range), limits, condition, veto."""

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
    veto: bool = False
    when: Condition | None = None

    __hash__ = object.__hash__


@dataclass(frozen=True)
class GateData:
    """A gate: a ceiling, or a number to multiply by, under a condition."""

    when: Condition
    ceiling: int | None = None
    times: Fraction | None = None


@dataclass(frozen=True)
class PeriodsData:
    """How the quarters of a value are merged: as values or as scores, with a floor and places of each score."""

    merge: str
    of: str
    floor: int | None = None
    round: int | None = None
    weights: tuple[int, ...] = ()


@dataclass(frozen=True)
class LeafData:
    """A leaf: rules over events, or one item of another kind; its bounds, gates, and what a lack or absence means."""

    id: str
    points: int
    kind: str
    rules: tuple[RuleData, ...] = ()
    full_start: bool = False
    ceiling: int | None = None
    overflow: bool = False
    only: str = ""
    when: Condition | None = None
    gates: tuple[GateData, ...] = ()
    missing: str = "incomplete"
    absent: str = "spread"
    formula: Formula | None = None
    measured: Formula | None = None
    among: str = "category"
    periods: PeriodsData | None = None

    __hash__ = object.__hash__


@dataclass(frozen=True)
class NodeData:
    """An inner node: its children, its own full marks (`out_of`) where it is a block, a factor, gates."""

    id: str
    items: tuple[LeafData | NodeData, ...]
    block: int | None = None
    factor: Formula | None = None
    factor_when: Condition | None = None
    gates: tuple[GateData, ...] = ()
    absent: str = "spread"
    only: str = ""

    __hash__ = object.__hash__


Item = LeafData | NodeData


@dataclass(frozen=True)
class QuantityData:
    """A named quantity: a formula, or a number, sum, mean, smallest or largest over events."""

    id: str
    formula: Formula | None = None
    rule: str = ""
    take: str = "number"
    of: str = "count"
    level: str = ""
    round: int | None = None


@dataclass(frozen=True)
class GradeData:
    """A grade of the ladder."""

    id: str
    when: Condition | None = None
    race: Condition | None = None


@dataclass(frozen=True)
class MoveData:
    """A grade moved by a fact."""

    when: Condition
    down: int = 0
    up: int = 0
    to: str = ""


@dataclass(frozen=True)
class LimitData:
    """A ceiling or floor of the total, or the line below a grade."""

    id: str
    when: Condition
    ceiling: int | None = None
    floor: int | None = None
    below: str = ""


@dataclass(frozen=True)
class RankData:
    """How units are ranked."""

    among: str = "category"
    on: str = "published"
    ties: str = "competition"


@dataclass(frozen=True)
class World:
    """A scheme as plain data with its facts."""

    tree: tuple[Item, ...]
    adjustment: tuple[RuleData, ...] = ()
    auxiliary: tuple[str, ...] = ()
    quantities: tuple[QuantityData, ...] = ()
    veto_rules: tuple[RuleData, ...] = ()
    veto_conditions: tuple[Condition, ...] = ()
    grades: tuple[GradeData, ...] = ()
    race: Condition | None = None
    moves: tuple[MoveData, ...] = ()
    limits: tuple[LimitData, ...] = ()
    out: tuple[Condition, ...] = ()
    rank: RankData = RankData()
    facts: Facts = field(repr=False, default=Facts(CYCLE, ()))

    __hash__ = object.__hash__

    def with_events(self, *events: Event) -> World:
        """Give the same world with more events."""
        return replace(self, facts=replace(self.facts, events=(*self.facts.events, *events)))

    @property
    def items(self) -> list[Item]:
        """Give all items of the tree, from above."""
        return [one for top in self.tree for one in below(top)]

    @property
    def leaves(self) -> list[LeafData]:
        """Give all leaves of the tree."""
        return [item for item in self.items if isinstance(item, LeafData)]

    @property
    def rules(self) -> dict[str, tuple[LeafData | None, RuleData]]:
        """Give all rules over events by their full id, with their leaf (None: the adjustment, a veto)."""
        found: dict[str, tuple[LeafData | None, RuleData]] = {
            f"{leaf.id}.{rule.id}": (leaf, rule) for leaf in self.leaves for rule in leaf.rules
        }
        found |= {f"{EXTRA}.{rule.id}": (None, rule) for rule in self.adjustment}
        return found | {f"{VETOES}.{rule.id}": (None, rule) for rule in self.veto_rules}


def below(item: Item) -> Iterator[Item]:
    """Give an item and all below it."""
    yield item
    if isinstance(item, NodeData):
        for child in item.items:
            yield from below(child)


def declared(item: Item, category: str) -> int:
    """Give the points of an item in a category, in tenths; 0 where it is not of the category."""
    if item.only not in ("", category):
        return 0
    if isinstance(item, LeafData):
        return item.points
    return item.block if item.block is not None else inside(item, category)


def inside(node: NodeData, category: str) -> int:
    """Give the points of a node's children in a category."""
    return sum(declared(child, category) for child in node.items)
