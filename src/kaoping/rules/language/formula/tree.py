"""The tree of a formula (计算公式): frozen nodes that know where in the text they stand.

A `Scalar` gives a number, a `Condition` says yes or no; the parser never lets one stand for the other. Two
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
class Node:
    """What every node has: the characters of the text, counted from 0, that an error marks."""

    offset: int = field(default=0, compare=False)
    width: int = field(default=1, compare=False)


@dataclass(frozen=True, slots=True)
class Number(Node):
    """A number as written: 12.5, 95% (0.95, a ratio), 50万."""

    value: Fraction
    percent: bool = False


@dataclass(frozen=True, slots=True)
class Name(Node):
    """Something looked up for the unit; `kind` is one of `names.KINDS`, `years` before the cycle."""

    kind: str
    name: str
    years: int = 0


@dataclass(frozen=True, slots=True)
class Negative(Node):
    """The operand with the other sign."""

    operand: Scalar


@dataclass(frozen=True, slots=True)
class Arithmetic(Node):
    """Two numbers joined by one of + - * /."""

    operator: str
    left: Scalar
    right: Scalar


@dataclass(frozen=True, slots=True)
class Call(Node):
    """A function of numbers, worked out for one unit; its name is a key of `functions.SCALARS`."""

    function: str
    arguments: tuple[Scalar, ...]


@dataclass(frozen=True, slots=True)
class Choice(Node):
    """if(condition, a, b): only the chosen one is looked at."""

    condition: Condition
    chosen: Scalar
    otherwise: Scalar


@dataclass(frozen=True, slots=True)
class Group(Node):
    """A function over a group of units: `member` is worked out for each, `share` is that of percentile."""

    function: str
    member: Scalar
    over: Over
    share: Fraction = Fraction(0)


@dataclass(frozen=True, slots=True)
class Comparison(Node):
    """Two numbers compared by one of = != < <= > >=."""

    operator: str
    left: Scalar
    right: Scalar


@dataclass(frozen=True, slots=True)
class Both(Node):
    """Two conditions joined by `and` or `or`."""

    operator: str
    left: Condition
    right: Condition


@dataclass(frozen=True, slots=True)
class Not(Node):
    """A condition that must not hold."""

    operand: Condition


Scalar = Number | Name | Negative | Arithmetic | Call | Choice | Group
Condition = Comparison | Both | Not
Tree = Scalar | Condition


def parts(node: Tree) -> tuple[Tree, ...]:
    """Give the nodes that stand directly under a node, in order of the text."""
    match node:
        case Number() | Name():
            return ()
        case Negative() | Not():
            return (node.operand,)
        case Arithmetic() | Comparison() | Both():
            return (node.left, node.right)
        case Call():
            return node.arguments
        case Choice():
            return (node.condition, node.chosen, node.otherwise)
        case Group():
            return (node.member,)


def walk(tree: Tree) -> Iterator[tuple[Tree, int, bool]]:
    """Give every node with its depth (the root's is 1) and whether it stands inside a group function."""
    waiting: list[tuple[Tree, int, bool]] = [(tree, 1, False)]
    while waiting:
        node, depth, grouped = waiting.pop()
        yield node, depth, grouped
        below = grouped or isinstance(node, Group)
        waiting += [(part, depth + 1, below) for part in reversed(parts(node))]


def place(position: Position, offset: int, width: int = 1) -> Position:
    """Give the place of a piece of a text that begins at `position`; that itself where it has no column."""
    if not position.column:
        return position
    return replace(position, column=position.column + offset, width=max(1, width))
