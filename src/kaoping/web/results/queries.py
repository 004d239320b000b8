"""What other pages ask of results: where the year stands, who still owes what, where a unit stands.

None of these asks who is asking, but `home`: whoever shows them has asked `may` before.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from operator import attrgetter

from kaoping.errors.problems import FactsError
from kaoping.papers.badges import Badge
from kaoping.papers.lacking import Balance, balance
from kaoping.rules.numbers.points import Points
from kaoping.web.people.permissions import Actor
from kaoping.web.results import charts, ranking
from kaoping.web.results.charts import Chart
from kaoping.web.results.owing import Owed, directory, names_of, owed_of
from kaoping.web.results.sight import Audience, audience, participants_of
from kaoping.web.results.trial import Trial, trial_of
from kaoping.web.years.models import Participant, Year

__all__ = ("Home", "Owed", "Standing", "UnitStanding", "home", "owing", "standing_summary", "unit_summary")


@dataclass(frozen=True)
class CategoryCount:
    """A category: its units by grade, those not yet ranked."""

    name: str
    units: int
    ranked: int
    grades: tuple[tuple[Badge, int], ...]


@dataclass(frozen=True)
class Standing:
    """Where a year stands: units ranked and incomplete, by category; mean rate by top indicator, weakest first."""

    ranked: int
    incomplete: int
    categories: tuple[CategoryCount, ...]
    rates: tuple[tuple[str, Fraction], ...]


@dataclass(frozen=True)
class UnitStanding:
    """Where a unit stands; only for who may see totals."""

    total: Points
    rank: int | None
    of: int
    badge: Badge | None
    balance: Balance
    lacking: int


@dataclass(frozen=True)
class Home:
    """What the home page of somebody who sees totals shows; `problems` where nothing can be scored yet.

    `spreads` are the charts of totals, one a category; `names` are this year's names by code.
    """

    standing: Standing | None = None
    owing: tuple[Owed, ...] = ()
    spreads: tuple[Chart, ...] = ()
    names: Mapping[str, str] = field(default_factory=dict)
    problems: tuple[str, ...] = ()


def home(actor: Actor, year: Year) -> Home | None:
    """Give what the actor's home page may show of results; None where he sees no totals."""
    try:
        trial = trial_of(year)
        among = participants_of(year)
        seen = audience(actor, trial.scheme, year, among)
        if seen is None or not seen.detail:
            return None
        return _home(year, trial, among, seen)
    except FactsError as error:
        return Home(problems=tuple(problem.message() for problem in error.problems))


def _home(year: Year, trial: Trial, among: Sequence[Participant], seen: Audience) -> Home:
    offices = directory(year)
    tables = ranking.sections(trial, seen, offices)
    scored = [code for code in trial.result.standing_of if code in seen.units]
    spreads = (charts.distribution(table, trial.scheme.places) for table in tables)
    return Home(
        _standing(tables),
        tuple(owed_of(offices, trial, scored)),
        tuple(chart for chart in spreads if chart),
        names_of(among),
    )


def standing_summary(year: Year) -> Standing:
    """Give where the year stands, all units. Raises: FactsError."""
    trial = trial_of(year)
    codes = frozenset(trial.result.standing_of)
    return _standing(ranking.sections(trial, Audience(codes, codes), directory(year)))


def owing(year: Year) -> list[Owed]:
    """Give which office still owes what, as to which units, at which telephone. Raises: FactsError."""
    trial = trial_of(year)
    return owed_of(directory(year), trial, trial.result.standing_of)


def unit_summary(year: Year, participant: Participant) -> UnitStanding | None:
    """Give where a unit stands; None for one that is not scored. Raises: FactsError."""
    trial = trial_of(year)
    one = trial.result.standing_of.get(participant.code)
    if one is None:
        return None
    account, (section, _) = trial.cohort.accounts[one.unit], trial.cohort.places[one.unit]
    lacking = sum(
        1 for node in account.roots for each in node.walk() for x in each.lines if x.kind == "missing"
    )
    return UnitStanding(
        one.total,
        one.rank,
        len(section.ranked),
        trial.cohort.badges.get(one.grade),
        balance(account),
        lacking,
    )


def _standing(tables: list[ranking.Section]) -> Standing:
    counts = tuple(
        CategoryCount(t.name, len(t.units), sum(1 for row in t.units if row.complete), t.counts)
        for t in tables
    )
    rates = _rates(tables)
    ranked = sum(one.ranked for one in counts)
    return Standing(ranked, sum(one.units for one in counts) - ranked, counts, rates)


def _rates(tables: list[ranking.Section]) -> tuple[tuple[str, Fraction], ...]:
    """Give what part of each top indicator's points is reached over all complete units."""
    got: Counter[str] = Counter()
    full: dict[str, Fraction] = {}
    for table in filter(attrgetter("opens"), tables):
        for place, column in enumerate(table.columns):
            rows = [
                row
                for row in table.units
                if row.complete and row.numbers[place] is not None and column.points
            ]
            got[column.name] += sum(row.numbers[place] or 0 for row in rows)
            if rows:
                full[column.name] = full.get(column.name, Fraction(0)) + Fraction(
                    column.points
                ) * 10_000 * len(rows)
    found = {name: Fraction(got[name]) / whole for name, whole in full.items() if whole}
    return tuple(sorted(found.items(), key=lambda pair: pair[1]))


def grades_of(standing: Standing) -> Mapping[str, int]:
    """Give how many units have each grade."""
    found: Counter[str] = Counter()
    for category in standing.categories:
        for badge, number in category.grades:
            found[badge.name] += number
    return found
