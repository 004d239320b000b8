"""Draws the tree of a world: leaves with their rules, inner nodes, blocks."""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction
from random import Random

from tests.laws.worlds.data import Item, LeafData, NodeData, PeriodsData, RuleData
from tests.laws.worlds.terms import Plain
from tests.laws.worlds.write import KINDS


@dataclass(frozen=True)
class Wants:
    """What a law needs of its worlds.

    `plain`: nothing by which more events may rightly give less, or fewer more (spec section 9).
    `alone`: no unit looks at another. `free_of_order`: no remainders that go by the order of the indicators.
    """

    plain: bool = False
    alone: bool = False
    free_of_order: bool = False


VALUED = ("proportional", "threshold", "bands", "line", "shortfall", "place", "scale", "formula")
COMPARED = ("place", "scale")


def tree(chance: Random, wants: Wants) -> tuple[Item, ...]:
    """Draw the tree, bare of what looks at other items."""
    found: list[Item] = []
    left = chance.randint(1, 4)
    while left:
        name = f"i{len(found)}"
        size = min(left, chance.choice((1, 1, 1, 2, 3)))
        found.append(_node(chance, f"n{len(found)}", size, wants) if size > 1 else _leaf(chance, name, wants))
        left -= size
    return tuple(found)


def _node(chance: Random, name: str, size: int, wants: Wants) -> NodeData:
    items = [_leaf(chance, f"{name}.i{n}", wants) for n in range(size)]
    if size == 3 and chance.random() < 0.5:
        inner = tuple(_renamed(one, f"{name}.m.{one.id.rpartition('.')[2]}") for one in items[1:])
        return _framed(
            chance, NodeData(name, (items[0], _framed(chance, NodeData(f"{name}.m", inner), wants))), wants
        )
    return _framed(chance, NodeData(name, tuple(items)), wants)


def _renamed(leaf: LeafData, name: str) -> LeafData:
    return replace(leaf, id=name, only="")


def _framed(chance: Random, node: NodeData, wants: Wants) -> NodeData:
    first = node.items[0]
    common = (replace(first, only=""), *node.items[1:])
    block = chance.choice((None, None, 80, 150))
    return replace(node, items=common, block=block, absent=_absent(chance, wants))


def _absent(chance: Random, wants: Wants) -> str:
    return chance.choice(("omit", "full") if wants.free_of_order else ("omit", "full", "spread"))


def _leaf(chance: Random, name: str, wants: Wants) -> LeafData:
    kinds = [kind for kind in KINDS if not (wants.alone and kind in COMPARED)]
    kind = chance.choice(("events", "events", "events", *kinds))
    leaf = LeafData(
        name,
        chance.choice((50, 100, 125, 200)),
        kind,
        only=chance.choice(("", "", "", "b")),
        absent=_absent(chance, wants),
        among=chance.choice(("category", "all")),
    )
    return _of_events(chance, leaf, wants) if kind == "events" else _of_one_item(chance, leaf, wants)


def _of_one_item(chance: Random, leaf: LeafData, wants: Wants) -> LeafData:
    lacks = ["incomplete", "incomplete", "not_applicable", "zero"]
    if leaf.kind == "shortfall":
        lacks.remove("zero")  # whether there is a start beside a line of 0 is not settled
    if leaf.kind == "formula":
        lacks.remove("not_applicable")  # today only what looks at own facts leaves the points in force
    if leaf.kind in VALUED:
        lacks.append("latest")
    if not wants.alone:
        lacks.append("mean_of")
    missing = chance.choice(lacks)
    merged = leaf.kind in ("proportional", "threshold", "bands", "line", "place") and missing not in (
        "latest",
    )
    periods = _periods(chance, leaf, missing) if merged and chance.random() < 0.3 else None
    computed = leaf.kind in ("bands", "line", "place", "threshold") and periods is None and not wants.plain
    computed = computed and missing != "not_applicable"
    measured = Plain(Fraction(50)) if computed and chance.random() < 0.3 else None
    return replace(leaf, missing=missing, periods=periods, measured=measured)


def _periods(chance: Random, leaf: LeafData, missing: str) -> PeriodsData:
    merge = chance.choice(("mean", "sum", "last", "best", "worst", "weighted"))
    of = "values" if leaf.kind == "place" else chance.choice(("values", "scores"))
    floor = chance.choice((None, 10)) if of == "scores" and missing != "zero" else None
    places = chance.choice((None, 1, 2)) if of == "scores" else None
    weights = tuple(chance.randint(1, 3) for _ in range(4)) if merge == "weighted" else ()
    return PeriodsData(merge, of, floor, places, weights)


def _of_events(chance: Random, leaf: LeafData, wants: Wants) -> LeafData:
    full_start = chance.random() < 0.6
    scope = chance.choice(("", "rule") if wants.plain else ("", "rule", "leaf"))
    signs = [-1 if full_start else 1, chance.choice((-1, 1)), chance.choice((-1, 1))]
    rules = tuple(rule(chance, f"r{n}", signs[n], scope) for n in range(chance.randint(1, 3)))
    return replace(
        leaf,
        rules=rules,
        full_start=full_start,
        ceiling=chance.choice((None, None, leaf.points + 30)),
        overflow=full_start and chance.random() < 0.3,
    )


def rule(chance: Random, name: str, sign: int, scope: str) -> RuleData:
    """Draw a rule over events."""
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
        veto=chance.random() < 0.2,
    )
