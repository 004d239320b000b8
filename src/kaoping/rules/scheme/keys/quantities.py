"""The keys of a named intermediate quantity (中间量)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from kaoping.errors.position import NOWHERE, Position
from kaoping.rules.language.formula import Formula
from kaoping.rules.language.formula_shape import FormulaShape
from kaoping.rules.language.shapes import Choice, Id, Many, Text, Whole, Word, key
from kaoping.rules.scheme.keys.offices import Words


@dataclass(frozen=True)
class QuantityKeys:
    """中间量：公式，或由事项的次数、分值、数额得出的数。

    有了编号，公式、条件和 `value: {from: ...}` 都可以用它。`round` 在这一步舍入；不写则保持精确。

    Example:
        full_score: 10
        indicators:
          - {id: gdp, name: 地区生产总值, points: 10, value: {from: growth}, bands: {8%: 10, 6%: 8, 4%: 5}}
        quantities:
          - {id: growth, name: 增长率, formula: "value(gdp_total) / past(gdp_total, 1) - 1", round: 4}
    Source: spec section 4 (formula, named intermediate quantities; events feed a value).
    """

    needs: ClassVar[tuple[tuple[str, ...], ...]] = (("formula", "events"),)
    excludes: ClassVar[tuple[tuple[str, ...], ...]] = needs
    id: Word = key(Id(), "编号")
    name: str = key(Text(), "名称", "")
    formula: Formula | None = key(FormulaShape(), "公式", None)
    events: tuple[Word, ...] = key(Many(Text(), empty=False), "由哪些条款的事项得出", ())
    take: str = key(
        Choice(("number", "sum", "mean", "min", "max")), "取件数、合计、平均、最小、最大", "number"
    )
    of: str = key(Choice(("points", "amount", "count")), "取哪一栏", "count")
    level: tuple[str, ...] = key(Words(), "级别", ())
    role: tuple[str, ...] = key(Words(), "角色", ())
    per: str = key(Choice(("", "year", "half_year", "quarter", "month", "half_month")), "逐期", "")
    round: int | None = key(Whole(0, 12), "保留位数", None)
    cite: str = key(Text(), "条款", "")
    at: Position = NOWHERE
