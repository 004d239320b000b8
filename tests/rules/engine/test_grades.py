"""Grades: the first of the ladder that holds, decisions, moves up and down, who has none."""

import pytest

from tests.rules.little import award, decision, event, run, told, units, whole

LADDER = (
    "indicators:\n  - {id: x, name: 甲, points: 100, deduct: 1}\n"
    "adjustments:\n  - {id: talk, name: 约谈, fact: true}\n  - {id: praise, name: 表彰, fact: true}\n"
    "  - {id: fraud, name: 舞弊, fact: true}\n  - {id: deep, name: 深, fact: true}\n"
    "grades:\n  ladder:\n"
    "    - {id: best, name: 优, when: {total: {at_least: 90}}}\n"
    "    - {id: good, name: 良, when: {total: {at_least: 80}}}\n"
    "    - {id: pass, name: 合, when: {total: {at_least: 60}}}\n"
)
MOVES = (
    "  moves:\n    - {when: {event: talk}, down: 1}\n    - {when: {event: praise}, up: 1}\n"
    "    - {when: {event: fraud}, to: pass}\n    - {when: {event: deep}, down: 2}\n"
)
SCHEME = whole(LADDER + MOVES, "100")


def grade(lost: int, *more: str, rows: tuple = ()) -> str:
    """Give the grade of who lost so many points, with these facts."""
    facts = [event(item=item, id=item) for item in more]
    return run(SCHEME, *([event(count=lost)] if lost else []), *facts, *rows).standing_of["u1"].grade


@pytest.mark.parametrize(
    ("lost", "expected"),
    [(0, "best"), (10, "best"), (11, "good"), (20, "good"), (21, "pass"), (40, "pass"), (41, "")],
)
def test_the_first_grade_that_holds_is_the_unit_s(lost: int, expected: str):
    assert grade(lost) == expected


@pytest.mark.parametrize(
    ("lost", "facts", "expected"),
    [
        (0, ["talk"], "good"),
        (15, ["talk"], "pass"),
        (30, ["talk"], "pass"),
        (30, ["praise"], "good"),
        (15, ["praise"], "best"),
        (0, ["praise"], "best"),
        (0, ["deep"], "pass"),
        (15, ["deep"], "pass"),
        (0, ["talk", "deep"], "pass"),
        # 依次：降一等到良，升一等回优
        (0, ["talk", "praise"], "best"),
        # 优先降后升：合格降不动，再升一等是良
        (30, ["talk", "praise"], "good"),
        (0, ["fraud"], "pass"),
        (0, ["fraud", "praise"], "pass"),
        # 先改为合格，再降两等：仍是合格（最末一等）
        (0, ["fraud", "deep"], "pass"),
        (41, ["praise"], ""),
        (41, ["fraud"], ""),
    ],
)
def test_moves_follow_one_another_and_stop_at_both_ends(lost: int, facts: list[str], expected: str):
    assert grade(lost, *facts) == expected


def test_the_order_of_grades_may_be_another_than_that_of_the_ladder():
    fail_first = (
        LADDER.replace("  ladder:\n", "  ladder:\n    - {id: fail, name: 不, when: {total: {below: 50}}}\n")
        + "  order: [best, good, pass, fail]\n"
        + MOVES
    )
    scheme = whole(fail_first, "100")
    results = [
        run(scheme, event(count=lost), event(item=item, id="m")).standing_of["u1"].grade
        for lost, item in ((51, "talk"), (51, "praise"), (40, "talk"), (1, "praise"))
    ]
    assert results == ["fail", "pass", "fail", "best"]


def test_of_several_decisions_on_a_grade_the_last_counts():
    two = (decision("grade", "", "good", id="d1"), decision("grade", "", "best", id="d2"))
    assert grade(30, rows=two[:1]) == "good"
    assert grade(30, rows=two) == "best"
    assert grade(30, rows=tuple(reversed(two))) == "good"


def test_what_was_decided_is_not_moved():
    assert grade(30, "talk", rows=(decision("grade", "", "best"),)) == "best"


def test_a_decision_on_another_unit_or_of_another_kind_gives_no_grade():
    result = run(
        SCHEME, event(count=30), decision("grade", "", "best", unit="u2", id="d"), of=units("u1", "u2")
    )
    assert [result.standing_of[unit].grade for unit in ("u1", "u2")] == ["pass", "best"]
    assert grade(0, rows=(decision("mark", "x", "70"),)) == "pass"


def test_a_decision_on_a_grade_stands_in_the_ledger():
    assert told(run(SCHEME, decision("grade", "", "good", id="d"))) == ["x start 100", "grade decision d 0"]


def test_who_is_incomplete_has_no_grade_even_by_a_decision():
    lack = whole(
        "indicators:\n  - {id: x, name: 甲, points: 20, award: full}\ngrades: [{id: a, name: 甲等}]\n"
    )
    rows = [decision("grade", "", "a", unit="u1"), award("1", unit="u2")]
    result = run(lack, *rows, of=units("u1", "u2"))
    assert [result.standing_of[unit].grade for unit in ("u1", "u2")] == ["", "a"]


def test_a_race_beside_the_ladder_holds_for_all_grades():
    scheme = whole(
        "indicators:\n  - {id: x, name: 甲, points: 20, deduct: 1}\nvetoes: [{id: v, name: 否}]\n"
        "grades:\n  race: {not: vetoed}\n  ladder:\n    - {id: best, name: 优, when: {place: {first: 1}}}\n    - {id: pass, name: 合}\n"
    )
    result = run(
        scheme,
        event(item="v"),
        event(unit="u2", id="e2"),
        event(unit="u3", id="e3", count=2),
        of=units("u1", "u2", "u3"),
    )
    assert [result.standing_of[unit].grade for unit in ("u1", "u2", "u3")] == ["", "best", "pass"]


def test_grades_look_at_the_published_total():
    # 89.95 公布为 90.0（一位小数），89.94 公布为 89.9
    scheme = whole("places: 1\n" + LADDER.replace("deduct: 1", "deduct: 0.01"), "100")
    found = [run(scheme, event(count=lost)).standing_of["u1"].grade for lost in (1005, 1006)]
    assert found == ["best", "good"]


def test_a_scheme_without_grades_gives_none():
    assert (
        run(whole("indicators:\n  - {id: x, name: 甲, points: 20, deduct: 1}\n")).standing_of["u1"].grade
        == ""
    )
