"""Ratings (评价): marks given by groups of raters."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from kaoping.rules.numbers import POINTS, VALUE, Constant, Number
from kaoping.rules.shapes import Id, Record, Table, Text, Whole, key


@dataclass(frozen=True)
class RaterGroup:
    """A group of raters (评价主体): its part of the points, its scale, trimming and secrecy."""

    name: str = key(Text(), "名称", "")
    share: Number | None = key(VALUE, "占本项分值的比例", None)
    points: Number | None = key(POINTS, "分值", None)
    scale: Number = key(VALUE, "评分满分", Constant(Fraction(100)))
    drop: int = key(Whole(0, 1000), "去掉最高、最低各几个", 0)
    secret: int = key(Whole(0, 1000), "无记名：少于几份不显示", 0)


@dataclass(frozen=True)
class Rating:
    """评价：各评价主体占一定分值，得分 = 主体分值 × 均分 ÷ 满分；本单位自评不计，缺一个主体即资料不全。

    Example: `{id: leaders, name: 领导评价, points: 10, rating: {leaders: 市领导}}`
    Source: spec section 5; beijing-2009 article 18(5), zhongshan-2012 article 19.
    """

    rating: Mapping[str, RaterGroup] = key(Table(Id(), Record(RaterGroup, short="name")), "各评价主体")

    table = "ratings"
    cost = False
