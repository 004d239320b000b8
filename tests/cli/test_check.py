"""`kaoping check`: errors, warnings, holes."""

from __future__ import annotations

import json
from pathlib import Path

from tests.cli.conftest import Run
from tests.cli.golden import assert_golden
from tests.tables.small import change


def test_a_fine_scheme_is_counted(run: Run) -> None:
    result = run("check", "haiyu")
    assert result.exit_code == 0
    assert_golden("check", result.stdout)


def test_holes_are_listed_with_article_and_need(run: Run) -> None:
    assert_golden("check-holes", run("check", "zhongshan-2012").stdout)


def test_warnings_do_not_fail(run: Run, here: Path) -> None:
    change(here / "haiyu" / "document.yaml", "  四: 表彰加分", "  七: 一条没有落实的\n  四: 表彰加分")
    result = run("check", "haiyu")
    assert result.exit_code == 0
    assert "提醒 1 处" in result.stdout
    assert "七" in result.stdout


def test_errors_end_with_1(run: Run, here: Path) -> None:
    change(here / "haiyu" / "scheme.yaml", "award: full", "awards: full")
    result = run("check", "haiyu")
    assert (result.exit_code, result.stdout) == (1, "")
    assert "haiyu/scheme.yaml:" in result.stderr


def test_json_holds_warnings_and_holes(run: Run) -> None:
    told = json.loads(run("check", "xingan", "--json").stdout)
    assert told["errors"] == []
    assert told["holes"][0]["id"] == "parent_points"


def test_json_holds_errors_with_their_places(run: Run, here: Path) -> None:
    change(here / "haiyu" / "scheme.yaml", "award: full", "awards: full")
    result = run("check", "haiyu", "--json")
    assert result.exit_code == 1
    error = json.loads(result.stdout)["errors"][0]
    assert error["file"] == "haiyu/scheme.yaml"
    assert error["line"] > 1
