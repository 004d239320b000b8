"""Whom something applies to (适用范围)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from kaoping.rules.language.reading import Reading
from kaoping.rules.language.shapes import Id, Many, Record, Shape, Text, Word, key
from kaoping.rules.language.tree import MappingNode, Node


class ScopeShape(Shape):
    """`[party]`, or `{categories: [..], units: [..]}`."""

    words = "类别，或 {categories, units}"

    def read(self, node: Node, reading: Reading) -> ScopeKeys | None:
        """Read categories and units; categories must be known."""
        if isinstance(node, MappingNode):
            found: ScopeKeys | None = Record(ScopeKeys).read(node, reading)
        else:
            found = ScopeKeys(categories=Many(Id()).read(node, reading) or ())
        for word in (found.categories if found else ()) or ():
            if word not in reading.categories:
                reading.unknown_category(word, word.at)
        return found

    def schema(self) -> dict[str, Any]:
        """Ids, or an object."""
        return {"type": ["string", "array", "object"]}


@dataclass(frozen=True)
class ScopeKeys:
    """Whom something applies to."""

    categories: tuple[Word, ...] | None = key(Many(Id()), "类别", None)
    units: tuple[Word, ...] | None = key(Many(Text()), "单位编号", None)
