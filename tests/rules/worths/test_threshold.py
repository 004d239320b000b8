"""达标计分: all the points or none."""

import pytest

from tests.rules.little import ledger, points, run, scheme, value


@pytest.mark.parametrize(("done", "given"), [("94.9999", "0"), ("95", "20"), ("100", "20")])
def test_at_least_includes_the_line(done: str, given: str):
    assert points(scheme("value: ratio, at_least: 95%"), value(done, "100")) == given


@pytest.mark.parametrize(
    ("line", "number", "given"),
    [
        ("above: 3", "3", "0"),
        ("above: 3", "3.000001", "20"),
        ("at_most: 3", "3", "20"),
        ("at_most: 3", "3.000001", "0"),
        ("below: 3", "3", "0"),
        ("below: 3", "2.999999", "20"),
    ],
)
def test_each_comparison_has_its_border(line: str, number: str, given: str):
    assert points(scheme(f"value: count, {line}"), value(number)) == given


@pytest.mark.parametrize(("number", "given"), [("0.99", "0"), ("1", "20"), ("2", "20"), ("2.01", "0")])
def test_two_comparisons_must_both_hold(number: str, given: str):
    assert points(scheme("value: count, at_least: 1, at_most: 2"), value(number)) == given


def test_base_0_counts_as_reached():
    assert points(scheme("value: ratio, at_least: 95%"), value("0", "0")) == "20"


TWO = "value: ratio, at_least: {climate: {name: 温湿度, line: 90%}, fire: {name: 消防, line: 100%}}"


@pytest.mark.parametrize(
    ("climate", "fire", "given"), [("9", "10", "20"), ("8", "10", "0"), ("10", "9", "0")]
)
def test_all_measures_must_reach_their_lines(climate: str, fire: str, given: str):
    rows = [value(climate, "10", item="x.climate"), value(fire, "10", item="x.fire")]
    assert ledger(scheme(TWO), *rows) == [("value", "", given, given)]


def test_a_lacking_measure_makes_the_unit_incomplete_with_one_line():
    result = run(scheme(TWO), value("10", "10", item="x.climate"))
    assert [line.kind for line in result.lines] == ["missing"]
    assert not result.standing_of["u1"].complete


def test_it_is_rated_against_a_formula_where_the_line_is_one():
    # better than last year's 80
    last_year = scheme('value: count, above: {formula: "past(x, 1)"}')
    assert points(last_year, value("80"), value("80", period="2024")) == "0"
    assert points(last_year, value("80.1"), value("80", period="2024")) == "20"
