"""What a per cent in a condition is of does not hang on what was worked out before."""

from itertools import permutations

import pytest

from kaoping.rules.facts.rows import Award
from kaoping.rules.ledger.result import Result
from tests.rules.little import event, points, run, whole

GATED = "{id: d, name: 丁, points: 10, award: full, gate: {when: {%s}, ceiling: 0}}"
WIDE = "{id: c, name: 丙, points: 70, award: full}"
LOSING = """{id: a, name: 甲, points: 20, start: full,
     rules: [{id: x, name: 事, deduct: 1, when: {score: c, at_least: 10%}}]}"""
"""Working its score out looks at a per cent of another item's points."""


def written(gate: str, order: tuple[int, ...], more: str = "") -> str:
    items = (GATED % gate, LOSING, WIDE)
    return "indicators:\n" + "".join(f"  - {items[i]}\n" for i in order) + more


def awarded(units: int) -> list[Award]:
    return [Award("u1", "d", 10 * 10_000), Award("u1", "c", units * 10_000)]


LOST = [event(f"2025-03-0{day}", "a.x") for day in range(1, 6)]
ORDERS = tuple(permutations(range(3)))
BANDS = '{of: "score(c)", bands: {0: 60%}}'


@pytest.mark.parametrize("order", ORDERS)
@pytest.mark.parametrize("bound", ["60%", BANDS])
@pytest.mark.parametrize(("side", "given"), [("below", "10"), ("above", "0")])
def test_a_gate_takes_per_cents_of_its_own_items_points(
    order: tuple[int, ...], bound: str, side: str, given: str
) -> None:
    scheme = whole(written(f"score: a, {side}: {bound}", order), "100")
    assert points(scheme, *awarded(70), *LOST, item="d") == given


def fifty(order: tuple[int, ...], more: str) -> Result:
    """Score 50 of 100: below 60 per cent of the full score, not of the 70 points of c."""
    return run(whole(written("score: a, below: 60%", order, more), "100"), *awarded(25), *LOST)


@pytest.mark.parametrize("order", ORDERS)
def test_a_per_cent_of_the_total_is_of_the_full_score(order: tuple[int, ...]) -> None:
    when = "{total: {below: 60%}}"
    assert not fifty(order, f"not_assessed: [{{name: 略, when: {when}, cite: 二}}]").scores_of.get("u1")
    (vetoed,) = fifty(order, f"vetoes: [{{id: v, name: 否决, when: {when}}}]").standings
    assert vetoed.vetoed
    (graded,) = fifty(order, f"grades: [{{id: low, name: 差, when: {when}}}, {{id: ok, name: 好}}]").standings
    assert graded.grade == "low"
