"""The laws of spec section 9, on 2,000 generated schemes with facts each."""

from __future__ import annotations

import os
import random
from dataclasses import replace
from functools import lru_cache

from hypothesis import given, settings
from hypothesis import strategies as st

from kaoping.rules import Rescoring, Result, Scheme, load, score
from tests.laws.second_reading import total
from tests.laws.worlds import AS_OF, World, new_event, worlds

EXAMPLES = int(os.environ.get("KAOPING_EXAMPLES", "2000"))
MANY = settings(max_examples=EXAMPLES)
SOME = settings(max_examples=max(EXAMPLES // 5, 1))
"""For what each example tries several times."""


@lru_cache(maxsize=64)
def scheme_of(text: str) -> Scheme:
    return load(text)


def result_of(world: World) -> Result:
    return score(scheme_of(world.yaml), world.facts, AS_OF)


@MANY
@given(worlds())
def test_a_second_reading_agrees_lines_add_up_and_the_same_input_gives_the_same(world: World) -> None:
    result = result_of(world)
    agrees_with_a_second_reading(world, result)
    adds_up(world, result)
    assert result == score(load(world.yaml), world.facts, AS_OF)


def agrees_with_a_second_reading(world: World, result: Result) -> None:
    """Claim that the totals are those of an independent reading of the specification."""
    for unit in world.facts.units:
        expected, standing = total(world, unit), result.standing_of[unit.id]
        assert standing.complete == (expected is not None)
        if expected is not None:
            assert standing.exact_total == expected


def adds_up(world: World, result: Result) -> None:
    """Claim that lines add up to the scores of their items, those of an item to it, and all to the total."""
    nodes = scheme_of(world.yaml).nodes
    for unit in world.facts.units:
        lines = result.lines_of[unit.id]
        for item, row in result.scores_of[unit.id].items():
            own = sum(line.points for line in lines if line.item == item)
            below = nodes[item].items if item in nodes else ()
            assert row.score == own + sum(result.scores_of[unit.id][child.path].score for child in below)
        assert sum(line.points for line in lines) == result.standing_of[unit.id].exact_total


@MANY
@given(worlds(plain_matters=True), st.randoms(use_true_random=False))
def test_one_more_deduction_never_raises_and_one_more_addition_never_lowers(
    world: World, chance: random.Random
) -> None:
    before = result_of(world).standing_of
    for sign in (-1, 1):
        unit = chance.choice(world.facts.units)
        event = new_event(chance, world, unit, "zz-new", sign)
        if event is not None:
            after = result_of(world.with_events(event)).standing_of[unit.id].exact_total
            assert (after - before[unit.id].exact_total) * sign >= 0


@MANY
@given(worlds(), st.randoms(use_true_random=False))
def test_the_order_of_rows_changes_nothing_but_the_order_of_output(
    world: World, chance: random.Random
) -> None:
    tables = {
        name: chance.sample(list(rows), len(rows))
        for name in ("units", "events", "values", "ratings", "awards")
        for rows in [getattr(world.facts, name)]
    }
    one, other = result_of(world), result_of(replace(world, facts=replace(world.facts, **tables)))
    assert sorted(one.lines, key=repr) == sorted(other.lines, key=repr)
    assert sorted(one.scores, key=repr) == sorted(other.scores, key=repr)
    assert sorted(one.standings, key=repr) == sorted(other.standings, key=repr)


@MANY
@given(worlds())
def test_splitting_the_units_into_two_runs_changes_nothing_but_ranks(world: World) -> None:
    whole = result_of(world)
    for unit in world.facts.units:
        alone = result_of(replace(world, facts=replace(world.facts, units=[unit])))
        assert alone.lines_of[unit.id] == whole.lines_of[unit.id]
        assert alone.scores_of[unit.id] == whole.scores_of[unit.id]


@SOME
@given(worlds(), st.randoms(use_true_random=False))
def test_scoring_again_with_a_few_rows_changed_is_scoring_anew(world: World, chance: random.Random) -> None:
    scheme, facts = scheme_of(world.yaml), world.facts
    again = Rescoring(scheme, facts, AS_OF)
    for unit in facts.units:
        rows = [event for event in (new_event(chance, world, unit, "zz-new"),) if event is not None]
        dropped = chance.sample(list(facts.events), min(len(facts.events), chance.randint(0, 2)))
        left = [event for event in facts.events if event not in dropped]
        changed = replace(facts, events=[*left, *rows])
        assert again.score(changed, [*rows, *dropped]) == score(scheme, changed, AS_OF)
