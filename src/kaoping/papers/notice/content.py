"""What a notice of a unit's score (得分通知单) says: all of it, before it is laid out on any paper."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

import kaoping
from kaoping.papers import shown
from kaoping.papers.cohort import EVERYBODY, Cohort
from kaoping.papers.lacking import Lack, lacks
from kaoping.papers.ledger import Entry, Head, Ledger, Row, Sum
from kaoping.papers.shown import Figure
from kaoping.papers.unit_page import Follows, Term, follows, terms
from kaoping.rules.facts.rows import Cycle, Facts
from kaoping.rules.ledger.account import Account, account
from kaoping.rules.ledger.result import Line, Result
from kaoping.rules.scheme.model import Scheme

_OF_A_RECORD = frozenset({"event", "veto", "decision"})
_UNKNOWN = "未载"


class Status(StrEnum):
    """How far a result has come: worked out on trial (试算), or released (已发布)."""

    TRIAL = "试算"
    PUBLISHED = "已发布"


@dataclass(frozen=True)
class LineSource:
    """What stands behind a ledger line (依据与经手): its document, who entered it, who confirmed it, what happened."""

    document_number: str = ""
    entered_by: str = ""
    confirmed_by: str = ""
    fact: str = ""


@dataclass(frozen=True)
class NoticeLine:
    """A line of the ledger in words; `name` is what it is about, `points` the leaf's where it is its only line.

    kind: line, off (counts 0 for a reason), close (封顶封底), missing. `cut` says that raw and counted differ.
    """

    kind: str
    date: str
    source: str
    cite: str
    name: str
    fact: str
    calculation: str
    document_number: str
    entered_by: str
    confirmed_by: str
    raw: Figure
    counted: Figure
    running: Figure
    cut: bool
    points: str


@dataclass(frozen=True)
class NoticeFacts:
    """Everything that the paper says. A unit that is not scored has no `total` and no `rows`.

    `terms` add up to the exact total; `exact` is it in words where it is not the published one. `rows` are the
    account in the order of the scheme, `remarks` what lies outside the sums. `traced` says that lines tell their
    documents and persons.
    """

    issuer: str
    number: str
    scheme: str
    basis: str
    cycle: Cycle
    as_of: date
    issued: date | None
    status: Status
    unit: str
    category: str
    scored: bool
    complete: bool
    total: str
    exact: str
    full: str
    rank: int | None
    ranked: int
    section: str
    grade: str
    grade_cite: str
    vetoed: bool
    lacks: tuple[Lack, ...]
    follows: tuple[Follows, ...]
    terms: tuple[Term, ...]
    rows: tuple[Head | NoticeLine | Sum, ...]
    remarks: tuple[NoticeLine, ...]
    traced: bool
    digest: str
    engine: str


def source_key(line: Line) -> str:
    """Give the key of a line's source: the id of its event or decision, else item and source (goals/market)."""
    if line.kind in _OF_A_RECORD and line.source:
        return line.source
    return f"{line.item}/{line.source}" if line.source else line.item


def notice_of(
    scheme: Scheme,
    result: Result,
    unit: str,
    document: Mapping[str, object],
    *,
    issuer: str,
    issued: date | None = None,
    number: str = "",
    status: Status = Status.TRIAL,
    facts: Facts | None = None,
    sources: Mapping[str, LineSource] | None = None,
    digest: str = "",
    engine: str = kaoping.__version__,
) -> NoticeFacts:
    """Gather what the notice of a unit says; KeyError for a unit that is not in the result.

    `document` holds the title and number of the scheme's document; `facts` add level, count and amount to the lines
    of events; `sources` are found by `source_key`. `digest` is that of the scheme's text, unless it is given.
    """
    cohort = Cohort(scheme, result, facts)
    found = account(scheme, result, unit)
    standing, places = found.standing, _places(result, unit)
    ledger = Ledger(cohort, found.roots, found.remarks, places)
    exact = sum(root.score for root in found.roots)
    badge = cohort.badges.get(standing.grade) if standing else None
    return NoticeFacts(
        issuer=issuer,
        number=number,
        scheme=scheme.name,
        basis=_basis(scheme, document),
        cycle=result.cycle,
        as_of=result.as_of,
        issued=issued,
        status=status,
        unit=found.name,
        category=cohort.category_name(found.category),
        scored=standing is not None,
        complete=standing is None or standing.complete,
        total=shown.plain(standing.total, result.places) if standing else "",
        exact=shown.plain(exact, places) if standing and exact != standing.total else "",
        full=shown.number(sum(root.points or 0 for root in found.roots)),
        rank=standing.rank if standing else None,
        ranked=_ranked(scheme, result, found),
        section=EVERYBODY if scheme.ranking.among == "all" else cohort.category_name(found.category),
        grade=badge.name if badge else "",
        grade_cite=badge.cite if badge else "",
        vetoed=standing is not None and standing.vetoed,
        lacks=tuple(lacks(scheme, found)),
        follows=follows(scheme, found),
        terms=terms(found, result.places),
        rows=tuple(_lines(ledger.rows(), sources or {})),
        remarks=tuple(_line(entry, sources or {}) for entry in ledger.other_rows()),
        traced=sources is not None,
        digest=digest or f"sha256:{hashlib.sha256(scheme.text.encode()).hexdigest()}",
        engine=engine,
    )


def _places(result: Result, unit: str) -> int:
    lines = result.lines_of[unit]
    return shown.places_of((p for line in lines for p in (line.raw, line.points)), result.places)


def _ranked(scheme: Scheme, result: Result, found: Account) -> int:
    """Count the units with a rank in the table that the unit is in."""
    everybody = scheme.ranking.among == "all"
    rows = (one for one in result.standings if everybody or one.category == found.category)
    return sum(1 for one in rows if one.rank is not None)


def _basis(scheme: Scheme, document: Mapping[str, object]) -> str:
    """Name the document: its title in brackets and its number, where it bears one."""
    number = str(document.get("number", _UNKNOWN))
    told = "" if number.startswith(_UNKNOWN) else f"（{number}）"
    return f"《{document.get('title') or scheme.name}》{told}"


def _lines(rows: list[Row], sources: Mapping[str, LineSource]) -> Iterator[Head | NoticeLine | Sum]:
    for row in rows:
        yield _line(row, sources) if isinstance(row, Entry) else row


def _line(entry: Entry, sources: Mapping[str, LineSource]) -> NoticeLine:
    source = sources.get(source_key(entry.line), LineSource())
    return NoticeLine(
        kind=entry.kind,
        date=entry.date,
        source=entry.source,
        cite=entry.cite,
        name=entry.name,
        fact=source.fact,
        calculation="；".join(text for text in (entry.detail, entry.note) if text),
        document_number=source.document_number,
        entered_by=source.entered_by,
        confirmed_by=source.confirmed_by,
        raw=entry.raw,
        counted=entry.counted,
        running=entry.running,
        cut=entry.cut,
        points=entry.points,
    )
