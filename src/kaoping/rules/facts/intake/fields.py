"""What the `Field`s of an `Input` ask of a cell: presence, choices, bounds. Source: spec sections 3, 5, 7."""

from __future__ import annotations

from collections.abc import Mapping

from kaoping.rules.facts.inputs import Field, Input
from kaoping.rules.facts.intake.refusals import Fault, listed, shown, suggestion
from kaoping.rules.facts.tables import PER_RULE_COLUMNS, Column
from kaoping.rules.numbers.points import SCALE, Points, format_points, parse_number

MAY_BE_REFUSED = {"events": PER_RULE_COLUMNS, "ratings": ("weight",)}
"""Columns that must be empty where the rule has no such field."""
_FROM_ZERO = {("events", "points"), ("ratings", "score"), ("ratings", "weight"), ("awards", "points")}
_BOUNDED = {"number", "points", "integer", "count"}


def judge_field(asked: Input, column: Column, text: str, part: str) -> Fault | None:
    """Judge a cell by what the item asks of its column; `part` is what `Field.highs` are keyed by."""
    field = asked.field(column.name)
    if not text:
        return _fault("field-missing", asked, field) if field and field.required else None
    if field is None and column.name in MAY_BE_REFUSED.get(asked.table, ()):
        return _fault("column-unused", asked, field)
    if column.kind in _BOUNDED:
        return _judge_bounds(asked, column, field, text, part)
    return _judge_choice(asked, field, text) if field else None


def _fault(code: str, asked: Input, field: Field | None, **params: object) -> Fault:
    named = {"item": asked.item, "item_name": asked.name, "asked": field.label if field else ""}
    return Fault(code, {**named, **params}, asked.cite)


def _judge_bounds(asked: Input, column: Column, field: Field | None, text: str, part: str) -> Fault | None:
    low: Points | None = 0 if (asked.table, column.name) in _FROM_ZERO else None
    high: Points | None = None
    if field:
        low, high = low if field.low is None else field.low, field.highs.get(part, field.high)
    if low is None and high is None:
        return None
    try:
        value = parse_number(text)
    except ValueError:
        return None  # told where the column is read
    points, unit = value.numerator * SCALE, value.denominator
    if (low is None or points >= low * unit) and (high is None or points <= high * unit):
        return None
    code = "bounds-low" if high is None else "bounds-high" if low is None else "bounds"
    told = {"low": format_points(low or 0), "high": format_points(high or 0)}
    return _fault(code, asked, field, **told)


def _judge_choice(asked: Input, field: Field, text: str) -> Fault | None:
    if not field.choices and not field.extras:
        return None
    choice, extras = split_choice(field, text)
    if choice not in field.choices and (choice or (field.choices and field.required)):
        return _unknown("choice-unknown", asked, field, choice or text, field.choices)
    for extra in extras:
        if extra not in field.extras:
            code = "extra-unknown" if field.extras else "extra-none"
            return _unknown(code, asked, field, extra, field.extras)
    return _fault("extra-twice", asked, field) if len(set(extras)) < len(extras) else None


def split_choice(field: Field | None, text: str) -> tuple[str, tuple[str, ...]]:
    """Split `county+reported` into the choice (级别) and what is added (情节); all may be added."""
    if field is None or not (field.choices or field.extras):
        return text, ()
    first, *rest = [part.strip() for part in text.split("+")]
    alone = not field.choices or (first not in field.choices and first in field.extras)
    return ("", tuple(part for part in (first, *rest) if part)) if alone else (first, tuple(rest))


def _unknown(code: str, asked: Input, field: Field, word: str, known: Mapping[str, str]) -> Fault:
    named = {"item": asked.item, "item_name": asked.name, "asked": field.label}
    params = {**named, "word": shown(word), "known": listed(known)}
    return Fault(code, params, asked.cite, lambda: suggestion(word, known))
