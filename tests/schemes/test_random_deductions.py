"""Engine and oracle agree on random facts of zhangzhou, xingan, township and jishui-2014, on every row and their order."""

from __future__ import annotations

import os

import pytest

from tests.schemes.random_deductions import FACTS, ORACLES
from tests.schemes.scoring import raw_tables, scored

EXAMPLES = int(os.environ.get("KAOPING_EXAMPLES", "100"))


@pytest.mark.parametrize("scheme", FACTS)
def test_oracle_and_engine_agree(scheme: str) -> None:
    for seed in range(EXAMPLES):
        facts, as_of = FACTS[scheme](seed)
        want = ORACLES[scheme](facts, as_of)
        got = scored(scheme, raw_tables(facts), as_of)
        for table, rows in want.items():
            assert got[table] == rows, f"{scheme}, seed {seed}, as of {as_of}: {table}"
