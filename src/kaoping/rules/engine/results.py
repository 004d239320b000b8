"""What passes give (各步所得): priced lines, lacks, the results of nodes, totals, places."""

from __future__ import annotations

from typing import NamedTuple

from kaoping.rules.clauses.missing import Treatment
from kaoping.rules.ledger.result import Line, Reason
from kaoping.rules.ledger.rows import UnitScores
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
    scores: UnitScores
    lines: tuple[Line, ...]


class Placed(NamedTuple):
    """Where a unit stands in a group: how many are better and worse, and how many are ranked."""

    better: int
    worse: int
    ranked: int
