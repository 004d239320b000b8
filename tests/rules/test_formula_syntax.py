"""How formulas are written, and what their writers are told."""

from fractions import Fraction

import pytest

from kaoping.errors.position import Position
from kaoping.errors.problems import Problem, SchemeError
from kaoping.rules.language.formula import Formula, Reference, parse
from kaoping.rules.language.formula.functions import GROUPS, OPERATIONS, SCALARS, SUMMARIES
from kaoping.rules.language.formula.tree import (
    Arithmetic,
    Call,
    Compared,
    IfElse,
    Literal,
    Name,
    Negative,
    OverGroup,
)

LINE = "    formula: "
START = len(LINE) + 1


def written(text: str) -> Formula:
    return parse(text, Position("scheme.yaml", 7, START, text=LINE + text))


def problems(text: str) -> list[Problem]:
    with pytest.raises(SchemeError) as caught:
        written(text)
    return caught.value.problems


def told(text: str) -> list[tuple[str, str]]:
    """Give each problem as its code and the piece of the text that it marks."""
    found = [(p, p.position.column - START) for p in problems(text)]
    return [(p.code.removeprefix("formula."), text[at : at + p.position.width]) for p, at in found]


def number(text: str) -> Literal:
    return Literal(Fraction(text))


def test_times_binds_closer_than_plus():
    expected = Arithmetic("+", number("1"), Arithmetic("*", number("2"), number("3")))
    assert parse("1 + 2 * 3").tree == expected
    assert parse("(1 + 2) * 3").tree == Arithmetic(
        "*", Arithmetic("+", number("1"), number("2")), number("3")
    )


def test_minus_and_division_group_from_the_left():
    assert parse("7 - 2 - 1").tree == parse("(7 - 2) - 1").tree
    assert parse("8 / 4 / 2").tree == parse("(8 / 4) / 2").tree


def test_a_minus_before_an_operand_binds_closest():
    assert parse("-a * b").tree == Arithmetic("*", Negative(Name("name", "a")), Name("name", "b"))
    assert parse("2 - -3").tree == Arithmetic("-", number("2"), Negative(number("3")))


def test_numbers_are_read_as_officials_write_them():
    assert parse("95%").tree == Literal(Fraction(95, 100), percent=True)
    assert parse("50万").tree == number("500000")
    assert parse("1.5亿").tree == number("150000000")


def test_chinese_and_full_width_signs_mean_their_ascii_equals():
    assert parse("（a × 3） ÷ b").tree == parse("(a * 3) / b").tree
    assert parse("max（a，b）").tree == parse("max(a, b)").tree
    chinese = parse("if(a ≥ 1 且 b ≤ 2 或 非 c ≠ 3, 1, 0)")
    assert chinese.tree == parse("if(a >= 1 and b <= 2 or not c != 3, 1, 0)").tree


def test_and_binds_closer_than_or_and_not_takes_a_whole_comparison():
    assert parse("if(a > 1 or b > 1 and not c > 1, 1, 0)").tree == (
        parse("if((a > 1) or ((b > 1) and (not (c > 1))), 1, 0)").tree
    )


def test_a_hyphen_is_a_minus_in_names_and_a_letter_in_look_ups():
    assert parse("a-b").tree == Arithmetic("-", Name("name", "a"), Name("name", "b"))
    assert parse("score(work.late-reports)").tree == Name("score", "work.late-reports")


def test_past_is_the_value_of_earlier_years():
    assert parse("past(jobs.new-city, 2)").tree == Name("value", "jobs.new-city", 2)


def test_min_of_two_numbers_and_min_over_a_group_are_told_apart():
    assert parse("min(a, b)").tree == Call("min", (Name("name", "a"), Name("name", "b")))
    assert parse("min(a over [town, city-a])").tree == OverGroup("min", Name("name", "a"), ("town", "city-a"))


def test_a_percentile_names_its_share():
    assert parse("percentile(a, 75% over category)").tree == (
        OverGroup("percentile", Name("name", "a"), "category", Fraction(3, 4))
    )


def test_a_condition_chooses():
    assert parse("if(a = 0, 1, b)").tree == IfElse(
        Compared("=", Name("name", "a"), number("0")), number("1"), Name("name", "b")
    )


def test_a_formula_tells_what_it_looks_up():
    formula = parse("rate * score(a.b) - mean(rate over all) + past(c, 1) + result(clean-2024)")
    assert formula.over
    assert formula.names == {
        Reference("name", "rate"),
        Reference("score", "a.b"),
        Reference("name", "rate", over_groups=True),
        Reference("value", "c", years=1),
        Reference("result", "clean-2024"),
    }


def test_a_formula_without_group_functions_needs_no_other_units():
    assert not parse("max(a, value(b) / base(b))").over


def test_names_and_categories_know_their_place():
    formula = written("1 + rank(score(a-b) over [town, city])")
    assert formula.place_of(Reference("score", "a-b", over_groups=True)).column == START + 15
    assert set(formula.categories) == {"town", "city"}
    assert formula.categories["town"].column == START + 4


def test_spaces_and_line_breaks_mean_nothing():
    assert parse(" 1\n+　2 ").tree == parse("1+2").tree


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", [("empty", "")]),
        ("  ", [("empty", " ")]),
        ("1 +", [("unfinished", "")]),
        ("max(1, 2", [("unfinished", "")]),
        ("a b", [("operator", "b")]),
        ("1)", [("bracket", ")")]),
        ("1 + * 2", [("operand", "*")]),
        ("1 + over", [("operand", "over")]),
        ("a over all", [("over_outside", "over")]),
        ("score()", [("path", ")")]),
        ("score(1 + 2)", [("path", "+")]),
        ("sum(score(a over all))", [("path", "over")]),
        ("mean(a over town)", [("over", "town")]),
        ("mean(a over [])", [("over", "]")]),
        ("mean(a over [a b])", [("over", "b")]),
        ("1e3 + 1_000 + 007", [("number", "1e3"), ("number", "1_000"), ("number", "007")]),
        ("0.1234567 + 99999999亿", [("number", "0.1234567"), ("number", "99999999亿")]),
        ("得分率 × 2", [("word", "得分率")]),
        ("a # b", [("character", "#")]),
        ("a%", [("character", "%")]),
        ("foo(1) + rnd(2)", [("function", "foo"), ("function", "rnd")]),
        ("abs(1, 2) + if(a > 1, 2)", [("arguments", "abs"), ("arguments", "if")]),
        ("mean(a, b over all)", [("arguments", "mean")]),
        ("past(a) + score(a, 1)", [("arguments", "past"), ("arguments", "score")]),
        ("rank(a) + min(b)", [("group_needed", "rank"), ("group_needed", "min")]),
        ("abs(a over all)", [("group_unwanted", "abs")]),
        ("round(a, b) + round(c, 13)", [("whole", "b"), ("whole", "13")]),
        ("past(a, 0) + past(a, 1.5)", [("whole", "0"), ("whole", "1.5")]),
        ("percentile(a, 75 over all)", [("share", "75")]),
        ("a > 1", [("number_wanted", ">")]),
        (
            "if(a, 1, 2) + (a and b > 1)",
            [("condition_wanted", "a"), ("number_wanted", "and"), ("condition_wanted", "a")],
        ),
        ("if(1 < a < 3, 1, 2)", [("chain", "<")]),
    ],
)
def test_what_is_wrong_is_told_where_it_stands(text: str, expected: list[tuple[str, str]]):
    assert sorted(told(text)) == sorted(expected)


@pytest.mark.parametrize(
    ("text", "suggestion"),
    [
        ("menn(a over all)", "mean"),
        ("AVERAGE(a, b)", "mean"),
        ("pecentile(a, 50% over all)", "percentile"),
        ("mean(a over categroy)", "category"),
        ("if(a == 1, 1, 2)", "="),
        ("if(a <> 1, 1, 2)", "!="),
        ("a ＋ b", "+"),
        ("a ^ 2", "power(x, y)"),
    ],
)
def test_a_slip_gets_a_suggestion(text: str, suggestion: str):
    assert [p.suggestion for p in problems(text)] == [suggestion]


def test_a_strange_sign_does_not_hide_other_problems():
    assert told("a ＋ foo(b) == 3") == [
        ("character", "＋"),
        ("function", "foo"),
        ("character", "=="),
        ("number_wanted", "=="),
    ]


def test_a_broken_spot_after_a_strange_sign_is_not_told_twice():
    assert told("a ^ 2") == [("character", "^")]


def test_a_message_shows_the_line_and_marks_the_place():
    assert problems("1 + menn(a)")[0].render().splitlines() == [
        "scheme.yaml:7:18: 没有名为“menn”的函数，可用的函数有：abs base best ceil count floor given if"
        " ln max mean min past percentile points power rank result round score sqrt steps sum value worst"
        "。是否想写“mean”？",
        "  7 |     formula: 1 + menn(a)",
        "    |                  ^^^^",
    ]


def test_a_formula_that_is_too_deep_is_refused_and_not_crashed_on():
    assert told("(" * 5000 + "1" + ")" * 5000) == [("deep", "(")]
    assert told("-" * 5000 + "1") == [("deep", "-")]
    assert told("+".join(["1"] * 5000)) == [("deep", "1")]
    assert parse("+".join(["1"] * 199)).tree


def test_a_place_without_column_stays_as_it_is():
    with pytest.raises(SchemeError) as caught:
        parse("1 + foo(2)", Position("scheme.yaml", 7))
    assert caught.value.problems[0].position == Position("scheme.yaml", 7)


def test_every_function_can_be_worked_out_and_every_usage_parses():
    assert set(OPERATIONS) == set(SCALARS) - {"if", "given"}
    assert set(SUMMARIES) == set(GROUPS) - {"count", "rank", "percentile"}
    for shape in [*SCALARS.values(), *GROUPS.values()]:
        parse(shape.usage.replace(", …", ""))
