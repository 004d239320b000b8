"""Fields of the forms: days as they are written here, points, exact numbers. Nothing makes a binary float."""

from __future__ import annotations

import re
import unicodedata
from abc import ABC, abstractmethod
from collections.abc import Sequence
from datetime import date, datetime
from fractions import Fraction
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError

from kaoping.rules.numbers.points import (
    LIMIT,
    Points,
    format_number,
    format_points,
    parse_amount,
    parse_points,
)
from kaoping.web.core.widgets import DayInput, NumberInput

_DAY = re.compile(r"(\d{4})(?:[-./年](\d{1,2})[-./月](\d{1,2})日?|(\d\d)(\d\d))", re.ASCII)
_RATIO = re.compile(r"(-?\d{1,13})/(\d{1,13})", re.ASCII)
_THOUSANDS = re.compile(r"(?<=\d),(?=\d{3}(?!\d))", re.ASCII)


def plain(text: str) -> str:
    """Give what was meant: full-width signs as ASCII, real minus as hyphen, no spaces."""
    halved = unicodedata.normalize("NFKC", text).translate({ord(c): "-" for c in "−–—‐"})
    return re.sub(r"\s", "", halved)


def parse_day(text: str) -> date:
    """Read 2026-01-09, 2026.1.9, 2026/1/9, 2026年1月9日 or 20260109; ValueError otherwise."""
    match = _DAY.fullmatch(plain(text))
    if match is None:
        raise ValueError(text)
    year, month, day = match[1], match[2] or match[4], match[3] or match[5]
    return date(int(year), int(month), int(day))


class ChineseDateField(forms.DateField):
    """A day (日期) in any of the usual ways of writing one."""

    widget = DayInput
    default_error_messages: ClassVar[dict[str, Any]] = {
        "required": "请填写日期。",
        "invalid": "“%(value)s”不是日期，请写成 2026-01-09 或 2026年1月9日。",
        "early": "日期不能早于 %(limit)s。",
        "late": "日期不能晚于 %(limit)s。",
    }

    def __init__(self, *, earliest: date | None = None, latest: date | None = None, **given: Any) -> None:
        super().__init__(**given)
        self.earliest, self.latest = earliest, latest

    def to_python(self, value: Any) -> date | None:
        """Read the day; None when empty."""
        if value in self.empty_values:
            return None
        if isinstance(value, datetime):
            return value.date()
        if isinstance(value, date):
            return value
        try:
            return parse_day(str(value))
        except ValueError:
            raise ValidationError(self.error_messages["invalid"], "invalid", {"value": value}) from None

    def validate(self, value: date | None) -> None:
        """Check the limits."""
        super().validate(value)
        if value and self.earliest and value < self.earliest:
            raise ValidationError(self.error_messages["early"], "early", {"limit": self.earliest})
        if value and self.latest and value > self.latest:
            raise ValidationError(self.error_messages["late"], "late", {"limit": self.latest})


class _Exact(forms.Field, ABC):
    """What points and numbers share: text in, exact number out, limits in the number's own unit."""

    widget = NumberInput

    def __init__(self, *, low: Any = None, high: Any = None, **given: Any) -> None:
        super().__init__(**given)
        self.low, self.high = low, high

    @abstractmethod
    def parse(self, text: str) -> Any:
        """Read the number; ValueError for anything else."""

    @abstractmethod
    def write(self, value: Any) -> str:
        """Write the number as it may be typed in."""

    def to_python(self, value: Any) -> Any:
        """Read the number; None when empty."""
        if value in self.empty_values:
            return None
        if not isinstance(value, str):
            return value
        if not plain(value):
            return None
        try:
            return self.parse(plain(value).removeprefix("+"))
        except (ValueError, ZeroDivisionError):
            raise ValidationError(self.error_messages["invalid"], "invalid", {"value": value}) from None

    def validate(self, value: Any) -> None:
        """Check the limits."""
        super().validate(value)
        if value is None:
            return
        for code, limit in (("low", self.low), ("high", self.high)):
            outside = limit is not None and (value < limit if code == "low" else value > limit)
            if outside:
                raise ValidationError(self.error_messages[code], code, {"limit": self.write(limit)})

    def prepare_value(self, value: Any) -> Any:
        """Write a number; what was typed stays as it was."""
        return value if value is None or isinstance(value, str) else self.write(value)

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Compare numbers, not the ways of writing them."""
        if self.disabled:
            return False
        try:
            return bool(self.to_python(data) != self.to_python(initial))
        except ValidationError:
            return True


class PointsField(_Exact):
    """Points (分): an integer of 1/10,000; `low` and `high` too. Accepts 12.5, ＋１０, −3分."""

    default_error_messages: ClassVar[dict[str, Any]] = {
        "required": "请填写分值。",
        "invalid": "“%(value)s”不是分值，请写数字，最多四位小数，如 12.5。",
        "low": "不能低于 %(limit)s 分。",
        "high": "不能高于 %(limit)s 分。",
    }

    def parse(self, text: str) -> Points:
        """Read points with at most four places."""
        return parse_points(text.removesuffix("分"))

    def write(self, value: Points) -> str:
        """Write them without trailing zeros."""
        return format_points(value)


class ExactNumberField(_Exact):
    """An exact number (Fraction): 12.5, 1,200, 50万, 1.5亿, 95%, 1/3; `units` may follow it (元, 件)."""

    default_error_messages: ClassVar[dict[str, Any]] = {
        "required": "请填写数值。",
        "invalid": "“%(value)s”不是数值，请写数字，如 12.5、50万、95%%。",
        "low": "不能小于 %(limit)s。",
        "high": "不能大于 %(limit)s。",
    }

    def __init__(self, *, units: Sequence[str] = (), **given: Any) -> None:
        super().__init__(**given)
        self.units = units

    def parse(self, text: str) -> Fraction:
        """Read a number, an amount, a percentage or a ratio of whole numbers."""
        for unit in self.units:
            text = text.removesuffix(unit)
        ratio = _RATIO.fullmatch(text)
        value = Fraction(int(ratio[1]), int(ratio[2])) if ratio else parse_amount(_THOUSANDS.sub("", text))
        if abs(value) >= LIMIT:
            raise ValueError(text)
        return value

    def write(self, value: Fraction | int) -> str:
        """Write it exactly: as a decimal where there is one, else as a ratio."""
        number = Fraction(value)
        text = format_number(number)
        return text if Fraction(text) == number else f"{number.numerator}/{number.denominator}"
