"""Ratings (评价): marks given by groups of raters."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import ClassVar

from kaoping.rules.language.number import Constant, Number
from kaoping.rules.language.number_shapes import SIZE, VALUE, WRITTEN
from kaoping.rules.language.shapes import Id, Keyed, Record, Text, Whole, key


@dataclass(frozen=True)
class RaterGroup:
    """A group of raters (评价主体): its part of the points, its scale, trimming and secrecy."""

    excludes: ClassVar[tuple[tuple[str, ...], ...]] = (("share", "points"),)
    name: str = key(Text(), "名称", "")
    share: Number | None = key(VALUE, "占本项分值的比例", None)
    points: Number | None = key(WRITTEN, "分值", None)
    scale: Number = key(SIZE, "评分满分", Constant(Fraction(100)))
    drop: int = key(Whole(0, 1000), "去掉最高、最低各几个", 0)
    secret: int = key(Whole(0, 1000), "无记名：少于几份不显示", 0)


@dataclass(frozen=True)
class Ratings:
    """评价：各评价主体占一定分值，得分 = 主体分值 × 均分 ÷ 满分；本单位自评不计，缺一个主体即资料不全。

    Example: `{id: review, name: 评议, points: 10, rating: {leaders: {share: 40%}, public: {share: 60%, drop: 1}}}`
    Facts: score=90; score=80; group=public, score=100; group=public, score=70; group=public, score=60
    Source: spec section 5; beijing-2009 article 18(5), zhongshan-2012 article 19.
    """

    rating: Mapping[str, RaterGroup] = key(
        Keyed(Id(), Record(RaterGroup, short="name"), empty=False), "各评价主体"
    )

    table = "ratings"
    cost = False
