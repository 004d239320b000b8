"""指标值: what a lone value is, base 0, missing values, several periods."""

import pytest

from tests.rules.little import ledger, notes, points, run, scheme, value

SHARE = "proportional: 100%"


@pytest.mark.parametrize(
    ("treatment", "given", "kinds"),
    [
        ("incomplete", "0", ["missing"]),
        ("zero", "0", ["value"]),
    ],
)
def test_a_missing_value_is_what_the_item_says(treatment: str, given: str, kinds: list[str]):
    item = scheme(f"value: ratio, {SHARE}, missing: {treatment}")
    assert points(item) == given
    assert [kind for kind, *_ in ledger(item)] == kinds
    assert run(item).standing_of["u1"].complete == (treatment == "zero")


def test_the_latest_earlier_value_may_stand_in():
    latest = scheme(f"value: ratio, {SHARE}, missing: latest")
    rows = [value("80", "100", period="2023"), value("90", "100", period="2024")]
    assert points(latest, *rows) == "18"
    assert points(latest, *rows, value("50", "100", period="2025")) == "10"


def test_base_0_is_what_the_item_says():
    missing = scheme(f"value: {{unit: ratio, zero_base: incomplete}}, {SHARE}")
    assert points(scheme(f"value: ratio, {SHARE}"), value("0", "0")) == "20"
    assert points(scheme(f"value: {{unit: ratio, zero_base: zero}}, {SHARE}"), value("0", "0")) == "0"
    assert [kind for kind, *_ in ledger(missing, value("0", "0"))] == ["missing"]


def test_a_cost_is_taken_from_the_start():
    # 20 - 20 x 0.25
    cost = scheme("value: ratio, proportional: 100%, sign: cost")
    assert ledger(cost, value("1", "4")) == [("start", "", "20", "20"), ("value", "", "-5", "-5")]


def test_the_measured_value_may_be_a_quantity():
    growth = (
        "values: {gdp: 地区生产总值}\n"
        'quantities: [{id: growth, formula: "value(gdp) / past(gdp, 1) - 1", round: 4}]'
    )
    item = scheme("value: {from: growth}, bands: {8%: 20, 6%: 10}", more=growth)
    last_year = value("1000", item="gdp", period="2024")
    assert points(item, value("1060", item="gdp", period="2025"), last_year) == "10"
    assert points(item, value("1080", item="gdp", period="2025"), last_year) == "20"


MONTHS = [value("10", period="2025-01"), value("20", period="2025-02"), value("60", period="2025-03")]


@pytest.mark.parametrize(
    ("merge", "given"), [("mean", "3"), ("sum", "9"), ("last", "6"), ("best", "6"), ("worst", "1")]
)
def test_values_of_several_periods_are_merged(merge: str, given: str):
    # v / 200 x 20 = v / 10, v: 30, 90, 60, 60, 10
    assert points(scheme(f"value: count, proportional: 200, periods: {{merge: {merge}}}"), *MONTHS) == given


def test_scores_of_several_periods_are_merged_with_a_floor_for_each():
    # months: 1, 2, 6, at least 4 each: (4 + 4 + 6) / 3 = 4.6667
    scores = scheme("value: count, proportional: 200, periods: {merge: mean, of: scores, floor: 4}")
    assert points(scores, *MONTHS) == "4.6667"


def test_periods_may_be_weighted():
    # (10 x 0.5 + 20 x 0.3 + 60 x 0.2) / 1 = 23
    weights = "{2025-01: 50%, 2025-02: 30%, 2025-03: 20%}"
    item = scheme(f"value: count, proportional: 200, periods: {{merge: weighted, weights: {weights}}}")
    assert points(item, *MONTHS) == "2.3"


def test_a_period_that_must_be_there_is_missed():
    quarterly = scheme("value: count, proportional: 200, periods: {merge: sum, every: quarter}")
    rows = [value("10", period=f"2025-Q{n}") for n in (1, 2, 3, 4)]
    assert points(quarterly, *rows) == "4"
    assert [kind for kind, *_ in ledger(quarterly, *rows[:3])] == ["missing"]


def test_each_half_year_must_be_there():
    halves = scheme("value: count, proportional: 200, periods: {merge: sum, every: half_year}")
    assert points(halves, value("10", period="2025-H1"), value("20", period="2025-H2")) == "3"


def test_a_value_line_tells_value_base_and_ratio():
    assert notes(scheme(f"value: ratio, {SHARE}"), value("45", "50")) == ["完成45，基数50，比率0.9"]
