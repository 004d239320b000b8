"""分档 (lower bounds) and 内插 (straight lines between points)."""

import pytest

from tests.rules.little import points, scheme, value

BANDS = scheme("value: ratio, bands: {100%: 20, 80%: 50%, 60%: 3}")
LINE = scheme("value: ratio, line: {80%: 0, 95%: 9, 100%: 20}")


@pytest.mark.parametrize(
    ("done", "given"),
    [
        ("59.99", "0"),
        ("60", "3"),
        ("79.99", "3"),
        ("80", "10"),
        ("99.99", "10"),
        ("100", "20"),
        ("120", "20"),
    ],
)
def test_a_band_begins_at_its_lower_bound(done: str, given: str):
    # 50% of 20 points = 10
    assert points(BANDS, value(done, "100")) == given


def test_the_order_of_the_bands_means_nothing():
    turned = scheme("value: ratio, bands: {60%: 3, 100%: 20, 80%: 50%}")
    assert points(turned, value("85", "100")) == points(BANDS, value("85", "100")) == "10"


@pytest.mark.parametrize(
    ("done", "given"),
    [("79", "0"), ("80", "0"), ("88", "4.8"), ("95", "9"), ("96", "11.2"), ("100", "20"), ("120", "20")],
)
def test_a_line_runs_straight_between_its_points_and_flat_outside(done: str, given: str):
    # 88: 9 x 8/15 = 4.8; 96: 9 + 11 x 1/5 = 11.2
    assert points(LINE, value(done, "100")) == given


def test_a_line_that_does_not_come_out_even_is_rounded_once():
    # 9 x 1/15 x ... at 81: 0.6; at 80.001: 9 x 0.001/15 = 0.0006; at 80.0001: 0.00006, half up 0.0001
    assert points(LINE, value("81", "100")) == "0.6"
    assert points(LINE, value("80.0001", "100")) == "0.0001"
    assert points(LINE, value("80.00008", "100")) == "0"


def test_base_0_gives_the_best_of_the_table():
    assert points(BANDS, value("0", "0")) == "20"
    assert points(scheme("value: ratio, line: {0: 20, 100%: 5}"), value("0", "0")) == "20"


def test_less_may_be_better():
    falling = scheme("value: count, line: {0: 20, 10: 0}")
    assert points(falling, value("3")) == "14"
