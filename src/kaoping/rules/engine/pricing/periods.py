"""The score of one period (逐期得分), before the periods are merged."""

from __future__ import annotations

from fractions import Fraction

from kaoping.rules.clauses.periods import Periods
from kaoping.rules.language.number import Frame
from kaoping.rules.numbers.exact import Exact
from kaoping.rules.numbers.points import half_up


def period_score(worth: Exact, merging: Periods, frame: Frame) -> Exact:
    """Bound and round what one period is worth, as the scheme says."""
    if merging.floor is not None:
        worth = max(worth, merging.floor.of(frame))
    if merging.ceiling is not None:
        worth = min(worth, merging.ceiling.of(frame))
    if merging.round is None:
        return worth
    unit = Fraction(10) ** (4 - merging.round)
    ratio = Fraction(worth) / unit
    return half_up(ratio.numerator, ratio.denominator) * unit
