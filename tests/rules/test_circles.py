"""No calculation goes round in a circle: every circle is refused and shown, and what only looks like one is not."""

from fractions import Fraction

import pytest

from kaoping.errors.problems import SchemeError
from kaoping.rules.facts.rows import Rating
from kaoping.rules.scheme.model import Scheme
from tests.rules.little import event, facts, points, run, scheme, value, whole


def circle(text: str) -> str:
    with pytest.raises(SchemeError) as refused:
        whole(text)
    (problem,) = refused.value.problems
    assert problem.code == "circle"
    assert problem.position.line
    return str(problem.params["path"])


def two(a: str, b: str = "award: full", more: str = "") -> str:
    return f"indicators:\n  - {{id: a, name: 甲, points: 10, {a}}}\n  - {{id: b, name: 乙, points: 10, {b}}}\n{more}"


QUANTITIES = 'quantities:\n  - {id: p, formula: "%s"}\n  - {id: q, formula: "%s"}\n'
PROPORTIONAL = 'value: count, proportional: {target: {formula: "%s"}}'


@pytest.mark.parametrize(
    ("text", "path"),
    [
        (two("award: full", more=QUANTITIES % ("q", "p")), "p → q → p"),
        (two("award: full", more=QUANTITIES % ("p + 1", "1")), "p → p"),
        (two("value: {from: p}, proportional: 1", more=QUANTITIES % ("score(a)", "1")), "a → p → a"),
        (two(PROPORTIONAL % "score(b)", PROPORTIONAL % "score(a)"), "a → b → a"),
        (two('award: full, factor: {by: "score(a)"}'), "a → a"),
        (two('award: full, ceiling: {formula: "score(b)"}', 'award: full, floor: {formula: "score(a)"}'), "a → b → a"),
        (two("deduct: 1, when: {score: b, at_least: 5}", "deduct: 1, when: {score: a, at_least: 5}"), "a → b → a"),
        (two("deduct: 1, when: {total: {at_least: 5}}"), "总分 → a → 总分"),
        (two("deduct: 1, gate: {when: {grade: [g]}, ceiling: 0}", more="grades: [{id: g, name: 甲}]"), "总分 → a → 等次 → 总分"),
        (two("award: full", more="grades: [{id: g, name: 甲, when: {grade: [g]}}]"), "等次 → 等次"),
        (two("award: full", more="total_limits: [{id: l, ceiling: 5, when: {total: {above: 5}}}]"), "总分 → 总分"),
        (two("award: full", more="vetoes: [{id: v, when: {not: vetoed}}]"), "一票否决 → 一票否决"),
        (two("deduct: 1, veto: true, when: {not: vetoed}"), "一票否决 → 一票否决"),
        (two('deduct: {formula: "value(q)"}', more='quantities: [{id: q, events: [a], take: sum, of: points}]'), "a → q → a"),
    ],
)  # fmt: skip
def test_a_circle_is_refused_and_shown(text: str, path: str):
    assert circle(text) == path


def loaded(text: str) -> Scheme:
    found = whole(text)
    assert run(found, *facts().events).standings
    return found


@pytest.mark.parametrize(
    "text",
    [
        # gates look at scores before gates: two may look at one another, and one at its own item
        two("deduct: 1, gate: {when: {score: b, below: 5}, ceiling: 0}", "deduct: 1, gate: {when: {score: a, below: 5}, ceiling: 0}"),
        two("deduct: 1, gate: {when: {score: a, below: 5}, ceiling: 0}"),
        # last year's value of an item is not this year's
        two(PROPORTIONAL % "past(a, 1)"),
        two("value: {from: p}, proportional: 1", more='values: {z: 人数}\nquantities: [{id: p, formula: "value(z) / past(a, 1)"}]'),
        # the cap of one rule hangs on the events of another, and the other way round
        two('deduct: 1, cap: {formula: "value(q)"}', "deduct: 1, when: {event: a}", "quantities: [{id: q, events: [b]}]"),
        # grades and consequences come after the total
        two("deduct: 1", more="grades: [{id: g, name: 甲, when: {total: {at_least: 5}}}]\nvetoes: [{id: v, when: {total: {below: 5}}}]"),
        two("deduct: 1", more="grades: {race: {not: vetoed}, ladder: [{id: g, name: 甲}], moves: [{when: vetoed, down: 1}]}"),
    ],
)  # fmt: skip
def test_what_only_looks_like_a_circle_is_none(text: str):
    assert loaded(text)


def test_a_long_chain_is_no_circle():
    chain = "\n".join(f'  - {{id: q{i}, formula: "q{i + 1} + 1"}}' for i in range(60))
    text = two(
        "value: {from: q0}, proportional: 61", more=f'quantities:\n{chain}\n  - {{id: q60, formula: "1"}}\n'
    )
    assert points(whole(text), item="a") == "10"


def test_a_rate_may_hang_on_a_score_but_not_on_one_that_events_make():
    # all events of a unit are worked out in one pass; b is rated, so it may be looked at: 10 x 80% / 5 = 1.6
    text = two('deduct: {formula: "score(b) / 5"}', "rating: {public: 公众}")
    rated = Rating("b", "public", "r1", "u1", Fraction(80))
    assert points(whole(text), event(item="a"), rated, item="a") == "8.4"
    assert circle(two('deduct: {formula: "score(b) / 5"}', "deduct: 2")) == "各事项计分 → a → b → 各事项计分"
    assert circle(two('deduct: 1, cap: {formula: "score(b)"}', "deduct: 2")) == "各事项计分 → b → 各事项计分"


def test_a_value_of_the_unit_itself_is_no_circle():
    own = scheme('value: count, formula: "points * v / (v + value(z))"', more="values: {z: 人数}")
    assert points(own, value("3"), value("1", item="z")) == "15"
