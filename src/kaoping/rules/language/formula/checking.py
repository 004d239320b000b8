"""Units that do not fit (量纲): points beside ratios where both must be the same kind of number.

A dimension is points, ratio or number; a number fits both. Adding, comparing and choosing ask for the same
dimension, * and / make a new one. A per cent as written (95%) is a ratio. The check is tolerant: what it
cannot tell is a number.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from kaoping.errors.problems import Problem
from kaoping.rules.language.formula.model import Formula
from kaoping.rules.language.formula.names import Reference
from kaoping.rules.language.formula.notes import Notes
from kaoping.rules.language.formula.tree import (
    Arithmetic,
    Call,
    Compared,
    IfElse,
    Literal,
    Name,
    Negative,
    OverGroup,
    Tree,
    parts,
)

POINTS, RATIO, NUMBER = "points", "ratio", "number"
_ALIKE = frozenset(("min", "max", "mean", "given", "steps"))
_KEPT = frozenset(("abs", "round", "floor", "ceil"))
_COUNTS = frozenset(("count", "rank"))
_PRODUCTS = {
    ("*", POINTS, RATIO): POINTS,
    ("*", RATIO, POINTS): POINTS,
    ("*", POINTS, NUMBER): POINTS,
    ("*", NUMBER, POINTS): POINTS,
    ("*", RATIO, RATIO): RATIO,
    ("/", POINTS, POINTS): RATIO,
    ("/", POINTS, RATIO): POINTS,
    ("/", POINTS, NUMBER): POINTS,
    ("/", RATIO, RATIO): RATIO,
}


def check_dimensions(formula: Formula, dimension_of: Callable[[Reference], str]) -> list[Problem]:
    """Tell every place of a formula where points stand beside a ratio, or points are multiplied by points."""
    return _checked(formula, dimension_of)[1]


def dimension(formula: Formula, dimension_of: Callable[[Reference], str]) -> str:
    """Say what a formula gives: points, ratio or number."""
    return _checked(formula, dimension_of)[0]


def _checked(formula: Formula, dimension_of: Callable[[Reference], str]) -> tuple[str, list[Problem]]:
    checker = _Checker(dimension_of, Notes(formula.position))
    return checker.dimension(formula.tree, False), checker.notes.problems


class _Checker:
    def __init__(self, dimension_of: Callable[[Reference], str], notes: Notes):
        self.dimension_of = dimension_of
        self.notes = notes

    def dimension(self, node: Tree, grouped: bool) -> str:
        """Give the dimension of a node, noting what does not fit below it."""
        below = grouped or isinstance(node, OverGroup)
        inner = [self.dimension(part, below) for part in parts(node)]
        match node:
            case Literal():
                return RATIO if node.percent else NUMBER
            case Name():
                return self.dimension_of(Reference(node.kind, node.name, grouped, node.years))
            case Negative():
                return inner[0]
            case Arithmetic("*" | "/"):
                return self.product(node, *inner)
            case Arithmetic() | Compared():
                return self.alike(node, inner, node.operator)
            case IfElse():
                return self.alike(node, inner[1:], "if")
            case Call():
                return self.call(node, inner)
            case OverGroup():
                return NUMBER if node.function in _COUNTS else inner[0]
            case _:
                return NUMBER

    def product(self, node: Arithmetic, left: str, right: str) -> str:
        """Give the dimension of a product or quotient."""
        if (node.operator, left, right) == ("*", POINTS, POINTS):
            self.notes.tell_node("formula.points_times_points", node)
        return _PRODUCTS.get((node.operator, left, right), NUMBER)

    def alike(self, node: Tree, inner: Iterable[str], name: str) -> str:
        """Give the one dimension of what stands side by side."""
        found = set(inner) - {NUMBER}
        if len(found) > 1:
            self.notes.tell_node("formula.unlike", node, name=name)
        return found.pop() if len(found) == 1 else NUMBER

    def call(self, node: Call, inner: list[str]) -> str:
        """Give the dimension of a function of the unit's numbers."""
        if node.function in _KEPT:
            return inner[0]
        together = self.alike(node, inner, node.function) if node.function in _ALIKE else NUMBER
        return NUMBER if node.function == "steps" else together
