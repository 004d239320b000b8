"""`kaoping test`, `new` and `template`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.cli.golden import assert_golden
from tests.tables.small import change


@pytest.fixture
def fresh(run: Run) -> None:
    """A package `lin`, made by the command."""
    assert run("new", "lin").exit_code == 0


def test_a_new_package_is_told_what_to_do_with(run: Run) -> None:
    assert_golden("new", run("new", "lin").stdout)


@pytest.mark.usefixtures("fresh")
def test_a_new_package_checks_and_passes_its_case(run: Run) -> None:
    assert "没有提醒" in run("check", "lin").stdout
    assert run("test", "lin").stdout == "通过　lin example\n1个算例全部相符\n"


@pytest.mark.usefixtures("fresh")
def test_a_case_that_differs_fails_with_the_rows(run: Run, here: Path) -> None:
    change(here / "lin" / "scheme.yaml", "deduct: 1,", "deduct: 2,")
    result = run("test", "lin")
    assert result.exit_code == 1
    assert_golden("test-failed", result.stdout)


@pytest.mark.usefixtures("fresh")
def test_differences_come_as_json(run: Run, here: Path) -> None:
    change(here / "lin" / "scheme.yaml", "deduct: 1,", "deduct: 2,")
    (report,) = json.loads(run("test", "lin", "--json").stdout)
    assert not report["passed"]
    assert report["differences"][0]["table"] == "ranking"


def test_a_package_without_cases_is_told_so(run: Run, here: Path) -> None:
    (here / "bare").mkdir()
    (here / "bare" / "scheme.yaml").write_text((here / "haiyu" / "scheme.yaml").read_text(encoding="utf-8"))
    result = run("test", "bare")
    assert result.exit_code == 1
    assert "没有可核对的算例" in result.stderr


def test_all_built_in_schemes_pass(run: Run) -> None:
    result = run("test")
    assert result.exit_code == 0
    assert result.stdout.splitlines()[-1].endswith("个算例全部相符")


@pytest.mark.usefixtures("fresh")
def test_a_package_is_never_overwritten(run: Run) -> None:
    result = run("new", "lin")
    assert result.exit_code == 2
    assert "“lin”已存在" in result.stderr


def test_an_id_must_be_plain(run: Run) -> None:
    result = run("new", "海屿 2025")
    assert result.exit_code == 2
    assert "不能作办法编号" in result.stderr


def test_a_workbook_is_made_and_can_be_scored_when_filled(run: Run, here: Path) -> None:
    result = run("template", "haiyu", "-o", "facts.xlsx")
    assert result.stdout == "填报表已写入 facts.xlsx：周期、单位、事项、评价、评定、会议决定\n"
    assert (here / "facts.xlsx").is_file()


def test_an_empty_workbook_is_refused_as_facts_not_as_a_file(run: Run) -> None:
    run("template", "haiyu", "-o", "facts.xlsx")
    result = run("score", "haiyu", "facts.xlsx")
    assert result.exit_code == 2
    assert "facts.xlsx[周期]" in result.stderr
