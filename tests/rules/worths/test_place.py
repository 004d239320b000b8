"""按位次计分: ties share a place, the last n are counted from the bottom."""

from kaoping.rules.facts.rows import Unit
from tests.rules.little import all_points, run, scheme, units, value

FIVE = units("u1", "u2", "u3", "u4", "u5")


def of(numbers: str) -> list:
    return [value(number, unit=f"u{i}") for i, number in enumerate(numbers.split(), 1)]


TOP = scheme("value: count, place: {among: all, first: {1: 4, 2: 3, 3: 2}, others: 1}")


def test_the_first_places_have_their_points():
    assert all_points(TOP, *of("50 40 30 20 10"), of=FIVE) == ["4", "3", "2", "1", "1"]


def test_ties_share_a_place_and_the_next_is_skipped():
    assert all_points(TOP, *of("50 40 40 30 10"), of=FIVE) == ["4", "3", "3", "1", "1"]
    assert all_points(TOP, *of("50 50 50 30 10"), of=FIVE) == ["4", "4", "4", "1", "1"]


def test_low_may_be_best():
    low = scheme("value: count, place: {among: all, first: {1: 4, 2: 3}, best: low}")
    assert all_points(low, *of("50 40 30 20 10"), of=FIVE) == ["0", "0", "0", "3", "4"]


LAST = scheme("value: count, place: {among: all, last: {2: -1}}, floor: none")


def test_the_last_n_are_counted_from_the_bottom_with_ties_at_the_border():
    assert all_points(LAST, *of("50 40 30 20 10"), of=FIVE) == ["0", "0", "0", "-1", "-1"]
    # the two of 20 are both last but one: nobody but the one of 10 is below them
    assert all_points(LAST, *of("50 40 20 20 10"), of=FIVE) == ["0", "0", "-1", "-1", "-1"]
    # below the two of 20 there are two: they are out
    assert all_points(LAST, *of("50 20 20 10 10"), of=FIVE) == ["0", "0", "0", "-1", "-1"]


def test_a_unit_without_a_value_takes_no_place():
    assert all_points(TOP, *of("50 40 30"), of=FIVE) == ["4", "3", "2", "0", "0"]


def test_places_are_counted_within_the_category_where_it_says_so():
    mixed = [*units("u1", "u2"), *units("u3", "u4", category="government")]
    within = scheme("value: count, place: {among: category, first: {1: 4}}")
    assert all_points(within, *of("50 40 30 20"), of=mixed) == ["4", "0", "4", "0"]
    named = scheme("value: count, place: {among: [party, government], first: {1: 4}}")
    assert all_points(named, *of("50 40 30 20"), of=mixed) == ["4", "0", "0", "0"]


def test_observers_take_no_place():
    seated = [*units("u1", "u2"), Unit("u3", "U3", "party", observer=True)]
    result = run(TOP, *of("50 40 60"), of=seated)
    assert [result.scores_of[u]["x"].score for u in ("u1", "u2")] == [40_000, 30_000]
    assert result.scores_of["u3"] == {}
