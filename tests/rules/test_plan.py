"""Points in force: spread by largest remainder, given, left out, blocks, weights."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kaoping.rules.facts.rows import Unit
from kaoping.rules.numbers.points import format_points
from kaoping.rules.scheme.plan import apportion, plan_for
from tests.rules.little import whole


def in_force(
    items: str, category: str = "party", full: str = "100", absent: tuple[str, ...] = ()
) -> dict[str, str]:
    scheme = whole(f"indicators:\n{items}", full)
    plan = plan_for(scheme, Unit("u1", "U1", category), frozenset(absent))
    return {path: format_points(points or 0) for path, points in plan.points.items()}


def leaf(name: str, points: str, more: str = "") -> str:
    return f"  - {{id: {name}, name: {name}, points: {points}, award: full{more}}}\n"


@pytest.mark.parametrize(
    ("total", "weights", "shares"),
    [
        (10, [1, 1], [5, 5]),
        # ties of the remainder in declared order: 3.33 each, the one left over to the first
        (10, [1, 1, 1], [4, 3, 3]),
        (11, [1, 1, 1], [4, 4, 3]),
        # 10 x 3/8 = 3.75, 10 x 5/8 = 6.25: the larger remainder takes it
        (10, [3, 5], [4, 6]),
        (0, [3, 5], [0, 0]),
        (7, [0, 1], [0, 7]),
        (7, [], []),
        (7, [0, 0], [0, 0]),
    ],
)
def test_points_are_shared_out_by_largest_remainder(total: int, weights: list[int], shares: list[int]):
    assert apportion(total, weights) == shares


@given(st.integers(0, 10**7), st.lists(st.integers(0, 10**6), min_size=1, max_size=12).filter(any))
def test_shares_add_up_and_stay_within_one_unit_of_their_proportion(total: int, weights: list[int]):
    shares = apportion(total, weights)
    assert sum(shares) == total
    assert all(
        abs(share * sum(weights) - total * w) < sum(weights) for share, w in zip(shares, weights, strict=True)
    )


FOR_PARTY = ", for: [party], elsewhere: {government: %s}"


def test_what_applies_to_all_has_its_written_points():
    assert in_force(leaf("a", "60") + leaf("b", "40")) == {"a": "60", "b": "40"}


@pytest.mark.parametrize(
    ("elsewhere", "expected"),
    [
        # 30 spread over 40 and 30: 30 x 4/7 = 17.142857..., 30 x 3/7 = 12.857142...
        ("spread", {"b": "57.1429", "c": "42.8571"}),
        ("full", {"a": "30", "b": "40", "c": "30"}),
        ("omit", {"b": "40", "c": "30"}),
    ],
)
def test_a_node_that_does_not_apply_is_spread_given_or_left_out(elsewhere: str, expected: dict[str, str]):
    items = leaf("a", "30", FOR_PARTY % elsewhere) + leaf("b", "40") + leaf("c", "30")
    assert in_force(items, "party") == {"a": "30", "b": "40", "c": "30"}
    assert in_force(items, "government") == expected


def test_a_node_for_one_category_only_is_no_part_of_the_other_ones_tree():
    items = leaf("a", "30") + leaf("b", "70", ", for: [party]") + leaf("c", "70", ", for: [government]")
    assert in_force(items, "party") == {"a": "30", "b": "70"}
    assert in_force(items, "government") == {"a": "30", "c": "70"}


def test_points_may_differ_by_category():
    items = leaf("a", "{party: 70, government: 40}") + leaf("b", "{party: 30, government: 60}")
    assert in_force(items, "party") == {"a": "70", "b": "30"}
    assert in_force(items, "government") == {"a": "40", "b": "60"}


def nested(a: str, b: str, head: str) -> str:
    inner = (a + b).replace("  - ", "      - ")
    return f"  - id: n\n    name: n\n{head}    items:\n{inner}"


def test_what_is_spread_below_keeps_the_node_above():
    items = nested(leaf("a", "20", FOR_PARTY % "spread"), leaf("b", "40"), "    points: 60\n") + leaf(
        "c", "40"
    )
    assert in_force(items, "government") == {"n": "60", "n.b": "60", "c": "40"}


def test_what_is_left_out_lowers_the_nodes_above():
    items = nested(leaf("a", "20", FOR_PARTY % "omit"), leaf("b", "40"), "    points: 60\n") + leaf("c", "40")
    assert in_force(items, "government") == {"n": "40", "n.b": "40", "c": "40"}


def test_a_block_keeps_its_own_full_marks_and_its_points():
    items = nested(leaf("a", "80"), leaf("b", "40"), "    points: 60\n    out_of: 120\n") + leaf("c", "40")
    assert in_force(items) == {"n": "60", "n.a": "80", "n.b": "40", "c": "40"}


def test_a_weight_is_a_share_of_what_the_parent_has():
    one = "  - {id: a, name: a, weight: 30%, award: full}\n"
    two = "  - {id: b, name: b, weight: 70%, award: full}\n"
    assert in_force(nested(one, two, "    points: 60\n") + leaf("c", "40")) == {
        "n": "60",
        "n.a": "18",
        "n.b": "42",
        "c": "40",
    }


def test_a_decision_takes_a_node_out_like_one_that_does_not_apply():
    items = leaf("a", "30") + leaf("b", "40") + leaf("c", "30", ", not_applicable: omit")
    assert in_force(items, absent=("a",)) == {"b": "57.1429", "c": "42.8571"}
    assert in_force(items, absent=("c",)) == {"a": "30", "b": "40"}


def test_what_is_given_is_not_spread_upon():
    # a is spread over c alone: b is given its own 40
    items = leaf("a", "30", FOR_PARTY % "spread") + leaf("b", "40", FOR_PARTY % "full") + leaf("c", "30")
    assert in_force(items, "government") == {"b": "40", "c": "60"}


def test_an_adjustment_has_no_points():
    scheme = whole(f"indicators:\n{leaf('a', '20')}adjustments:\n  - {{id: x, name: x, add: 1}}\n")
    assert plan_for(scheme, Unit("u1", "U1", "party")).points == {"a": 200_000, "x": None}
