"""What scoring gives: the ledger (得分明细) and all that is summed from it. Formats: spec section 8."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import NamedTuple

from kaoping.rules.facts.rows import Cycle, Unit
from kaoping.rules.numbers.points import Points

KINDS = {
    "start": "起评分",
    "event": "事项",
    "missed": "逾期未报",
    "value": "指标值",
    "rating": "评价",
    "award": "评定",
    "scheme": "其他考评",
    "given": "按满分计",
    "decision": "会议决定",
    "veto": "一票否决",
    "gate": "限制条件",
    "void": "此项不得分",
    "limit": "封顶封底",
    "rescale": "折算",
    "overflow": "超出部分",
    "missing": "缺少资料",
}
"""Kinds of ledger lines (类型), with their Chinese words."""
OVERFLOW = "overflow."
"""What the item of an overflow line (超出部分) begins with; the leaf follows."""


class Reason(NamedTuple):
    """Why a line counts what it counts, as data; `explain` makes the words."""

    code: str
    params: tuple[object, ...] = ()


class Line(NamedTuple):
    """One line of the ledger (得分明细): what `source` on `date` was worth (`raw`) and counts (`points`)."""

    unit: str
    item: str
    rule: str
    kind: str
    source: str
    date: str
    raw: Points
    points: Points
    reasons: tuple[Reason, ...] = ()


class Score(NamedTuple):
    """The score (得分) of a node that applies to a unit; `points` are those in force, None outside the tree."""

    unit: str
    item: str
    points: Points | None
    score: Points


class Standing(NamedTuple):
    """A unit's place in the table: published total, exact total, rank (None while incomplete), grade id or ""."""

    category: str
    rank: int | None
    unit: str
    name: str
    total: Points
    exact_total: Points
    grade: str
    complete: bool
    vetoed: bool


class Applied(NamedTuple):
    """A consequence (结果运用) that follows for a unit."""

    unit: str
    name: str
    consequence: str
    value: str
    cite: str


@dataclass(frozen=True)
class Result:
    """The result of a scheme on facts; `lines` add up to `scores`, these to the totals. Rows are in output order."""

    scheme: str
    places: int
    cycle: Cycle
    as_of: date
    units: Sequence[Unit]
    standings: Sequence[Standing]
    scores: Sequence[Score]
    lines: Sequence[Line]
    consequences: Sequence[Applied]

    @cached_property
    def lines_of(self) -> Mapping[str, list[Line]]:
        """Give each unit's ledger."""
        found: dict[str, list[Line]] = {unit.id: [] for unit in self.units}
        for line in self.lines:
            found[line.unit].append(line)
        return found

    @cached_property
    def scores_of(self) -> Mapping[str, dict[str, Score]]:
        """Give each unit's scores by item."""
        found: dict[str, dict[str, Score]] = {unit.id: {} for unit in self.units}
        for score in self.scores:
            found[score.unit][score.item] = score
        return found

    @cached_property
    def standing_of(self) -> Mapping[str, Standing]:
        """Give each assessed unit's standing."""
        return {standing.unit: standing for standing in self.standings}

    @cached_property
    def unit_of(self) -> Mapping[str, Unit]:
        """Give each unit by id."""
        return {unit.id: unit for unit in self.units}

    @cached_property
    def consequences_of(self) -> Mapping[str, list[Applied]]:
        """Give each unit's consequences."""
        found: dict[str, list[Applied]] = {unit.id: [] for unit in self.units}
        for row in self.consequences:
            found[row.unit].append(row)
        return found
