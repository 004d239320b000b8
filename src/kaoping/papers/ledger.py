"""The account of a unit as rows of a table: node by node, line by line, with running sums and closing sums in words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from kaoping.papers import shown
from kaoping.papers.cohort import Cohort
from kaoping.papers.facts import Telling
from kaoping.papers.shown import Figure
from kaoping.papers.words import nodes as node_words
from kaoping.rules.ledger.account import AccountNode
from kaoping.rules.ledger.result import Line
from kaoping.rules.numbers.points import Points

CLOSING = frozenset({"limit", "void", "gate", "rescale", "decision", "overflow"})
_PLAIN = frozenset({"award", "value", "start", "event"})
_NUMERALS = "一二三四五六七八九十"


@dataclass(frozen=True)
class Head:
    """The heading row of a node."""

    level: int
    item: str
    name: str
    cite: str
    words: str
    points: str
    score: Figure
    loss: bool


@dataclass(frozen=True)
class Entry:
    """A line of the ledger. kind: line, off (counts 0 for a reason), close (封顶封底), missing.

    `item` and `points` are set where the row stands for a whole leaf of one line; `line` is what it tells.
    """

    kind: str
    key: str
    date: str
    source: str
    cite: str
    name: str
    detail: str
    note: str
    raw: Figure
    counted: Figure
    running: Figure
    loss: bool
    cut: bool
    line: Line
    item: str = ""
    points: str = ""


@dataclass(frozen=True)
class Sum:
    """The sum of a node in words, and the number."""

    words: str
    score: Figure


Row = Head | Entry | Sum


class Ledger:
    """Makes the rows of one unit's account; every number is shown exactly, points aligned."""

    def __init__(self, cohort: Cohort, roots: Sequence[AccountNode], remarks: Sequence[Line], places: int):
        self.scheme = cohort.scheme
        self.telling = Telling(cohort)
        self.roots = roots
        self.remarks = remarks
        self.least = cohort.result.places
        self.places = places

    def rows(self) -> list[Row]:
        """Give all rows, in order."""
        return [row for place, root in enumerate(self.roots) for row in self._node(root, 1, _numeral(place))]

    def other_rows(self) -> list[Entry]:
        """Give the lines outside the sums: vetoes, decisions."""
        return [self._entry(line, 0, False) for line in self.remarks]

    def _node(self, node: AccountNode, level: int, numeral: str = "") -> Iterator[Row]:
        if level > 1 and len(node.lines) == 1 and not node.children:
            yield self._whole(node)
            return
        yield self._head(node, level, numeral)
        for child in node.children:
            yield from self._node(child, min(level + 1, 4))
        running: Points = sum(child.score for child in node.children)
        if node.children and node.lines:
            yield Sum(f"{node.name}：下级得分合计", self._figure(running))
        for line in node.lines:
            running += line.points
            yield self._entry(line, running, True)
        if len(node.lines) > 1 or len(node.children) > (0 if node.lines else 1):
            yield Sum(self._sum(node), self._figure(node.score))

    def _head(self, node: AccountNode, level: int, numeral: str) -> Head:
        indicator = self.scheme.nodes.get(node.item)
        words = node_words.start(indicator, self.scheme) if indicator else ""
        points = "" if node.points is None else shown.number(node.points)
        name = f"{numeral}　{node.name}" if numeral else node.name
        return Head(
            level, node.item, name, node.cite, words, points, self._figure(node.score), node.score < 0
        )

    def _whole(self, node: AccountNode) -> Entry:
        """Make one row of a leaf that has one line."""
        line = node.lines[0]
        entry = self._entry(line, line.points, True)
        what = "" if line.kind in _PLAIN or entry.name == node.name else entry.name
        detail = (
            "起评满分，没有扣分"
            if line.kind == "start"
            else "；".join(text for text in (what, entry.detail) if text)
        )
        points = "" if node.points is None else shown.number(node.points)
        return replace(
            entry, name=node.name, detail=detail, item=node.item, points=points, cite=node.cite or entry.cite
        )

    def _entry(self, line: Line, running: Points, counts: bool) -> Entry:
        kind = _kind(line)
        told = self.telling
        return Entry(
            kind,
            line.source,
            line.date,
            told.source(line),
            told.cite(line),
            told.name(line),
            told.detail(line),
            told.note(line),
            self._figure(line.raw, sign=True),
            self._figure(line.points, sign=True),
            self._figure(running) if counts else Figure(""),
            line.points < 0,
            line.raw != line.points,
            line,
        )

    def _figure(self, points: Points, sign: bool = False) -> Figure:
        return shown.figure(points, self.least, self.places, sign)

    def _plain(self, points: Points) -> str:
        return str(self._figure(points))

    def _sum(self, node: AccountNode) -> str:
        """Write the sum of a node: 起评 100.00 − 扣分 115.00 + 封底 15.00（事项11条，计分10条）."""
        terms = [*self._terms(node)]
        told = "".join(
            f" {'−' if points < 0 else '+'} {name} {self._plain(abs(points))}" for name, points in terms
        )
        return told.removeprefix(" + ").removeprefix(" ") + self._counted(node)

    def _terms(self, node: AccountNode) -> Iterator[tuple[str, Points]]:
        """Give what a sum is made of: the children by name where there is nothing else, else together."""
        if node.children and node.lines:
            yield "下级得分", sum(child.score for child in node.children)
        elif node.children:
            yield from ((child.name, child.score) for child in node.children)
        ordinary = [line for line in node.lines if line.kind not in CLOSING]
        start = sum(line.points for line in ordinary if line.kind == "start")
        gained = sum(line.points for line in ordinary if line.points > 0) - start
        taken = sum(line.points for line in ordinary if line.points < 0)
        yield from ((name, p) for name, p in (("起评", start), ("得分", gained), ("扣分", taken)) if p)
        yield from ((self.telling.name(line), line.points) for line in node.lines if line.kind in CLOSING)

    def _counted(self, node: AccountNode) -> str:
        events = [line for line in node.lines if line.kind in ("event", "missed")]
        counted = sum(1 for line in events if line.points)
        return f"（事项{len(events)}条，计分{counted}条）" if events else ""


def _kind(line: Line) -> str:
    if line.kind == "missing":
        return "missing"
    if line.kind in CLOSING:
        return "close"
    return "off" if line.points == 0 and (line.raw != 0 or _refused(line)) else "line"


def _refused(line: Line) -> bool:
    """Say whether an event counts nothing because something speaks against it."""
    return line.kind in ("event", "missed") and any(reason.code not in _HARMLESS for reason in line.reasons)


_HARMLESS = frozenset({"late", "not_submitted", "share"})


def _numeral(place: int) -> str:
    if place < len(_NUMERALS):
        return _NUMERALS[place]
    return f"十{_NUMERALS[place - 10]}" if place < 19 else str(place + 1)
