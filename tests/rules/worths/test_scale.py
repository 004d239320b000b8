"""组内折算: min-max, or the ratio to the best."""

import pytest

from tests.rules.little import all_points, scheme, units, value

THREE = units("u1", "u2", "u3")
KINDS = {
    "range": "scale: {among: all, from: 60%, to: 100%}",
    "range low": "scale: {among: all, from: 60%, to: 100%, best: low}",
    "best": "scale: {among: all, by: best}",
    "best low": "scale: {among: all, by: best, best: low}",
    "plain": "scale: {among: all}",
}


@pytest.mark.parametrize(
    ("kind", "numbers", "given"),
    [
        # 12 + 8 x (22 - 10) / (30 - 10) = 16.8
        ("range", "30 22 10", ["20", "16.8", "12"]),
        ("range low", "30 22 10", ["12", "15.2", "20"]),
        # 20 x 22/30 = 14.6667, 20 x 10/30 = 6.6667
        ("best", "30 22 10", ["20", "14.6667", "6.6667"]),
        # 20 x 10/30, 20 x 10/22 = 9.0909
        ("best low", "30 22 10", ["6.6667", "9.0909", "20"]),
        ("plain", "30 22 10", ["20", "12", "0"]),
        # all equal: the upper end
        ("range", "10 10 10", ["20", "20", "20"]),
        ("range low", "10 10 10", ["20", "20", "20"]),
        ("best", "0 0 0", ["20", "20", "20"]),
        ("best low", "0 10 20", ["20", "0", "0"]),
    ],
)
def test_values_are_scaled_within_the_group(kind: str, numbers: str, given: list[str]):
    rows = [value(number, unit=f"u{i}") for i, number in enumerate(numbers.split(), 1)]
    assert all_points(scheme(f"value: count, {KINDS[kind]}"), *rows, of=THREE) == given


def test_units_without_a_value_do_not_stretch_the_scale():
    rows = [value("30", unit="u1"), value("20", unit="u2")]
    assert all_points(scheme(f"value: count, {KINDS['plain']}"), *rows, of=THREE) == ["20", "0", "0"]


def test_base_0_gives_the_upper_end():
    rows = [value("0", "0", unit="u1"), value("1", "2", unit="u2"), value("1", "4", unit="u3")]
    assert all_points(scheme(f"value: ratio, {KINDS['range']}"), *rows, of=THREE)[0] == "20"
