"""Scoring again with rows taken out equals scoring anew, for every clause of the language and every real scheme."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

import pytest

from kaoping.rules import Facts, FactsError, Rescoring, Result, Scheme, load, score
from kaoping.rules.facts.intake import take_in, take_in_holes
from kaoping.rules.facts.rows import Decision
from kaoping.rules.scheme.asking import asks_of
from kaoping.tables.reading import read_tables

ROOT = Path(__file__).parents[2]
CASES = [
    *sorted(ROOT.glob("tests/language/good/*/facts")),
    *sorted(ROOT.glob("src/kaoping/schemes/*/cases/*/facts")),
]
TABLES = ("events", "submissions", "values", "ratings", "awards", "results", "decisions")
MOST = 5
"""So many rows of a table are tried one by one."""


@cache
def opened(folder: Path) -> tuple[Scheme, Facts]:
    """Give scheme and facts of a case."""
    near = folder.parent / "scheme.yaml"
    path = near if near.exists() else folder.parents[2] / "scheme.yaml"
    raw = read_tables(folder)
    scheme = load(path.read_text("utf-8"), "scheme.yaml", *take_in_holes(raw))
    return scheme, take_in(raw, asks_of(scheme))


def told(scheme: Scheme, facts: Facts) -> Result | Mapping[str, int]:
    """Score anew; where that is refused, give what is wrong, each as often as it is said."""
    try:
        return score(scheme, facts)
    except FactsError as error:
        return problems(error)


def problems(error: FactsError) -> Mapping[str, int]:
    found = [problem.message() for problem in error.problems]
    return {text: found.count(text) for text in found}


def told_again(again: Rescoring, facts: Facts, row: Any) -> Result | Mapping[str, int]:
    try:
        return again.score(facts, [row])
    except FactsError as error:
        return problems(error)


def changes(facts: Facts, chance: Random) -> Iterator[tuple[Facts, Any]]:
    """Give the facts without one row, for some rows of each table."""
    for table in TABLES:
        rows = list(getattr(facts, table))
        for row in chance.sample(rows, min(MOST, len(rows))):
            left = list(rows)
            left.remove(row)
            yield replace(facts, **{table: left}), row


@pytest.mark.parametrize("folder", CASES, ids=lambda path: "/".join(path.parts[-4:-1]))
def test_a_row_taken_out(folder: Path) -> None:
    scheme, facts = opened(folder)
    again = Rescoring(scheme, facts, facts.cycle.last_day)
    for changed, row in changes(facts, Random(folder.parent.name)):
        assert told_again(again, changed, row) == told(scheme, changed), row


@pytest.mark.parametrize("folder", CASES, ids=lambda path: "/".join(path.parts[-4:-1]))
def test_the_ledgers_of_the_units_concerned_alone(folder: Path) -> None:
    scheme, facts = opened(folder)
    again = Rescoring(scheme, facts, facts.cycle.last_day)
    for changed, row in changes(facts, Random(folder.parent.name)):
        whole = told(scheme, changed)
        if isinstance(whole, Result) and not isinstance(row, Decision):
            scores, lines = again.ledgers(changed, [row])
            units = {one.unit for one in (*scores, *lines)}
            assert units <= {row.unit} | {d.unit for d in facts.decisions} | {
                d.target for d in facts.decisions
            }
            assert tuple(scores) == tuple(one for one in whole.scores if one.unit in units)
            assert list(lines) == [one for one in whole.lines if one.unit in units]
