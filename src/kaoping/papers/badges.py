"""Grades as badges: which are good, plain or bad is read off the conditions, not off the names."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from kaoping.rules.language.conditions import CategoryIs, IsVetoed, Not, PlaceIs, TotalIs, parts_of
from kaoping.rules.scheme.model import Grade, Scheme

GOOD, PLAIN, BAD = "good", "plain", "bad"
SHAPES = {GOOD: "●", PLAIN: "■", BAD: "▲"}
"""A shape beside the colour, for those who do not see it and for black-and-white print."""


@dataclass(frozen=True)
class Badge:
    """A grade as it is shown."""

    name: str
    tone: str
    cite: str = ""

    @property
    def shape(self) -> str:
        """Give the shape of its tone."""
        return SHAPES[self.tone]


def badges(scheme: Scheme) -> Mapping[str, Badge]:
    """Give the badge of every grade.

    A grade below a line or among the last is bad, the first of the others (in each category that grades name) is
    good; the rest of the ladder is bad where nothing else is, since then it is what remains below every line.
    """
    tones = {}
    claimed: set[str] = set()
    for grade in scheme.grades:
        tones[grade.id] = _tone(grade, claimed)
        claimed |= _claims(grade) if tones[grade.id] == GOOD else set()
    rest_is_bad = BAD not in tones.values()
    for index, grade in enumerate(scheme.grades):
        if grade.when is None:
            tones[grade.id] = BAD if rest_is_bad and index else PLAIN
    return {grade.id: Badge(grade.name or grade.id, tones[grade.id], grade.cite) for grade in scheme.grades}


def _tone(grade: Grade, claimed: set[str]) -> str:
    parts = list(parts_of(grade.when)) if grade.when is not None else []
    if any(_is_low(part) for part in parts) and not any(isinstance(part, Not) for part in parts):
        return BAD
    return GOOD if parts and not claimed & _claims(grade) else PLAIN


def _claims(grade: Grade) -> set[str]:
    """Give the categories for which a grade is asked; an empty name for all."""
    parts = parts_of(grade.when) if grade.when is not None else ()
    return {str(name) for part in parts if isinstance(part, CategoryIs) for name in part.category} or {""}


def _is_low(part: object) -> bool:
    if isinstance(part, TotalIs):
        lower = part.total.at_least is not None or part.total.above is not None
        return not lower and (part.total.below is not None or part.total.at_most is not None)
    if isinstance(part, PlaceIs):
        return part.place.last is not None or part.place.last_percent is not None
    return isinstance(part, IsVetoed) and part.vetoed
