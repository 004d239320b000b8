"""The top keys of a scheme (考评办法)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from kaoping.rules.language.number import Number
from kaoping.rules.language.number_shapes import WRITTEN
from kaoping.rules.language.shapes import Either, Id, Keyed, Many, Record, Text, Whole, Word, key
from kaoping.rules.language.tree import Node
from kaoping.rules.scheme.keys.consequences import ConsequenceKeys
from kaoping.rules.scheme.keys.grades import GradeKeys, GradesKeys, RankKeys
from kaoping.rules.scheme.keys.holes import HoleKeys
from kaoping.rules.scheme.keys.later import READ_LATER
from kaoping.rules.scheme.keys.limits import TotalLimitKeys
from kaoping.rules.scheme.keys.offices import Words
from kaoping.rules.scheme.keys.participants import CategoryKeys, NotAssessedKeys
from kaoping.rules.scheme.keys.quantities import QuantityKeys
from kaoping.rules.scheme.keys.sums import DiffersKeys


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
    indicators: Node = key(READ_LATER, "指标")
    places: int = key(Whole(0, 4), "公布总分的小数位数", 2)
    rank: RankKeys | None = key(Record(RankKeys), "排名", None)
    categories: tuple[CategoryKeys, ...] = key(Many(Record(CategoryKeys), single=False), "类别", ())
    levels: Mapping[str, Mapping[str, str]] = key(Keyed(Id(), Keyed(Id(), Text())), "级别表", {})
    matters: Mapping[str, str] = key(Keyed(Id(), Text()), "同一事项的范围", {})
    sum_differs: DiffersKeys | None = key(Record(DiffersKeys), "原文一级指标合计与满分不符", None)
    values: Mapping[str, str] = key(
        Keyed(Id(), Text()), "辅助数据：公式和条件用到、不单独计分的指标值 {编号: 名称}", {}
    )
    quantities: tuple[QuantityKeys, ...] = key(Many(Record(QuantityKeys), single=False), "中间量", ())
    adjustments: Node | None = key(READ_LATER, "附加项目", None)
    vetoes: Node | None = key(READ_LATER, "一票否决", None)
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
    sources: Node | None = key(READ_LATER, "来源说明", None)
