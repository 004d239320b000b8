"""Open a case: scheme package and facts together, in the order that holes ask for."""

from __future__ import annotations

from pathlib import Path

from kaoping.rules import Facts, Scheme, load
from kaoping.rules.facts.intake import take_in, take_in_holes
from kaoping.rules.scheme.asking import asks_of
from kaoping.schemes import Package
from kaoping.tables.reading import survey_tables


def open_case(package: Package, facts: Path, encoding: str | None = None) -> tuple[Scheme, Facts]:
    """Read facts and scheme: tables first, then the scheme with the holes' values, then the facts against it.

    Raises: SchemeError if the scheme is wrong (without or with the holes' values), FactsError if the facts are.
    """
    scheme = load(package.text, package.file)
    tables, problems = survey_tables(facts, encoding)
    holes, places = take_in_holes(tables)
    if holes:
        scheme = load(package.text, package.file, holes, places)
    return scheme, take_in(tables, asks_of(scheme), problems)
