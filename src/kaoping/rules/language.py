"""The keys of a scheme: nodes, rules, groups, grades, consequences. One record a construct; `reader` puts them together."""

from __future__ import annotations

from collections.abc import Mapping as Map
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any

from kaoping.rules.conditions import CONDITION, Condition
from kaoping.rules.formula import Formula
from kaoping.rules.missing import MISSING, Treatment
from kaoping.rules.numbers import POINTS, VALUE, Constant, FormulaShape, Number
from kaoping.rules.shapes import (
    Choice,
    Day,
    Either,
    Flag,
    Id,
    Many,
    Reading,
    Record,
    Shape,
    Table,
    Text,
    Whole,
    Word,
    key,
)
from kaoping.rules.source import NOWHERE, Position
from kaoping.rules.tree import Mapping, Node, Scalar, Sequence


class Words(Shape):
    """Words of an office: one, a list, or by category."""

    words = "词，或多个"

    def read(self, node: Node, reading: Reading) -> tuple[str, ...] | None:
        """Read all words; by category they keep the category's id in brackets."""
        if isinstance(node, Mapping):
            found = {name: self.read(item, reading) or () for name, item in node.entries.items()}
            return tuple(f"{word}（{name}）" for name, words in found.items() for word in words)
        words = Many(Text()).read(node, reading)
        return None if words is None else tuple(str(word) for word in words)

    def schema(self) -> dict[str, Any]:
        """Text, a list or an object."""
        return {"type": ["string", "array", "object"]}


class ScopeShape(Shape):
    """`[party]`, or `{categories: [..], units: [..]}`."""

    words = "类别，或 {categories, units}"

    def read(self, node: Node, reading: Reading) -> ScopeKeys | None:
        """Read categories and units; categories must be known."""
        if isinstance(node, Mapping):
            found: ScopeKeys | None = Record(ScopeKeys).read(node, reading)
        else:
            found = ScopeKeys(categories=Many(Id()).read(node, reading) or ())
        for word in (found.categories if found else ()) or ():
            if word not in reading.categories:
                reading.wrong(
                    word.at, "unknown-category", value=word, options="、".join(sorted(reading.categories))
                )
        return found

    def schema(self) -> dict[str, Any]:
        """Ids, or an object."""
        return {"type": ["string", "array", "object"]}


@dataclass(frozen=True)
class ScopeKeys:
    """Whom something applies to."""

    categories: tuple[Word, ...] | None = key(Many(Id()), "类别", None)
    units: tuple[Word, ...] | None = key(Many(Text()), "单位编号", None)


class LevelsShape(Shape):
    """The name of a table of levels, or the table."""

    words = "级别表的名称，或 {级别: 词}"

    def read(self, node: Node, reading: Reading) -> Word | dict[str, str] | None:
        """Read a name or a table."""
        found: Word | dict[str, str] | None = Either(scalar=Text(), mapping=Table(Id(), Text())).read(
            node, reading
        )
        return found

    def schema(self) -> dict[str, Any]:
        """Text or an object."""
        return {"type": ["string", "object"]}


class LiftShape(Shape):
    """A bound: a number of points, or `none`."""

    words = "分值或 none"

    def read(self, node: Node, reading: Reading) -> Number | str | None:
        """Read the bound."""
        if isinstance(node, Scalar) and node.text == "none":
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
        scalar=Choice(("spread", "full", "omit")), mapping=Table(Id(), Choice(("spread", "full", "omit")))
    )

    def read(self, node: Node, reading: Reading) -> str | dict[str, str] | None:
        """Read the treatment."""
        found: str | dict[str, str] | None = self._inner.read(node, reading)
        return found

    def schema(self) -> dict[str, Any]:
        """As its parts."""
        return self._inner.schema()


class PercentShape(Shape):
    """A ratio such as 30%."""

    words = "比例"

    def read(self, node: Node, reading: Reading) -> Fraction | None:
        """Read the ratio."""
        number = VALUE.read(node, reading)
        return Fraction(number.value) if isinstance(number, Constant) else None

    def schema(self) -> dict[str, Any]:
        """Text or a number."""
        return {"type": ["string", "number"]}


class OnceShape(Shape):
    """Anything: read later by the reader (kept as a node)."""

    words = "…"

    def read(self, node: Node, reading: Reading) -> Node:
        """Keep the node."""
        return node


RAW = OnceShape()


@dataclass(frozen=True)
class GateKeys:
    """限制条件：条件成立时，本项得分不超过 ceiling，或乘以 times。"""

    when: Condition = key(CONDITION, "条件")
    ceiling: Number | None = key(POINTS, "得分不超过", None)
    times: Number | None = key(VALUE, "得分乘以", None)
    cite: str = key(Text(), "条款", "")


@dataclass(frozen=True)
class FactorKeys:
    """系数：条件成立时，下级得分之和乘以由公式得出的系数（难度系数）。"""

    by: Formula = key(FormulaShape(), "系数公式")
    when: Condition | None = key(CONDITION, "条件", None)
    cite: str = key(Text(), "条款", "")


@dataclass(frozen=True)
class DiffersKeys:
    """原文分值不符：下级分值之和比本级多（少）若干，注明条款。"""

    by: Number = key(POINTS, "相差")
    cite: str = key(Text(), "条款", "")


@dataclass(frozen=True)
class SharedKeys:
    """Keys that nodes, groups and rules share; most are inherited."""

    name: str = key(Text(), "名称", "")
    cite: str = key(Text(), "条款；接在上级之后，以 / 开头则为全称", "")
    assessor: tuple[str, ...] = key(Words(), "考评主体", ())
    responsible: tuple[str, ...] = key(Words(), "责任部门", ())
    supplier: tuple[str, ...] = key(Words(), "提供情况的部门", ())
    note: str = key(Text(), "说明", "")
    per: str = key(Text(), "一次是什么：人次、件、篇", "")
    for_: ScopeKeys | None = key(ScopeShape(), "只适用于哪些类别或单位", None)
    levels: Word | Map[str, str] | None = key(LevelsShape(), "级别表", None)
    share: Map[str, Fraction] | None = key(
        Table(Choice(("lead", "joint")), PercentShape()), "主办、联办比例", None
    )
    exempt: str = key(Text(), "可免责的情形", "")
    same_matter: Word | None = key(
        Text(), "同一事项就高一次的范围：rule leaf group scheme 或 matters 中的名称", None
    )


@dataclass(frozen=True)
class NodeKeys(SharedKeys):
    """指标：`items` 是下级指标，`rules` 是条款；只有一条规则的指标可以直接写规则的键。"""

    id: Word = key(Id(), "编号", Word(""))
    points: Number | None = key(POINTS, "分值，或按类别", None)
    weight: Fraction | None = key(PercentShape(), "代替分值：占上级满分的比例", None)
    out_of: Number | None = key(POINTS, "本项自身满分，得分折算到分值", None)
    elsewhere: str | Map[str, str] | None = key(
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
    items: Node | None = key(RAW, "下级指标", None)
    rules: Node | None = key(RAW, "条款", None)
    at: Position = NOWHERE


@dataclass(frozen=True)
class GroupKeys(SharedKeys):
    """条款组：把几条规则括在一起，共用条款前缀、来源、免责、就高、比例、封顶；不是指标。"""

    group: Word = key(Id(), "编号", Word(""))
    cap: Number | None = key(POINTS, "本组最多", None)
    average: Node | None = key(RAW, "辖区平均：children 或公式", None)
    rules: Node | None = key(RAW, "条款", None)
    at: Position = NOWHERE


@dataclass(frozen=True)
class RuleKeys:
    """Keys of any rule, beside those of its source."""

    from_: date | None = key(Day(), "自何日起施行", None)
    until: date | None = key(Day(), "施行至何日", None)
    when: Condition | None = key(CONDITION, "条件成立才计分", None)
    deduct: Node | None = key(RAW, "扣分", None)
    add: Node | None = key(RAW, "加分", None)


@dataclass(frozen=True)
class CategoryKeys:
    """类别（系列）。"""

    id: Word = key(Id(), "编号")
    name: str = key(Text(), "名称", "")
    observer: bool = key(Flag(), "只参评不计分", False)
    members: tuple[str, ...] = key(Words(), "成员", ())
    cite: str = key(Text(), "条款", "")


@dataclass(frozen=True)
class QuantityKeys:
    """中间量：公式，或由事项的次数、分值、数额得出的数。"""

    id: Word = key(Id(), "编号")
    name: str = key(Text(), "名称", "")
    formula: Formula | None = key(FormulaShape(), "公式", None)
    events: tuple[Word, ...] = key(Many(Text()), "由哪些条款的事项得出", ())
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


@dataclass(frozen=True)
class RankKeys:
    """排名：范围、按公布总分还是精确总分、并列办法、并列时比较的指标。"""

    among: str = key(Choice(("category", "all")), "在类别内或全部单位内", "category")
    on: str = key(Choice(("published", "exact")), "按公布总分或精确总分", "published")
    ties: str = key(
        Choice(("competition", "dense")), "并列后跳过（1,2,2,4）或不跳过（1,2,2,3）", "competition"
    )
    tie_break: tuple[Word, ...] = key(Many(Text()), "并列时依次比较的指标", ())


@dataclass(frozen=True)
class GradeKeys:
    """等次：从上到下依次判断，先成立者为该单位的等次；不写条件为“其余”。"""

    id: Word = key(Id(), "编号")
    name: str = key(Text(), "名称", "")
    when: Condition | None = key(CONDITION, "条件", None)
    race: Condition | None = key(CONDITION, "谁参加角逐：名次只在这些单位中计", None)
    cite: str = key(Text(), "条款", "")
    at: Position = NOWHERE


@dataclass(frozen=True)
class MoveKeys:
    """等次升降：条件成立时降几等，或改为某等。"""

    when: Condition = key(CONDITION, "条件")
    down: int = key(Whole(0, 20), "降几等", 0)
    to: Word = key(Text(), "改为", Word(""))
    cite: str = key(Text(), "条款", "")


@dataclass(frozen=True)
class GradesKeys:
    """等次一章。"""

    ladder: tuple[GradeKeys, ...] = key(Many(Record(GradeKeys), single=False), "各等次")
    race: Condition | None = key(CONDITION, "谁参加角逐", None)
    moves: tuple[MoveKeys, ...] = key(Many(Record(MoveKeys)), "等次升降", ())


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
    """结果运用：按等次、按条件，或由公式得出。"""

    id: Word = key(Id(), "编号", Word(""))
    name: str = key(Text(), "名称", "")
    first_of: tuple[OutcomeKeys, ...] = key(
        Many(Record(OutcomeKeys), single=False), "依次判断，取先成立者", ()
    )
    by_grade: Map[str, str] = key(Table(Id(), Text()), "按等次", {})
    observers: str = key(Text(), "只参评不计分的单位", "")
    each_event: tuple[Word, ...] = key(Many(Text()), "每起事项一行：条款编号", ())
    at: Position = NOWHERE


@dataclass(frozen=True)
class LimitCeiling:
    """A ceiling named by a grade: its lower bound, or just below it."""

    below: Word = key(Id(), "低于该等次的下限")


class CeilingShape(Shape):
    """A number of points, or `{below: grade}`."""

    words = "分值或 {below: 等次}"

    def read(self, node: Node, reading: Reading) -> Number | LimitCeiling | None:
        """Read the ceiling."""
        if isinstance(node, Mapping) and "below" in node.entries:
            found: LimitCeiling | None = Record(LimitCeiling).read(node, reading)
            return found
        number: Number | None = POINTS.read(node, reading)
        return number

    def schema(self) -> dict[str, Any]:
        """A number or an object."""
        return {"type": ["number", "string", "object"]}


@dataclass(frozen=True)
class TotalLimitKeys:
    """总分限制：条件成立时总分不高于（不低于）某数，最后计算。"""

    id: Word = key(Id(), "编号")
    name: str = key(Text(), "名称", "")
    ceiling: Number | LimitCeiling | None = key(CeilingShape(), "不高于", None)
    floor: Number | None = key(POINTS, "不低于", None)
    when: Condition | None = key(CONDITION, "条件", None)
    cite: str = key(Text(), "条款", "")


@dataclass(frozen=True)
class NotAssessedKeys:
    """不参加考评：条件成立的单位本年不计分。"""

    when: Condition = key(CONDITION, "条件")
    name: str = key(Text(), "名称", "")
    cite: str = key(Text(), "条款", "")


@dataclass(frozen=True)
class HoleKeys:
    """空缺：原文留白或另行规定的数；always 计分必需，use 用到时必需，never 计分不看。"""

    id: Word = key(Text(), "编号")
    name: str = key(Text(), "名称", "")
    cite: str = key(Text(), "条款", "")
    needed: str = key(Choice(("always", "use", "never")), "何时必需", "always")
    at: Position = NOWHERE


@dataclass(frozen=True)
class SchemeKeys:
    """考评办法的顶层。"""

    scheme: Word = key(Id(), "编号，与文件夹同名")
    name: str = key(Text(), "名称")
    full_score: Number = key(POINTS, "满分")
    indicators: Node = key(RAW, "指标")
    places: int = key(Whole(0, 4), "公布总分的小数位数", 2)
    rank: RankKeys | None = key(Record(RankKeys), "排名", None)
    categories: tuple[CategoryKeys, ...] = key(Many(Record(CategoryKeys), single=False), "类别", ())
    levels: Map[str, Map[str, str]] = key(Table(Id(), Table(Id(), Text())), "级别表", {})
    matters: Map[str, str] = key(Table(Id(), Text()), "同一事项的范围", {})
    quantities: tuple[QuantityKeys, ...] = key(Many(Record(QuantityKeys), single=False), "中间量", ())
    adjustments: Node | None = key(RAW, "附加项目", None)
    vetoes: Node | None = key(RAW, "一票否决", None)
    grades: GradesKeys | None = key(
        Either(mapping=Record(GradesKeys), sequence=Many(Record(GradeKeys))), "等次", None
    )
    consequences: tuple[ConsequenceKeys, ...] = key(
        Many(Record(ConsequenceKeys), single=False), "结果运用", ()
    )
    total_limits: tuple[TotalLimitKeys, ...] = key(Many(Record(TotalLimitKeys), single=False), "总分限制", ())
    not_assessed: tuple[NotAssessedKeys, ...] = key(
        Many(Record(NotAssessedKeys), single=False), "不参加考评", ()
    )
    holes: tuple[HoleKeys, ...] = key(Many(Record(HoleKeys), single=False), "空缺", ())
    assessor: tuple[str, ...] = key(Words(), "考评主体（各指标沿用）", ())
    responsible: tuple[str, ...] = key(Words(), "责任部门（各指标沿用）", ())
    supplier: tuple[str, ...] = key(Words(), "提供情况的部门（各指标沿用）", ())
    notes: tuple[str, ...] = key(Words(), "说明", ())
    sources: Node | None = key(RAW, "来源说明", None)


def entries(node: Node | None, reading: Reading) -> list[Mapping]:
    """Give the mappings of a list, noting what is not one."""
    if node is None:
        return []
    if not reading.kind(node, Sequence) or not isinstance(node, Sequence):
        return []
    return [item for item in node.items if reading.kind(item, Mapping) and isinstance(item, Mapping)]
