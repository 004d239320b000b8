"""What a missing rating, award or value means (缺少资料的处理)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from kaoping.rules.language.groups import AMONG, Group
from kaoping.rules.language.reading import Reading
from kaoping.rules.language.shapes import Choice, Either, Record, Shape, key
from kaoping.rules.language.tree import Node

TREATMENTS = ("incomplete", "zero", "latest", "not_applicable")


@dataclass(frozen=True)
class MeanOf:
    """The mean of the scores of a group that have one of their own."""

    mean_of: Group = key(AMONG, "取哪些单位得分的平均")


@dataclass(frozen=True)
class Treatment:
    """What a missing fact means: one of the words, or the mean of a group.

    缺少资料：评价、评定、指标值缺了怎么办，写在指标的 `missing`。不写为 incomplete：记一条 missing 明细，计0，没有起评分，
    该单位列在最后，没有名次和等次。zero 计0分；latest 取最近一期；not_applicable 视同不适用，分值摊给同级；
    `{mean_of: category}` 取同类单位自有得分的平均（推算的不算在内，舍入一次）。没有事项不是缺资料。

    Example: `{id: tasks, name: 重点任务, points: 20, award: full, missing: {mean_of: category}}`
    Facts: points=18; points=15
    Source: spec section 5, missing.
    """

    word: str
    mean_of: Group = ""


class MissingShape(Shape):
    """A treatment, as a word or `{mean_of: category}`."""

    words = "incomplete | zero | latest | not_applicable | {mean_of: …}"
    _inner = Either(scalar=Choice(TREATMENTS), mapping=Record(MeanOf))

    def read(self, node: Node, reading: Reading) -> Treatment | None:
        """Read the treatment."""
        found = self._inner.read(node, reading)
        if isinstance(found, MeanOf):
            return Treatment("mean_of", found.mean_of)
        return None if found is None else Treatment(found)

    def schema(self) -> dict[str, Any]:
        """As its parts."""
        return self._inner.schema()


MISSING = MissingShape()
INCOMPLETE = Treatment("incomplete")
