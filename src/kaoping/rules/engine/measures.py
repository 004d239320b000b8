"""Measured values (指标值) of items: from rows or formulas, several periods merged (spec section 4)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction
from typing import TYPE_CHECKING, TypeVar

from kaoping.rules.clauses.periods import Periods
from kaoping.rules.clauses.sources import Values
from kaoping.rules.clauses.worth import Measure
from kaoping.rules.engine.frame import ItemFrame
from kaoping.rules.facts.rows import Value
from kaoping.rules.language.formula import Formula, FormulaError, evaluate
from kaoping.rules.language.number import Frame, Number
from kaoping.rules.numbers.calendar import parse_period, period_of
from kaoping.rules.numbers.exact import Exact
from kaoping.rules.numbers.points import mean, ratio
from kaoping.rules.scheme.model import Rule
from kaoping.rules.scheme.references import formulas_of

if TYPE_CHECKING:
    from kaoping.rules.engine.desk import Desk

T = TypeVar("T")

NONE_NEEDED = Measure(Fraction(0), Fraction(0))
"""Stands for the value of a rule whose formula looks at other numbers only."""


def measure(desk: Desk, rule: Rule, period: str = "") -> Measure | None:
    """Give the measured value of a rule for a unit, periods merged as the scheme says; None where it is missing."""
    key = (rule.path, period)
    if key not in desk.measured:
        source = rule.source
        assert isinstance(source, Values)
        desk.measured[key] = _measure(desk, rule, source, period)
    return desk.measured[key]


def _measure(desk: Desk, rule: Rule, source: Values, period: str) -> Measure | None:
    merging = source.keys.periods
    if not source.needs_value:
        return NONE_NEEDED
    if merging is not None and merging.of == "values" and not period:
        return _merged(desk, rule, merging)
    if source.keys.value.from_ is not None:
        return _formula_measure(desk, rule, source.keys.value.from_, period)
    return row_measure(desk, rule, rule.path, period)


def _formula_measure(desk: Desk, rule: Rule, formula: Formula, period: str) -> Measure | None:
    try:
        v = evaluate(formula, ItemFrame(desk, rule.path, period=period))
    except FormulaError:
        return None
    return None if v is None else Measure(v, v)


def row_measure(desk: Desk, rule: Rule, item: str, period: str = "") -> Measure | None:
    """Give the measured value of an item or of one of several measures from its rows."""
    source = rule.source
    assert isinstance(source, Values)
    rows: Sequence[Value] = desk.rows_now(item, period)
    latest = desk.scheme.nodes[rule.leaf].missing.word == "latest"
    if not rows and latest:
        rows = _earlier(desk, item, period)
    if not rows:
        return None
    row = max(rows, key=_ended) if len(rows) > 1 else rows[0]
    zero_base = source.keys.value.zero_base
    if row.base == 0 and zero_base is not None and zero_base.word == "latest":
        earlier = [one for one in _earlier(desk, item, row.period) if one.base]
        row = max(earlier, key=_ended, default=row)
    if row.base is not None:
        return Measure(ratio(row.value, row.base) if row.base else Fraction(0), row.value, row.base)
    return Measure(row.value / 100 if source.keys.value.unit == "percent" else row.value, row.value)


def _ended(row: Value) -> str:
    return parse_period(row.period).last_day.isoformat() if row.period else ""


def _earlier(desk: Desk, item: str, period: str) -> list[Value]:
    first = parse_period(period).first_day if period else desk.cohort.facts.cycle.first_day
    return [row for row in desk.values.get(item, []) if row.period and _ended(row) < first.isoformat()]


# several periods


def by_period(desk: Desk, rule: Rule, merging: Periods) -> list[tuple[str, Measure | None]] | None:
    """Give the measures of the cycle's periods, in order; None where the item is missing.

    A period that is missing is left out where the item says not_applicable, None where it says zero.
    """
    names = list(expected(desk, merging.every)) if merging.every else sorted(_met(desk, rule))
    found = [(name, measure(desk, rule, name)) for name in names]
    return without_missing(found, desk.scheme.nodes[rule.leaf].missing.word)


def without_missing(
    found: Sequence[tuple[str, T | None]], treatment: str
) -> list[tuple[str, T | None]] | None:
    """Treat the periods that are missing (缺期): leave them out, keep them as 0, or give nothing at all."""
    if treatment == "not_applicable":
        found = [(name, one) for name, one in found if one is not None]
    elif treatment != "zero" and any(one is None for _, one in found):
        return None
    return list(found) if any(one is not None for _, one in found) else None


def expected(desk: Desk, every: str) -> Iterator[str]:
    """Give the names of the periods of a kind that end within the cycle."""
    cycle = desk.cohort.facts.cycle
    period = period_of("half" if every == "half_year" else every, cycle.first_day)
    while period.last_day <= cycle.last_day:
        if period.last_day >= cycle.first_day:
            yield str(period)
        period = period.next


def _met(desk: Desk, rule: Rule) -> set[str]:
    """Give the periods of the cycle that a rule's facts speak of, where the scheme does not say how often."""
    names = {rule.path}
    found: set[str] = set()
    for formula in formulas_of(rule.source):
        names |= {reference.name for reference in formula.names}
    for name in list(names):
        quantity = desk.scheme.quantities.get(name)
        if quantity is not None and quantity.per:
            found |= set(expected(desk, quantity.per))
        elif quantity is not None and quantity.formula is not None:
            names |= {reference.name for reference in quantity.formula.names}
    return found | {row.period for name in names for row in desk.rows_now(name) if row.period}


def _merged(desk: Desk, rule: Rule, merging: Periods) -> Measure | None:
    found = by_period(desk, rule, merging)
    if found is None:
        return None
    v = Fraction(merge([(name, one.v if one else Fraction(0)) for name, one in found], merging, desk))
    return Measure(v, v)


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
