"""The condition on a unit's place (名次) in a group."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import ClassVar

from kaoping.rules.language.conditions.case import Case, Condition
from kaoping.rules.language.groups import AMONG, Group
from kaoping.rules.language.looks import Look, at_others
from kaoping.rules.language.number import MissingValue, Number, looks_in
from kaoping.rules.language.number_shapes import PERCENT, VALUE
from kaoping.rules.language.shapes import Flag, Record, Text, Word, key
from kaoping.rules.numbers.exact import Exact


@dataclass(frozen=True)
class PlaceKeys:
    """A range of places."""

    needs: ClassVar[tuple[tuple[str, ...], ...]] = (
        ("first", "first_percent", "last", "last_percent", "from", "to", "exactly"),
    )
    among: Group = key(AMONG, "范围", "category")
    of: Word = key(Text(), "按哪个指标（默认总分）", Word(""))
    first: Number | None = key(VALUE, "前几名", None)
    first_percent: Number | None = key(PERCENT, "前百分之几（写30或30%），向下取整", None)
    last: Number | None = key(VALUE, "倒数几名", None)
    last_percent: Number | None = key(PERCENT, "倒数百分之几，向下取整", None)
    from_: Number | None = key(VALUE, "第几名起", None)
    to: Number | None = key(VALUE, "至第几名", None)
    exactly: Number | None = key(VALUE, "正好第几名（alone 时为倒数）", None)
    alone: bool = key(Flag(), "last 只取这一名：恰有 n-1 个更低", False)

    def looks(self) -> Iterator[Look]:
        """Give what the numbers of places look at."""
        return looks_in(
            self.first,
            self.first_percent,
            self.last,
            self.last_percent,
            self.from_,
            self.to,
            self.exactly,
        )


@dataclass(frozen=True)
class PlaceIs(Condition):
    """名次：`{place: {first: 5, among: category}}`，边界并列全部算入；百分比按参加排名的单位数向下取整。"""

    word: ClassVar[str] = "place"
    place: PlaceKeys = key(Record(PlaceKeys, short="exactly"), "名次范围")
    race: Condition | None = None

    def holds(self, case: Case) -> bool:
        """Look at the unit's place among those in the race; a number of places that is missing does not hold."""
        found = case.standing(self.place.among, self.place.of, self.race)
        if found is None:
            return False
        better, worse, ranked = found
        try:
            return self._from_top(better + 1, ranked, case) and self._from_bottom(worse, ranked, case)
        except MissingValue:
            return False

    def looks_at(self) -> Iterator[Look]:
        """Give the score or total of the whole group, who is in the race, and what the numbers look at."""
        yield Look("score", str(self.place.of), True) if self.place.of else Look("total", "", True)
        yield from at_others(self.race.looks_at()) if self.race else ()
        yield from self.place.looks()

    def in_race(self, race: Condition | None) -> PlaceIs:
        """Count the places among the units of a race."""
        return replace(self, race=race)

    def _from_top(self, place: int, ranked: int, case: Case) -> bool:
        p = self.place
        return not (
            (p.first and place > p.first.of(case))
            or (p.first_percent and place > _quota(p.first_percent.of(case), ranked))
            or (p.from_ and place < p.from_.of(case))
            or (p.to and place > p.to.of(case))
            or (p.exactly and place != p.exactly.of(case))
        )

    def _from_bottom(self, worse: int, ranked: int, case: Case) -> bool:
        p = self.place
        if p.last_percent and worse + 1 > _quota(p.last_percent.of(case), ranked):
            return False
        if not p.last:
            return True
        return worse + 1 == p.last.of(case) if p.alone else worse + 1 <= p.last.of(case)


def _quota(percent: Exact, ranked: int) -> int:
    """Give how many places a percentage is, rounded down."""
    return (ranked * percent.numerator) // percent.denominator
