"""What a function takes: from its name and arguments to a node, or to the problems that it has with them.

Where something is wrong, a placeholder of 0 stands in, so that the rest of the formula is looked at too.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from kaoping.errors.problems import nearest
from kaoping.rules.language.formula.functions import GROUPS, REFERENCES, SCALARS, Signature
from kaoping.rules.language.formula.notes import Notes
from kaoping.rules.language.formula.tokens import Token
from kaoping.rules.language.formula.tree import (
    Call,
    Compared,
    IfElse,
    Literal,
    Logical,
    Name,
    Numeric,
    Over,
    OverGroup,
    Tree,
)

_FUNCTIONS = {**SCALARS, **GROUPS, **REFERENCES}
_SPREADSHEET = {
    "average": "mean",
    "avg": "mean",
    "maximum": "max",
    "minimum": "min",
    "int": "floor",
    "pow": "power",
    "log": "ln",
    "iferror": "given",
}
_YEARS, _PLACES = 99, 12


def scalar(node: Tree, notes: Notes) -> Numeric:
    """Give a node that must be a number."""
    if not isinstance(node, Logical):
        return node
    notes.tell_node("formula.number_wanted", node)
    return Literal(Fraction(0), offset=node.offset, width=node.width)


def condition(node: Tree, notes: Notes) -> Logical:
    """Give a node that must be a condition."""
    if isinstance(node, Logical):
        return node
    notes.tell_node("formula.condition_wanted", node)
    return Compared("=", node, node, offset=node.offset, width=node.width)


def named(kind: str, token: Token, years: int = 0) -> Name:
    """Give the look-up of an id."""
    return Name(kind, token.sign, years, offset=token.offset, width=len(token.text))


def reference(function: Token, path: Token, more: Sequence[Tree], notes: Notes) -> Name:
    """Give score(path) or one of its kin; `more` are the arguments behind the id, the years of `past`."""
    if not _fits(function, REFERENCES[function.sign], 1 + len(more), notes):
        return named(function.sign, path)
    if function.sign == "past":
        return named("value", path, _whole(function, more[0], (1, _YEARS), notes))
    return named(function.sign, path)


def call(function: Token, arguments: Sequence[Tree], over: Over | None, notes: Notes) -> Numeric:
    """Give a function of the unit's own numbers, or over a group of units where there is one."""
    built: Numeric | None = None
    if function.sign not in _FUNCTIONS:
        _tell_unknown(function, notes)
    elif over is None:
        built = _plain_call(function, arguments, notes)
    else:
        built = _group(function, arguments, over, notes)
    return built or Literal(Fraction(0), offset=function.offset, width=len(function.text))


def _tell_unknown(function: Token, notes: Notes) -> None:
    close = nearest(function.text.lower(), [*_FUNCTIONS, *_SPREADSHEET])
    suggestion = _SPREADSHEET.get(close, close)
    known = " ".join(sorted(_FUNCTIONS))
    notes.tell(
        "formula.function", function.offset, function.text, suggestion, name=function.text, known=known
    )


def _plain_call(function: Token, arguments: Sequence[Tree], notes: Notes) -> Numeric | None:
    name = function.sign
    if name in GROUPS and (name not in SCALARS or len(arguments) == 1):
        _tell_misused("formula.group_needed", function, GROUPS[name], notes)
        return None
    if not _fits(function, SCALARS[name], len(arguments), notes):
        return None
    if name == "if":
        return _choice(function, arguments, notes)
    if name == "round":
        _whole(function, arguments[1], (0, _PLACES), notes)
    numbers = tuple(scalar(argument, notes) for argument in arguments)
    return Call(name, numbers, offset=function.offset, width=len(function.text))


def _choice(function: Token, arguments: Sequence[Tree], notes: Notes) -> IfElse:
    asked = condition(arguments[0], notes)
    chosen, otherwise = (scalar(argument, notes) for argument in arguments[1:])
    return IfElse(asked, chosen, otherwise, offset=function.offset, width=len(function.text))


def _group(function: Token, arguments: Sequence[Tree], over: Over, notes: Notes) -> Numeric | None:
    name = function.sign
    if name not in GROUPS:
        _tell_misused("formula.group_unwanted", function, SCALARS[name], notes)
        return None
    if not _fits(function, GROUPS[name], len(arguments), notes):
        return None
    share = _share(arguments[1], notes) if name == "percentile" else Fraction(0)
    member = scalar(arguments[0], notes)
    return OverGroup(name, member, over, share, offset=function.offset, width=len(function.text))


def _tell_misused(code: str, function: Token, shape: Signature, notes: Notes) -> None:
    notes.tell(code, function.offset, function.text, name=function.sign, usage=shape.usage)


def _fits(function: Token, shape: Signature, given: int, notes: Notes) -> bool:
    if shape.least <= given and (shape.most is None or given <= shape.most):
        return True
    name, usage = function.sign, shape.usage
    notes.tell("formula.arguments", function.offset, function.text, name=name, given=given, usage=usage)
    return False


def _whole(function: Token, node: Tree, bounds: tuple[int, int], notes: Notes) -> int:
    least, most = bounds
    if isinstance(node, Literal) and node.value.denominator == 1 and least <= node.value <= most:
        return node.value.numerator
    usage = _FUNCTIONS[function.sign].usage
    notes.tell_node("formula.whole", node, name=function.sign, least=least, most=most, usage=usage)
    return least


def _share(node: Tree, notes: Notes) -> Fraction:
    if isinstance(node, Literal) and node.value <= 1:
        return node.value
    notes.tell_node("formula.share", node, usage=GROUPS["percentile"].usage)
    return Fraction(0)
