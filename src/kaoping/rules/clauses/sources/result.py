"""Results of other schemes (其他考评结果折算计入)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from kaoping.rules.clauses.periods import Periods
from kaoping.rules.language.number import Number
from kaoping.rules.language.number_shapes import POINTS, SIZE
from kaoping.rules.language.shapes import Id, Keyed, Record, Text, Whole, key


@dataclass(frozen=True)
class OtherResult:
    """Which scheme, and how its total, grade or place becomes points."""

    needs: ClassVar[tuple[tuple[str, ...], ...]] = (("full", "grades", "places"),)
    excludes: ClassVar[tuple[tuple[str, ...], ...]] = needs
    scheme: str = key(Text(), "考评办法编号")
    full: Number | None = key(SIZE, "其满分：按比例折算", None)
    grades: Mapping[str, Number] = key(Keyed(Id(), POINTS), "各等次得分", {})
    places: Mapping[int, Number] = key(Keyed(Whole(1), POINTS), "各名次得分", {})
    periods: Periods | None = key(
        Record(Periods), "几期结果合并（季度得分按权重汇总）；不写即取最近一期", None
    )


@dataclass(frozen=True)
class OtherScheme:
    """其他考评结果：公布总分按比例折算（分值 × 总分 ÷ 满分），或按其等次、名次得分。

    同一办法有几期结果的，取最近一期；写了 `periods` 的，逐期折算成得分再合并（季度考评按权重汇总）。

    Example: `{id: budget, name: 预算绩效评估, points: 10, result: {scheme: budget-evaluation, full: 100}}`
    Facts: total=92.5; total=100
    Source: spec section 5; beijing-2011 management.budget.
    """

    result: OtherResult = key(Record(OtherResult), "考评办法与折算")

    table = "results"
    cost = False
