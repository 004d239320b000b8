"""Values (指标值): measured numbers of an item for a unit."""

from __future__ import annotations

from collections.abc import Mapping as Map
from dataclasses import dataclass
from typing import Any

from kaoping.rules.formula import Formula
from kaoping.rules.missing import MISSING, Treatment
from kaoping.rules.numbers import POINTS, VALUE, FormulaShape, Number
from kaoping.rules.shapes import Choice, Reading, Record, Shape, Table, Text, Whole, key
from kaoping.rules.tree import Node, Scalar
from kaoping.rules.worth import ValueWorth

UNITS = ("ratio", "fraction", "percent", "count")
MERGES = ("mean", "sum", "last", "best", "worst", "weighted")


@dataclass(frozen=True)
class Periods:
    """Several periods of one item (多期合并): how they are merged, as values or as scores.

    多期合并：一个指标按月、按季有几个数的，`merge` 说怎样合成一个：mean 平均，sum 合计，last 最近一期，best 最大，
    worst 最小，weighted 按 `weights` 加权。`of: values` 先合并数再计分；`of: scores` 逐期计分再合并，各期可以有上下限、
    舍入到几位。`every` 写明应有的各期，缺一期即为缺值。

    Example:
        points: 10
        value: ratio
        proportional: 100%
        periods: {merge: mean, of: scores, floor: 2, round: 2}
    Facts: value=9, base=10, period=2025-01; value=1, base=10, period=2025-02; value=8, base=9, period=2025-03
    Source: spec section 4 (several periods of one item are merged).
    """

    merge: str = key(Choice(MERGES), "合并办法")
    of: str = key(Choice(("values", "scores")), "合并指标值或各期得分", "values")
    every: str = key(
        Choice(("", "half_year", "quarter", "month", "half_month")), "应有的各期，缺一期即为缺值", ""
    )
    floor: Number | None = key(POINTS, "各期得分下限", None)
    ceiling: Number | None = key(POINTS, "各期得分上限", None)
    round: int | None = key(Whole(0, 12), "各期得分保留位数", None)
    weights: Map[str, Number] = key(Table(Text(), VALUE), "各期权数", {})


@dataclass(frozen=True)
class Measured:
    """What is measured: the unit of a lone value, or a formula; and what base 0 means."""

    unit: str = key(Choice(UNITS), "单独一个数是什么：ratio fraction percent count", "count")
    from_: Formula | None = key(FormulaShape(), "由中间量或公式得出", None)
    zero_base: Treatment | None = key(MISSING, "基数为0时的处理（默认视为达到目标）", None)


class MeasuredShape(Shape):
    """A unit, or the mapping."""

    words = "ratio | fraction | percent | count 或键值表"
    _record = Record(Measured)

    def read(self, node: Node, reading: Reading) -> Measured | None:
        """Read what is measured."""
        if isinstance(node, Scalar):
            unit = Choice(UNITS).read(node, reading)
            return None if unit is None else Measured(unit)
        found: Measured | None = self._record.read(node, reading)
        return found

    def schema(self) -> dict[str, Any]:
        """A unit or an object."""
        return {"anyOf": [Choice(UNITS).schema(), self._record.schema()]}


@dataclass(frozen=True)
class ValueKeys:
    """Keys of a rule over values, beside its worth."""

    value: Measured = key(MeasuredShape(), "指标值是什么", Measured())
    sign: str = key(Choice(("", "cost", "addition")), "cost 从起评分中扣，addition 另加", "")
    periods: Periods | None = key(Record(Periods), "多期合并", None)


@dataclass(frozen=True)
class Values:
    """指标值：完成数、比率等，由 `values` 表给出（value，以及基数 base）；得分办法见各“计分”页。

    Example: `{id: training, name: 人员培训, points: 8, value: ratio, proportional: 100%}`
    Facts: 45/50; 50/50; 0/0
    Source: spec section 4.
    """

    worth: ValueWorth
    keys: ValueKeys

    table = "values"

    @property
    def cost(self) -> bool:
        """Say whether it takes off from a start."""
        return self.keys.sign == "cost" or (self.worth.cost and self.keys.sign != "addition")

    @property
    def needs_value(self) -> bool:
        """Say whether a value must be given; a formula may look at other numbers only."""
        return self.keys.value.from_ is not None or getattr(self.worth, "needs_value", True)

    @property
    def measures(self) -> Map[str, str]:
        """Give local ids and names of several measures; empty where the item itself is measured."""
        found: Map[str, Any] = getattr(self.worth, "measures", {})
        return {name: str(line.name) or name for name, line in found.items()}
