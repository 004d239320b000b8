"""Facts (事实): typed tables of what happened, as the evaluator reads them. Formats: docs/concepts.md, spec section 7."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from typing import NamedTuple

from kaoping.rules.numbers.points import Points


class Cycle(NamedTuple):
    """The evaluation cycle (考评年度、周期): both days belong to it."""

    year: int
    first_day: date
    last_day: date


class Unit(NamedTuple):
    """A unit (考评对象). An observer takes part but is not scored; `parent` is the unit it belongs to."""

    id: str
    name: str
    category: str
    observer: bool = False
    parent: str = ""


class Event(NamedTuple):
    """An event (事项). `circumstances` are the extra words of its level cell (`county+reported`)."""

    id: str
    unit: str
    item: str
    date: date
    count: int = 1  # type: ignore[assignment]  # the column is called so; nobody counts a row
    level: str = ""
    circumstances: tuple[str, ...] = ()
    amount: Fraction | None = None
    points: Points | None = None
    matter: str = ""
    role: str = ""
    exempt: str = ""
    note: str = ""


class Submission(NamedTuple):
    """Something handed in for a period (报送、公开)."""

    unit: str
    item: str
    period: str
    submitted_on: date


class Value(NamedTuple):
    """A measured value (指标值) of an item, with the number it is measured against (base) where there is one."""

    unit: str
    item: str
    value: Fraction
    base: Fraction | None = None
    period: str = ""


class Rating(NamedTuple):
    """One rater's score (评价)."""

    item: str
    group: str
    rater: str
    unit: str
    score: Fraction
    weight: Fraction | None = None


class Award(NamedTuple):
    """Points that an assessor gives (评定)."""

    unit: str
    item: str
    points: Points
    assessor: str = ""
    note: str = ""


class SchemeResult(NamedTuple):
    """The result of another scheme (其他考评结果): its published total, grade and place (`of` units ranked)."""

    unit: str
    scheme: str
    total: Fraction
    grade: str = ""
    rank: int | None = None
    of: int | None = None
    vetoes: int | None = None
    period: str = ""


class Decision(NamedTuple):
    """What a meeting decided (会议决定). Kinds: not_assessed, not_applicable, event, mark, grade, veto, transfer."""

    id: str
    unit: str
    kind: str
    target: str
    value: str = ""
    document: str = ""
    date: date | None = None
    reason: str = ""


@dataclass(frozen=True)
class Facts:
    """All facts of a cycle. Order of rows means nothing, but the units' order is the order of the output."""

    cycle: Cycle
    units: Sequence[Unit]
    holes: Mapping[str, str] = field(default_factory=dict)
    events: Sequence[Event] = ()
    submissions: Sequence[Submission] = ()
    values: Sequence[Value] = ()
    ratings: Sequence[Rating] = ()
    awards: Sequence[Award] = ()
    results: Sequence[SchemeResult] = ()
    decisions: Sequence[Decision] = ()
