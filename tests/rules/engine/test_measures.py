"""Measured values: whose row counts, base 0, periods that are expected, merged, weighted, missing; quantities."""

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest

from kaoping.rules import score
from kaoping.rules.facts.rows import Cycle, SchemeResult
from tests.rules.little import event, facts, rating, run, scheme, told, units, value, whole

SHARE = "value: count, proportional: 100"


def shown(leaf: str, *rows, more: str = "") -> list[str]:
    return told(run(scheme(leaf, more=more), *rows))


# which row


def test_of_the_periods_of_the_cycle_the_latest_counts():
    rows = [value("10", period="2025-Q1"), value("30", period="2025-Q3"), value("20", period="2025-Q2")]
    assert shown(SHARE, *rows) == ["x value 6"]
    assert shown(SHARE, *reversed(rows)) == ["x value 6"]


def test_a_row_without_a_period_is_of_the_cycle_and_one_of_another_year_is_not():
    assert shown(SHARE, value("10")) == ["x value 2"]
    assert shown(SHARE, value("10", period="2025")) == ["x value 2"]
    assert shown(SHARE, value("10", period="2024")) == ["x missing 0"]
    assert shown(SHARE, value("10", period="2026-01")) == ["x missing 0"]
    assert shown(SHARE, value("10"), value("50", period="2024")) == ["x value 2"]


@pytest.mark.parametrize(
    ("period", "counts"),
    [
        ("2024-12", False),
        ("2025-01", True),
        ("2025-12", True),
        ("2026-01", False),
        ("2024-Q4", False),
        ("2025-Q1", True),
        ("2025-Q4", True),
        ("2026-Q1", False),
    ],
)
def test_a_period_belongs_to_the_cycle_in_which_it_ends(period: str, counts: bool):
    assert shown(SHARE, value("10", period=period)) == (["x value 2"] if counts else ["x missing 0"])


@pytest.mark.parametrize(
    ("first", "last", "period", "counts"),
    [
        # 周期 4-1 至次年 3-31：看一期最后一天
        ("2025-04-01", "2026-03-31", "2025-03", False),
        ("2025-04-01", "2026-03-31", "2025-04", True),
        ("2025-04-01", "2026-03-31", "2026-03", True),
        ("2025-04-01", "2026-03-31", "2026-04", False),
        ("2025-04-01", "2026-03-31", "2025", True),
        ("2025-03-31", "2026-03-30", "2025-03", True),
        ("2025-03-31", "2026-03-30", "2026-03", False),
    ],
)
def test_a_cycle_of_other_days_has_other_periods(first: str, last: str, period: str, counts: bool):
    cycle = Cycle(2025, date.fromisoformat(first), date.fromisoformat(last))
    result = score(scheme(SHARE), replace(facts(value("10", period=period)), cycle=cycle))
    assert told(result) == (["x value 2"] if counts else ["x missing 0"])


def test_the_latest_that_ended_before_the_cycle_stands_in():
    rows = [
        value("10", period="2023"),
        value("30", period="2024-Q3"),
        value("20", period="2024-Q2"),
        value("90", period="2026"),
    ]
    latest = SHARE + ", missing: latest"
    assert shown(latest, *rows) == ["x value 6"]
    assert shown(latest, value("40", period="2024"), *rows) == ["x value 8"]
    assert shown(latest, *rows, value("50", period="2025-01")) == ["x value 10"]
    assert shown(latest, value("90", period="2026")) == ["x missing 0"]


# base 0


@pytest.mark.parametrize(
    ("treatment", "lines"),
    [
        ("", ["x value 20"]),
        (", zero_base: zero", ["x value 0"]),
        (", zero_base: incomplete", ["x missing 0"]),
        # 上年 30 / 60
        (", zero_base: latest", ["x value 10"]),
    ],
)
def test_a_base_of_0_is_what_the_item_says(treatment: str, lines: list[str]):
    rows = [value("0", "0", period="2025"), value("30", "60", period="2024"), value("9", "0", period="2023")]
    assert shown(f"value: {{unit: ratio{treatment}}}, proportional: 100%", *rows) == lines


def test_the_latest_base_is_one_that_is_not_0_and_ended_before():
    latest = "value: {unit: ratio, zero_base: latest}, proportional: 100%"
    rows = [
        value("0", "0", period="2025"),
        value("9", "0", period="2024"),
        value("30", "60", period="2023"),
        value("1", "9", period="2022"),
    ]
    assert shown(latest, *rows) == ["x value 10"]
    assert shown(latest, value("0", "0", period="2025")) == ["x missing 0"]


def test_what_a_value_is_hangs_on_its_unit():
    # 50% 的 20；数 50 对目标 100；比率 1/2
    assert shown("value: percent, proportional: 100%", value("50")) == ["x value 10"]
    assert shown(SHARE, value("50")) == ["x value 10"]
    assert shown("value: ratio, proportional: 100%", value("1", "2")) == ["x value 10"]


# several periods

QUARTERS = [value(number, period=f"2025-Q{i}") for i, number in enumerate(("10", "20", "60", "30"), 1)]


def merged(words: str, *rows, treatment: str = "") -> list[str]:
    return shown(f"{SHARE}, periods: {{{words}}}{treatment}", *rows)


@pytest.mark.parametrize(
    ("merge", "given"), [("mean", "6"), ("sum", "20"), ("last", "6"), ("best", "12"), ("worst", "2")]
)
def test_values_are_merged(merge: str, given: str):
    # 10 20 60 30：平均 30，合计 120（完成以 100% 为限），最后 30，最大 60，最小 10
    assert merged(f"merge: {merge}", *reversed(QUARTERS)) == [f"x value {given}"]


@pytest.mark.parametrize(
    ("treatment", "lines"),
    [
        # 缺第四季度：10 20 60
        ("", ["x missing 0"]),
        (", missing: incomplete", ["x missing 0"]),
        (", missing: zero", ["x value 4.5"]),
        (", missing: not_applicable", ["x value 6"]),
    ],
)
def test_a_period_that_is_missing_is_what_the_item_says(treatment: str, lines: list[str]):
    assert merged("merge: mean, every: quarter", *QUARTERS[:3], treatment=treatment) == lines


def test_without_a_word_on_how_often_only_what_is_there_counts():
    assert merged("merge: mean", *QUARTERS[:3]) == ["x value 6"]


def test_where_no_period_is_there_the_item_itself_is_missing():
    assert merged("merge: mean, every: quarter", treatment=", missing: zero") == ["x value 0"]
    assert merged("merge: mean, every: quarter") == ["x missing 0"]


@pytest.mark.parametrize(
    ("every", "names"),
    [
        ("quarter", ["Q1", "Q2", "Q3", "Q4"]),
        ("half_year", ["H1", "H2"]),
        ("month", [f"{m:02}" for m in range(1, 13)]),
    ],
)
def test_expected_are_all_periods_that_end_within_the_cycle(every: str, names: list[str]):
    rows = [value("50", period=f"2025-{name}") for name in names]
    assert merged(f"merge: mean, every: {every}", *rows) == ["x value 10"]
    for left_out in (0, len(rows) - 1):
        fewer = [row for i, row in enumerate(rows) if i != left_out]
        assert merged(f"merge: mean, every: {every}", *fewer) == ["x missing 0"]


def test_weights_are_by_name_or_within_the_year_and_1_where_there_is_none():
    # (10×2 + 20×1 + 60×1) / 4 = 25；(10×2 + 20×3 + 60×1 + 30×1) / 7 = 24.2857
    assert merged("merge: weighted, weights: {Q1: 2}", *QUARTERS[:3]) == ["x value 5"]
    assert merged("merge: weighted, weights: {Q1: 2, 2025-Q2: 3}", *QUARTERS) == ["x value 4.8571"]
    assert merged("merge: weighted, weights: {Q1: 0, Q2: 0, Q3: 0}", *QUARTERS[:3]) == ["x value 0"]


SCORES = "merge: mean, of: scores"


def test_scores_of_periods_are_bounded_and_rounded_each():
    # 各期 2 4 12 6；下限 5：5 5 12 6 -> 7；上限 6：2 4 6 6 -> 4.5；都有：5 5 6 6 -> 5.5
    assert merged(SCORES, *QUARTERS) == ["x value 6"]
    assert merged(SCORES + ", floor: 5", *QUARTERS) == ["x value 7"]
    assert merged(SCORES + ", ceiling: 6", *QUARTERS) == ["x value 4.5"]
    assert merged(SCORES + ", floor: 5, ceiling: 6", *QUARTERS) == ["x value 5.5"]
    # 下限 25% 是 5
    assert merged(SCORES + ", floor: 25%", *QUARTERS) == ["x value 7"]


@pytest.mark.parametrize(("digits", "given"), [("", "1.15"), (", round: 1", "1.2"), (", round: 0", "1")])
def test_each_period_is_rounded_half_up_where_it_says(digits: str, given: str):
    # 6.25 得 1.25，5.25 得 1.05：平均 1.15；一位小数 1.3 和 1.1；取整 1 和 1
    rows = [value("6.25", period="2025-Q1"), value("5.25", period="2025-Q2")]
    assert merged(SCORES + digits, *rows) == [f"x value {given}"]


def test_a_score_that_cannot_be_worked_out_is_a_missing_period():
    ratio = "value: {unit: ratio, zero_base: %s}, proportional: 100%%, periods: {merge: mean, of: scores}%s"
    rows = [value("1", "0", period="2025-Q1"), value("1", "2", period="2025-Q2")]
    assert shown(ratio % ("zero", ""), *rows) == ["x value 5"]
    assert shown(ratio % ("incomplete", ""), *rows) == ["x missing 0"]
    assert shown(ratio % ("not_applicable", ""), *rows) == ["x value 10"]


# others


def test_only_those_who_have_a_value_and_to_whom_the_item_applies_are_compared_with():
    best = "value: count, proportional: {target: {formula: 'max(v over all)'}}, missing: zero, for: [party]"
    both = whole(
        f"indicators:\n  - {{id: x, name: 甲, points: 20, {best}, elsewhere: spread}}\n  - {{id: y, name: 乙, points: 20, deduct: 1}}\n",
        "40",
    )
    of = [*units("u1", "u2"), *units("u3", category="government")]
    rows = [value("5"), value("80", unit="u3")]
    assert told(run(both, *rows, of=of)) == ["x value 20", "y start 20"]


# quantities


def quantity(words: str, *rows, more: str = "") -> list[str]:
    """Give the leaf y, which is worth as many points as the quantity q of events is."""
    text = (
        f"{more}quantities: [{{id: q, name: 量, events: e, {words}}}]\nindicators:\n"
        "  - {id: e, name: 甲, points: 20, start: full, deduct: {low: {from: 0, to: 9}, high: {from: 0, to: 9}}, "
        "levels: {low: 低, high: 高}, exempt: 自查, share: {lead: 50%, joint: 10%}}\n"
        '  - {id: y, name: 乙, points: 100, value: {from: q}, formula: "v"}\n'
    )
    return [line for line in told(run(whole(text, "120"), *rows)) if line.startswith("y")]


RECORDED = [
    event("2025-02-01", "e", id="a", level="low", points="3", role="lead"),
    event("2025-05-01", "e", id="b", level="high", points="5", count=2),
    event("2025-06-01", "e", id="c", level="high", points="8", exempt="自查"),
    event("2024-06-01", "e", id="d", level="high", points="9"),
]


@pytest.mark.parametrize(
    ("words", "given"),
    [
        # 成立的：3 分一次（低、主办），5 分两次（高）
        ("take: number", "3"),
        ("take: number, level: high", "2"),
        ("take: number, level: [low, high]", "3"),
        ("take: number, role: lead", "1"),
        ("take: sum, of: count", "3"),
        ("take: max, of: count", "2"),
        ("take: min, of: count", "1"),
        ("take: mean, of: count", "1.5"),
        ("take: number, role: joint", "0"),
        ("take: sum, of: count, role: joint", "0"),
    ],
)
def test_a_quantity_is_taken_from_events_that_hold(words: str, given: str):
    assert quantity(words, *RECORDED) == [f"y value {given}"]


@pytest.mark.parametrize("take", ["mean", "min", "max"])
def test_of_no_events_there_is_neither_mean_nor_best(take: str):
    assert quantity(f"take: {take}, of: count") == ["y missing 0"]


def test_points_are_taken_as_they_were_worth_without_their_sign():
    # 3 和 5×2 = 10
    assert quantity("take: sum, of: points", *RECORDED) == ["y value 13"]
    assert quantity("take: max, of: points", *RECORDED) == ["y value 10"]


def test_amounts_are_added_and_one_that_is_missing_is_0():
    both = whole(
        "quantities: [{id: q, name: 量, events: [e], take: sum, of: amount}, {id: r, name: 均, events: [e], take: mean, of: amount, round: 1}]\n"
        "indicators:\n  - {id: e, name: 甲, points: 20, add: {every: 100, points: 1}}\n"
        '  - {id: y, name: 乙, points: 100, value: {from: q}, formula: "v"}\n'
        '  - {id: z, name: 丙, points: 100, value: {from: r}, formula: "v"}\n',
        "220",
    )
    rows = [
        event(f"2025-0{i}-01", "e", id=str(i), amount=amount)
        for i, amount in enumerate(("20", "11", "0.5"), 1)
    ]
    # 31.5；平均 10.5
    assert told(run(both, *rows))[-2:] == ["y value 31.5", "z value 10.5"]


def test_a_quantity_may_be_rounded_at_its_step():
    third = 'value: {from: q}, formula: "v * 3"'
    rows = [value("1", item="a"), value("3", item="b")]
    exact = "values: {a: 甲数, b: 乙数}\nquantities: [{id: q, name: 量, formula: 'value(a) / value(b)'%s}]"
    assert shown(third, *rows, more=exact % "") == ["x value 1"]
    assert shown(third, *rows, more=exact % ", round: 2") == ["x value 0.99"]


def test_the_past_is_the_same_period_of_another_year():
    growth = "values: {g: 产值}\nquantities: [{id: q, name: 增, formula: 'value(g) / past(g, 1)'}]"
    item = 'value: {from: q}, formula: "v"'
    rows = [
        value("30", item="g", period="2025"),
        value("10", item="g", period="2024"),
        value("5", item="g", period="2023"),
    ]
    assert shown(item, *rows, more=growth) == ["x value 3"]
    assert shown(item, *rows, more=growth.replace("past(g, 1)", "past(g, 2)")) == ["x value 6"]
    assert shown(item, *rows[:1], more=growth) == ["x missing 0"]
    assert shown(item, rows[0], value("0", item="g", period="2024"), more=growth) == ["x missing 0"]


def test_the_result_of_another_scheme_may_enter_a_formula():
    item = 'value: {from: q}, formula: "v"'
    more = "quantities: [{id: q, name: 量, formula: 'result(other) / 10'}]"
    assert shown(item, SchemeResult("u1", "other", Fraction(85)), more=more) == ["x value 8.5"]
    assert shown(item, SchemeResult("u1", "another", Fraction(85)), more=more) == ["x missing 0"]


def test_scores_and_points_of_items_may_enter_a_formula():
    both = whole(
        "indicators:\n  - {id: x, name: 甲, points: 20, deduct: 1}\n"
        '  - {id: y, name: 乙, points: 10, value: {from: q}, formula: "points * v"}\n'
        "quantities: [{id: q, name: 率, formula: 'score(x) / points(x)'}]\n",
        "30",
    )
    # 15 / 20 × 10
    assert told(run(both, event(item="x", count=5)))[-1] == "y value 7.5"


def test_in_a_formula_an_item_of_per_cent_is_its_measure_and_one_with_a_base_its_number():
    per_cent = whole(
        "indicators:\n  - {id: x, name: 甲, points: 10, value: percent, proportional: 100%}\n"
        "  - {id: r, name: 率, points: 10, value: ratio, proportional: 100%}\n"
        '  - {id: y, name: 乙, points: 10, value: {from: q}, formula: "v"}\n'
        "quantities: [{id: q, name: 量, formula: 'value(x) + value(r) + base(r)'}]\n",
        "30",
    )
    # 50% 是 0.5，加 3，加 4
    rows = [value("50"), value("3", "4", item="r")]
    assert told(run(per_cent, *rows))[-1] == "y value 7.5"
    assert told(run(per_cent, rows[0]))[-2:] == ["r missing 0", "y missing 0"]


def test_a_formula_for_each_period_takes_the_numbers_of_that_period():
    each = scheme(
        'value: {from: q}, formula: "v", periods: {merge: mean, of: scores, every: half_year}',
        more="values: {a: 甲数, b: 乙数}\nquantities: [{id: q, name: 量, formula: 'value(a) / value(b)'}]",
    )
    rows = [
        value(number, item=item, period=f"2025-H{half}")
        for half, pair in ((1, ("8", "2")), (2, ("9", "3")))
        for item, number in zip("ab", pair, strict=True)
    ]
    # 4 和 3，平均 3.5
    assert told(run(each, *rows)) == ["x value 3.5"]
    assert told(run(each, *rows[:3])) == ["x missing 0"]


def test_the_past_of_a_period_is_the_same_period_a_year_before():
    each = scheme(
        'value: {from: q}, formula: "v", periods: {merge: sum, of: scores, every: half_year}',
        more="values: {a: 数}\nquantities: [{id: q, name: 增, formula: 'value(a) / past(a, 1)'}]",
    )
    rows = [
        value(number, item="a", period=period)
        for period, number in (
            ("2025-H1", "8"),
            ("2025-H2", "9"),
            ("2024-H1", "4"),
            ("2024-H2", "3"),
            ("2024", "1"),
        )
    ]
    # 2 + 3
    assert told(run(each, *rows)) == ["x value 5"]


def test_events_are_counted_period_by_period():
    each = whole(
        "quantities: [{id: q, name: 量, events: [e], take: number, per: half_year}]\nindicators:\n"
        "  - {id: e, name: 甲, points: 10, deduct: 1}\n"
        '  - {id: y, name: 乙, points: 10, value: {from: q}, formula: "v", periods: {merge: weighted, of: scores, weights: {H2: 3}}, missing: zero}\n'
    )
    days = ("2025-01-01", "2025-06-30", "2025-07-01", "2025-12-31", "2025-12-30")
    # (2×1 + 3×3) / 4 = 2.75；下半年没有：(1 + 0×3) / 4
    assert told(run(each, *(event(day, "e") for day in days)))[-1] == "y value 2.75"
    assert told(run(each, event(days[0], "e")))[-1] == "y value 0.25"


def test_a_base_that_is_not_there_is_missing():
    item = 'value: {from: q}, formula: "v"'
    more = "values: {a: 数}\nquantities: [{id: q, name: 量, formula: 'base(a)'}]"
    assert shown(item, value("1", "7", item="a"), more=more) == ["x value 7"]
    assert shown(item, value("1", item="a"), more=more) == ["x missing 0"]
    assert shown(item, more=more) == ["x missing 0"]
    later = [value("1", "7", item="a", period="2025-Q1"), value("9", "4", item="a", period="2025-Q2")]
    assert shown(item, *later, more=more) == shown(item, *reversed(later), more=more) == ["x value 4"]


# what a missing fact takes out

OUT = "indicators:\n  - {id: x, name: 甲, points: 10, %s, missing: not_applicable}\n  - {id: z, name: 丙, points: 10, deduct: 1}\n"
MORE = "values: {k: 系数, g: 数}\nquantities: [{id: q, name: 量, formula: 'value(g) * 2'}, {id: r, name: 比, formula: 'value(g) - mean(value(g) over all)'}]\n"


@pytest.mark.parametrize(
    ("leaf", "rows"),
    [
        ("value: count, proportional: 100", []),
        ('value: count, formula: "v * value(k)"', [value("1")]),
        ('value: count, formula: "v * value(k)"', [value("1", item="k")]),
        ("value: {from: q}, formula: v", []),
        ("value: count, proportional: {target: {formula: 'value(q)'}}", [value("1")]),
        ("value: {unit: ratio, zero_base: not_applicable}, proportional: 100%", [value("1", "0")]),
        ("value: count, at_least: {a: 5, b: 3}", [value("9", item="x.a")]),
        ("award: full", []),
        ("rating: {public: 群众}", []),
        ("rating: {public: {share: 40%}, leaders: {share: 60%}}", [rating("90", "r", "leaders")]),
        ("result: {scheme: other, full: 100}", []),
    ],
)
def test_a_leaf_that_lacks_what_it_needs_is_taken_out(leaf: str, rows: list):
    assert told(run(whole(MORE + OUT % leaf), *rows)) == ["z start 20"]


@pytest.mark.parametrize(
    ("leaf", "rows", "line"),
    [
        ("value: count, proportional: 100", [value("50")], "x value 5"),
        ('value: count, formula: "v * value(k)"', [value("2"), value("3", item="k")], "x value 6"),
        ("value: {from: q}, formula: v", [value("2", item="g")], "x value 4"),
        (
            "value: {unit: ratio, zero_base: not_applicable}, proportional: 100%",
            [value("1", "2")],
            "x value 5",
        ),
        ("value: {unit: ratio, zero_base: zero}, proportional: 100%", [value("1", "0")], "x value 0"),
        ("value: ratio, proportional: 100%", [value("1", "0")], "x value 10"),
        (
            "value: count, at_least: {a: 5, b: 3}",
            [value("9", item="x.a"), value("3", item="x.b")],
            "x value 10",
        ),
    ],
)
def test_a_leaf_that_has_what_it_needs_stays(leaf: str, rows: list, line: str):
    assert told(run(whole(MORE + OUT % leaf), *rows)) == [line, "z start 10"]


def test_what_hangs_on_others_does_not_take_a_leaf_out():
    # 乙有 4，平均（4 + 2）/ 2 = 3：甲 2 - 3 = -1
    both = whole(MORE + OUT % "value: {from: r}, formula: '5 + v'")
    rows = [value("2", item="g"), value("4", item="g", unit="u2")]
    assert told(run(both, *rows, of=units("u1", "u2"))) == ["x value 4", "z start 10"]
    assert told(run(both, rows[1], of=units("u1", "u2"))) == ["x missing 0", "z start 10"]


def test_in_a_formula_a_value_may_be_called_by_its_bare_name():
    more = "values: {a: 数}\nquantities: [{id: q, name: 量, formula: 'a * 2'}]"
    assert shown('value: {from: q}, formula: "v + a + q"', value("3", item="a"), more=more) == ["x value 15"]


def test_beside_rows_of_periods_one_without_a_period_is_the_oldest():
    rows = [value("10"), value("20", period="2025-Q1")]
    assert shown(SHARE, *rows) == shown(SHARE, *reversed(rows)) == ["x value 4"]
