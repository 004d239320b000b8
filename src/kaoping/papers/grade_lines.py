"""The lines between grades (等次线): where a total or a place parts them, to draw into a ranking and measure from."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from kaoping.errors.problems import KaopingError
from kaoping.papers.badges import BAD, badges
from kaoping.papers.words.conditions import bounds, place
from kaoping.papers.words.figures import points
from kaoping.rules.language.conditions import All, Bounds, CategoryIs, Condition, PlaceIs, PlaceKeys, TotalIs
from kaoping.rules.language.number import ByCategory, Number
from kaoping.rules.ledger.result import Standing
from kaoping.rules.numbers.points import Points
from kaoping.rules.scheme.model import Grade, Scheme
from kaoping.rules.scheme.plan import written


@dataclass(frozen=True)
class GradeLine:
    """A line: drawn after `index` ranked units, at a total; `fixed` where the scheme writes that total."""

    grade: str
    label: str
    words: str
    count: str
    cite: str
    total: Points
    index: int
    tone: str
    fixed: bool


def grade_lines(scheme: Scheme, ranked: Sequence[Standing], category: str | None) -> list[GradeLine]:
    """Give the lines of a table of ranked units, from the top; `category` is None where units of several are in it."""
    found = [line for grade in scheme.grades for line in _lines(scheme, grade, ranked, category)]
    lowest = max((line.total for line in found if line.index == len(ranked)), default=0)
    shown = [line for line in found if line.index < len(ranked) or line.total == lowest]
    return sorted(shown, key=lambda line: (line.index, -line.total))


def _lines(
    scheme: Scheme, grade: Grade, ranked: Sequence[Standing], category: str | None
) -> Iterator[GradeLine]:
    parts = _parts(grade.when, category)
    by_place = next((part for part in parts if isinstance(part, PlaceIs)), None)
    by_total = next((part for part in parts if isinstance(part, TotalIs)), None)
    if by_place is not None:
        yield from _place_line(scheme, grade, by_place, ranked, category or "")
    elif by_total is not None:
        yield from _total_line(scheme, grade, by_total.total, ranked, category or "")


def _parts(condition: Condition | None, category: str | None) -> tuple[Condition, ...]:
    """Give the parts that must all hold; none where they ask for another category."""
    parts = condition.parts if isinstance(condition, All) else (condition,) if condition else ()
    asked = [part.category for part in parts if isinstance(part, CategoryIs)]
    return () if any(category not in names for names in asked) else parts


def _total_line(
    scheme: Scheme, grade: Grade, found: Bounds, ranked: Sequence[Standing], category: str
) -> Iterator[GradeLine]:
    lower = found.at_least or found.above
    bound = _written(lower or found.below or found.at_most, category)
    if bound is None:
        return
    index = sum(1 for one in ranked if one.total >= bound)
    if lower is None and index == len(ranked):
        return
    badge = badges(scheme)[grade.id]
    count = f"以上{index}个" if lower else f"以下{len(ranked) - index}个"
    words = bounds(found, scheme, points)
    tone = badge.tone if lower else BAD
    yield GradeLine(grade.id, badge.name, f"总分{words}", count, grade.cite, bound, index, tone, True)


def _written(number: Number | None, category: str) -> Points | None:
    try:
        return None if number is None else written(number, category)
    except KaopingError:
        return None


def _place_line(
    scheme: Scheme, grade: Grade, found: PlaceIs, ranked: Sequence[Standing], category: str
) -> Iterator[GradeLine]:
    """Draw it where the units that have the grade end; nothing where no unit has it."""
    totals = [one.total for one in ranked if one.grade == grade.id]
    if not totals:
        return
    badge = badges(scheme)[grade.id]
    last = found.place.last is not None or found.place.last_percent is not None
    total = max(totals) if last else min(totals)
    index = sum(1 for one in ranked if (one.total > total if last else one.total >= total))
    words = place(_of_category(found.place, category), scheme)
    count = f"{'以下' if last else ''}{len(totals)}个"
    yield GradeLine(grade.id, badge.name, words, count, grade.cite, total, index, badge.tone, False)


def _of_category(keys: PlaceKeys, category: str) -> PlaceKeys:
    """Put in the numbers of a category where there is a table by category."""
    return replace(
        keys,
        first=_number(keys.first, category),
        first_percent=_number(keys.first_percent, category),
        last=_number(keys.last, category),
        last_percent=_number(keys.last_percent, category),
    )


def _number(number: Number | None, category: str) -> Number | None:
    return number.table.get(category, number) if isinstance(number, ByCategory) else number
