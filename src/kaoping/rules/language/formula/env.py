"""What a formula asks of the unit it is worked out for, and how it says that it has no value."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from fractions import Fraction
from typing import Protocol, TypeVar

from kaoping.errors.position import Position
from kaoping.errors.problems import KaopingError, Problem
from kaoping.rules.language.formula.tree import Over

T = TypeVar("T")


class Env(Protocol):
    """What a formula sees of one unit: its numbers, the units of its groups. Inherit it for the default."""

    def value(self, kind: str, name: str, years: int = 0) -> Fraction | None:
        """Give a number of the unit, None where it is missing. kind: one of `names.KINDS`."""

    def group(self, over: Over) -> Iterable[Env]:
        """Give the units of a group as seen from this unit, in their order, without observers."""

    def group_key(self, over: Over) -> Hashable:
        """Give the same key for all units that see the same group, another for any other group."""

    def cached(self, key: tuple[Hashable, ...], compute: Callable[[], T]) -> T:
        """Give what was computed under `key` for the run, computing it where it was not yet."""
        return compute()


class FormulaError(KaopingError):
    """A formula has no value for these numbers; `problem` says where and why."""

    def __init__(self, code: str, position: Position, name: str = ""):
        self.position = position
        self.problem = Problem(code, position, {"name": name})
        super().__init__(self.problem.render())


class FormulaZeroDivision(FormulaError):
    """A formula divides by 0; the scheme says what a base of 0 means, so the caller decides."""

    def __init__(self, position: Position, name: str = "/"):
        super().__init__("formula.zero_division", position, name)
