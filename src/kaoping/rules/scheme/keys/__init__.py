"""The keys of a scheme (键), one record a construct and one module a subject; `reader` puts them together."""

from __future__ import annotations

from kaoping.rules.scheme.keys.adjusting import FactorKeys, GateKeys
from kaoping.rules.scheme.keys.consequences import ConsequenceKeys, OutcomeKeys
from kaoping.rules.scheme.keys.grades import GradeKeys, GradesKeys, MoveKeys, RankKeys
from kaoping.rules.scheme.keys.holes import HoleKeys
from kaoping.rules.scheme.keys.limits import LimitCeiling, TotalLimitKeys
from kaoping.rules.scheme.keys.nodes import NodeKeys
from kaoping.rules.scheme.keys.participants import CategoryKeys, NotAssessedKeys
from kaoping.rules.scheme.keys.quantities import QuantityKeys
from kaoping.rules.scheme.keys.rules import GroupKeys, RuleKeys
from kaoping.rules.scheme.keys.scheme import SchemeKeys
from kaoping.rules.scheme.keys.scope import ScopeKeys
from kaoping.rules.scheme.keys.shared import SharedKeys
from kaoping.rules.scheme.keys.sums import DiffersKeys

__all__ = [
    "CategoryKeys",
    "ConsequenceKeys",
    "DiffersKeys",
    "FactorKeys",
    "GateKeys",
    "GradeKeys",
    "GradesKeys",
    "GroupKeys",
    "HoleKeys",
    "LimitCeiling",
    "MoveKeys",
    "NodeKeys",
    "NotAssessedKeys",
    "OutcomeKeys",
    "QuantityKeys",
    "RankKeys",
    "RuleKeys",
    "SchemeKeys",
    "ScopeKeys",
    "SharedKeys",
    "TotalLimitKeys",
]
