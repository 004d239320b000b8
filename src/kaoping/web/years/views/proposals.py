"""Proposals of a year (方案稿): a package chosen, the sheet filled in, proposed, decided; further holes; the list."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from kaoping.rules import SchemeError
from kaoping.schemes import Package, find
from kaoping.web.people.permissions import may
from kaoping.web.people.routes import Asked, allow
from kaoping.web.years import actions, forms, queries, uploads
from kaoping.web.years.actions import Conflict
from kaoping.web.years.drafts import Wrong
from kaoping.web.years.models import StoredPackage, Year, YearProposal
from kaoping.web.years.packages import holes_of, scheme_by
from kaoping.web.years.phases import phase_now, phases_in
from kaoping.web.years.views.acting import acted
from kaoping.web.years.views.finding import READ, find_proposal, find_year, prepares
from kaoping.web.years.views.participants import groups
from kaoping.web.years.views.sheet import Sheet
from kaoping.web.years.views.stages import stages


@allow(*READ)
@require_GET
def list_(request: Asked) -> HttpResponse:
    """All years of the body, those that wait for a decision on top."""
    found = queries.years_of(request.actor.body)
    seen = [year for year in found if year.opened_on or prepares(request.actor, year)]
    return render(request, "years/list.html", {
        "waiting": [year for year in seen if not year.opened_on],
        "years": [(year, phase_now(year)) for year in seen if year.opened_on],
        "may_propose": may(request.actor, "propose-year", request.actor.body),
    })  # fmt: skip


@allow("propose-year")
def choose(request: Asked) -> HttpResponse:
    """Choose a built-in package, or upload one."""
    form = forms.PackageForm(request.POST if "package" in request.POST else None)
    told: dict[str, Any] = {}
    if request.method == "POST":
        try:
            package = _chosen(request, form)
            if package:
                stored = actions.adopt_package(request.actor, package)
                return redirect("years:new", body=request.actor.body.slug, digest=_short(stored))
        except Wrong as error:
            told["unread"] = error.problems
        except SchemeError as error:
            told["errors"] = uploads.told(error.problems)
    status = 400 if told or form.errors else 200
    return render(request, "years/choose.html", {"form": form, "steps": stages(1), **told}, status=status)


def _chosen(request: Asked, form: forms.PackageForm) -> Package | None:
    """Give the package that was chosen or uploaded. Raises: Wrong, SchemeError."""
    if files := request.FILES.getlist("files"):
        return uploads.open_upload(uploads.read_files(files))
    if form.is_bound:
        return find(form.cleaned_data["package"]) if form.is_valid() else None
    raise Wrong(["请选择一个内置办法，或上传办法包"])


def _short(stored: StoredPackage) -> str:
    return stored.pk.removeprefix("sha256:")


@allow("propose-year")
def new(request: Asked, digest: str) -> HttpResponse:
    """Say what the chosen package says; fill its holes, choose days and participants; propose."""
    stored = StoredPackage.objects.filter(pk=f"sha256:{digest}").first()
    if stored is None:
        raise Http404
    return _propose(request, stored, None)


@allow("propose-year", find=find_proposal)
def edit(request: Asked, proposal: YearProposal) -> HttpResponse:
    """Change a proposal that was returned, and propose it again."""
    return _propose(request, proposal.package, proposal)


def _propose(request: Asked, stored: StoredPackage, before: YearProposal | None) -> HttpResponse:
    sheet = Sheet(request, stored, before)
    if request.method == "POST" and "fill" not in request.POST and sheet.is_valid():
        year = sheet.propose()
        if year is not None:
            messages.success(request, "方案已提出，等待审定；请核对提供部门和考评主体")
            return redirect(actions.address("charges", year, request.actor.body))
    status = 400 if sheet.problems else 200
    return render(request, "years/new.html", sheet.context(), status=status)


@allow("propose-year", "open-year", find=find_proposal)
@require_GET
def proposal(request: Asked, found: YearProposal) -> HttpResponse:
    """A proposal as the decider sees it: package, holes, participants, offices, and what became of it."""
    year, scheme = found.year, scheme_by(found.package_id, dict(found.holes))
    last = not hasattr(found, "verdict")
    return render(request, "years/proposal.html", {
        "year": year, "proposal": found, "history": queries.proposals_of(year), "scheme": scheme, "is_waiting": last,
        "may_decide": last and may(request.actor, "open-year", found),
        "may_edit": not last and not year.opened_on and may(request.actor, "propose-year", year),
        "holes": forms.hole_rows(found.package_id, scheme, found.holes), "groups": groups(year, scheme),
        "charges": queries.charge_rows(year), "steps": stages(4),
        "phase": next((p for p in phases_in(found.package_id, year.number) if p.id == found.phase), None),
    })  # fmt: skip


@allow("open-year", find=find_proposal)
@require_POST
def confirm(request: Asked, found: YearProposal) -> HttpResponse:
    """Decide that the year opens."""
    remark = request.POST.get("remark", "")
    done = acted(request, lambda: actions.confirm_year(request.actor, found, remark), "已审定，方案生效")
    return redirect(actions.address("scheme" if done else "proposal", found.year, request.actor.body))


@allow("open-year", find=find_proposal)
@require_POST
def return_(request: Asked, found: YearProposal) -> HttpResponse:
    """Return a proposal with a remark."""
    remark = request.POST.get("remark", "")
    acted(request, lambda: actions.return_year(request.actor, found, remark), "已退回绩效办修改")
    return redirect(actions.address("proposal", found.year, request.actor.body))


@allow("propose-year", find=find_year)
def holes(request: Asked, year: Year) -> HttpResponse:
    """Propose further values of holes for a year in force."""
    values, problems = holes_of(year), []
    if request.method == "POST":
        values = forms.read_holes(request.POST)
        paper = (request.POST.get("document", ""), request.POST.get("reason", ""))
        try:
            actions.propose_holes(request.actor, year, values, *paper)
            messages.success(request, "补填的数值已提出，等待审定")
            return redirect(actions.address("proposal", year, request.actor.body))
        except Wrong as error:
            problems = error.problems
        except Conflict as error:
            problems = [str(error)]
    rows = forms.hole_rows(year.package_id, scheme_by(year.package_id), values)
    told = {"year": year, "holes": rows, "problems": problems, "sent": request.POST}
    return render(request, "years/holes.html", told, status=400 if problems else 200)
