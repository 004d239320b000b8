"""The item grid (指标台账): all units that one may see by one item: points in force, score, what it is made of."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from kaoping.papers.facts import Telling
from kaoping.papers.words.rules import pieces
from kaoping.rules.ledger.account import AccountNode
from kaoping.rules.ledger.result import Line
from kaoping.rules.numbers.points import Points
from kaoping.rules.scheme.model import Indicator, Scheme
from kaoping.web.results.trial import Trial
from kaoping.web.years.models import Participant

FEW = 3
"""Clauses that the list tells of an item; its page tells them all."""


@dataclass(frozen=True)
class Piece:
    """A line in a cell of the grid: what, when, how many points, why not more."""

    name: str
    date: str
    raw: Points
    points: Points
    detail: str
    note: str
    kind: str


@dataclass(frozen=True)
class Row:
    """A unit in the grid; `score` is None where only lines of own rules are seen."""

    code: str
    name: str
    category: str
    points: Points | None
    score: Points | None
    pieces: tuple[Piece, ...]
    missing: bool


@dataclass(frozen=True)
class Listed:
    """An item in the list of the register: its place in the tree, the first of its `rules` clauses, how many lines."""

    path: str
    name: str
    cite: str
    level: int
    leaf: bool
    clauses: tuple[str, ...]
    rules: int
    lines: int


def rows(trial: Trial, item: str, among: Sequence[Participant], items: Collection[str] | None) -> list[Row]:
    """Give the grid of an item; `items` None: all of it, else only lines of these rules unless the leaf is one."""
    telling = Telling(trial.cohort)
    found = []
    for one in among:
        node = trial.cohort.accounts[one.code].find(item) if one.code in trial.cohort.accounts else None
        if node is not None:
            found.append(_row(telling, trial, one, node, items))
    return found


def _row(
    telling: Telling, trial: Trial, one: Participant, node: AccountNode, items: Collection[str] | None
) -> Row:
    whole = items is None or node.item in items
    lines = [line for each in node.walk() for line in each.lines if whole or line.rule in (items or ())]
    return Row(
        one.code, one.name, trial.cohort.category_name(one.category),
        node.points if whole else None, node.score if whole else None,
        tuple(_piece(telling, line) for line in lines if line.kind != "start"),
        any(line.kind == "missing" for line in lines),
    )  # fmt: skip


def _piece(telling: Telling, line: Line) -> Piece:
    return Piece(
        telling.name(line),
        line.date,
        line.raw,
        line.points,
        telling.detail(line),
        telling.note(line),
        line.kind,
    )


def listed(trial: Trial, items: Collection[str] | None, among: Collection[str]) -> list[Listed]:
    """Give the items of the scheme that may be opened, as a tree."""
    counts: dict[str, int] = {}
    for line in trial.result.lines:
        if (
            line.unit in among
            and line.kind != "start"
            and (items is None or {line.item, line.rule} & set(items))
        ):
            counts[line.item] = counts.get(line.item, 0) + 1
    found = [_listed(trial.scheme, node, counts) for node in trial.scheme.nodes.values()]
    return [one for one in found if items is None or is_own(trial.scheme, one.path, items)]


def is_own(scheme: Scheme, path: str, items: Collection[str]) -> bool:
    """Say whether a leaf, or a rule of it, is among items."""
    node = scheme.nodes[path]
    return bool(node.rules) and (path in items or any(rule.path in items for rule in node.rules))


def clauses(scheme: Scheme, node: Indicator) -> list[tuple[str, str, str]]:
    """Give the clauses of a leaf: citation, name, words."""
    return [(rule.labels.cite, rule.labels.name, "，".join(pieces(rule, scheme))) for rule in node.rules]


def _listed(scheme: Scheme, node: Indicator, counts: dict[str, int]) -> Listed:
    level, path = 0, scheme.parents.get(node.path, "")
    while path:
        level, path = level + 1, scheme.parents.get(path, "")
    clauses = tuple("，".join(pieces(rule, scheme)) for rule in node.rules[:FEW])
    return Listed(
        node.path,
        node.labels.name,
        node.labels.cite,
        level,
        bool(node.rules),
        clauses,
        len(node.rules),
        counts.get(node.path, 0),
    )
