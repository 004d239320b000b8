"""A process is complete against its document, is read with all its errors at once, and does not touch the scheme."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

from kaoping.errors.messages.process import PROCESS
from kaoping.rules import Problem, Scheme, SchemeError, load
from kaoping.rules.numbers.calendar import Due
from kaoping.schemes import builtin, find
from kaoping.schemes.package import open_package
from kaoping.schemes.process import FLOWS, ROLES, Process, Term, YearDay, check_process, load_process
from kaoping.schemes.process.warnings import is_article
from scripts.docs.blocks import blocks
from tests.schemes.process_rows import BODIES, COUNTS, ROWS, pairs
from tests.tables.small import change, small_package

SOURCES = Path(__file__).parents[2] / "src" / "kaoping" / "schemes" / "process"
BAD = Path(__file__).parent / "process_bad"
NAMES = sorted(path.stem for path in BAD.glob("*.yaml"))
RENEWED = os.environ.get("KAOPING_RENEW") == "1"


def process_of(scheme: str) -> Process:
    process = find(scheme).process
    assert process is not None
    return process


def small_scheme(tmp_path: Path) -> Scheme:
    package = small_package(tmp_path / "haiyu")
    return load(package.text, package.file)


@pytest.mark.parametrize("scheme", builtin())
def test_a_built_in_process_has_neither_errors_nor_warnings(scheme: str) -> None:
    package = find(scheme)
    found = load(package.text, package.file)
    assert check_process(process_of(scheme), found, package.document.articles) == []


@pytest.mark.parametrize("scheme", builtin())
def test_every_row_of_the_document_has_a_step_with_its_articles(scheme: str) -> None:
    rows, steps = pairs(ROWS[scheme]), process_of(scheme).steps
    assert len(rows) == COUNTS[scheme]
    lacking = [(name, cites) for name, cites in rows if not cites <= set(steps[name].cite.split("、"))]
    assert lacking == []


@pytest.mark.parametrize("scheme", builtin())
def test_no_step_and_no_article_of_a_step_is_invented(scheme: str) -> None:
    told: dict[str, set[str]] = {}
    for name, cites in pairs(ROWS[scheme]):
        told.setdefault(name, set()).update(cites)
    steps = {name: set(step.cite.split("、")) for name, step in process_of(scheme).steps.items()}
    assert {name: cites - told[name] for name, cites in steps.items() if cites - told[name]} == {}
    assert steps.keys() == told.keys()


@pytest.mark.parametrize("scheme", builtin())
def test_every_body_of_the_document_is_there_with_its_articles(scheme: str) -> None:
    process = process_of(scheme)
    for name, cites in pairs(BODIES[scheme]):
        body = process.body_named(name)
        assert body is not None, name
        assert cites <= set(body.cite.split("、")), name


def test_the_joint_meeting_of_zhongshan_keeps_its_five_rules() -> None:
    meeting = process_of("zhongshan-2012").meetings["joint"]
    assert [rule.cite for rule in meeting.rules] == [f"附2三({number})" for number in "一二三四五"]
    assert (meeting.every, meeting.times, meeting.prepares) == ("quarter", 1, "office")


def test_the_leading_group_of_zhongshan_meets_twice_a_year() -> None:
    meeting = process_of("zhongshan-2012").meetings["leading_group"]
    assert (meeting.every, meeting.times, meeting.cite) == ("year", 2, "4、5(2)")


def test_each_series_of_zhangzhou_has_its_office() -> None:
    process = process_of("zhangzhou")
    offices = {
        category: process.bodies_in("PO", category) for category in ("party", "government", "vertical")
    }
    assert {category: [body.name for body in bodies] for category, bodies in offices.items()} == {
        "party": ["市委办"],
        "government": ["市政府办"],
        "vertical": ["市效能办"],
    }
    goals = process.steps["goals"]
    assert goals.who("checker", "vertical") == ("government_office", "efficiency_office")
    assert goals.who("decider", "vertical") == ("leaders",)


def test_deadlines_are_those_of_the_documents() -> None:
    assert process_of("zhangzhou").steps["collect"].due == Due(every="year", of="previous", day="01-10")
    assert process_of("xingan").steps["disclosure"].due == Due(every="quarter", of="previous", day=7)
    assert process_of("jishui-2014").steps["trade_entry"].due == Term(10, True, "成交")
    assert process_of("jishui-2014").steps["midyear_summary"].due == Due(every="year", day="06-20")
    assert process_of("hubei-archives").steps["notice"].days == 7


def test_every_flow_shape_and_role_stands_in_a_document() -> None:
    all_of = [process_of(scheme) for scheme in builtin()]
    assert {step.flow_id for process in all_of for step in process.steps.values()} == set(FLOWS)
    assert {role for p in all_of for body in p.bodies.values() for role in body.roles} == set(ROLES)


def test_a_paper_takes_issuer_and_article_from_its_step() -> None:
    process = process_of("zhangzhou")
    document = process.papers["goal_document"]
    assert document.issuer.of("party") == ("party_office",)
    assert document.cite == "三(一)"
    assert document in process.papers_of("issue_goals")


def test_a_step_is_open_in_its_phases_and_a_standing_duty_in_all() -> None:
    process = process_of("zhangzhou")
    assert [phase.id for phase in process.phases_of(process.steps["deductions"])] == ["running", "collecting"]
    assert process.phases_of(process.steps["explain"]) == process.phases


def test_bodies_are_found_by_id_name_other_writing_or_member() -> None:
    process = process_of("beijing-2009")
    names = ("office", "市政府绩效办", "市政府绩效管理办公室", "市编办", "市水务局")
    found = [process.body_named(name) for name in names]
    assert [body and body.id for body in found] == ["office", "office", "office", "assessor", None]


def test_a_day_of_the_next_year_and_a_29_february() -> None:
    assert YearDay(1, 31, offset=1).within(2025).isoformat() == "2026-01-31"
    assert YearDay(2, 29).within(2025).isoformat() == "2025-02-28"
    assert YearDay(12, 31, year=2012).within(2025).isoformat() == "2012-12-31"


def test_a_changed_process_leaves_the_scheme_as_it_was(tmp_path: Path) -> None:
    before = small_package(tmp_path / "haiyu")
    change(tmp_path / "haiyu" / "process.yaml", "name: 市政府,", "name: 市政府, makeup: 迁至新址,")
    after = open_package(tmp_path / "haiyu")
    assert after.digest == before.digest
    assert after.process_digest != before.process_digest


def test_a_package_without_a_process_has_none(tmp_path: Path) -> None:
    small_package(tmp_path / "haiyu")
    (tmp_path / "haiyu" / "process.yaml").unlink()
    package = open_package(tmp_path / "haiyu")
    assert (package.process, package.process_digest) == (None, None)


def test_an_article_may_be_named_above_or_below_its_item() -> None:
    articles = {"5": "", "19(1)": "", "五 一": ""}
    assert [is_article(cite, articles) for cite in ("5", "5(2)", "5(2)1", "19", "五")] == [True] * 5
    assert [is_article(cite, articles) for cite in ("51", "1", "6", "19(2)", "五一")] == [False] * 5


def refusal(name: str, scheme: Scheme) -> SchemeError:
    with pytest.raises(SchemeError) as found:
        load_process((BAD / f"{name}.yaml").read_text("utf-8"), f"{name}.yaml", scheme)
    return found.value


def expected(path: Path, told: str) -> str:
    if RENEWED:
        path.write_text(told, encoding="utf-8")
    return path.read_text(encoding="utf-8")


@pytest.mark.parametrize("name", NAMES)
def test_a_wrong_process_is_told_with_place_and_remedy(name: str, tmp_path: Path) -> None:
    error = refusal(name, small_scheme(tmp_path))
    told = f"{error.render()}\n{error.render('en')}\n"
    assert told == expected(BAD / f"{name}.txt", told)
    assert all(problem.position.line for problem in error.problems)


def test_there_are_at_least_25_wrong_processes_and_each_error_has_one(tmp_path: Path) -> None:
    scheme = small_scheme(tmp_path)
    told = {problem.code for name in NAMES for problem in refusal(name, scheme).problems}
    assert len(NAMES) >= 25
    assert {code for code in PROCESS if not code.startswith("warn-")} <= told


def warnings_after(tmp_path: Path, file: str, old: str, new: str) -> list[Problem]:
    small_package(tmp_path / "haiyu")
    change(tmp_path / "haiyu" / file, old, new)
    package = open_package(tmp_path / "haiyu")
    process = package.process
    assert process is not None
    return check_process(process, load(package.text, package.file), package.document.articles)


def test_an_assessor_without_a_body_is_warned_of(tmp_path: Path) -> None:
    told = warnings_after(tmp_path, "scheme.yaml", "assessor: 市政府办", "assessor: 市政府法制办")
    assert [problem.message() for problem in told] == [
        "办法中的“市政府法制办”（goals）不是考评流程里的机构、成员或情况来源。是否想写“市政府办”？"
    ]


def test_a_category_without_an_office_is_warned_of(tmp_path: Path) -> None:
    told = warnings_after(tmp_path, "process.yaml", "roles: [PO, ZX]", "roles: {PO: department, ZX: all}")
    assert [problem.message() for problem in told] == ["类别“street”没有机构担任绩效办（PO）。"]


def test_an_article_that_the_document_lacks_is_warned_of(tmp_path: Path) -> None:
    told = warnings_after(
        tmp_path, "process.yaml", "duties: 审定结果, cite: 五}", "duties: 审定结果, cite: 八}"
    )
    assert [problem.message() for problem in told] == ["“city”引用的“八”在 document.yaml 中没有。"]


def test_every_message_is_used() -> None:
    source = "\n".join(path.read_text("utf-8") for path in SOURCES.glob("*.py"))
    assert [code for code in PROCESS if not re.search(f'"{code}"', source)] == []


def test_the_card_of_the_docs_is_read_without_errors(tmp_path: Path) -> None:
    page = (Path(__file__).parents[2] / "docs" / "process.md").read_text("utf-8")
    card = next(block for block in blocks(page) if "process" in block.words)
    process = load_process(card.text, "process.yaml", small_scheme(tmp_path))
    assert process.steps["deductions"].who("checker", "street") == ("office",)
    assert [flow for flow in FLOWS if f"| `{flow}` |" not in page] == []
