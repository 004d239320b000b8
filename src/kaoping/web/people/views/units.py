"""The registry of units (单位名录): list, page of a unit, changes with two persons, import with preview."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db import transaction
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from kaoping.web.core import clock, drafts
from kaoping.web.core.files import FileRefused, take_in
from kaoping.web.core.models import Body
from kaoping.web.people import imports, queries
from kaoping.web.people.actions import Unfit
from kaoping.web.people.actions.registry import Signed, decide_change, propose_change
from kaoping.web.people.forms import units as forms
from kaoping.web.people.forms.remarks import Verdict
from kaoping.web.people.models import RegistryChange, Unit
from kaoping.web.people.permissions import Hidden, may
from kaoping.web.people.registry import Change, Details, wrong
from kaoping.web.people.routes import Asked, allow, member
from kaoping.web.people.workbook import workbook

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
PER_PAGE = 50
STATES = (("open", "在册"), ("closed", "已撤销"), ("all", "全部"))


def _unit(request: Asked, pk: int) -> Unit | None:
    """Give a unit of the body."""
    return Unit.objects.filter(body=request.actor.body, pk=pk).first()


def _change(request: Asked, pk: int) -> RegistryChange | None:
    found = RegistryChange.objects.select_related("maker", "verdict__checker", "sheet", "body")
    return found.filter(body=request.actor.body, pk=pk).first()


@member
def units(request: Asked) -> HttpResponse:
    """The list in pinyin order."""
    asked, body = request.GET, request.actor.body
    state = asked.get("state", "open")
    found = queries.units_of(
        body, clock.today(), words=asked.get("q", "").strip()[:50], category=asked.get("category") or None,
        state=state if state in ("open", "closed", "all") else "open",
    )  # fmt: skip
    changing = request.actor.could("change-unit") or request.actor.could("confirm-unit-change")
    told = {
        "rows": Paginator(found, PER_PAGE).get_page(asked.get("page")),
        "categories": queries.categories_of(body),
        "state": state,
        "states": STATES,
        "waiting": queries.changes_waiting(body).count() if changing else 0,
        "changing": request.actor.could("change-unit"),
    }
    return render(request, "people/units.html", told)


@member
def unit(request: Asked, pk: int) -> HttpResponse:
    """The page of a unit: what it is called, was called, whom it follows."""
    found = _unit(request, pk)
    if found is None:
        raise Hidden("unit")
    actor = request.actor
    follows, followed = queries.successions_of(found)
    sees_persons = any(actor.could(code) for code in ("create-account", "grant-role"))
    told = {
        "unit": found, "names": list(found.names.order_by("-from_day", "-id")), "follows": follows,
        "followed": followed, "changing": actor.could("change-unit") and not found.closed_on,
        "persons": queries.persons_of(actor.body, actor.today, unit=found.pk) if sees_persons else None,
        "waits": found.code in _waiting(actor.body) if actor.could("change-unit") else False,
    }  # fmt: skip
    return render(request, "people/unit.html", told)


def _waiting(body: Body) -> frozenset[str]:
    return frozenset().union(*(Change.of(row).touched for row in queries.changes_waiting(body)))


def _propose(request: Asked, form: Form, make: Callable[[], Change], title: str, **told: Any) -> HttpResponse:
    """Show the form of a change, or propose it; what is wrong stands above the form."""
    town = request.actor.body.profile == "town"
    sheet = forms.SignedSheet(request.POST or None, request.FILES or None) if town else None
    if request.method == "POST" and form.is_valid() and (sheet is None or sheet.is_valid()):
        try:
            with transaction.atomic():
                row = propose_change(request.actor, make(), _signed(request, sheet))
        except (Unfit, FileRefused) as unfit:
            for message in unfit.messages if isinstance(unfit, Unfit) else (str(unfit),):
                form.add_error(None, message)
        else:
            messages.success(request, "已提交，待另一人复核后生效。")
            return redirect("people:unit_change", request.actor.body.slug, row.pk)
    told |= {
        "form": form,
        "sheet": sheet,
        "title": title,
        "categories": queries.categories_of(request.actor.body),
    }
    return render(request, "people/unit_form.html", told)


def _signed(request: Asked, sheet: forms.SignedSheet | None) -> Signed | None:
    """Take in the signed sheet, where there is one."""
    if sheet is None or not sheet.cleaned_data["sheet"]:
        return None
    told = sheet.cleaned_data
    file = take_in(request.actor.body, request.actor.person, told["sheet"])
    return Signed(file, told["signed_by"], told["signed_on"])


@allow("change-unit", step="1")
def new_unit(request: Asked) -> HttpResponse:
    """Propose a new unit (新设)."""
    form = forms.Register(request.POST or None, initial={"from_day": clock.today()})
    return _propose(request, form, form.change, "新设单位")


@allow("change-unit", step="1")
def merge(request: Asked) -> HttpResponse:
    """Propose a merger (合并)."""
    form = forms.Merge(
        request.actor.body, request.POST or None, initial={"olds": request.GET.getlist("unit")}
    )
    return _propose(request, form, form.change, "合并单位")


@allow("change-unit", find=_unit, step="1")
def rename(request: Asked, unit: Unit) -> HttpResponse:
    """Propose another name or category (更名)."""
    form = forms.Rename(request.POST or None, initial=asdict(Details.of(unit)))
    return _propose(request, form, lambda: form.change(unit), "更名", unit=unit)


@allow("change-unit", find=_unit, step="1")
def split(request: Asked, unit: Unit) -> HttpResponse:
    """Propose a split (分设)."""
    form = forms.Split(request.POST or None)
    return _propose(request, form, lambda: form.change(unit), "分设", unit=unit)


@allow("change-unit", find=_unit, step="1")
def close(request: Asked, unit: Unit) -> HttpResponse:
    """Propose that a unit ceases to be (撤销)."""
    form = forms.Close(request.POST or None)
    return _propose(request, form, lambda: form.change(unit), "撤销", unit=unit)


@allow("change-unit", "confirm-unit-change")
def changes(request: Asked) -> HttpResponse:
    """The changes that wait, and those that were decided."""
    body = request.actor.body
    done = Paginator(queries.changes_decided(body), PER_PAGE).get_page(request.GET.get("page"))
    told = {"waiting": list(queries.changes_waiting(body)), "decided": done}
    return render(request, "people/unit_changes.html", told)


def _any_change(request: Asked, pk: int) -> Any:
    """Give a change to look at: the maker may see his own, though he may not decide it."""
    return _change(request, pk)


@allow("change-unit", "confirm-unit-change", find=_any_change)
def change(request: Asked, row: RegistryChange) -> HttpResponse:
    """The page of a change: what it does, who proposed it, what the second person says."""
    what = Change.of(row)
    units = {u.code: Details.of(u) for u in Unit.objects.filter(body=row.body, code__in=what.touched)}
    named = {code: one.name for code, one in units.items()} | {one.code: one.name for one in what.new}
    is_open = not hasattr(row, "verdict")
    told = {
        "row": row, "is_open": is_open, "lines": _lines(what, units if is_open else {}, named),
        "heirs": [(named.get(old, old), named.get(new, new)) for old, new in what.heirs],
        "may_decide": is_open and may(request.actor, "confirm-unit-change", row, "2"),
        "wrong": wrong(row.body, what, own=row) if is_open else [],
    }  # fmt: skip
    return render(request, "people/unit_change.html", told)


def _lines(what: Change, units: dict[str, Details], named: dict[str, str]) -> list[dict[str, str]]:
    """Give a line for each unit of a change: code, name before (while it waits) and after, category, words."""
    made = [{"code": o.code, "new": o.name, "category": o.category, "words": "新设"} for o in what.new]
    moved = [
        {
            "code": o.code, "old": units[o.code].name if o.code in units else "", "new": o.name,
            "category": o.category, "words": "变更",
        }
        for o in what.changed
    ]  # fmt: skip
    return (
        made + moved + [{"code": code, "old": named.get(code, code), "words": "撤销"} for code in what.closed]
    )


@allow("confirm-unit-change", find=_change, step="2")
@require_POST
def decide(request: Asked, row: RegistryChange) -> HttpResponse:
    """Confirm or return a change."""
    form = Verdict(request.POST)
    if form.is_valid():
        try:
            decide_change(request.actor, row, form.cleaned_data["outcome"], form.cleaned_data["remark"])
            messages.success(
                request, "已确认，名录已更新。" if form.cleaned_data["outcome"] == "confirmed" else "已退回。"
            )
        except Unfit as unfit:
            for message in unfit.messages:
                messages.error(request, message)
    return redirect("people:unit_change", request.actor.body.slug, row.pk)


def _draft_key(body: Body) -> str:
    return f"unit-import:{body.pk}"


@allow("change-unit", step="1")
def import_units(request: Asked) -> HttpResponse:
    """Upload a file and see what it would change; nothing is written but a draft."""
    form = forms.UnitFile(request.POST or None, request.FILES or None)
    told: dict[str, Any] = {"form": form}
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        seen = imports.preview(request.actor.body, file, file.name)
        kept = {"file": seen.file, "new": [asdict(one) for one in seen.of("new")]}
        kept["changed"] = [asdict(one) for one in seen.of("changed")]
        if seen.is_ready:
            drafts.save(request.actor.person.pk, _draft_key(request.actor.body), kept)
        told |= {"seen": seen, "stated": forms.Stated(initial={"from_day": clock.today()})}
    return render(request, "people/unit_import.html", told)


@allow("change-unit", step="1")
@require_POST
def apply_import(request: Asked) -> HttpResponse:
    """Make one proposal of all that the last preview showed."""
    key = _draft_key(request.actor.body)
    kept, form = drafts.load(request.actor.person.pk, key), forms.Stated(request.POST)
    if kept is None:
        messages.warning(request, "预览已失效，请重新选择文件。")
        return redirect("people:import_units", request.actor.body.slug)
    new, changed = (tuple(Details(**one) for one in kept.data[name]) for name in ("new", "changed"))
    told = {"new": new, "changed": changed, "file": kept.data["file"]}
    answer = _propose(
        request, form, lambda: Change("import", new=new, changed=changed, **form.stated()), "批量导入", **told
    )
    if answer.status_code == 302:
        drafts.drop(request.actor.person.pk, key)
    return answer


@allow("change-unit", step="1")
def template(request: Asked) -> HttpResponse:
    """The workbook to fill in (模板)."""
    return _xlsx(workbook(()), "unit-template.xlsx")


@member
def export(request: Asked) -> HttpResponse:
    """The list as a workbook that can be imported again."""
    found = queries.units_of(request.actor.body, clock.today())
    return _xlsx(workbook(found), "units.xlsx")


def _xlsx(data: bytes, name: str) -> HttpResponse:
    answer = HttpResponse(data, content_type=XLSX)
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
