"""The keys of a node of the tree (指标)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from kaoping.errors.position import NOWHERE, Position
from kaoping.rules.clauses.missing import MISSING, Treatment
from kaoping.rules.language.fixed import RatioShape
from kaoping.rules.language.number import Number
from kaoping.rules.language.number_shapes import POINTS, WRITTEN
from kaoping.rules.language.reading import Reading
from kaoping.rules.language.shapes import Choice, Either, Id, Keyed, Many, Record, Shape, Word, key
from kaoping.rules.language.tree import MappingNode, Node, ScalarNode
from kaoping.rules.scheme.keys.adjusting import FactorKeys, GateKeys
from kaoping.rules.scheme.keys.later import READ_LATER
from kaoping.rules.scheme.keys.shared import SharedKeys
from kaoping.rules.scheme.keys.sums import DiffersKeys


class LiftShape(Shape):
    """A bound: a number of points, or `none`."""

    words = "分值或 none"

    def read(self, node: Node, reading: Reading) -> Number | str | None:
        """Read the bound."""
        if isinstance(node, ScalarNode) and node.text == "none":
            return "none"
        found: Number | None = POINTS.read(node, reading)
        return found

    def schema(self) -> dict[str, Any]:
        """A number or none."""
        return {"type": ["number", "string", "object"]}


class ElsewhereShape(Shape):
    """A treatment, or one by category."""

    words = "spread | full | omit，或按类别"
    _inner = Either(
        scalar=Choice(("spread", "full", "omit")), mapping=Keyed(Id(), Choice(("spread", "full", "omit")))
    )

    def read(self, node: Node, reading: Reading) -> str | dict[str, str] | None:
        """Read the treatment."""
        found: str | dict[str, str] | None = self._inner.read(node, reading)
        for name, key_ in node.keys.items() if isinstance(node, MappingNode) else ():
            if name not in reading.categories:
                reading.unknown_category(name, key_.at)
        return found

    def schema(self) -> dict[str, Any]:
        """As its parts."""
        return self._inner.schema()


@dataclass(frozen=True)
class NodeKeys(SharedKeys):
    """指标：`items` 是下级指标，`rules` 是条款；只有一条规则的指标可以直接写规则的键。

    各级分值必须相符：下级之和等于本级，一级之和等于满分，各类别分别核对。编号只写本级，全称由上级的编号连成；
    条款（cite）同样接在上级之后。没有写 `start` 的，全是扣分的从满分起扣，全是加分的从0起加；两样都有的必须写明。

    `for` 单独写，表示只属于这些类别或单位（别处核对合计时不算它）。同时写 `elsewhere` 的，分值在别处另有去处：
    spread 按比例摊给同级（最大余数法，尾数相同按先后）；full 按满分计，记一条 given；omit 不计，上级分值随之减少。

    `out_of` 是折算：下级加起来是自身满分（如130），得分再折到 `points`，差额是一条 rescale 明细。

    Example:
        full_score: 100
        categories:
          - {id: party, name: 党群系统}
          - {id: government, name: 政府系统}
        indicators:
          - id: conduct
            name: 机关作风
            points: 60
            cite: 三(一)
            rules:
              - {id: late, name: 迟到早退, deduct: 2, per: 人次, cite: (1)}
              - {id: absent, name: 无故缺席, deduct: 5, per: 人次, cite: (2)}
          - id: work
            name: 业务工作
            points: 40
            out_of: 120
            cite: 三(二)
            items:
              - {id: tasks, name: 重点任务, points: 80, award: full}
              - {id: approval, name: 行政审批, points: 40, award: full, for: [government], elsewhere: spread}
    Source: spec section 2; beijing-2011 district.environment.water (spread).
    """

    id: Word = key(Id(), "编号", Word(""))
    points: Number | None = key(WRITTEN, "分值，或按类别", None)
    weight: Fraction | None = key(RatioShape(), "代替分值：占上级满分的比例", None)
    out_of: Number | None = key(WRITTEN, "本项自身满分，得分折算到分值", None)
    elsewhere: str | Mapping[str, str] | None = key(
        ElsewhereShape(), "不适用处的分值：spread 摊给同级，full 计满分，omit 不计", None
    )
    not_applicable: str | None = key(
        Choice(("spread", "full", "omit")), "决定或缺少资料致不适用时的分值", None
    )
    start: str = key(Choice(("", "full", "zero")), "扣分制 full，得分制 zero", "")
    ceiling: Number | str | None = key(LiftShape(), "封顶（默认为分值）", None)
    floor: Number | str | None = key(LiftShape(), "封底（默认为0）", None)
    overflow: str = key(Choice(("", "total")), "扣过封底的部分在总分中扣除", "")
    factor: FactorKeys | None = key(Record(FactorKeys), "系数", None)
    gate: tuple[GateKeys, ...] = key(Many(Record(GateKeys)), "限制条件", ())
    sum_differs: DiffersKeys | None = key(Record(DiffersKeys), "原文分值不符", None)
    missing: Treatment | None = key(MISSING, "缺少资料的处理", None)
    items: Node | None = key(READ_LATER, "下级指标", None)
    rules: Node | None = key(READ_LATER, "条款", None)
    at: Position = NOWHERE
