"""What is kept while a run goes on: by stratum, no longer than somebody may look at it, and priced at load where it can be."""

from __future__ import annotations

from datetime import date

from kaoping.rules.engine.events.rating import _constants
from kaoping.rules.engine.index import index_of
from kaoping.rules.engine.memo import Memo
from kaoping.rules.engine.program import program_of
from kaoping.rules.engine.run import Run
from tests.rules.little import award, event, facts, run, scheme, totals, units, whole

TWO = (
    "indicators:\n"
    "  - {id: x, name: 甲, points: 10, deduct: 1}\n"
    "  - {id: y, name: 乙, points: 10, value: count, formula: 'points * v / max(v over all)'}\n"
)


def memo_of_two_strata() -> Memo:
    memo = Memo(2)
    memo.once(0, "score:x", lambda: "own")
    memo.once(0, ("value:x", "measure", "2025-Q1"), lambda: "quarter")
    memo.once(1, "score:y", lambda: "cohort")
    return memo


def test_something_is_worked_out_once():
    memo, asked = Memo(1), []
    for _ in range(2):
        assert memo.once(0, "a", lambda: asked.append("asked") or 7) == 7
    assert asked == ["asked"]


def test_a_new_memo_takes_over_the_first_stratum_and_no_other():
    kept = memo_of_two_strata()
    new = Memo(2, kept)
    assert new.strata == (kept.strata[0], {})
    new.once(0, "score:z", lambda: "new")
    assert "score:z" not in kept.strata[0]


def test_what_is_kept_is_what_was_named_whatever_its_period():
    memo = memo_of_two_strata()
    memo.keep(frozenset({"value:x", "score:y"}))
    assert memo.strata == ({("value:x", "measure", "2025-Q1"): "quarter"}, {"score:y": "cohort"})


def test_what_looks_at_others_is_in_a_later_stratum():
    strata = program_of(whole(TWO)).strata
    assert (strata["score:x"], strata["value:y"], strata["score:y"], strata["总分"]) == (0, 0, 1, 1)


def test_a_unit_keeps_what_others_look_at_when_its_ledger_is_written():
    made = whole(TWO)
    run = Run(program_of(made), index_of(made, facts(event(), of=units("u1", "u2")), date(2025, 12, 31)))
    unit = run.subjects["u1"]
    before = unit.result("x")
    assert unit.measure(made.rules["y"]) is None
    unit.let_go()
    kept = {key if isinstance(key, str) else key[0] for known in unit.memo.strata for key in known}
    assert kept == {"实际分值", "value:y"}
    assert unit.result("x") == before


def test_what_one_time_is_worth_is_known_at_load_where_it_is_the_same_for_all():
    def constants(leaf: str) -> object:
        return _constants(scheme(leaf).event_rules["x"])

    assert constants("deduct: 2.5") == {"": -25_000}
    assert constants("add: {small: 1, large: 3}, levels: {small: 小, large: 大}") == {
        "small": 10_000,
        "large": 30_000,
    }
    assert constants("add: 10%") == {}
    assert constants("add: {every: 50, points: 1}, accumulate: year") == {}


def test_how_many_are_in_a_group_is_known_after_units_left():
    made = whole(
        "not_assessed:\n  - {name: 请假, when: [{total: {at_least: 0}}, {event: y.c}]}\n"
        "indicators:\n"
        "  - {id: x, name: 甲, points: 12, value: count, formula: 'points / count(1 over all)'}\n"
        "  - id: y\n    name: 乙\n    points: 8\n"
        "    gate: {when: {share_of_units: {when: {unit: [u1]}, at_least: 50%}}, ceiling: 2}\n"
        "    rules:\n      - {id: a, name: 评, award: full}\n      - {id: c, name: 事, fact: true}\n"
    )
    rows = [award("8", "y.a", unit) for unit in ("u1", "u2", "u3")]
    three = run(made, *rows, of=units("u1", "u2", "u3"))
    two = run(made, *rows, event(item="y.c", unit="u3"), of=units("u1", "u2", "u3"))
    # 12 / 3 + 8; when one has left, 12 / 2, and u1 is one half of those who stay
    assert totals(three) == {"u1": "12", "u2": "12", "u3": "12"}
    assert totals(two) == {"u1": "8", "u2": "8"}
