"""幅度分值: the event carries its points, the scheme the bounds."""

import pytest

from kaoping.rules.scheme.asking import asks_of
from tests.rules.little import event, points, scheme

FIVE_TO_TEN = scheme("deduct: {from: 5, to: 10}")


@pytest.mark.parametrize(("carried", "left"), [("5", "15"), ("6.5", "13.5"), ("10", "10")])
def test_the_event_carries_the_points(carried: str, left: str):
    assert points(FIVE_TO_TEN, event(points=carried)) == left


def test_carried_points_are_times_the_count():
    # 20 - 6.5 x 2 = 7
    assert points(FIVE_TO_TEN, event(points="6.5", count=2)) == "7"


def test_carried_points_are_added_where_the_rule_adds():
    assert points(scheme("add: {from: 0, to: 10}"), event(points="0.1")) == "0.1"


def test_a_form_asks_for_points_between_the_ends():
    (field,) = asks_of(FIVE_TO_TEN).inputs["events", "x"].fields
    assert (field.name, field.required, field.low, field.high) == ("points", True, 50_000, 100_000)


def test_once_caps_the_clause_at_the_upper_end():
    # 8 + 8 = 16, at most 10
    once = scheme("deduct: {from: 5, to: 10}, once: true")
    assert points(once, event("2025-02-01", points="8"), event("2025-03-01", points="8")) == "10"
