"""The keys of a limit of the total (总分限制)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar

from kaoping.rules.language.conditions import CONDITION, Condition
from kaoping.rules.language.number import Number
from kaoping.rules.language.number_shapes import POINTS
from kaoping.rules.language.reading import Reading
from kaoping.rules.language.shapes import Id, Record, Shape, Text, Word, key
from kaoping.rules.language.tree import MappingNode, Node


@dataclass(frozen=True)
class LimitCeiling:
    """A ceiling named by a grade: its lower bound, or just below it."""

    below: Word = key(Id(), "低于该等次的下限")


class CeilingShape(Shape):
    """A number of points, or `{below: grade}`."""

    words = "分值或 {below: 等次}"

    def read(self, node: Node, reading: Reading) -> Number | LimitCeiling | None:
        """Read the ceiling."""
        if isinstance(node, MappingNode) and "below" in node.entries:
            found: LimitCeiling | None = Record(LimitCeiling).read(node, reading)
            return found
        number: Number | None = POINTS.read(node, reading)
        return number

    def schema(self) -> dict[str, Any]:
        """A number or an object."""
        return {"type": ["number", "string", "object"]}


@dataclass(frozen=True)
class TotalLimitKeys:
    """总分限制：条件成立时总分不高于（不低于）某数，最后计算。

    记一条 limit 明细，在它自己的编号之下。上限可以写等次：`{below: excellent}` 表示比该等次的分数线低一个最小单位。

    Example:
        indicators:
          - {id: conduct, name: 机关作风, points: 100, deduct: 5}
        total_limits:
          - {id: loss, name: 亏损企业, ceiling: {below: a}, when: {value: profit, below: 0}, cite: 九}
        grades:
          - {id: a, name: A级, when: {total: {at_least: 90}}}
          - {id: b, name: B级}
    Source: spec section 2 (the total may have a ceiling under a condition).
    """

    needs: ClassVar[tuple[tuple[str, ...], ...]] = (("ceiling", "floor"),)
    id: Word = key(Id(), "编号")
    name: str = key(Text(), "名称", "")
    ceiling: Number | LimitCeiling | None = key(CeilingShape(), "不高于", None)
    floor: Number | None = key(POINTS, "不低于", None)
    when: Condition | None = key(CONDITION, "条件", None)
    cite: str = key(Text(), "条款", "")
