"""Values (指标值): what a measured value is worth, several measures, several periods."""

from __future__ import annotations

from collections.abc import Callable

from kaoping.rules.clauses.periods import Periods
from kaoping.rules.clauses.sources import Values
from kaoping.rules.clauses.worth import Measure
from kaoping.rules.clauses.worths import Threshold
from kaoping.rules.engine.pricing.periods import period_score
from kaoping.rules.engine.results import Lacking, Priced
from kaoping.rules.engine.run import Subject
from kaoping.rules.engine.values.measures import by_period, row_measure
from kaoping.rules.engine.values.merging import merge
from kaoping.rules.engine.view import View
from kaoping.rules.language.number import MissingValue
from kaoping.rules.ledger.result import Reason
from kaoping.rules.numbers.exact import Exact, settle
from kaoping.rules.numbers.points import Points
from kaoping.rules.scheme.model import Rule


def price_value(rule: Rule, source: Values) -> Callable[[Subject, Points], list[Priced | Lacking]]:
    """Give the function that prices a rule over values: always one line."""
    worth, merging = source.worth, source.keys.periods
    if isinstance(worth, Threshold) and worth.measures:
        return lambda subject, full: [_of_measures(rule, source, worth, View(subject, rule.path, full))]
    if merging is not None and merging.of == "scores":
        return lambda subject, full: [_of_periods(rule, source, merging, View(subject, rule.path, full))]
    return lambda subject, full: [_of_value(rule, source, subject, full)]


def _of_value(rule: Rule, source: Values, subject: Subject, full: Points) -> Priced | Lacking:
    found = subject.measure(rule)
    if found is None:
        return Lacking("")
    worth = _worth(source, found, View(subject, rule.path, full, found))
    return worth if isinstance(worth, Lacking) else _line(source, settle(worth), found)


def _worth(source: Values, found: Measure, view: View) -> Exact | Lacking:
    """Give what a measure is worth; a base of 0 is treated as the scheme says, and counts as reached if it says nothing."""
    try:
        if found.base is None or found.base:
            return source.worth.points(found, view)
        treatment = source.keys.value.zero_base
        if treatment is None:
            return source.worth.reached(view)
        return 0 if treatment.word == "zero" else Lacking("", treatment)
    except MissingValue:
        return Lacking("")


def _line(source: Values, points: Points, found: Measure | None) -> Priced:
    shown = found is not None and source.needs_value
    reasons = (Reason("value", (found.value, found.base, found.v)),) if found is not None and shown else ()
    return Priced("value", "", _signed(source, points), reasons)


def _signed(source: Values, points: Points) -> Points:
    return -points if source.keys.sign == "cost" else points


def _of_measures(rule: Rule, source: Values, worth: Threshold, view: View) -> Priced | Lacking:
    """Give one line for several measures, all of which must reach their lines."""
    held, told = True, []
    for name, line in worth.measures.items():
        found = row_measure(view.subject, rule, f"{rule.path}.{name}")
        if found is None:
            return Lacking("")
        seen = view._replace(measure=found)
        reached = found.base == 0 or line.holds(found, seen)
        told.append(Reason("measure", (line.name or name, found.v, line.bound.of(seen), reached)))
        held = held and reached
    return Priced("value", "", _signed(source, view.full if held else 0), tuple(told))


def _of_periods(rule: Rule, source: Values, merging: Periods, view: View) -> Priced | Lacking:
    """Price period by period, then merge the scores; a period that does not apply is left out."""
    missing = view.subject.run.scheme.nodes[rule.leaf].missing
    scores: list[tuple[str, Exact]] = []
    for name, one in by_period(view.subject, rule, merging) or ():
        worth = 0 if one is None else _worth(source, one, view._replace(measure=one, period=name))
        if not isinstance(worth, Lacking):
            scores.append((name, period_score(worth, merging, view)))
        elif (worth.treatment or missing).word != "not_applicable":
            return worth
    if not scores:
        return Lacking("")
    return _line(source, settle(merge(scores, merging, view)), None)
