"""The condition on events that hold (有事项成立)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from kaoping.rules.language.conditions.case import Case, Condition
from kaoping.rules.language.looks import Look
from kaoping.rules.language.shapes import Many, Text, Whole, Word, key


@dataclass(frozen=True)
class HasEvent(Condition):
    """有事项成立：`{event: accountability.*, level: [major], times: 3}`，次数按 count 合计。"""

    word: ClassVar[str] = "event"
    event: tuple[Word, ...] = key(Many(Text(), empty=False), "条款编号，`前缀.*` 表示其下全部")
    level: tuple[str, ...] = key(Many(Text()), "级别", ())
    times: int = key(Whole(1), "至少几次", 1)

    def holds(self, case: Case) -> bool:
        """Count the events that hold."""
        return case.times(self.event, self.level) >= self.times

    def looks_at(self) -> Iterator[Look]:
        """Give the events, by id or pattern."""
        return (Look("event", str(item)) for item in self.event)
