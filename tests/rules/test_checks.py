"""Warnings: what a scheme should not be. Each is shown where it must come and, next to it, where it must not."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

import pytest
import yaml

from kaoping.rules.scheme.checks import check
from kaoping.rules.scheme.model import Scheme
from kaoping.rules.scheme.reader import load
from tests.rules.little import scheme, whole

SCHEMES = Path(str(files("kaoping"))) / "schemes"


def told(of: Scheme, articles: dict[str, object] | None = None) -> list[tuple[str, int]]:
    """Give code and line of each warning; every one has words in both languages."""
    found = check(of, articles)
    assert all(problem.message("zh") and problem.message("en") for problem in found)
    return [(problem.code, problem.position.line) for problem in found]


def codes(of: Scheme, articles: dict[str, object] | None = None) -> list[str]:
    return [code for code, _ in told(of, articles)]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        *(
            (name, [])
            for name in ("beijing-2009", "beijing-2011", "hubei-archives", "jishui-2014", "township")
        ),
        ("xingan", []),
        # its leaf 突出绩效与创新 lets the same work count once over rules with caps of 10 and without: true, and
        # what the document says, 三(三)
        ("zhangzhou", [("warn-matter", "三(三)")]),
        ("zhongshan-2012", []),
    ],
)
def test_the_built_in_schemes_have_no_false_alarms(name: str, expected: list[tuple[str, str]]):
    built_in = load((SCHEMES / name / "scheme.yaml").read_text("utf-8"), name)
    document = yaml.load((SCHEMES / name / "document.yaml").read_text("utf-8"), yaml.BaseLoader)
    found = [(problem.code, problem.position.text) for problem in check(built_in, document["articles"])]
    assert [code for code, _ in found] == [code for code, _ in expected]


# clauses and rules


ARTICLES: dict[str, object] = {"三": "指标", "三(1)": "扣分"}
CITED = "rules: [{id: a, deduct: 1, cite: (1)}]"


def test_all_clauses_have_rules_and_all_rules_have_clauses():
    assert codes(scheme(CITED), ARTICLES) == []


def test_a_rule_whose_clause_the_document_lacks():
    (problem,) = check(
        scheme("rules: [{id: a, deduct: 1, cite: (1)}, {id: b, deduct: 1, cite: (2)}]"), ARTICLES
    )
    assert problem.code == "warn-no-clause"
    assert (problem.params["item"], problem.params["cite"], problem.suggestion) == ("x.b", "三(2)", "三(1)")


def test_a_clause_without_a_rule():
    assert codes(scheme(CITED), {**ARTICLES, "四": "加分"}) == ["warn-no-rule"]
    assert codes(scheme(CITED), {**ARTICLES, "四": {"gist": "由领导小组解释", "scoring": "false"}}) == []


def test_a_clause_is_met_by_grades_holes_and_consequences_too():
    more = (
        "grades: [{id: a, name: 甲, when: {total: {at_least: 10}}, cite: 四}, {id: b, name: 乙, cite: 四}]\n"
        "consequences: [{id: c, name: 丙, by_grade: {a: '1'}, cite: 五}]\n"
        "holes: [{id: h, cite: 六, needed: never}]"
    )
    assert codes(scheme(CITED, more=more), {**ARTICLES, "四": "", "五": "", "六": ""}) == []


def test_without_a_document_nothing_is_said_of_clauses():
    assert codes(scheme(CITED)) == []


# caps


@pytest.mark.parametrize(
    ("leaf", "expected"),
    [
        ("add: 1, cap: 20", []),
        ("add: 1, cap: 20.1", ["warn-cap"]),
        ("add: 1, cap: 20.1, ceiling: none", []),
        ("add: 1, cap: 25, ceiling: 30", []),
        ("add: 1, cap: 30.1, ceiling: 30", ["warn-cap"]),
        ("deduct: 1, cap: 20", []),
        ("deduct: 1, cap: 20.1", ["warn-cap"]),
        ("deduct: 1, cap: 30, floor: -10", []),
        ("deduct: 1, cap: 30.1, floor: -10", ["warn-cap"]),
        ("deduct: 1, cap: 99, floor: none", []),
        ("deduct: 1, cap: 99, overflow: total", []),
        ("rules: [{id: a, deduct: 1, cap: 21}, {id: b, deduct: 1}]", ["warn-cap"]),
        ("start: full, rules: [{id: a, deduct: 1, cap: 21}, {id: b, add: 1}]", []),
    ],
)
def test_a_cap_that_cannot_bind(leaf: str, expected: list[str]):
    assert codes(scheme(leaf)) == expected


def test_a_cap_binds_if_it_does_for_one_category():
    points = "{party: %s, government: 20}"
    capped = "  - {{id: x, name: 甲, points: {}, add: 1, cap: 21}}\n"
    text = f"indicators:\n{capped}" + "  - {{id: y, name: 乙, points: {}, award: full}}\n"
    both = text.format(points % "20", "{party: 10, government: 10}")
    one = text.format(points % "25", "{party: 5, government: 10}")
    assert codes(whole(both, "30")) == ["warn-cap"]
    assert codes(whole(one, "30")) == []


def test_an_adjustment_has_nothing_that_a_cap_could_not_reach():
    more = "adjustments:\n  - {id: y, name: 加分, add: 1, cap: 999}"
    assert codes(scheme("deduct: 1", more=more)) == []


# rules that never apply


@pytest.mark.parametrize(
    ("leaf", "expected"),
    [
        ("deduct: 1, from: 2025-07-01, until: 2025-07-01", []),
        ("deduct: 1, from: 2025-07-02, until: 2025-07-01", ["warn-never"]),
        ("for: [party], elsewhere: full, rules: [{id: a, deduct: 1}]", []),
        ("for: [party], elsewhere: full, rules: [{id: a, deduct: 1, for: [government]}]", ["warn-never"]),
    ],
)
def test_a_rule_that_can_never_apply(leaf: str, expected: list[str]):
    assert codes(scheme(leaf)) == expected


def test_a_rule_for_observers_alone_can_never_apply():
    text = (
        "scheme: s\nname: s\nfull_score: 20\ncategories: [{id: a, name: 甲}, {id: o, name: 乙, observer: true}]\n"
        "indicators:\n  - {id: x, name: x, points: 20, rules: [{id: a, deduct: 1}, {id: b, deduct: 1, for: [%s]}]}\n"
    )
    assert codes(load(text % "o")) == ["warn-never"]
    assert codes(load(text % "a, o")) == []


# deductions larger than their item


@pytest.mark.parametrize(
    ("leaf", "expected"),
    [
        ("deduct: 20", []),
        ("deduct: 20.1", ["warn-larger"]),
        ("deduct: 100%", []),
        ("deduct: 20.1, floor: none", []),
        ("deduct: 20.1, overflow: total", []),
        ("deduct: 25, floor: -10", []),
        ("deduct: 30.1, floor: -10", ["warn-larger"]),
        ("deduct: {from: 5, to: 20}", []),
        ("deduct: {from: 5, to: 21}", ["warn-larger"]),
        ("deduct: {a: 5, b: 21}, levels: {a: 甲, b: 乙}", ["warn-larger"]),
        ("deduct: {occurrence: [1, 21]}", ["warn-larger"]),
        ("deduct: {every: 10, points: 21}", []),
        ("due: {every: year, day: 06-20, missing: 21}", ["warn-larger"]),
        ("add: 21", []),
        ("void: once", []),
    ],
)
def test_a_deduction_that_is_larger_than_its_item(leaf: str, expected: list[str]):
    assert codes(scheme(leaf)) == expected


# the same matter over different limits


@pytest.mark.parametrize(
    ("leaf", "expected"),
    [
        ("same_matter: leaf, rules: [{id: a, deduct: 1}, {id: b, deduct: 2}]", []),
        ("same_matter: leaf, rules: [{id: a, deduct: 1, cap: 3}, {id: b, deduct: 2, cap: 3}]", []),
        ("same_matter: leaf, rules: [{id: a, deduct: 1, cap: 3}, {id: b, deduct: 2}]", ["warn-matter"]),
        ("same_matter: rule, rules: [{id: a, deduct: 1, cap: 3}, {id: b, deduct: 2}]", []),
        ("same_matter: leaf, start: full, rules: [{id: a, deduct: 1, cap: 3}, {id: b, add: 2}]", []),
        ("same_matter: leaf, rules: [{id: a, deduct: 1, once: true}, {id: b, deduct: 2}]", ["warn-matter"]),
        (
            "same_matter: leaf, rules: [{group: g, cap: 3, rules: [{id: a, deduct: 1}]}, {id: b, deduct: 2}]",
            ["warn-matter"],
        ),
    ],
)
def test_a_matter_over_rules_with_different_caps(leaf: str, expected: list[str]):
    assert codes(scheme(leaf)) == expected


def test_a_matter_over_different_leaves():
    leaf = "  - {{id: {1}, name: 甲, points: 10, deduct: 1, same_matter: {0}}}\n"
    text = "indicators:\n" + leaf.replace("{1}", "a") + leaf.replace("{1}", "b")
    assert codes(whole(text.format("scheme"))) == ["warn-matter"]
    assert codes(whole(text.format("leaf"))) == []


# grades


def graded(*rungs: str) -> Scheme:
    listed = "\n".join(
        f"  - {{id: g{i}, name: 等, when: {{total: {{{rung}}}}}}}" for i, rung in enumerate(rungs)
    )
    return scheme("deduct: 1", "100", more=f"grades:\n{listed}")


@pytest.mark.parametrize(
    ("rungs", "expected"),
    [
        (["at_least: 90", "at_least: 60", "below: 60"], []),
        (["at_least: 90", "at_least: 60"], ["warn-gap"]),
        (["at_least: 90", "at_least: 60, below: 80", "below: 60"], ["warn-gap"]),
        (["at_least: 80", "at_least: 60, below: 80", "below: 60"], []),
        (["above: 90", "at_most: 90"], []),
        (["above: 90", "below: 90"], ["warn-gap"]),
        (["at_least: 80, below: 90", "at_least: 60, below: 80", "at_least: 90", "below: 60"], []),
        (["at_least: 80, below: 90.01", "at_least: 90, below: 101", "below: 80"], ["warn-overlap"]),
        (["at_least: 80, at_most: 90", "above: 90, at_most: 100", "below: 80"], []),
        (["at_least: 80, at_most: 90", "at_least: 90, at_most: 100", "below: 80"], ["warn-overlap"]),
    ],
)
def test_gaps_and_overlaps_between_grades(rungs: list[str], expected: list[str]):
    assert codes(graded(*rungs)) == expected


def test_a_gap_names_the_first_total_without_a_grade():
    (problem,) = check(graded("at_least: 90", "at_least: 60, below: 80", "below: 60"))
    assert problem.params["total"] == "80"


def test_a_ladder_with_a_rest_or_with_places_has_no_gap():
    rest = "grades:\n  - {id: a, name: 甲, when: {total: {at_least: 90}}}\n  - {id: b, name: 乙}"
    first = "grades:\n  - {id: a, name: 甲, when: {place: {first: 1}}}\n"
    places = first + "  - {id: b, name: 乙, when: {total: {at_least: 60}}}"
    assert codes(scheme("deduct: 1", "100", more=rest)) == []
    assert codes(scheme("deduct: 1", "100", more=places)) == []


# holes


def test_open_holes_give_no_alarm():
    text = (
        "indicators:\n  - {id: x, name: 甲, points: hole, deduct: hole x.rate, cap: hole x.cap}\n"
        "holes: [{id: x.points}, {id: x.rate, needed: use}, {id: x.cap, needed: use}]\n"
    )
    assert codes(whole(text)) == []
