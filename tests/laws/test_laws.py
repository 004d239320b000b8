"""The laws of spec section 9, on 2,000 generated schemes with facts each."""

from __future__ import annotations

import os
import random
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from kaoping.rules import Rescoring, Result, Scheme, load, score
from tests.laws.changes import changed
from tests.laws.reading import Corner, bearer, read
from tests.laws.worlds import AS_OF, World, new_event, shuffled, worlds, written

EXAMPLES = int(os.environ.get("KAOPING_EXAMPLES", "2000"))
MANY = settings(max_examples=EXAMPLES)
SOME = settings(max_examples=max(EXAMPLES // 5, 1))
"""For what each example tries several times."""

CHANCES = st.integers(0, 2**40).map(random.Random)


@lru_cache(maxsize=64)
def scheme_of(text: str) -> Scheme:
    return load(text)


def result_of(world: World) -> Result:
    return score(scheme_of(written(world)), world.facts, AS_OF)


@MANY
@given(worlds())
def test_a_second_reading_agrees_lines_add_up_and_the_same_input_gives_the_same(world: World) -> None:
    result = result_of(world)
    agrees_with_a_second_reading(world, result)
    adds_up(world, result)
    assert result == score(load(written(world)), world.facts, AS_OF)


def agrees_with_a_second_reading(world: World, result: Result) -> None:
    """Claim that an independent reading of the specification gives the same totals, ranks, grades and vetoes."""
    try:
        expected = read(world)
    except Corner:
        return
    assert {s.unit: (s.exact_total, s.complete, s.rank, s.grade, s.vetoed) for s in result.standings} == {
        unit: (one.total * 10_000, one.complete, one.rank, one.grade, one.vetoed)
        for unit, one in expected.items()
    }


def adds_up(world: World, result: Result) -> None:
    """Claim that lines add up to the scores of their items, those of an item to it, and all to the total."""
    nodes = scheme_of(written(world)).nodes
    for standing in result.standings:
        lines, scores = result.lines_of[standing.unit], result.scores_of[standing.unit]
        for item, row in scores.items():
            own = sum(line.points for line in lines if line.item == item)
            below = nodes[item].items if item in nodes else ()
            assert row.score == own + sum(scores[one.path].score for one in below if one.path in scores)
        assert sum(line.points for line in lines) == standing.exact_total


@MANY
@given(worlds(plain=True), CHANCES)
def test_one_more_deduction_never_raises_and_one_more_addition_never_lowers(
    world: World, chance: random.Random
) -> None:
    before = result_of(world).standing_of
    for sign in (-1, 1):
        unit = chance.choice(world.facts.units)
        event = new_event(chance, world, unit, "zz-new", sign)
        heir = bearer(world, unit.id)
        if event is not None and heir in before:
            after = result_of(world.with_events(event)).standing_of[heir].exact_total
            assert (after - before[heir].exact_total) * sign >= 0


@MANY
@given(worlds(), CHANCES)
def test_the_order_of_rows_changes_nothing_but_the_order_of_output(
    world: World, chance: random.Random
) -> None:
    tables = {
        name: chance.sample(list(rows), len(rows))
        for name in ("units", "events", "values", "ratings", "awards", "decisions")
        for rows in [getattr(world.facts, name)]
    }
    one, other = result_of(world), result_of(replace(world, facts=replace(world.facts, **tables)))
    assert sorted(one.lines, key=repr) == sorted(other.lines, key=repr)
    assert sorted(one.scores, key=repr) == sorted(other.scores, key=repr)
    assert sorted(one.standings, key=repr) == sorted(other.standings, key=repr)


@MANY
@given(worlds(free_of_order=True), CHANCES)
def test_the_order_of_the_indicators_changes_no_score(world: World, chance: random.Random) -> None:
    one, other = result_of(world), result_of(replace(world, tree=shuffled(chance, world.tree)))
    assert one.scores_of == other.scores_of
    assert one.standings == other.standings


@MANY
@given(worlds(alone=True))
def test_splitting_the_units_into_two_runs_changes_nothing_but_ranks(world: World) -> None:
    whole = result_of(world)
    for unit in world.facts.units:
        alone = result_of(replace(world, facts=replace(world.facts, units=[unit])))
        assert alone.lines_of[unit.id] == whole.lines_of[unit.id]
        assert alone.scores_of[unit.id] == whole.scores_of[unit.id]


@SOME
@given(worlds(), CHANCES)
def test_scoring_again_with_a_few_rows_changed_is_scoring_anew(world: World, chance: random.Random) -> None:
    scheme = scheme_of(written(world))
    again = Rescoring(scheme, world.facts, AS_OF)
    for _ in range(4):
        facts, rows = changed(chance, world)
        assert again.score(facts, rows) == score(scheme, facts, AS_OF)


@SOME
@given(worlds(alone=True), CHANCES)
def test_ledgers_of_the_units_concerned_are_those_of_scoring_anew(
    world: World, chance: random.Random
) -> None:
    scheme = scheme_of(written(world))
    again = Rescoring(scheme, world.facts, AS_OF)
    for _ in range(3):
        facts, rows = changed(chance, world)
        anew, (scores, lines) = score(scheme, facts, AS_OF), again.ledgers(facts, rows)
        concerned = {row.unit for row in rows} & set(anew.standing_of)
        assert [row for row in scores if row.unit in concerned] == only(anew.scores, concerned)
        assert [row for row in lines if row.unit in concerned] == only(anew.lines, concerned)


def only(rows: Sequence[Any], units: set[str]) -> list[Any]:
    return [row for row in rows if row.unit in units]
