"""Widgets of the forms: a day as text, numbers, levels with their price."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django import forms


@dataclass(frozen=True)
class Level:
    """The label of a choice: its words, the price at the right (每件 10 分), a remark below."""

    text: str
    price: str = ""
    note: str = ""

    def __str__(self) -> str:
        return self.text


class DayInput(forms.DateInput):
    """A day as text, YYYY-MM-DD; the page adds the weekday and a small calendar."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        told = {"data-day": True, "placeholder": "2026-01-09", "autocomplete": "off", "inputmode": "numeric"}
        super().__init__(attrs={**told, **(attrs or {})}, format="%Y-%m-%d")


class NumberInput(forms.TextInput):
    """A number as text: a browser's own number field rounds and scrolls."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(
            attrs={"class": "num", "inputmode": "decimal", "autocomplete": "off", **(attrs or {})}
        )


class Levels(forms.RadioSelect):
    """Choices one under the other in a box; give `Level` as label to show a price."""

    template_name = "core/widgets/levels.html"
    option_template_name = "django/forms/widgets/input.html"


class ManyLevels(forms.CheckboxSelectMultiple):
    """The same where several may be chosen."""

    template_name = "core/widgets/levels.html"
    option_template_name = "django/forms/widgets/input.html"
