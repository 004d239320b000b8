"""Words of an office (考评主体等): one, several, or by category."""

from __future__ import annotations

from typing import Any

from kaoping.rules.language.reading import Reading
from kaoping.rules.language.shapes import Many, Shape, Text
from kaoping.rules.language.tree import MappingNode, Node


class Words(Shape):
    """Words of an office: one, a list, or by category."""

    words = "词，或多个"

    def read(self, node: Node, reading: Reading) -> tuple[str, ...] | None:
        """Read all words; by category they keep the category's id in brackets."""
        if isinstance(node, MappingNode):
            found = {name: self.read(item, reading) or () for name, item in node.entries.items()}
            return tuple(f"{word}（{name}）" for name, words in found.items() for word in words)
        words = Many(Text()).read(node, reading)
        return None if words is None else tuple(str(word) for word in words)

    def schema(self) -> dict[str, Any]:
        """Text, a list or an object."""
        return {"type": ["string", "array", "object"]}
