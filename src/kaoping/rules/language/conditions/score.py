"""The condition on an item's score (得分)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from kaoping.rules.language.conditions.bounds import PointBounds
from kaoping.rules.language.conditions.case import Case, Condition
from kaoping.rules.language.looks import Look
from kaoping.rules.language.shapes import Text, Word, key


@dataclass(frozen=True)
class ScoreIs(PointBounds, Condition):
    """某指标得分：`{score: service.public, at_least: 85%}`，%为该指标分值的百分比；指标不适用的不成立。"""

    word: ClassVar[str] = "score"
    score: Word = key(Text(), "指标编号", Word(""))

    def holds(self, case: Case) -> bool:
        """Compare the score."""
        found = case.shown(self.score)
        return found is not None and self.hold(found, case.scaled_to(self.score))

    def looks_at(self) -> Iterator[Look]:
        """Give the score, and what its bounds look at."""
        yield Look("score", str(self.score))
        yield from self.looks()
