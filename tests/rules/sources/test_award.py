"""评定: points that an assessor gives."""

from kaoping.rules.facts.rows import Award
from kaoping.rules.scheme.asking import asks_of
from tests.rules.little import ledger, points, run, scheme, whole

FULL = scheme("award: full")


def test_the_awarded_points_are_the_score_under_the_assessors_name():
    assert ledger(FULL, Award("u1", "x", 184_999, "考评组")) == [("award", "考评组", "18.4999", "18.4999")]


def test_an_award_of_0_is_an_award():
    assert points(FULL, Award("u1", "x", 0)) == "0"
    assert run(FULL, Award("u1", "x", 0)).standing_of["u1"].complete


def test_without_an_award_the_unit_is_incomplete():
    result = run(FULL)
    assert [line.kind for line in result.lines] == ["missing"]
    assert (result.standing_of["u1"].rank, result.standing_of["u1"].grade) == (None, "")


def test_a_form_asks_for_0_to_the_points():
    (field,) = asks_of(FULL).inputs["awards", "x"].fields
    assert (field.low, field.high) == (0, 200_000)


def test_the_bound_follows_the_category():
    both = whole(
        "indicators:\n"
        "  - {id: x, name: 甲, points: {party: 15, government: 5}, award: full}\n"
        "  - {id: y, name: 乙, points: {party: 5, government: 15}, award: full}\n"
    )
    (field,) = asks_of(both).inputs["awards", "x"].fields
    assert field.highs == {"party": 150_000, "government": 50_000}
