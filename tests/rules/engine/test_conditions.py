"""Every condition word at both sides of its boundary, and what is missing holds for nobody."""

from fractions import Fraction

import pytest

from kaoping.rules import SchemeError
from kaoping.rules.facts.rows import SchemeResult, Unit
from tests.rules.little import decision, event, run, scheme, units, value, whole

BASE = (
    "values: {v: 数, w: 另一数}\nindicators:\n"
    "  - {id: x, name: 甲, points: 20, rules: [{id: a, deduct: {low: 1, high: 2}, levels: {low: 低, high: 高}, exempt: 自查}, {id: b, deduct: 1}]}\n"
    "  - {id: y, name: 乙, points: 10, deduct: 1, for: [party], elsewhere: spread}\n"
    "  - {id: m, name: 率, points: 10, value: ratio, proportional: 100%, missing: zero}\n"
)
GRADED = "grades:\n  - {id: best, name: 优, when: {total: {at_least: 39}}}\n  - {id: pass, name: 合}\n"


def holds(condition: str, *rows, of: list[Unit] | None = None, unit: str = "u1", more: str = "") -> bool:
    """Say whether a condition holds for a unit: a consequence hangs on it."""
    text = f"{BASE}{more}{GRADED}consequences:\n  - {{id: c, name: 果, value: 有, when: {condition}}}\n"
    result = run(whole(text, "40"), *rows, of=of)
    return any(row.unit == unit for row in result.consequences)


LOW, HIGH = event("2025-02-01", "x.a", level="low"), event("2025-03-01", "x.a", level="high")


@pytest.mark.parametrize(
    ("condition", "rows", "expected"),
    [
        ("{event: x.a}", [], False),
        ("{event: x.a}", [LOW], True),
        ("{event: x.b}", [LOW], False),
        ("{event: [x.b, x.a]}", [LOW], True),
        ("{event: x.*}", [LOW], True),
        ("{event: y}", [LOW], False),
        ("{event: x.a, times: 2}", [LOW], False),
        ("{event: x.a, times: 2}", [LOW, HIGH], True),
        ("{event: x.a, times: 3}", [LOW._replace(count=2)], False),
        ("{event: x.a, times: 3}", [LOW._replace(count=3)], True),
        ("{event: x.a, level: high}", [LOW], False),
        ("{event: x.a, level: high}", [HIGH], True),
        ("{event: x.a, level: high, times: 2}", [LOW, HIGH], False),
        ("{event: x.a, level: [high, low], times: 2}", [LOW, HIGH], True),
        ("{event: x.a}", [LOW._replace(exempt="自查")], False),
        ("{event: x.a}", [LOW, decision("event", "2025-02-01")], False),
    ],
)
def test_events_that_hold_are_counted(condition: str, rows: list, expected: bool):
    assert holds(condition, *rows) == expected


BOUNDS = [
    ("at_least", "5", True),
    ("at_least", "5.0001", False),
    ("above", "4.9999", True),
    ("above", "5", False),
    ("at_most", "5", True),
    ("at_most", "4.9999", False),
    ("below", "5.0001", True),
    ("below", "5", False),
]


@pytest.mark.parametrize(("word", "bound", "expected"), BOUNDS)
def test_a_number_is_compared_at_its_boundary(word: str, bound: str, expected: bool):
    assert holds(f"{{value: v, {word}: {bound}}}", value("5", item="v")) == expected
    # 乙 10 - 5 = 5
    assert holds(f"{{score: y, {word}: {bound}}}", event(item="y", count=5)) == expected
    found = SchemeResult("u1", "other", Fraction(5))
    assert holds(f"{{result: other, {word}: {bound}}}", found) == expected
    # 20 + 5 - 20（m 得 0）：总分按 25 比
    total = f"{{total: {{{word}: {float(bound) + 20:.4f}}}}}"
    assert holds(total, event(item="y", count=5)) == expected


def test_several_bounds_must_all_hold():
    between = "{value: v, at_least: 2, below: 5}"
    assert [holds(between, value(number, item="v")) for number in ("1.9", "2", "4.9", "5")] == [
        False,
        True,
        True,
        False,
    ]


@pytest.mark.parametrize("word", ["at_least", "above", "at_most", "below"])
def test_what_is_missing_holds_for_nobody(word: str):
    assert not holds(f"{{value: v, {word}: 0}}")
    assert not holds(f"{{result: other, {word}: 0}}")
    assert not holds(f"{{value: v, {word}: {{formula: 'value(w)'}}}}", value("0", item="v"))
    # 不适用的指标
    assert not holds(f"{{score: y, {word}: 0}}", of=units("u1", category="government"))


def test_a_bound_of_0_is_a_bound():
    assert holds("{value: v, below: 0}", value("-0.1", item="v"))
    assert not holds("{value: v, below: 0}", value("0", item="v"))
    assert holds("{value: v, at_least: 0}", value("0", item="v"))


@pytest.mark.parametrize(("lost", "expected"), [(5, True), (6, False)])
def test_a_per_cent_of_a_score_is_of_its_own_points(lost: int, expected: bool):
    # 乙 10 分的 50%
    assert holds("{score: y, at_least: 50%}", event(item="y", count=lost)) == expected


@pytest.mark.parametrize(("lost", "expected"), [(10, True), (11, False)])
def test_a_per_cent_of_the_total_is_of_the_full_score(lost: int, expected: bool):
    # 40 分的 50% 是 20：甲 20 + 乙 10 + 率 0 = 30，再扣
    assert holds("{total: {at_least: 50%}}", event(item="x.b", count=lost)) == expected


def test_conditions_put_side_by_side_each_know_what_a_per_cent_is_of():
    # 甲 20 的 50% 是 10，乙 10 的 60% 是 6，总分 40 的 40% 是 16：10 + 6 + 0 = 16
    all_of = "{all: [{score: x, at_least: 50%}, {score: y, at_least: 60%}, {total: {at_least: 40%}}]}"
    for order in (
        all_of,
        "{all: [{total: {at_least: 40%}}, {score: y, at_least: 60%}, {score: x, at_least: 50%}]}",
    ):
        assert holds(order, event(item="x.b", count=10), event(item="y", count=4))
        assert not holds(order, event(item="x.b", count=11), event(item="y", count=4))
        assert not holds(order, event(item="x.b", count=9), event(item="y", count=5))


def test_a_measured_value_is_compared_by_its_item():
    assert holds("{value: m, at_least: 50%}", value("1", "2", item="m"))
    assert not holds("{value: m, at_least: 50%}", value("0.99", "2", item="m"))
    assert not holds("{value: m, at_least: 50%}")


def test_a_grade_a_category_and_a_unit_are_looked_up():
    assert holds("{grade: best}", value("1", "1", item="m"))
    assert not holds("{grade: best}", value("0", "1", item="m"))
    assert holds("{grade: [best, pass]}", value("0", "1", item="m"))
    of = [*units("u1"), *units("u2", category="government")]
    assert [holds("{category: government}", of=of, unit=unit) for unit in ("u1", "u2")] == [False, True]
    assert [holds("{unit: [u2, u3]}", of=of, unit=unit) for unit in ("u1", "u2")] == [False, True]


def test_vetoed_holds_for_the_vetoed():
    veto = "vetoes: [{id: n, name: 否}]\n"
    assert holds("vetoed", event(item="n"), more=veto)
    assert not holds("vetoed", more=veto)
    assert holds("{not: vetoed}", more=veto)
    assert holds("{vetoed: false}", more=veto)
    assert not holds("{vetoed: false}", event(item="n"), more=veto)


def test_whoever_is_scored_is_no_observer():
    assert not holds("observer")
    assert holds("{observer: false}")
    assert holds("{not: observer}")


@pytest.mark.parametrize(
    ("words", "row", "expected"),
    [
        ("grade: A", {"grade": "A"}, True),
        ("grade: A", {"grade": "B"}, False),
        ("grade: [A, B]", {"grade": "B"}, True),
        ("first: 2", {"rank": 2, "of": 9}, True),
        ("first: 2", {"rank": 3, "of": 9}, False),
        ("first: 2", {}, False),
        ("last: 2", {"rank": 8, "of": 9}, True),
        ("last: 2", {"rank": 7, "of": 9}, False),
        ("last: 2", {"rank": 9}, False),
        ("last: 2", {"of": 9}, False),
        ("first: 2, grade: A", {"rank": 2, "grade": "B"}, False),
        ("first: 2, last: 2", {"rank": 2, "of": 3}, True),
        ("first: 2, last: 2", {"rank": 2, "of": 4}, False),
        ("grade: A, at_least: 80", {"grade": "A"}, True),
        ("grade: A, above: 80", {"grade": "A"}, False),
        ("grade: A, ago: 1", {"grade": "A"}, False),
        ("grade: A, ago: 1", {"grade": "A", "period": "2024"}, True),
        ("grade: A, ago: 1", {"grade": "A", "period": "2023"}, False),
        ("grade: A, ago: 2", {"grade": "A", "period": "2023"}, True),
    ],
)
def test_the_result_of_another_scheme_is_looked_at(words: str, row: dict, expected: bool):
    assert holds(f"{{result: other, {words}}}", SchemeResult("u1", "other", Fraction(80), **row)) == expected
    assert not holds(f"{{result: another, {words}}}", SchemeResult("u1", "other", Fraction(80), **row))


def test_of_several_results_the_latest_is_looked_at():
    rows = [
        SchemeResult("u1", "other", Fraction(n), period=period)
        for n, period in ((7, "2025-Q2"), (3, "2025-Q1"))
    ]
    assert holds("{result: other, at_least: 7}", *rows)
    assert holds("{result: other, at_least: 7}", *reversed(rows))
    assert not holds("{result: other, below: 7}", *rows)


@pytest.mark.parametrize(
    ("formula", "expected"),
    [
        ("value(v) > value(w)", False),
        ("value(v) >= value(w)", True),
        ("value(v) - value(w)", False),
        ("value(v)", True),
    ],
)
def test_a_formula_that_is_not_0_holds(formula: str, expected: bool):
    rows = [value("3", item="v"), value("3", item="w")]
    assert holds(f"{{formula: '{formula}'}}", *rows) == expected
    assert not holds(f"{{formula: '{formula}'}}")


@pytest.mark.parametrize(
    ("condition", "expected"),
    [
        ("{all: [{event: x.a}, {event: x.b}]}", [False, False, False, True]),
        ("[{event: x.a}, {event: x.b}]", [False, False, False, True]),
        ("{any: [{event: x.a}, {event: x.b}]}", [False, True, True, True]),
        ("{not: {event: x.a}}", [True, False, True, False]),
        ("{not: {any: [{event: x.a}, {event: x.b}]}}", [True, False, False, False]),
        ("{not: {all: [{event: x.a}, {event: x.b}]}}", [True, True, True, False]),
    ],
)
def test_conditions_are_joined_and_turned(condition: str, expected: list[bool]):
    a, b = LOW, event("2025-05-01", "x.b")
    assert [holds(condition, *rows) for rows in ([], [a], [b], [a, b])] == expected


@pytest.mark.parametrize(
    ("bound", "expected"),
    [
        ("at_least: 50%", True),
        ("above: 50%", False),
        ("at_most: 50%", True),
        ("below: 50%", False),
        ("above: 49%", True),
    ],
)
def test_a_share_of_units_is_that_of_those_for_whom_the_condition_holds(bound: str, expected: bool):
    of = [*units("u1", "u2", "u3", "u4"), Unit("o", "观察", "party", observer=True)]
    rows = [event(item="x.b", unit=unit, id=unit) for unit in ("u3", "u4")]
    assert holds(f"{{share_of_units: {{when: {{event: x.b}}, {bound}}}}}", *rows, of=of) == expected


def test_a_share_is_of_a_group_and_of_nobody_holds_for_nobody():
    of = [*units("u1", "u2"), *units("u3", category="government")]
    rows = [event(item="x.b", unit="u3", id="u3")]
    share = "{share_of_units: {when: {event: x.b}, among: %s, %s}}"
    assert holds(share % ("all", "below: 34%"), *rows, of=of)
    assert not holds(share % ("category", "above: 0"), *rows, of=of)
    assert holds(share % ("[government]", "at_least: 100%"), *rows, of=of)
    assert not holds(share % ("children", "at_least: 0"), *rows, of=of)
    assert not holds(share % ("children", "at_most: 1"), *rows, of=of)


def test_of_several_periods_a_condition_compares_the_latest_with_its_base():
    rows = [value("1", "10", item="v", period="2025-Q2"), value("9", "10", item="v", period="2025-Q1")]
    for order in (rows, rows[::-1]):
        assert holds("{value: v, at_most: 10%}", *order)
        assert not holds("{value: v, above: 10%}", *order)
    # 基数为 0 的按数比
    assert holds("{value: v, at_least: 7}", value("7", "0", item="v"))


def test_a_condition_on_events_names_some():
    with pytest.raises(SchemeError):
        scheme("deduct: 1, gate: {when: {event: []}, ceiling: 0}")


def test_places_of_other_results_begin_with_one_and_years_ago_with_none():
    with pytest.raises(SchemeError):
        scheme("deduct: 1, gate: {when: {result: other, first: 0}, ceiling: 0}")
    assert scheme("deduct: 1, gate: {when: {result: other, grade: [A], ago: 0}, ceiling: 0}").id == "little"
