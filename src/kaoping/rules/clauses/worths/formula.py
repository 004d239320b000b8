"""Points by a formula (按公式计分)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from kaoping.rules.clauses.worth import Measure, ValueFrame
from kaoping.rules.language.formula import Formula
from kaoping.rules.language.formula_shape import FormulaShape
from kaoping.rules.language.shapes import key
from kaoping.rules.numbers.exact import Exact
from kaoping.rules.numbers.points import SCALE


@dataclass(frozen=True)
class ByFormula:
    """按公式计分：公式的结果就是得分；v、base 是本项的值与基数，points 是本项分值，其余见公式一章。

    Example: `{points: 10, value: count, formula: "points * v / max(v over category)"}`
    Facts: 30; 20
    Source: spec section 4 (formula).
    """

    word: ClassVar[str] = "formula"
    formula: Formula = key(FormulaShape(), "公式")

    def points(self, measure: Measure, frame: ValueFrame) -> Exact:
        """Work the formula out for the unit."""
        return frame.computed(self.formula) * SCALE

    def reached(self, frame: ValueFrame) -> Exact:
        """All points."""
        return frame.full

    @property
    def needs_value(self) -> bool:
        """Say whether the item needs a value of its own: where the formula speaks of v or base."""
        return any(r.kind == "name" and r.name in ("v", "base") for r in self.formula.names)

    @property
    def cost(self) -> bool:
        """It earns."""
        return False
