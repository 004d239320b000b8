"""Lists of mappings (条目), as nodes and rules are written."""

from __future__ import annotations

from kaoping.rules.language.reading import Reading
from kaoping.rules.language.tree import MappingNode, Node, SequenceNode


def entries(node: Node | None, reading: Reading) -> list[MappingNode]:
    """Give the mappings of a list, noting what is not one."""
    if node is None:
        return []
    if not reading.kind(node, SequenceNode) or not isinstance(node, SequenceNode):
        return []
    if not node.items:
        reading.wrong(node.at, "shape-empty")
    return [item for item in node.items if reading.kind(item, MappingNode) and isinstance(item, MappingNode)]
