"""A node's lines and score while they are put together (累计)."""

from __future__ import annotations

from kaoping.rules.engine.results import NodeResult
from kaoping.rules.engine.run import Subject
from kaoping.rules.ledger.result import Line, Reason
from kaoping.rules.numbers.points import Points


class Tally:
    """The lines and the score of one node of a unit while they are put together; `full` are its points in force."""

    __slots__ = ("full", "item", "lines", "missing", "overflow", "score", "subject")

    def __init__(self, subject: Subject, item: str, full: Points | None = None):
        self.subject = subject
        self.item = item
        self.full = full
        self.lines: list[Line] = []
        self.score: Points = 0
        self.missing = False
        self.overflow: Points = 0

    def go_on(self, result: NodeResult) -> None:
        """Go on from what a node came to before."""
        self.lines += result.lines
        self.score, self.missing, self.overflow = result.score, result.missing, result.overflow

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
        unit = self.subject.unit_id
        self.lines.append(Line(unit, self.item, rule, kind, source, day, points, points, reasons))
        self.score += points

    def miss(self, name: str, source: str = "") -> None:
        """Say that something is missing, by its name."""
        self.add("missing", 0, Reason("missing", (name,)), source=source)
        self.missing = True

    def result(self) -> NodeResult:
        """Give what it came to."""
        return NodeResult(self.score, tuple(self.lines), self.missing, self.overflow)
