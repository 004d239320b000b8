"""Worths and limits that contradict themselves, and formulas whose units do not fit."""

from __future__ import annotations

from collections.abc import Iterator

from kaoping.errors.position import NOWHERE
from kaoping.errors.problems import Problem
from kaoping.rules.clauses.sources import Events
from kaoping.rules.clauses.worths import Steps
from kaoping.rules.language.formula import Reference, check_dimensions
from kaoping.rules.language.number import MissingValue, UnfilledHole
from kaoping.rules.language.shapes import Word
from kaoping.rules.scheme.ladder import bound_of_grade
from kaoping.rules.scheme.model import Grade, Scheme
from kaoping.rules.scheme.plan import Declared
from kaoping.rules.scheme.references import formulas_of


def worths(scheme: Scheme) -> Iterator[Problem]:
    """Check each rule over events, the order of grades and the dimensions of formulas."""
    for path, source in scheme.event_rules.items():
        at = scheme.rules[path].at
        if source.keys.once and _top(source) is None:
            yield Problem("once-without-rate", at, cite=scheme.cites.get(path, ""))
        if source.keys.accumulate and not isinstance(source.worth, Steps):
            yield Problem("accumulate-steps", at, cite=scheme.cites.get(path, ""))
    yield from _rest_is_last(scheme.grades)
    yield from _order(scheme)
    for limit in scheme.total_limits:
        if limit.below_grade in scheme.grade_names and bound_of_grade(scheme, limit.below_grade) is None:
            at = limit.below_grade.at if isinstance(limit.below_grade, Word) else NOWHERE
            yield Problem("limit-grade", at, {"value": limit.below_grade}, limit.labels.cite)
    for formula in formulas_of(scheme):
        yield from check_dimensions(formula, _dimension)


def _order(scheme: Scheme) -> Iterator[Problem]:
    """The order of grades names each of them once."""
    if scheme.order and sorted(scheme.order) != sorted(scheme.grade_names):
        at = scheme.order[0].at if isinstance(scheme.order[0], Word) else NOWHERE
        yield Problem("grade-order", at, {"options": "、".join(scheme.grade_names)})


def _top(source: Events) -> object:
    if source.worth is None:
        return None
    try:
        return source.worth.top(Declared("", 1))
    except (MissingValue, UnfilledHole):
        return 0


def _rest_is_last(grades: tuple[Grade, ...]) -> Iterator[Problem]:
    for i, grade in enumerate(grades):
        if any(earlier.when is None and earlier.race is None for earlier in grades[:i]):
            yield Problem("grade-unreachable", grade.at, {"value": grade.id})


def _dimension(reference: Reference) -> str:
    """Points where points are meant; values may be anything."""
    if reference.kind in ("score", "points") or reference.name in ("total", "points"):
        return "points"
    return "number"
