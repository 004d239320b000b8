"""The keys of a scheme: nodes, rules, groups, grades, consequences. One record a construct; `reader` puts them together."""

from __future__ import annotations

from collections.abc import Mapping as Map
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any, ClassVar

from kaoping.errors.position import NOWHERE, Position
from kaoping.rules.clauses.missing import MISSING, Treatment
from kaoping.rules.language.conditions import CONDITION, Condition
from kaoping.rules.language.formula import Formula
from kaoping.rules.language.number import (
    POINTS,
    RATE,
    VALUE,
    WRITTEN,
    Constant,
    FormulaShape,
    Number,
    NumberShape,
)
from kaoping.rules.language.shapes import (
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
from kaoping.rules.language.tree import Mapping, Node, Scalar, Sequence


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
                reading.unknown_category(word, word.at)
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
        found: Word | dict[str, str] | None = Either(
            scalar=Text(), mapping=Table(Id(), Text(), empty=False)
        ).read(node, reading)
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
        for name, key_ in node.keys.items() if isinstance(node, Mapping) else ():
            if name not in reading.categories:
                reading.unknown_category(name, key_.at)
        return found

    def schema(self) -> dict[str, Any]:
        """As its parts."""
        return self._inner.schema()


def _fixed(shape: NumberShape, node: Node, reading: Reading) -> Fraction | None:
    """Read a number that must be written as it is, not computed or by category."""
    number = shape.read(node, reading)
    if isinstance(number, Constant):
        return Fraction(number.value)
    if number is not None:
        reading.wrong(node.at, "number-fixed")
    return None


class PercentShape(Shape):
    """A ratio such as 30%."""

    words = "比例"

    def read(self, node: Node, reading: Reading) -> Fraction | None:
        """Read the ratio."""
        return _fixed(VALUE, node, reading)

    def schema(self) -> dict[str, Any]:
        """Text or a number."""
        return {"type": ["string", "number"]}


class FixedPoints(Shape):
    """A fixed number of points, which may be below 0."""

    words = "分值"

    def read(self, node: Node, reading: Reading) -> Fraction | None:
        """Read the number, in units of 1/10,000."""
        return _fixed(POINTS, node, reading)

    def schema(self) -> dict[str, Any]:
        """A number."""
        return {"type": "number"}


class OnceShape(Shape):
    """Anything: read later by the reader (kept as a node)."""

    words = "…"

    def read(self, node: Node, reading: Reading) -> Node:
        """Keep the node."""
        return node


RAW = OnceShape()


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


@dataclass(frozen=True)
class DiffersKeys:
    """原文分值不符：下级分值之和比本级多（少）若干，注明条款。"""

    by: Fraction = key(FixedPoints(), "相差")
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
    weight: Fraction | None = key(PercentShape(), "代替分值：占上级满分的比例", None)
    out_of: Number | None = key(WRITTEN, "本项自身满分，得分折算到分值", None)
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
    average: Node | None = key(RAW, "辖区平均：children 或公式", None)
    rules: Node | None = key(RAW, "条款", None)
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


@dataclass(frozen=True)
class RankKeys:
    """排名：范围、按公布总分还是精确总分、并列办法、并列时比较的指标。

    不写为：在类别内，按公布总分，并列后跳过名次（1、2、2、4）。见[名次与并列](../algorithms/ranks-and-ties.md)。

    Example: `rank: {among: all, ties: dense, tie_break: [conduct]}`
    Source: spec section 6 (rank).
    """

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
    """等次升降：条件成立时降几等，或改为某等；已经没有等次的不动。"""

    needs: ClassVar[tuple[tuple[str, ...], ...]] = (("down", "up", "to"),)
    excludes: ClassVar[tuple[tuple[str, ...], ...]] = needs
    when: Condition = key(CONDITION, "条件")
    down: int = key(Whole(0, 20), "降几等", 0)
    up: int = key(Whole(0, 20), "升几等", 0)
    to: Word = key(Text(), "改为", Word(""))
    cite: str = key(Text(), "条款", "")


@dataclass(frozen=True)
class GradesKeys:
    """等次：`ladder` 从上到下依次判断，先成立者为该单位的等次；最后一个不写条件，就是“其余”；都不成立则空白。

    `race` 写谁参加角逐：名次只在这些单位中数，被否决的不占名额。边界上并列的全部算入；百分比按参加排名的单位数向下取整。
    分数按公布的总分比较。`moves` 在定等以后按事实升降。

    `race` 可以写在一个等次里，也可以写在 `ladder` 旁边，管住所有等次（包括“其余”）。

    Example:
        grades:
          ladder:
            - {id: unqualified, name: 不合格, when: {total: {below: 60}}, cite: 五}
            - {id: excellent, name: 优秀, when: {place: {first: 3}}, race: {not: vetoed}, cite: 五}
            - {id: good, name: 良好, when: {place: {first_percent: 50%}}, cite: 五}
            - {id: qualified, name: 合格}
          moves: [{when: {event: conduct, times: 5}, down: 1, cite: 六}]
    Source: spec section 6 (grades); jishui-2014 四(三), zhangzhou 五.
    """

    ladder: tuple[GradeKeys, ...] = key(Many(Record(GradeKeys), single=False, empty=False), "各等次")
    race: Condition | None = key(CONDITION, "谁参加角逐", None)
    moves: tuple[MoveKeys, ...] = key(Many(Record(MoveKeys)), "等次升降", ())
    order: tuple[Word, ...] = key(Many(Id()), "等次由高到低；不写即 ladder 的顺序", ())


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
    by_grade: Map[Word, str] = key(Table(Id(), Text()), "按等次", {})
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
    """总分限制：条件成立时总分不高于（不低于）某数，最后计算。

    记一条 limit 明细，在它自己的编号之下。上限可以写等次：`{below: excellent}` 表示比该等次的分数线低一个最小单位。

    Example:
        indicators:
          - {id: conduct, name: 机关作风, points: 100, deduct: 5}
        total_limits:
          - {id: loss, name: 亏损企业, ceiling: {below: a}, when: {value: profit, below: 0}, cite: 九}
        grades:
          - {id: a, name: A级, when: {total: {at_least: 90}}}
          - {id: b, name: B级}
    Source: spec section 2 (the total may have a ceiling under a condition).
    """

    needs: ClassVar[tuple[tuple[str, ...], ...]] = (("ceiling", "floor"),)
    id: Word = key(Id(), "编号")
    name: str = key(Text(), "名称", "")
    ceiling: Number | LimitCeiling | None = key(CeilingShape(), "不高于", None)
    floor: Number | None = key(POINTS, "不低于", None)
    when: Condition | None = key(CONDITION, "条件", None)
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


@dataclass(frozen=True)
class SchemeKeys:
    """考评办法：`scheme.yaml` 的顶层。

    五个习惯：编号只写本级，不带点；条款接在上级之后；组是括号，不是指标；一个数是分值，`%` 是本项分值的百分比，
    在写数值的地方是比率；不写的就是通常的情形，写出来的都注明条款。

    Example:
        scheme: haiyu
        name: 海屿县机关效能考评办法
        full_score: 100
        places: 2
        rank: {among: category}
        categories:
          - {id: bureau, name: 县直部门, cite: 二}
          - {id: town, name: 乡镇, cite: 二}
        levels:
          rank: {section: 科级以上, staff: 科级以下}
        indicators:
          - {id: conduct, name: 机关作风, points: 60, deduct: {section: 10, staff: 5}, levels: rank, cite: 三(一)}
          - {id: service, name: 服务群众, points: 40, value: percent, at_least: 90%, cite: 三(二)}
        adjustments:
          - {id: honours, name: 表彰加分, add: 2, ceiling: 6, cite: 四}
        grades:
          - {id: excellent, name: 优秀, when: {place: {first: 1}}, cite: 五}
          - {id: qualified, name: 合格}
    Source: spec section 2 and section 6.
    """

    scheme: Word = key(Id(), "编号，与文件夹同名")
    name: str = key(Text(), "名称")
    full_score: Number = key(WRITTEN, "满分")
    indicators: Node = key(RAW, "指标")
    places: int = key(Whole(0, 4), "公布总分的小数位数", 2)
    rank: RankKeys | None = key(Record(RankKeys), "排名", None)
    categories: tuple[CategoryKeys, ...] = key(Many(Record(CategoryKeys), single=False), "类别", ())
    levels: Map[str, Map[str, str]] = key(Table(Id(), Table(Id(), Text())), "级别表", {})
    matters: Map[str, str] = key(Table(Id(), Text()), "同一事项的范围", {})
    sum_differs: DiffersKeys | None = key(Record(DiffersKeys), "原文一级指标合计与满分不符", None)
    values: Map[str, str] = key(
        Table(Id(), Text()), "辅助数据：公式和条件用到、不单独计分的指标值 {编号: 名称}", {}
    )
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
    if not node.items:
        reading.wrong(node.at, "shape-empty")
    return [item for item in node.items if reading.kind(item, Mapping) and isinstance(item, Mapping)]
