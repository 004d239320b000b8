"""事项: what holds, what counts, voids, circumstances, averages and due dates."""

from datetime import date

import pytest

from kaoping.rules.facts.rows import Submission, Unit
from tests.rules.little import event, ledger, points, run, scheme, units

FIVE = scheme("deduct: 5")


@pytest.mark.parametrize(
    ("day", "left"), [("2024-12-31", "20"), ("2025-01-01", "15"), ("2025-12-31", "15"), ("2026-01-01", "20")]
)
def test_an_event_counts_within_the_cycle_both_days_included(day: str, left: str):
    assert points(FIVE, event(day)) == left


@pytest.mark.parametrize(("as_of", "left"), [("2025-02-28", "20"), ("2025-03-01", "15")])
def test_an_event_counts_up_to_the_as_of_date(as_of: str, left: str):
    assert points(FIVE, event("2025-03-01"), as_of=as_of) == left


@pytest.mark.parametrize(
    ("day", "left"), [("2025-02-28", "20"), ("2025-03-01", "15"), ("2025-06-30", "15"), ("2025-07-01", "20")]
)
def test_a_rule_may_be_in_force_for_a_part_of_the_year(day: str, left: str):
    assert points(scheme("deduct: 5, from: 2025-03-01, until: 2025-06-30"), event(day)) == left


def test_an_event_outside_the_cycle_keeps_its_raw_points():
    assert ledger(FIVE, event("2024-12-31")) == [
        ("start", "", "20", "20"),
        ("event", "2024-12-31", "-5", "0"),
    ]


def test_no_event_is_no_event_and_the_unit_is_complete():
    assert points(FIVE) == "20"
    assert run(FIVE).standing_of["u1"].complete


def test_a_fact_is_worth_nothing():
    fact = scheme("rules: [{id: a, deduct: 5}, {id: b, fact: true}]")
    assert ledger(fact, event(item="x.b")) == [("start", "", "20", "20"), ("event", "2025-03-01", "0", "0")]


def test_a_void_brings_the_leaf_to_0_with_a_line_of_its_own():
    void = scheme("rules: [{id: a, deduct: 5}, {id: b, void: once}]")
    assert ledger(void, event("2025-02-01", item="x.a"), event("2025-03-01", item="x.b")) == [
        ("start", "", "20", "20"),
        ("event", "2025-02-01", "-5", "-5"),
        ("event", "2025-03-01", "0", "0"),
        ("void", "2025-03-01", "-15", "-15"),
    ]


@pytest.mark.parametrize(("times", "left"), [(2, "16"), (3, "0")])
def test_a_void_may_wait_for_the_third_time(times: int, left: str):
    # “3次以上”含第三次
    assert points(scheme("deduct: 2, void: {times: 3}"), event(count=times)) == left


def test_a_void_does_not_lift_a_leaf_that_is_below_0():
    below = scheme("deduct: 25, void: once, floor: none")
    assert points(below, event()) == "-5"


def test_circumstances_multiply_then_add():
    # 4 x 2 = 8; (4 + 3) = 7; 4 x 2 + 3 x count
    rule = scheme(
        "deduct: 4, circumstances: {reported: {name: 群众举报, times: 2}, grave: {name: 情节严重, plus: 3}}"
    )
    assert points(rule, event(circumstances=("reported",))) == "12"
    assert points(rule, event(circumstances=("grave",))) == "13"
    assert points(rule, event(circumstances=("reported", "grave"))) == "9"
    assert points(rule, event(circumstances=("grave",), count=2)) == "6"


def test_a_rule_may_be_averaged_over_the_units_below():
    # 3 + 6 = 9 over two units below: 4.5
    average = scheme("deduct: 3, average: children")
    seated = [
        *units("u1"),
        Unit("a", "A", "government", parent="u1"),
        Unit("b", "B", "government", parent="u1"),
    ]
    result = run(average, event("2025-02-01"), event("2025-03-01", count=2), of=seated)
    assert result.scores_of["u1"]["x"].score == 155_000
    assert [(line.kind, line.points) for line in result.lines if line.unit == "u1"] == [
        ("start", 200_000),
        ("event", -30_000),
        ("event", -60_000),
        ("rescale", 45_000),
    ]


QUARTERLY = scheme("deduct: 10, due: {every: quarter, of: previous, day: 7}")


def submitted(period: str, day: str) -> Submission:
    return Submission("u1", "x", period, date.fromisoformat(day))


ON_TIME = [
    submitted("2024-Q4", "2025-01-07"),
    submitted("2025-Q1", "2025-04-01"),
    submitted("2025-Q2", "2025-07-07"),
    submitted("2025-Q3", "2025-10-07"),
]


def test_the_due_day_itself_is_in_time():
    assert points(QUARTERLY, *ON_TIME) == "20"


def test_a_day_late_costs_on_the_due_day():
    late = [*ON_TIME[:3], submitted("2025-Q3", "2025-10-08")]
    assert ledger(QUARTERLY, *late) == [("start", "", "20", "20"), ("missed", "2025-Q3", "-10", "-10")]
    assert [line.date for line in run(QUARTERLY, *late).lines if line.kind == "missed"] == ["2025-10-07"]


@pytest.mark.parametrize(("as_of", "missed"), [("2025-01-06", 0), ("2025-01-07", 1), ("2025-04-07", 2)])
def test_what_is_due_and_not_handed_in_is_missed_once_the_day_has_come(as_of: str, missed: int):
    assert sum(kind == "missed" for kind, *_ in ledger(QUARTERLY, as_of=as_of)) == missed


def test_the_earliest_of_several_submissions_decides():
    assert points(QUARTERLY, submitted("2025-Q1", "2025-05-01"), *ON_TIME) == "20"


def test_late_and_missing_may_cost_differently():
    both = scheme("due: {every: half, day: 20, missing: 6, late: 2}")
    # H1 two days late, H2 never: 20 - 2 - 6
    assert points(both, submitted("2025-H1", "2025-06-22")) == "12"


def test_each_day_late_may_cost():
    # 3 days late at 0.1 a day
    daily = scheme("due: {every: year, day: 06-20, missing: 5, late: {every: 1, points: 0.1}}")
    assert points(daily, submitted("2025", "2025-06-23")) == "19.7"


def test_a_form_asks_only_for_what_the_rule_uses():
    asked = {name: item.fields for (_, name), item in FIVE.inputs.items()}
    assert asked == {"x": ()}
