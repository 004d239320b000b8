"""Awards (评定): points that an assessor gives."""

from __future__ import annotations

from dataclasses import dataclass

from kaoping.rules.language.shapes import Choice, key


@dataclass(frozen=True)
class Awards:
    """评定：考评主体在0与本项分值之间评定得分，附理由。

    Example: `{id: goals, name: 完成基本工作目标, points: 450, award: full}`
    Facts: points=431.5, assessor=考评组
    Source: spec section 5; zhangzhou 三(一).
    """

    award: str = key(Choice(("full",)), "full：0 至本项分值")

    table = "awards"
    cost = False
