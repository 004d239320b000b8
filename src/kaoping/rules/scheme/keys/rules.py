"""The keys of a rule (条款) and of a group of rules (条款组)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from kaoping.errors.position import NOWHERE, Position
from kaoping.rules.language.conditions import CONDITION, Condition
from kaoping.rules.language.number import Number
from kaoping.rules.language.number_shapes import RATE
from kaoping.rules.language.shapes import Day, Id, Word, key
from kaoping.rules.language.tree import Node
from kaoping.rules.scheme.keys.later import READ_LATER
from kaoping.rules.scheme.keys.shared import SharedKeys


@dataclass(frozen=True)
class GroupKeys(SharedKeys):
    """条款组：把几条规则括在一起，共用条款前缀、来源、免责、就高、比例、封顶；不是指标。

    组没有分值，也不出现在得分表里；它的编号进入规则的全称（`item.violations.crime`）。组可以套组。

    Example:
        points: 100
        rules:
          - group: violations
            name: 违法违纪
            cap: 20
            exempt: 自行查处或主动报告
            rules:
              - {id: crime, name: 刑事处罚, deduct: 15}
              - {id: discipline, name: 纪律处分, deduct: 10}
    Facts: item=crime; item=discipline
    Source: spec section 3 (groups); zhangzhou 三(二)2.
    """

    group: Word = key(Id(), "编号", Word(""))
    cap: Number | None = key(RATE, "本组最多", None)
    average: Node | None = key(READ_LATER, "辖区平均：children 或公式", None)
    rules: Node | None = key(READ_LATER, "条款", None)
    at: Position = NOWHERE


@dataclass(frozen=True)
class RuleKeys:
    """条款：一条规则只有一种来源（事项、指标值、评价、评定、其他考评结果），下面的键任何来源都可以用。

    `when` 的条件不成立时，本条不计，另有一条 gate 明细写明。`from`、`until` 用于年中修订：两天都在施行期内。
    名称、条款、考评主体等键见[指标与条款共用的键](nodes.md)。

    Example: `{points: 20, deduct: 5, from: 2025-02-10, until: 2025-12-31}`
    Facts: date=2025-02-09; date=2025-02-10
    Source: spec section 3 (holds), section 4 (gates).
    """

    from_: date | None = key(Day(), "自何日起施行", None)
    until: date | None = key(Day(), "施行至何日", None)
    when: Condition | None = key(CONDITION, "条件成立才计分", None)
    deduct: Node | None = key(READ_LATER, "扣分", None)
    add: Node | None = key(READ_LATER, "加分", None)
