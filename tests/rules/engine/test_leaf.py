"""One leaf from its start to its last line: rules under conditions, clamp, void, averages, gates, marks."""

import pytest

from kaoping.rules.facts.rows import Unit
from tests.rules.little import (
    award,
    decision,
    event,
    one_line,
    points,
    rating,
    run,
    scheme,
    told,
    units,
    value,
    whole,
)

# start


@pytest.mark.parametrize(
    ("leaf", "lines"),
    [
        ("deduct: 5", ["x start 20"]),
        ("add: 5", []),
        ("deduct: 5, start: zero", []),
        ("add: 5, start: full", ["x start 20"]),
    ],
)
def test_a_leaf_starts_full_or_at_0(leaf: str, lines: list[str]):
    assert told(run(scheme(leaf))) == lines


def test_a_leaf_that_lacks_a_fact_has_no_start():
    # 扣分制而缺值：不给起评分
    cost = scheme("value: count, proportional: 100, sign: cost")
    assert told(run(cost)) == ["x missing 0"]
    assert told(run(cost, value("10"))) == ["x start 20", "x value -2"]


def test_lines_without_a_date_come_first_then_by_date_then_id():
    mixed = scheme("start: full, rules: [{id: a, deduct: 1}, {id: b, deduct: 2}, {id: v, award: full}]")
    rows = [
        event("2025-03-01", "x.a", id="e2"),
        event("2025-03-01", "x.b", id="e1"),
        event("2025-02-01", "x.b", id="e3"),
    ]
    assert told(run(mixed, award("7", "x.v"), *rows)) == [
        "x start 20",
        "x award 7",
        "x event e3 -2",
        "x event e1 -2",
        "x event e2 -1",
        "x limit -2",
    ]


# rules under a condition

KEY = "values: {key: 是否重点}"


def key(number: str):
    return value(number, item="key")


def test_what_a_rule_counts_is_taken_back_where_its_condition_does_not_hold():
    two = scheme("rules: [{id: a, deduct: 5, when: {value: key, at_least: 1}}, {id: b, deduct: 3}]", more=KEY)
    rows = [event(item="x.a", id="e1"), event(item="x.b", id="e2")]
    assert told(run(two, *rows, key("1"))) == ["x start 20", "x event e1 -5", "x event e2 -3"]
    assert told(run(two, *rows, key("0"))) == ["x start 20", "x event e1 -5", "x event e2 -3", "x gate x.a 5"]
    assert told(run(two, event(item="x.b", id="e2"), key("0"))) == ["x start 20", "x event e2 -3"]


def test_a_rule_whose_condition_does_not_hold_needs_no_facts():
    given = scheme("rules: [{id: a, award: full, when: {value: key, at_least: 1}}]", more=KEY)
    assert told(run(given, key("0"))) == ["x award 0"]
    assert told(run(given, key("1"))) == ["x missing 0"]
    # 有资料而条件不成立：计了又收回
    assert told(run(given, key("0"), award("7", "x.a"))) == ["x award 7", "x gate x.a -7"]


def test_an_event_under_a_condition_that_does_not_hold_neither_voids_nor_is_averaged():
    void = scheme("rules: [{id: a, deduct: 5, void: once, when: {value: key, at_least: 1}}]", more=KEY)
    assert points(void, event(item="x.a"), key("0")) == "20"
    assert points(void, event(item="x.a"), key("1")) == "0"
    average = scheme('rules: [{id: a, deduct: 6, average: "2", when: {value: key, at_least: 1}}]', more=KEY)
    assert told(run(average, event(item="x.a", id="e"), key("0"))) == [
        "x start 20",
        "x event e -6",
        "x gate x.a 6",
    ]
    assert told(run(average, event(item="x.a", id="e"), key("1"))) == [
        "x start 20",
        "x event e -6",
        "x rescale x.a 3",
    ]


# clamp


@pytest.mark.parametrize(
    ("leaf", "count", "left"),
    [
        ("deduct: 5", 4, ["x start 20", "x event e -20"]),
        ("deduct: 5", 5, ["x start 20", "x event e -25", "x limit 5"]),
        ("add: 5", 4, ["x event e 20"]),
        ("add: 5", 5, ["x event e 25", "x limit -5"]),
        ("deduct: 5, floor: -5", 5, ["x start 20", "x event e -25"]),
        ("deduct: 5, floor: -5", 6, ["x start 20", "x event e -30", "x limit 5"]),
        ("deduct: 5, floor: 25%", 3, ["x start 20", "x event e -15"]),
        ("deduct: 5, floor: 25%", 4, ["x start 20", "x event e -20", "x limit 5"]),
        ("add: 5, ceiling: 50%", 2, ["x event e 10"]),
        ("add: 5, ceiling: 50%", 3, ["x event e 15", "x limit -5"]),
        ("add: 5, ceiling: 30", 6, ["x event e 30"]),
        ("add: 5, ceiling: 30", 7, ["x event e 35", "x limit -5"]),
        ("deduct: 5, floor: none", 5, ["x start 20", "x event e -25"]),
        ("add: 5, ceiling: none", 5, ["x event e 25"]),
    ],
)
def test_a_leaf_is_bounded_at_both_ends(leaf: str, count: int, left: list[str]):
    assert told(run(scheme(leaf), event(id="e", count=count))) == left


@pytest.mark.parametrize(("count", "total"), [(4, "0"), (5, "-5"), (6, "-10")])
def test_what_the_floor_cuts_off_may_overflow_to_the_total(count: int, total: str):
    over = scheme("deduct: 5, overflow: total")
    result = run(over, event(count=count))
    assert points(over, event(count=count)) == "0"
    assert [s.exact_total for s in result.standings] == [int(total) * 10_000]
    assert any(line.kind == "overflow" for line in result.lines) == (count > 4)


def test_overflow_is_measured_from_the_written_floor():
    # 20 - 30 = -10，封底 -4：收回 6，总分里扣 6，合计仍是 -10
    lines = told(run(scheme("deduct: 5, floor: -4, overflow: total"), event(id="e", count=6)))
    assert lines == ["x start 20", "x event e -30", "x limit 6", "overflow.x overflow -6"]


def test_an_adjustment_has_only_the_bounds_that_are_written():
    free = whole(
        "indicators: [{id: x, name: 甲, points: 20, deduct: 1}]\n"
        "adjustments:\n"
        "  - {id: minus, name: 扣, deduct: 5}\n  - {id: most, name: 加, add: 5, ceiling: 6}\n"
        "  - {id: least, name: 减, deduct: 5, floor: -6}\n"
    )
    rows = [event(item=item, id=item, count=2) for item in ("minus", "most", "least")]
    assert told(run(free, *rows)) == [
        "x start 20",
        "minus event minus -10",
        "most event most 10",
        "most limit -4",
        "least event least -10",
        "least limit 4",
    ]


# void


def test_the_void_line_names_the_first_event_that_voids_not_the_first_event():
    void = scheme("rules: [{id: a, deduct: 1}, {id: b, void: {times: 2}}, {id: c, void: once}]")
    rows = [
        event("2025-01-01", "x.a", id="a1"),
        event("2025-02-01", "x.b", id="b1"),
        event("2025-03-01", "x.c", id="c1"),
        event("2025-04-01", "x.b", id="b2"),
    ]
    line = one_line(void, *rows, kind="void")
    assert (line.source, line.date, line.rule, line.points) == ("c1", "2025-03-01", "x.c", -190_000)
    line = one_line(void, rows[0], rows[1], rows[3], kind="void")
    assert (line.source, line.date, line.rule, line.points) == ("b2", "2025-04-01", "x.b", -190_000)


def test_of_two_that_void_the_earlier_is_named_whichever_rule_is_written_first():
    void = scheme("rules: [{id: a, void: once}, {id: b, void: once}]")
    rows = [event("2025-03-01", "x.a", id="late"), event("2025-02-01", "x.b", id="early")]
    assert one_line(void, *rows, kind="void").source == "early"
    same_day = [event("2025-03-01", "x.a", id="e2"), event("2025-03-01", "x.b", id="e1")]
    assert one_line(void, *same_day, kind="void").source == "e1"


def test_times_are_counted_for_each_rule_apart():
    void = scheme("rules: [{id: a, deduct: 1, void: {times: 2}}, {id: b, deduct: 1, void: {times: 2}}]")
    one_each = [event(item="x.a"), event("2025-04-01", "x.b")]
    assert points(void, *one_each) == "18"
    assert points(void, *one_each, event("2025-05-01", "x.b")) == "0"


def test_an_event_that_does_not_hold_is_not_counted_towards_a_void():
    void = scheme("deduct: 1, exempt: 自查, void: {times: 2}")
    rows = [event("2025-02-01", exempt="自查"), event("2025-03-01")]
    assert points(void, *rows) == "19"
    assert points(void, *rows, event("2025-04-01")) == "0"


def test_a_void_of_what_is_at_0_is_a_line_of_0():
    assert told(run(scheme("deduct: 25, void: once"), event(id="e"))) == [
        "x start 20",
        "x event e -25",
        "x limit 5",
        "x void e 0",
    ]


# averages


def test_a_group_is_averaged_as_a_whole_and_rules_apart():
    # 组：6 + 3 = 9，除以 2 = 4.5；另一条：4 除以 2 = 2
    average = scheme(
        'rules: [{group: g, average: "2", rules: [{id: a, deduct: 3}, {id: b, deduct: 3}]}, '
        '{id: c, deduct: 4, average: "2"}, {id: d, deduct: 1}]'
    )
    rows = [
        event("2025-02-01", "x.g.a", id="a", count=2),
        event("2025-02-02", "x.g.b", id="b"),
        event("2025-02-03", "x.c", id="c"),
        event("2025-02-04", "x.d", id="d"),
    ]
    assert told(run(average, *rows)) == [
        "x start 20",
        "x event a -6",
        "x event b -3",
        "x event c -4",
        "x event d -1",
        "x rescale x.g 4.5",
        "x rescale x.c 2",
    ]


def test_an_average_over_no_units_below_leaves_the_sum():
    assert told(run(scheme("deduct: 3, average: children"), event(id="e"))) == ["x start 20", "x event e -3"]


def test_an_average_over_one_changes_nothing():
    assert told(run(scheme('deduct: 3, average: "1"'), event(id="e"))) == ["x start 20", "x event e -3"]


def test_a_missing_divisor_makes_the_leaf_incomplete():
    average = scheme('deduct: 3, average: "value(staff)"', more="values: {staff: 人数}")
    result = run(average, event(id="e"))
    assert told(result) == ["x start 20", "x event e -3", "x missing 0"]
    assert not result.standing_of["u1"].complete
    assert told(run(average)) == ["x start 20"]
    # 3 / 4 = 0.75
    assert points(average, event(), value("4", item="staff")) == "19.25"


def test_the_units_below_are_counted_even_if_they_are_not_assessed():
    of = [
        *units("u1"),
        Unit("a", "A", "party", parent="u1"),
        Unit("b", "B", "party", observer=True, parent="u1"),
    ]
    result = run(scheme("deduct: 3, average: children"), event(id="e"), of=of)
    assert told(result) == ["x start 20", "x event e -3", "x rescale x 1.5"]


# gates


@pytest.mark.parametrize(("count", "left"), [(1, "15"), (2, "5"), (3, "2.5"), (4, "0")])
def test_a_gate_multiplies_where_its_condition_holds(count: int, left: str):
    # 两次起减半
    assert (
        points(scheme("deduct: 5, gate: {when: {event: x, times: 2}, times: 50%}"), event(count=count))
        == left
    )


def test_gates_work_one_after_the_other():
    # 15 -> 一半 7.5 -> 不超过 5 -> 一半 2.5
    gates = ", ".join(
        f"{{when: {{event: x}}, {what}}}" for what in ("times: 50%", "ceiling: 25%", "times: 50%")
    )
    lines = told(run(scheme(f"deduct: 5, gate: [{gates}]"), event(id="e")))
    assert lines == ["x start 20", "x event e -5", "x gate -7.5", "x gate -2.5", "x gate -2.5"]


def test_a_gate_that_bounds_nothing_says_so_by_a_line_of_0():
    lines = told(run(scheme("deduct: 5, gate: {when: {event: x}, ceiling: 15}"), event(id="e")))
    assert lines == ["x start 20", "x event e -5", "x gate 0"]


def test_a_gate_may_multiply_and_bound_at_once():
    # 18 x 50% = 9，不超过 8
    lines = told(run(scheme("deduct: 2, gate: {when: {event: x}, times: 50%, ceiling: 8}"), event(id="e")))
    assert lines == ["x start 20", "x event e -2", "x gate -10"]


def test_a_gate_whose_number_is_missing_makes_the_leaf_incomplete():
    gate = scheme(
        'deduct: 5, gate: {when: {event: x}, times: {formula: "value(k)"}}', more="values: {k: 系数}"
    )
    assert told(run(gate, event(id="e"))) == ["x start 20", "x event e -5", "x missing 0"]
    assert points(gate, event(), value("0.4", item="k")) == "6"


def test_gates_look_at_scores_before_gates():
    # 甲 15 分减半；乙看甲限制以前的 15 分（75%），不低于 70%，照计
    both = whole(
        "indicators:\n"
        "  - {id: a, name: 甲, points: 20, deduct: 5, gate: {when: {event: a}, times: 50%}}\n"
        "  - {id: b, name: 乙, points: 20, deduct: 1, gate: {when: {score: a, below: 70%}, ceiling: 0}}\n",
        "40",
    )
    assert told(run(both, event(item="a", id="e"))) == [
        "a start 20",
        "a event e -5",
        "a gate -7.5",
        "b start 20",
    ]
    lines = told(run(both, event(item="a", id="e", count=2)))
    assert lines == ["a start 20", "a event e -10", "a gate -5", "b start 20", "b gate -20"]


# factor


def test_a_factor_comes_after_the_clamp_and_before_gates():
    # 25 封顶 20，×0.5 = 10，再减半 5
    leaf = 'add: 5, factor: {by: "0.5", cite: 六}, gate: {when: {event: x}, times: 50%}'
    assert told(run(scheme(leaf), event(id="e", count=5))) == [
        "x event e 25",
        "x limit -5",
        "x rescale -10",
        "x gate -5",
    ]


def test_a_factor_of_1_is_no_line_and_a_missing_one_is_incomplete():
    factor = scheme('add: 5, factor: {by: "value(k)"}', more="values: {k: 系数}")
    assert told(run(factor, event(id="e"), value("1", item="k"))) == ["x event e 5"]
    assert told(run(factor, event(id="e"), value("1.5", item="k"))) == ["x event e 5", "x rescale 2.5"]
    assert told(run(factor, event(id="e"))) == ["x event e 5", "x missing 0"]


# marks


def test_a_mark_brings_the_score_to_what_was_decided_and_a_later_one_to_its_own():
    rows = [event(id="e"), decision("mark", "x", "18", id="d1"), decision("mark", "x", "12", id="d2")]
    assert told(run(scheme("deduct: 5"), *rows)) == [
        "x start 20",
        "x event e -5",
        "x decision d1 3",
        "x decision d2 -6",
    ]


def test_a_mark_is_of_one_node_and_comes_after_the_gates():
    both = whole(
        "indicators:\n"
        "  - {id: a, name: 甲, points: 10, deduct: 5, gate: {when: {event: a}, times: 50%}}\n"
        "  - {id: b, name: 乙, points: 10, deduct: 5}\n"
    )
    rows = [event(item="a", id="e"), decision("mark", "a", "9", id="d")]
    assert told(run(both, *rows)) == [
        "a start 10",
        "a event e -5",
        "a gate -2.5",
        "a decision d 6.5",
        "b start 10",
    ]


def test_a_mark_for_one_unit_changes_no_other():
    result = run(scheme("deduct: 5"), decision("mark", "x", "3", id="d"), of=units("u1", "u2"))
    assert told(result) == ["x start 20", "x decision d -17"]
    assert told(result, "u2") == ["x start 20"]


# missing


def test_the_mean_of_others_is_of_those_that_have_a_score_of_their_own():
    # 甲、乙缺；丙 6、丁 9：平均 7.5，推算的不再进入平均
    mean = scheme("award: full, missing: {mean_of: category}")
    of = units("u1", "u2", "u3", "u4")
    result = run(mean, award("6", unit="u3"), award("9", unit="u4"), of=of)
    assert [told(result, unit.id) for unit in of] == [
        ["x award 7.5"],
        ["x award 7.5"],
        ["x award 6"],
        ["x award 9"],
    ]
    assert all(standing.complete for standing in result.standings)


def test_where_nobody_has_a_score_there_is_no_mean():
    result = run(scheme("award: full, missing: {mean_of: category}"), of=units("u1", "u2"))
    assert told(result) == ["x missing 0"]
    assert not result.standing_of["u1"].complete


def test_the_mean_is_rounded_half_up_once():
    # (0.0001 + 0.0002 + 0.0002) / 3 = 0.000166… -> 0.0002；(0.0001 + 0.0002) / 2 = 0.00015 -> 0.0002
    mean = scheme("award: full, missing: {mean_of: all}")
    for marks in (("0.0001", "0.0002", "0.0002"), ("0.0001", "0.0002")):
        rows = [award(mark, unit=f"u{i}") for i, mark in enumerate(marks, 2)]
        of = units(*(f"u{i}" for i in range(1, len(marks) + 2)))
        assert told(run(mean, *rows, of=of)) == ["x award 0.0002"]


def test_the_mean_is_of_scores_before_gates():
    gate = "gate: {when: {event: e}, times: 50%}"
    both = whole(
        f"indicators:\n  - {{id: x, name: 甲, points: 19, award: full, missing: {{mean_of: all}}, {gate}}}\n"
        "  - {id: e, name: 乙, points: 1, deduct: 1}\n"
    )
    result = run(both, award("8", unit="u2"), event(item="e", unit="u2"), of=units("u1", "u2"))
    assert told(result) == ["x award 8", "e start 1"]


def test_a_missing_fact_may_count_0_and_leave_the_unit_complete():
    zero = scheme("rating: {public: {share: 40%}, leaders: {share: 60%}}, missing: zero")
    result = run(zero)
    assert sorted(told(result)) == ["x rating leaders 0", "x rating public 0"]
    assert result.standing_of["u1"].complete


def test_one_group_of_raters_that_is_missing_makes_the_unit_incomplete_without_loss_of_the_other():
    two = scheme("rating: {public: {share: 40%}, leaders: {share: 60%}}")
    # 20 x 60% x 50 / 100 = 6
    result = run(two, rating("50", "r1", "leaders"))
    assert sorted(told(result)) == ["x missing public 0", "x rating leaders 6"]
    assert (result.standing_of["u1"].rank, result.standing_of["u1"].complete) == (None, False)


def test_a_rule_whose_condition_does_not_hold_needs_none_of_its_ratings():
    two = scheme(
        "rules: [{id: a, rating: {public: {share: 40%}, leaders: {share: 60%}}, when: {value: key, at_least: 1}}]",
        more=KEY,
    )
    result = run(two, rating("50", "r1", "leaders", weight=None)._replace(item="x.a"), key("0"))
    assert told(result) == ["x rating 0"]
    assert result.standing_of["u1"].complete
