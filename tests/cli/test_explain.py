"""`kaoping explain`: every point of a unit, as a tree."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Any

import pytest

from kaoping.schemes import builtin, find
from tests.cli.conftest import Run
from tests.cli.golden import assert_golden
from tests.cli.test_score import zhangzhou


def test_the_account_of_a_unit_is_told_line_by_line_with_articles(run: Run) -> None:
    result = run("explain", "zhangzhou", zhangzhou(), "--unit", "P2")
    assert result.exit_code == 0
    assert_golden("explain", result.stdout)


def test_an_observer_has_consequences_but_no_score(run: Run) -> None:
    assert_golden("explain-observer", run("explain", "zhangzhou", zhangzhou(), "--unit", "O1").stdout)


def test_a_unit_may_be_named(run: Run) -> None:
    assert "海屿市财政局（D1）" in run("explain", "haiyu", "facts", "-u", "海屿市财政局").stdout


def test_one_item_may_be_looked_at(run: Run) -> None:
    assert_golden("explain-item", run("explain", "haiyu", "facts", "-u", "D1", "-i", "conduct").stdout)


def test_one_rule_may_be_looked_at(run: Run) -> None:
    told = run("explain", "haiyu", "facts", "-u", "D1", "-i", "conduct.late").stdout
    assert "E1 2025-03-05" in told
    assert "起评分" not in told


def test_an_unknown_unit_is_told_with_the_nearest_one(run: Run) -> None:
    result = run("explain", "haiyu", "facts", "-u", "财政局")
    assert result.exit_code == 2
    assert "是否想写“D1（海屿市财政局）”" in result.stderr


def test_an_unknown_item_is_told_with_the_nearest_one(run: Run) -> None:
    result = run("explain", "haiyu", "facts", "-u", "D1", "-i", "conducts")
    assert result.exit_code == 2
    assert "是否想写“conduct（作风建设）”" in result.stderr


def sum_of(node: dict[str, Any]) -> Decimal:
    lines = sum(Decimal(line["points"]) for line in node["lines"])
    total: Decimal = lines + sum(sum_of(child) for child in node["items"])
    assert total == Decimal(node["score"])
    return total


@pytest.mark.parametrize("scheme", builtin())
def test_the_lines_add_up_to_every_score(run: Run, scheme: str) -> None:
    case = find(scheme).cases[-1]
    units = (case.facts / "units.csv").read_text(encoding="utf-8-sig").splitlines()[1:4]
    for unit in (row.split(",")[0] for row in units):
        told = json.loads(run("explain", scheme, str(case.facts), "-u", unit, "--json").stdout)
        total = sum(sum_of(node) for node in told["items"])
        assert told["total"] is None or abs(total - Decimal(told["total"])) <= Decimal("0.005")
