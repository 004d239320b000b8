"""Worths: what an event or a value is worth, one module each.

A newcomer adds a module and its line in one of the two tuples; reader, forms, docs and the common contract test
follow by themselves.
"""

from __future__ import annotations

from kaoping.rules.worth import ValueWorth
from kaoping.rules.worths.curve import Bands, Line
from kaoping.rules.worths.deviation import Deviation
from kaoping.rules.worths.fixed import Fixed
from kaoping.rules.worths.formula import ByFormula
from kaoping.rules.worths.levels import Levels
from kaoping.rules.worths.occurrence import Occurrence
from kaoping.rules.worths.place import Place
from kaoping.rules.worths.proportional import Proportional
from kaoping.rules.worths.range import Range
from kaoping.rules.worths.scale import Scale
from kaoping.rules.worths.steps import Steps
from kaoping.rules.worths.threshold import Threshold

EVENT_WORTHS = (Fixed, Levels, Range, Steps, Occurrence)
VALUE_WORTHS: tuple[type[ValueWorth], ...] = (
    Threshold,
    Proportional,
    Deviation,
    Bands,
    Line,
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
    "Levels",
    "Line",
    "Occurrence",
    "Place",
    "Proportional",
    "Range",
    "Scale",
    "Steps",
    "Threshold",
]
