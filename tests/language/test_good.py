"""Every clause that the language can say, worked out by hand: one folder a topic, its arithmetic in the scheme.

A topic holds `scheme.yaml`, `facts/` and `expected/` (or `expected-as-of-DATE/`) with any of the result tables. Rows
are compared as sets, by the columns that the expected table has; of the ledger only the units that it lists.
"""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

import pytest

from kaoping.rules import Result, load, score
from kaoping.rules.facts.intake import take_in, take_in_holes
from kaoping.rules.scheme.asking import asks_of
from kaoping.tables.reading import read_tables
from kaoping.tables.rows import RESULT_TABLE

TOPICS = sorted(path.parent for path in (Path(__file__).parent / "good").glob("*/scheme.yaml"))
EXPECTED = [(topic, folder) for topic in TOPICS for folder in sorted(topic.glob("expected*"))]


def scored(topic: Path, as_of: date | None) -> Result:
    """Score a topic's facts by its scheme, the way of the command line."""
    raw = read_tables(topic / "facts")
    scheme = load((topic / "scheme.yaml").read_text("utf-8"), "scheme.yaml", *take_in_holes(raw))
    return score(scheme, take_in(raw, asks_of(scheme)), as_of)


def rows_of(result: Result, table: str) -> list[dict[str, str]]:
    """Give a result table as rows of text by column."""
    known = RESULT_TABLE[table]
    return [dict(zip(known.columns, map(str, row), strict=True)) for row in known.rows(result)]


def chosen(rows: list[dict[str, str]], columns: list[str]) -> list[tuple[str, ...]]:
    """Give the named columns of rows, in an order of their own."""
    return sorted(tuple(row[column] for column in columns) for row in rows)


@pytest.mark.parametrize("topic", TOPICS, ids=lambda topic: topic.name)
def test_a_topic_says_what_it_expects(topic: Path):
    assert [folder for of, folder in EXPECTED if of == topic], f"{topic.name}: nothing is expected"


@pytest.mark.parametrize("topic, folder", EXPECTED, ids=lambda path: path.name)
def test_the_clause_scores_as_worked_out_by_hand(topic: Path, folder: Path):
    as_of = folder.name.removeprefix("expected").removeprefix("-as-of-")
    result = scored(topic, date.fromisoformat(as_of) if as_of else None)
    for file in sorted(folder.glob("*.csv")):
        with file.open(encoding="utf-8", newline="") as opened:
            wanted = list(csv.DictReader(opened))
        found = rows_of(result, file.stem)
        if file.stem == "ledger":
            listed = {row["unit"] for row in wanted}
            found = [row for row in found if row["unit"] in listed]
        columns = list(wanted[0]) if wanted else list(RESULT_TABLE[file.stem].columns)
        assert chosen(found, columns) == chosen(wanted, columns), file.stem


@pytest.mark.parametrize("topic, folder", EXPECTED, ids=lambda path: path.name)
def test_the_lines_add_up_to_scores_and_totals(topic: Path, folder: Path):
    as_of = folder.name.removeprefix("expected").removeprefix("-as-of-")
    result = scored(topic, date.fromisoformat(as_of) if as_of else None)
    for unit, standing in result.standing_of.items():
        assert sum(line.points for line in result.lines_of[unit]) == standing.exact_total
        for item, found in result.scores_of[unit].items():
            below = [line for line in result.lines_of[unit] if f"{line.item}.".startswith(f"{item}.")]
            assert sum(line.points for line in below) == found.score, item
