"""Several periods of one item (多期合并): which are expected, what becomes of those that are missing, how they merge."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction
from typing import TypeVar

from kaoping.rules.clauses.periods import Periods
from kaoping.rules.engine.run import Subject
from kaoping.rules.language.number import Frame, Number
from kaoping.rules.numbers.calendar import period_of
from kaoping.rules.numbers.exact import Exact
from kaoping.rules.numbers.points import mean

T = TypeVar("T")


def expected(subject: Subject, every: str) -> Iterator[str]:
    """Give the names of the periods of a kind that end within the cycle."""
    cycle = subject.run.index.cycle
    period = period_of("half" if every == "half_year" else every, cycle.first_day)
    while period.last_day <= cycle.last_day:
        if period.last_day >= cycle.first_day:
            yield str(period)
        period = period.next


def without_missing(
    found: Sequence[tuple[str, T | None]], treatment: str
) -> list[tuple[str, T | None]] | None:
    """Treat the periods that are missing (缺期): leave them out, keep them as 0, or give nothing at all."""
    if treatment == "not_applicable":
        found = [(name, one) for name, one in found if one is not None]
    elif treatment != "zero" and any(one is None for _, one in found):
        return None
    return list(found) if any(one is not None for _, one in found) else None


def merge(found: Sequence[tuple[str, Exact]], merging: Periods, frame: Frame) -> Exact:
    """Merge the numbers of several periods, in their order."""
    numbers = [Fraction(number) for _, number in found]
    if merging.merge != "weighted":
        return _MERGES[merging.merge](numbers)
    weights = [Fraction(_weight(merging, name, frame)) for name, _ in found]
    whole = sum(weights, Fraction(0))
    products = (weight * number for weight, number in zip(weights, numbers, strict=True))
    return sum(products, Fraction(0)) / whole if whole else Fraction(0)


def _weight(merging: Periods, name: str, frame: Frame) -> Exact:
    """Give the weight of a period, by its name or that within the year (`2025-Q1` or `Q1`); 1 where there is none."""
    number: Number | None = merging.weights.get(name) or merging.weights.get(name.partition("-")[2])
    return number.of(frame) if number else 1


_MERGES: dict[str, Callable[[Sequence[Fraction]], Fraction]] = {
    "mean": mean,
    "sum": lambda numbers: sum(numbers, Fraction(0)),
    "last": lambda numbers: numbers[-1],
    "best": max,
    "worst": min,
}
