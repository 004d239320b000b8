"""Conditions joined to one: not, all, any (不成立、全部成立、任一成立)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import ClassVar

from kaoping.rules.language.conditions.case import Case, Condition
from kaoping.rules.language.looks import Look


@dataclass(frozen=True)
class Not(Condition):
    """不成立：`{not: vetoed}`。"""

    word: ClassVar[str] = "not"
    inner: Condition

    def holds(self, case: Case) -> bool:
        """Turn the inner condition round."""
        return not self.inner.holds(case)

    def looks_at(self) -> Iterator[Look]:
        """Look where the inner condition looks."""
        return self.inner.looks_at()

    def within(self) -> tuple[Condition, ...]:
        """Give the inner condition."""
        return (self.inner,)

    def in_race(self, race: Condition | None) -> Not:
        """Count the inner condition's places in a race."""
        return Not(self.inner.in_race(race))


@dataclass(frozen=True)
class _Several(Condition):
    """Several conditions."""

    parts: tuple[Condition, ...]

    def looks_at(self) -> Iterator[Look]:
        """Look where the parts look."""
        return (look for part in self.parts for look in part.looks_at())

    def within(self) -> tuple[Condition, ...]:
        """Give the parts."""
        return self.parts

    def in_race(self, race: Condition | None) -> Condition:
        """Count the parts' places in a race."""
        return replace(self, parts=tuple(part.in_race(race) for part in self.parts))


@dataclass(frozen=True)
class All(_Several):
    """全部成立：`{all: [..]}`。"""

    word: ClassVar[str] = "all"

    def holds(self, case: Case) -> bool:
        """Every part holds."""
        return all(part.holds(case) for part in self.parts)


@dataclass(frozen=True)
class Any_(_Several):
    """任一成立：`{any: [..]}`。"""

    word: ClassVar[str] = "any"

    def holds(self, case: Case) -> bool:
        """Some part holds."""
        return any(part.holds(case) for part in self.parts)
