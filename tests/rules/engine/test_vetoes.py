"""Vetoes: events, conditions, rules that also deduct; what decisions lift."""

import pytest

from tests.rules.little import decision, event, run, told, units, value, whole

VETOES = (
    "values: {key: 重点}\n"
    "indicators:\n  - id: x\n    name: 甲\n    points: 20\n    rules:\n"
    "      - {id: late, name: 迟, deduct: 1}\n      - {id: fraud, name: 假, deduct: 5, veto: true}\n"
    "      - {id: fire, name: 火, fact: true, veto: true, when: {value: key, at_least: 1}}\n"
    "      - {id: other, name: 别, deduct: 1, veto: true, for: [government]}\n"
    "vetoes:\n  - {id: death, name: 亡, exempt: 意外}\n  - {id: low, name: 低, when: {score: x, below: 12}}\n"
    "  - {id: far, name: 远, when: {score: x, below: 12}, for: [government]}\n"
)
SCHEME = whole(VETOES)


def vetoed(*rows, unit: str = "u1", **more) -> bool:
    return run(SCHEME, *rows, **more).standing_of[unit].vetoed


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([], False),
        ([event(item="x.late")], False),
        ([event(item="x.fraud")], True),
        ([event(item="death")], True),
        ([event("2024-12-31", "death")], False),
        ([event(item="death", exempt="意外")], False),
        ([event(item="x.late", count=8)], False),
        ([event(item="x.late", count=9)], True),
        ([event(item="x.fire"), value("1", item="key")], True),
        ([event(item="x.fire"), value("0.99", item="key")], False),
        ([event(item="x.fire")], False),
        ([event(item="x.other")], False),
    ],
)
def test_a_veto_holds_by_an_event_that_holds_or_by_its_condition(rows: list, expected: bool):
    assert vetoed(*rows) == expected


def test_a_rule_for_others_vetoes_only_them():
    of = [*units("u1"), *units("u2", category="government")]
    rows = [event(item="x.other"), event(item="x.other", unit="u2")]
    assert (vetoed(*rows, of=of), vetoed(*rows, of=of, unit="u2")) == (False, True)


@pytest.mark.parametrize(
    ("target", "left"),
    [
        ("", False),
        ("u1", False),
        ("death", True),
        ("x.fraud", True),
        ("e1", True),
        ("u2", True),
        ("low", True),
    ],
)
def test_of_two_vetoes_a_decision_lifts_all_or_one(target: str, left: bool):
    # 两个否决：死亡 e1、造假 e2。不写对象或写单位：全部取消；写一个：另一个还在
    rows = [event(item="death", id="e1"), event("2025-04-01", "x.fraud", id="e2")]
    assert vetoed(*rows, decision("veto", target)) == left


def test_decisions_add_up():
    rows = [event(item="death", id="e1"), event("2025-04-01", "x.fraud", id="e2")]
    both = [decision("veto", "e1", id="d1"), decision("veto", "x.fraud", id="d2")]
    assert vetoed(*rows, both[0])
    assert vetoed(*rows, both[1])
    assert not vetoed(*rows, *both)


def test_a_decision_on_one_event_leaves_another_of_the_same_rule():
    rows = [event(item="death", id="e1"), event("2025-04-01", "death", id="e2")]
    lifted = [decision("veto", "e1", id="d1"), decision("veto", "e2", id="d2")]
    assert vetoed(*rows, lifted[0])
    assert not vetoed(*rows, *lifted)


def test_a_veto_by_condition_is_lifted_by_its_id():
    rows = [event(item="x.late", count=9)]
    assert not vetoed(*rows, decision("veto", "low"))
    assert vetoed(*rows, decision("veto", "death"))


def test_a_decision_on_one_unit_lifts_nothing_of_another():
    rows = [event(item="death"), event(item="death", unit="u2", id="e2")]
    result = run(SCHEME, *rows, decision("veto", ""), of=units("u1", "u2"))
    assert [result.standing_of[unit].vetoed for unit in ("u1", "u2")] == [False, True]


def test_other_decisions_lift_nothing():
    assert vetoed(event(item="death", id="e1"), decision("mark", "x", "19"))


def test_a_veto_that_holds_is_a_line_of_0_under_its_own_id():
    rows = [
        event(item="death", id="e1"),
        event("2025-04-01", "death", id="e2", exempt="意外"),
        event(item="x.late", count=9, id="l"),
    ]
    assert told(run(SCHEME, *rows)) == [
        "x start 20",
        "x event l -9",
        "death veto e1 0",
        "death event e2 0",
        "low veto 0",
    ]


def test_a_veto_that_a_decision_lifted_is_an_event_again():
    lines = told(run(SCHEME, event(item="death", id="e1"), decision("veto", "death", id="d")))
    assert lines == ["x start 20", "death event e1 0", "death decision d 0"]


@pytest.mark.parametrize(
    ("target", "item"), [("", "veto"), ("u1", "veto"), ("e1", "death"), ("death", "death"), ("x.fraud", "x")]
)
def test_the_line_of_a_decision_stands_under_what_it_names(target: str, item: str):
    lines = told(run(SCHEME, event(item="death", id="e1"), decision("veto", target, id="d")))
    assert lines[-1] == f"{item} decision d 0"


def test_a_veto_for_some_is_none_of_others():
    of = [*units("u1"), *units("u2", category="government")]
    rows = [event(item="x.late", count=9, unit=unit) for unit in ("u1", "u2")]
    result = run(SCHEME, *(row._replace(id=row.unit) for row in rows), of=of)
    assert [line.split()[0] for line in told(result) if " veto" in line] == ["low"]
    assert [line.split()[0] for line in told(result, "u2") if " veto" in line] == ["low", "far"]
