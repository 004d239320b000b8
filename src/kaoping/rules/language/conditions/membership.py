"""The conditions on what a unit is: its category (类别), itself, whether it is scored."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from kaoping.rules.language.conditions.case import Case, Condition
from kaoping.rules.language.shapes import Flag, Id, Many, Text, Word, key


@dataclass(frozen=True)
class CategoryIs(Condition):
    """类别：`{category: [party]}`。"""

    word: ClassVar[str] = "category"
    category: tuple[Word, ...] = key(Many(Id()), "类别编号")

    def holds(self, case: Case) -> bool:
        """Look at the category."""
        return case.category in self.category


@dataclass(frozen=True)
class UnitIs(Condition):
    """单位：`{unit: [u1]}`。"""

    word: ClassVar[str] = "unit"
    unit: tuple[Word, ...] = key(Many(Text()), "单位编号")

    def holds(self, case: Case) -> bool:
        """Look at the unit."""
        return case.unit_id in self.unit


@dataclass(frozen=True)
class IsObserver(Condition):
    """只参评不计分的单位：`observer`。"""

    word: ClassVar[str] = "observer"
    observer: bool = key(Flag(), "true", True)

    def holds(self, case: Case) -> bool:
        """Ask whether the unit is scored."""
        return case.observer == self.observer
