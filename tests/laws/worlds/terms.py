"""Conditions (条件) and formulas (公式) as plain data: what a scheme says, without how it is written or judged."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

# formulas: numbers are points or values, never units of the ledger


@dataclass(frozen=True)
class Plain:
    """A number."""

    number: Fraction


@dataclass(frozen=True)
class Own:
    """A number of the item itself: `v` or `points`."""

    name: str


@dataclass(frozen=True)
class ValueOf:
    """A declared value, an item's measured value or a quantity."""

    name: str


@dataclass(frozen=True)
class ScoreOf:
    """An item's score."""

    item: str


@dataclass(frozen=True)
class Sum:
    """Two formulas joined by + - * or /."""

    sign: str
    left: Formula
    right: Formula


@dataclass(frozen=True)
class Call:
    """A function of numbers: min, max, mean, abs, floor, ceil, round (to 1 place), given, steps."""

    name: str
    parts: tuple[Formula, ...]


@dataclass(frozen=True)
class Choice:
    """`if(left >= right, chosen, otherwise)`."""

    left: Formula
    right: Formula
    chosen: Formula
    otherwise: Formula


@dataclass(frozen=True)
class Over:
    """A function of a group of units: mean, sum, min, max, count, rank."""

    name: str
    inner: Formula
    among: str


Formula = Plain | Own | ValueOf | ScoreOf | Sum | Call | Choice | Over

# conditions


@dataclass(frozen=True)
class Bound:
    """A comparison with points, a value, or a per cent (of the points of what is compared)."""

    sense: str
    number: Fraction
    percent: bool = False


@dataclass(frozen=True)
class HasEvent:
    """At least so many times an event of a rule (`item.*`: of all rules there), of a level if one is named."""

    rule: str
    times: int = 1
    level: str = ""


@dataclass(frozen=True)
class ScoreIs:
    """An item's score lies within a bound."""

    item: str
    bound: Bound


@dataclass(frozen=True)
class ValueIs:
    """A value lies within a bound."""

    name: str
    bound: Bound


@dataclass(frozen=True)
class TotalIs:
    """The published total lies within a bound."""

    bound: Bound


@dataclass(frozen=True)
class PlaceIs:
    """The place by the total or an item's score: first, last, first_percent, last_percent."""

    way: str
    number: int
    among: str
    of: str = ""


@dataclass(frozen=True)
class FormulaIs:
    """One formula compares with another: `>`, `<=`."""

    left: Formula
    sign: str
    right: Formula


@dataclass(frozen=True)
class IsVetoed:
    """A veto holds."""


@dataclass(frozen=True)
class GradeIs:
    """The grade is one of these."""

    grades: tuple[str, ...]


@dataclass(frozen=True)
class CategoryIs:
    """The unit is of a category."""

    category: str


@dataclass(frozen=True)
class ShareOfUnits:
    """The share of a group for which a condition holds lies within a bound (per cent)."""

    when: Condition
    among: str
    bound: Bound


@dataclass(frozen=True)
class Every:
    """All parts hold."""

    parts: tuple[Condition, ...]


@dataclass(frozen=True)
class Some:
    """One of the parts holds."""

    parts: tuple[Condition, ...]


@dataclass(frozen=True)
class Never:
    """The part does not hold."""

    part: Condition


Condition = (
    HasEvent
    | ScoreIs
    | ValueIs
    | TotalIs
    | PlaceIs
    | FormulaIs
    | IsVetoed
    | GradeIs
    | CategoryIs
    | ShareOfUnits
    | Every
    | Some
    | Never
)
