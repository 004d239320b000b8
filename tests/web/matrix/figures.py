"""The figures of the world as the engine computes them, in the ways in which a page would show them."""

from __future__ import annotations

from collections import Counter

from kaoping.rules.numbers.points import format_places, format_points
from kaoping.web.results.trial import trial_of
from tests.web.matrix.town import GOALS
from tests.web.worlds import World


def total_of(here: World, year: str, code: str) -> str:
    """Give the total of a unit, as a table shows it."""
    return format_places(trial_of(here[year]).result.standing_of[code].total, 2)


def totals(here: World, year: str) -> dict[str, str]:
    """Give the totals of all units with whose they are."""
    return {total_of(here, year, code): f"{code} total" for code in GOALS}


def figures_of(here: World, year: str) -> dict[str, str]:
    """Give totals and scores of leaves, with whose they are: those that are nobody else's and are no round number."""
    result = trial_of(here[year]).result
    told = [(format_places(one.total, 2), f"{one.unit} total") for one in result.standings]
    for code in GOALS:
        told += [(text, f"{code} {item}") for item, one in result.scores_of[code].items()
                 for text in {format_places(one.score, 2), format_points(one.score)}]  # fmt: skip
    often = Counter(figure for figure, _ in told)
    return {figure: what for figure, what in told if often[figure] == 1 and _is_odd(figure)}


def _is_odd(figure: str) -> bool:
    return "." in figure and not figure.endswith((".00", ".50", ".5")) and len(figure) >= 5
