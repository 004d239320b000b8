"""Measured values (指标值) of items: from rows or formulas, several periods merged (spec section 4)."""

from __future__ import annotations

from fractions import Fraction
from functools import partial

from kaoping.rules.clauses.periods import Periods
from kaoping.rules.clauses.sources import Values
from kaoping.rules.clauses.worth import Measure
from kaoping.rules.engine.run import Subject
from kaoping.rules.engine.value_rows import earlier_rows, ended, rows_now
from kaoping.rules.engine.values.merging import expected, merge, without_missing
from kaoping.rules.engine.view import View
from kaoping.rules.facts.rows import Value
from kaoping.rules.language.formula import Formula, FormulaError, evaluate
from kaoping.rules.numbers.points import ratio
from kaoping.rules.scheme.model import Rule
from kaoping.rules.scheme.references import formulas_of

NONE_NEEDED = Measure(Fraction(0), Fraction(0))
"""Stands for the value of a rule whose formula looks at other numbers only."""


def measured(rule: Rule, source: Values, stratum: int, subject: Subject, period: str = "") -> Measure | None:
    """Give the measured value of a rule for a unit, periods merged as the scheme says; None where it is missing."""
    known = subject.memo.strata[stratum]
    key = (f"value:{rule.path}", "measure", period)
    if key not in known:
        known[key] = _measured(subject, rule, source, period)
    found: Measure | None = known[key]
    return found


def _measured(subject: Subject, rule: Rule, source: Values, period: str) -> Measure | None:
    merging = source.keys.periods
    if not source.needs_value:
        return NONE_NEEDED
    if merging is not None and merging.of == "values" and not period:
        return _merged(subject, rule, merging)
    if source.keys.value.from_ is not None:
        return _formula_measure(subject, rule, source.keys.value.from_, period)
    return row_measure(subject, rule, rule.path, period)


def _formula_measure(subject: Subject, rule: Rule, formula: Formula, period: str) -> Measure | None:
    try:
        v = evaluate(formula, View(subject, rule.path, period=period, measuring=True))
    except FormulaError:
        return None
    return None if v is None else Measure(v, v)


def row_measure(subject: Subject, rule: Rule, item: str, period: str = "") -> Measure | None:
    """Give the measured value of an item or of one of several measures from its rows."""
    source = rule.source
    assert isinstance(source, Values)
    rows = rows_now(subject, item, period)
    if not rows and subject.run.scheme.nodes[rule.leaf].missing.word == "latest":
        rows = earlier_rows(subject, item, period)
    if not rows:
        return None
    row = max(rows, key=ended) if len(rows) > 1 else rows[0]
    return _of_row(_with_base(subject, source, item, row), source)


def _with_base(subject: Subject, source: Values, item: str, row: Value) -> Value:
    """Give the latest earlier row that has a base, where the scheme says so of a base of 0."""
    zero_base = source.keys.value.zero_base
    if row.base or row.base is None or zero_base is None or zero_base.word != "latest":
        return row
    usable = [one for one in earlier_rows(subject, item, row.period) if one.base]
    return max(usable, key=ended, default=row)


def _of_row(row: Value, source: Values) -> Measure:
    if row.base is not None:
        return Measure(ratio(row.value, row.base) if row.base else Fraction(0), row.value, row.base)
    return Measure(row.value / 100 if source.keys.value.unit == "percent" else row.value, row.value)


def by_period(subject: Subject, rule: Rule, merging: Periods) -> list[tuple[str, Measure | None]] | None:
    """Give the measures of the cycle's periods, in order; None where the item is missing.

    A period that is missing is left out where the item says not_applicable, None where it says zero.
    """
    names = list(expected(subject, merging.every)) if merging.every else sorted(_met(subject, rule))
    found = [(name, subject.measure(rule, name)) for name in names]
    return without_missing(found, subject.run.scheme.nodes[rule.leaf].missing.word)


def _met(subject: Subject, rule: Rule) -> set[str]:
    """Give the periods of the cycle that a rule's facts speak of, where the scheme does not say how often."""
    names = {rule.path} | {r.name for formula in formulas_of(rule.source) for r in formula.names}
    found: set[str] = set()
    for name in list(names):
        quantity = subject.run.scheme.quantities.get(name)
        if quantity is not None and quantity.per:
            found |= set(expected(subject, quantity.per))
        elif quantity is not None and quantity.formula is not None:
            names |= {reference.name for reference in quantity.formula.names}
    return found | {row.period for name in names for row in rows_now(subject, name) if row.period}


def _merged(subject: Subject, rule: Rule, merging: Periods) -> Measure | None:
    found = by_period(subject, rule, merging)
    if found is None:
        return None
    numbers = [(name, one.v if one else Fraction(0)) for name, one in found]
    v = Fraction(merge(numbers, merging, View(subject)))
    return Measure(v, v)


def measuring(rule: Rule, source: Values, stratum: int) -> partial[Measure | None]:
    """Give the function of a unit and a period that measures a rule."""
    return partial(measured, rule, source, stratum)
