"""Typed cells of workbooks and Parquet files -> text, as somebody would have typed it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time
from decimal import Decimal

from kaoping.errors.problems import Problem
from kaoping.tables.raw import RawTable
from kaoping.tables.shaping import BLANKS

EXACT_DIGITS = 15
"""Excel keeps so many digits of a number; later ones are zeros that nobody typed."""


class UnreadableCell(Exception):
    """A cell cannot be told as text; `code` is that of a message."""

    def __init__(self, code: str, value: object = ""):
        self.code, self.value = code, str(value)
        super().__init__(code)


def row_texts(
    table: RawTable, line: int, values: Sequence[object], kinds: Sequence[str], problems: list[Problem]
) -> tuple[str, ...]:
    """Write the cells of a row as text; one that cannot be written becomes a problem."""
    texts = []
    for index, value in enumerate(values):
        if type(value) is str:
            texts.append(value.strip(BLANKS))
            continue
        try:
            texts.append(cell_text(value, kinds[index] if kinds else "text"))
        except UnreadableCell as unreadable:
            params = {"value": unreadable.value, "digits": EXACT_DIGITS}
            problems.append(Problem(unreadable.code, table.place(line, index), params))
            texts.append(unreadable.value)
    return tuple(texts)


def cell_text(value: object, kind: str) -> str:
    """Write a cell as text: exact decimals, ISO dates; `kind` is that of its column (`inputs.Column`).

    Numbers are binary doubles in a workbook: the shortest decimal that gives the double is what was typed.
    Raises: UnreadableCell for a time, a truth value or date where none belongs, NaN, more digits than are kept.
    """
    if value is None or isinstance(value, str):
        return value or ""
    if isinstance(value, bool):
        return _flag_text(value, kind)
    if isinstance(value, int | Decimal):
        return _decimal_text(Decimal(value))
    if isinstance(value, float):
        return _float_text(value)
    if isinstance(value, date):
        return _date_text(value, kind)
    raise UnreadableCell("cell-time", value)  # a time of day or a span of time


def _flag_text(value: bool, kind: str) -> str:
    if kind != "flag":
        raise UnreadableCell("cell-truth", value)
    return "yes" if value else "no"


def _float_text(value: float) -> str:
    if value != value or abs(value) == float("inf"):
        raise UnreadableCell("cell-nan", value)
    text = _decimal_text(Decimal(repr(value)))
    if abs(value) >= 10**EXACT_DIGITS:
        raise UnreadableCell("cell-digits", text)
    return text


def _decimal_text(value: Decimal) -> str:
    if not value.is_finite():
        raise UnreadableCell("cell-nan", value)
    text = format(value, "f")
    plain = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if plain == "-0" else plain


def _date_text(value: date, kind: str) -> str:
    if isinstance(value, datetime):
        if value.tzinfo or value.time() != time():
            raise UnreadableCell("cell-time", value)
        value = value.date()
    if kind not in ("date", "text"):
        raise UnreadableCell("cell-date", value)
    return value.isoformat()
