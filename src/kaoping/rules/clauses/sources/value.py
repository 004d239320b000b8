"""Values (指标值): measured numbers of an item for a unit."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from kaoping.rules.clauses.missing import MISSING, Treatment
from kaoping.rules.clauses.periods import Periods
from kaoping.rules.clauses.worth import ValueWorth
from kaoping.rules.language.formula import Formula
from kaoping.rules.language.formula_shape import FormulaShape
from kaoping.rules.language.reading import Reading
from kaoping.rules.language.shapes import Choice, Record, Shape, key
from kaoping.rules.language.tree import Node, ScalarNode

UNITS = ("ratio", "fraction", "percent", "count")


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
        if isinstance(node, ScalarNode):
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
    def measures(self) -> Mapping[str, str]:
        """Give local ids and names of several measures; empty where the item itself is measured."""
        found: Mapping[str, Any] = getattr(self.worth, "measures", {})
        return {name: str(line.name) or name for name, line in found.items()}
