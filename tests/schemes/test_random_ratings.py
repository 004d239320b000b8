"""Engine and oracle agree on random facts of both beijing schemes, zhongshan-2012 and hubei-archives, in every row."""

from __future__ import annotations

import os
from decimal import Decimal
from random import Random

import pytest

from tests.oracles import beijing_2009, beijing_2011, hubei_archives, zhongshan_2012
from tests.oracles.plain_ratings import Facts, Row
from tests.schemes import random_ratings as ratings
from tests.schemes.scoring import raw_tables, scored

EXAMPLES = int(os.environ.get("KAOPING_EXAMPLES", "100"))
SCHEMES = {  # oracle, maker of facts, totals that many units are steered to
    "beijing-2009": (beijing_2009, ratings.beijing_2009, ["90", "85", "0", "-5"]),
    "beijing-2011": (beijing_2011, ratings.beijing_2011, ["85", "80", "60"]),
    "zhongshan-2012": (zhongshan_2012, ratings.zhongshan_2012, ["85", "85.5", "80", "79.99", "70", "60"]),
    "hubei-archives": (hubei_archives, ratings.hubei_archives, ["90", "80"]),
}


def exact_totals(ledger: list[Row]) -> dict[str, Decimal]:
    totals: dict[str, Decimal] = {}
    for line in ledger:
        totals[line["unit"]] = totals.get(line["unit"], Decimal(0)) + Decimal(line["points"])
    return totals


def example(scheme: str, seed: int) -> tuple[Facts, str | None]:
    """Make random facts and an as-of date."""
    oracle, make, lines = SCHEMES[scheme]
    maker, most = make(Random(f"{scheme} {seed}"))
    maker.steer(exact_totals(oracle.score(maker.facts, maker.as_of)["ledger"]), lines, most)
    return maker.done(), maker.as_of


@pytest.mark.parametrize("scheme", SCHEMES)
def test_oracle_and_engine_agree(scheme: str) -> None:
    oracle = SCHEMES[scheme][0]
    for seed in range(EXAMPLES):
        facts, as_of = example(scheme, seed)
        got = scored(scheme, raw_tables(facts), as_of)
        for table, rows in oracle.score(facts, as_of).items():
            want = [tuple(row.values()) for row in rows]
            assert got[table] == want, f"{scheme}, seed {seed}, as of {as_of}: {table}"
