"""Whole tables of facts into a year (整表装入): one filing a table, made by one person and confirmed by another."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from django.db import transaction

from kaoping.rules import Facts
from kaoping.rules.facts.intake import take_in
from kaoping.rules.scheme.asking import asks_of
from kaoping.tables.facts_out import fact_rows
from kaoping.tables.layout import Layout, layout_of
from kaoping.tables.reading import survey_tables
from kaoping.web.core.proposals import CONFIRMED
from kaoping.web.people.permissions import Actor
from kaoping.web.records.actions import Conflict, Paper, decide, store
from kaoping.web.records.facts import units_of
from kaoping.web.records.models import Filing, Writing
from kaoping.web.records.numbering import locked
from kaoping.web.records.rows import TABLES
from kaoping.web.years.models import Year
from kaoping.web.years.packages import holes_of, scheme_of


def load_facts(
    maker: Actor, checker: Actor, year: Year, source: Path | Facts, decider: Actor | None = None
) -> list[Filing]:
    """File every table of a folder (or of facts that intake has read), each confirmed; nobody is asked or told.

    The year's units, days and holes must be those of the facts. `decider` confirms decisions (会议决定), the
    checker unless told. Raises: FactsError, Conflict, Refused, Hidden.
    """
    facts, layouts = (source, {}) if isinstance(source, Facts) else _read(year, source)
    with transaction.atomic():
        year = locked(year)
        _must_fit(year, facts)
        filings = [
            _load(
                maker, (decider or checker) if table.name == "decisions" else checker, year, table.name, facts
            )
            for table in TABLES
            if getattr(facts, table.name)
        ]
        _keep(year, layouts, {filing.table: filing for filing in filings}, list(facts.holes))
    return filings


def _load(maker: Actor, checker: Actor, year: Year, table: str, facts: Facts) -> Filing:
    paper = Paper(reason="整表装入")
    filing = store(maker, year, table, getattr(facts, table), paper, checked=True, quiet=True)
    decide(checker, filing, CONFIRMED, "", quiet=True)
    return filing


def _must_fit(year: Year, facts: Facts) -> None:
    same_days = facts.cycle[1:] == (year.first_day, year.last_day)
    if not same_days or list(facts.units) != units_of(year) or dict(facts.holes) != holes_of(year):
        raise Conflict("事实表中的周期、单位或空缺数值与本年度登记的不一致")


def _read(year: Year, folder: Path) -> tuple[Facts, dict[str, Layout]]:
    tables, problems = survey_tables(folder)
    facts = take_in(tables, asks_of(scheme_of(year)), problems)
    texts = fact_rows(facts)
    return facts, {
        name: layout_of(raw, name, texts.get(name, []), _has_mark(folder / f"{name}.csv"))
        for name, raw in tables.items()
    }


def _has_mark(path: Path) -> bool:
    """Say whether a file begins with a byte order mark."""
    if not path.is_file():
        return False
    with path.open("rb") as file:
        return file.read(3) == b"\xef\xbb\xbf"


def _keep(
    year: Year, layouts: Mapping[str, Layout], filings: Mapping[str, Filing], holes: Sequence[str]
) -> None:
    """Keep the layouts; of the holes also their order, which a database does not keep."""
    for name, layout in layouts.items():
        more = {"order": list(holes)} if name == "holes" else {}
        kept = {**layout.as_json(), **more}
        Writing(year=year, table=name, filing=filings.get(name), layout=kept).save()
