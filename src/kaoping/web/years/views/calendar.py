"""The calendar of a year (日程与任务): its steps with their deadlines, a step moved or noted, the days off (节假日调整)."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from kaoping.web.people.permissions import may
from kaoping.web.people.routes import Asked, allow
from kaoping.web.years import actions, forms, queries
from kaoping.web.years.deadlines import Deadline, deadlines, remind
from kaoping.web.years.models import CalendarDate, DayOverride, Year
from kaoping.web.years.phases import neighbours, phase_now
from kaoping.web.years.views.acting import acted
from kaoping.web.years.views.finding import find_step, find_year
from kaoping.web.years.workdays import Workdays, is_tabled, last_tabled_year


@allow("read-scheme", find=find_year)
@require_GET
def calendar(request: Asked, year: Year) -> HttpResponse:
    """日程与任务: where the year stands, and its steps by phase with deadline, who, paper, article."""
    actor, found = request.actor, deadlines(year)
    change = queries.waiting_phase(year)
    before, after = neighbours(year)
    days = Workdays(year.body)
    return render(request, "years/calendar.html", {
        "year": year, "bar": queries.phase_bar(year), "now": phase_now(year), "before": before,
        "after": None if after and year.published and after.over else after,
        "change": change, "may_confirm": change is not None and may(actor, "confirm-phase", change),
        "change_to": next((p for p in queries.phases_of(year) if change and p.id == change.phase), None),
        "may_propose": change is None and may(actor, "propose-phase", year),
        "may_change": may(actor, "change-calendar-date", year),
        "phases": _by_phase(year, found), "total": len(found), "untabled": _untabled(found),
        "resting": {d.key for d in found if d.day and not days.is_workday(d.day)},
    })  # fmt: skip


def _by_phase(year: Year, found: tuple[Deadline, ...]) -> list[tuple[str, list[Deadline]]]:
    """Give the steps under the phase in which they begin, standing duties at the end."""
    groups = [(p.name, [d for d in found if d.step.phase[:1] == (p.id,)]) for p in queries.phases_of(year)]
    standing = [d for d in found if not d.step.phase]
    return [(name, steps) for name, steps in (*groups, ("常年职责", standing)) if steps]


def _untabled(found: tuple[Deadline, ...]) -> int | None:
    """Give the last year of the holiday table, where a deadline lies beyond it."""
    return last_tabled_year() if any(d.day and not is_tabled(d.day) for d in found) else None


@allow("change-calendar-date", find=find_step)
def step(request: Asked, year: Year) -> HttpResponse:
    """One step: what was entered about it; move its deadline, note that it is done."""
    key: str = request.step  # type: ignore[attr-defined]
    found = next((d for d in deadlines(year) if d.key == key), None)
    if found is None:
        raise Http404
    form = forms.StepForm(
        request.POST or None, initial={"day": found.day, "kind": "move" if found.day else "done"}
    )
    if request.method == "POST" and form.is_valid():
        _enter(request, year, key, form)
        return redirect(actions.address("calendar", year, request.actor.body))
    entries = CalendarDate.objects.filter(year=year, step=key).select_related("maker").order_by("-id")
    told = {"year": year, "deadline": found, "form": form, "entries": list(entries)}
    return render(request, "years/step.html", told, status=400 if form.errors else 200)


def _enter(request: Asked, year: Year, key: str, form: forms.StepForm) -> None:
    kind, day, reason = (form.cleaned_data[name] for name in ("kind", "day", "reason"))
    if acted(request, lambda: actions.enter_date(request.actor, year, key, kind, day, reason), "已登记"):
        remind(year)


@allow("change-calendar-date")
def days(request: Asked) -> HttpResponse:
    """节假日调整: days that are worked or not, whatever the holiday table says."""
    form = forms.DayForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        act = lambda: actions.set_day(request.actor, told["day"], told["working"], told["reason"])  # noqa: E731
        acted(request, act, "已保存")
        return redirect("years:days", body=request.actor.body.slug)
    found = DayOverride.objects.filter(body=request.actor.body)
    told = {"form": form, "days": list(found), "tabled": last_tabled_year()}
    return render(request, "years/days.html", told, status=400 if form.errors else 200)


@allow("change-calendar-date")
@require_POST
def drop_day(request: Asked, pk: int) -> HttpResponse:
    """Take an adjustment of a day back."""
    found = DayOverride.objects.filter(body=request.actor.body, pk=pk).first()
    if found is None:
        raise Http404
    acted(request, lambda: actions.drop_day(request.actor, found), "已取消调整")
    return redirect("years:days", body=request.actor.body.slug)
