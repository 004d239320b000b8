"""The tree of a formula (计算公式): frozen nodes that know where in the text they stand.

A `Numeric` gives a number, a `Logical` says yes or no; the parser never lets one stand for the other. Two
nodes are equal where they mean the same, wherever they stand.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from fractions import Fraction

from kaoping.errors.position import Position

Over = str | tuple[str, ...]
"""A group of units (一组单位): `category`, `all`, `children`, or the ids of categories."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TreeNode:
    """What every node has: the characters of the text, counted from 0, that an error marks."""

    offset: int = field(default=0, compare=False)
    width: int = field(default=1, compare=False)


@dataclass(frozen=True, slots=True)
class Literal(TreeNode):
    """A number as written: 12.5, 95% (0.95, a ratio), 50万."""

    value: Fraction
    percent: bool = False


@dataclass(frozen=True, slots=True)
class Name(TreeNode):
    """Something looked up for the unit; `kind` is one of `names.KINDS`, `years` before the cycle."""

    kind: str
    name: str
    years: int = 0


@dataclass(frozen=True, slots=True)
class Negative(TreeNode):
    """The operand with the other sign."""

    operand: Numeric


@dataclass(frozen=True, slots=True)
class Arithmetic(TreeNode):
    """Two numbers joined by one of + - * /."""

    operator: str
    left: Numeric
    right: Numeric


@dataclass(frozen=True, slots=True)
class Call(TreeNode):
    """A function of numbers, worked out for one unit; its name is a key of `functions.SCALARS`."""

    function: str
    arguments: tuple[Numeric, ...]


@dataclass(frozen=True, slots=True)
class IfElse(TreeNode):
    """if(condition, a, b): only the chosen one is looked at."""

    condition: Logical
    chosen: Numeric
    otherwise: Numeric


@dataclass(frozen=True, slots=True)
class OverGroup(TreeNode):
    """A function over a group of units: `member` is worked out for each, `share` is that of percentile."""

    function: str
    member: Numeric
    over: Over
    share: Fraction = Fraction(0)


@dataclass(frozen=True, slots=True)
class Compared(TreeNode):
    """Two numbers compared by one of = != < <= > >=."""

    operator: str
    left: Numeric
    right: Numeric


@dataclass(frozen=True, slots=True)
class Both(TreeNode):
    """Two conditions joined by `and` or `or`."""

    operator: str
    left: Logical
    right: Logical


@dataclass(frozen=True, slots=True)
class Negated(TreeNode):
    """A condition that must not hold."""

    operand: Logical


Numeric = Literal | Name | Negative | Arithmetic | Call | IfElse | OverGroup
Logical = Compared | Both | Negated
Tree = Numeric | Logical


def parts(node: Tree) -> tuple[Tree, ...]:
    """Give the nodes that stand directly under a node, in order of the text."""
    match node:
        case Literal() | Name():
            return ()
        case Negative() | Negated():
            return (node.operand,)
        case Arithmetic() | Compared() | Both():
            return (node.left, node.right)
        case Call():
            return node.arguments
        case IfElse():
            return (node.condition, node.chosen, node.otherwise)
        case OverGroup():
            return (node.member,)


def walk(tree: Tree) -> Iterator[tuple[Tree, int, bool]]:
    """Give every node with its depth (the root's is 1) and whether it stands inside a group function."""
    waiting: list[tuple[Tree, int, bool]] = [(tree, 1, False)]
    while waiting:
        node, depth, grouped = waiting.pop()
        yield node, depth, grouped
        below = grouped or isinstance(node, OverGroup)
        waiting += [(part, depth + 1, below) for part in reversed(parts(node))]


def place(position: Position, offset: int, width: int = 1) -> Position:
    """Give the place of a piece of a text that begins at `position`; that itself where it has no column."""
    if not position.column:
        return position
    return replace(position, column=position.column + offset, width=max(1, width))
