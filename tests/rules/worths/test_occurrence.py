"""逐次递增: the first time, the second, and all later ones."""

import pytest

from tests.rules.little import event, ledger, points, scheme

GROWING = scheme("deduct: {occurrence: [0.5, 1, 3]}")


@pytest.mark.parametrize(("count", "left"), [(1, "19.5"), (2, "18.5"), (3, "15.5"), (4, "12.5"), (5, "9.5")])
def test_the_last_rate_stands_for_all_later_times(count: int, left: str):
    # 0.5, 1, then 3 each: 20 - 0.5 - 1 - 3 - 3 - 3 = 9.5
    assert points(GROWING, event(count=count)) == left


def test_times_are_counted_over_the_year_in_order_of_date():
    assert ledger(GROWING, event("2025-05-01"), event("2025-02-01", count=2)) == [
        ("start", "", "20", "20"),
        ("event", "2025-02-01", "-1.5", "-1.5"),
        ("event", "2025-05-01", "-3", "-3"),
    ]


def test_an_exempt_event_is_no_time():
    exempt = scheme("deduct: {occurrence: [0.5, 10]}, exempt: 自查自纠")
    assert points(exempt, event("2025-02-01", exempt="自查"), event("2025-03-01")) == "19.5"
    assert points(exempt, event("2025-02-01"), event("2025-03-01")) == "9.5"


def test_a_time_may_cost_all():
    all_lost = scheme("deduct: {occurrence: [0.5, 100%]}")
    assert points(all_lost, event()) == "19.5"
    assert points(all_lost, event(count=2)) == "0"


def test_a_single_rate_may_stand_without_a_list():
    assert points(scheme("deduct: {occurrence: 2}"), event(count=3)) == "14"


def test_a_time_outside_the_cycle_does_not_count_on():
    assert points(GROWING, event("2024-12-31"), event("2025-01-01")) == "19.5"
