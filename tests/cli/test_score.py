"""`kaoping score`: what it prints and writes, and how it ends when something is wrong."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kaoping.schemes import find
from tests.cli.conftest import Run
from tests.cli.golden import assert_golden
from tests.tables.small import change

RESULT = [
    "consequences.csv",
    "ledger.csv",
    "ranking.csv",
    "report.xlsx",
    "result.json",
    "scores.csv",
    "snapshot",
]


def zhangzhou() -> str:
    return str(next(case.facts for case in find("zhangzhou").cases if case.name == "shared-1"))


def test_the_ranking_is_printed_and_everything_written(run: Run, here: Path) -> None:
    result = run("score", "haiyu", "facts", "--out", "results")
    assert (result.exit_code, result.stderr) == (0, "")
    assert_golden("score", result.stdout)
    assert sorted(path.name for path in (here / "results").iterdir()) == RESULT


def test_without_out_nothing_is_written(run: Run, here: Path) -> None:
    before = sorted(here.rglob("*"))
    assert "没有写文件" in run("score", "haiyu", "facts").stdout
    assert sorted(here.rglob("*")) == before


def test_incomplete_units_come_last_with_what_they_lack(run: Run) -> None:
    assert_golden("score-zhangzhou", run("score", "zhangzhou", zhangzhou()).stdout)


def test_messages_may_be_english(run: Run) -> None:
    assert_golden("score-en", run("--lang", "en", "score", "haiyu", "facts").stdout)


def test_the_language_may_come_from_the_environment(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KAOPING_LANG", "en")
    assert "Nothing was written" in run("score", "haiyu", "facts").stdout


def test_json_holds_ranking_and_manifest(run: Run) -> None:
    told = json.loads(run("score", "haiyu", "facts", "--json").stdout)
    assert (told["scheme"], told["as_of"]) == ("haiyu-2025", "2025-12-31")
    assert told["ranking"][0] == {
        "category": "department",
        "rank": "1",
        "unit": "D1",
        "name": "海屿市财政局",
        "total": "94.54",
        "grade": "excellent",
        "complete": "yes",
        "vetoed": "no",
    }


def test_facts_after_the_as_of_date_do_not_count(run: Run) -> None:
    told = json.loads(run("score", "haiyu", "facts", "--as-of", "2025-05-09", "--json").stdout)
    assert told["ranking"][0]["total"] == "91.54"


def test_the_workbook_may_be_left_out(run: Run, here: Path) -> None:
    run("score", "haiyu", "facts", "--out", "results", "--no-workbook")
    assert not (here / "results" / "report.xlsx").exists()


def test_a_scheme_yaml_may_be_named_itself(run: Run) -> None:
    assert run("score", "haiyu/scheme.yaml", "facts").exit_code == 0


def test_facts_in_gb18030_are_read(run: Run, here: Path) -> None:
    for path in (here / "facts").glob("*.csv"):
        path.write_bytes(path.read_text(encoding="utf-8").encode("gb18030"))
    assert "海屿市财政局" in run("score", "haiyu", "facts", "--encoding", "gb18030").stdout


def test_wrong_facts_end_with_2_and_write_nothing(run: Run, here: Path) -> None:
    change(here / "facts" / "events.csv", "E1,D1,conduct.late,2025-03-05", "E1,D7,conduct.latte,2025-3-5")
    result = run("score", "haiyu", "facts", "--out", "results")
    assert (result.exit_code, result.stdout) == (2, "")
    for told in ("facts/events.csv:2:", "“D7”", "conduct.late（报送材料迟报）", "2025-03-05"):
        assert told in result.stderr
    assert not (here / "results").exists()


def test_errors_may_be_english(run: Run, here: Path) -> None:
    change(here / "facts" / "events.csv", "E1,D1", "E1,D7")
    assert "is not in the table 'units'" in run("--lang", "en", "score", "haiyu", "facts").stderr


def test_a_wrong_scheme_ends_with_1_and_writes_nothing(run: Run, here: Path) -> None:
    change(here / "haiyu" / "scheme.yaml", "points: 60", "points: 61")
    result = run("score", "haiyu", "facts", "--out", "results")
    assert (result.exit_code, result.stdout) == (1, "")
    assert "haiyu/scheme.yaml" in result.stderr
    assert "101" in result.stderr
    assert not (here / "results").exists()


def test_an_unknown_scheme_is_told_with_the_nearest_one(run: Run) -> None:
    result = run("score", "zhangzou", "facts")
    assert result.exit_code == 1
    assert "是否想写“zhangzhou”" in result.stderr


def test_facts_that_do_not_exist_end_with_2(run: Run) -> None:
    result = run("score", "haiyu", "nothing")
    assert result.exit_code == 2
    assert "找不到“nothing”" in result.stderr


def test_a_folder_of_others_is_refused_before_any_work(run: Run, here: Path) -> None:
    (here / "results").mkdir()
    (here / "results" / "批示.docx").write_text("")
    result = run("score", "haiyu", "nothing", "--out", "results")
    assert result.exit_code == 2
    assert "批示.docx" in result.stderr


def test_a_date_that_is_none_is_refused(run: Run) -> None:
    result = run("score", "haiyu", "facts", "--as-of", "2025-6-30")
    assert result.exit_code == 2
    assert "“2025-6-30”不是日期" in result.stderr
