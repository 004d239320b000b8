"""`kaoping compare`: what moved, and the lines that add up to it."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.cli.golden import assert_golden
from tests.tables.small import change


@pytest.fixture
def results(run: Run, here: Path) -> None:
    """Two results: in the second a criticism is exempt, an honour struck, a unit gone and one new."""
    run("score", "haiyu", "facts", "-o", "a", "--no-workbook")
    facts = here / "facts"
    change(
        facts / "events.csv",
        "E2,D2,conduct.criticism,2025-06-18,,province,,,",
        "E2,D2,conduct.criticism,2025-06-18,,province,,主动报告,",
    )
    change(facts / "events.csv", "E5,D1,honours,2025-11-20", "E5,D1,honours,2024-11-20")
    change(facts / "awards.csv", "S1,goals,50", "S1,goals,40")
    change(facts / "units.csv", "S2,西山街道", "S3,北湾街道")
    for table in ("awards", "ratings"):
        path = facts / f"{table}.csv"
        path.write_text(path.read_text(encoding="utf-8").replace("S2,", "S3,"), encoding="utf-8")
    run("score", "haiyu", "facts", "-o", "b", "--no-workbook")


@pytest.mark.usefixtures("results")
def test_units_that_moved_are_told_with_their_reasons(run: Run) -> None:
    result = run("compare", "a", "b")
    assert result.exit_code == 0
    assert_golden("compare", result.stdout)


@pytest.mark.usefixtures("results")
def test_the_lines_add_up_to_the_difference_of_the_totals(run: Run) -> None:
    moved = json.loads(run("compare", "a", "b", "--json").stdout)
    assert {unit["unit"] for unit in moved} == {"D1", "D2", "S1", "S2", "S3"}
    for unit in moved:
        assert sum(Decimal(line["change"]) for line in unit["lines"]) == Decimal(unit["change"])


@pytest.mark.usefixtures("results")
def test_a_result_does_not_differ_from_itself(run: Run) -> None:
    assert (
        run("compare", "a", "a").stdout == "海屿市部门绩效考评办法（示例）：0个单位有变动，4个单位没有变动\n"
    )


def test_a_folder_that_is_no_result_is_refused(run: Run) -> None:
    result = run("compare", "facts", "facts")
    assert result.exit_code == 2
    assert "不是结果文件夹" in result.stderr
