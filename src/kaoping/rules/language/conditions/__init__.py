"""The one condition language (条件) of gates, vetoes, grades, consequences and participation.

A condition is judged on one unit. Each kind is a module of its own; a new one is a module and its line in `KINDS`.
Source: spec sections 4 (gates) and 6 (grades, vetoes, consequences, groups of units).
"""

from __future__ import annotations

from kaoping.rules.language.conditions.bounds import Bounds, PointBounds, ValueBounds
from kaoping.rules.language.conditions.case import Case, Condition, parts_of
from kaoping.rules.language.conditions.event import HasEvent
from kaoping.rules.language.conditions.formula import FormulaIs
from kaoping.rules.language.conditions.grade import GradeIs
from kaoping.rules.language.conditions.joined import All, Any_, Not
from kaoping.rules.language.conditions.membership import CategoryIs, IsObserver, UnitIs
from kaoping.rules.language.conditions.place import PlaceIs, PlaceKeys
from kaoping.rules.language.conditions.result import ResultIs
from kaoping.rules.language.conditions.score import ScoreIs
from kaoping.rules.language.conditions.shape import CONDITION, ConditionShape
from kaoping.rules.language.conditions.share import ShareOfUnits, ShareOfUnitsKeys
from kaoping.rules.language.conditions.total import TotalIs
from kaoping.rules.language.conditions.value import ValueIs
from kaoping.rules.language.conditions.vetoed import IsVetoed

KINDS: tuple[type[Condition], ...] = (
    HasEvent,
    ScoreIs,
    ValueIs,
    TotalIs,
    ResultIs,
    GradeIs,
    CategoryIs,
    UnitIs,
    PlaceIs,
    IsVetoed,
    IsObserver,
    FormulaIs,
    ShareOfUnits,
    Any_,
    All,
    Not,
)
"""All kinds of conditions, in the order in which messages and the schema name their words."""
CONDITION.kinds = KINDS

__all__ = [
    "CONDITION",
    "KINDS",
    "All",
    "Any_",
    "Bounds",
    "Case",
    "CategoryIs",
    "Condition",
    "ConditionShape",
    "FormulaIs",
    "GradeIs",
    "HasEvent",
    "IsObserver",
    "IsVetoed",
    "Not",
    "PlaceIs",
    "PlaceKeys",
    "PointBounds",
    "ResultIs",
    "ScoreIs",
    "ShareOfUnits",
    "ShareOfUnitsKeys",
    "TotalIs",
    "UnitIs",
    "ValueBounds",
    "ValueIs",
    "parts_of",
]
