"""What follows: by grade, by the first outcome that holds, by a formula, for each event, for observers."""

import pytest

from kaoping.rules.facts.rows import Unit
from tests.rules.little import award, decision, event, run, units, value, whole

BASE = (
    "values: {staff: 人数}\nindicators:\n"
    "  - {id: x, name: 甲, points: 100, start: full, rules: [{id: a, deduct: 1}, {id: fine, deduct: {from: 0, to: 100}, exempt: 自查}, "
    "{id: pay, add: {every: 1亿, points: 1}, exempt: 自查}]}\n"
    "grades:\n  - {id: best, name: 优, when: {total: {at_least: 90}}}\n  - {id: pass, name: 合}\n"
    "consequences:\n"
)


def follows(what: str, *rows, of=None) -> list[tuple[str, str, str]]:
    """Give unit, value and article of what follows from one consequence."""
    result = run(whole(f"{BASE}  - {{id: c, name: 果, cite: 六, {what}}}\n", "100"), *rows, of=of)
    assert {row.consequence for row in result.consequences} <= {"c"}
    return [(row.unit, row.value, row.cite) for row in result.consequences]


@pytest.mark.parametrize(("lost", "expected"), [(10, [("u1", "20%", "六")]), (11, [("u1", "15%", "六")])])
def test_a_grade_has_its_consequence(lost: int, expected: list):
    assert follows("by_grade: {best: 20%, pass: 15%}", event(item="x.a", count=lost)) == expected


def test_a_grade_without_one_has_none():
    assert follows("by_grade: {best: 20%}", event(item="x.a", count=11)) == []


def test_the_first_outcome_that_holds_is_the_only_one():
    first = "first_of: [{when: {event: x.a, times: 2}, value: 甲, cite: 一}, {when: {event: x.a}, value: 乙}, {value: 丙, cite: 三}]"
    assert follows(first, event(item="x.a", count=2)) == [("u1", "甲", "一")]
    assert follows(first, event(item="x.a")) == [("u1", "乙", "六")]
    assert follows(first) == [("u1", "丙", "三")]


def test_an_outcome_may_be_for_some_and_so_may_the_whole():
    of = [*units("u1"), *units("u2", category="government")]
    some = "first_of: [{for: [government], value: 甲}, {value: 乙}]"
    assert follows(some, of=of) == [("u1", "乙", "六"), ("u2", "甲", "六")]
    assert follows("value: 甲, for: [government]", of=of) == [("u2", "甲", "六")]


@pytest.mark.parametrize(("digits", "given"), [("", "33.3333"), (", round: 0", "33"), (", round: 1", "33.3")])
def test_a_formula_is_rounded_to_its_digits(digits: str, given: str):
    assert follows(f'formula: "total / 3"{digits}') == [("u1", given, "六")]


def test_half_is_rounded_up_and_a_missing_number_gives_nothing():
    assert follows('formula: "value(staff) / 2", round: 0', value("5", item="staff")) == [("u1", "3", "六")]
    assert follows('formula: "value(staff) / 2", round: 0') == []


def test_an_empty_outcome_that_holds_ends_the_search():
    first = 'first_of: [{when: {event: x.a}, formula: "value(staff)"}, {value: 乙}]'
    assert follows(first, event(item="x.a")) == []
    assert follows(first) == [("u1", "乙", "六")]


def test_observers_have_their_own_and_nothing_else():
    of = [*units("u1"), Unit("u2", "乙", "party", observer=True)]
    assert follows("by_grade: {best: 20%}, observers: 10%", of=of) == [
        ("u1", "20%", "六"),
        ("u2", "10%", "六"),
    ]
    assert follows("value: 甲", of=of) == [("u1", "甲", "六")]
    assert follows("value: 甲, observers: 乙, for: [government]", of=of) == []


def test_who_is_not_assessed_is_an_observer_then():
    rows = [decision("not_assessed", unit="u2", id="d")]
    found = follows("value: 甲, observers: 乙", *rows, of=units("u1", "u2"))
    assert found == [("u1", "甲", "六"), ("u2", "乙", "六")]


def test_who_is_incomplete_has_no_consequence():
    scheme = whole(
        "indicators:\n  - {id: x, name: 甲, points: 20, award: full}\nconsequences:\n  - {id: c, name: 果, value: 甲, observers: 乙}\n"
    )
    result = run(scheme, award("3", unit="u2"), of=units("u1", "u2"))
    assert [(row.unit, row.value) for row in result.consequences] == [("u2", "甲")]


def test_each_event_that_holds_has_one():
    each = 'each_event: x.pay, formula: "amount * 10%", round: 2'
    rows = [
        event("2025-03-01", "x.pay", amount="300", id="b"),
        event("2025-02-01", "x.pay", amount="1000", id="a"),
        event("2025-02-02", "x.pay", amount="50", id="c", exempt="自查"),
        event("2024-02-02", "x.pay", amount="70", id="d"),
        event("2025-04-01", "x.a", id="e"),
    ]
    assert follows(each, *rows) == [("u1", "100", "六"), ("u1", "30", "六")]


def test_of_each_event_the_first_outcome_that_holds_is_told():
    each = (
        "each_event: [x.pay, x.a], first_of: [{when: {event: x.fine}, value: 甲, cite: 一}, "
        "{for: [government], value: 丙}, {value: 乙}, {value: 丁}]"
    )
    rows = [event("2025-02-01", "x.pay", amount="1", id="a"), event("2025-03-01", "x.a", id="b")]
    assert follows(each, *rows) == [("u1", "乙", "六"), ("u1", "乙", "六")]
    fined = event("2025-03-01", "x.fine", points="0", id="f")
    assert follows(each, *rows, fined) == [("u1", "甲", "一"), ("u1", "甲", "一")]


def test_an_amount_is_shared_by_the_units_of_one_matter():
    each = 'each_event: x.pay, formula: "amount / sharers", round: 2'
    rows = [
        event(item="x.pay", amount="90", matter="m", id="a"),
        event(item="x.pay", amount="90", matter="m", id="b", unit="u2"),
        event(item="x.pay", amount="90", matter="m", id="c", unit="u3", exempt="自查"),
        event(item="x.pay", amount="90", matter="n", id="d", unit="u3"),
        event("2025-04-01", "x.pay", amount="7", id="e"),
    ]
    assert follows(each, *rows, of=units("u1", "u2", "u3")) == [
        ("u1", "45", "六"),
        ("u1", "7", "六"),
        ("u2", "45", "六"),
        ("u3", "90", "六"),
    ]


def test_the_count_of_an_event_is_known_and_a_missing_amount_gives_nothing():
    assert follows('each_event: x.a, formula: "count * 2"', event(item="x.a", count=3)) == [("u1", "6", "六")]
    # 没有数额的事项不给结果
    assert follows('each_event: x.a, formula: "amount * 2"', event(item="x.a", count=3)) == []


def test_several_consequences_follow_in_their_order_unit_by_unit():
    scheme = whole(
        "indicators:\n  - {id: x, name: 甲, points: 20, deduct: 1}\nconsequences:\n"
        "  - {id: c, name: 果, value: 甲}\n  - {id: b, name: 另, value: 乙, when: {event: x}}\n"
    )
    result = run(scheme, event(), of=units("u1", "u2"))
    assert [(row.unit, row.consequence) for row in result.consequences] == [
        ("u1", "c"),
        ("u1", "b"),
        ("u2", "c"),
    ]
