"""Facts that only the whole can judge: what an event must carry, its bounds, what a decision names."""

import pytest

from kaoping.rules import FactsError
from tests.rules.little import decision, event, points, rating, run, scheme, units, value

LEVELS = scheme("deduct: {fixed: 1, ranged: {from: 2, to: 5}}, levels: {fixed: 定, ranged: 幅}")
RANGE = scheme("deduct: {from: 2, to: 5}")


def problems(scheme, *rows, **more) -> list[str]:
    """Give the codes of what is wrong."""
    with pytest.raises(FactsError) as refused:
        run(scheme, *rows, **more)
    return [problem.code for problem in refused.value.problems]


@pytest.mark.parametrize("given", ["2", "3", "5"])
def test_points_within_their_bounds_are_taken(given: str):
    assert points(RANGE, event(points=given)) == str(20 - int(given))
    assert points(LEVELS, event(points=given, level="ranged")) == str(20 - int(given))


@pytest.mark.parametrize("given", ["1.9999", "5.0001"])
def test_points_outside_their_bounds_are_refused(given: str):
    assert problems(RANGE, event(points=given)) == ["event-bounds"]
    assert problems(LEVELS, event(points=given, level="ranged")) == ["event-bounds"]


def test_an_event_in_a_range_must_carry_points_and_one_of_a_fixed_rate_need_not():
    assert problems(RANGE, event()) == ["event-lacks"]
    assert problems(LEVELS, event(level="ranged")) == ["event-lacks"]
    assert points(LEVELS, event(level="fixed")) == "19"


def test_a_bound_that_is_missing_bounds_nothing():
    formula = scheme('deduct: {from: 0, to: {formula: "value(k)"}}', more="values: {k: 上限}")
    assert points(formula, event(points="9")) == "11"
    assert problems(formula, event(points="9"), value("8", item="k")) == ["event-bounds"]
    assert points(formula, event(points="9"), value("9", item="k")) == "11"


def test_all_that_is_wrong_is_told_at_once():
    rows = [event(id="a", points="9"), event(id="b"), event(unit="u2", id="c", points="1")]
    of = units("u1", "u2")
    assert problems(RANGE, *rows, decision("mark", "z", "3"), of=of) == [
        "decision-item",
        "event-bounds",
        "event-lacks",
        "event-bounds",
    ]


@pytest.mark.parametrize(
    ("kind", "target", "codes"),
    [
        ("mark", "z", ["decision-item"]),
        ("not_applicable", "z", ["decision-rule"]),
        ("mark", "x.a", ["decision-item"]),
    ],
)
def test_a_decision_names_what_there_is(kind: str, target: str, codes: list[str]):
    two = scheme("rules: [{id: a, deduct: 1}, {id: b, deduct: 2}]")
    assert problems(two, decision(kind, target, "3")) == codes


@pytest.mark.parametrize(
    ("kind", "target"), [("mark", "x"), ("not_applicable", "x.a"), ("veto", "z"), ("event", "z")]
)
def test_a_decision_on_what_is_there_is_taken(kind: str, target: str):
    two = scheme("rules: [{id: a, deduct: 1}, {id: b, deduct: 2}]")
    assert run(two, decision(kind, target, "3")).standings


def test_what_is_wrong_says_of_what_and_whose():
    with pytest.raises(FactsError) as refused:
        run(RANGE, event(id="事1", points="9"))
    (message,) = [problem.message() for problem in refused.value.problems]
    assert all(word in message for word in ("事1", "指标", "2", "5", "9"))
    with pytest.raises(FactsError) as refused:
        run(RANGE, event(id="事1"))
    (message,) = [problem.message() for problem in refused.value.problems]
    assert all(word in message for word in ("事1", "指标"))
    with pytest.raises(FactsError) as refused:
        run(scheme("rating: {public: {name: 群众}}"), rating("9", "r", weight="0"))
    (message,) = [problem.message() for problem in refused.value.problems]
    assert all(word in message for word in ("指标", "public", "u1"))
