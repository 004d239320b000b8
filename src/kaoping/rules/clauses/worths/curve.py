"""A table of lower bounds (分档), or interpolation between given points (内插)."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from typing import ClassVar

from kaoping.rules.clauses.worth import Measure, ValueFrame
from kaoping.rules.language.number import Number
from kaoping.rules.language.number_shapes import POINTS, BandsShape
from kaoping.rules.language.shapes import key
from kaoping.rules.numbers.exact import Exact

Rows = tuple[tuple[Exact, Number], ...]


def best(rows: Rows, frame: ValueFrame) -> Exact:
    """Give the best result of a table: base 0, nothing was due."""
    return max(number.of(frame) for _, number in rows)


@dataclass(frozen=True)
class Bands:
    """分档计分：指标值达到哪一档的下限得哪一档的分，低于最低一档得0；键是数值，值是分（%为本项分值的百分比）。

    Example: `{points: 8, value: ratio, bands: {100%: 8, 80%: 5, 60%: 3}}`
    Facts: 100/100; 99/100; 59/100
    Source: spec section 4; hubei-archives base.rooms.
    """

    word: ClassVar[str] = "bands"
    bands: Rows = key(BandsShape(POINTS), "各档下限与得分")

    def points(self, measure: Measure, frame: ValueFrame) -> Exact:
        """Give the points of the highest bound that is reached."""
        return next((number.of(frame) for bound, number in self.bands if measure.v >= bound), 0)

    def reached(self, frame: ValueFrame) -> Exact:
        """Give the best band."""
        return best(self.bands, frame)

    @property
    def cost(self) -> bool:
        """It earns."""
        return False


@dataclass(frozen=True)
class Interpolation:
    """内插计分：在给定的点之间按直线内插，两端以外取端点；键是数值，值是分（%为本项分值的百分比）。

    Example: `{points: 12, value: ratio, line: {80%: 0, 95%: 9, 100%: 12}}`
    Facts: 80/100; 88/100; 97/100
    Source: spec section 4; hubei-archives work.filing.
    """

    word: ClassVar[str] = "line"
    line: Rows = key(BandsShape(POINTS), "各点的数值与得分")

    def points(self, measure: Measure, frame: ValueFrame) -> Exact:
        """Interpolate between the neighbouring points; exact, rounded by the caller."""
        rows = [(bound, number.of(frame)) for bound, number in reversed(self.line)]
        if measure.v <= rows[0][0]:
            return rows[0][1]
        for (x0, y0), (x1, y1) in pairwise(rows):
            if measure.v <= x1:
                return y0 + (y1 - y0) * (measure.v - x0) / Fraction(x1 - x0)
        return rows[-1][1]

    def reached(self, frame: ValueFrame) -> Exact:
        """Give the best point."""
        return best(self.line, frame)

    @property
    def cost(self) -> bool:
        """It earns."""
        return False
