"""What values, ratings, awards and other schemes' results are worth for a unit (spec sections 4 and 5).

Each function gives `Priced` lines, or `Lacking` where a fact is missing; what a lack means is the leaf's business.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction
from typing import TYPE_CHECKING, Any, NamedTuple

from kaoping.rules.clauses.missing import Treatment
from kaoping.rules.clauses.periods import Periods
from kaoping.rules.clauses.sources import Awards as Award
from kaoping.rules.clauses.sources import OtherScheme, Values
from kaoping.rules.clauses.sources import Ratings as RatingSource
from kaoping.rules.clauses.sources.rating import RaterGroup
from kaoping.rules.clauses.sources.result import OtherResult
from kaoping.rules.clauses.worth import Measure
from kaoping.rules.clauses.worths import Threshold
from kaoping.rules.engine.frame import ItemFrame
from kaoping.rules.engine.measures import by_period, expected, measure, merge, row_measure, without_missing
from kaoping.rules.facts.rows import Rating, SchemeResult
from kaoping.rules.language.formula import Formula
from kaoping.rules.language.number import MissingValue, size_of
from kaoping.rules.ledger.result import Reason
from kaoping.rules.numbers.exact import Exact, settle, settle_ratio, share_of
from kaoping.rules.numbers.points import Points, exact_sum, half_up, mean
from kaoping.rules.scheme.model import Rule
from kaoping.rules.scheme.references import formulas_of

if TYPE_CHECKING:
    from kaoping.rules.engine.desk import Desk


class Priced(NamedTuple):
    """A line of a rule that is not over events."""

    kind: str
    source: str
    points: Points
    reasons: tuple[Reason, ...] = ()


class Lacking(NamedTuple):
    """Something that a rule needs and that is not there; `source` as in the ledger.

    `treatment` says what it means where that is not the leaf's own.
    """

    source: str
    treatment: Treatment | None = None


Items = list[Priced | Lacking]


def price(desk: Desk, rule: Rule, full: Points) -> Items:
    """Give the lines of a rule over values, ratings, awards or results."""
    try:
        return _PRICES[type(rule.source)](desk, rule, full)
    except MissingValue:
        return [Lacking(rule.source.result.scheme if isinstance(rule.source, OtherScheme) else "")]


# values


def _price_value(desk: Desk, rule: Rule, full: Points) -> Items:
    source = rule.source
    assert isinstance(source, Values)
    if isinstance(source.worth, Threshold) and source.worth.measures:
        return _price_measures(desk, rule, source, source.worth, full)
    merging = source.keys.periods
    if merging is not None and merging.of == "scores":
        return _price_periods(desk, rule, source, merging, full)
    found = measure(desk, rule)
    worth = Lacking("") if found is None else _worth(desk, rule, source, found, full)
    return [worth] if isinstance(worth, Lacking) else [_value_line(source, settle(worth), found)]


def _worth(
    desk: Desk, rule: Rule, source: Values, found: Measure, full: Points, period: str = ""
) -> Exact | Lacking:
    frame = ItemFrame(desk, rule.path, full, found, period)
    try:
        if found.base != 0:
            return source.worth.points(found, frame)
        treatment = source.keys.value.zero_base
        if treatment is None:
            return source.worth.reached(frame)
        return 0 if treatment.word == "zero" else Lacking("", treatment)
    except MissingValue:
        return Lacking("")


def _value_line(source: Values, points: Points, found: Measure | None, period: str = "") -> Priced:
    signed = -points if source.keys.sign == "cost" else points
    shown = found is not None and source.needs_value
    reasons = (Reason("value", (found.value, found.base, found.v)),) if found is not None and shown else ()
    return Priced("value", period, signed, reasons)


def _price_measures(desk: Desk, rule: Rule, source: Values, worth: Threshold, full: Points) -> Items:
    held = True
    told = []
    for name, line in worth.measures.items():
        found = row_measure(desk, rule, f"{rule.path}.{name}")
        if found is None:
            return [Lacking("")]
        frame = ItemFrame(desk, rule.path, full, found)
        reached = found.base == 0 or line.holds(found, frame)
        told.append(Reason("measure", (line.name or name, found.v, line.bound.of(frame), reached)))
        held = held and reached
    points = full if held else 0
    return [Priced("value", "", -points if source.keys.sign == "cost" else points, tuple(told))]


def _price_periods(desk: Desk, rule: Rule, source: Values, merging: Periods, full: Points) -> Items:
    found = by_period(desk, rule, merging)
    scores: list[tuple[str, Exact]] = []
    for name, one in found or ():
        worth = 0 if one is None else _worth(desk, rule, source, one, full, name)
        if not isinstance(worth, Lacking):
            scores.append((name, _period_score(worth, merging, desk, full)))
        elif (worth.treatment or desk.scheme.nodes[rule.leaf].missing).word != "not_applicable":
            return [worth]
    if not scores:
        return [Lacking("")]
    return [_value_line(source, settle(merge(scores, merging, desk)), None)]


def _period_score(worth: Exact, merging: Periods, desk: Desk, full: Points) -> Exact:
    frame = ItemFrame(desk, "", full)
    if merging.floor is not None:
        worth = max(worth, merging.floor.of(frame))
    if merging.ceiling is not None:
        worth = min(worth, merging.ceiling.of(frame))
    if merging.round is None:
        return worth
    unit = Fraction(10) ** (4 - merging.round)
    ratio = Fraction(worth) / unit
    return half_up(ratio.numerator, ratio.denominator) * unit


def absent(desk: Desk, rule: Rule) -> bool:
    """Say whether a missing fact of a rule takes its leaf out; looks at the unit's own facts only.

    What hangs on scores or on other units is not looked at: it is not known before the points in force are.
    """
    node, source = desk.scheme.nodes[rule.leaf], rule.source
    if isinstance(source, Values):
        missing, base_is_zero = _values_missing(desk, rule, source)
        zero_base = source.keys.value.zero_base
        if base_is_zero and zero_base is not None:
            return zero_base.word == "not_applicable"
        return missing and node.missing.word == "not_applicable"
    return node.missing.word == "not_applicable" and any(
        isinstance(item, Lacking) for item in price(desk, rule, 0)
    )


def _values_missing(desk: Desk, rule: Rule, source: Values) -> tuple[bool, bool]:
    """Say whether the values that a rule needs are missing, and whether its base is 0."""
    if source.measures:
        return any(row_measure(desk, rule, f"{rule.path}.{name}") is None for name in source.measures), False
    own = [f for f in formulas_of(source) if _looks_at_own(desk, f)]
    frame = ItemFrame(desk, rule.path, 0)
    if source.keys.value.from_ is not None and source.keys.value.from_ not in own:
        return False, False
    found = measure(desk, rule)
    if found is None or found.base == 0:
        return found is None, found is not None
    frame = ItemFrame(desk, rule.path, 0, found)
    return any(_missing(formula, frame) for formula in own), False


def _missing(formula: Formula, frame: ItemFrame) -> bool:
    try:
        frame.computed(formula)
    except MissingValue:
        return True
    return False


def _looks_at_own(desk: Desk, formula: Formula) -> bool:
    """Say whether a formula, and the quantities in it, look at nothing but the unit's own facts."""
    if formula.over:
        return False
    for reference in formula.names:
        inner = desk.scheme.quantities.get(reference.name)
        if reference.kind in ("score", "points") or reference.name in ("total", "points"):
            return False
        if inner is not None and inner.formula is not None and not _looks_at_own(desk, inner.formula):
            return False
    return True


# ratings, awards, other schemes


def ratings_of(desk: Desk, rule: Rule) -> dict[str, list[Rating]]:
    """Give the ratings of an item by group, without the unit's own; a secret group's rater numbers mean nothing."""
    key = ("ratings", desk.unit_id)

    def gather() -> dict[tuple[str, str], list[Rating]]:
        found: dict[tuple[str, str], list[Rating]] = {}
        for row in desk.cohort.ratings.get(desk.unit_id, ()):
            found.setdefault((row.item, row.group), []).append(row)
        return found

    rows = desk.cohort.cached(key, gather)
    source = rule.source
    assert isinstance(source, RatingSource)
    return {
        name: [row for row in rows.get((rule.path, name), ()) if group.secret or row.rater != desk.unit_id]
        for name, group in source.rating.items()
    }


def mean_of(group: RaterGroup, rows: Sequence[Rating]) -> tuple[Fraction, int]:
    """Give the mean of a group's ratings and how many count: weighted, or without k highest and k lowest."""
    scores = [row.score for row in rows]
    if group.drop:
        if len(scores) > 2 * group.drop:
            scores = sorted(scores)[group.drop : len(scores) - group.drop]
        return mean(scores), len(scores)
    if all(row.weight is None for row in rows):
        return mean(scores), len(scores)
    weights = [Fraction(1) if row.weight is None else row.weight for row in rows]
    if not any(weights):
        raise MissingValue("weights")
    weighted = exact_sum([weight * score for weight, score in zip(weights, scores, strict=True)])
    return weighted / exact_sum(weights), len(rows)


def _price_rating(desk: Desk, rule: Rule, full: Points) -> Items:
    source = rule.source
    assert isinstance(source, RatingSource)
    found: Items = []
    for name, rows in ratings_of(desk, rule).items():
        group = source.rating[name]
        found.append(_group_line(desk, rule, name, group, rows, full) if rows else Lacking(name))
    return found


def group_points(group: RaterGroup, full: Points, frame: Any) -> Exact:
    """Give the points of a group of raters: its own, its share, or all."""
    if group.points is not None:
        return group.points.of(frame)
    return share_of(full, group.share.of(frame)) if group.share is not None else full


def _group_line(
    desk: Desk, rule: Rule, name: str, group: RaterGroup, rows: Sequence[Rating], full: Points
) -> Priced | Lacking:
    frame = ItemFrame(desk, rule.path, full)
    try:
        average, counted = mean_of(group, rows)
    except MissingValue:
        return Lacking(name)
    points = group_points(group, full, frame)
    scale = size_of(group.scale, frame)
    line = settle_ratio((points, average), scale)
    if group.secret and len(rows) < group.secret:
        return Priced("rating", name, line, (Reason("secret", (group.secret,)),))
    return Priced("rating", name, line, (Reason("rating", (settle(points), average, counted, scale)),))


def _price_award(desk: Desk, rule: Rule, full: Points) -> Items:
    rows = [row for row in desk.cohort.awards.get(desk.unit_id, ()) if row.item == rule.path]
    if not rows:
        return [Lacking("")]
    row = rows[0]
    return [Priced("award", row.assessor, row.points, (Reason("award", (full, row.note)),))]


def _price_result(desk: Desk, rule: Rule, full: Points) -> Items:
    source = rule.source
    assert isinstance(source, OtherScheme)
    other = source.result
    if other.periods is not None:
        return _price_results(desk, rule, other, other.periods, full)
    row = desk.results.get(other.scheme)
    if row is None:
        return [Lacking(other.scheme)]
    worth = _result_worth(other, row, full, ItemFrame(desk, rule.path, full))
    reasons = (Reason("scheme", (row.total, row.grade, row.rank)),)
    return [Priced("scheme", other.scheme, settle(worth), reasons)]


def _result_worth(other: OtherResult, row: SchemeResult, full: Points, frame: ItemFrame) -> Exact:
    if other.full is not None:
        return full * row.total / size_of(other.full, frame)
    number = other.grades.get(row.grade) if other.grades else other.places.get(row.rank or 0)
    return number.of(frame) if number else 0


def _price_results(desk: Desk, rule: Rule, other: OtherResult, merging: Periods, full: Points) -> Items:
    """Merge what the results of the cycle's periods are worth, one line for all."""
    frame = ItemFrame(desk, rule.path, full)
    rows = {
        row.period: row for row in desk.cohort.results.get(desk.unit_id, ()) if row.scheme == other.scheme
    }
    now = sorted(period for period in rows if period and desk.cohort.is_now(period))
    names = list(expected(desk, merging.every)) if merging.every else now
    found = without_missing(
        [(name, rows.get(name)) for name in names], desk.scheme.nodes[rule.leaf].missing.word
    )
    if found is None:
        return [Lacking(other.scheme)]
    scores: list[tuple[str, Exact]] = []
    for name, row in found:
        worth = 0 if row is None else _result_worth(other, row, full, frame)
        scores.append((name, _period_score(worth, merging, desk, full)))
    told = tuple(Reason("scheme", (row.total, row.grade, row.rank)) for _, row in found if row)
    return [Priced("scheme", other.scheme, settle(merge(scores, merging, desk)), told)]


_PRICES: dict[type, Callable[[Any, Rule, Points], Items]] = {
    Values: _price_value,
    RatingSource: _price_rating,
    Award: _price_award,
    OtherScheme: _price_result,
}
