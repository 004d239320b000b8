"""A tree of scalars, mappings and sequences as a text is written: nodes that keep their text and place.

Nothing is ever another type than written: `4.10`, `on`, `2014-06-20` stay text until a shape reads them.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from kaoping.errors.position import Position


@dataclass(frozen=True)
class ScalarNode:
    """A word or number as written; `quoted` where it stands in quotes."""

    text: str
    at: Position
    quoted: bool = False


@dataclass(frozen=True)
class SequenceNode:
    """A list of nodes."""

    items: tuple[Node, ...]
    at: Position


@dataclass(frozen=True)
class MappingNode:
    """Keys with their nodes, in order; `keys` holds the keys as written with their places."""

    entries: dict[str, Node]
    at: Position
    keys: dict[str, ScalarNode] = field(default_factory=dict)


Node = ScalarNode | SequenceNode | MappingNode

KIND_WORDS = {
    ScalarNode: ("一个词或一个数", "a word or number"),
    SequenceNode: ("一个列表（每项以“- ”开头，或写成 [甲, 乙]）", "a list"),
    MappingNode: ("一组“键: 值”", "a mapping of keys to values"),
}
"""What a node is called in messages, in Chinese and English."""
