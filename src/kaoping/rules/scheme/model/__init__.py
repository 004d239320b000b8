"""The scheme (考评办法) as data: frozen, complete, with places and citations. Made by `reader`, used by everything else."""

from __future__ import annotations

from kaoping.rules.scheme.model.indicators import Factor, Gate, Indicator
from kaoping.rules.scheme.model.outcomes import (
    Consequence,
    Grade,
    Move,
    NotAssessed,
    Outcome,
    Ranking,
    TotalLimit,
    Veto,
)
from kaoping.rules.scheme.model.rules import Labels, Rule, RuleGroup
from kaoping.rules.scheme.model.scheme import Hole, Quantity, Scheme
from kaoping.rules.scheme.model.scope import EVERYBODY, Category, Scope

__all__ = [
    "EVERYBODY",
    "Category",
    "Consequence",
    "Factor",
    "Gate",
    "Grade",
    "Hole",
    "Indicator",
    "Labels",
    "Move",
    "NotAssessed",
    "Outcome",
    "Quantity",
    "Ranking",
    "Rule",
    "RuleGroup",
    "Scheme",
    "Scope",
    "TotalLimit",
    "Veto",
]
