"""The condition on the grade (等次)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from kaoping.rules.language.conditions.case import Case, Condition
from kaoping.rules.language.looks import Look
from kaoping.rules.language.shapes import Id, Many, Word, key


@dataclass(frozen=True)
class GradeIs(Condition):
    """等次：`{grade: [excellent]}`。"""

    word: ClassVar[str] = "grade"
    grade: tuple[Word, ...] = key(Many(Id()), "等次编号")

    def holds(self, case: Case) -> bool:
        """Look at the grade."""
        return case.grade in self.grade

    def looks_at(self) -> Iterator[Look]:
        """Give the grade."""
        yield Look("grade")
