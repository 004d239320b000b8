"""The condition on vetoes (一票否决)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from kaoping.rules.language.conditions.case import Case, Condition
from kaoping.rules.language.looks import Look
from kaoping.rules.language.shapes import Flag, key


@dataclass(frozen=True)
class IsVetoed(Condition):
    """被一票否决：`vetoed`。"""

    word: ClassVar[str] = "vetoed"
    vetoed: bool = key(Flag(), "true", True)

    def holds(self, case: Case) -> bool:
        """Ask for a veto."""
        return case.vetoed == self.vetoed

    def looks_at(self) -> Iterator[Look]:
        """Give the vetoes."""
        yield Look("vetoed")
