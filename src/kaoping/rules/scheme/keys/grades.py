"""The keys of ranks (排名) and grades (等次)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from kaoping.errors.position import NOWHERE, Position
from kaoping.rules.language.conditions import CONDITION, Condition
from kaoping.rules.language.shapes import Choice, Id, Many, Record, Text, Whole, Word, key


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
