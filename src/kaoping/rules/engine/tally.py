"""What a node came to (指标得分): its score with the lines that add up to it."""

from __future__ import annotations

from typing import NamedTuple

from kaoping.rules.clauses.missing import Treatment
from kaoping.rules.ledger.result import Line, Reason, Score
from kaoping.rules.numbers.points import Points
from kaoping.rules.scheme.model import Rule


class Priced(NamedTuple):
    """A line of a rule that is not over events, before it stands in a ledger."""

    kind: str
    source: str
    points: Points
    reasons: tuple[Reason, ...] = ()


class Lacking(NamedTuple):
    """Something that a rule needs and that is not there (缺少资料); `source` as in the ledger.

    `treatment` says what it means where that is not the leaf's own.
    """

    source: str
    treatment: Treatment | None = None


class Imputable(NamedTuple):
    """What a leaf lacks and the mean of others makes up for (按平均计): the rule, the lack, whose mean."""

    rule: Rule
    lack: Lacking
    treatment: Treatment


class NodeResult(NamedTuple):
    """A node's score and its own lines; `missing` says that a fact is missing in it or below it.

    `overflow` is what its floor cut off for the total; `lacks` that an item of the leaf had no fact, whatever is made of
    it; `imputable` what the mean of others is to make up for.
    """

    score: Points = 0
    lines: tuple[Line, ...] = ()
    missing: bool = False
    overflow: Points = 0
    lacks: bool = False
    imputable: Imputable | None = None


class Total(NamedTuple):
    """A unit's total (总分), exact and as published, with the ledger and the scores that it is made of."""

    exact: Points
    published: Points
    complete: bool
    scores: tuple[Score, ...]
    lines: tuple[Line, ...]


class Placed(NamedTuple):
    """Where a unit stands in a group: how many are better, equal and worse, and how many are ranked."""

    better: int
    equal: int
    worse: int
    ranked: int


class Tally:
    """The lines and the score of one node while they are put together."""

    __slots__ = ("item", "lines", "missing", "overflow", "score", "unit")

    def __init__(self, unit: str, item: str, score: Points = 0, missing: bool = False):
        self.unit = unit
        self.item = item
        self.lines: list[Line] = []
        self.score = score
        self.missing = missing
        self.overflow: Points = 0

    @classmethod
    def from_result(cls, unit: str, item: str, result: NodeResult) -> Tally:
        """Go on from what a node came to before."""
        found = cls(unit, item, result.score, result.missing)
        found.lines += result.lines
        found.overflow = result.overflow
        return found

    def add(
        self,
        kind: str,
        points: Points,
        *reasons: Reason,
        source: str = "",
        day: str = "",
        rule: str = "",
    ) -> None:
        """Add a line that counts."""
        self.lines.append(Line(self.unit, self.item, rule, kind, source, day, points, points, reasons))
        self.score += points

    def miss(self, name: str, source: str = "") -> None:
        """Say that something is missing, by its name."""
        self.add("missing", 0, Reason("missing", (name,)), source=source)
        self.missing = True

    def result(self) -> NodeResult:
        """Give what it came to."""
        return NodeResult(self.score, tuple(self.lines), self.missing, self.overflow)
