"""What values, ratings, awards and other schemes' results are worth for a unit (spec sections 4 and 5).

Each function gives `Priced` lines, or `Lacking` where a fact is missing; what a lack means is the leaf's business.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from kaoping.rules.calendar import period_of
from kaoping.rules.facts import Rating, Value
from kaoping.rules.formula import FormulaError, evaluate
from kaoping.rules.frame import ItemFrame
from kaoping.rules.model import Rule
from kaoping.rules.numbers import Exact, MissingValue, Number, settle
from kaoping.rules.points import Points, half_up
from kaoping.rules.result import Reason
from kaoping.rules.sources import Award, OtherScheme, Values
from kaoping.rules.sources import Rating as RatingSource
from kaoping.rules.sources.rating import RaterGroup
from kaoping.rules.sources.value import Periods
from kaoping.rules.worth import Measure
from kaoping.rules.worths import Threshold

if TYPE_CHECKING:
    from kaoping.rules.desk import Desk


@dataclass(frozen=True, slots=True)
class Priced:
    """A line of a rule that is not over events."""

    kind: str
    source: str
    points: Points
    reasons: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True)
class Lacking:
    """Something that a rule needs and that is not there; `source` as in the ledger."""

    source: str


Items = list[Priced | Lacking]


def full_points(desk: Desk, rule: Rule) -> Points:
    """Give the points that a rule may give: its own, or those in force of its leaf."""
    in_force = desk.plan.points.get(rule.leaf) or 0
    return in_force if rule.points is None else settle(rule.points.of(ItemFrame(desk, rule.path, in_force)))


def price(desk: Desk, rule: Rule, full: Points) -> Items:
    """Give the lines of a rule over values, ratings, awards or results."""
    return _PRICES[type(rule.source)](desk, rule, full)


# values


def measure(desk: Desk, rule: Rule, period: str = "") -> Measure | None:
    """Give the measured value of a rule for a unit, periods merged as the scheme says; None where it is missing."""
    source = rule.source
    assert isinstance(source, Values)
    key = ("measure", rule.path, desk.unit_id, period)
    return desk.cohort.cached(key, lambda: _measure(desk, rule, source, period))


def _measure(desk: Desk, rule: Rule, source: Values, period: str) -> Measure | None:
    merging = source.keys.periods
    if merging is not None and merging.of == "values" and not period:
        return _merged_values(desk, rule, source, merging)
    if source.keys.value.from_ is not None:
        return _formula_measure(desk, rule, source, period)
    return _row_measure(desk, rule.path, source, period, _latest_allowed(desk, rule))


def _latest_allowed(desk: Desk, rule: Rule) -> bool:
    return desk.scheme.nodes[rule.leaf].missing.word == "latest"


def _formula_measure(desk: Desk, rule: Rule, source: Values, period: str) -> Measure | None:
    formula = source.keys.value.from_
    assert formula is not None
    try:
        v = evaluate(formula, ItemFrame(desk, rule.path, full_points(desk, rule), period=period))
    except FormulaError:
        return None
    return None if v is None else Measure(v, v)


def _row_measure(desk: Desk, item: str, source: Values, period: str, latest: bool) -> Measure | None:
    rows: Sequence[Value] = desk.rows_now(item, period)
    if not rows and latest:
        rows = desk.values.get(item, [])
    if not rows:
        return None
    row = max(rows, key=lambda r: r.period)
    if row.base is not None:
        return Measure(row.value / row.base if row.base else Fraction(0), row.value, row.base)
    return Measure(row.value / 100 if source.keys.value.unit == "percent" else row.value, row.value)


def _periods(desk: Desk, rule: Rule, source: Values, merging: Periods) -> list[tuple[str, Measure]] | None:
    """Give the measures of all periods of the cycle, in order; None where one that must be there is missing."""
    if merging.every:
        names = _expected(desk, merging.every)
    else:
        names = sorted({row.period for row in desk.rows_now(rule.path) if row.period})
    found = [(name, measure(desk, rule, name)) for name in names]
    if not found or any(m is None for _, m in found):
        return None
    return [(name, m) for name, m in found if m is not None]


def _expected(desk: Desk, every: str) -> list[str]:
    cycle = desk.cohort.facts.cycle
    period = period_of(every, cycle.first_day)
    names = []
    while period.first_day <= cycle.last_day:
        names.append(str(period))
        period = period.next
    return names


def _merged_values(desk: Desk, rule: Rule, source: Values, merging: Periods) -> Measure | None:
    found = _periods(desk, rule, source, merging)
    if found is None:
        return None
    v = Fraction(_merge([(name, m.v) for name, m in found], merging, desk))
    return Measure(v, v)


def _merge(found: Sequence[tuple[str, Exact]], merging: Periods, desk: Desk) -> Exact:
    numbers = [number for _, number in found]
    if merging.merge == "weighted":
        weights = [_weight(merging.weights, name, desk) for name, _ in found]
        return Fraction(sum(w * n for w, n in zip(weights, numbers, strict=True))) / Fraction(sum(weights))
    merges: dict[str, Callable[[list[Exact]], Exact]] = {
        "mean": lambda n: Fraction(sum(n)) / len(n),
        "sum": sum,
        "last": lambda n: n[-1],
        "best": max,
        "worst": min,
    }
    return merges[merging.merge](numbers)


def _weight(weights: Any, name: str, desk: Desk) -> Exact:
    number: Number | None = weights.get(name)
    return number.of(desk) if number else 1


def _price_value(desk: Desk, rule: Rule, full: Points) -> Items:
    source = rule.source
    assert isinstance(source, Values)
    if isinstance(source.worth, Threshold) and source.worth.measures:
        return _price_measures(desk, rule, source, source.worth, full)
    merging = source.keys.periods
    try:
        if merging is not None and merging.of == "scores":
            return _price_periods(desk, rule, source, merging, full)
        found = measure(desk, rule)
        if found is None:
            return [Lacking("")]
        worth = _worth(desk, rule, source, found, full)
        return [worth] if isinstance(worth, Lacking) else [_value_line(source, settle(worth), found)]
    except MissingValue:
        return [Lacking("")]


def _worth(
    desk: Desk, rule: Rule, source: Values, found: Measure, full: Points, period: str = ""
) -> Exact | Lacking:
    frame = ItemFrame(desk, rule.path, full, found, period)
    if found.base == 0:
        treatment = source.keys.value.zero_base
        if treatment is None:
            return source.worth.reached(frame)
        return 0 if treatment.word == "zero" else Lacking("")
    return source.worth.points(found, frame)


def _value_line(source: Values, points: Points, found: Measure | None, period: str = "") -> Priced:
    signed = -points if source.keys.sign == "cost" else points
    reasons = () if found is None else (Reason("value", (found.value, found.base, found.v)),)
    return Priced("value", period, signed, reasons)


def _price_measures(desk: Desk, rule: Rule, source: Values, worth: Threshold, full: Points) -> Items:
    held = True
    told = []
    for name, line in worth.measures.items():
        found = _row_measure(desk, f"{rule.path}.{name}", source, "", _latest_allowed(desk, rule))
        if found is None:
            return [Lacking("")]
        frame = ItemFrame(desk, rule.path, full, found)
        reached = found.base == 0 or found.v >= line.line.of(frame)
        told.append(Reason("measure", (line.name or name, found.v, line.line.of(frame), reached)))
        held = held and reached
    return [Priced("value", "", full if held else 0, tuple(told))]


def _price_periods(desk: Desk, rule: Rule, source: Values, merging: Periods, full: Points) -> Items:
    found = _periods(desk, rule, source, merging)
    if found is None:
        return [Lacking("")]
    scores: list[tuple[str, Exact]] = []
    for name, m in found:
        worth = _worth(desk, rule, source, m, full, name)
        if isinstance(worth, Lacking):
            continue
        scores.append((name, _period_score(worth, merging, desk, full)))
    if not scores:
        return [Lacking("")]
    return [_value_line(source, settle(_merge(scores, merging, desk)), None)]


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


# ratings, awards, other schemes


def ratings_of(desk: Desk, rule: Rule) -> dict[str, list[Rating]]:
    """Give the ratings of an item by group, without the unit's own."""
    key = ("ratings", desk.unit_id)

    def gather() -> dict[tuple[str, str], list[Rating]]:
        found: dict[tuple[str, str], list[Rating]] = {}
        for row in desk.cohort.ratings.get(desk.unit_id, ()):
            if row.rater != desk.unit_id:
                found.setdefault((row.item, row.group), []).append(row)
        return found

    rows = desk.cohort.cached(key, gather)
    source = rule.source
    assert isinstance(source, RatingSource)
    return {group: rows.get((rule.path, group), []) for group in source.rating}


def mean_of(group: RaterGroup, rows: Sequence[Rating]) -> tuple[Fraction, int]:
    """Give the mean of a group's ratings and how many count: weighted, or without k highest and k lowest."""
    scores = sorted(row.score for row in rows)
    if group.drop:
        if len(scores) > 2 * group.drop:
            scores = scores[group.drop : len(scores) - group.drop]
        return Fraction(sum(scores)) / len(scores), len(scores)
    weights = [Fraction(1) if row.weight is None else row.weight for row in rows]
    total = sum(w * row.score for w, row in zip(weights, rows, strict=True))
    if not sum(weights):
        raise MissingValue("weights")
    return Fraction(total) / Fraction(sum(weights)), len(rows)


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
    return full * group.share.of(frame) if group.share is not None else full


def _group_line(
    desk: Desk, rule: Rule, name: str, group: RaterGroup, rows: Sequence[Rating], full: Points
) -> Priced | Lacking:
    frame = ItemFrame(desk, rule.path, full)
    try:
        mean, counted = mean_of(group, rows)
    except MissingValue:
        return Lacking(name)
    points = group_points(group, full, frame)
    line = settle(points * mean / Fraction(group.scale.of(frame)))
    if group.secret and len(rows) < group.secret:
        return Priced("rating", name, line, (Reason("secret", (group.secret,)),))
    return Priced(
        "rating", name, line, (Reason("rating", (settle(points), mean, counted, group.scale.of(frame))),)
    )


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
    row = desk.results.get(other.scheme)
    if row is None:
        return [Lacking(other.scheme)]
    frame = ItemFrame(desk, rule.path, full)
    if other.full is not None:
        worth: Exact = full * row.total / Fraction(other.full.of(frame))
    elif other.grades:
        number = other.grades.get(row.grade)
        worth = number.of(frame) if number else 0
    else:
        place = other.places.get(row.rank or 0)
        worth = place.of(frame) if place else 0
    return [
        Priced("scheme", other.scheme, settle(worth), (Reason("scheme", (row.total, row.grade, row.rank)),))
    ]


_PRICES: dict[type, Callable[[Any, Rule, Points], Items]] = {
    Values: _price_value,
    RatingSource: _price_rating,
    Award: _price_award,
    OtherScheme: _price_result,
}
