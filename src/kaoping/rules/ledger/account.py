"""The account of a unit (得分账): every point as a tree, from the total down to each line with its article."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from kaoping.rules.ledger.result import OVERFLOW, Applied, Line, Result, Standing
from kaoping.rules.numbers.points import Points
from kaoping.rules.scheme.model import Indicator, Scheme


@dataclass(frozen=True)
class AccountNode:
    """A node of an account: its points in force (None outside the tree), its score, its own lines, its children.

    `score` is the sum of `lines` and of the children's scores.
    """

    item: str
    name: str
    cite: str
    points: Points | None
    score: Points
    lines: tuple[Line, ...] = ()
    children: tuple[AccountNode, ...] = ()

    def walk(self) -> Iterator[AccountNode]:
        """Give the node and all below it, in order."""
        yield self
        for child in self.children:
            yield from child.walk()


@dataclass(frozen=True)
class Account:
    """A unit's account; the roots' scores add up to the exact total. An observer has no standing and no roots."""

    unit: str
    name: str
    category: str
    standing: Standing | None
    roots: tuple[AccountNode, ...]
    consequences: tuple[Applied, ...]
    remarks: tuple[Line, ...] = ()

    def find(self, item: str) -> AccountNode | None:
        """Give the node of an item."""
        return next((node for root in self.roots for node in root.walk() if node.item == item), None)


def account(scheme: Scheme, result: Result, unit: str) -> Account:
    """Give the account of a unit of a result; KeyError for a unit that is not in it."""
    found = result.unit_of[unit]
    by_item: dict[str, list[Line]] = {}
    for line in result.lines_of[unit]:
        by_item.setdefault(line.item, []).append(line)
    builder = _Builder(scheme, result, unit, by_item)
    roots = [builder.node(root) for root in (*scheme.tree, *scheme.adjustments)]
    roots += [builder.other(item) for item in _outside(scheme, result, unit)]
    shown = {node.item for root in roots if root for node in root.walk()}
    return Account(
        unit=unit,
        name=found.name,
        category=found.category,
        standing=result.standing_of.get(unit),
        roots=tuple(root for root in roots if root is not None),
        consequences=tuple(result.consequences_of[unit]),
        remarks=tuple(line for item, lines in by_item.items() if item not in shown for line in lines),
    )


def _outside(scheme: Scheme, result: Result, unit: str) -> Sequence[str]:
    return [item for item in result.scores_of[unit] if item not in scheme.nodes]


@dataclass(frozen=True)
class _Builder:
    scheme: Scheme
    result: Result
    unit: str
    by_item: Mapping[str, list[Line]]

    def node(self, indicator: Indicator) -> AccountNode | None:
        """Build a node that applies to the unit."""
        row = self.result.scores_of[self.unit].get(indicator.path)
        if row is None:
            return None
        children = (self.node(item) for item in indicator.items)
        return AccountNode(
            item=indicator.path,
            name=indicator.labels.name,
            cite=indicator.labels.cite,
            points=row.points,
            score=row.score,
            lines=tuple(self.by_item.get(indicator.path, ())),
            children=tuple(child for child in children if child is not None),
        )

    def other(self, item: str) -> AccountNode:
        """Build overflow, a limit of the total or a decision on it."""
        of = item.removeprefix(OVERFLOW)
        name = self.scheme.item_names.get(of, of)
        return AccountNode(
            item=item,
            name=f"{name}（超出部分）" if item.startswith(OVERFLOW) else name,
            cite=self.scheme.cites.get(of, ""),
            points=None,
            score=self.result.scores_of[self.unit][item].score,
            lines=tuple(self.by_item.get(item, ())),
        )
