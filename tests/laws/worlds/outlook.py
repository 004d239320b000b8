"""What a condition or a formula of a generated scheme may look at, and such terms drawn at random.

Circles are refused at load, so every item has a number, and looks only at items with a smaller one.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from random import Random

from tests.laws.worlds.terms import (
    Bound,
    Call,
    CategoryIs,
    Choice,
    Condition,
    Every,
    Formula,
    FormulaIs,
    GradeIs,
    HasEvent,
    IsVetoed,
    Never,
    Over,
    Own,
    PlaceIs,
    Plain,
    ScoreIs,
    ScoreOf,
    ShareOfUnits,
    Some,
    Sum,
    TotalIs,
    ValueIs,
    ValueOf,
)

SENSES = ("at_least", "above", "at_most", "below")
AMONG = ("category", "all")


@dataclass(frozen=True)
class Outlook:
    """Items with their points in tenths, values and rules that may be looked at; `alone`: nothing of other units."""

    scores: tuple[tuple[str, int], ...] = ()
    values: tuple[str, ...] = ()
    rules: tuple[tuple[str, bool], ...] = ()
    alone: bool = False
    total: int | None = None
    vetoed: bool = False
    grades: tuple[str, ...] = ()


def condition(chance: Random, outlook: Outlook, depth: int = 2) -> Condition:
    """Draw a condition."""
    kinds = [_category]
    kinds += [_event] * (2 * bool(outlook.rules)) + [_score] * (2 * bool(outlook.scores))
    kinds += [_value] * (2 * bool(outlook.values)) + [_formula] * bool(outlook.values or outlook.scores)
    kinds += [_total] * (3 * (outlook.total is not None)) + [_veto] * outlook.vetoed
    kinds += [_grade] * bool(outlook.grades)
    kinds += [_place] * (not outlook.alone and bool(outlook.scores or outlook.total))
    kinds += [_joined, _share] if depth and not outlook.alone else [_joined] if depth else []
    return chance.choice(kinds)(chance, outlook, depth)


def _category(chance: Random, outlook: Outlook, depth: int) -> Condition:
    return CategoryIs(chance.choice("ab"))


def _event(chance: Random, outlook: Outlook, depth: int) -> Condition:
    rule, levels = chance.choice(outlook.rules)
    level = chance.choice(("", "small", "large")) if levels else ""
    if chance.random() < 0.2:
        rule, level = rule.rpartition(".")[0] + ".*", ""
    return HasEvent(rule, chance.choice((1, 1, 2, 3)), level)


def _score(chance: Random, outlook: Outlook, depth: int) -> Condition:
    item, points = chance.choice(outlook.scores)
    return ScoreIs(item, _points_bound(chance, points))


def _points_bound(chance: Random, points: int) -> Bound:
    if chance.random() < 0.5:
        return Bound(chance.choice(SENSES), Fraction(chance.choice((30, 50, 60, 80, 90, 100))), percent=True)
    share = chance.choice((0, 3, 5, 6, 8, 9, 10))
    return Bound(chance.choice(SENSES), Fraction(points * share, 100))


def _value(chance: Random, outlook: Outlook, depth: int) -> Condition:
    return ValueIs(chance.choice(outlook.values), _value_bound(chance))


def _value_bound(chance: Random) -> Bound:
    return Bound(chance.choice(SENSES), Fraction(chance.choice((0, 1, 2, 20, 50, 60, 80))))


def _formula(chance: Random, outlook: Outlook, depth: int) -> Condition:
    sides = number(chance, outlook, 1), number(chance, outlook, 1)
    return FormulaIs(sides[0], chance.choice((">", "<=")), sides[1])


def _total(chance: Random, outlook: Outlook, depth: int) -> Condition:
    return TotalIs(_points_bound(chance, outlook.total or 0))


def _veto(chance: Random, outlook: Outlook, depth: int) -> Condition:
    return IsVetoed()


def _grade(chance: Random, outlook: Outlook, depth: int) -> Condition:
    return GradeIs(tuple(chance.sample(outlook.grades, chance.randint(1, len(outlook.grades)))))


def _place(chance: Random, outlook: Outlook, depth: int) -> Condition:
    way = chance.choice(("first", "last", "first_percent", "last_percent"))
    size = chance.choice((30, 50, 67)) if way.endswith("percent") else chance.choice((1, 2))
    by_item = outlook.scores and (outlook.total is None or chance.random() < 0.3)
    of = chance.choice(outlook.scores)[0] if by_item else ""
    return PlaceIs(way, size, chance.choice(AMONG), of)


def _share(chance: Random, outlook: Outlook, depth: int) -> Condition:
    bound = Bound(chance.choice(SENSES), Fraction(chance.choice((20, 50, 67))), percent=True)
    return ShareOfUnits(condition(chance, outlook, 0), chance.choice(AMONG), bound)


def _joined(chance: Random, outlook: Outlook, depth: int) -> Condition:
    kind = chance.choice(("every", "some", "never"))
    if kind == "never":
        return Never(condition(chance, outlook, depth - 1))
    parts = tuple(condition(chance, outlook, depth - 1) for _ in range(2))
    return Every(parts) if kind == "every" else Some(parts)


# formulas


def number(chance: Random, outlook: Outlook, depth: int, own: tuple[str, ...] = ()) -> Formula:
    """Draw a formula without division (what a division by 0 does inside `given` and groups is not the same yet)."""
    if not depth or chance.random() < 0.2:
        return _atom(chance, outlook, own)
    kinds = [_sum, _sum, _call, _choice] + ([] if outlook.alone else [_over, _over])
    return chance.choice(kinds)(chance, outlook, depth, own)


def _atom(chance: Random, outlook: Outlook, own: tuple[str, ...]) -> Formula:
    found: list[Formula] = [Plain(Fraction(chance.choice((1, 5, 12, 25, 60)), chance.choice((1, 1, 10))))]
    found += [Own(name) for name in own] * 2
    found += [ValueOf(name) for name in outlook.values]
    found += [ScoreOf(item) for item, _ in outlook.scores]
    return chance.choice(found)


def _sum(chance: Random, outlook: Outlook, depth: int, own: tuple[str, ...]) -> Formula:
    left, right = number(chance, outlook, depth - 1, own), number(chance, outlook, depth - 1, own)
    signs = "+-" if has_points(left) and has_points(right) else "+-*"
    return Sum(chance.choice(signs), left, right)


def has_points(term: Formula) -> bool:
    """Say whether a formula may give points: two such are never multiplied. Quantities of points begin with p."""
    match term:
        case Plain():
            return False
        case ScoreOf():
            return True
        case Own(name) | ValueOf(name):
            return name.startswith("p")
        case Sum(_, left, right):
            return has_points(left) or has_points(right)
        case Call(_, parts):
            return any(map(has_points, parts))
        case Choice():
            return any(map(has_points, (term.left, term.right, term.chosen, term.otherwise)))
        case Over():
            return has_points(term.inner)


def _call(chance: Random, outlook: Outlook, depth: int, own: tuple[str, ...]) -> Formula:
    name = chance.choice(("min", "max", "mean", "abs", "floor", "ceil", "round", "given", "steps"))
    if name in ("abs", "floor", "ceil", "round"):
        return Call(name, (number(chance, outlook, depth - 1, own),))
    first = number(chance, outlook, depth - 1, own)
    return Call(name, (first, Plain(Fraction(chance.choice((3, 10, 40))))))


def _choice(chance: Random, outlook: Outlook, depth: int, own: tuple[str, ...]) -> Formula:
    return Choice(*(_atom(chance, outlook, own) for _ in range(4)))


def _over(chance: Random, outlook: Outlook, depth: int, own: tuple[str, ...]) -> Formula:
    name = chance.choice(("mean", "sum", "min", "max", "count", "rank"))
    inner_own = tuple(one for one in own if one == "v")
    return Over(name, number(chance, outlook, min(depth - 1, 1), inner_own), chance.choice(AMONG))
