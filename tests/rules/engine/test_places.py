"""Places and ranks: among whom, on what, ties, tie-breakers, races; each boundary from both sides."""

import pytest

from kaoping.rules.facts.rows import Unit
from tests.rules.little import award, event, run, units, whole

NAMES = [f"u{i}" for i in range(1, 8)]


def ranked(marks: str, head: str = "", of: list[Unit] | None = None, more: tuple = ()) -> list[int | None]:
    """Give the ranks of units with these marks, in the order of the units; `-` has none."""
    scheme = whole(f"{head}indicators:\n  - {{id: x, name: 甲, points: 20, award: full}}\n")
    given = marks.split()
    seated = of or units(*NAMES[: len(given)])
    rows = [award(mark, unit=unit.id) for mark, unit in zip(given, seated, strict=True) if mark != "-"]
    found = run(scheme, *rows, *more, of=seated).standing_of
    return [found[unit.id].rank for unit in seated]


def test_equal_ones_share_a_rank_and_the_next_ones_are_skipped():
    assert ranked("9 8 8 7") == [1, 2, 2, 4]
    assert ranked("8 8 8 7") == [1, 1, 1, 4]


def test_dense_ranks_skip_nothing():
    dense = "rank: {ties: dense}\n"
    assert ranked("9 8 8 7", dense) == [1, 2, 2, 3]
    assert ranked("7 8 8 9 9", dense) == [3, 2, 2, 1, 1]


@pytest.mark.parametrize("ties", ["competition", "dense"])
def test_who_is_incomplete_has_no_rank_and_takes_none(ties: str):
    assert ranked("- 8 7", f"rank: {{ties: {ties}}}\n") == [None, 1, 2]


def test_ranks_are_within_the_category_or_among_all():
    of = [*units("u1", "u2"), *units("u3", "u4", category="government")]
    assert ranked("9 7 8 6", of=of) == [1, 2, 1, 2]
    assert ranked("9 7 8 6", "rank: {among: all}\n", of=of) == [1, 3, 2, 4]
    assert ranked("9 7 9 6", "rank: {among: all, ties: dense}\n", of=of) == [1, 2, 1, 3]


def test_ranks_are_on_the_published_total_unless_said_otherwise():
    assert ranked("8.04 8.01 8.05", "places: 1\n") == [2, 2, 1]
    assert ranked("8.04 8.01 8.05", "places: 1\nrank: {on: exact}\n") == [2, 3, 1]


TIED = "rank: {tie_break: [b, a]}\nindicators:\n" + "".join(
    f"  - {{id: {i}, name: {i}, points: {p}, award: full}}\n" for i, p in (("a", 5), ("b", 5), ("c", 10))
)


def test_ties_are_broken_by_one_item_after_the_other():
    # 合计都是 9：先比 b，再比 a
    marks = {"u1": (2, 3, 4), "u2": (3, 3, 3), "u3": (1, 4, 4), "u4": (3, 3, 3)}
    rows = [
        award(str(mark), item, unit)
        for unit, three in marks.items()
        for item, mark in zip("abc", three, strict=True)
    ]
    result = run(whole(TIED), *rows, of=units(*marks))
    assert {s.unit: s.rank for s in result.standings} == {"u3": 1, "u2": 2, "u4": 2, "u1": 4}


def test_standings_go_by_category_then_rank_then_the_order_of_the_units():
    of = [*units("g1", category="government"), *units("p1", "p2", "p3", "p4")]
    scheme = whole("indicators:\n  - {id: x, name: 甲, points: 20, award: full}\n")
    rows = [award(mark, unit=unit) for mark, unit in (("9", "g1"), ("5", "p1"), ("7", "p3"), ("7", "p4"))]
    result = run(scheme, *rows, of=of)
    assert [(s.unit, s.rank) for s in result.standings] == [
        ("p3", 1),
        ("p4", 1),
        ("p1", 3),
        ("p2", None),
        ("g1", 1),
    ]


# places in conditions


def placed(place: str, marks: str = "9 8 8 7 6", more: str = "", of=None) -> str:
    """Give for each unit whether it is in a range of places: 1 or 0."""
    scheme = whole(
        "indicators:\n  - {id: x, name: 甲, points: 20, award: full}\n"
        f"grades:\n  - {{id: in, name: 入, when: {{place: {place}}}{more}}}\n  - {{id: out, name: 不入}}\n"
    )
    given = marks.split()
    seated = of or units(*NAMES[: len(given)])
    rows = [award(mark, unit=unit.id) for mark, unit in zip(given, seated, strict=True) if mark != "-"]
    found = run(scheme, *rows, of=seated).standing_of
    return "".join({"in": "1", "out": "0", "": "-"}[found[unit.id].grade] for unit in seated)


@pytest.mark.parametrize(
    ("place", "expected"),
    [
        # 名次：1 2 2 4 5，倒数：5 3 3 2 1（各有几个更低：4 2 2 1 0）
        ("1", "10000"),
        ("2", "01100"),
        ("3", "00000"),
        ("4", "00010"),
        ("{first: 1}", "10000"),
        ("{first: 2}", "11100"),
        ("{first: 3}", "11100"),
        ("{first: 4}", "11110"),
        ("{from: 2}", "01111"),
        ("{from: 3}", "00011"),
        ("{to: 2}", "11100"),
        ("{from: 2, to: 4}", "01110"),
        ("{from: 3, to: 3}", "00000"),
        ("{exactly: 2}", "01100"),
        # 5 家的 20% 是 1 家，39% 是 1.95 家（取 1），40% 是 2 家，79% 取 3 家，80% 是 4 家
        ("{first_percent: 19%}", "00000"),
        ("{first_percent: 20%}", "10000"),
        ("{first_percent: 39%}", "10000"),
        ("{first_percent: 40%}", "11100"),
        ("{first_percent: 79%}", "11100"),
        ("{first_percent: 80%}", "11110"),
        ("{first_percent: 100%}", "11111"),
        ("{last_percent: 19%}", "00000"),
        ("{last_percent: 20%}", "00001"),
        ("{last_percent: 40%}", "00011"),
        ("{last_percent: 59%}", "00011"),
        ("{last_percent: 60%}", "01111"),
        ("{last: 1}", "00001"),
        ("{last: 2}", "00011"),
        ("{last: 3}", "01111"),
        ("{last: 4}", "01111"),
        ("{last: 5}", "11111"),
        ("{last: 1, alone: true}", "00001"),
        ("{last: 2, alone: true}", "00010"),
        ("{last: 3, alone: true}", "01100"),
        ("{last: 4, alone: true}", "00000"),
        ("{first: 2, last: 3}", "01100"),
        ("{first: 1, last: 1}", "00000"),
    ],
)
def test_a_place_is_counted_from_the_top_or_the_bottom_ties_included(place: str, expected: str):
    assert placed(place) == expected


@pytest.mark.parametrize(
    ("place", "expected"),
    [
        ("{last: 1}", "00011"),
        ("{last: 2}", "00011"),
        ("{last: 3}", "00111"),
        ("{last: 1, alone: true}", "00011"),
    ],
)
def test_of_equal_ones_at_the_bottom_all_are_last(place: str, expected: str):
    assert placed(place, "9 8 7 6 6") == expected


def test_a_percentage_is_of_those_that_have_a_place():
    # 资料不全的一家不占：4 家的 25% 是 1 家，24% 不满 1 家
    assert placed("{first_percent: 25%}", "9 8 7 6 -") == "1000-"
    assert placed("{first_percent: 24%}", "9 8 7 6 -") == "0000-"


def test_a_place_is_within_the_category_unless_said_otherwise():
    of = [*units("u1", "u2"), *units("u3", "u4", category="government")]
    assert placed("{first: 1}", "9 7 8 6", of=of) == "1010"
    assert placed("{first: 1, among: all}", "9 7 8 6", of=of) == "1000"
    assert placed("{first: 1, among: [government]}", "9 7 8 6", of=of) == "1010"


def test_in_a_race_only_those_who_run_are_counted_but_a_percentage_is_of_all():
    # 党群 9、7、5；政府 8、6：在党群中数，前 1 名是 9；前 40%（共 5 家 2 名）是 9 和 7
    of = [*units("u1", "u2", "u3"), *units("u4", "u5", category="government")]
    race = ", race: {category: [party]}"
    assert placed("{first: 1, among: all}", "9 7 5 8 6", race, of) == "10000"
    assert placed("{first_percent: 40%, among: all}", "9 7 5 8 6", race, of) == "11000"
    assert placed("{first_percent: 39%, among: all}", "9 7 5 8 6", race, of) == "10000"
    assert placed("{last: 1, among: all}", "9 7 5 8 6", race, of) == "00100"


def test_who_is_vetoed_takes_no_place_in_a_race_without_them():
    scheme = whole(
        "indicators:\n  - {id: x, name: 甲, points: 20, deduct: 1}\nvetoes: [{id: v, name: 否}]\n"
        "grades:\n  - {id: best, name: 优, when: {place: {first: 1}}, race: {not: vetoed}}\n  - {id: pass, name: 合}\n"
    )
    rows = [event(unit="u2"), event("2025-04-01", "v")]
    result = run(scheme, *rows, of=units("u1", "u2"))
    assert {s.unit: (s.rank, s.grade) for s in result.standings} == {"u1": (1, "pass"), "u2": (2, "best")}


def test_a_place_may_be_that_of_an_item():
    scheme = whole(
        "indicators:\n  - {id: x, name: 甲, points: 10, deduct: 1}\n  - {id: y, name: 乙, points: 10, deduct: 1, for: [party], elsewhere: spread}\n"
        "grades:\n  - {id: in, name: 入, when: {place: {first: 1, of: y, among: all}}}\n  - {id: out, name: 出}\n"
    )
    # 乙的 y 最好；丙没有 y，没有名次
    of = [*units("u1", "u2"), *units("u3", category="government")]
    rows = [event(item="y", unit="u1"), event(item="x", unit="u2", count=9)]
    result = run(scheme, *rows, of=of)
    assert [result.standing_of[unit.id].grade for unit in of] == ["out", "in", "out"]


def test_a_place_of_an_item_needs_only_that_item():
    scheme = whole(
        "indicators:\n  - {id: x, name: 甲, points: 10, award: full, gate: {when: {place: {first: 1, of: y}}, times: 50%}}\n"
        "  - {id: y, name: 乙, points: 10, deduct: 1}\n"
    )
    result = run(scheme, award("8", unit="u1"), event(item="y", unit="u2"), of=units("u1", "u2"))
    assert [result.scores_of[unit]["x"].score for unit in ("u1", "u2")] == [40_000, 0]


def test_a_number_of_places_that_is_missing_does_not_hold():
    scheme = whole(
        "values: {k: 名额}\nindicators:\n  - {id: x, name: 甲, points: 20, deduct: 1}\n"
        "grades:\n  - {id: in, name: 入, when: {place: {first: {formula: 'value(k)'}}}}\n  - {id: out, name: 出}\n"
    )
    assert [s.grade for s in run(scheme).standings] == ["out"]


def test_who_lacks_a_fact_of_an_item_has_no_place_by_it_and_takes_none():
    # y：甲缺，乙 3，丙 9
    scheme = whole(
        "indicators:\n  - {id: x, name: 甲, points: 10, deduct: 1, gate: {when: {place: {last: 1, of: y}}, ceiling: 4}}\n"
        "  - {id: y, name: 乙, points: 10, award: full}\n"
    )
    rows = [award("3", "y", "u2"), award("9", "y", "u3")]
    result = run(scheme, *rows, of=units("u1", "u2", "u3"))
    assert [result.scores_of[f"u{i}"]["x"].score for i in (1, 2, 3)] == [100_000, 40_000, 100_000]


def test_of_an_inner_item_a_missing_leaf_below_counts_too():
    scheme = whole(
        "indicators:\n  - {id: x, name: 甲, points: 10, deduct: 1, gate: {when: {place: {first: 1, of: n}}, ceiling: 4}}\n"
        "  - id: n\n    name: 组\n    points: 10\n    items:\n"
        "      - {id: a, name: 子, points: 5, award: full}\n      - {id: b, name: 丑, points: 5, deduct: 1}\n"
    )
    # 甲缺 a：没有名次；乙第一
    result = run(scheme, award("1", "n.a", "u2"), of=units("u1", "u2"))
    assert [result.scores_of[unit]["x"].score for unit in ("u1", "u2")] == [100_000, 40_000]


@pytest.mark.parametrize("ties", ["competition", "dense"])
def test_who_is_incomplete_takes_no_rank_even_with_the_highest_total(ties: str):
    # 甲缺 y，合计 10；乙 2，丙 1
    scheme = whole(
        f"rank: {{ties: {ties}}}\nindicators:\n  - {{id: x, name: 甲, points: 10, award: full}}\n"
        "  - {id: y, name: 乙, points: 10, award: full}\n"
    )
    rows = [
        award("10", unit="u1"),
        *(award(n, item, unit) for unit, n in (("u2", "1"), ("u3", "0.5")) for item in "xy"),
    ]
    result = run(scheme, *rows, of=units("u1", "u2", "u3"))
    assert {s.unit: s.rank for s in result.standings} == {"u2": 1, "u3": 2, "u1": None}
    assert [s.unit for s in result.standings] == ["u2", "u3", "u1"]


@pytest.mark.parametrize(
    ("condition", "expected"),
    [
        # 党群 9、7、5 角逐；政府 8 不在内。党群中：1、2、3
        ("{place: {first: 2, among: all}}", "1100"),
        ("{not: {place: {first: 2, among: all}}}", "0010"),
        ("{all: [{place: {first: 2, among: all}}, {total: {below: 9}}]}", "0100"),
        ("{any: [{place: {first: 2, among: all}}, {total: {below: 6}}]}", "1110"),
        ("[{place: {first: 2, among: all}}, {not: {any: [{place: {first: 1, among: all}}]}}]", "0100"),
    ],
)
def test_a_race_holds_for_the_places_anywhere_in_a_condition(condition: str, expected: str):
    text = (
        "indicators:\n  - {id: x, name: 甲, points: 20, award: full}\n"
        f"grades:\n  - {{id: in, name: 入, when: {condition}, race: {{category: [party]}}}}\n  - {{id: out, name: 出}}\n"
    )
    of = [*units("u1", "u2", "u3"), *units("u4", category="government")]
    rows = [award(mark, unit=unit.id) for mark, unit in zip("9758", of, strict=True)]
    found = run(whole(text), *rows, of=of).standing_of
    assert "".join("1" if found[unit.id].grade == "in" else "0" for unit in of) == expected


def test_to_whom_an_item_does_not_apply_has_no_place_by_it_not_even_the_last():
    scheme = whole(
        "indicators:\n  - {id: x, name: 甲, points: 10, deduct: 1}\n"
        "  - {id: y, name: 乙, points: 10, deduct: 1, for: [party], elsewhere: spread}\n"
        "grades:\n  - {id: in, name: 入, when: {place: {last: 1, of: y, among: all}}}\n  - {id: out, name: 出}\n"
    )
    of = [*units("u1", "u2"), *units("u3", category="government")]
    result = run(scheme, event(item="y", unit="u2"), of=of)
    assert [result.standing_of[unit.id].grade for unit in of] == ["out", "in", "out"]
