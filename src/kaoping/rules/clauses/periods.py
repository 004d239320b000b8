"""Several periods of one item (多期合并): how values, scores or results of periods become one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from kaoping.rules.language.number import Number
from kaoping.rules.language.number_shapes import POINTS, VALUE
from kaoping.rules.language.shapes import Choice, Keyed, Text, Whole, key

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
    weights: Mapping[str, Number] = key(Keyed(Text(), VALUE), "各期权数", {})
