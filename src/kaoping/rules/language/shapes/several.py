"""Shapes made of others: lists, tables, and one of several kinds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from kaoping.rules.language.reading import Reading
from kaoping.rules.language.shapes.shape import Shape
from kaoping.rules.language.tree import MappingNode, Node, ScalarNode, SequenceNode


@dataclass(frozen=True)
class Many(Shape):
    """A list; where `single`, one value may stand without brackets; it may be `empty` or not."""

    of: Shape
    single: bool = True
    empty: bool = True

    @property
    def words(self) -> str:  # type: ignore[override]  # computed from the inner shape
        """Name the inner shape."""
        return f"{self.of.words}（可多个）"

    def read(self, node: Node, reading: Reading) -> tuple[Any, ...] | None:
        """Read all items, noting the problems of each."""
        if isinstance(node, SequenceNode):
            if not node.items and not self.empty:
                reading.wrong(node.at, "shape-empty")
                return None
            found = [self.of.read(item, reading) for item in node.items]
            return tuple(item for item in found if item is not None)
        if not self.single:
            reading.kind(node, SequenceNode)
            return None
        one = self.of.read(node, reading)
        return None if one is None else (one,)

    def schema(self) -> dict[str, Any]:
        """An array, or the item itself."""
        array = {"type": "array", "items": self.of.schema()}
        return {"anyOf": [array, self.of.schema()]} if self.single else array


@dataclass(frozen=True)
class Keyed(Shape):
    """A mapping from one shape to another; it may be `empty` or not."""

    keys: Shape
    values: Shape
    empty: bool = True

    @property
    def words(self) -> str:  # type: ignore[override]  # computed from the inner shapes
        """Name both shapes."""
        return f"{{{self.keys.words}: {self.values.words}}}"

    def read(self, node: Node, reading: Reading) -> dict[Any, Any] | None:
        """Read all entries."""
        if not reading.kind(node, MappingNode) or not isinstance(node, MappingNode):
            return None
        if not node.entries and not self.empty:
            reading.wrong(node.at, "shape-empty")
            return None
        found = {}
        for name, value in node.entries.items():
            key = self.keys.read(node.keys[name], reading)
            reading.path.append(name)
            item = self.values.read(value, reading)
            reading.path.pop()
            if key is not None and item is not None:
                found[key] = item
        return found

    def schema(self) -> dict[str, Any]:
        """An object of the inner shape."""
        return {"type": "object", "additionalProperties": self.values.schema()}


@dataclass(frozen=True)
class Either(Shape):
    """Different shapes for scalars, mappings and sequences."""

    scalar: Shape | None = None
    mapping: Shape | None = None
    sequence: Shape | None = None

    @property
    def words(self) -> str:  # type: ignore[override]  # computed from the inner shapes
        """List the alternatives."""
        return " 或 ".join(shape.words for shape in (self.scalar, self.mapping, self.sequence) if shape)

    def read(self, node: Node, reading: Reading) -> Any:
        """Read by the shape for the node's kind."""
        shapes = {ScalarNode: self.scalar, MappingNode: self.mapping, SequenceNode: self.sequence}
        shape = shapes[type(node)]
        if shape is None:
            reading.kind(node, *(kind for kind, known in shapes.items() if known))
            return None
        return shape.read(node, reading)

    def schema(self) -> dict[str, Any]:
        """Any of the alternatives."""
        return {"anyOf": [shape.schema() for shape in (self.scalar, self.mapping, self.sequence) if shape]}
