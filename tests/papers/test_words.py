"""Claims about schemes in words: every kind of worth, source and condition has words, and they say what is written."""

from __future__ import annotations

from pathlib import Path

import pytest

from kaoping.papers.words import conditions, event_worths, nodes, rules, value_worths
from kaoping.papers.words.dates import period
from kaoping.papers.words.outcomes import outcome
from kaoping.rules import load
from kaoping.rules.clauses.sources import SOURCES
from kaoping.rules.clauses.worths import EVENT_WORTHS, VALUE_WORTHS
from kaoping.rules.language.conditions import KINDS
from kaoping.rules.scheme.model import Scheme
from kaoping.schemes import builtin, find

GOOD = sorted((Path(__file__).parents[1] / "language" / "good").glob("*/scheme.yaml"))


def test_every_source_worth_and_condition_has_words() -> None:
    assert set(event_worths._SAY) == set(EVENT_WORTHS)
    assert set(value_worths._SAY) == set(VALUE_WORTHS)
    assert set(rules._WORTHS) == set(SOURCES)
    assert set(conditions._SAY) == set(KINDS)


@pytest.mark.parametrize("path", GOOD, ids=lambda path: path.parent.name)
def test_every_clause_of_a_good_scheme_has_words(path: Path) -> None:
    scheme = load(path.read_text(encoding="utf-8"), path.name)
    for rule in scheme.rules.values():
        told = rules.pieces(rule, scheme)
        assert told and not any("None" in piece or "<" in piece.replace("< ", "") for piece in told), (
            rule.path
        )
    for grade in scheme.grades:
        assert "另有条件" not in conditions.condition(grade.when, scheme)


@pytest.mark.parametrize("name", builtin())
def test_the_words_of_the_real_schemes_have_no_ids_in_them(name: str) -> None:
    scheme = load(find(name).text, name)
    ids = {leaf.path for leaf in scheme.leaves if "." in leaf.path}
    told = [piece for rule in scheme.rules.values() for piece in rules.pieces(rule, scheme)]
    told += [conditions.condition(grade.when, scheme) for grade in scheme.grades]
    assert not [piece for piece in told if any(item in piece for item in ids)]


@pytest.fixture(scope="module")
def zhangzhou() -> Scheme:
    """Load a scheme with many kinds of clauses."""
    return load(find("zhangzhou").text, "zhangzhou")


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        ("goals", ("考评主体在0至本项分值内评定",)),
        ("conduct.style.proposal", ("扣2分/件",)),
        ("conduct.style.exposed", ("扣（空缺）分/人次",)),
        ("conduct.special.finance", ("扣5至10分（由事项核定）", "只计一次")),
        ("conduct.style.task", ("每次未按时落实反馈扣5分、影响全局工作扣10分",)),
        (
            "distinction.single.investment",
            (
                "满1000万加5分，此上每满300万加1分",
                "本条最多10分",
                "主办按80%、联办按20%",
                "同一事项本项内就高计一次",
            ),
        ),
        ("appraisal.public", ("评价：干部群众（满分100）",)),
    ],
)
def test_a_clause_is_said_as_it_is_written(zhangzhou: Scheme, rule: str, words: tuple[str, ...]) -> None:
    assert rules.pieces(zhangzhou.rules[rule], zhangzhou) == words


def test_a_node_says_how_it_counts_and_what_overflows(zhangzhou: Scheme) -> None:
    told = nodes.pieces(zhangzhou.nodes["conduct"], zhangzhou)
    assert told == ("扣分制：起评满分，扣至0分", "扣过封底的部分在总分中扣除")


def test_a_grade_says_its_condition(zhangzhou: Scheme) -> None:
    told = {grade.id: conditions.condition(grade.when, zhangzhou) for grade in zhangzhou.grades}
    assert told["unqualified"] == "总分低于700分" and told["qualified"] == "其余"
    assert told["excellent"].startswith("第一系列 党群系统及法院、检察院前5名、")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("2025-Q4", "2025年第四季度"),
        ("2025-H1", "2025年上半年"),
        ("2025-03", "2025年3月"),
        ("2025-03-H2", "2025年3月下半月"),
        ("2025", "2025年"),
        ("E006", "E006"),
    ],
)
def test_periods_are_said_in_words_and_anything_else_stays(text: str, words: str) -> None:
    assert period(text) == words


def test_outcomes_are_said_in_chinese_and_figures_stay() -> None:
    assert [outcome(value) for value in ("yes", "3 years", "-5%", "15%")] == ["是", "3年", "−5%", "15%"]
