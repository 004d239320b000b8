"""Every worked case of every built-in scheme: schemes/*/cases/*/expected*, as sets of rows."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from kaoping.tables.reading import read_tables
from tests.schemes.scoring import SCHEMES, scored

COLUMNS = {
    "ranking": ["category", "rank", "unit", "name", "total", "grade", "complete", "vetoed"],
    "scores": ["unit", "item", "points", "score"],
    "ledger": ["unit", "item", "rule", "kind", "source", "date", "raw", "points"],
    "consequences": ["unit", "name", "consequence", "value"],
}
EXPECTED = sorted(SCHEMES.glob("*/cases/*/expected*"))
IDS = ["/".join(path.relative_to(SCHEMES).parts) for path in EXPECTED]


def _rows(path: Path, columns: list[str]) -> list[tuple[str, ...]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return [tuple(row[column] for column in columns) for row in csv.DictReader(file)]


@pytest.mark.parametrize("expected", EXPECTED, ids=IDS)
def test_a_worked_case(expected: Path) -> None:
    scheme = expected.parents[2].name
    as_of = expected.name.partition("-as-of-")[2] or None
    got = scored(scheme, read_tables(expected.parent / "facts"), as_of)
    tables = [name for name in COLUMNS if (expected / f"{name}.csv").exists()]
    assert {"ranking", "scores"} <= set(tables)
    for name in tables:
        want = _rows(expected / f"{name}.csv", COLUMNS[name])
        found = got[name]
        if name == "ledger":
            units = {row[0] for row in want}
            found = [row for row in found if row[0] in units]
        assert sorted(found) == sorted(want), name


def test_every_scheme_has_cases() -> None:
    with_cases = {path.parents[2].name for path in EXPECTED}
    assert with_cases == {path.parent.name for path in SCHEMES.glob("*/scheme.yaml")}
