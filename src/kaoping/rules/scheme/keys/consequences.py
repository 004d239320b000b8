"""The keys of a consequence (结果运用)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from kaoping.errors.position import NOWHERE, Position
from kaoping.rules.language.conditions import CONDITION, Condition
from kaoping.rules.language.formula import Formula
from kaoping.rules.language.formula_shape import FormulaShape
from kaoping.rules.language.shapes import Id, Keyed, Many, Record, Text, Whole, Word, key
from kaoping.rules.scheme.keys.scope import ScopeKeys, ScopeShape


@dataclass(frozen=True)
class OutcomeKeys:
    """结果运用的一种情形。"""

    when: Condition | None = key(CONDITION, "条件", None)
    value: str = key(Text(), "结果，{空缺编号} 处填入空缺数值", "")
    formula: Formula | None = key(FormulaShape(), "公式", None)
    round: int = key(Whole(0, 12), "公式结果保留位数", 4)
    cite: str = key(Text(), "条款", "")
    for_: ScopeKeys | None = key(ScopeShape(), "适用类别", None)


@dataclass(frozen=True)
class ConsequenceKeys(OutcomeKeys):
    """结果运用：按等次、按条件，或由公式得出。

    `by_grade` 按等次给结果；`first_of` 依次判断取先成立者；`formula` 由公式得出，舍入到 `round` 位；
    `each_event` 对这些条款的每起成立事项各给一行。`observers` 是只参评不计分单位的结果。
    结果里的 `{空缺编号}` 换成空缺的数值。资料不全的单位没有结果运用。

    Example:
        grades:
          - {id: excellent, name: 优秀, when: {total: {at_least: 90}}}
          - {id: qualified, name: 合格}
        consequences:
          - {id: quota, name: 考核优秀比例, by_grade: {excellent: 20%, qualified: 15%}, observers: 20%, cite: 六}
          - {id: parent_item, name: 计入上级考评, formula: "15 * total / 100", cite: 七}
          - id: bonus
            name: 年度奖金
            first_of:
              - {when: {event: conduct}, value: "-5%", cite: 八}
              - {value: "0%"}
    Source: spec section 6 (consequences); zhangzhou 六, xingan 二(三).
    """

    id: Word = key(Id(), "编号", Word(""))
    name: str = key(Text(), "名称", "")
    first_of: tuple[OutcomeKeys, ...] = key(
        Many(Record(OutcomeKeys), single=False), "依次判断，取先成立者", ()
    )
    by_grade: Mapping[Word, str] = key(Keyed(Id(), Text()), "按等次", {})
    observers: str = key(Text(), "只参评不计分的单位", "")
    each_event: tuple[Word, ...] = key(Many(Text()), "每起事项一行：条款编号", ())
    at: Position = NOWHERE
