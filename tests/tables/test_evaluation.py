"""Result folders: their tables to the byte, whole or not at all, and computed anew from their snapshot."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from kaoping.schemes import builtin, find
from kaoping.tables import xlsx_out
from kaoping.tables.evaluated import Evaluation
from kaoping.tables.evaluation import evaluate, read_evaluation, write_evaluation
from kaoping.tables.folders import FolderError
from tests.tables.small import change, small_evaluation

RANKING = """\
category,rank,unit,name,total,grade,complete,vetoed
department,1,D1,海屿市财政局,94.54,excellent,yes,no
department,2,D2,海屿市教育局,84.46,qualified,yes,no
street,1,S1,东港街道,87.52,excellent,yes,no
street,2,S2,西山街道,60.92,qualified,yes,no
"""
LEDGER_D1 = """\
unit,item,rule,kind,source,date,raw,points,note
D1,goals,,award,市政府办,,56,56,满分60分
D1,conduct,,start,,,20,20,
D1,conduct,conduct.late,event,E1,2025-03-05,-2,-2,
"""


@pytest.fixture
def evaluation(tmp_path: Path) -> Evaluation:
    return small_evaluation(tmp_path / "haiyu")


@pytest.fixture
def folder(evaluation: Evaluation, tmp_path: Path) -> Path:
    write_evaluation(evaluation, tmp_path / "results")
    return tmp_path / "results"


def test_ranking_is_written_as_the_specification_says(folder: Path) -> None:
    assert (folder / "ranking.csv").read_bytes() == RANKING.encode()


def test_the_ledger_has_every_line_with_its_note(folder: Path) -> None:
    assert (folder / "ledger.csv").read_text(encoding="utf-8").startswith(LEDGER_D1)


def test_scores_and_consequences_are_written(folder: Path) -> None:
    assert "D1,honours,,3\n" in (folder / "scores.csv").read_text(encoding="utf-8")
    assert "D1,海屿市财政局,bonus,+10%,六\n" in (folder / "consequences.csv").read_text(encoding="utf-8")


def test_tables_are_utf8_with_unix_line_ends_and_without_bom(folder: Path) -> None:
    for path in folder.glob("*.csv"):
        assert b"\r" not in path.read_bytes()
        assert not path.read_bytes().startswith(b"\xef\xbb\xbf")


def test_the_same_input_gives_the_same_bytes(evaluation: Evaluation, folder: Path, tmp_path: Path) -> None:
    write_evaluation(evaluation, tmp_path / "again")
    for path in folder.rglob("*.csv"):
        assert path.read_bytes() == (tmp_path / "again" / path.relative_to(folder)).read_bytes()


def test_the_manifest_names_scheme_digest_engine_and_day(folder: Path) -> None:
    told = json.loads((folder / "result.json").read_text(encoding="utf-8"))
    assert told["scheme"] == "haiyu-2025"
    assert told["digest"].startswith("sha256:")
    assert (told["as_of"], told["places"], told["cycle"]["year"]) == ("2025-12-31", 2, 2025)


@pytest.mark.parametrize("scheme", builtin())
def test_a_result_is_computed_anew_from_its_folder(scheme: str, tmp_path: Path) -> None:
    package = find(scheme)
    evaluation = evaluate(package, package.cases[0].facts)
    write_evaluation(evaluation, tmp_path / "results", workbook=False)
    again = read_evaluation(tmp_path / "results")
    assert again.facts == evaluation.facts
    assert again.result == evaluation.result


def test_the_snapshot_keeps_the_as_of_date(tmp_path: Path, evaluation: Evaluation) -> None:
    package, facts = evaluation.package, evaluation.package.cases[0].facts
    early = evaluate(package, facts, as_of=evaluation.result.cycle.first_day)
    write_evaluation(early, tmp_path / "early", workbook=False)
    assert read_evaluation(tmp_path / "early").result == early.result


@pytest.mark.parametrize(
    ("file", "old", "new", "told"),
    [
        ("ranking.csv", "94.54", "95.54", "ranking.csv 与快照重算的结果不同"),
        ("scores.csv", "D1,honours,,3", "D1,honours,,4", "scores.csv 与快照重算的结果不同"),
        ("snapshot/scheme.yaml", "海屿市部门", "海屿市各部门", "scheme.yaml 与 result.json 所记摘要不符"),
        ("snapshot/facts/awards.csv", "D1,goals,56", "D1,goals,57", "事实表与 result.json 所记摘要不符"),
        ("snapshot/facts/events.csv", "季度报表", "年度报表", "事实表与 result.json 所记摘要不符"),
        ("snapshot/facts/units.csv", "D1,", "D7,", "事实表与 result.json 所记摘要不符"),
        ("result.json", "as_of", "as-of", "as_of"),
    ],
)
def test_a_folder_that_was_changed_is_refused(folder: Path, file: str, old: str, new: str, told: str) -> None:
    change(folder / file, old, new)
    with pytest.raises(FolderError, match="结果文件夹不完整或被改动") as error:
        read_evaluation(folder)
    assert told in error.value.render()


def test_a_folder_without_a_manifest_is_no_result(tmp_path: Path) -> None:
    with pytest.raises(FolderError, match="不是结果文件夹"):
        read_evaluation(tmp_path)


def test_an_earlier_result_is_replaced(evaluation: Evaluation, folder: Path) -> None:
    (folder / "report.xlsx").write_bytes(b"old")
    write_evaluation(evaluation, folder, workbook=False)
    assert not (folder / "report.xlsx").exists()
    assert read_evaluation(folder).result == evaluation.result


def test_an_empty_folder_is_written_into(evaluation: Evaluation, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    write_evaluation(evaluation, tmp_path / "empty", workbook=False)
    assert (tmp_path / "empty" / "result.json").is_file()


def test_files_of_others_are_never_overwritten(evaluation: Evaluation, folder: Path) -> None:
    (folder / "批示.docx").write_text("重要")
    with pytest.raises(FolderError, match=r"不是本程序写的文件（批示\.docx）"):
        write_evaluation(evaluation, folder, workbook=False)
    assert (folder / "批示.docx").read_text() == "重要"


def test_a_file_in_the_place_of_the_folder_is_refused(evaluation: Evaluation, tmp_path: Path) -> None:
    (tmp_path / "results").write_text("")
    with pytest.raises(FolderError, match="已是一个文件"):
        write_evaluation(evaluation, tmp_path / "results")


def test_nothing_is_left_behind_when_writing_fails(
    evaluation: Evaluation, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(xlsx_out, "write_workbook", full)
    before = sorted(tmp_path.iterdir())
    with pytest.raises(FolderError, match="No space left on device"):
        write_evaluation(evaluation, tmp_path / "results")
    assert sorted(tmp_path.iterdir()) == before


def test_an_earlier_result_survives_a_failure(
    evaluation: Evaluation, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(xlsx_out, "write_workbook", lambda *_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        write_evaluation(evaluation, folder)
    assert read_evaluation(folder).result == evaluation.result


def test_a_total_of_nearly_nothing_below_zero_is_no_minus_zero(
    evaluation: Evaluation, tmp_path: Path
) -> None:
    first, *rest = evaluation.result.standings
    result = replace(evaluation.result, standings=[first._replace(total=-49), *rest])
    write_evaluation(replace(evaluation, result=result), tmp_path / "r", workbook=False)
    assert "D1,海屿市财政局,0.00," in (tmp_path / "r" / "ranking.csv").read_text(encoding="utf-8")
