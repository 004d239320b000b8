"""The page of a unit: the sum on top, place and grade and what follows, how far to the lines, then every line."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kaoping.papers import shown
from kaoping.papers.badges import Badge
from kaoping.papers.cohort import Cohort, Section
from kaoping.papers.lacking import Balance, Lack, balance, lacks
from kaoping.papers.ledger import Entry, Ledger, Row
from kaoping.papers.words.outcomes import outcome
from kaoping.rules.facts.rows import Unit
from kaoping.rules.ledger.account import Account
from kaoping.rules.ledger.result import Standing
from kaoping.rules.scheme.model import Scheme


@dataclass(frozen=True)
class Term:
    """A number of the sum on top."""

    item: str
    name: str
    sign: str
    score: str
    points: str
    loss: bool


@dataclass(frozen=True)
class Follows:
    """A consequence."""

    name: str
    value: str
    cite: str


@dataclass(frozen=True)
class Distance:
    """How far a total is from a grade line."""

    name: str
    line: str
    gap: str
    short: bool


@dataclass(frozen=True)
class Neighbour:
    """The unit before or after in the ranking."""

    file: str
    name: str


@dataclass(frozen=True)
class UnitPage:
    """Everything that a unit's page shows."""

    unit: Unit
    category: str
    standing: Standing | None
    section: str
    ranked: int
    badge: Badge | None
    terms: tuple[Term, ...]
    total: str
    exact: str
    full: str
    follows: tuple[Follows, ...]
    distances: tuple[Distance, ...]
    lacks: tuple[Lack, ...]
    balance: Balance
    rows: tuple[Row, ...]
    remarks: tuple[Entry, ...]
    before: Neighbour | None
    after: Neighbour | None
    places: int


def unit_page(cohort: Cohort, unit: Unit) -> UnitPage:
    """Make the view of a unit's page."""
    account = cohort.accounts[unit.id]
    standing = account.standing
    section, at = cohort.places.get(unit.id, (None, 0))
    lines = cohort.result.lines_of[unit.id]
    places = shown.places_of((p for line in lines for p in (line.raw, line.points)), cohort.result.places)
    ledger = Ledger(cohort, account.roots, account.remarks, places)
    exact = sum(root.score for root in account.roots)
    before, after = _neighbours(cohort, section, at)
    return UnitPage(
        unit=unit,
        category=cohort.category_name(unit.category),
        standing=standing,
        section=section.name if section else "",
        ranked=len(section.ranked) if section else 0,
        badge=cohort.badges.get(standing.grade) if standing else None,
        terms=terms(account, cohort.result.places),
        total=shown.plain(standing.total, cohort.result.places) if standing else "",
        exact=shown.plain(exact, places) if standing and exact != standing.total else "",
        full=shown.number(sum(root.points or 0 for root in account.roots)),
        follows=follows(cohort.scheme, account),
        distances=tuple(_distances(cohort, section, standing)),
        lacks=tuple(lacks(cohort.scheme, account)),
        balance=balance(account),
        rows=tuple(ledger.rows()),
        remarks=tuple(ledger.other_rows()),
        before=before,
        after=after,
        places=places,
    )


def terms(account: Account, least: int) -> tuple[Term, ...]:
    """Give the numbers whose sum is the exact total, in their order."""
    return tuple(_terms(account, least))


def follows(scheme: Scheme, account: Account) -> tuple[Follows, ...]:
    """Give the consequences in words."""
    names = scheme.consequence_names
    return tuple(
        Follows(names.get(one.consequence) or one.consequence, outcome(one.value), one.cite)
        for one in account.consequences
    )


def _terms(account: Account, least: int) -> Iterator[Term]:
    for place, root in enumerate(account.roots):
        sign = "" if not place else "−" if root.score < 0 else "+"
        score = shown.figure(abs(root.score) if place else root.score, least, 4).text
        points = "" if root.points is None else shown.number(root.points)
        yield Term(root.item, root.name, sign, score, points, root.score < 0)


def _distances(cohort: Cohort, section: Section | None, standing: Standing | None) -> Iterator[Distance]:
    places = cohort.result.places
    for line in section.lines if section and standing else ():
        gap = standing.total - line.total if standing else 0
        yield Distance(line.label, shown.plain(line.total, places), shown.signed(gap, places), gap < 0)


def _neighbours(
    cohort: Cohort, section: Section | None, at: int
) -> tuple[Neighbour | None, Neighbour | None]:
    rows = section.shown if section else ()
    return _neighbour(cohort, rows[max(at - 1, 0) : at]), _neighbour(cohort, rows[at + 1 : at + 2])


def _neighbour(cohort: Cohort, rows: Sequence[Standing]) -> Neighbour | None:
    return Neighbour(cohort.files[rows[0].unit], rows[0].name) if rows else None
