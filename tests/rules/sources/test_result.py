"""其他考评结果: a total rescaled, or a grade or place turned into points."""

from fractions import Fraction

import pytest

from kaoping.rules.facts.rows import SchemeResult
from tests.rules.little import ledger, points, run, scheme


def result(total: str = "90", grade: str = "", rank: int | None = None, period: str = "") -> SchemeResult:
    return SchemeResult("u1", "budget", Fraction(total), grade, rank, period=period)


def test_the_total_is_rescaled():
    # 20 x 92.5 / 100; 20 x 100 / 130 = 15.3846
    assert points(scheme("result: {scheme: budget, full: 100}"), result("92.5")) == "18.5"
    assert points(scheme("result: {scheme: budget, full: 130}"), result("100")) == "15.3846"


@pytest.mark.parametrize(("grade", "given"), [("A", "20"), ("B", "16"), ("C", "0")])
def test_a_grade_may_give_the_points(grade: str, given: str):
    assert points(scheme("result: {scheme: budget, grades: {A: 100%, B: 80%}}"), result(grade=grade)) == given


@pytest.mark.parametrize(("rank", "given"), [(1, "5"), (2, "4"), (3, "0")])
def test_a_place_may_give_the_points(rank: int, given: str):
    assert points(scheme("result: {scheme: budget, places: {1: 5, 2: 4}}"), result(rank=rank)) == given


def test_the_line_names_the_other_scheme():
    assert ledger(scheme("result: {scheme: budget, full: 100}"), result("92.5")) == [
        ("scheme", "budget", "18.5", "18.5")
    ]


def test_the_latest_period_counts():
    rows = [result("80", period="2025-Q1"), result("90", period="2025-Q2")]
    assert points(scheme("result: {scheme: budget, full: 100}"), *rows) == "18"


def test_without_a_result_the_unit_is_incomplete():
    found = run(scheme("result: {scheme: budget, full: 100}"))
    assert [(line.kind, line.source) for line in found.lines] == [("missing", "budget")]
