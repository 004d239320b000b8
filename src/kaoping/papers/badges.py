"""Grades as badges: which are good, plain or bad is read off the conditions, not off the names."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from kaoping.rules.conditions import IsVetoed, Not, PlaceIs, TotalIs, parts_of
from kaoping.rules.model import Grade, Scheme

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

    A grade below a line or among the last is bad, the first of those with a lower bound or a place at the top is
    good; the rest of the ladder is bad where nothing else is, since then it is what remains below every line.
    """
    tones = {grade.id: _tone(grade) for grade in scheme.grades}
    rest_is_bad = BAD not in tones.values()
    for index, grade in enumerate(scheme.grades):
        if grade.when is None:
            tones[grade.id] = BAD if rest_is_bad and index else PLAIN
    if GOOD not in tones.values():
        lines = [grade.id for grade in scheme.grades if grade.when is not None and tones[grade.id] == PLAIN]
        tones.update({lines[0]: GOOD} if lines else {})
    return {grade.id: Badge(grade.name or grade.id, tones[grade.id], grade.cite) for grade in scheme.grades}


def _tone(grade: Grade) -> str:
    parts = list(parts_of(grade.when)) if grade.when is not None else []
    if any(_is_low(part) for part in parts) and not any(isinstance(part, Not) for part in parts):
        return BAD
    top = any(
        isinstance(p, PlaceIs) and (p.place.first or p.place.first_percent or p.place.exactly) for p in parts
    )
    return GOOD if top else PLAIN


def _is_low(part: object) -> bool:
    if isinstance(part, TotalIs):
        lower = part.total.at_least is not None or part.total.above is not None
        return not lower and (part.total.below is not None or part.total.at_most is not None)
    if isinstance(part, PlaceIs):
        return part.place.last is not None or part.place.last_percent is not None
    return isinstance(part, IsVetoed) and part.vetoed
