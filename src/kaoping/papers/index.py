"""The page of several results: which scheme, which year, how many units, who leads each category."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from kaoping.papers import shown
from kaoping.papers.badges import Badge
from kaoping.papers.cohort import Cohort
from kaoping.papers.rendering import write_page, write_style
from kaoping.papers.words import dates
from kaoping.rules.ledger.result import Result, Standing
from kaoping.rules.scheme.model import Scheme


@dataclass(frozen=True)
class Leader:
    """The unit (or units, at a tie) at the top of a category."""

    section: str
    units: str
    total: str
    badge: Badge | None


@dataclass(frozen=True)
class SiteEntry:
    """A result in the list; `href` is the relative folder of its site."""

    href: str
    scheme: str
    name: str
    year: int
    as_of: str
    midway: bool
    units: int
    incomplete: int
    leaders: tuple[Leader, ...]


def entry_of(result: Result, scheme: Scheme, href: str) -> SiteEntry:
    """Make the entry of a result whose site lies in the folder `href`."""
    cohort = Cohort(scheme, result)
    return SiteEntry(
        href=href.strip("/"),
        scheme=scheme.id,
        name=scheme.name,
        year=result.cycle.year,
        as_of=dates.day(result.as_of),
        midway=result.as_of < result.cycle.last_day,
        units=len(result.units),
        incomplete=sum(1 for one in result.standings if one.rank is None),
        leaders=tuple(leader for s in cohort.sections if (leader := _leader(cohort, s.name, s.ranked))),
    )


def write_index(sites: Sequence[SiteEntry], directory: Path) -> None:
    """Write the page of several results."""
    write_style(directory)
    write_page(directory / "index.html", "sites.html", sites=sites)


def _leader(cohort: Cohort, section: str, ranked: Sequence[Standing]) -> Leader | None:
    first = [one for one in ranked if one.rank == 1]
    if not first:
        return None
    names = "、".join(one.name for one in first)
    total = shown.plain(first[0].total, cohort.result.places)
    return Leader(section, names, total, cohort.badges.get(first[0].grade))
