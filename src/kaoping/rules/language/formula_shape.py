"""How a formula (公式) is written in a scheme."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from kaoping.errors.problems import SchemeError
from kaoping.rules.language.formula import Formula, parse
from kaoping.rules.language.reading import Reading
from kaoping.rules.language.shapes import Shape
from kaoping.rules.language.tree import Node, ScalarNode


@dataclass(frozen=True)
class FormulaShape(Shape):
    """A formula, as text; where it is a `condition`, it may compare.

    公式：写在引号里；加减乘除、括号、比较（`=`、`!=`、`<`、`<=`、`>`、`>=`）、`and`、`or`、`not`，
    中文符号 `×`、`÷`、`（）` 也可以。
    名称是中间量、指标值或空缺的编号；函数见下。办法装载时就检查：不认识的名称、循环、单位不合的都不予受理。
    除法、平均精确计算；对数、乘方、开方取28位有效数字；得分在明细处舍入一次。除以0、缺值都按缺少资料处理，
    `given(x, 0)` 另给一个数。组函数写作 `mean(x over category)`，over 之后是[比较范围](among.md)。

    Example:
        full_score: 10
        indicators:
          - id: tax
            name: 税收
            points: 10
            value: count
            formula: "points * (0.6 + 0.4 * (v - min(v over all)) / (max(v over all) - min(v over all)))"
    Facts: 120; 90; 60
    Source: spec section 4 (formula), section 1 (logarithms in decimal).
    """

    words = "公式"
    condition: bool = False

    def read(self, node: Node, reading: Reading) -> Formula | None:
        """Parse the formula; its problems point into the text."""
        if not reading.kind(node, ScalarNode) or not isinstance(node, ScalarNode):
            return None
        return read_formula(node, reading, self.condition)

    def schema(self) -> dict[str, Any]:
        """Text or a number."""
        return {"type": ["string", "number"]}


def read_formula(node: ScalarNode, reading: Reading, condition: bool = False) -> Formula | None:
    """Parse a scalar as a formula; problems go to the reading."""
    at = replace(node.at, column=node.at.column + 1) if node.quoted else node.at
    try:
        return parse(node.text, at, condition)
    except SchemeError as error:
        reading.problems.extend(error.problems)
        return None
