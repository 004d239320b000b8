"""The core: schemes as data, facts, the plain evaluator. Pure: no framework, no network, no clock, no chance.

scheme = load(text, "scheme.yaml", holes)     # SchemeError: everything that is wrong with it
warnings = check(scheme, articles)            # what it should not be
result = score(scheme, facts, as_of)          # the ledger, and all that is summed from it
tree = account(scheme, result, "u1")          # the account of every point of a unit
again = Rescoring(scheme, facts, as_of).score(other_facts, changed_rows)  # the same, faster, for a few rows
moved = compare(result, other)                # what changed between two results, with additive reasons
"""

from __future__ import annotations

from kaoping.errors.problems import FactsError, KaopingError, Problem, SchemeError
from kaoping.rules.engine.rescore import Rescoring
from kaoping.rules.engine.score import score
from kaoping.rules.facts.rows import Facts
from kaoping.rules.ledger.account import Account, account
from kaoping.rules.ledger.compare import Comparison, compare
from kaoping.rules.ledger.explain import note
from kaoping.rules.ledger.result import Result
from kaoping.rules.scheme.checks import check
from kaoping.rules.scheme.model import Scheme
from kaoping.rules.scheme.reader import load

__all__ = [
    "Account",
    "Comparison",
    "Facts",
    "FactsError",
    "KaopingError",
    "Problem",
    "Rescoring",
    "Result",
    "Scheme",
    "SchemeError",
    "account",
    "check",
    "compare",
    "load",
    "note",
    "score",
]
