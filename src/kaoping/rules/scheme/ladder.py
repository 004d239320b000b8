"""The ladder of grades (等次) read as numbers."""

from __future__ import annotations

from kaoping.rules.language.conditions import PointBounds, TotalIs, parts_of
from kaoping.rules.language.number import Number
from kaoping.rules.scheme.model import Scheme


def bound_of_grade(scheme: Scheme, grade: str) -> Number | None:
    """Give the lower bound of the total that a grade asks for."""
    found = next((g.when for g in scheme.grades if g.id == grade), None)
    if found is None:
        return None
    for part in parts_of(found):
        bounds = part.total if isinstance(part, TotalIs) else None
        if isinstance(bounds, PointBounds) and bounds.at_least is not None:
            return bounds.at_least
    return None
