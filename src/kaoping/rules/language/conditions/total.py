"""The condition on the total (总分)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from kaoping.rules.language.conditions.bounds import PointBounds
from kaoping.rules.language.conditions.case import Case, Condition
from kaoping.rules.language.looks import Look
from kaoping.rules.language.shapes import Record, key


@dataclass(frozen=True)
class TotalIs(Condition):
    """总分：`{total: {at_least: 80, below: 85}}`，按公布的总分比较。"""

    word: ClassVar[str] = "total"
    total: PointBounds = key(Record(PointBounds), "总分范围")

    def holds(self, case: Case) -> bool:
        """Compare the published total."""
        found = case.total_shown()
        return self.total.hold(found, case.scaled_to(""))

    def looks_at(self) -> Iterator[Look]:
        """Give the total, and what its bounds look at."""
        yield Look("total")
        yield from self.total.looks()
