"""What the reader itself reads, once it knows what stands around it: kept as a node until then."""

from __future__ import annotations

from kaoping.rules.language.reading import Reading
from kaoping.rules.language.shapes import Shape
from kaoping.rules.language.tree import Node


class ReadLater(Shape):
    """Anything: read later by the reader (kept as a node)."""

    words = "…"

    def read(self, node: Node, reading: Reading) -> Node:
        """Keep the node."""
        return node


READ_LATER = ReadLater()
