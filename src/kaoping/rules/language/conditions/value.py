"""The condition on a measured value or quantity (指标值、中间量)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from kaoping.rules.language.conditions.bounds import ValueBounds
from kaoping.rules.language.conditions.case import Case, Condition
from kaoping.rules.language.looks import Look
from kaoping.rules.language.shapes import Text, Word, key


@dataclass(frozen=True)
class ValueIs(ValueBounds, Condition):
    """某指标值或中间量：`{value: growth, below: 0}`；缺值时不成立。"""

    word: ClassVar[str] = "value"
    value: Word = key(Text(), "指标或中间量编号", Word(""))

    def holds(self, case: Case) -> bool:
        """Compare the value."""
        found = case.value_of(self.value)
        return found is not None and self.hold(found, case)

    def looks_at(self) -> Iterator[Look]:
        """Give the value, and what its bounds look at."""
        yield Look("value", str(self.value))
        yield from self.looks()
