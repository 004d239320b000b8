"""Scoring clauses (条款), the brackets around them, and what is said about either."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from kaoping.errors.position import NOWHERE, Position
from kaoping.rules.clauses.sources import Source
from kaoping.rules.language.conditions import Condition
from kaoping.rules.language.formula import Formula
from kaoping.rules.language.number import Number
from kaoping.rules.scheme.model.scope import EVERYBODY, Scope


@dataclass(frozen=True)
class Labels:
    """What is said about a node, group or rule: name, citation (条款), and who has to do with it."""

    name: str = ""
    cite: str = ""
    assessor: tuple[str, ...] = ()
    responsible: tuple[str, ...] = ()
    supplier: tuple[str, ...] = ()
    note: str = ""
    per: str = ""


@dataclass(frozen=True)
class RuleGroup:
    """A bracket around rules (条款组): it shares what its rules inherit and may cap or average their sum."""

    path: str
    labels: Labels
    cap: Number | None = None
    average: str | Formula | None = None


@dataclass(frozen=True)
class Rule:
    """A scoring clause (条款): where its facts come from, what they are worth, and its limits.

    `own_id` is False for the one rule of a leaf, which lends it its id; `groups` are the brackets around it, inner first.
    """

    path: str
    leaf: str
    labels: Labels
    source: Source
    own_id: bool = True
    scope: Scope = EVERYBODY
    from_: date | None = None
    until: date | None = None
    when: Condition | None = None
    points: Number | None = None
    groups: tuple[RuleGroup, ...] = ()
    at: Position = NOWHERE
