"""The parser of formulas: text -> tree, with all problems of the text that can be told at once.

    or  <  and  <  not  <  = != < <= > >=  <  + -  <  * /  <  unary -  <  number, name, call, parentheses

Precedence climbing: each binary sign has a level in `_LEVELS`. A wrong function or argument is noted and
parsing goes on; the first broken spot of the syntax itself ends it. Source: spec section 4, formula.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Never

from kaoping.errors.position import NOWHERE, Position
from kaoping.errors.problems import SchemeError, nearest
from kaoping.rules.language.formula.calls import call, condition, named, reference, scalar
from kaoping.rules.language.formula.functions import OVER_WORDS, REFERENCES
from kaoping.rules.language.formula.model import Formula
from kaoping.rules.language.formula.notes import Notes
from kaoping.rules.language.formula.tokens import Token, tokens
from kaoping.rules.language.formula.tree import (
    Arithmetic,
    Both,
    Compared,
    IfElse,
    Literal,
    Logical,
    Negated,
    Negative,
    Numeric,
    Over,
    Tree,
    walk,
)
from kaoping.rules.numbers.points import LIMIT, parse_amount

_LEVELS = {
    **{"or": 1, "and": 2},
    **dict.fromkeys(("=", "!=", "<", "<=", ">", ">="), 4),
    **{"+": 5, "-": 5, "*": 6, "/": 6},
}
_NOT_LEVEL, _SIGN_LEVEL = 3, 6
_NESTED = 50
_DEEPEST = 200


def parse(text: str, position: Position = NOWHERE, condition: bool = False) -> Formula:
    """Read a formula (计算公式) beginning at `position`; SchemeError tells all that is wrong, and where.

    As a `condition` it may compare: what holds gives 1, what does not 0.
    """
    notes = Notes(position)
    tree = _Parser(text, notes).whole(condition)
    if notes.problems or tree is None:
        raise SchemeError(notes.problems)
    return Formula(text, tree, position)


def _one_or_zero(tree: Tree) -> Numeric:
    return IfElse(tree, _ONE, _ZERO) if isinstance(tree, Logical) else tree


_ONE, _ZERO = Literal(Fraction(1)), Literal(Fraction(0))


class _BrokenError(Exception):
    """The syntax is broken here: nothing after it can be read."""


class _Parser:
    def __init__(self, text: str, notes: Notes):
        self.tokens = tokens(text, notes)
        self.notes = notes
        self.strange = bool(notes.problems)
        self.at = 0
        self.nested = 0

    def whole(self, condition: bool) -> Numeric | None:
        """Read the whole text; None where it is broken."""
        try:
            found = self.expression()
            tree = _one_or_zero(found) if condition else scalar(found, self.notes)
            if self.token.kind != "end":
                stray = self.token.sign in (")", "]")
                self.broken("formula.bracket" if stray else "formula.operator", self.token)
        except _BrokenError:
            return None
        if any(depth > _DEEPEST for _, depth, _ in walk(tree)):
            self.notes.tell("formula.deep", 0, "")
        return tree

    def expression(self, above: int = 0) -> Tree:
        """Read an expression of binary signs whose level is greater than `above`."""
        self.nested += 1
        if self.nested > _NESTED:
            self.broken("formula.deep", self.token)
        left = self.prefix()
        while _LEVELS.get(self.token.sign, 0) > above:
            sign = self.take()
            left = self.joined(sign, left, self.expression(_LEVELS[sign.sign]))
        self.nested -= 1
        return left

    def joined(self, sign: Token, left: Tree, right: Tree) -> Tree:
        """Join two sides by a binary sign."""
        at, width, notes = sign.offset, len(sign.text), self.notes
        if sign.sign in ("and", "or"):
            both = condition(left, notes), condition(right, notes)
            return Both(sign.sign, *both, offset=at, width=width)
        if isinstance(left, Compared) and sign.sign not in "+-*/":
            notes.tell("formula.chain", at, sign.text)
            return left
        sides = scalar(left, notes), scalar(right, notes)
        kind = Arithmetic if sign.sign in "+-*/" else Compared
        return kind(sign.sign, *sides, offset=at, width=width)

    def prefix(self) -> Tree:
        """Read what may stand before a binary sign."""
        token = self.take()
        if token.sign == "-":
            return Negative(scalar(self.expression(_SIGN_LEVEL), self.notes), offset=token.offset)
        if token.sign == "not":
            operand = condition(self.expression(_NOT_LEVEL), self.notes)
            return Negated(operand, offset=token.offset, width=len(token.text))
        if token.sign == "(":
            return self.bracketed()
        if token.kind == "number":
            return self.number(token)
        if token.kind == "name":
            return self.call(token) if self.token.sign == "(" else named("name", token)
        return self.broken("formula.operand", token)

    def bracketed(self) -> Tree:
        """Read what stands behind a left parenthesis."""
        inner = self.expression()
        self.closing()
        return inner

    def number(self, token: Token) -> Literal:
        """Read a number such as 95% or 50万."""
        try:
            value = parse_amount(token.text)
            if value >= LIMIT:
                raise ValueError(value)
        except ValueError:
            self.notes.tell("formula.number", token.offset, token.text, text=token.text)
            value = Fraction(0)
        return Literal(value, token.text.endswith("%"), offset=token.offset, width=len(token.text))

    def call(self, function: Token) -> Numeric:
        """Read name(…): a look-up by id, a function over a group or one of the unit's own numbers."""
        self.take()
        if function.sign in REFERENCES:
            return self.reference(function)
        arguments = [] if self.token.sign == ")" else [self.expression(), *self.more()]
        over = self.over()
        self.closing()
        return call(function, arguments, over, self.notes)

    def reference(self, function: Token) -> Numeric:
        """Read the id of score(…) and its kin, and the years of past(…, n)."""
        path = self.take()
        more = self.more() if path.kind == "path" else []
        wrong = self.token if path.kind == "path" else path
        if path.kind != "path" or wrong.sign != ")":
            self.broken("formula.path", wrong, name=function.sign, usage=REFERENCES[function.sign].usage)
        self.take()
        return reference(function, path, more, self.notes)

    def more(self) -> list[Tree]:
        """Read further arguments, each behind a comma."""
        found = []
        while self.token.sign == ",":
            self.take()
            found.append(self.expression())
        return found

    def over(self) -> Over | None:
        """Read `over` and the group of units behind it, where there is one."""
        if self.token.sign != "over":
            return None
        self.take()
        group = self.take()
        if group.kind == "name" and group.sign in OVER_WORDS:
            return group.sign
        return self.categories() if group.sign == "[" else self.broken("formula.over", group)

    def categories(self) -> tuple[str, ...]:
        """Read the ids behind a left bracket, up to the right one."""
        found = [self.category()]
        while self.token.sign == ",":
            self.take()
            found.append(self.category())
        if self.take().sign != "]":
            self.broken("formula.over", self.tokens[self.at - 1])
        return tuple(found)

    def category(self) -> str:
        """Read the id of a category."""
        token = self.take()
        return token.sign if token.kind == "path" else self.broken("formula.over", token)

    def closing(self) -> None:
        """Go past the right parenthesis that must stand here."""
        if self.token.sign != ")":
            self.broken("formula.operator", self.token)
        self.take()

    @property
    def token(self) -> Token:
        """The next token."""
        return self.tokens[self.at]

    def take(self) -> Token:
        """Give the next token and go past it; the end stays."""
        token = self.tokens[self.at]
        self.at = min(self.at + 1, len(self.tokens) - 1)
        return token

    def broken(self, code: str, token: Token, **params: object) -> Never:
        """Note where the syntax breaks, and stop; strange characters, told already, may be the cause."""
        if token.kind == "end" and code != "formula.deep":
            code = "formula.unfinished" if token.offset else "formula.empty"
        elif code == "formula.operator" and token.sign == "over":
            code = "formula.over_outside"
        if not self.strange:
            suggestion = nearest(token.text, OVER_WORDS) if code == "formula.over" else ""
            self.notes.tell(code, token.offset, token.text, suggestion, found=token.text, **params)
        raise _BrokenError
