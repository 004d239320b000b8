"""The language of calculation formulas (计算公式): `parse` when the scheme loads, `evaluate` for each unit.

round(value(tax) / base(tax), 4) * 20
if(past(jobs, 1) = 0, 10, min(1, value(jobs) / past(jobs, 1)) * 10)
60 + 40 * (x - worst(x over category)) / (best(x over category) - worst(x over category))
"""

from kaoping.rules.language.formula.checking import check_dimensions, dimension
from kaoping.rules.language.formula.env import Env, FormulaError, FormulaZeroDivision
from kaoping.rules.language.formula.model import Formula, evaluate
from kaoping.rules.language.formula.names import Reference
from kaoping.rules.language.formula.syntax import parse

__all__ = [
    "Env",
    "Formula",
    "FormulaError",
    "FormulaZeroDivision",
    "Reference",
    "check_dimensions",
    "dimension",
    "evaluate",
    "parse",
]
