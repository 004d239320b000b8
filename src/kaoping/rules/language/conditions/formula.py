"""The condition that a formula (公式) holds."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from kaoping.rules.language.conditions.case import Case, Condition
from kaoping.rules.language.formula import Formula
from kaoping.rules.language.formula_shape import FormulaShape
from kaoping.rules.language.looks import Look
from kaoping.rules.language.number import MissingValue
from kaoping.rules.language.shapes import key


@dataclass(frozen=True)
class FormulaIs(Condition):
    """公式成立：`{formula: "value(a) > value(b)"}`，可用 and、or、not；写成算式的，结果不为0即成立。"""

    word: ClassVar[str] = "formula"
    formula: Formula = key(FormulaShape(condition=True), "公式")

    def holds(self, case: Case) -> bool:
        """Work the formula out; a missing number does not hold."""
        try:
            return case.computed(self.formula) != 0
        except MissingValue:
            return False

    def looks_at(self) -> Iterator[Look]:
        """Give what the formula looks at."""
        return iter(self.formula.looks)
