"""Points by the unit's place (按位次计分)."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import ClassVar

from kaoping.rules.clauses.worth import Measure, ValueFrame
from kaoping.rules.language.groups import AMONG, Group
from kaoping.rules.language.looks import Look
from kaoping.rules.language.number import Constant, Number
from kaoping.rules.language.number_shapes import POINTS
from kaoping.rules.language.shapes import Choice, Keyed, Record, Whole, key
from kaoping.rules.numbers.exact import Exact


class _Places(Whole):
    """A place from 1 on, as a key."""


@dataclass(frozen=True)
class PlaceTable:
    """Points for places: from the top, from the bottom (the last n), and for all others."""

    needs: ClassVar[tuple[tuple[str, ...], ...]] = (("first", "last"),)
    among: Group = key(AMONG, "比较范围")
    first: Mapping[int, Number] = key(Keyed(_Places(1), POINTS), "前几名各得", {})
    last: Mapping[int, Number] = key(Keyed(_Places(1), POINTS), "末n名各得（n: 分）", {})
    others: Number = key(POINTS, "其余", Constant(0))
    best: str = key(Choice(("high", "low")), "高者为先或低者为先", "high")


@dataclass(frozen=True)
class Place:
    """按位次计分：按指标值在范围内的名次得分，并列同名次、下一名次跳过；末n名从后数，边界并列全部算入。

    Example: `{points: 4, value: count, place: {among: category, first: {1: 4, 2: 3}, others: 1, last: {1: 0}}}`
    Facts: 30; 20; 20; 15; 10
    Source: spec section 4; township 三(五) (last five -1), beijing-2011 district.social.
    """

    word: ClassVar[str] = "place"
    place: PlaceTable = key(Record(PlaceTable), "位次与得分")

    def points(self, measure: Measure, frame: ValueFrame) -> Exact:
        """Look at the top table first, then at the bottom one."""
        better, worse = self._neighbours(measure, frame)
        table = self.place
        if better + 1 in table.first:
            return table.first[better + 1].of(frame)
        reached = [n for n in table.last if worse + 1 <= n]
        return table.last[min(reached)].of(frame) if reached else table.others.of(frame)

    def _neighbours(self, measure: Measure, frame: ValueFrame) -> tuple[int, int]:
        peers = frame.peers(self.place.among)
        lower = bisect_left(peers, measure.v)
        higher = len(peers) - bisect_right(peers, measure.v)
        return (higher, lower) if self.place.best == "high" else (lower, higher)

    def looks_at(self) -> Iterator[Look]:
        """Look at the values of others."""
        yield Look("value", "v", others=True)

    def reached(self, frame: ValueFrame) -> Exact:
        """Give the best place."""
        return max(number.of(frame) for number in (*self.place.first.values(), self.place.others))

    @property
    def cost(self) -> bool:
        """It adds a signed number."""
        return False
