"""按公式计分: v, base, points and all other names, rounded once at the line."""

import pytest

from tests.rules.little import all_points, points, run, scheme, units, value


@pytest.mark.parametrize(("number", "given"), [("3", "8.5714"), ("7", "20"), ("0", "0")])
def test_the_result_is_the_points_rounded_at_the_line(number: str, given: str):
    # 20 x 3/7 = 8.571428...
    assert points(scheme('value: count, formula: "points * v / 7"'), value(number)) == given


def test_v_and_base_are_those_of_the_item():
    both = scheme('value: ratio, formula: "10 * v + base"')
    # 10 x 6/8 + 8 = 15.5
    assert points(both, value("6", "8")) == "15.5"


def test_the_result_is_bounded_by_the_points_like_any_other():
    assert points(scheme('value: count, formula: "v"'), value("21")) == "20"
    assert points(scheme('value: count, formula: "v"'), value("-1")) == "0"


def test_group_functions_look_at_all_units():
    rows = [value("30", unit="u1"), value("20", unit="u2"), value("10", unit="u3")]
    best = scheme('value: count, formula: "points * v / max(v over category)"')
    assert all_points(best, *rows, of=units("u1", "u2", "u3")) == ["20", "13.3333", "6.6667"]


def test_a_division_by_0_is_a_missing_value():
    result = run(scheme('value: count, formula: "points / v"'), value("0"))
    assert [line.kind for line in result.lines] == ["missing"]


def test_base_0_gives_all_points():
    assert points(scheme('value: ratio, formula: "points * v"'), value("0", "0")) == "20"
