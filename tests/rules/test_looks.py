"""Every condition and formula says what it looks at."""

import pytest

from kaoping.rules.language.conditions import CONDITION, KINDS, Condition
from kaoping.rules.language.formula import parse
from kaoping.rules.language.looks import UNITS, Look
from kaoping.rules.language.parsing import parse as parse_tree
from kaoping.rules.language.reading import Reading


def read(text: str) -> Condition:
    reading = Reading(categories=frozenset({"party", "town"}))
    condition = CONDITION.read(parse_tree(f"when: {text}", "x.yaml").entries["when"], reading)
    assert not reading.problems
    assert condition is not None
    return condition


def looks(text: str) -> set[tuple[object, ...]]:
    return {tuple(look) for look in read(text).looks_at()}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("{event: [a.*, b], times: 2}", {("event", "a.*", False), ("event", "b", False)}),
        ("{score: a, at_least: 60%}", {("score", "a", False)}),
        ("{value: v1, below: {formula: 'past(v1, 1)'}}", {("value", "v1", False)}),
        ('{value: v1, below: {formula: "score(b)"}}', {("value", "v1", False), ("score", "b", False)}),
        (
            "{total: {at_least: {party: 60, town: {formula: value(n)}}}}",
            {("total", "", False), ("value", "n", False)},
        ),
        ("{grade: [a]}", {("grade", "", False)}),
        ("{category: [party]}", set()),
        ("{unit: [u1]}", set()),
        ("observer", set()),
        ("{result: other, grade: [A]}", set()),
        ("vetoed", {("vetoed", "", False)}),
        ("{place: {first: 3}}", {("total", "", True)}),
        ("{place: {first: {formula: value(n)}, of: a}}", {("score", "a", True), ("value", "n", False)}),
        (
            '{formula: "score(a) > mean(value(b) over all)"}',
            {("score", "a", False), ("value", "b", True), UNITS},
        ),
        ("{not: vetoed}", {("vetoed", "", False)}),
        ("{any: [vetoed, {grade: [a]}]}", {("vetoed", "", False), ("grade", "", False)}),
        ("[vetoed, {grade: [a]}]", {("vetoed", "", False), ("grade", "", False)}),
        ("{share_of_units: {when: {score: a, below: 5}, above: 15%}}", {("score", "a", True), UNITS}),
        ("{share_of_units: {when: {result: other, grade: [A]}, above: 15%}}", {UNITS}),
        (
            "{share_of_units: {when: {not: {event: e}}, above: {formula: value(n)}}}",
            {("event", "e", True), ("value", "n", False), UNITS},
        ),
    ],
)
def test_a_condition_says_what_it_looks_at(text: str, found: set[tuple[object, ...]]) -> None:
    assert looks(text) == found


def test_a_place_looks_at_who_is_in_the_race() -> None:
    raced = read("[{place: {first: 3}}, {not: {place: {last: 1}}}]").in_race(read("{not: vetoed}"))
    assert set(raced.looks_at()) == {Look("total", "", True), Look("vetoed", "", True)}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("score(a) + score(a)", (Look("score", "a"),)),
        ("value(a) / base(a) + past(a, 1)", (Look("value", "a"),)),
        ("growth + total", (Look("value", "growth"), Look("total"))),
        ("sum(total over all)", (Look("total", "", True), UNITS)),
        ("v / mean(v over category)", (Look("value", "v"), Look("value", "v", True), UNITS)),
        ("count(1 over all)", (UNITS,)),
        ("sum(base(a) + past(a, 1) + result(other) over all)", (UNITS,)),
        ("points + points(a) + result(other)", (Look("points"),)),
        ("1 / sharers", (Look("sharers", "", True),)),
    ],
)
def test_a_formula_says_what_it_looks_at(text: str, found: tuple[Look, ...]) -> None:
    assert parse(text).looks == found


def test_each_kind_of_condition_has_a_word_of_its_own() -> None:
    assert len({kind.word for kind in KINDS}) == len(KINDS)
