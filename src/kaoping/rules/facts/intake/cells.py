"""One cell by the kind of its column: text -> value, or `Refused` with a remedy. Source: spec section 7."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from fractions import Fraction

from kaoping.rules.facts.intake.refusals import Refused, refused
from kaoping.rules.numbers.points import LIMIT, SCALE, Points, parse_number

_DATE = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
_LOOSE_DATE = re.compile(r"([0-9]{4})[-/.年]?([0-9]{1,2})[-/.月]?([0-9]{1,2})日?(?:[ T]00:00(?::00)?)?")
_YEAR = re.compile(r"[1-9][0-9]{3}")
_WHOLE = re.compile(r"0|[1-9][0-9]{0,12}")
_PERIOD = re.compile(r"[1-9][0-9]{3}(-Q[1-4]|-H[12]|-(0[1-9]|1[0-2])(-H[12])?)?")
_LOOSE_PERIOD = re.compile(r"([0-9]{4})[-/.年]?(?:(Q[1-4]|H[12])|([0-9]{1,2})月?(?:-?(H[12]))?)?")
_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?", re.ASCII)
_GROUPED = re.compile(r"[+-]?[0-9]{1,3}(?:[,_' ][0-9]{3})+(?:\.[0-9]*)?")
_NO_NUMBER = {"nan", "inf", "infinity", "null", "none", "n/a", "#n/a", "na", "无", "-", "/", "—"}
_FLAGS = {"no": False, "否": False, "yes": True, "是": True}
_SIGNS = str.maketrans({"−": "-", "。": "."})


def parse_text(text: str) -> str:
    """Read free text, without the blanks around it (also the ideographic one)."""
    return text.strip()


def parse_name(text: str) -> str:
    """Read a name (名称): text on one line."""
    name = text.strip()
    if "\n" in name or "\t" in name or "\r" in name:
        raise refused("name-lines", " ".join(name.split()))
    return name


def parse_id(text: str) -> str:
    """Read an id (编号): no blanks, no full-width or compatibility characters."""
    if text.isascii() and text.isprintable() and " " not in text:
        return text
    plain = "".join(unicodedata.normalize("NFKC", text).split())
    if plain != text:
        raise refused("id-form", plain)
    return text


def parse_year(text: str) -> int:
    """Read a year of four digits."""
    if not _YEAR.fullmatch(text):
        plain = unicodedata.normalize("NFKC", text).rstrip("年度").strip()
        raise refused("year-form", plain if _YEAR.fullmatch(plain) else "")
    return int(text)


def parse_date(text: str) -> date:
    """Read a day as YYYY-MM-DD."""
    match = _DATE.fullmatch(text)
    if not match:
        raise refused("date-form", _plain_date(text))
    try:
        return date(int(match[1]), int(match[2]), int(match[3]))
    except ValueError:
        raise refused("date-real") from None


def _plain_date(text: str) -> str:
    match = _LOOSE_DATE.fullmatch(unicodedata.normalize("NFKC", text).strip())
    try:
        return date(int(match[1]), int(match[2]), int(match[3])).isoformat() if match else ""
    except ValueError:
        return ""


def parse_decimal(text: str) -> Fraction:
    """Read a number with at most 6 decimals, below 10^13."""
    return _number(text, 6)


def parse_marks(text: str) -> Points:
    """Read a number of points (分值) with at most 4 decimals; in 1/10,000."""
    return int(_number(text, 4) * SCALE)


def _number(text: str, decimals: int) -> Fraction:
    try:
        return parse_number(text, decimals)
    except ValueError:
        raise _number_refused(text, decimals) from None


def _number_refused(text: str, decimals: int) -> Refused:
    if text.strip().lower().lstrip("+-") in _NO_NUMBER or text in _NO_NUMBER:
        return refused("number-none")
    if not _NUMBER.fullmatch(text):
        return refused("number-form", _plain_number(text, decimals))
    if len(text.partition(".")[2]) > decimals:
        return refused("number-decimals", decimals=decimals)
    return refused("number-size", limit=LIMIT)


def _plain_number(text: str, decimals: int) -> str:
    """Rewrite a number in the one form that is read (half-width, no separators), or give nothing."""
    plain = unicodedata.normalize("NFKC", text).translate(_SIGNS).strip()
    if _GROUPED.fullmatch(plain):
        plain = re.sub("[,_' ]", "", plain)
    try:
        value = Decimal(plain)
        written = format(value + 0, "f") if value.is_finite() and abs(value.adjusted()) < 20 else ""
        parse_number(written, decimals)
    except (InvalidOperation, ValueError):
        return ""
    return written


def parse_count(text: str) -> int:
    """Read a number of times (次数): a positive whole number."""
    count = _whole(text, "count-form")
    if count == 0:
        raise refused("count-form")
    return count


def parse_whole(text: str) -> int:
    """Read a whole number, 0 or more."""
    return _whole(text, "whole-form")


def _whole(text: str, code: str) -> int:
    if not _WHOLE.fullmatch(text):
        plain = _plain_number(text, 6)
        whole = plain.rstrip("0").rstrip(".") if "." in plain else plain
        raise refused(code, whole if _WHOLE.fullmatch(whole) and whole != "0" else "")
    return int(text)


def parse_period(text: str) -> str:
    """Read a period (所属期): 2025, 2025-H1, 2025-Q1, 2025-03 or 2025-03-H1."""
    if not _PERIOD.fullmatch(text):
        raise refused("period-form", _plain_period(text))
    return text


def _plain_period(text: str) -> str:
    match = _LOOSE_PERIOD.fullmatch(unicodedata.normalize("NFKC", text).strip().upper())
    if not match:
        return ""
    parts = [match[1], match[2], match[3] and match[3].zfill(2), match[4]]
    written = "-".join(part for part in parts if part)
    return written if _PERIOD.fullmatch(written) else ""


def parse_flag(text: str) -> bool:
    """Read yes or no (是、否)."""
    flag = _FLAGS.get(text)
    if flag is None:
        raise refused("flag-form")
    return flag


PARSERS: Mapping[str, Callable[[str], object]] = {
    "text": parse_text,
    "id": parse_id,
    "number": parse_decimal,
    "points": parse_marks,
    "count": parse_count,
    "integer": parse_whole,
    "date": parse_date,
    "year": parse_year,
    "period": parse_period,
    "flag": parse_flag,
    "choice": parse_text,
}
"""Kind of a column: how its cells are read. Units and items are looked up instead, choices judged by item."""
