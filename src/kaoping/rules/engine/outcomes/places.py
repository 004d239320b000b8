"""Places (位次) and ranks (名次): on what units are compared, and where each stands."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable

from kaoping.rules.engine.results import Placed
from kaoping.rules.engine.run import Run, Subject
from kaoping.rules.engine.view import View
from kaoping.rules.language.conditions import Condition
from kaoping.rules.language.groups import Group
from kaoping.rules.ledger.result import Standing
from kaoping.rules.numbers.points import Points

RankKey = tuple[Points, ...]
"""What a unit is ranked on, higher being better."""


def rank_key(subject: Subject, of: str = "", gated: bool = True) -> RankKey:
    """Give the total and what breaks ties, or an item's score."""
    if of:
        return (subject.result(of, gated).score,)
    ranking, total = subject.run.scheme.ranking, subject.total
    first = total.published if ranking.on == "published" else total.exact
    return (first, *(subject.result(item).score for item in ranking.tie_break))


def placed(
    subject: Subject, among: Group, of: str, race: Condition | None, gated: bool = True
) -> Placed | None:
    """Say where a unit stands among those in the race; None where it has no place."""
    if not _takes_part(subject, of) or (race is not None and not race.holds(View(subject, gated=gated))):
        return None

    def gather() -> tuple[list[RankKey], int]:
        ranked = [other for other in subject.group(among) if _takes_part(other, of)]
        racing = [other for other in ranked if race is None or race.holds(View(other))]
        return sorted(rank_key(other, of, gated) for other in racing), len(ranked)

    # A race is known by its identity: it is part of the scheme, and lives longer than the run.
    key = ("keys", subject.group_key(among), of, id(race), gated)
    keys, ranked = subject.run.gather(key, gather)
    own = rank_key(subject, of, gated)
    worse, up_to = bisect_left(keys, own), bisect_right(keys, own)
    return Placed(len(keys) - up_to, worse, ranked)


def _takes_part(subject: Subject, of: str) -> bool:
    """Say whether a unit is ranked: nothing is missing, or not in the item, looking no further than gates do."""
    if not of:
        return subject.total.complete
    if of not in subject.run.scheme.nodes or of not in subject.plan.points:
        return False
    return not subject.result(of, gated=False).missing


def rank_of(subject: Subject) -> int | None:
    """Give the unit's rank (名次), None while it is incomplete."""
    ranking = subject.run.scheme.ranking
    among: Group = "all" if ranking.among == "all" else "category"
    found = placed(subject, among, "", None)
    if found is None:
        return None
    return found.better + 1 if ranking.ties == "competition" else _dense_rank(subject, among)


def _dense_rank(subject: Subject, among: Group) -> int:
    """Give the rank where ties do not skip the next one (1, 2, 2, 3)."""

    def gather() -> list[RankKey]:
        return sorted({rank_key(other) for other in subject.group(among) if other.total.complete})

    distinct = subject.run.gather(("distinct", subject.group_key(among)), gather)
    return len(distinct) - bisect_left(distinct, rank_key(subject))


def standings(run: Run) -> list[Standing]:
    """Give all assessed units by category, rank and order of the units; the incomplete ones last."""
    order = {category: i for i, category in enumerate(run.scheme.categories)}
    rows: Iterable[Standing] = (_standing(subject) for subject in run.subjects.values())
    return sorted(rows, key=lambda s: (order.get(s.category, len(order)), s.rank is None, s.rank or 0))


def _standing(subject: Subject) -> Standing:
    unit, total = subject.unit, subject.total
    return Standing(
        category=unit.category,
        rank=rank_of(subject),
        unit=unit.id,
        name=unit.name,
        total=total.published,
        exact_total=total.exact,
        grade=subject.grade,
        complete=total.complete,
        vetoed=bool(subject.vetoes),
    )
