"""The site of one result: index, a page for each unit, the scheme, the data; relative links only."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from kaoping.papers.charts import charts
from kaoping.papers.cohort import Cohort
from kaoping.papers.data_page import DATA, copy_data
from kaoping.papers.ranking import tables
from kaoping.papers.rendering import STYLE, write_page, write_style
from kaoping.papers.scheme_page import NEEDED, scheme_page
from kaoping.papers.unit_page import unit_page
from kaoping.papers.words import dates
from kaoping.rules.facts.rows import Facts
from kaoping.rules.ledger.result import Result
from kaoping.rules.scheme.model import Scheme

INDEX, SCHEME, DATA_PAGE, UNITS = "index.html", "scheme.html", "data.html", "unit"
OWN_NAMES = frozenset({INDEX, SCHEME, DATA_PAGE, STYLE, UNITS, DATA})
"""What a site writes at the top of its directory."""


@dataclass(frozen=True)
class Frame:
    """What stands around every page; `up` leads from it to the site's root, `home` to the page of all results."""

    title: str
    year: str
    cycle: str
    as_of: str
    midway: bool
    up: str
    home: str
    here: str


def write_site(
    result: Result,
    scheme: Scheme,
    document: Mapping[str, object],
    directory: Path,
    data_files: Sequence[Path] = (),
    *,
    facts: Facts | None = None,
    home: str = "",
) -> None:
    """Write the site of a result into a directory.

    `document` holds the document's title, number, dates and `articles`; `data_files` are copied beside the pages;
    `facts` add level, count and amount to the lines of events; `home` is the relative link of a page of all results.
    """
    cohort = Cohort(scheme, result, facts)
    view = {"cohort": cohort, "scheme": scheme, "result": result}
    write_style(directory)
    write_page(
        directory / INDEX,
        "index.html",
        page=_frame(cohort, home, "index"),
        tables=tables(cohort),
        charts=charts(cohort),
        **view,
    )
    _write_units(cohort, directory, home)
    words = {"needed": NEEDED, "document": scheme_page(cohort, document)}
    write_page(directory / SCHEME, "scheme.html", page=_frame(cohort, home, "scheme"), **words, **view)
    data = copy_data(scheme, result, directory, data_files)
    write_page(directory / DATA_PAGE, "data.html", page=_frame(cohort, home, "data"), data=data, **view)


def _write_units(cohort: Cohort, directory: Path, home: str) -> None:
    up_home = f"../{home}" if home else ""
    frame = _frame(cohort, up_home, "unit", up="../")
    for unit in cohort.result.units:
        path = directory / UNITS / f"{cohort.files[unit.id]}.html"
        view = unit_page(cohort, unit)
        write_page(path, "unit.html", page=frame, view=view, cohort=cohort, scheme=cohort.scheme)


def _frame(cohort: Cohort, home: str, here: str, up: str = "") -> Frame:
    cycle, as_of = cohort.result.cycle, cohort.result.as_of
    return Frame(
        title=cohort.scheme.name,
        year=f"{cycle.year}年度",
        cycle=f"{dates.day(cycle.first_day)}至{dates.day(cycle.last_day)}",
        as_of=dates.day(as_of),
        midway=as_of < cycle.last_day,
        up=up,
        home=home,
        here=here,
    )
