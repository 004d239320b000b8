"""Ratings, awards, other schemes' results: who counts, what is dropped, weighted, kept secret, merged, missing."""

from fractions import Fraction

import pytest

from kaoping.rules import FactsError
from kaoping.rules.facts.rows import SchemeResult
from tests.rules.little import award, notes, rating, run, scheme, told, units, value


def shown(leaf: str, *rows, **more) -> list[str]:
    return told(run(scheme(leaf), *rows, **more))


def marks(*numbers: str, weights: tuple[str | None, ...] = (), **more) -> list:
    given = weights or (None,) * len(numbers)
    return [rating(n, f"r{i}", weight=w, **more) for i, (n, w) in enumerate(zip(numbers, given, strict=True))]


# ratings


def test_a_group_gives_its_points_by_the_mean_of_its_ratings():
    # 20 × 85 / 100
    assert shown("rating: {public: 群众}", *marks("90", "80")) == ["x rating public 17"]
    # 占四成：8 × 85 / 100；写 5 分：5 × 85 / 100；满分 10 分制
    two = "rating: {public: {%s}, other: {%s}}"
    rows = [*marks("90", "80"), rating("100", "r", "other")]
    assert shown(two % ("share: 40%", "share: 60%"), *rows) == ["x rating other 12", "x rating public 6.8"]
    assert shown(two % ("points: 5", "points: 15"), *rows) == ["x rating other 15", "x rating public 4.25"]
    assert shown("rating: {public: {scale: 10}}", *marks("9", "8")) == ["x rating public 17"]


def test_a_unit_does_not_rate_itself():
    rows = [rating("100", "u1"), rating("50", "u2")]
    assert shown("rating: {public: 群众}", *rows) == ["x rating public 10"]
    # 无记名的编号没有意义
    assert shown("rating: {public: {secret: 2}}", *rows) == ["x rating public 15"]
    assert shown("rating: {public: 群众}", rating("100", "u1")) == ["x missing public 0"]


@pytest.mark.parametrize(
    ("numbers", "given"),
    [
        # 去掉最高最低各一：两个以内不去
        (("90",), "18"),
        (("90", "70"), "16"),
        (("90", "70", "50"), "14"),
        (("90", "60", "50", "0"), "11"),
    ],
)
def test_the_highest_and_lowest_are_dropped_where_enough_are_left(numbers: tuple[str, ...], given: str):
    assert shown("rating: {public: {drop: 1}}", *marks(*numbers)) == [f"x rating public {given}"]


@pytest.mark.parametrize(
    ("numbers", "given"), [(("100", "90", "80", "10"), "14"), (("100", "90", "80", "10", "0"), "16")]
)
def test_two_are_dropped_at_each_end(numbers: tuple[str, ...], given: str):
    # 四个不够去：平均 70；五个留中间 80
    assert shown("rating: {public: {drop: 2}}", *marks(*numbers)) == [f"x rating public {given}"]


def test_ratings_are_weighted_and_one_without_a_weight_has_1():
    # (90×3 + 50×1) / 4 = 80
    assert shown("rating: {public: 群众}", *marks("90", "50", weights=("3", "1"))) == ["x rating public 16"]
    assert shown("rating: {public: 群众}", *marks("90", "50", weights=("3", None))) == ["x rating public 16"]
    assert shown("rating: {public: 群众}", *marks("90", "50", weights=("0", "2"))) == ["x rating public 10"]
    assert shown("rating: {public: 群众}", *marks("90", "50", weights=("0", None))) == ["x rating public 10"]


def test_weights_that_add_up_to_0_or_that_nothing_uses_are_refused():
    with pytest.raises(FactsError):
        shown("rating: {public: 群众}", *marks("90", "50", weights=("0", "0")))
    with pytest.raises(FactsError):
        shown("rating: {public: {drop: 1}}", *marks("90", "50", weights=("1", None)))
    assert shown("rating: {public: {drop: 1}}", *marks("90", "50")) == ["x rating public 14"]


def test_ratings_of_another_unit_item_or_group_do_not_count():
    rows = [*marks("50"), rating("100", "r", unit="u2"), rating("100", "r", "other")]
    assert told(run(scheme("rating: {public: 群众}"), *rows, of=units("u1", "u2"))) == ["x rating public 10"]


@pytest.mark.parametrize(("count", "shown_mean"), [(2, False), (3, True)])
def test_few_secret_ratings_show_no_mean(count: int, shown_mean: bool):
    (told_note,) = notes(scheme("rating: {public: {secret: 3}}"), *marks(*["80"] * count))
    assert ("80" in told_note) == shown_mean


def test_the_note_says_the_mean_and_how_many_count():
    (told_note,) = notes(scheme("rating: {public: {drop: 1}}"), *marks("90", "70", "50"))
    assert "均分70" in told_note and "1份" in told_note


def test_the_line_is_rounded_half_up_once():
    # 20 × (100 + 100 + 99) / 3 / 100 = 19.93333；20 × 66.66625 / 100 = 13.33325 -> 13.3333
    assert shown("rating: {public: 群众}", *marks("100", "100", "99")) == ["x rating public 19.9333"]
    assert shown("rating: {public: 群众}", *marks("66.66625")) == ["x rating public 13.3333"]
    assert shown("rating: {public: 群众}", *marks("66.66675")) == ["x rating public 13.3334"]


# awards


def test_an_award_is_given_as_it_stands_and_belongs_to_its_item_and_unit():
    rows = [award("7", assessor="考评组"), award("9", unit="u2", assessor="别组"), award("5", "y")]
    result = run(scheme("award: full"), *rows[:2], of=units("u1", "u2"))
    assert told(result) == ["x award 考评组 7"]
    assert told(result, "u2") == ["x award 别组 9"]
    assert shown("award: full") == ["x missing 0"]


# other schemes


def result_of(total: str, unit: str = "u1", scheme: str = "other", **more) -> SchemeResult:
    return SchemeResult(unit, scheme, Fraction(total), **more)


@pytest.mark.parametrize(
    ("words", "row", "given"),
    [
        # 20 × 85 / 100
        ("full: 100", result_of("85"), "17"),
        ("full: 200", result_of("85"), "8.5"),
        ("grades: {A: 20, B: 50%}", result_of("0", grade="A"), "20"),
        ("grades: {A: 20, B: 50%}", result_of("0", grade="B"), "10"),
        ("grades: {A: 20, B: 50%}", result_of("0", grade="C"), "0"),
        ("grades: {A: 20, B: 50%}", result_of("0"), "0"),
        ("places: {1: 20, 2: 15}", result_of("0", rank=1), "20"),
        ("places: {1: 20, 2: 15}", result_of("0", rank=2), "15"),
        ("places: {1: 20, 2: 15}", result_of("0", rank=3), "0"),
        ("places: {1: 20, 2: 15}", result_of("0"), "0"),
    ],
)
def test_the_result_of_another_scheme_counts_by_total_grade_or_place(
    words: str, row: SchemeResult, given: str
):
    assert shown(f"result: {{scheme: other, {words}}}", row) == [f"x scheme other {given}"]


def test_a_result_that_is_missing_names_its_scheme():
    other = "result: {scheme: other, full: 100}"
    assert shown(other, result_of("85", scheme="another")) == ["x missing other 0"]
    assert shown(other, result_of("85", unit="u2"), of=units("u1", "u2")) == ["x missing other 0"]
    assert shown(other + ", missing: zero") == ["x scheme other 0"]


def test_of_several_periods_the_latest_counts():
    rows = [result_of("50", period="2025-Q2"), result_of("90", period="2025-Q1")]
    assert shown("result: {scheme: other, full: 100}", *rows) == ["x scheme other 10"]
    assert shown("result: {scheme: other, full: 100}", *reversed(rows)) == ["x scheme other 10"]


PERIODS = "result: {scheme: other, full: 100, periods: {%s}}%s"
QUARTERS = [result_of(total, period=f"2025-Q{i}") for i, total in enumerate(("50", "70", "90", "100"), 1)]


@pytest.mark.parametrize(
    ("words", "given"),
    [
        # 各期 10 14 18 20
        ("merge: mean", "15.5"),
        ("merge: last", "20"),
        ("merge: best", "20"),
        ("merge: worst", "10"),
        ("merge: mean, floor: 12, ceiling: 19", "15.75"),
        # (10×1 + 14×1 + 18×2 + 20×4) / 8 = 17.5
        ("merge: weighted, weights: {Q3: 2, Q4: 4}", "17.5"),
        ("merge: mean, every: quarter", "15.5"),
    ],
)
def test_results_of_several_periods_are_merged(words: str, given: str):
    rows = [
        *QUARTERS,
        result_of("0", period="2024-Q4"),
        result_of("0"),
        result_of("0", scheme="another", period="2025-Q1"),
    ]
    assert shown(PERIODS % (words, ""), *reversed(rows)) == [f"x scheme other {given}"]


@pytest.mark.parametrize(
    ("treatment", "line"),
    [
        ("", "x missing other 0"),
        # (10 + 14 + 18 + 0) / 4；(10 + 14 + 18) / 3
        (", missing: zero", "x scheme other 10.5"),
        (", missing: not_applicable", "x scheme other 14"),
    ],
)
def test_a_period_without_a_result_is_what_the_item_says(treatment: str, line: str):
    assert shown(PERIODS % ("merge: mean, every: quarter", treatment), *QUARTERS[:3]) == [line]


def test_without_any_period_the_result_is_missing():
    assert shown(PERIODS % ("merge: mean", "")) == ["x missing other 0"]
    assert shown(PERIODS % ("merge: mean", ""), result_of("50")) == ["x missing other 0"]


# several measures under one threshold

LINES = "value: count, at_least: {a: {name: 甲线, line: 5}, b: {name: 乙线, at_most: 3}}"


@pytest.mark.parametrize(
    ("a", "b", "line"),
    [
        ("5", "3", "x value 20"),
        ("4.9", "3", "x value 0"),
        ("5", "3.1", "x value 0"),
        ("4.9", "3.1", "x value 0"),
        (None, "3", "x missing 0"),
        ("5", None, "x missing 0"),
    ],
)
def test_several_lines_must_all_be_reached(a: str | None, b: str | None, line: str):
    rows = [value(number, item=f"x.{name}") for name, number in (("a", a), ("b", b)) if number]
    assert shown(LINES, *rows) == [line]


def test_each_of_several_lines_is_told_with_whether_it_was_reached():
    result = run(scheme(LINES), value("5", item="x.a"), value("4", item="x.b"))
    assert [reason.params[0] for reason in result.lines[0].reasons] == ["甲线", "乙线"]
    assert [reason.params[3] for reason in result.lines[0].reasons] == [True, False]


def test_a_line_over_a_base_of_0_is_reached():
    ratio = "value: ratio, at_least: {a: 95%, b: 50%}"
    assert shown(ratio, value("0", "0", item="x.a"), value("1", "2", item="x.b")) == ["x value 20"]
    assert shown(ratio, value("0", "0", item="x.a"), value("0.9", "2", item="x.b")) == ["x value 0"]


def test_a_value_of_another_item_is_none_of_this_one():
    assert shown("value: count, proportional: 100", value("50", item="y")) == ["x missing 0"]


def test_a_secret_line_is_a_rating_like_any_other():
    assert shown("rating: {public: {secret: 3}}", *marks("80", "80")) == ["x rating public 16"]


def test_periods_without_a_result_count_exactly_0():
    # 10 / 4
    leaf = PERIODS % ("merge: mean, every: quarter", ", missing: zero")
    assert shown(leaf, QUARTERS[0]) == ["x scheme other 2.5"]
