"""按额分档: an amount in steps, whole, started or pro rata, with a first step of its own."""

import pytest

from tests.rules.little import event, ledger, points, scheme

EVERY_50 = scheme("add: {every: 50万, points: 1}")


@pytest.mark.parametrize(
    ("amount", "given"), [("499999.99", "0"), ("500000", "1"), ("999999", "1"), ("1000000", "2")]
)
def test_only_whole_steps_count(amount: str, given: str):
    assert points(EVERY_50, event(amount=amount)) == given


@pytest.mark.parametrize(
    ("amount", "given"), [("0", "0"), ("0.01", "1"), ("500000", "1"), ("500000.01", "2")]
)
def test_started_steps_count_where_the_scheme_says_so(amount: str, given: str):
    assert points(scheme("add: {every: 50万, points: 1, part: started}"), event(amount=amount)) == given


@pytest.mark.parametrize(
    ("amount", "given"), [("250000", "0.5"), ("1", "0"), ("25", "0.0001"), ("24.9", "0")]
)
def test_a_step_pro_rata_is_rounded_half_up_at_the_line(amount: str, given: str):
    # 25 / 500,000 = 0.00005, a tie: up; 24.9 / 500,000 = 0.0000498: down
    assert points(scheme("add: {every: 50万, points: 1, part: pro_rata}"), event(amount=amount)) == given


@pytest.mark.parametrize(
    ("amount", "given"),
    [("9999999", "0"), ("10000000", "5"), ("12999999", "5"), ("13000000", "6"), ("16500000", "7")],
)
def test_a_first_step_has_an_amount_and_points_of_its_own(amount: str, given: str):
    # 实际到资1000万元得5分，每增加300万元得1分
    first = scheme("add: {at: 1000万, gives: 5, every: 300万, points: 1}")
    assert points(first, event(amount=amount)) == given


@pytest.mark.parametrize(("steps", "given"), [(24, "9.6"), (25, "10"), (26, "10.2"), (30, "11")])
def test_rates_may_change_with_the_number_of_steps(steps: int, given: str):
    # 0.4 each up to 25 steps, 0.2 each beyond: 25 x 0.4 + 5 x 0.2 = 11
    table = scheme("add: {every: 1, points: {0: 0.4, 25: 0.2}}")
    assert points(table, event(amount=str(steps))) == given


def test_steps_are_counted_for_each_event_times_the_count():
    # 30 + 30: no whole step each; 2 x 60: one each
    assert points(EVERY_50, event("2025-02-01", amount="300000"), event("2025-03-01", amount="300000")) == "0"
    assert points(EVERY_50, event(amount="600000", count=2)) == "2"


def test_accumulated_amounts_are_summed_over_the_year_in_order_of_date():
    # 30万, 60万, 120万 in sum: 0, 1 and 2 whole steps; each event gives what it completes
    year = scheme("add: {every: 50万, points: 1}, accumulate: year")
    rows = [event("2025-02-01", amount="300000"), event("2025-04-01", amount="300000", count=2)]
    assert ledger(year, event("2025-03-01", amount="300000"), *rows) == [
        ("event", "2025-02-01", "0", "0"),
        ("event", "2025-03-01", "1", "1"),
        ("event", "2025-04-01", "1", "1"),
    ]


def test_an_accumulated_event_outside_the_cycle_adds_nothing():
    year = scheme("add: {every: 50万, points: 1}, accumulate: year")
    assert ledger(year, event("2024-12-31", amount="500000"), event("2025-01-01", amount="400000")) == [
        ("event", "2024-12-31", "0", "0"),
        ("event", "2025-01-01", "0", "0"),
    ]


def test_one_time_may_be_bounded():
    # 3 steps of 2, at most 5
    assert points(scheme("add: {every: 50万, points: 2, most: 5}"), event(amount="1500000")) == "5"


def test_the_first_step_alone_may_be_priced_by_a_share():
    # 10% of 20 points a step
    assert points(scheme("deduct: {every: 10, points: 10%}"), event(amount="29.99")) == "16"
