"""Engine and plain calculators agree on random facts, in every row of every table."""

from __future__ import annotations

import os
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from random import Random

import pytest

import kaoping
from kaoping.rules.asking import asks_of
from kaoping.rules.evaluate import score
from kaoping.rules.intake import take_in, take_in_holes
from kaoping.rules.model import Scheme
from kaoping.rules.points import format_places, format_points
from kaoping.rules.reader import load
from kaoping.rules.result import Result
from kaoping.tables.raw import RawRow, RawTable
from tests.oracles import beijing_2009, beijing_2011, hubei_archives, zhongshan_2012
from tests.oracles.plain_ratings import Facts, Row
from tests.schemes import random_ratings as random_facts

BUILT_IN = Path(kaoping.__file__).parent / "schemes"
EXAMPLES = int(os.environ.get("KAOPING_EXAMPLES", "150"))
SCHEMES = {
    "beijing-2009": (beijing_2009, random_facts.beijing_2009, ["90", "85", "0", "-5"]),
    "beijing-2011": (beijing_2011, random_facts.beijing_2011, ["85", "80", "60"]),
    "zhongshan-2012": (
        zhongshan_2012,
        random_facts.zhongshan_2012,
        ["85", "85.5", "80", "79.99", "70", "60"],
    ),
    "hubei-archives": (hubei_archives, random_facts.hubei_archives, ["90", "80"]),
}


def raw_tables(facts: Facts) -> dict[str, RawTable]:
    tables = {}
    for name, rows in facts.items():
        columns = tuple(dict.fromkeys(column for row in rows for column in row))
        cells = [tuple(row.get(column, "") for column in columns) for row in rows]
        tables[name] = RawTable(name, columns, [RawRow(at + 2, row) for at, row in enumerate(cells)], name)
    return tables


@cache
def read_scheme(scheme_id: str, holes: tuple[tuple[str, str], ...]) -> Scheme:
    text = (BUILT_IN / scheme_id / "scheme.yaml").read_text(encoding="utf-8")
    return load(text, scheme_id, dict(holes))


def by_engine(scheme_id: str, facts: Facts, as_of: str | None) -> dict[str, list[Row]]:
    tables = raw_tables(facts)
    holes, _ = take_in_holes(tables)
    scheme = read_scheme(scheme_id, tuple(sorted(holes.items())))
    taken = take_in(tables, asks_of(scheme))
    return rows_of(score(scheme, taken, date.fromisoformat(as_of) if as_of else None))


def rows_of(result: Result) -> dict[str, list[Row]]:
    return {
        "ranking": [
            {
                "category": row.category,
                "rank": str(row.rank or ""),
                "unit": row.unit,
                "name": row.name,
                "total": format_places(row.total, result.places),
                "grade": row.grade,
                "complete": "yes" if row.complete else "no",
                "vetoed": "yes" if row.vetoed else "no",
            }
            for row in result.standings
        ],
        "scores": [
            {
                "unit": row.unit,
                "item": row.item,
                "points": "" if row.points is None else format_points(row.points),
                "score": format_points(row.score),
            }
            for row in result.scores
        ],
        "ledger": [
            {
                "unit": line.unit,
                "item": line.item,
                "rule": line.rule,
                "kind": line.kind,
                "source": line.source,
                "date": line.date,
                "raw": format_points(line.raw),
                "points": format_points(line.points),
            }
            for line in result.lines
        ],
        "consequences": [
            {"unit": row.unit, "name": row.name, "consequence": row.consequence, "value": row.value}
            for row in result.consequences
        ],
    }


def exact_totals(ledger: list[Row]) -> dict[str, Decimal]:
    totals: dict[str, Decimal] = {}
    for line in ledger:
        totals[line["unit"]] = totals.get(line["unit"], Decimal(0)) + Decimal(line["points"])
    return totals


@pytest.mark.parametrize("scheme_id", SCHEMES)
def test_engine_agrees_with_the_plain_calculator(scheme_id: str) -> None:
    oracle, make, lines = SCHEMES[scheme_id]
    for example in range(EXAMPLES):
        rng = Random(f"{scheme_id} {example}")
        maker, most = make(rng)
        maker.steer(exact_totals(oracle.score(maker.facts, maker.as_of)["ledger"]), lines, most)
        facts = maker.done()
        expected = oracle.score(facts, maker.as_of)
        found = by_engine(scheme_id, facts, maker.as_of)
        for table, rows in expected.items():
            assert found[table] == rows, f"{scheme_id} example {example}: {table}"
