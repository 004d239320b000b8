"""Whose facts they are: transfers, who is assessed, what a decision strikes, groups."""

import pytest

from kaoping.rules.facts.rows import Unit
from tests.rules.little import decision, event, run, scheme, told, totals, units, value, whole

FIVE = scheme("deduct: 5")
THREE = units("u1", "u2", "u3")


def test_the_events_of_a_merged_unit_go_to_its_successor():
    result = run(FIVE, event(), decision("transfer", "u2"), of=THREE)
    assert totals(result) == {"u1": "20", "u2": "15", "u3": "20"}


@pytest.mark.parametrize("turned", [False, True])
def test_along_a_chain_they_go_to_the_last_successor(turned: bool):
    # 甲并入乙，乙又并入丙：甲、乙的事项都归丙，20 - 5 - 5
    chain = [decision("transfer", "u2"), decision("transfer", "u3", unit="u2")]
    rows = [event(), event("2025-04-01", unit="u2"), *(reversed(chain) if turned else chain)]
    assert totals(run(FIVE, *rows, of=THREE)) == {"u1": "20", "u2": "20", "u3": "10"}


def test_only_events_are_transferred():
    item = scheme("value: percent, proportional: 100%, missing: zero")
    result = run(item, value("100"), decision("transfer", "u2"), of=THREE[:2])
    assert totals(result) == {"u1": "20", "u2": "0"}


def test_a_transfer_stands_in_the_ledger_of_who_gave_away():
    assert told(run(FIVE, event(), decision("transfer", "u2"), of=THREE)) == [
        "x start 20",
        "transfer decision transfer u1 0",
    ]


BEST = "value: count, proportional: {target: {formula: 'max(v over all)'}}, missing: zero"
LEAVES = "not_assessed:\n  - {name: 超出, when: %s, cite: 九}\n"


def test_what_was_worked_out_before_a_unit_left_does_not_stay():
    # 乙 100 最高，得满分而不参评；甲只与自己比：50 / 50，得 20，不是 50 / 100
    leaving = scheme(BEST, more=LEAVES % "{score: x, at_least: 100%}")
    result = run(leaving, value("50"), value("100", unit="u2"), of=THREE[:2])
    assert totals(result) == {"u1": "20"}
    assert told(result, "u2") == ["not_assessed decision 0"]


def test_who_left_by_a_condition_has_no_place_either():
    leaving = scheme("deduct: 5", more=LEAVES % "{event: x, times: 2}")
    rows = [event(unit="u2"), event(unit="u1", count=2)]
    result = run(leaving, *rows, of=THREE)
    assert [(s.unit, s.rank) for s in result.standings] == [("u3", 1), ("u2", 2)]


def test_who_left_by_a_decision_is_not_compared_with():
    rows = [value("50"), value("100", unit="u2"), decision("not_assessed", unit="u2", id="d1")]
    result = run(scheme(BEST), *rows, of=THREE[:2])
    assert totals(result) == {"u1": "20"}
    assert told(result, "u2") == ["not_assessed decision d1 0"]


def test_the_first_clause_that_holds_takes_a_unit_out():
    two = "not_assessed:\n  - {name: 甲款, when: {event: x, times: 2}}\n  - {name: 乙款, when: {event: x}}\n"
    result = run(scheme("deduct: 5", more=two), event(count=2), event(unit="u2"), of=THREE)
    assert [line.reasons[0].params[0] for line in result.lines if line.kind == "decision"] == ["甲款", "乙款"]


def test_an_observer_is_neither_scored_nor_compared_with():
    of = [Unit("u1", "甲", "party"), Unit("u2", "乙", "party", observer=True)]
    result = run(scheme(BEST), value("50"), value("100", unit="u2"), of=of)
    assert totals(result) == {"u1": "20"}
    assert told(result, "u2") == []


GROUPED = "value: count, proportional: {target: {formula: 'max(v over %s)'}}, missing: zero"


@pytest.mark.parametrize(
    ("group", "given"),
    [
        # 甲 10；同类乙 20，别类丙 40，下属丁 80
        ("category", "10"),
        ("all", "2.5"),
        ("[government]", "2.5"),
        ("[party, government]", "2.5"),
        ("children", "2.5"),
    ],
)
def test_a_group_is_who_the_scheme_says(group: str, given: str):
    of = [*units("u1", "u2"), Unit("u3", "丙", "government"), Unit("u4", "丁", "government", parent="u1")]
    rows = [value(str(10 * 2**i), unit=unit.id) for i, unit in enumerate(of)]
    assert totals(run(scheme(GROUPED % group), *rows, of=of))["u1"] == given


def test_the_units_below_are_those_that_name_the_unit():
    # 甲的下属只有丙（40）：10 / 40；乙的下属只有丁（80）：20 / 80
    of = [
        *units("u1", "u2"),
        Unit("u3", "丙", "government", parent="u1"),
        Unit("u4", "丁", "government", parent="u2"),
    ]
    rows = [value(str(10 * 2**i), unit=unit.id) for i, unit in enumerate(of)]
    found = totals(run(scheme(GROUPED % "children"), *rows, of=of))
    assert (found["u1"], found["u2"]) == ("5", "5")


def test_a_decision_strikes_the_event_it_names_and_no_other():
    result = run(FIVE, event(id="e1"), event(id="e2"), decision("event", "e1", id="d1"))
    assert told(result) == ["x start 20", "x event e1 0", "x event e2 -5", "x decision d1 0"]


def test_a_missed_due_date_is_not_struck_by_a_decision_on_an_event_of_that_name():
    due = scheme("deduct: 5, due: {every: year, day: 06-20}")
    assert totals(run(due, decision("event", "2025"))) == {"u1": "15"}


def test_a_rule_that_a_decision_takes_out_counts_none_of_its_events():
    # 甲的一条不适用，另一条照扣：20 - 3
    two = scheme("rules: [{id: a, deduct: 5}, {id: b, deduct: 3}]")
    rows = [event(item="x.a"), event(item="x.b"), decision("not_applicable", "x.a")]
    assert totals(run(two, *rows)) == {"u1": "17"}


def test_an_event_of_a_rule_for_others_counts_0():
    others = scheme("rules: [{id: a, deduct: 5, for: [government]}, {id: b, deduct: 3}]")
    of = [*units("u1"), *units("u2", category="government")]
    result = run(others, event(item="x.a"), event(item="x.a", unit="u2"), of=of)
    assert totals(result) == {"u1": "20", "u2": "15"}


def test_events_keep_their_order_by_date_then_id_wherever_they_come_from():
    # 封顶 8：先到先计
    rows = [event("2025-03-01", id="b"), event("2025-02-01", id="c"), event("2025-03-01", id="a", unit="u2")]
    result = run(scheme("deduct: 5, cap: 8"), *rows, decision("transfer", "u1", unit="u2"), of=THREE[:2])
    assert told(result) == ["x start 20", "x event c -5", "x event a -3", "x event b 0"]


def test_two_categories_each_have_their_own_best():
    of = [*units("u1", "u2"), *units("u3", "u4", category="government")]
    rows = [value(number, unit=unit.id) for number, unit in zip(("5", "10", "20", "80"), of, strict=True)]
    found = totals(run(scheme(GROUPED % "category"), *rows, of=of))
    assert found == {"u1": "10", "u2": "20", "u3": "5", "u4": "20"}


def test_a_scheme_without_facts_gives_everybody_what_is_given_at_the_start():
    both = whole(
        "indicators:\n  - {id: a, name: 甲, points: 12, deduct: 1}\n  - {id: b, name: 乙, points: 8, add: 1}\n"
    )
    assert totals(run(both, of=THREE)) == {"u1": "12", "u2": "12", "u3": "12"}
