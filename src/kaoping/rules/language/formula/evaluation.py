"""How a formula is worked out: its tree becomes nested Python functions once, which then run for each unit.

Missing (None): a number that is missing makes all that needs it missing. `if`, `and` and `or` look at their
parts from left to right and no further than they must; `given` replaces a missing number; a group function
leaves units without the number out. Source: spec section 4; the order of looking is our reading.
"""

from __future__ import annotations

import operator
from bisect import bisect_right
from collections.abc import Callable, Sequence
from decimal import InvalidOperation, Overflow
from fractions import Fraction
from typing import TypeVar

from kaoping.errors.position import Position
from kaoping.rules.language.formula.env import Env, FormulaError, FormulaZeroDivision
from kaoping.rules.language.formula.functions import OPERATIONS, SUMMARIES, percentile
from kaoping.rules.language.formula.tree import (
    Arithmetic,
    Both,
    Call,
    Compared,
    IfElse,
    Literal,
    Logical,
    Name,
    Negated,
    Negative,
    Numeric,
    OverGroup,
    Tree,
    place,
)

T = TypeVar("T")

Evaluator = Callable[[Env], Fraction | None]
Test = Callable[[Env], bool | None]


def compiled(tree: Numeric, position: Position) -> Evaluator:
    """Turn a tree, whose text begins at `position`, into one function of the unit."""
    return _Compiler(position).scalar(tree)


_ARITHMETIC: dict[str, Callable[[Fraction, Fraction], Fraction]] = {
    "+": operator.add,
    "-": operator.sub,
    "*": operator.mul,
    "/": operator.truediv,
}
_COMPARISONS: dict[str, Callable[[Fraction, Fraction], bool]] = {
    "=": operator.eq,
    "!=": operator.ne,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}


class _Compiler:
    def __init__(self, position: Position):
        self.position = position

    def scalar(self, node: Numeric) -> Evaluator:
        """Compile a node that gives a number."""
        match node:
            case Literal():
                return _constant(node.value)
            case Name():
                return _look_up(node.kind, node.name, node.years)
            case Negative():
                return _negative(self.scalar(node.operand))
            case Arithmetic("/"):
                return _quotient(self.scalar(node.left), self.scalar(node.right), self.place(node))
            case Arithmetic():
                return _lifted(_ARITHMETIC[node.operator], self.scalar(node.left), self.scalar(node.right))
            case IfElse():
                branches = self.scalar(node.chosen), self.scalar(node.otherwise)
                return _choice(self.condition(node.condition), *branches)
            case Call("given"):
                return _given(*map(self.scalar, node.arguments))
            case Call():
                return _call(node.function, [self.scalar(part) for part in node.arguments], self.place(node))
            case OverGroup():
                return _group(node, self.scalar(node.member))

    def condition(self, node: Logical) -> Test:
        """Compile a node that says yes or no."""
        match node:
            case Compared():
                return _lifted(_COMPARISONS[node.operator], self.scalar(node.left), self.scalar(node.right))
            case Both():
                return _joined(node.operator == "or", self.condition(node.left), self.condition(node.right))
            case Negated():
                return _denied(self.condition(node.operand))

    def place(self, node: Tree) -> Position:
        """Say where a node stands."""
        return place(self.position, node.offset, node.width)


def _constant(value: Fraction) -> Evaluator:
    return lambda env: value


def _look_up(kind: str, name: str, years: int) -> Evaluator:
    return lambda env: env.value(kind, name, years)


def _negative(operand: Evaluator) -> Evaluator:
    def evaluate(env: Env) -> Fraction | None:
        x = operand(env)
        return None if x is None else -x

    return evaluate


def _lifted(
    operation: Callable[[Fraction, Fraction], T], left: Evaluator, right: Evaluator
) -> Callable[[Env], T | None]:
    def evaluate(env: Env) -> T | None:
        a = left(env)
        if a is None:
            return None
        b = right(env)
        return None if b is None else operation(a, b)

    return evaluate


def _quotient(left: Evaluator, right: Evaluator, position: Position) -> Evaluator:
    def divide(a: Fraction, b: Fraction) -> Fraction:
        if not b:
            raise FormulaZeroDivision(position)
        return a / b

    return _lifted(divide, left, right)


def _choice(condition: Test, chosen: Evaluator, otherwise: Evaluator) -> Evaluator:
    def evaluate(env: Env) -> Fraction | None:
        holds = condition(env)
        if holds is None:
            return None
        return chosen(env) if holds else otherwise(env)

    return evaluate


def _given(operand: Evaluator, default: Evaluator) -> Evaluator:
    def evaluate(env: Env) -> Fraction | None:
        x = operand(env)
        return default(env) if x is None else x

    return evaluate


def _joined(decisive: bool, left: Test, right: Test) -> Test:
    """Join by `or` (decided by the first yes) or `and` (by the first no)."""

    def evaluate(env: Env) -> bool | None:
        holds = left(env)
        return holds if holds is None or holds is decisive else right(env)

    return evaluate


def _denied(operand: Test) -> Test:
    def evaluate(env: Env) -> bool | None:
        holds = operand(env)
        return None if holds is None else not holds

    return evaluate


def _call(name: str, operands: Sequence[Evaluator], position: Position) -> Evaluator:
    operation = OPERATIONS[name]

    def evaluate(env: Env) -> Fraction | None:
        given = []
        for operand in operands:
            x = operand(env)
            if x is None:
                return None
            given.append(x)
        return _applied(name, operation, given, position)

    return evaluate


def _applied(
    name: str, operation: Callable[..., Fraction], given: Sequence[Fraction], position: Position
) -> Fraction:
    try:
        return operation(*given)
    except ZeroDivisionError:
        raise FormulaZeroDivision(position, name) from None
    except Overflow:
        raise FormulaError("formula.too_large", position, name) from None
    except (ValueError, InvalidOperation):
        raise FormulaError("formula.undefined", position, name) from None


def _group(node: OverGroup, member: Evaluator) -> Evaluator:
    """Compile a group function; its key holds an object of its own: no other formula shares its results."""
    over, own_key = node.over, object()

    def numbers(env: Env) -> list[Fraction]:
        return [x for unit in env.group(over) if (x := member(unit)) is not None]

    def cached(env: Env, compute: Callable[[list[Fraction]], T]) -> T:
        return env.cached((own_key, over, env.group_key(over)), lambda: compute(numbers(env)))

    if node.function == "rank":
        return lambda env: _rank(member(env), lambda: cached(env, sorted))
    summary = _summary(node)
    return lambda env: cached(env, summary)


def _rank(own: Fraction | None, ordered: Callable[[], list[Fraction]]) -> Fraction | None:
    """Give the place (名次): 1 + the number of units with more; missing where the unit has no number."""
    if own is None:
        return None
    numbers = ordered()
    return Fraction(1 + len(numbers) - bisect_right(numbers, own)) if numbers else None


def _summary(node: OverGroup) -> Callable[[list[Fraction]], Fraction | None]:
    """Give what a group function makes of its units' numbers; of none, `count` makes 0, others nothing."""
    if node.function == "count":
        return lambda numbers: Fraction(len(numbers))
    if node.function == "percentile":
        return lambda numbers: percentile(numbers, node.share) if numbers else None
    summary = SUMMARIES[node.function]
    return lambda numbers: summary(numbers) if numbers else None
