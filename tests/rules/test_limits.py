"""Share, exemption, same matter, caps and voids, in the order of the specification; boundaries in pairs."""

import pytest

from tests.rules.little import event, ledger, points, run, scheme, units, whole

SHARED = scheme("add: 5, share: {lead: 80%, joint: 20%}")


@pytest.mark.parametrize(("role", "given"), [("", "5"), ("lead", "4"), ("joint", "1")])
def test_joint_work_counts_by_its_share(role: str, given: str):
    assert points(SHARED, event(role=role)) == given


def test_a_share_is_rounded_half_up_once_at_the_line():
    # 0.0005 x 30% = 0.00015, a tie; 0.0005 x 29% = 0.000145
    assert points(scheme("add: 0.0005, share: {lead: 30%}"), event(role="lead")) == "0.0002"
    assert points(scheme("add: 0.0005, share: {lead: 29%}"), event(role="lead")) == "0.0001"


def test_the_raw_points_are_those_before_share_and_exemption():
    rule = scheme("deduct: 5, share: {lead: 80%}, exempt: 自查")
    assert ledger(rule, event("2025-02-01", role="lead"), event("2025-03-01", exempt="自查")) == [
        ("start", "", "20", "20"),
        ("event", "2025-02-01", "-5", "-4"),
        ("event", "2025-03-01", "-5", "0"),
    ]


RANGE = scheme("deduct: {from: 0, to: 20}, same_matter: rule")


def counted(*rows, of=RANGE) -> dict[str, str]:
    return {source: given for kind, source, _, given in ledger(of, *rows) if kind == "event"}


def test_of_one_matter_the_largest_counts():
    rows = [event("2025-02-01", points="3", matter="m"), event("2025-03-01", points="4", matter="m")]
    assert counted(*rows) == {"2025-02-01": "0", "2025-03-01": "-4"}


def test_of_equal_ones_the_earliest_then_the_smallest_id_counts():
    later = [
        event("2025-03-01", id="a", points="3", matter="m"),
        event("2025-02-01", id="b", points="3", matter="m"),
    ]
    assert counted(*later) == {"a": "0", "b": "-3"}
    same_day = [event("2025-03-01", id=name, points="3", matter="m") for name in ("b", "a")]
    assert counted(*same_day) == {"a": "-3", "b": "0"}


def test_an_empty_matter_is_never_the_same():
    rows = [event("2025-02-01", points="3"), event("2025-03-01", points="4")]
    assert counted(*rows) == {"2025-02-01": "-3", "2025-03-01": "-4"}


def test_matters_are_compared_after_the_share():
    # 10 x 20% = 2 against 3
    rule = scheme("deduct: {from: 0, to: 20}, same_matter: rule, share: {lead: 80%, joint: 20%}")
    rows = [
        event("2025-02-01", points="10", matter="m", role="joint"),
        event("2025-03-01", points="3", matter="m"),
    ]
    assert counted(*rows, of=rule) == {"2025-02-01": "0", "2025-03-01": "-3"}


def test_an_event_that_does_not_hold_beats_nobody():
    rule = scheme("deduct: {from: 0, to: 20}, same_matter: rule, exempt: 自查")
    rows = [
        event("2025-02-01", points="9", matter="m", exempt="自查"),
        event("2025-03-01", points="3", matter="m"),
    ]
    assert counted(*rows, of=rule) == {"2025-02-01": "0", "2025-03-01": "-3"}


TWO_RULES = "rules: [{id: a, deduct: 3%s}, {id: b, deduct: 4%s}]"


@pytest.mark.parametrize(("scope", "left"), [("rule", "13"), ("leaf", "16"), ("scheme", "16")])
def test_the_scope_says_how_far_a_matter_reaches(scope: str, left: str):
    both = scheme(f"same_matter: {scope}, " + TWO_RULES % ("", ""))
    rows = [event("2025-02-01", item="x.a", matter="m"), event("2025-03-01", item="x.b", matter="m")]
    assert points(both, *rows) == left


def test_additions_and_deductions_are_never_merged():
    both = scheme(
        "same_matter: leaf, start: full, ceiling: none, rules: [{id: a, deduct: 3}, {id: b, add: 4}]"
    )
    rows = [event("2025-02-01", item="x.a", matter="m"), event("2025-03-01", item="x.b", matter="m")]
    assert points(both, *rows) == "21"


def test_a_named_scope_spans_leaves():
    named = whole(
        "matters: {honours: 同一荣誉}\n"
        "indicators:\n"
        "  - {id: a, name: 甲, points: 10, add: 3, same_matter: honours}\n"
        "  - {id: b, name: 乙, points: 10, add: 4, same_matter: honours}\n"
    )
    result = run(named, event("2025-02-01", item="a", matter="m"), event("2025-03-01", item="b", matter="m"))
    assert [score.score for score in result.scores] == [0, 40_000]


def test_a_scope_on_an_inner_node_is_handed_down_to_its_leaves():
    inner = whole(
        "indicators:\n"
        "  - id: n\n    name: 丙\n    points: 20\n    same_matter: leaf\n    items:\n"
        "      - {id: a, name: 甲, points: 10, add: 3}\n"
        "      - {id: b, name: 乙, points: 10, add: 4}\n"
    )
    twice = [event("2025-02-01", item="n.a", matter="m"), event("2025-03-01", item="n.a", matter="m")]
    result = run(inner, *twice, event("2025-03-02", item="n.b", matter="m"))
    assert {score.item: score.score for score in result.scores} == {"n": 70_000, "n.a": 30_000, "n.b": 40_000}


@pytest.mark.parametrize(("count", "given"), [(1, "4"), (2, "8"), (3, "10"), (4, "10")])
def test_a_cap_bounds_the_rule(count: int, given: str):
    assert points(scheme("add: 4, cap: 10"), event(count=count)) == given


def test_the_line_that_crosses_the_cap_counts_in_part_and_later_ones_0():
    rows = [event(f"2025-0{month}-01") for month in (4, 3, 2, 1)]
    assert ledger(scheme("add: 4, cap: 10"), *rows) == [
        ("event", "2025-01-01", "4", "4"),
        ("event", "2025-02-01", "4", "4"),
        ("event", "2025-03-01", "4", "2"),
        ("event", "2025-04-01", "4", "0"),
    ]


def test_on_one_day_the_smaller_id_counts_first():
    rows = [event("2025-03-01", id=name) for name in ("c", "a", "b")]
    assert [given for *_, given in ledger(scheme("add: 4, cap: 6"), *rows)] == ["4", "2", "0"]


def test_a_cap_looks_only_at_events_that_count():
    rule = scheme("add: {from: 0, to: 10}, cap: 6, same_matter: rule")
    rows = [event("2025-02-01", points="5", matter="m"), event("2025-03-01", points="6", matter="m")]
    assert [given for *_, given in ledger(rule, *rows)] == ["0", "6"]


def test_the_groups_cap_comes_after_the_rules_caps():
    # a: 4 of 6 counts, b: 5; together 9, at most 7: b counts 3
    group = scheme("rules: [{group: g, cap: 7, rules: [{id: a, deduct: 6, cap: 4}, {id: b, deduct: 5}]}]")
    rows = [event("2025-02-01", item="x.g.a"), event("2025-03-01", item="x.g.b")]
    assert [given for *_, given in ledger(group, *rows)] == ["20", "-4", "-3"]


def test_additions_and_deductions_of_a_group_are_capped_apart():
    group = scheme(
        "start: full, ceiling: none, rules: [{group: g, cap: 7, rules: [{id: a, deduct: 9}, {id: b, add: 8}]}]"
    )
    rows = [event("2025-02-01", item="x.g.a"), event("2025-03-01", item="x.g.b")]
    assert [given for *_, given in ledger(group, *rows)] == ["20", "-7", "7"]


def test_an_inner_group_is_capped_before_the_outer_one():
    outer = scheme(
        "rules: [{group: g, cap: 8, rules: [{group: h, cap: 5, rules: [{id: a, deduct: 6}]}, {id: b, deduct: 4}]}]"
    )
    rows = [event("2025-02-01", item="x.g.h.a"), event("2025-03-01", item="x.g.b")]
    assert [given for *_, given in ledger(outer, *rows)] == ["20", "-5", "-3"]


def test_a_void_counts_events_that_are_beaten_or_capped_too():
    void = scheme("rules: [{id: a, deduct: 1, cap: 1, same_matter: rule, void: {times: 2}}]")
    rows = [event("2025-02-01", item="x.a", matter="m"), event("2025-03-01", item="x.a", matter="m")]
    assert points(void, *rows[:1]) == "19"
    assert points(void, *rows) == "0"


def test_the_first_voiding_event_is_named():
    void = scheme("deduct: 1, void: {times: 2}")
    found = ledger(void, event("2025-02-01"), event("2025-03-01"), event("2025-04-01"))
    assert found[-1] == ("void", "2025-03-01", "-17", "-17")


def test_events_of_another_unit_are_another_matter():
    rows = [
        event("2025-02-01", points="3", matter="m"),
        event("2025-03-01", points="4", matter="m", unit="u2"),
    ]
    result = run(RANGE, *rows, of=units("u1", "u2"))
    assert [result.scores_of[unit]["x"].score for unit in ("u1", "u2")] == [170_000, 160_000]
