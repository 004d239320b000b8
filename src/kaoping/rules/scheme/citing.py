"""Citations (条款): how they are joined, and the article that a place in a scheme's text belongs to."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace

from kaoping.errors.problems import Problem
from kaoping.rules.language.tree import MappingNode, Node, ScalarNode, SequenceNode

LineAndColumn = tuple[int, int]
ALONE = frozenset({"first_of"})
"""Keys below which citations stand alone."""


def join_cite(above: str, own: str) -> str:
    """Join a citation to its parent's: 三(二) + 2 + (1); one that begins with / stands alone."""
    return own[1:] if own.startswith("/") else above + own


def with_articles(problems: Sequence[Problem], root: MappingNode) -> list[Problem]:
    """Give problems, each once, with the article of the node or rule in which they stand, as far as it names one."""
    articles = dict(_articles(root, ""))
    places = sorted(articles)
    found: dict[tuple[object, ...], Problem] = {}
    for problem in problems:
        at = bisect_right(places, (problem.position.line, problem.position.column)) - 1
        if not problem.cite and at >= 0 and problem.position.file == root.at.file:
            problem = replace(problem, cite=articles[places[at]])
        found.setdefault((problem.code, problem.position, problem.message()), problem)
    return list(found.values())


def _articles(node: Node, above: str) -> Iterator[tuple[LineAndColumn, str]]:
    """Give the places at which something begins, each with the article in force from there on."""
    yield (node.at.line, node.at.column), above
    if isinstance(node, SequenceNode):
        for item in node.items:
            yield from _articles(item, _own(item, above))
    elif isinstance(node, MappingNode):
        for name, item in node.entries.items():
            yield (node.keys[name].at.line, node.keys[name].at.column), above
            yield from _articles(item, _own(item, "" if name in ALONE else above))


def _own(node: Node, above: str) -> str:
    cite = node.entries.get("cite") if isinstance(node, MappingNode) else None
    return join_cite(above, cite.text) if isinstance(cite, ScalarNode) else above
