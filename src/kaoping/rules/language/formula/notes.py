"""Where the parser writes down what is wrong with a formula, each problem at its place in the text."""

from __future__ import annotations

from dataclasses import dataclass, field

from kaoping.errors.position import Position
from kaoping.errors.problems import Problem
from kaoping.rules.language.formula.tree import Tree, place


@dataclass
class Notes:
    """The problems found so far in a text that begins at `position`."""

    position: Position
    problems: list[Problem] = field(default_factory=list)

    def tell(self, code: str, offset: int, piece: str, suggestion: str = "", /, **params: object) -> None:
        """Note what is wrong with the piece of the text that begins at `offset`."""
        where = place(self.position, offset, len(piece))
        self.problems.append(Problem(code, where, params, suggestion=suggestion))

    def tell_node(self, code: str, node: Tree, /, **params: object) -> None:
        """Note what is wrong with a node."""
        where = place(self.position, node.offset, node.width)
        self.problems.append(Problem(code, where, params))
