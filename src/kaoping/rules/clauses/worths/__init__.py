"""Worths: what an event or a value is worth, one module each.

A newcomer adds a module and its line in one of the two tuples; reader, forms, docs and the common contract test
follow by themselves.
"""

from __future__ import annotations

from kaoping.rules.clauses.worth import ValueWorth
from kaoping.rules.clauses.worths.curve import Bands, Interpolation
from kaoping.rules.clauses.worths.deviation import Deviation
from kaoping.rules.clauses.worths.fixed import Fixed
from kaoping.rules.clauses.worths.formula import ByFormula
from kaoping.rules.clauses.worths.levels import Levels
from kaoping.rules.clauses.worths.occurrence import Occurrence
from kaoping.rules.clauses.worths.place import Place
from kaoping.rules.clauses.worths.proportional import Proportional
from kaoping.rules.clauses.worths.range import Range
from kaoping.rules.clauses.worths.scale import Scale
from kaoping.rules.clauses.worths.steps import Steps
from kaoping.rules.clauses.worths.threshold import Threshold

EVENT_WORTHS = (Fixed, Levels, Range, Steps, Occurrence)
VALUE_WORTHS: tuple[type[ValueWorth], ...] = (
    Threshold,
    Proportional,
    Deviation,
    Bands,
    Interpolation,
    Place,
    Scale,
    ByFormula,
)

__all__ = [
    "EVENT_WORTHS",
    "VALUE_WORTHS",
    "Bands",
    "ByFormula",
    "Deviation",
    "Fixed",
    "Interpolation",
    "Levels",
    "Occurrence",
    "Place",
    "Proportional",
    "Range",
    "Scale",
    "Steps",
    "Threshold",
]
