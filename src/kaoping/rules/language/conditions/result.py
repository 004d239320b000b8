"""The condition on another scheme's result (其他考评结果)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from kaoping.rules.facts.rows import SchemeResult
from kaoping.rules.language.conditions.bounds import COMPARISONS, ValueBounds
from kaoping.rules.language.conditions.case import Case, Condition
from kaoping.rules.language.looks import Look
from kaoping.rules.language.shapes import Many, Text, Whole, Word, key


@dataclass(frozen=True)
class ResultIs(ValueBounds, Condition):
    """其他考评结果：`{result: party-building, grade: [A], at_least: 80}`；`ago: 1` 看上一年的（连续两年）。"""

    word: ClassVar[str] = "result"
    needs: ClassVar[tuple[tuple[str, ...], ...]] = (("grade", "first", "last", *COMPARISONS),)
    result: Word = key(Text(), "考评办法编号", Word(""))
    grade: tuple[str, ...] = key(Many(Text()), "等次", ())
    first: int | None = key(Whole(1), "名次在前几名", None)
    last: int | None = key(Whole(1), "名次在末几名（按排名单位数）", None)
    ago: int = key(Whole(0, 99), "几年以前的结果（所属期为那一年）", 0)

    def holds(self, case: Case) -> bool:
        """Look at the other scheme's grade, place and total."""
        found = case.result_of(self.result, self.ago)
        if found is None:
            return False
        graded = not self.grade or found.grade in self.grade
        return graded and self._placed(found) and self.hold(found.total, case)

    def looks_at(self) -> Iterator[Look]:
        """Give what its bounds look at; the result itself is a fact of the unit."""
        return self.looks()

    def _placed(self, found: SchemeResult) -> bool:
        if self.first is not None and not (found.rank and found.rank <= self.first):
            return False
        return self.last is None or bool(found.rank and found.of and found.of - found.rank < self.last)
