"""Numbers that are not there when scoring needs them: holes that are open, facts that are missing."""

import pytest

from kaoping.errors.problems import FactsError
from tests.rules.little import event, ledger, points, run, scheme, value


@pytest.mark.parametrize(
    ("leaf", "hole"),
    [
        ("deduct: hole", "x.points"),
        ("deduct: 1, cap: hole", "x.cap"),
        ("deduct: 1, ceiling: hole", "x.ceiling"),
    ],
)
@pytest.mark.parametrize("needed", ["use", "never"])
def test_an_open_hole_that_scoring_comes_to_need_is_named_with_its_article(leaf: str, hole: str, needed: str):
    open_hole = scheme(leaf, more=f"holes: [{{id: {hole}, name: 另定, cite: 九, needed: {needed}}}]")
    with pytest.raises(FactsError) as refused:
        run(open_hole, event())
    (problem,) = refused.value.problems
    assert (problem.code, problem.params["hole"], problem.cite) == ("hole-unfilled", hole, "九")
    assert problem.position.line == 4


def test_a_hole_that_is_always_needed_is_asked_for_at_once():
    more = "holes: [{id: a, cite: 九}, {id: b, cite: 十}, {id: c, needed: use}]"
    with pytest.raises(FactsError) as refused:
        run(scheme("deduct: 1", more=more))
    assert [problem.params["hole"] for problem in refused.value.problems] == ["a", "b"]


def test_an_open_hole_that_nothing_uses_does_no_harm():
    assert points(scheme("deduct: hole", more="holes: [{id: x.points, needed: use}]")) == "20"


MEASURED = "values: {z: 人数}"


@pytest.mark.parametrize(
    ("bound", "given"),
    [("value(z)", "0"), ("value(z) * 0", "0"), ("9", "9"), ("10", "0")],
)
def test_a_condition_whose_bound_is_missing_does_not_hold(bound: str, given: str):
    # a score of 9, gated to 0 unless it reaches the bound
    gate = f'gate: {{when: {{not: {{score: x, at_least: {{formula: "{bound}"}}}}}}, ceiling: 0}}'
    assert points(scheme(f"add: 9, {gate}", more=MEASURED), event()) == given


def test_a_grade_whose_number_of_places_is_missing_is_not_given():
    grades = 'grades: [{id: a, name: 甲, when: {place: {first: {formula: "value(z)"}}}}, {id: b, name: 乙}]'
    graded = scheme("deduct: 1", more=f"{MEASURED}\n{grades}")
    assert run(graded).standing_of["u1"].grade == "b"
    assert run(graded, value("1", item="z")).standing_of["u1"].grade == "a"


@pytest.mark.parametrize("leaf", ['deduct: {formula: "value(z)"}', 'deduct: 1, cap: {formula: "value(z)"}'])
def test_a_rate_or_cap_that_is_missing_makes_the_unit_incomplete(leaf: str):
    measured = scheme(leaf, more=MEASURED)
    assert ledger(measured, event())[0] == ("missing", "", "0", "0")
    assert not run(measured, event()).standing_of["u1"].complete
    assert run(measured, event(), value("1", item="z")).standing_of["u1"].complete
    assert run(measured).standing_of["u1"].complete
