"""评价: groups of raters, weights, trimming, own ratings, secrecy."""

import pytest

from tests.rules.little import ledger, notes, points, rating, run, scheme

TWO = scheme("rating: {public: {name: 公众, share: 60%}, leaders: {name: 领导, share: 40%}}")


def test_each_group_has_its_share_of_the_points_and_a_line():
    # 12 x 85/100 = 10.2, 8 x 90/100 = 7.2
    rows = [rating("80", "a"), rating("90", "b"), rating("90", "c", "leaders")]
    assert ledger(TWO, *rows) == [("rating", "leaders", "7.2", "7.2"), ("rating", "public", "10.2", "10.2")]
    assert points(TWO, *rows) == "17.4"


def test_a_mean_that_does_not_come_out_even_is_rounded_at_the_line():
    # 20 x (80 + 80 + 81) / 300 = 16.0666...
    item = scheme("rating: {public: 公众}")
    assert points(item, rating("80", "a"), rating("80", "b"), rating("81", "c")) == "16.0667"


def test_raters_may_have_weights():
    # (90 x 3 + 70 x 1) / 4 = 85; an empty weight is 1
    item = scheme("rating: {public: 公众}")
    assert points(item, rating("90", "a", weight="3"), rating("70", "b")) == "17"


@pytest.mark.parametrize(
    ("scores", "given"), [("0 60 70 80 100", "14"), ("0 60 100", "12"), ("60 100", "16")]
)
def test_the_highest_and_lowest_are_dropped_while_any_are_left(scores: str, given: str):
    # without 0 and 100: 70; three: 60; with two nothing is dropped: 80
    item = scheme("rating: {public: {drop: 1}}")
    rows = [rating(score, f"r{i}") for i, score in enumerate(scores.split())]
    assert points(item, *rows) == given


def test_a_scale_of_its_own():
    # 20 x 4/5
    assert points(scheme("rating: {public: {scale: 5}}"), rating("4", "a")) == "16"


def test_a_units_own_rating_never_counts():
    item = scheme("rating: {public: 公众}")
    assert points(item, rating("60", "a"), rating("100", "u1")) == "12"


def test_a_group_left_empty_is_missing_and_makes_the_unit_incomplete():
    result = run(TWO, rating("80", "a"), rating("100", "u1", "leaders"))
    assert [(line.kind, line.source) for line in result.lines] == [
        ("missing", "leaders"),
        ("rating", "public"),
    ]
    assert not result.standing_of["u1"].complete


def test_a_secret_group_below_its_number_shows_neither_count_nor_mean():
    secret = scheme("rating: {public: {secret: 3}}")
    rows = [rating("80", "1"), rating("90", "2"), rating("70", "3")]
    assert points(secret, *rows[:2]) == "17"
    assert notes(secret, *rows[:2]) == ["无记名评价不足3份，不显示份数和均分"]
    assert "80" in notes(secret, *rows)[0]


def test_groups_may_have_points_instead_of_shares():
    item = scheme("rating: {public: {points: 15}, leaders: {points: 5}}")
    assert points(item, rating("80", "a"), rating("100", "b", "leaders")) == "17"
