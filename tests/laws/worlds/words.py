"""Conditions and formulas as a scheme writes them."""

from __future__ import annotations

from fractions import Fraction

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


def tenths(number: int) -> str:
    """Write tenths of a point."""
    return f"{number // 10}.{number % 10}" if number % 10 else str(number // 10)


def decimal(number: Fraction) -> str:
    """Write a number of at most four decimals."""
    text = f"{float(number):.4f}".rstrip("0").rstrip(".")
    assert Fraction(text) == number, number
    return text


def formula_text(term: Formula) -> str:
    """Write a formula."""
    match term:
        case Plain(number):
            return decimal(number)
        case Own(name):
            return name
        case ValueOf(name):
            return f"value({name})"
        case ScoreOf(item):
            return f"score({item})"
        case Sum(sign, left, right):
            return f"({formula_text(left)} {sign} {formula_text(right)})"
        case Call("round", parts):
            return f"round({formula_text(parts[0])}, 1)"
        case Call(name, parts):
            return f"{name}({', '.join(map(formula_text, parts))})"
        case Choice(left, right, chosen, otherwise):
            test = f"{formula_text(left)} >= {formula_text(right)}"
            return f"if({test}, {formula_text(chosen)}, {formula_text(otherwise)})"
        case Over(name, inner, among):
            return f"{name}({formula_text(inner)} over {among})"


def condition_text(term: Condition) -> str:
    """Write a condition on one line."""
    match term:
        case HasEvent(rule, times, level):
            named = f", level: {level}" if level else ""
            return f"{{event: '{rule}', times: {times}{named}}}"
        case ScoreIs(item, bound):
            return f"{{score: {item}, {_bound(bound)}}}"
        case ValueIs(name, bound):
            return f"{{value: {name}, {_bound(bound)}}}"
        case TotalIs(bound):
            return f"{{total: {{{_bound(bound)}}}}}"
        case PlaceIs(way, number, among, of):
            size = f"{number}%" if way.endswith("percent") else str(number)
            return f"{{place: {{{way}: {size}, among: {among}{f', of: {of}' if of else ''}}}}}"
        case FormulaIs(left, sign, right):
            return f'{{formula: "{formula_text(left)} {sign} {formula_text(right)}"}}'
        case IsVetoed():
            return "vetoed"
        case GradeIs(grades):
            return f"{{grade: [{', '.join(grades)}]}}"
        case CategoryIs(category):
            return f"{{category: [{category}]}}"
        case ShareOfUnits(when, among, bound):
            return f"{{share_of_units: {{when: {condition_text(when)}, among: {among}, {_bound(bound)}}}}}"
        case Every(parts):
            return f"{{all: [{', '.join(map(condition_text, parts))}]}}"
        case Some(parts):
            return f"{{any: [{', '.join(map(condition_text, parts))}]}}"
        case Never(part):
            return f"{{not: {condition_text(part)}}}"


def _bound(bound: Bound) -> str:
    return f"{bound.sense}: {decimal(bound.number)}{'%' if bound.percent else ''}"
