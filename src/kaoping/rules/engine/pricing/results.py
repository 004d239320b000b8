"""Results of other schemes (其他考评结果折算计入): a total in proportion, or a grade or place by a table."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction

from kaoping.rules.clauses.periods import Periods
from kaoping.rules.clauses.sources.result import OtherResult
from kaoping.rules.engine.pricing.periods import period_score
from kaoping.rules.engine.results import Lacking, Priced
from kaoping.rules.engine.run import Subject
from kaoping.rules.engine.values.merging import expected, merge, without_missing
from kaoping.rules.engine.view import View
from kaoping.rules.facts.rows import SchemeResult
from kaoping.rules.language.number import size_of
from kaoping.rules.ledger.result import Reason
from kaoping.rules.numbers.exact import Exact, settle
from kaoping.rules.numbers.points import Points
from kaoping.rules.scheme.model import Rule


def price_result(rule: Rule, other: OtherResult) -> Callable[[Subject, Points], list[Priced | Lacking]]:
    """Give the function that prices a rule over results: the latest, or those of the cycle's periods merged."""

    def latest(subject: Subject, full: Points) -> list[Priced | Lacking]:
        row = subject.results.get(other.scheme)
        if row is None:
            return [Lacking(other.scheme)]
        worth = _worth(other, row, View(subject, rule.path, full))
        return [Priced("scheme", other.scheme, settle(worth), (_told(row),))]

    merging = other.periods
    if merging is None:
        return latest
    return lambda subject, full: _merged(rule, other, merging, View(subject, rule.path, full))


def _told(row: SchemeResult) -> Reason:
    return Reason("scheme", (row.total, row.grade, row.rank))


def _worth(other: OtherResult, row: SchemeResult, view: View) -> Exact:
    if other.full is not None:
        return view.full * row.total / size_of(other.full, view)
    number = other.grades.get(row.grade) if other.grades else other.places.get(row.rank or 0)
    return number.of(view) if number else 0


def _merged(rule: Rule, other: OtherResult, merging: Periods, view: View) -> list[Priced | Lacking]:
    """Merge what the results of the cycle's periods are worth, one line for all."""
    found = _of_periods(view.subject, rule, other, merging)
    if found is None:
        return [Lacking(other.scheme)]
    scores = [
        (name, period_score(Fraction(0) if row is None else _worth(other, row, view), merging, view))
        for name, row in found
    ]
    told = tuple(_told(row) for _, row in found if row)
    return [Priced("scheme", other.scheme, settle(merge(scores, merging, view)), told)]


def _of_periods(
    subject: Subject, rule: Rule, other: OtherResult, merging: Periods
) -> list[tuple[str, SchemeResult | None]] | None:
    """Give the results of the cycle's periods, in order; None where they are missing."""
    rows = {row.period: row for row in subject.facts.results if row.scheme == other.scheme}
    found = [(name, rows.get(name)) for name in _periods(subject, merging, rows)]
    return without_missing(found, subject.run.scheme.nodes[rule.leaf].missing.word)


def lacks_result(subject: Subject, rule: Rule, other: OtherResult) -> bool:
    """Say whether the results that a rule needs are missing."""
    if other.periods is None:
        return other.scheme not in subject.results
    return _of_periods(subject, rule, other, other.periods) is None


def _periods(subject: Subject, merging: Periods, rows: Mapping[str, SchemeResult]) -> Sequence[str]:
    """Give the periods of the cycle: all that are expected, or those that there are."""
    if merging.every:
        return list(expected(subject, merging.every))
    return sorted(period for period in rows if period and subject.run.index.is_now(period))
