"""A unit's account (得分明细) as one person may see it: the sum on top, then every line with what stands behind it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from kaoping.papers import shown
from kaoping.papers.ledger import Entry, Head, Ledger, Sum
from kaoping.papers.unit_page import Distance, UnitPage, unit_page
from kaoping.rules import Scheme
from kaoping.rules.clauses.sources import Ratings
from kaoping.rules.ledger.account import Account, AccountNode
from kaoping.rules.ledger.result import OVERFLOW
from kaoping.web.results.sight import Sight
from kaoping.web.results.sources import Behind, Sources
from kaoping.web.results.trial import Trial


@dataclass(frozen=True)
class Part:
    """A heading: a node of the tree, its article, what it starts from, its points and its score."""

    head: Head


@dataclass(frozen=True)
class Told:
    """A line with what stands behind it. `kind` names the row's class; `fact` what was recorded in words."""

    entry: Entry
    behind: Behind
    kind: str


@dataclass(frozen=True)
class Closing:
    """The sum of a node in words, and the number."""

    row: Sum


Row = Part | Told | Closing
_KINDS = {"line": "", "off": "beaten", "close": "closing", "missing": "missing"}


@dataclass(frozen=True)
class OwnPart:
    """A part as who may not see the total sees it."""

    item: str
    name: str
    score: str
    points: str
    loss: bool


@dataclass(frozen=True)
class Page:
    """What the page shows; `view` (total, place, grade, what follows) only where totals are seen."""

    view: UnitPage | None
    rows: tuple[Row, ...]
    remarks: tuple[Told, ...]
    distances: tuple[Distance, ...]
    blind: bool
    parts: tuple[OwnPart, ...] = ()
    sealed: tuple[AccountNode, ...] = ()


def page(trial: Trial, code: str, sight: Sight, sources: Sources, blind: bool = False) -> Page:
    """Make the view of an account; `blind`: place and grade are withheld (回避)."""
    found = trial.cohort.accounts[code]
    roots = seen_roots(trial.scheme, found, sight)
    ledger = _ledger(trial, found, roots, sight)
    view = unit_page(trial.cohort, trial.result.unit_of[code]) if sight.totals else None
    sealed = _sealed_leaves(trial.scheme, found) if sight.sealed else ()
    return Page(
        view=view,
        rows=tuple(_rows(ledger, sources)),
        sealed=sealed,
        remarks=tuple(_told(entry, sources) for entry in ledger.other_rows()),
        distances=() if view is None else tuple(_distances(view, trial, code, blind)),
        blind=blind,
        parts=() if sight.totals else tuple(_parts(roots, trial.result.places)),
    )


def seen_roots(scheme: Scheme, account: Account, sight: Sight) -> tuple[AccountNode, ...]:
    """Give the account's nodes that may be seen.

    All of them; or only the leaves of own rules; or, while a unit checks, what holds nothing sealed: nothing is
    added up over a sealed leaf.
    """
    if sight.items is not None:
        leaves = (node for root in account.roots for node in root.walk())
        return tuple(own for leaf in leaves if (own := _own_part(leaf, sight.items)) is not None)
    if sight.totals:
        return account.roots
    roots = [root for root in account.roots if root.item in scheme.nodes or root.item.startswith(OVERFLOW)]
    sealed = sealed_items(scheme) if sight.sealed else frozenset()
    return tuple(node for root in roots for node in _open_parts(root, sealed))


def _open_parts(node: AccountNode, sealed: frozenset[str]) -> Iterator[AccountNode]:
    """Give the largest parts of a node that hold nothing sealed."""
    if node.item.removeprefix(OVERFLOW) not in sealed:
        yield node
        return
    for child in node.children:
        yield from _open_parts(child, sealed)


def _own_part(leaf: AccountNode, items: frozenset[str]) -> AccountNode | None:
    """Give a leaf whole where all its rules are own, else with the lines of own rules alone, and their sum."""
    if leaf.item in items:
        return replace(leaf, children=())
    lines = tuple(line for line in leaf.lines if line.rule and line.rule in items)
    score = sum(line.points for line in lines)
    return replace(leaf, lines=lines, points=None, score=score, children=()) if lines else None


@lru_cache(maxsize=32)
def _sealed_of(leaves: tuple[str, ...], parents: tuple[tuple[str, str], ...]) -> frozenset[str]:
    above, found = dict(parents), set(leaves)
    for path in leaves:
        while path := above.get(path, ""):
            found.add(path)
    return frozenset(found)


def sealed_items(scheme: Scheme) -> frozenset[str]:
    """Give the leaves that are rated (评议), sealed until the result is out, and all nodes above them."""
    rated = tuple(
        leaf.path for leaf in scheme.leaves if any(isinstance(r.source, Ratings) for r in leaf.rules)
    )
    return _sealed_of(rated, tuple(scheme.parents.items()))


def _sealed_leaves(scheme: Scheme, account: Account) -> tuple[AccountNode, ...]:
    sealed = sealed_items(scheme)
    nodes = (node for root in account.roots for node in root.walk())
    return tuple(
        replace(node, score=0, lines=()) for node in nodes if node.item in sealed and not node.children
    )


def _ledger(trial: Trial, account: Account, roots: Sequence[AccountNode], sight: Sight) -> Ledger:
    lines = [line for root in roots for node in root.walk() for line in node.lines]
    places = shown.places_of((p for line in lines for p in (line.raw, line.points)), trial.result.places)
    return Ledger(trial.cohort, roots, account.remarks if sight.totals else (), places)


def _rows(ledger: Ledger, sources: Sources) -> Iterator[Row]:
    for row in ledger.rows():
        if isinstance(row, Head):
            yield Part(row)
        else:
            yield Closing(row) if isinstance(row, Sum) else _told(row, sources)


def _told(entry: Entry, sources: Sources) -> Told:
    return Told(entry, sources.of(entry.line), _KINDS[entry.kind])


def _parts(roots: Sequence[AccountNode], places: int) -> Iterator[OwnPart]:
    """Give the open parts as a unit or an office sees them: figures, no total."""
    for root in roots:
        full = "" if root.points is None else shown.number(root.points)
        yield OwnPart(root.item, root.name, shown.plain(root.score, places), full, root.score < 0)


def _distances(view: UnitPage, trial: Trial, code: str, blind: bool) -> Iterator[Distance]:
    """Give how far the total is from the lines; where places are withheld, only from those written as totals."""
    section, _ = trial.cohort.places.get(code, (None, 0))
    fixed = {line.label for line in section.lines if line.fixed} if section else set()
    yield from (one for one in view.distances if not blind or one.name in fixed)
