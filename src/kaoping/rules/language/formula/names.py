"""What a formula looks at: the names in it, whose they are, and where they stand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from kaoping.rules.language.formula.tree import Name, OverGroup, Tree, walk
from kaoping.rules.language.looks import Look

KINDS = ("name", "score", "value", "base", "points", "result")
"""Kinds of look-ups: a bare name, or the function it stands in; past(item, n) is a value n years before."""


@dataclass(frozen=True, slots=True)
class Reference:
    """Something that a formula looks up; `kind` is one of `KINDS`.

    `over_groups` says that it is looked up for each unit of a group; `years` is how long before the cycle.
    """

    kind: str
    name: str
    over_groups: bool = False
    years: int = 0


def references(tree: Tree) -> dict[Reference, Name]:
    """Give what is looked up, in order of the text, each with the node where it first stands."""
    found: dict[Reference, Name] = {}
    for node, _, grouped in walk(tree):
        if isinstance(node, Name):
            found.setdefault(Reference(node.kind, node.name, grouped, node.years), node)
    return found


def looks(found: Iterable[Reference]) -> Iterator[Look]:
    """Give what is looked at: scores, values, points in force, the total, who shares an event.

    Bases, other results and values of former years are facts of their own. A bare name such as `v`
    is given as a value: who knows the item says what it means there.
    """
    for reference in found:
        over = reference.over_groups
        if reference.kind == "score":
            yield Look("score", reference.name, over)
        elif reference.kind == "name" and reference.name in _WORDS:
            yield from (look._replace(others=look.others or over) for look in _WORDS[reference.name])
        elif reference.kind == "points":
            yield Look("points", others=over)
        elif reference.kind in ("name", "value") and not reference.years:
            yield Look("value", reference.name, over)


_WORDS: Mapping[str, tuple[Look, ...]] = {
    "total": (Look("total"),),
    "sharers": (Look("sharers", "", True),),
    "points": (Look("points"),),
}
"""What the bare names look at that mean the same in every formula."""


def categories(tree: Tree) -> dict[str, OverGroup]:
    """Give the ids of the categories that group functions name, each with the node where it first stands."""
    found: dict[str, OverGroup] = {}
    for node, _, _ in walk(tree):
        if isinstance(node, OverGroup) and isinstance(node.over, tuple):
            found |= {category: node for category in node.over if category not in found}
    return found
