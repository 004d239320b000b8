"""The keys of a hole (空缺)."""

from __future__ import annotations

from dataclasses import dataclass

from kaoping.errors.position import NOWHERE, Position
from kaoping.rules.language.shapes import Choice, Text, Word, key


@dataclass(frozen=True)
class HoleKeys:
    """空缺：原文留白或另行规定的数；always 计分必需，use 用到时必需，never 计分不看。

    数字的位置写 `hole`，编号就是所在位置（`conduct.deduct` 处写 `conduct.points`；评价主体的分值写 `指标.groups.主体`）；
    写 `hole 名称` 则用那个名称。数值在事实的 holes 表里给出，与分值之和、幅度不符的不予受理。

    Example:
        indicators:
          - {id: conduct, name: 机关作风, points: 60, deduct: hole}
          - {id: service, name: 服务群众, points: 40, award: full}
        holes:
          - {id: conduct.points, name: 每次扣分, cite: 三(一), needed: use}
          - {id: prize, name: 奖金, cite: 七, needed: never}
    Source: spec section 6 (holes); beijing-2009, zhangzhou 三(二)4(5).
    """

    id: Word = key(Text(), "编号")
    name: str = key(Text(), "名称", "")
    cite: str = key(Text(), "条款", "")
    needed: str = key(Choice(("always", "use", "never")), "何时必需", "always")
    at: Position = NOWHERE
