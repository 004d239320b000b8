"""The as-of day (截止日) that a page is asked for: ?as_of=2025-06-30, 2025年6月30日, 20250630."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django import forms
from django.http import HttpRequest

from kaoping.web.core.fields import ChineseDateField
from kaoping.web.results.trial import day_of
from kaoping.web.years.models import Year


class AsOfForm(forms.Form):
    """The field of the query bar."""

    def __init__(self, year: Year, *given: object, **more: object) -> None:
        super().__init__(*given, **more)  # type: ignore[arg-type]
        self.fields["as_of"] = ChineseDateField(
            label="截止日", required=False, earliest=year.first_day, latest=year.last_day
        )


@dataclass(frozen=True)
class AsOf:
    """The day that the page looks at, whether it was asked for, and what is wrong with what was asked."""

    day: date
    asked: bool
    midway: bool
    form: AsOfForm
    problem: str = ""

    @property
    def query(self) -> str:
        """Give the rest of an address that keeps the day: "?as_of=2025-06-30" or nothing."""
        return f"?as_of={self.day.isoformat()}" if self.asked else ""


def as_of(request: HttpRequest, year: Year) -> AsOf:
    """Read the day; what is no day of the year is told, and the usual day taken."""
    form, usual = AsOfForm(year, request.GET), day_of(year)
    found = form.cleaned_data["as_of"] if form.is_valid() else None
    problem = "" if form.is_valid() else " ".join(str(error) for error in form.errors["as_of"])
    day = found or usual
    return AsOf(day, found is not None and found != usual, day < year.last_day, form, problem)
