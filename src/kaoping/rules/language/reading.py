"""The state of a reading run (读取): problems, holes, and the path to where it is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from kaoping.errors.position import Position
from kaoping.errors.problems import Problem, nearest
from kaoping.rules.language.tree import KIND_WORDS, Node, ScalarNode


@dataclass
class Reading:
    """What reading a scheme gathers: problems, values of holes, and the holes that were met."""

    holes: Mapping[str, str] = field(default_factory=dict)
    hole_places: Mapping[str, Position] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    met_holes: dict[str, Position] = field(default_factory=dict)
    path: list[str] = field(default_factory=list)
    categories: frozenset[str] = frozenset()

    def hole(self, name: str, at: Position) -> tuple[str, Position, str] | None:
        """Meet a hole: give the text that fills it with its place and name, or None where it is not filled."""
        name = self.hole_name(name)
        self.met_holes.setdefault(name, at)
        return (self.holes[name], self.hole_places.get(name, at), name) if name in self.holes else None

    def hole_name(self, name: str) -> str:
        """Give a hole's name: as written, or its path; a group of raters is `item.groups.group`."""
        if name:
            return name
        if self.path[-3:-2] == ["rating"] and self.path[-1] == "points":
            return ".".join([*self.path[:-3], "groups", self.path[-2]])
        return ".".join(self.path)

    def wrong(self, at: Position, code: str, suggestion: str = "", **params: object) -> None:
        """Note a problem; a value that is not there is told as such, whatever was expected."""
        if params.get("value") == "":
            code, suggestion = "shape-empty", ""
        self.problems.append(Problem(code, at, params, suggestion=suggestion))

    def kind(self, node: Node, *expected: type) -> bool:
        """Say whether a node is of an expected kind; note a problem otherwise."""
        if isinstance(node, expected):
            return True
        params = {"expected": "，或".join(KIND_WORDS[kind][0] for kind in expected)}
        params |= {"found": KIND_WORDS[type(node)][0], "found_en": KIND_WORDS[type(node)][1]}
        params["expected_en"] = " or ".join(KIND_WORDS[kind][1] for kind in expected)
        self.wrong(node.at, "shape-kind", **params)
        return False

    def unknown_category(self, word: str, at: Position) -> None:
        """Note a category that the scheme does not have."""
        options = listed(sorted(self.categories))
        self.wrong(at, "unknown-category", nearest(word, self.categories), value=word, options=options)

    def word(self, node: Node) -> str | None:
        """Give the word of a scalar; None after noting a problem."""
        return node.text if self.kind(node, ScalarNode) and isinstance(node, ScalarNode) else None


def listed(words: Iterable[str], most: int = 40) -> str:
    """Write words in a row for a message."""
    found = [str(word) for word in words]
    return "、".join(found[:most]) + ("等" if len(found) > most else "") or "（无）"
