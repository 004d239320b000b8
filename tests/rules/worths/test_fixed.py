"""每次固定分值: the same for every time, times the count."""

import pytest

from tests.rules.little import event, ledger, points, scheme, value


@pytest.mark.parametrize(("count", "left"), [(1, "15"), (2, "10"), (4, "0"), (5, "0")])
def test_each_time_costs_the_rate(count: int, left: str):
    # 20 - 5 x count, not below 0
    assert points(scheme("deduct: 5"), event(count=count)) == left


def test_each_time_gives_the_rate_up_to_the_points():
    # 0 + 1.5 x 3 = 4.5; 1.5 x 14 = 21, more than 20
    assert points(scheme("add: 1.5"), event(count=3)) == "4.5"
    assert points(scheme("add: 1.5"), event(count=13)) == "19.5"
    assert points(scheme("add: 1.5"), event(count=14)) == "20"


def test_a_rate_may_be_a_share_of_the_points_in_force():
    # 30% of 20 = 6
    assert points(scheme("deduct: 30%"), event()) == "14"


def test_a_rate_may_differ_by_category_and_is_0_where_none_is_named():
    by_category = scheme("deduct: {party: 5}")
    assert points(by_category, event()) == "15"
    assert points(scheme("deduct: {government: 5}"), event()) == "20"


def test_a_rate_may_hang_on_another_number_of_the_unit():
    # bands of the staff: from 50 on 2 each, below 50 one each
    rate = scheme('deduct: {of: "value(staff)", bands: {0: 1, 50: 2}}', more="values: {staff: 人数}")
    assert points(rate, event(), value("49", item="staff")) == "19"
    assert points(rate, event(), value("50", item="staff")) == "18"


def test_once_caps_the_clause_at_its_rate():
    once = scheme("deduct: 5, once: true")
    assert ledger(once, event("2025-02-01"), event("2025-03-01", count=2)) == [
        ("start", "", "20", "20"),
        ("event", "2025-02-01", "-5", "-5"),
        ("event", "2025-03-01", "-10", "0"),
    ]
