"""Points: rounding half away from zero, grammar and formatting of numbers, all exact."""

from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kaoping.rules.numbers.points import (
    LIMIT,
    SCALE,
    exact,
    exact_sum,
    format_number,
    format_places,
    format_points,
    half_up,
    mean,
    parse_amount,
    parse_number,
    parse_points,
    ratio,
    round_number,
    round_places,
    scaled,
    to_points,
)

units = st.integers(-(10**20), 10**20)
fractions = st.fractions(min_value=-(10**9), max_value=10**9, max_denominator=10**6)


@pytest.mark.parametrize(
    ("a", "b", "rounded"),
    [
        (1, 2, 1),
        (-1, 2, -1),
        (1, -2, -1),
        (-1, -2, 1),
        (3, 2, 2),
        (-3, 2, -2),
        (5, 10, 1),
        (49, 100, 0),
        (-49, 100, 0),
    ],
)
def test_a_tie_goes_away_from_zero(a: int, b: int, rounded: int):
    assert half_up(a, b) == rounded


@given(units, st.integers(1, 12))
def test_rounding_is_that_of_decimal_half_up(a: int, places: int):
    # a / 10^places is a decimal exactly: an independent definition of 四舍五入
    assert half_up(a, 10**places) == int(Decimal(a).scaleb(-places).quantize(Decimal(1), ROUND_HALF_UP))


@given(units, st.integers(-(10**6), 10**6).filter(bool))
def test_rounding_is_never_further_than_a_half_and_symmetric(a: int, b: int):
    assert abs(Fraction(a, b) - half_up(a, b)) <= Fraction(1, 2)
    assert half_up(-a, b) == -half_up(a, b) == half_up(a, -b)


@pytest.mark.parametrize(
    ("number", "points"),
    [("0.00005", 1), ("-0.00005", -1), ("0.00004999", 0), ("12.5", 125_000), ("1/3", 3_333)],
)
def test_points_are_rounded_once_to_a_ten_thousandth(number: str, points: int):
    assert to_points(Fraction(number)) == points


@pytest.mark.parametrize(
    ("points", "places", "rounded"),
    [
        (912_450, 2, 912_500),
        (912_449, 2, 912_400),
        (-912_450, 2, -912_500),
        (5_000, 0, 10_000),
        (1_2345, 4, 1_2345),
    ],
)
def test_a_published_total_is_rounded_to_the_schemes_places(points: int, places: int, rounded: int):
    assert round_places(points, places) == rounded


@given(units, st.integers(0, 4))
def test_what_is_shown_is_what_was_rounded(points: int, places: int):
    assert Decimal(format_places(points, places)) == Decimal(round_places(points, places)) / SCALE


@pytest.mark.parametrize(
    ("points", "places", "shown"),
    [
        (0, 2, "0.00"),
        (-49, 2, "0.00"),
        (-50, 2, "-0.01"),
        (912_500, 0, "91"),
        (915_000, 0, "92"),
        (1, 4, "0.0001"),
    ],
)
def test_a_total_has_its_places_and_never_a_negative_zero(points: int, places: int, shown: str):
    assert format_places(points, places) == shown


@pytest.mark.parametrize(
    ("points", "shown"),
    [
        (0, "0"),
        (125_000, "12.5"),
        (-30_000, "-3"),
        (333, "0.0333"),
        (-1, "-0.0001"),
        (10**17, "10000000000000"),
    ],
)
def test_points_are_written_without_trailing_zeros(points: int, shown: str):
    assert format_points(points) == shown


@given(units)
def test_points_survive_being_written_and_read(points: int):
    whole = points % (LIMIT * SCALE)
    assert parse_points(format_points(whole)) == whole
    assert parse_points(format_points(-whole)) == -whole


@pytest.mark.parametrize(
    ("value", "shown"), [(Fraction(1, 3), "0.333333333333"), (Fraction(2, 3), "0.666666666667")]
)
def test_a_repeating_number_is_written_to_12_places(value: Fraction, shown: str):
    assert format_number(value) == shown


@pytest.mark.parametrize("text", ["0", "-0", "12", "-12.5", "0.000001", "9999999999999.999999"])
def test_a_number_is_read_exactly(text: str):
    assert parse_number(text) == Fraction(text)


@pytest.mark.parametrize(
    "text",
    [
        *(
            "",
            " 1",
            "1 ",
            "+1",
            "01",
            "-",
            ".5",
            "1.",
            "1e3",
            "1_000",
            "1,000",
            "NaN",
            "inf",
            "-inf",
            "0x1",
            "1/2",
        ),
        *(
            "１２",
            "١٢",
            "1．5",
            "0.0000001",
            "10000000000000",
            "-10000000000000",
            "1\n",
            "--1",
            "1.2.3",
            "五",
        ),
    ],
)
def test_anything_else_is_no_number(text: str):
    with pytest.raises(ValueError):
        parse_number(text)


@pytest.mark.parametrize("text", ["0.00001", "1.23456"])
def test_points_have_at_most_4_decimals(text: str):
    with pytest.raises(ValueError):
        parse_points(text)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("95%", Fraction(19, 20)),
        ("-5%", Fraction(-1, 20)),
        ("50万", 500_000),
        ("1.5亿", 150_000_000),
        ("3千", 3_000),
        ("7", 7),
    ],
)
def test_an_amount_may_have_a_unit(text: str, value: Fraction):
    assert parse_amount(text) == value


@pytest.mark.parametrize("text", ["%", "万", "5万%", "5%万", "万5", "5 万", "5万万", "千万"])
def test_a_unit_stands_once_behind_a_number(text: str):
    with pytest.raises(ValueError):
        parse_amount(text)


@given(st.lists(fractions, min_size=1, max_size=20))
def test_sums_and_means_are_exact(values: list[Fraction]):
    assert exact_sum(values) == sum(values, Fraction(0))
    assert mean(values) == sum(values, Fraction(0)) / len(values)


@given(fractions, fractions.filter(bool))
def test_a_ratio_is_exact(a: Fraction, b: Fraction):
    assert ratio(a, b) == a / b


@given(st.integers(-(10**12), 10**12), fractions)
def test_scaling_rounds_once(points: int, by: Fraction):
    assert exact(scaled(points, by)) == round_number(exact(points) * by, 4)
