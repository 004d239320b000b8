"""What acts on the score of a node: gates (限制条件) and coefficients (系数)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from kaoping.rules.language.conditions import CONDITION, Condition
from kaoping.rules.language.formula import Formula
from kaoping.rules.language.formula_shape import FormulaShape
from kaoping.rules.language.number import Number
from kaoping.rules.language.number_shapes import POINTS, VALUE
from kaoping.rules.language.shapes import Text, key


@dataclass(frozen=True)
class GateKeys:
    """限制条件：条件成立时，本项得分不超过 ceiling，或乘以 times。

    条件看的是限制以前的得分；每个限制是一条 gate 明细，记在本指标之下。可以写几个，依次执行。

    Example:
        full_score: 30
        indicators:
          - {id: safety, name: 安全生产, points: 20, deduct: 10}
          - id: bonus
            name: 创新
            points: 10
            add: 4
            gate: {when: {score: safety, below: 60%}, ceiling: 0, cite: 五}
    Facts: item=bonus; item=safety
    Source: spec section 4 (gates).
    """

    needs: ClassVar[tuple[tuple[str, ...], ...]] = (("ceiling", "times"),)
    when: Condition = key(CONDITION, "条件")
    ceiling: Number | None = key(POINTS, "得分不超过", None)
    times: Number | None = key(VALUE, "得分乘以", None)
    cite: str = key(Text(), "条款", "")


@dataclass(frozen=True)
class FactorKeys:
    """系数：条件成立时，下级得分之和乘以由公式得出的系数（难度系数）。

    差额是一条 rescale 明细。系数写在有下级的指标上。

    Example:
        full_score: 40
        indicators:
          - id: work
            name: 业务工作
            points: 40
            ceiling: none
            factor: {by: "value(difficulty)", cite: 六}
            items:
              - {id: tasks, name: 重点任务, points: 40, award: full}
    Source: spec section 2 (factor).
    """

    by: Formula = key(FormulaShape(), "系数公式")
    when: Condition | None = key(CONDITION, "条件", None)
    cite: str = key(Text(), "条款", "")
