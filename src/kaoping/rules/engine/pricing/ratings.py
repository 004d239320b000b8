"""Ratings (评价): the means of groups of raters, each with its part of the points."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction

from kaoping.rules.clauses.sources import Ratings
from kaoping.rules.clauses.sources.rating import RaterGroup
from kaoping.rules.engine.results import Lacking, Priced
from kaoping.rules.engine.run import Subject
from kaoping.rules.engine.view import View
from kaoping.rules.facts.rows import Rating
from kaoping.rules.language.number import MissingValue, size_of
from kaoping.rules.ledger.result import Reason
from kaoping.rules.numbers.exact import Exact, settle, settle_ratio, share_of
from kaoping.rules.numbers.points import Points, exact_sum, mean
from kaoping.rules.scheme.model import Rule


def price_rating(rule: Rule, source: Ratings) -> Callable[[Subject, Points], list[Priced | Lacking]]:
    """Give the function that prices a rule over ratings: a line for each group of raters."""
    lines = {name: _group_line(name, group) for name, group in source.rating.items()}

    def price(subject: Subject, full: Points) -> list[Priced | Lacking]:
        view = View(subject, rule.path, full)
        rows = ratings_of(subject, rule.path, source.rating)
        return [line(rows[name], view) if rows[name] else Lacking(name) for name, line in lines.items()]

    return price


def ratings_of(
    subject: Subject, item: str, groups: Mapping[str, RaterGroup]
) -> Mapping[str, Sequence[Rating]]:
    """Give the ratings of an item by group, without the unit's own; a secret group's rater numbers mean nothing."""
    own = subject.unit_id
    found: dict[str, list[Rating]] = {name: [] for name in groups}
    for row in subject.facts.ratings.get(item, ()):
        group = groups.get(row.group)
        if group is not None and (group.secret or row.rater != own):
            found[row.group].append(row)
    return found


def _group_line(name: str, group: RaterGroup) -> Callable[[Sequence[Rating], View], Priced | Lacking]:
    """Give the function that makes a group's ratings, of which there are some, its line."""
    scale_of, points_of = _scale(group), _points(group)

    def line(rows: Sequence[Rating], view: View) -> Priced | Lacking:
        try:
            average, counted = mean_of(group, rows)
        except MissingValue:
            return Lacking(name)
        points, scale = points_of(view), scale_of(view)
        settled = settle_ratio(points, average, scale)
        if group.secret and len(rows) < group.secret:
            return Priced("rating", name, settled, (Reason("secret", (group.secret,)),))
        return Priced("rating", name, settled, (Reason("rating", (settle(points), average, counted, scale)),))

    return line


def _scale(group: RaterGroup) -> Callable[[View], Fraction]:
    """Give the function that gives the highest mark; most are the same for all."""
    fixed = group.scale.fixed()
    if not fixed:
        return lambda view: size_of(group.scale, view)
    scale = Fraction(fixed)
    return lambda view: scale


def _points(group: RaterGroup) -> Callable[[View], Exact]:
    """Give the function that gives the points of a group of raters: its own, its share, or all."""
    points, share = group.points, group.share
    if points is not None:
        return lambda view: points.of(view)
    if share is None:
        return lambda view: view.full
    return lambda view: share_of(view.full, share.of(view))


def mean_of(group: RaterGroup, rows: Sequence[Rating]) -> tuple[Fraction, int]:
    """Give the mean of a group's ratings and how many count: weighted, or without k highest and k lowest."""
    scores = [row.score for row in rows]
    if group.drop:
        if len(scores) > 2 * group.drop:
            scores = sorted(scores)[group.drop : len(scores) - group.drop]
        return mean(scores), len(scores)
    given = [row.weight for row in rows]
    if given.count(None) == len(given):
        return mean(scores), len(scores)
    weights = [Fraction(1) if weight is None else weight for weight in given]
    if not any(weights):
        raise MissingValue("weights")
    weighted = exact_sum([weight * score for weight, score in zip(weights, scores, strict=True)])
    return weighted / exact_sum(weights), len(rows)
