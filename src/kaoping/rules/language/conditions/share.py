"""The condition on what share of a group's units (单位所占比例) fulfil another one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import ClassVar

from kaoping.rules.language.conditions.bounds import COMPARISONS, Bounds
from kaoping.rules.language.conditions.case import Case, Condition
from kaoping.rules.language.conditions.shape import CONDITION
from kaoping.rules.language.groups import AMONG, Group
from kaoping.rules.language.looks import UNITS, Look, at_others
from kaoping.rules.language.number import Number
from kaoping.rules.language.number_shapes import VALUE
from kaoping.rules.language.shapes import Record, key


@dataclass(frozen=True)
class ShareOfUnitsKeys:
    """Which units count, and what share of a group they must be."""

    needs: ClassVar[tuple[tuple[str, ...], ...]] = (COMPARISONS,)
    when: Condition = key(CONDITION, "条件")
    among: Group = key(AMONG, "范围", "all")
    at_least: Number | None = key(VALUE, "至少", None)
    above: Number | None = key(VALUE, "高于", None)
    at_most: Number | None = key(VALUE, "至多", None)
    below: Number | None = key(VALUE, "低于", None)

    @property
    def bounds(self) -> Bounds:
        """The bounds of the share."""
        return Bounds(self.at_least, self.above, self.at_most, self.below)


@dataclass(frozen=True)
class ShareOfUnits(Condition):
    """满足条件的单位所占比例：`{share_of_units: {when: {...}, above: 15%, among: all}}`。"""

    word: ClassVar[str] = "share_of_units"
    share_of_units: ShareOfUnitsKeys = key(Record(ShareOfUnitsKeys), "比例条件")

    def holds(self, case: Case) -> bool:
        """Count the units of the group for which the inner condition holds."""
        keys = self.share_of_units
        judged = [keys.when.holds(other) for other in case.group(keys.among)]
        return bool(judged) and keys.bounds.hold(Fraction(sum(judged), len(judged)), case)

    def looks_at(self) -> Iterator[Look]:
        """Look at who is in the group, at all of them where the inner condition looks, and where the bounds look."""
        yield UNITS
        yield from at_others(self.share_of_units.when.looks_at())
        yield from self.share_of_units.bounds.looks()

    def within(self) -> tuple[Condition, ...]:
        """Give the inner condition."""
        return (self.share_of_units.when,)
