"""The ledger as a whole: the order of its lines, decisions in it, what each kind of line says."""

from datetime import date

import pytest

from kaoping.rules.ledger.result import KINDS
from tests.rules.little import award, decision, event, notes, run, scheme, told, units, value, whole

ALL = whole(
    "values: {k: 系数}\nindicators:\n"
    "  - id: n\n    name: 组\n    points: 50\n    out_of: 60\n    gate: {when: {event: n.a}, times: 50%}\n    items:\n"
    "      - {id: a, name: 甲, points: 40, deduct: 50, overflow: total}\n"
    "      - {id: b, name: 乙, points: 20, award: full, for: [government], elsewhere: full}\n"
    "  - {id: z, name: 丙, points: 50, deduct: 1, void: {times: 3}}\n"
    "adjustments:\n  - {id: plus, name: 加, add: 30, ceiling: 20}\n"
    "total_limits:\n  - {id: cap, name: 封顶, ceiling: 45}\n"
    "vetoes:\n  - {id: v, name: 否}\n",
    "100",
)


def test_lines_stand_in_the_order_of_the_tree_then_inner_nodes_then_the_total_vetoes_and_decisions():
    rows = [
        event("2025-02-01", "n.a", id="e1"),
        event("2025-03-01", "z", id="e2", count=3),
        event("2025-04-01", "plus", id="e3"),
        event("2025-05-01", "v", id="e4"),
        decision("mark", "z", "40", id="d1"),
        decision("grade", "", "x", id="d2"),
    ]
    assert told(run(ALL, *rows)) == [
        "n.a start 40",
        "n.a event e1 -50",
        "n.a limit 10",
        "n.b given 20",
        "z start 50",
        "z event e2 -3",
        "z void e2 -47",
        "z decision d1 40",
        "plus event e3 30",
        "plus limit -10",
        # 下级 20，自身满分 60 折成 50：16.6667，再减半
        "n rescale -3.3333",
        "n gate -8.3333",
        "overflow.n.a overflow -10",
        # 8.3334 + 40 + 20 - 10 = 58.3334
        "cap limit -13.3334",
        "v veto e4 0",
        "grade decision d2 0",
    ]


def test_the_lines_of_an_item_add_up_to_its_score_and_all_to_the_total():
    result = run(ALL, event("2025-02-01", "n.a", id="e1"), event("2025-04-01", "plus", id="e3"))
    for item, found in result.scores_of["u1"].items():
        below = [line.points for line in result.lines if f"{line.item}.".startswith(f"{item}.")]
        assert sum(below) == found.score, item
    assert sum(line.points for line in result.lines) == result.standing_of["u1"].exact_total == 450_000


@pytest.mark.parametrize(
    ("kind", "target", "item"),
    [
        ("event", "e1", "z"),
        ("event", "unknown", "unknown"),
        ("not_applicable", "n.b", "n.b"),
        ("not_applicable", "z", "z"),
        ("grade", "", "grade"),
        ("grade", "x", "grade"),
        ("transfer", "u2", "transfer"),
        ("veto", "", "veto"),
        ("veto", "v", "v"),
    ],
)
def test_a_decision_is_a_line_of_0_under_what_it_names_with_its_date(kind: str, target: str, item: str):
    row = decision(kind, target, id="d", document="纪要1号", date=date(2025, 12, 1), reason="复核")
    lines = [line for line in run(ALL, event(item="z", id="e1"), row).lines if line.kind == "decision"]
    assert [(line.item, line.source, line.date, line.raw, line.points) for line in lines] == [
        (item, "d", "2025-12-01", 0, 0)
    ]
    assert lines[0].reasons[0].params == ("纪要1号", "复核")


def test_a_decision_that_changes_a_score_has_its_date_and_document_too():
    row = decision("mark", "z", "40", id="d", document="纪要1号", date=date(2025, 12, 1), reason="复核")
    (line,) = [line for line in run(ALL, row).lines if line.kind == "decision"]
    assert (line.item, line.date, line.points, line.reasons[0].params) == (
        "z",
        "2025-12-01",
        -100_000,
        ("纪要1号", "复核"),
    )
    left = decision("not_assessed", id="d", document="纪要1号", date=date(2025, 12, 1), reason="撤并")
    (line,) = run(ALL, left).lines
    assert (line.item, line.date, line.points, line.reasons[0].params) == (
        "not_assessed",
        "2025-12-01",
        0,
        ("纪要1号", "撤并"),
    )


def test_decisions_without_a_date_have_none():
    rows = [decision("mark", "z", "40", id="d1"), decision("veto", "v", id="d2")]
    assert [line.date for line in run(ALL, *rows).lines if line.kind == "decision"] == ["", ""]
    assert [line.date for line in run(ALL, decision("not_assessed", id="d")).lines] == [""]


def test_the_line_of_an_event_names_its_rule_and_day_and_that_of_a_value_its_rule_where_it_has_an_id():
    both = scheme("start: zero, rules: [{id: a, deduct: 1}, {id: b, value: count, proportional: 100}]")
    result = run(both, event("2025-02-01", "x.a", id="e"), value("50", item="x.b"))
    assert [(line.item, line.rule, line.kind, line.source, line.date) for line in result.lines[:2]] == [
        ("x", "x.b", "value", "", ""),
        ("x", "x.a", "event", "e", "2025-02-01"),
    ]
    (line,) = run(scheme("value: count, proportional: 100"), value("50")).lines
    assert line.rule == ""


@pytest.mark.parametrize(
    ("leaf", "rows", "words"),
    [
        ("value: ratio, proportional: 100%", [value("1", "4")], ["1", "4", "0.25"]),
        ("value: count, proportional: 100", [value("50")], ["50"]),
        ("award: full", [award("7", note="好")], ["20", "好"]),
        ("deduct: 5, cap: 3", [event()], ["3"]),
        ("deduct: 5, share: {lead: 80%}", [event(role="lead")], ["80%"]),
        ("deduct: 5, exempt: 自查", [event(exempt="自查")], ["自查"]),
        ("deduct: 25", [event()], ["0"]),
        ("add: 25", [event()], ["20"]),
        ("deduct: 5, gate: {when: {event: x}, times: 50%, cite: 七}", [event()], ["七"]),
        ('deduct: 5, average: "4"', [event()], ["4"]),
        ('add: 5, factor: {by: "1.5", cite: 六}', [event()], ["1.5", "六"]),
        ("award: full", [], ["指标"]),
        ("award: full, missing: zero", [], ["缺"]),
    ],
)
def test_the_last_note_of_a_leaf_says_why(leaf: str, rows: list, words: list[str]):
    last = notes(scheme(leaf), *rows)[-1]
    assert all(word in last for word in words), last


def test_every_kind_of_line_is_a_known_one():
    lines = run(ALL, event("2025-02-01", "n.a", id="e1"), event("2025-04-01", "plus", id="e3")).lines
    assert {line.kind for line in lines} <= KINDS.keys()


def test_units_stand_in_the_order_in_which_they_came():
    of = [*units("u2"), *units("u1", category="government"), *units("u0")]
    result = run(scheme("deduct: 5"), of=of)
    assert (
        [line.unit for line in result.lines] == [score.unit for score in result.scores] == ["u2", "u1", "u0"]
    )


def test_facts_about_what_the_scheme_does_not_know_change_nothing():
    rows = [event(item="other"), value("5", item="other"), award("5", "other"), event(unit="nobody")]
    assert told(run(scheme("deduct: 5"), *rows)) == ["x start 20"]
