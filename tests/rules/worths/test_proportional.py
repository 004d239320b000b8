"""按比例计分: points x v / target, within 0 and the points unless uncapped."""

import pytest

from tests.rules.little import points, scheme, value


@pytest.mark.parametrize(
    ("done", "given"), [("0", "0"), ("1", "6.6667"), ("2", "13.3333"), ("3", "20"), ("4", "20")]
)
def test_points_follow_completion_up_to_the_target(done: str, given: str):
    # 20 x 1/3 = 6.66666..., 20 x 2/3 = 13.33333...
    assert points(scheme("value: count, proportional: 3"), value(done)) == given


def test_it_never_goes_below_0():
    assert points(scheme("value: count, proportional: 3"), value("-1")) == "0"


def test_more_than_the_target_counts_where_it_is_uncapped():
    # 20 x 4/3 = 26.6667, above the points only where the ceiling is lifted
    assert (
        points(scheme("value: count, proportional: {target: 3, uncapped: true}, ceiling: none"), value("4"))
        == "26.6667"
    )
    assert points(scheme("value: count, proportional: {target: 3, uncapped: true}"), value("4")) == "20"


def test_a_ratio_is_measured_against_its_own_base():
    # 45 of 50 = 90% of a target of 100%: 18
    assert points(scheme("value: ratio, proportional: 100%"), value("45", "50")) == "18"


def test_base_0_and_target_0_count_as_reached():
    assert points(scheme("value: ratio, proportional: 100%"), value("0", "0")) == "20"
    assert points(scheme("value: count, proportional: 0"), value("0")) == "20"


@pytest.mark.parametrize(("unit", "number"), [("count", "0.5"), ("fraction", "0.5"), ("percent", "50")])
def test_the_scheme_says_what_a_lone_value_is(unit: str, number: str):
    assert points(scheme(f"value: {unit}, proportional: 100%"), value(number)) == "10"


def test_the_target_may_be_the_mean_of_earlier_years():
    # mean of 60, 70, 80 = 70; 63 / 70 x 20 = 18
    mean = scheme(
        'value: count, proportional: {target: {formula: "mean(past(x, 1), past(x, 2), past(x, 3))"}}'
    )
    years = [value("60", period="2024"), value("70", period="2023"), value("80", period="2022")]
    assert points(mean, value("63"), *years) == "18"
