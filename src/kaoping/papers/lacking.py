"""What a unit still lacks (缺少资料), and how its points stand: got, lost, open."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kaoping.papers import officers, shown
from kaoping.rules.clauses.sources import Ratings
from kaoping.rules.ledger.account import Account, AccountNode
from kaoping.rules.ledger.result import Line
from kaoping.rules.numbers.points import Points
from kaoping.rules.scheme.model import Scheme


@dataclass(frozen=True)
class Lack:
    """A missing fact: of which item, what, and how many points hang on it."""

    item: str
    name: str
    what: str
    cite: str
    points: Points
    who: str = ""


@dataclass(frozen=True)
class Balance:
    """Points got, lost for good and still open, of those in force."""

    got: Points
    lost: Points
    open: Points

    @property
    def bars(self) -> tuple[tuple[str, str], ...]:
        """Give the pieces of a bar as class and length in per cent."""
        whole = max(self.got, 0) + self.lost + self.open
        pieces = (("got", self.got), ("lost", self.lost), ("open", self.open))
        return tuple((name, shown.width(part, whole)) for name, part in pieces if part > 0)


def walk(nodes: Sequence[AccountNode]) -> Iterator[AccountNode]:
    """Give nodes and all below them, in order."""
    for node in nodes:
        yield node
        yield from walk(node.children)


def lacks(scheme: Scheme, account: Account) -> list[Lack]:
    """Give what a unit lacks, in the order of the tree."""
    return [
        _lack(scheme, account, node, line)
        for node in walk(account.roots)
        for line in node.lines
        if line.kind == "missing"
    ]


def balance(account: Account) -> Balance:
    """Say how a unit's points stand: what is missing in a leaf that lacks a fact is open, not lost."""
    total = sum(root.score for root in account.roots)
    full = sum(root.points or 0 for root in account.roots)
    waiting = sum(
        max((node.points or 0) - node.score, 0)
        for node in walk(account.roots)
        if any(line.kind == "missing" for line in node.lines)
    )
    return Balance(total, max(full - max(total, 0) - waiting, 0), waiting)


def rater_group(scheme: Scheme, item: str, group: str) -> str:
    """Give the name of a group of raters of a leaf, or nothing where it is none."""
    for leaf in scheme.leaves:
        if leaf.path == item:
            for rule in leaf.rules:
                if isinstance(rule.source, Ratings) and group in rule.source.rating:
                    return rule.source.rating[group].name or group
    return ""


def _lack(scheme: Scheme, account: Account, node: AccountNode, line: Line) -> Lack:
    labels = scheme.labels.get(node.item)
    who = labels.supplier or labels.assessor if labels else ()
    what = rater_group(scheme, node.item, line.source) if line.source else ""
    waiting = max((node.points or 0) - node.score, 0)
    return Lack(node.item, node.name, what, node.cite, waiting, officers.told(who, scheme, account.category))
