"""Who is evaluated: categories (类别), and who is not assessed (不参加考评)."""

from __future__ import annotations

from dataclasses import dataclass

from kaoping.rules.language.conditions import CONDITION, Condition
from kaoping.rules.language.shapes import Flag, Id, Text, Word, key
from kaoping.rules.scheme.keys.offices import Words


@dataclass(frozen=True)
class CategoryKeys:
    """类别（系列）。"""

    id: Word = key(Id(), "编号")
    name: str = key(Text(), "名称", "")
    observer: bool = key(Flag(), "只参评不计分", False)
    members: tuple[str, ...] = key(Words(), "成员", ())
    cite: str = key(Text(), "条款", "")


@dataclass(frozen=True)
class NotAssessedKeys:
    """不参加考评：条件成立的单位本年不计分。

    该单位只参评不计分，得分表里没有它，明细里有一条 decision 写明条件。

    Example:
        not_assessed:
          - {name: 全年未满半年在岗, when: {value: months, below: 6}, cite: 二}
    Source: spec section 6 (a stated condition may take a unit out of the year).
    """

    when: Condition = key(CONDITION, "条件")
    name: str = key(Text(), "名称", "")
    cite: str = key(Text(), "条款", "")
