"""A formula (计算公式) as a scheme holds it: its text, its tree, what it looks at, how it is worked out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from kaoping.errors.position import Position
from kaoping.rules.language.formula.env import Env
from kaoping.rules.language.formula.evaluation import Evaluator, compiled
from kaoping.rules.language.formula.names import Reference, categories, looks, references
from kaoping.rules.language.formula.tree import Name, Numeric, OverGroup, place, walk
from kaoping.rules.language.looks import UNITS, Look


@dataclass(frozen=True)
class Formula:
    """A formula that parsed; `position` is where its text begins. Two are equal where their trees are."""

    text: str
    tree: Numeric
    position: Position

    @cached_property
    def names(self) -> frozenset[Reference]:
        """Everything that it looks up."""
        return frozenset(self._references)

    @cached_property
    def looks(self) -> tuple[Look, ...]:
        """What it looks at that is worked out, in order of the text; facts of the unit itself are left out."""
        found = dict.fromkeys(looks(self._references))
        return (*found, UNITS) if self.over else tuple(found)

    @cached_property
    def categories(self) -> Mapping[str, Position]:
        """The ids of the categories that its group functions name, each with its place."""
        return {name: self._place(group) for name, group in categories(self.tree).items()}

    @cached_property
    def over(self) -> bool:
        """Whether it has a group function: then it needs the other units too."""
        return any(isinstance(node, OverGroup) for node, _, _ in walk(self.tree))

    @cached_property
    def compiled(self) -> Evaluator:
        """The tree as nested Python functions, made once."""
        return compiled(self.tree, self.position)

    @cached_property
    def _references(self) -> Mapping[Reference, Name]:
        return references(self.tree)

    def place_of(self, reference: Reference) -> Position:
        """Say where a reference of `names` first stands."""
        return self._place(self._references[reference])

    def _place(self, node: Name | OverGroup) -> Position:
        return place(self.position, node.offset, node.width)


def evaluate(formula: Formula, env: Env) -> Fraction | None:
    """Work out a formula for the unit of `env`, exactly; None where a number that it needs is missing.

    Raises: FormulaError (FormulaZeroDivision for a division by 0) at the place in the formula.
    """
    return formula.compiled(env)
