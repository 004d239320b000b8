"""What formulas come to, worked out by hand beside each claim."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from typing import TypeVar

import pytest

from kaoping.errors.position import Position
from kaoping.rules.language.formula import Env, FormulaError, FormulaZeroDivision, evaluate, parse

T = TypeVar("T")


@dataclass
class Cohort:
    """Some units, what was computed for all of them, and how often each number was looked up."""

    units: list[Unit] = field(default_factory=list)
    results: dict[tuple[Hashable, ...], object] = field(default_factory=dict)
    looked_up: int = 0

    def add(self, id: str, category: str = "town", parent: str = "", **numbers: int | str | None) -> Unit:
        unit = Unit(
            self, id, category, parent, {k: v if v is None else Fraction(v) for k, v in numbers.items()}
        )
        self.units.append(unit)
        return unit


@dataclass
class Unit(Env):
    """One unit; `numbers` has names as they are, and kind_name or kind_name_years for everything else."""

    cohort: Cohort
    id: str
    category: str
    parent: str
    numbers: dict[str, Fraction | None]

    def value(self, kind: str, name: str, years: int = 0) -> Fraction | None:
        self.cohort.looked_up += 1
        key = name if kind == "name" else f"{kind}_{name}" + (f"_{years}" if years else "")
        return self.numbers[key]

    def group(self, over: str | tuple[str, ...]) -> Iterable[Env]:
        return [unit for unit in self.cohort.units if self.sees(unit, over)]

    def sees(self, unit: Unit, over: str | tuple[str, ...]) -> bool:
        if over == "children":
            return unit.parent == self.id
        wanted = {"category": (self.category,)}.get(over, over) if isinstance(over, str) else over
        return wanted == "all" or unit.category in wanted

    def group_key(self, over: str | tuple[str, ...]) -> Hashable:
        return {"category": self.category, "children": self.id}.get(over) if isinstance(over, str) else None

    def cached(self, key: tuple[Hashable, ...], compute: Callable[[], T]) -> T:
        if key not in self.cohort.results:
            self.cohort.results[key] = compute()
        return self.cohort.results[key]  # type: ignore[return-value]


def worth(text: str, **numbers: int | str | None) -> Fraction | None:
    return evaluate(parse(text), Cohort().add("A", **numbers))


def numbers_of(text: str, *values: int | str | None) -> list[Fraction | None]:
    """Work a formula out for units of one category whose x are the values."""
    cohort = Cohort()
    for n, value in enumerate(values):
        cohort.add(f"U{n}", x=value)
    return [evaluate(parse(text), unit) for unit in cohort.units]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1 + 2 * 3", "7"),
        ("8 / 4 / 2", "1"),
        ("1 / 3 * 3", "1"),
        ("-2 * -3 - 1", "5"),
        ("100 * 95%", "95"),
        ("50万 / 1000", "500"),
        ("min(3, 1, 2) + max(3, 1, 2)", "4"),  # 1 + 3
        ("mean(1, 2, 2)", "5/3"),
        ("abs(2 - 5)", "3"),
        ("round(2.345, 2)", "2.35"),
        ("round(-2.345, 2)", "-2.35"),  # half away from zero
        ("round(2.5, 0)", "3"),
        ("floor(-0.5) + ceil(1.2)", "1"),  # -1 + 2
        ("steps(119, 50)", "2"),
        ("steps(0.3, 0.1)", "3"),  # 0.30000000000000004 // 0.1 is 2 in binary
        ("power(1.1, 3)", "1.331"),
        ("power(2, -3)", "1/8"),
        ("power(0, 0)", "1"),
        ("power(0, 0.5)", "0"),
        ("sqrt(1/9)", "1/3"),
    ],
)
def test_arithmetic_is_exact(text: str, expected: str):
    assert worth(text) == Fraction(expected)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ln(2)", "0.6931471805599453094172321215"),  # …3212145818
        ("sqrt(2)", "1.414213562373095048801688724"),  # …8872420
        # Cube root by bisection of whole numbers; 1.001^1000 as an exact fraction.
        ("power(2, 0.5)", "1.414213562373095048801688724"),
        ("power(1.05, 1/3)", "1.016396356814853428776742040"),
        ("power(1.001, 1000)", "2.716923932235892457383088122"),
    ],
)
def test_logarithms_roots_and_powers_have_28_digits(text: str, expected: str):
    assert worth(text) == Fraction(Decimal(expected))


def test_look_ups_are_told_apart():
    numbers = {"a": 1, "score_a": 2, "value_a": 3, "value_a_1": 4, "base_a": 5, "points_a": 6, "result_a": 7}
    text = "a + 10*score(a) + 100*value(a) + 1000*past(a, 1) + 1万*base(a) + 10万*points(a) + 100万*result(a)"
    assert worth(text, **numbers) == 7_654_321


def test_conditions_choose():
    text = "if(x >= 85, 3, if(x >= 60 and x != 70, 2, 1))"
    assert [worth(text, x=x) for x in (85, "84.9999", 70, 60, "59.9999")] == [3, 2, 1, 2, 1]
    assert worth("if(not x = 1 or x > 0, 1, 2)", x=1) == 1


def test_what_is_missing_makes_all_that_needs_it_missing():
    for text in (
        "x + 1",
        "1 / x",
        "-x",
        "max(1, x)",
        "round(x, 2)",
        "if(x > 1, 1, 2)",
        "if(not x > 1, 1, 2)",
    ):
        assert worth(text, x=None) is None


def test_what_is_not_looked_at_may_be_missing():
    assert worth("if(y > 0, y, x)", x=None, y=1) == 1
    assert worth("if(y > 0 or x > 0, 1, 2)", x=None, y=1) == 1
    assert worth("if(y > 0 and x > 0, 1, 2)", x=None, y=0) == 2
    assert worth("if(x > 0 or y > 0, 1, 2)", x=None, y=1) is None


def test_given_replaces_only_what_is_missing():
    assert worth("given(x, 5) + given(y, 7)", x=None, y=1) == 6  # 5 + 1
    assert worth("given(x + y, 0)", x=None, y=1) == 0


def test_a_division_by_zero_is_told_with_its_place():
    formula = parse("1 + x / (x - x)", Position("scheme.yaml", 3, 10))
    with pytest.raises(FormulaZeroDivision) as caught:
        evaluate(formula, Cohort().add("A", x=1))
    assert caught.value.position.column == 16
    assert str(caught.value).startswith("scheme.yaml:3:16: 公式里除数为 0")


@pytest.mark.parametrize("text", ["1 / x", "steps(1, x)", "power(x, -1)", "power(x, -0.5)"])
def test_every_way_to_divide_by_zero_is_the_same_error(text: str):
    with pytest.raises(FormulaZeroDivision):
        worth(text, x=0)


def test_a_condition_keeps_a_division_by_zero_away():
    assert worth("if(x = 0, 10, 5 / x)", x=0) == 10
    assert worth("if(x > 0 and 5 / x > 1, 1, 2)", x=0) == 2


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("ln(0)", "formula.undefined"),
        ("ln(-1)", "formula.undefined"),
        ("sqrt(-1)", "formula.undefined"),
        ("power(-8, 1/3)", "formula.undefined"),
        ("power(10, 100000)", "formula.too_large"),
        ("power(power(power(power(10, 64), 64), 64), 64)", "formula.too_large"),
    ],
)
def test_what_has_no_value_is_told(text: str, code: str):
    with pytest.raises(FormulaError) as caught:
        worth(text)
    assert caught.value.problem.code == code
    assert caught.value.problem.message("en")


def test_group_functions_look_at_the_units_that_have_the_number():
    # 4, 8, 9 and one without: sum 21, mean 7.
    values = (4, None, 8, 9)
    for name, expected in {
        "sum": 21,
        "mean": 7,
        "min": 4,
        "worst": 4,
        "max": 9,
        "best": 9,
        "count": 3,
    }.items():
        assert numbers_of(f"{name}(x over all)", *values) == [expected] * 4


def test_equal_units_share_a_rank_and_the_next_is_skipped():
    assert numbers_of("rank(x over all)", 5, 9, 9, None, 1) == [3, 1, 1, None, 4]


def test_a_percentile_lies_between_the_closest_ranks():
    # Ordered 1, 2, 4, 10: at 75 % the rank is 1 + 3 x 0.75 = 3.25, so 4 + 0.25 x (10 - 4) = 5.5.
    assert numbers_of("percentile(x, 75% over all)", 10, 1, 4, 2)[0] == Fraction("5.5")
    assert numbers_of("percentile(x, 0% over all)", 10, 1, 4, 2)[0] == 1
    assert numbers_of("percentile(x, 1 over all)", 10, 1, 4, 2)[0] == 10
    # Three units: the rank is 1 + 2 / 3; 0 + 2/3 x (1 - 0).
    assert numbers_of("percentile(x, 0.333333 over all)", 0, 1, 3)[0] == Fraction("0.666666")
    assert numbers_of("percentile(x, 50% over all)", 7)[0] == 7


def test_no_units_count_zero_and_have_no_mean():
    assert numbers_of("count(x over children)", 1) == [0]
    for text in ("mean(x over children)", "sum(x over children)", "percentile(x, 50% over children)"):
        assert numbers_of(text, 1) == [None]
    assert numbers_of("given(sum(x over children), 0)", 1) == [0]


def test_groups_are_a_category_all_units_children_or_listed_categories():
    cohort = Cohort()
    city = cohort.add("C", "city", x=100)
    town = cohort.add("T1", "town", parent="C", x=1)
    cohort.add("T2", "town", parent="C", x=3)
    cohort.add("O", "office", x=10)
    for unit, text, expected in [
        (town, "sum(x over category)", 4),  # 1 + 3
        (city, "sum(x over category)", 100),
        (town, "sum(x over all)", 114),
        (city, "mean(x over children)", 2),  # (1 + 3) / 2
        (town, "sum(x over [city, office])", 110),
        (town, "rank(x over [city, office])", 3),  # two units have more than 1
    ]:
        assert evaluate(parse(text), unit) == expected


def test_a_member_of_a_group_may_be_any_expression():
    # Ratios 1/2 and 3/4 (base 0 left out by the condition): their mean is 5/8.
    cohort = Cohort()
    for value, base in ((1, 2), (3, 4), (5, 0)):
        cohort.add(f"U{value}", value_x=value, base_x=base, none=None)
    text = "mean(if(base(x) = 0, none, value(x) / base(x)) over all)"
    assert evaluate(parse(text), cohort.units[0]) == Fraction(5, 8)


def test_min_max_scaling_reads_like_the_clause():
    text = "60 + 40 * (x - worst(x over all)) / (best(x over all) - worst(x over all))"
    assert numbers_of(text, 10, 20, 30) == [60, 80, 100]  # 60 + 40 x 10/20


def test_a_cohort_is_looked_at_once_however_many_units_ask():
    cohort = Cohort()
    for n in range(100):
        cohort.add(f"U{n}", x=n)
    formula = parse("mean(x over all) + percentile(x, 50% over all) + rank(x over all)")
    ranks = [evaluate(formula, unit) for unit in cohort.units]
    assert ranks[0] == Fraction("49.5") * 2 + 100
    assert cohort.looked_up == 100 + 100 + 2 * 100  # each group once; for the rank also each unit's own


def test_a_group_function_within_another_is_looked_at_once_too():
    cohort = Cohort()
    for n in range(1, 51):
        cohort.add(f"U{n}", "town" if n % 2 else "city", x=n)
    formula = parse("max(x / mean(x over category) over all)")
    # Towns 1, 3 … 49 have the mean 25, cities 2, 4 … 50 have 26: 49/25 is more than 50/26.
    assert {evaluate(formula, unit) for unit in cohort.units} == {Fraction(49, 25)}
    assert cohort.looked_up == 50 + 50


def test_equal_texts_in_two_formulas_never_share_a_result():
    # The same name may mean another quantity at another place of a scheme.
    cohort = Cohort()
    unit = cohort.add("A", x=1)
    assert evaluate(parse("sum(x over all)"), unit) == 1
    unit.numbers["x"] = Fraction(2)
    assert evaluate(parse("sum(x over all)"), unit) == 2


def test_ten_thousand_ratios_are_added_exactly():
    # The sum of 1/(n(n+1)) for n from 1 to 10000 telescopes to 1 - 1/10001.
    values = [f"1/{n * (n + 1)}" for n in range(1, 10_001)]
    cohort = Cohort()
    for n, value in enumerate(values):
        cohort.add(f"U{n}", x=value)
    assert evaluate(parse("sum(x over all)"), cohort.units[0]) == 1 - Fraction(1, 10_001)
