"""Groups of units that places and group functions look at (比较范围): category, all, children, or named categories."""

from __future__ import annotations

from typing import Any

from kaoping.rules.language.reading import Reading
from kaoping.rules.language.shapes import Choice, Either, Id, Many, Shape
from kaoping.rules.language.tree import Node

Group = str | tuple[str, ...]
"""`category`, `all` or `children` (the units whose parent this unit is), or category ids."""


class AmongShape(Shape):
    """A group of units.

    比较范围：category（本类别）、all（全部单位）、children（上级写着本单位的各单位），或写明几个类别 `[a, b]`。
    只参评不计分的单位不在其内。

    Example: `{points: 5, value: count, place: {among: all, first: {1: 5, 2: 4, 3: 3}, others: 1}}`
    Source: spec section 4 (placing, group functions).
    """

    words = "category | all | children | [类别…]"
    _inner = Either(
        scalar=Choice(("category", "all", "children")), sequence=Many(Id(), single=False, empty=False)
    )

    def read(self, node: Node, reading: Reading) -> Group | None:
        """Read the group; categories must be known."""
        found = self._inner.read(node, reading)
        if isinstance(found, tuple):
            for word in found:
                if word not in reading.categories:
                    reading.unknown_category(word, word.at)
            return tuple(str(word) for word in found)
        return found  # type: ignore[no-any-return]  # a Choice gives str or None

    def schema(self) -> dict[str, Any]:
        """As its parts."""
        return self._inner.schema()


AMONG = AmongShape()
