"""The total: adjustments, overflow, limits in order, marks, places of the published number."""

import pytest

from kaoping.rules import FactsError
from kaoping.rules.numbers.points import format_points
from tests.rules.little import decision, event, run, told, totals, value, whole

BASE = "indicators:\n  - {id: x, name: 甲, points: 100, deduct: 10}\n"
ADDED = "adjustments:\n  - {id: plus, name: 加, add: 5}\n  - {id: minus, name: 减, deduct: 5}\n"
GRADES = "grades:\n  - {id: a, name: 甲等, when: {total: {at_least: 90}}}\n  - {id: b, name: 乙等}\n"


def limited(limits: str, more: str = ""):
    return whole(f"{more}{BASE}{ADDED}total_limits:\n{limits}{GRADES}", "100")


def total_of(scheme, *rows) -> str:
    return totals(run(scheme, *rows))["u1"]


def test_adjustments_are_added_to_and_taken_from_the_total():
    plain = whole(BASE + ADDED, "100")
    assert total_of(plain, event(item="plus", count=2)) == "110"
    assert total_of(plain, event(item="minus", count=3), event(item="plus")) == "90"


@pytest.mark.parametrize(
    ("limit", "item", "count", "total", "line"),
    [
        ("ceiling: 110", "plus", 2, "110", []),
        ("ceiling: 110", "plus", 3, "110", ["cap limit -5"]),
        ("floor: 50", "x", 5, "50", []),
        ("floor: 50", "x", 6, "50", ["cap limit 10"]),
        ("floor: 0", "minus", 20, "0", []),
        ("floor: 0", "minus", 21, "0", ["cap limit 5"]),
        ("{ceiling: 105, floor: 60}", "x", 3, "70", []),
        ("{ceiling: 105, floor: 60}", "x", 5, "60", ["cap limit 10"]),
        ("{ceiling: 105, floor: 60}", "plus", 2, "105", ["cap limit -5"]),
    ],
)
def test_the_total_is_bounded_at_both_ends(limit: str, item: str, count: int, total: str, line: list[str]):
    scheme = limited(f"  - {{id: cap, name: 总, {limit.strip('{}')}}}\n")
    rows = [event(item=item, count=count)]
    assert total_of(scheme, *rows) == total
    assert [one for one in told(run(scheme, *rows)) if one.startswith("cap")] == line


def test_limits_of_the_total_work_one_after_the_other():
    # 115 -> 110 -> 不低于 112
    scheme = limited("  - {id: one, name: 一, ceiling: 110}\n  - {id: two, name: 二, floor: 112}\n")
    lines = told(run(scheme, event(item="plus", count=3)))
    assert lines[-2:] == ["one limit -5", "two limit 2"]


@pytest.mark.parametrize(("profit", "total"), [("0", "100"), ("-0.01", "80")])
def test_a_limit_may_hang_on_a_condition(profit: str, total: str):
    loss = limited(
        "  - {id: loss, name: 亏损, ceiling: 80, when: {value: profit, below: 0}}\n",
        "values: {profit: 利润}\n",
    )
    assert total_of(loss, value(profit, item="profit")) == total


def test_a_limit_whose_number_is_missing_makes_the_unit_incomplete():
    scheme = limited('  - {id: cap, name: 上限, ceiling: {formula: "value(k)"}}\n', "values: {k: 上限}\n")
    result = run(scheme, event(item="plus"))
    assert told(result)[-1] == "cap missing 0"
    assert (
        result.standing_of["u1"].complete,
        result.standing_of["u1"].rank,
        result.standing_of["u1"].grade,
    ) == (
        False,
        None,
        "",
    )
    assert total_of(scheme, event(item="plus"), value("70", item="k")) == "70"


@pytest.mark.parametrize(("places", "total"), [(0, "89"), (1, "89.9"), (2, "89.99"), (4, "89.9999")])
def test_below_a_grade_is_one_unit_of_the_published_places_less(places: int, total: str):
    scheme = limited("  - {id: cap, name: 限, ceiling: {below: a}}\n", f"places: {places}\n")
    result = run(scheme)
    assert (totals(result)["u1"], result.standing_of["u1"].grade) == (total, "b")
    assert total_of(scheme, event(count=2)) == "80"


def test_a_mark_names_a_node_and_the_total_is_none():
    with pytest.raises(FactsError, match="total"):
        run(whole(BASE, "100"), decision("mark", "total", "95"))


@pytest.mark.parametrize(
    ("places", "published"), [(0, "67"), (1, "66.7"), (2, "66.67"), (3, "66.667"), (4, "66.6667")]
)
def test_the_published_total_is_rounded_half_up_to_the_places(places: int, published: str):
    thirds = whole(
        f"places: {places}\nindicators:\n  - {{id: x, name: 甲, points: 100, value: count, proportional: 3}}\n",
        "100",
    )
    standing = run(thirds, value("2")).standing_of["u1"]
    assert (format_points(standing.total), format_points(standing.exact_total)) == (published, "66.6667")


def test_half_a_unit_is_rounded_up():
    half = whole("places: 1\nindicators:\n  - {id: x, name: 甲, points: 100, deduct: 0.05}\n", "100")
    standing = run(half, event()).standing_of["u1"]
    assert (format_points(standing.total), format_points(standing.exact_total)) == ("100", "99.95")


def test_overflow_of_two_leaves_is_taken_from_the_total_each_on_a_line():
    two = whole(
        "indicators:\n"
        + "".join(f"  - {{id: {i}, name: {i}, points: 50, deduct: 60, overflow: total}}\n" for i in "ab"),
        "100",
    )
    assert told(run(two, event(item="a", id="e"), event(item="b", id="f")))[-2:] == [
        "overflow.a overflow -10",
        "overflow.b overflow -10",
    ]
    assert totals(run(two, event(item="a"))) == {"u1": "40"}


def test_overflow_and_limits_have_scores_of_their_own():
    scheme = whole(
        "indicators:\n  - {id: x, name: 甲, points: 100, deduct: 60, overflow: total}\n"
        "total_limits:\n  - {id: cap, name: 底, floor: 0}\n",
        "100",
    )
    found = [(s.item, s.points, s.score) for s in run(scheme, event(count=2)).scores]
    assert found == [("x", 1_000_000, 0), ("overflow.x", None, -200_000), ("cap", None, 200_000)]
