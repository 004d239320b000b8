"""Scoring again with a few rows changed gives what scoring anew gives, whoever the rows look at."""

from collections.abc import Sequence
from typing import Any

import pytest

from kaoping.rules import FactsError, Rescoring, score
from kaoping.rules.facts.rows import Unit
from tests.rules.little import (
    YEAR,
    award,
    decision,
    event,
    facts,
    rating,
    scheme,
    totals,
    units,
    value,
    whole,
)

AS_OF = YEAR.last_day
THREE = units("u1", "u2", "u3")
OWN = whole(
    "indicators:\n  - {id: x, name: 甲, points: 20, deduct: 5}\n  - {id: y, name: 乙, points: 10, award: full}\n",
    "30",
)
PEERS = scheme("value: count, proportional: {target: {formula: 'max(v over all)'}}, missing: zero")
RANKED = whole(
    "indicators:\n  - {id: x, name: 甲, points: 20, deduct: 5}\n"
    "grades:\n  - {id: best, name: 优, when: {place: {first: 1}}}\n  - {id: rest, name: 余}\n"
    "consequences:\n  - {id: c, name: 果, by_grade: {best: 有}}\n"
)


def agree(
    of, before: Sequence[Any], after: Sequence[Any], changed: Sequence[Any], seated: Sequence[Unit] = THREE
) -> None:
    """Say that scoring again equals scoring anew, twice, and that the ledgers of the units concerned are the same."""
    again = Rescoring(of, facts(*before, of=seated), AS_OF)
    new = facts(*after, of=seated)
    wanted = score(of, new, AS_OF)
    assert again.score(new, changed) == wanted
    assert again.score(new, changed) == wanted
    assert again.score(facts(*before, of=seated), []) == score(of, facts(*before, of=seated), AS_OF)
    scores, lines = again.ledgers(new, changed)
    concerned = {line.unit for line in lines}
    assert [line for line in wanted.lines if line.unit in concerned] == list(lines)
    assert [row for row in wanted.scores if row.unit in concerned] == list(scores)


BASE = [award(str(i), "y", f"u{i}") for i in (1, 2, 3)]


def test_one_more_event_changes_its_unit_alone():
    more = event(unit="u2")
    agree(OWN, BASE, [*BASE, more], [more])
    agree(OWN, [*BASE, more], BASE, [more])


def test_several_rows_of_several_units_are_put_in_and_taken_out():
    old, new = event(unit="u1", id="old"), [event(unit="u2", id="new"), award("9", "y", "u3")]
    agree(OWN, [*BASE, old], [*BASE[:2], *new], [old, *new, BASE[2]])


def test_places_grades_and_consequences_move_for_everybody():
    first = [event(unit="u2", id="a"), event(unit="u3", id="b")]
    more = event(unit="u1", id="c", count=2)
    agree(RANKED, first, [*first, more], [more])


def test_where_units_are_compared_the_others_move_too():
    rows = [value("50"), value("80", unit="u2")]
    more = value("100", unit="u3")
    agree(PEERS, rows, [*rows, more], [more])
    agree(PEERS, [*rows, more], rows, [more])


def test_an_imputed_score_moves_with_those_it_is_the_mean_of():
    mean = scheme("award: full, missing: {mean_of: category}")
    rows = [award("6", unit="u2")]
    more = award("9", unit="u3")
    agree(mean, rows, [*rows, more], [more])


def test_an_event_of_a_merged_unit_is_its_successors():
    merged = [*BASE, decision("transfer", "u2"), decision("transfer", "u3", unit="u2")]
    more = event(unit="u1")
    agree(OWN, merged, [*merged, more], [more])


def test_a_decision_on_an_event_that_comes_later_still_strikes_it():
    struck = [*BASE, decision("event", "e1", unit="u1")]
    more = event(unit="u1", id="e1")
    agree(OWN, struck, [*struck, more], [more])


def test_a_decision_concerns_everybody():
    rows = [*BASE, event(unit="u1", id="e1")]
    for one in (
        decision("event", "e1"),
        decision("not_assessed", unit="u2"),
        decision("mark", "x", "3", unit="u3"),
    ):
        agree(OWN, rows, [*rows, one], [one])


def test_a_unit_that_leaves_by_a_condition_takes_others_with_it():
    leaving = scheme(
        "value: count, proportional: {target: {formula: 'max(v over all)'}}, missing: zero",
        more="not_assessed:\n  - {name: 出, when: {value: x, at_least: 100}, cite: 九}\n",
    )
    rows = [value("50"), value("80", unit="u2")]
    more = value("100", unit="u3")
    agree(leaving, rows, [*rows, more], [more])
    own = whole(
        "indicators:\n  - {id: x, name: 甲, points: 20, deduct: 5}\nnot_assessed:\n  - {name: 出, when: {event: x, times: 2}, cite: 九}\n"
    )
    agree(
        own,
        [event(unit="u1", id="a")],
        [event(unit="u1", id="a"), event(unit="u1", id="b")],
        [event(unit="u1", id="b")],
    )
    agree(own, [event(unit="u1", id="a", count=2)], [], [event(unit="u1", id="a", count=2)])


def test_what_is_wrong_with_the_new_rows_is_refused_as_anew():
    rated = scheme("rating: {public: {drop: 1}}")
    rows = [rating("50", "r", unit=unit) for unit in ("u1", "u2", "u3")]
    wrong = rating("60", "s", unit="u2", weight="2")
    again = Rescoring(rated, facts(*rows, of=THREE), AS_OF)
    with pytest.raises(FactsError) as anew:
        score(rated, facts(*rows, wrong, of=THREE), AS_OF)
    with pytest.raises(FactsError) as told:
        again.score(facts(*rows, wrong, of=THREE), [wrong])
    assert [p.message() for p in told.value.problems] == [p.message() for p in anew.value.problems]
    with pytest.raises(FactsError):
        again.ledgers(facts(*rows, wrong, of=THREE), [wrong])


def test_the_ledgers_of_the_units_concerned_are_those_of_the_rows():
    more = event(unit="u2")
    scores, lines = Rescoring(OWN, facts(*BASE, of=THREE), AS_OF).ledgers(
        facts(*BASE, more, of=THREE), [more]
    )
    assert {line.unit for line in lines} == {"u2"} == {row.unit for row in scores}


def test_an_observer_and_who_left_keep_their_lines():
    seated = [*units("u1", "u2"), Unit("u3", "U3", "party", observer=True)]
    left = [*BASE[:2], decision("not_assessed", unit="u2")]
    more = event(unit="u1")
    agree(OWN, left, [*left, more], [more], seated)


def test_a_decision_that_names_the_event_of_another_unit_moves_with_it():
    # 丙的决定写着甲的事项：它的明细记在那件事项的指标之下
    struck = [*BASE, decision("event", "e1", unit="u3")]
    more = event(unit="u1", id="e1")
    agree(OWN, struck, [*struck, more], [more])
    scores, _ = Rescoring(OWN, facts(*struck, of=THREE), AS_OF).ledgers(
        facts(*struck, more, of=THREE), [more]
    )
    assert {row.unit for row in scores} == {"u1", "u3"}


def test_decisions_on_other_things_concern_nobody():
    struck = [*BASE, decision("event", "e9", unit="u3"), decision("mark", "x", "3", unit="u2")]
    more = event(unit="u1", id="e1")
    scores, _ = Rescoring(OWN, facts(*struck, of=THREE), AS_OF).ledgers(
        facts(*struck, more, of=THREE), [more]
    )
    assert {row.unit for row in scores} == {"u1"}


def test_units_that_the_rows_are_not_about_are_not_worked_out_anew():
    made, pair = scheme("deduct: 1"), units("u1", "u2")
    again = Rescoring(made, facts(of=pair), YEAR.last_day)
    about_one = event(unit="u1", id="e1")
    # u2 has a new event too, which the rows do not name: its old ledger is kept
    result = again.score(facts(about_one, event(unit="u2", id="e2"), of=pair), [about_one])
    assert totals(result) == {"u1": "19", "u2": "20"}


def test_the_first_facts_are_judged_too():
    made, pair = scheme("deduct: {from: 2, to: 5}"), units("u1", "u2")
    wrong, right = event(unit="u2", id="e2", points="9"), event(unit="u1", id="e1", points="3")
    with pytest.raises(FactsError):
        Rescoring(made, facts(wrong, of=pair), YEAR.last_day).score(facts(right, of=pair), [right])
