"""差欠与超额: steps below and above a target, from the start."""

import pytest

from kaoping.rules.facts.rows import Award
from tests.rules.little import ledger, points, scheme, value

EACH_5 = scheme("value: ratio, shortfall: {target: 100%, step: 5%, deduct: 4}")


@pytest.mark.parametrize(
    ("done", "left"),
    [("100", "20"), ("95.01", "20"), ("95", "16"), ("90.01", "16"), ("90", "12"), ("75", "0"), ("120", "20")],
)
def test_each_whole_step_below_the_target_costs(done: str, left: str):
    # 每差欠5%扣4分
    assert points(EACH_5, value(done, "100")) == left


def test_the_ledger_shows_the_start_and_a_negative_value_line():
    assert ledger(EACH_5, value("89", "100")) == [("start", "", "20", "20"), ("value", "", "-8", "-8")]


@pytest.mark.parametrize(
    ("part", "done", "left"),
    [
        ("started", "100", "20"),
        ("started", "99.99", "16"),
        ("started", "95", "16"),
        ("pro_rata", "97.5", "18"),
    ],
)
def test_parts_of_steps_count_where_the_scheme_says_so(part: str, done: str, left: str):
    side = scheme(f"value: ratio, shortfall: {{target: 100%, step: 5%, deduct: 4, part: {part}}}")
    assert points(side, value(done, "100")) == left


@pytest.mark.parametrize(("done", "left"), [("90", "20"), ("89.99", "15"), ("88", "13"), ("86", "11")])
def test_leaving_the_target_may_cost_an_entry(done: str, left: str):
    # 低于目标扣5分，每再低2个百分点扣2分
    entry = scheme("value: ratio, shortfall: {target: 90%, entry: 5, step: 2%, deduct: 2}")
    assert points(entry, value(done, "100")) == left


@pytest.mark.parametrize(("done", "left"), [("80", "5"), ("60", "5")])
def test_a_side_may_have_a_cap(done: str, left: str):
    capped = scheme("value: ratio, shortfall: {target: 100%, step: 5%, deduct: 4, cap: 15}")
    assert points(capped, value(done, "100")) == left


@pytest.mark.parametrize(
    ("done", "base", "left"), [("9", "10", "20"), ("8", "10", "19"), ("9", "11", "19"), ("10", "11", "20")]
)
def test_each_case_that_is_missing_costs(done: str, base: str, left: str):
    # cases due: ceil(90% x 10) = 9, ceil(90% x 11) = ceil(9.9) = 10
    assert points(scheme("value: ratio, shortfall: {target: 90%, per_case: 1}"), value(done, base)) == left


@pytest.mark.parametrize(("done", "given"), [("100", "15"), ("104.99", "15"), ("105", "16"), ("120", "18")])
def test_surplus_adds_up_to_its_cap_beside_the_shortfall(done: str, given: str):
    # a rule that adds beside an award of 15: 15 + min(3, whole steps of 5%)
    both = scheme(
        "rules: [{id: a, award: full}, {id: v, value: ratio, surplus: {target: 100%, step: 5%, add: 1, cap: 3}}]"
    )
    assert points(both, Award("u1", "x.a", 150_000), value(done, "100", item="x.v")) == given


def test_exceeding_costs_where_the_surplus_deducts():
    over = scheme("value: count, surplus: {target: 100, step: 10, deduct: 2}")
    assert points(over, value("109")) == "20"
    assert points(over, value("110")) == "18"


def test_rates_may_change_with_the_number_of_steps():
    # 7 steps: 5 x 1 + 2 x 3 = 11
    table = scheme("value: count, shortfall: {target: 10, step: 1, deduct: {0: 1, 5: 3}}")
    assert points(table, value("5")) == "15"
    assert points(table, value("3")) == "9"


def test_base_0_costs_nothing():
    assert points(EACH_5, value("0", "0")) == "20"
