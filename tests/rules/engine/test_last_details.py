"""Details of lines and bounds that are easily lost: raw points and dates, orders of ties, what a bound is a per cent of."""

from __future__ import annotations

from fractions import Fraction

from kaoping.rules.facts.rows import SchemeResult
from tests.rules.little import award, event, rating, run, scheme, told, totals, value, whole


def test_a_gate_of_an_inner_node_is_a_per_cent_of_its_own_points():
    made = whole(
        "indicators:\n  - id: n\n    name: 组\n    points: 20\n    gate: {when: {event: n.a}, ceiling: 25%}\n"
        "    items:\n      - {id: a, name: 甲, points: 8, deduct: 1}\n      - {id: b, name: 乙, points: 12, award: full}\n"
    )
    # 7 + 12 = 19, bounded by a quarter of 20
    assert told(run(made, event(item="n.a"), award("12", "n.b")))[-1] == "n gate -14"


def test_a_block_is_carried_into_its_parent_by_its_points():
    made = whole(
        "indicators:\n"
        "  - {id: k, name: 块, points: 10, out_of: 100, items: [{id: a, name: 甲, points: 100, award: full}]}\n"
        "  - {id: b, name: 乙, points: 10, award: full}\n"
    )
    # 40 of 100 are carried into 10 points as 4
    assert told(run(made, award("40", "k.a"), award("5", "b"))) == [
        "k.a award 40",
        "b award 5",
        "k rescale -36",
    ]


def test_a_limit_of_the_total_whose_number_is_missing_says_so_and_counts_nothing():
    made = whole(
        "indicators:\n  - {id: x, name: 甲, points: 20, deduct: 1}\n"
        "quantities:\n  - {id: staff, name: 人数, formula: 'value(heads)'}\n"
        "values: {heads: 人数}\n"
        "total_limits:\n  - {id: cap, name: 上限, ceiling: {formula: 'staff'}}\n"
    )
    [line] = [line for line in run(made).lines if line.kind == "missing"]
    assert (line.item, line.source, line.date, line.raw, line.points) == ("cap", "", "", 0, 0)


def test_results_of_several_periods_are_each_told():
    made = scheme("result: {scheme: budget, full: 100, periods: {merge: mean}}")
    rows = [
        SchemeResult("u1", "budget", Fraction(total), period=period)
        for total, period in ((80, "2025-Q1"), (90, "2025-Q2"))
    ]
    [line] = run(made, *rows).lines
    # the mean of 16 and 18 of 20
    assert line.points == 170_000
    assert [reason.params[0] for reason in line.reasons] == [80, 90]


def test_groups_of_raters_stand_in_the_order_of_their_ids():
    made = scheme("rating: {b: {name: 乙, share: 50%}, a: {name: 甲, share: 50%}}")
    lines = told(run(made, rating("100", "r1", "a"), rating("50", "r2", "b")))
    assert lines == ["x rating a 10", "x rating b 5"]


def test_a_total_that_may_not_reach_a_grade_stays_just_below_its_bound():
    made = whole(
        "indicators:\n  - {id: x, name: 甲, points: 20, deduct: 1}\n"
        "grades:\n  - {id: a, name: 甲等, when: {total: {at_least: 18}}}\n  - {id: b, name: 乙等}\n"
        "total_limits:\n  - {id: cap, name: 限, ceiling: {below: a}, when: {event: x, times: 2}}\n"
    )
    # 18 is the bound: with two events the total of 18 falls just below it
    assert told(run(made, event(count=2)))[-1] == "cap limit -0.01"
    assert told(run(made, event()))[-1] == "x event 2025-03-01 -1"


def test_of_several_rules_only_the_one_whose_condition_does_not_hold_is_taken_back():
    made = whole(
        "indicators:\n  - id: x\n    name: 指标\n    points: 20\n    rules:\n"
        "      - {id: a, name: 甲, value: count, proportional: 10, points: 12, when: {event: x.c}}\n"
        "      - {id: b, name: 乙, value: count, proportional: 10, points: 8}\n"
        "      - {id: c, name: 事, fact: true}\n"
    )
    values = [value("10", item="x.a"), value("5", item="x.b")]
    # a gives 12 and is taken back, b gives 4 and stays
    assert told(run(made, *values)) == ["x value 12", "x value 4", "x gate x.a -12"]
    assert totals(run(made, *values, event(item="x.c"))) == {"u1": "16"}


def test_the_periods_of_a_quantity_are_those_of_what_its_formula_looks_at():
    made = whole(
        "values: {rows: 件数}\nquantities:\n  - {id: double, name: 倍数, formula: 'value(rows) * 2'}\n"
        "indicators:\n  - {id: x, name: 指标, points: 20, value: {from: double}, proportional: 20, periods: {merge: sum}}\n"
    )
    rows = [value("2", item="rows", period="2025-Q1"), value("3", item="rows", period="2025-Q2")]
    # twice 2 and twice 3 are 10 of 20
    assert totals(run(made, *rows)) == {"u1": "10"}


GATED = (
    "indicators:\n  - {id: x, name: 指标, points: 20, start: full, deduct: 1, "
    "gate: {when: {value: q, at_least: 3}, ceiling: 0}}\n"
)


def test_a_quantity_goes_before_rows_of_its_name():
    made = whole("values: {q: 数}\nquantities:\n  - {id: q, name: 数, formula: '1 + 1'}\n" + GATED)
    # the quantity is 2, the rows say 5 / 1
    assert totals(run(made, value("5", "1", item="q"))) == {"u1": "20"}


def test_v_and_base_are_of_the_item_not_rows_called_so():
    for name in ("v", "base"):
        made = whole(
            f"values: {{{name}: 数}}\nquantities:\n  - {{id: q, name: 数, formula: '{name} + 1'}}\n" + GATED
        )
        assert totals(run(made, value("5", item=name))) == {"u1": "20"}


def test_a_quantity_may_be_called_v_or_base():
    for name in ("v", "base"):
        made = whole(
            f"quantities:\n  - {{id: {name}, name: 数, formula: '2'}}\n"
            f"  - {{id: q, name: 数, formula: '{name} + 1'}}\n" + GATED
        )
        assert totals(run(made)) == {"u1": "0"}
