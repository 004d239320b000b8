"""Leaves that a missing fact takes out (缺少资料的不适用): looks at the unit's own facts only.

What hangs on scores or on other units is not looked at: it is not known before the points in force are.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from kaoping.rules.clauses.sources import OtherScheme, Ratings, Values
from kaoping.rules.engine.pricing import Pricer
from kaoping.rules.engine.pricing.ratings import ratings_of
from kaoping.rules.engine.pricing.results import lacks_result
from kaoping.rules.engine.results import Lacking
from kaoping.rules.engine.run import Subject
from kaoping.rules.engine.values.measures import row_measure
from kaoping.rules.engine.view import View
from kaoping.rules.language.formula import Formula
from kaoping.rules.language.number import MissingValue
from kaoping.rules.scheme.looking import own_formulas
from kaoping.rules.scheme.model import Rule, Scheme
from kaoping.rules.scheme.plan import Plan
from kaoping.rules.scheme.references import formulas_of


def planning(scheme: Scheme, pricers: Mapping[str, Pricer]) -> Callable[[Subject], Plan]:
    """Give the function of a unit that finds its points in force."""
    leaves = scheme.leaves_that_may_lack

    def plan(subject: Subject) -> Plan:
        absent = subject.dropped
        if leaves:
            absent |= {
                leaf.path
                for leaf in leaves
                if leaf.scope.covers(subject.unit)
                for rule in leaf.item_rules
                if subject.takes(rule) and _is_absent(subject, rule, pricers[rule.path])
            }
        return subject.planned(absent)

    return plan


def _is_absent(subject: Subject, rule: Rule, price: Pricer) -> bool:
    """Say whether a missing fact of a rule takes its leaf out."""
    source, word = rule.source, subject.run.scheme.nodes[rule.leaf].missing.word
    if isinstance(source, Values):
        missing, base_is_zero = _values_missing(subject, rule, source)
        zero_base = source.keys.value.zero_base
        if base_is_zero and zero_base is not None:
            return zero_base.word == "not_applicable"
        return missing and word == "not_applicable"
    return word == "not_applicable" and _facts_missing(subject, rule, price)


def _facts_missing(subject: Subject, rule: Rule, price: Pricer) -> bool:
    """Say whether a rating, an award or a result is missing, or a number that is made of own facts."""
    own = own_formulas(subject.run.scheme, rule)
    if len(own) == len(list(formulas_of(rule.source))):
        return any(isinstance(item, Lacking) for item in price(subject, 0))
    view = View(subject, rule.path, 0)
    return _has_no_row(subject, rule) or any(_is_missing(formula, view) for formula in own)


def _has_no_row(subject: Subject, rule: Rule) -> bool:
    match rule.source:
        case Ratings(rating=groups):
            return not all(ratings_of(subject, rule.path, groups).values())
        case OtherScheme(result=other):
            return lacks_result(subject, rule, other)
        case _:
            return not subject.facts.awards.get(rule.path)


def _values_missing(subject: Subject, rule: Rule, source: Values) -> tuple[bool, bool]:
    """Say whether the values that a rule needs are missing, and whether its base is 0."""
    if source.measures:
        lacks = (row_measure(subject, rule, f"{rule.path}.{name}") is None for name in source.measures)
        return any(lacks), False
    own = own_formulas(subject.run.scheme, rule)
    if source.keys.value.from_ is not None and source.keys.value.from_ not in own:
        return False, False
    found = subject.measure(rule)
    if found is None or found.base == 0:
        return found is None, found is not None
    view = View(subject, rule.path, 0, found)
    return any(_is_missing(formula, view) for formula in own), False


def _is_missing(formula: Formula, view: View) -> bool:
    try:
        view.computed(formula)
    except MissingValue:
        return True
    return False
