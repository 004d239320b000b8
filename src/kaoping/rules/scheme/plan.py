"""Points in force (实际分值): what each node is worth for one unit, after what does not apply is spread, given or left out.

Source: spec section 2 (parts for some categories, spread by largest remainder, blocks, what is left out).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from functools import lru_cache

from kaoping.rules.facts.rows import Unit
from kaoping.rules.language.formula import Formula
from kaoping.rules.language.number import MissingValue, Number
from kaoping.rules.numbers.exact import settle
from kaoping.rules.numbers.points import Points
from kaoping.rules.scheme.model import Indicator, Scheme


@dataclass(frozen=True)
class Plan:
    """The nodes that apply to a unit with their points in force (None: an adjustment), in tree order.

    `given` are nodes that do not apply and are given in full; `children` are the points of a block's children in sum.
    """

    points: Mapping[str, Points | None]
    given: frozenset[str] = frozenset()
    children: Mapping[str, Points] = field(default_factory=dict)


@dataclass(frozen=True)
class Declared:
    """A frame that knows only the category: enough for written points."""

    category: str
    full: Points = 0

    def computed(self, formula: Formula) -> Fraction:
        """Points of nodes are written, not computed."""
        raise MissingValue(formula.text)


def written(number: Number, category: str, full: Points = 0) -> Points:
    """Give a written number of points for a category."""
    return settle(number.of(Declared(category, full)))


def apportion(total: Points, weights: Sequence[int]) -> list[Points]:
    """Share out a number of points in proportion to weights, by largest remainder, ties in declared order."""
    whole = sum(weights)
    if not whole:
        return [0] * len(weights)
    parts = [total * weight // whole for weight in weights]
    order = sorted(range(len(weights)), key=lambda i: (-(total * weights[i] % whole), i))
    for i in order[: total - sum(parts)]:
        parts[i] += 1
    return parts


def treatment(node: Indicator, unit: Unit, absent: frozenset[str]) -> str:
    """Say how a node stands to a unit: applies, spread, full, omit, or outside (not part of the unit's tree)."""
    if not node.scope.covers(unit):
        return (node.elsewhere or {}).get(unit.category, "outside")
    return node.not_applicable if node.path in absent else "applies"


def declared_children(items: Sequence[Indicator], total: Points, category: str) -> list[Points]:
    """Give the written points of children, those with a weight as their share of the total."""
    return [
        settle(total * item.weight)
        if item.weight is not None
        else written(item.points, category, total)
        if item.points
        else 0
        for item in items
    ]


def plan_for(scheme: Scheme, unit: Unit, absent: frozenset[str] = frozenset()) -> Plan:
    """Give the points in force for a unit; `absent` are nodes that a decision or a missing fact takes out."""
    return _plan_for(scheme, unit.category, unit.id if scheme.by_unit else "", absent)


@lru_cache(maxsize=4096)
def _plan_for(scheme: Scheme, category: str, unit_id: str, absent: frozenset[str]) -> Plan:
    """Work out a plan; units of a category have the same, unless some node applies to named units only."""
    unit = Unit(unit_id, "", category)
    planner = _Planner(unit, absent)
    planner.share_out(scheme.tree, written(scheme.full_score, unit.category), None)
    for adjustment in scheme.adjustments:
        planner.adjust(adjustment)
    return Plan(planner.points, frozenset(planner.given), planner.children)


class _Planner:
    def __init__(self, unit: Unit, absent: frozenset[str]):
        self.unit = unit
        self.absent = absent
        self.points: dict[str, Points | None] = {}
        self.given: set[str] = set()
        self.children: dict[str, Points] = {}

    def share_out(self, items: Sequence[Indicator], total: Points, target: Points | None) -> Points:
        """Enter the children of a node, so that they bring `target` (None: what is left of them). Gives their sum.

        Largest remainder, ties in declared order; what is given in full is not spread upon.
        """
        declared = declared_children(items, total, self.unit.category)
        kinds = [self.kind(item) for item in items]
        weights = [self.left(*found) for found in zip(items, declared, kinds, strict=True)]
        whole = sum(weights)
        parts = weights if target in (None, whole) else apportion(target or 0, weights)
        given = sum(part for part, kind in zip(parts, kinds, strict=True) if kind == "full")
        applying = [weight if kind == "applies" else 0 for weight, kind in zip(weights, kinds, strict=True)]
        shares = apportion(sum(parts) - given, applying)
        in_force = 0
        for i, item in enumerate(items):
            if kinds[i] == "applies":
                in_force += self.enter(item, declared[i], shares[i])
            elif kinds[i] == "full":
                self.points[item.path] = parts[i]
                self.given.add(item.path)
                in_force += parts[i]
        return in_force

    def kind(self, node: Indicator) -> str:
        """Say how a node stands to the unit; one of which no child is left goes the way of its children."""
        found = treatment(node, self.unit, self.absent)
        if found != "applies" or not node.items:
            return found
        below = {self.kind(item) for item in node.items} - {"outside"}
        if not below or below & {"applies", "full"}:
            return found
        return "omit" if below == {"omit"} else node.not_applicable

    def left(self, node: Indicator, declared: Points, kind: str) -> Points:
        """Give the written points of a node without what is left out of it, down to the next block."""
        if kind in ("omit", "outside"):
            return 0
        if kind != "applies" or not node.items or node.out_of is not None:
            return declared
        inner = declared_children(node.items, declared, self.unit.category)
        return sum(self.left(item, own, self.kind(item)) for item, own in zip(node.items, inner, strict=True))

    def enter(self, node: Indicator, declared: Points, target: Points) -> Points:
        """Enter a node with its points in force and all below it; gives what it brings to the node above."""
        self.points[node.path] = target
        if not node.items:
            return target
        if node.out_of is not None:
            total = written(node.out_of, self.unit.category, declared)
            self.children[node.path] = self.share_out(node.items, total, None)
            return target
        brought = self.share_out(node.items, declared, target)
        self.points[node.path] = brought
        return brought

    def adjust(self, node: Indicator) -> None:
        """Enter an adjustment: no points, like all below it."""
        if not node.scope.covers(self.unit) or node.path in self.absent:
            return
        self.points[node.path] = None
        for item in node.items:
            self.adjust(item)
