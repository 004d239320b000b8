"""What follows from a total: vetoes, ranks, grades, consequences."""

from __future__ import annotations

from dataclasses import dataclass

from kaoping.errors.position import NOWHERE, Position
from kaoping.rules.language.conditions import Condition
from kaoping.rules.language.formula import Formula
from kaoping.rules.language.number import Number
from kaoping.rules.scheme.model.rules import Labels, Rule
from kaoping.rules.scheme.model.scope import EVERYBODY, Scope


@dataclass(frozen=True)
class Veto:
    """一票否决: a rule without points whose events veto, or a condition."""

    path: str
    labels: Labels
    scope: Scope = EVERYBODY
    rule: Rule | None = None
    when: Condition | None = None
    at: Position = NOWHERE


@dataclass(frozen=True)
class Ranking:
    """How units are ranked (排名): within what, on which total, how ties count, and what breaks them."""

    among: str = "category"
    on: str = "published"
    ties: str = "competition"
    tie_break: tuple[str, ...] = ()


USUAL_RANKING = Ranking()
"""How units are ranked where the scheme does not say."""


@dataclass(frozen=True)
class Grade:
    """A rung of the ladder of grades (等次)."""

    id: str
    name: str
    when: Condition | None = None
    race: Condition | None = None
    cite: str = ""
    at: Position = NOWHERE


@dataclass(frozen=True)
class Move:
    """A fact that moves a grade down or up (升降等次) or to a named one."""

    when: Condition
    down: int = 0
    up: int = 0
    to: str = ""
    cite: str = ""


@dataclass(frozen=True)
class Outcome:
    """One row of a consequence: when it follows, and its value as text (with holes filled in) or a formula."""

    value: str = ""
    when: Condition | None = None
    formula: Formula | None = None
    round: int = 4
    cite: str = ""
    scope: Scope = EVERYBODY


@dataclass(frozen=True)
class Consequence:
    """A consequence (结果运用): the first outcome that holds; for observers a value of their own."""

    id: str
    name: str
    outcomes: tuple[Outcome, ...] = ()
    observers: str = ""
    each_event: tuple[str, ...] = ()
    scope: Scope = EVERYBODY
    cite: str = ""


@dataclass(frozen=True)
class TotalLimit:
    """A ceiling or floor of the total under a condition (总分限制), a line under an id of its own."""

    id: str
    labels: Labels
    ceiling: Number | None = None
    floor: Number | None = None
    below_grade: str = ""
    when: Condition | None = None
    at: Position = NOWHERE


@dataclass(frozen=True)
class NotAssessed:
    """A stated condition that takes a unit out of the year (不参加考评)."""

    when: Condition
    name: str = ""
    cite: str = ""
