"""Pages of the year. Each asks its rule, reads or acts through queries and actions, and shows the words."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from kaoping.rules import Scheme, SchemeError, load
from kaoping.rules.errors import KaopingError, ProblemsError
from kaoping.schemes import Package, find
from kaoping.web.people.models import Unit
from kaoping.web.people.permissions import Actor, may
from kaoping.web.people.routes import Asked, allow
from kaoping.web.years import actions, forms, pages, queries, uploads
from kaoping.web.years.actions import Conflict
from kaoping.web.years.deadlines import Deadline, deadlines, remind
from kaoping.web.years.drafts import Wrong
from kaoping.web.years.models import (
    CalendarDate,
    DayOverride,
    Participant,
    PhaseChange,
    StoredPackage,
    Year,
    YearProposal,
)
from kaoping.web.years.offices import offices_of
from kaoping.web.years.packages import holes_of, package_by, process_of, scheme_by, scheme_of
from kaoping.web.years.phases import neighbours, phase_now, phases_in
from kaoping.web.years.workdays import Workdays, is_tabled, last_tabled_year

READ = ("read-scheme", "propose-year", "open-year")
"""Who may read a year's scheme: in force, all who have to do with it; before, who proposes and who decides."""


def find_year(request: Asked, year: str) -> Year | None:
    """Find the year of an address in the actor's body, and let the page's frame show it."""
    found = queries.year_named(request.actor.body, year)
    if found and (found.opened_on or _prepares(request.actor, found)):
        request.year = found  # type: ignore[attr-defined]
    return found


def find_step(request: Asked, year: str, step: str) -> Year | None:
    """Find the year of a step; the step is looked for in the view."""
    request.step = step  # type: ignore[attr-defined]
    return find_year(request, year)


def find_proposal(request: Asked, year: str, version: int | None = None) -> YearProposal | None:
    """Find a proposal of a year: of a version, else the last one."""
    found = find_year(request, year)
    known = queries.proposals_of(found) if found else []
    return next((p for p in known if version in (None, p.version)), None)


def find_change(request: Asked, year: str, pk: int) -> PhaseChange | None:
    """Find a proposal of a phase."""
    found = find_year(request, year)
    asked = PhaseChange.objects.select_related("year__body", "maker").filter(year=found, pk=pk)
    return asked.first() if found else None


def acted(request: HttpRequest, act: Callable[[], object], done: str) -> bool:
    """Do an act and say that it is done, or why it is not."""
    try:
        act()
    except Wrong as error:
        for problem in error.problems:
            messages.error(request, problem)
    except Conflict as error:
        messages.error(request, str(error))
    else:
        messages.success(request, done)
        return True
    return False


@allow(*READ)
@require_GET
def list_(request: Asked) -> HttpResponse:
    """All years of the body, those that wait for a decision on top."""
    found = queries.years_of(request.actor.body)
    seen = [year for year in found if year.opened_on or _prepares(request.actor, year)]
    return render(request, "years/list.html", {
        "waiting": [year for year in seen if not year.opened_on],
        "years": [(year, phase_now(year)) for year in seen if year.opened_on],
        "may_propose": may(request.actor, "propose-year", request.actor.body),
    })  # fmt: skip


def _prepares(actor: Actor, year: Year) -> bool:
    return any(may(actor, code, year) for code in ("propose-year", "open-year"))


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
    return render(request, "years/choose.html", {"form": form, "steps": _steps(1), **told}, status=status)


def _chosen(request: Asked, form: forms.PackageForm) -> Package | None:
    """Give the package that was chosen or uploaded. Raises: Wrong, SchemeError."""
    if files := request.FILES.getlist("files"):
        return uploads.open_upload(uploads.read_files(files))
    if form.is_bound:
        return find(form.cleaned_data["package"]) if form.is_valid() else None
    raise Wrong(["请选择一个内置办法，或上传办法包"])


def _short(stored: StoredPackage) -> str:
    return stored.pk.removeprefix("sha256:")


def _steps(now: int) -> list[dict[str, str]]:
    labels = ("选办法", "填方案", "定提供部门", "审定启用")
    states = ("past", "now", "next")
    return [{"label": label, "state": states[(n > now) - (n < now) + 1]} for n, label in enumerate(labels, 1)]


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
    sheet = _Sheet(request, stored, before)
    if request.method == "POST" and "fill" not in request.POST and sheet.is_valid():
        year = sheet.propose()
        if year is not None:
            messages.success(request, "方案已提出，等待审定；请核对提供部门和考评主体")
            return redirect(actions.address("charges", year, request.actor.body))
    status = 400 if sheet.problems else 200
    return render(request, "years/new.html", sheet.context(), status=status)


class _Sheet:
    """The sheet on which a year is proposed: head, holes and participants, as they are or as they were sent."""

    def __init__(self, request: Asked, stored: StoredPackage, before: YearProposal | None) -> None:
        self.request, self.stored, self.before = request, stored, before
        self.scheme: Scheme = scheme_by(stored.pk)
        sent = request.POST if request.method == "POST" else None
        body, year = request.actor.body, before.year if before else None
        initial = (
            forms.head_of(year, before.phase)
            if year and before
            else forms.new_head(stored, request.actor.today)
        )
        self.head = forms.HeadForm(stored, sent, initial=initial)
        self.holes = forms.read_holes(sent) if sent is not None else dict(before.holes) if before else {}
        self.rows = forms.entrant_rows(body, self.scheme, year)
        self.problems: list[str] = []
        if sent is not None:
            self.rows = forms.sent_rows(self.rows, sent)
            self._take_pasted(sent.get("pasted", ""))

    def _take_pasted(self, text: str) -> None:
        if text.strip():
            self.rows, self.problems = forms.pasted_rows(self.rows, self.scheme, text)

    def is_valid(self) -> bool:
        """Check what was sent; what can be checked only as a whole is checked by the act."""
        if not self.head.is_valid():
            self.problems.insert(0, "名称、日期等有误，见各栏下的红字")
        return not self.problems

    def propose(self) -> Year | None:
        """Propose the year; None where something is wrong, which `problems` then says."""
        chosen = forms.entrants(self.rows, self.scheme)
        draft = forms.draft_of(self.head.cleaned_data, self.stored, self.holes, chosen)
        try:
            if self.before:
                return actions.propose_again(self.request.actor, self.before.year, draft).year
            return actions.propose_year(self.request.actor, draft).year
        except Wrong as error:
            self.problems = error.problems
        except Conflict as error:
            self.problems = [str(error)]
        return None

    def context(self) -> dict[str, Any]:
        """Give what the page shows."""
        package = package_by(self.stored.pk)
        taken = [row for row in self.rows if row.taken]
        return {
            "stored": self.stored, "scheme": self.scheme, "package": package, "steps": _steps(2),
            "form": self.head, "holes": forms.hole_rows(self.stored.pk, self.scheme, self.holes),
            "rows": self.rows, "taken": len(taken), "problems": self.problems, "before": self.before,
            "warnings": uploads.warnings_of(package), "phases": phases_in(self.stored.pk, 2000),
            "offices": [o for o in offices_of(self.scheme, package.process) if o.enters],
            "pasted": self.request.POST.get("pasted", "") if self.problems else "",
        }  # fmt: skip


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
        "holes": forms.hole_rows(found.package_id, scheme, found.holes), "groups": _groups(year, scheme),
        "charges": queries.charge_rows(year), "steps": _steps(4),
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


@allow(*READ, find=find_year)
@require_GET
def scheme(request: Asked, year: Year) -> HttpResponse:
    """方案与口径: the scheme in words, its articles, holes, digest, history and process."""
    actor = request.actor
    return render(request, "years/scheme.html", {
        "year": year, "scheme": scheme_of(year), "words": pages.page_of(year), "process": process_of(year),
        "holes": forms.hole_rows(year.package_id, scheme_of(year), holes_of(year)),
        "history": queries.proposals_of(year) if _prepares(actor, year) else [],
        "may_fill": may(actor, "propose-year", year) and year.opened_on,
        "may_compare": may(actor, "see-totals", year), "package": package_by(year.package_id),
    })  # fmt: skip


@allow(*READ, find=find_year)
@require_GET
def article(request: Asked, year: Year) -> HttpResponse:
    """An article as the citations open it."""
    cite = request.GET.get("cite", "")
    found = pages.article_of(year.package_id, cite)
    return render(request, "years/article.html", {"year": year, "cite": cite, "articles": found})


@allow("see-totals", find=find_year)
def compare(request: Asked, year: Year) -> HttpResponse:
    """新版对比: the package in force beside another version: words, and who would move."""
    told: dict[str, Any] = {"year": year, "builtin": _builtin_of(year)}
    status = 200
    if request.method == "POST":
        try:
            told |= _compared(request, year, _other(request, year))
        except Wrong as error:
            told["unread"], status = error.problems, 400
        except SchemeError as error:
            told["errors"], status = uploads.told(error.problems), 400
    return render(request, "years/compare.html", told, status=status)


def _builtin_of(year: Year) -> str:
    """Give the id of the built-in package of the same scheme, "" where there is none."""
    try:
        return find(year.package.scheme).id
    except KaopingError:
        return ""


def _other(request: Asked, year: Year) -> Package:
    """Give the version to compare with. Raises: Wrong, SchemeError."""
    if files := request.FILES.getlist("files"):
        return uploads.open_upload(uploads.read_files(files))
    if request.POST.get("builtin") and (name := _builtin_of(year)):
        return find(name)
    raise Wrong(["请上传另一版办法包，或选内置的现行版"])


def _compared(request: Asked, year: Year, other: Package) -> dict[str, Any]:
    now, later = scheme_by(year.package_id), load(other.text, other.file)
    found = pages.changes(pages.page_by(year.package_id), pages.words_of(later, other))
    told: dict[str, Any] = {"compared": True, "changes": found, "same": not found, "other": other}
    facts = queries.facts_for(year)
    if facts is None:
        return told
    seen = _seen(request.actor, year)
    try:
        moved = pages.results(year, facts, other)
        told["moved"] = [pages.Move.of(change, now, later) for change in moved if change.unit in seen]
    except ProblemsError as error:
        told["unfit"] = uploads.told(error.problems)
    return told


def _seen(actor: Actor, year: Year) -> set[str]:
    """Give the codes of the participants whose totals the actor may see: not those of his own unit."""
    found = Participant.objects.filter(year=year).select_related("year")
    return {one.code for one in found if may(actor, "see-totals", one)}


def _groups(year: Year, scheme: Scheme) -> list[tuple[Any, list[Participant]]]:
    """Give the participants by category, in the scheme's order."""
    found = list(Participant.objects.filter(year=year).select_related("unit"))
    return [
        (category, [p for p in found if p.category == category.id]) for category in scheme.categories.values()
    ]


@allow(*READ, find=find_year)
@require_GET
def participants(request: Asked, year: Year) -> HttpResponse:
    """参评单位: this year's names and categories."""
    groups = _groups(year, scheme_by(year.package_id))
    total = sum(len(found) for _, found in groups)
    return render(request, "years/participants.html", {"year": year, "groups": groups, "total": total})


@allow("name-charge", find=find_year)
def charges(request: Asked, year: Year) -> HttpResponse:
    """提供部门: which office each name of the scheme is, who may enter there, and which rules."""
    rows = queries.charge_rows(year)
    if request.method == "POST":
        named = {row.office.name: _units(request, n) for n, row in enumerate(rows)}
        known = {u.pk: u for u in Unit.objects.filter(body=year.body_id, closed_on__isnull=True)}
        told = {name: [known[pk] for pk in found if pk in known] for name, found in named.items()}
        acted(request, lambda: actions.set_charges(request.actor, year, told), "已保存提供部门和考评主体")
        return redirect(actions.address("charges", year, request.actor.body))
    units = Unit.objects.filter(body=year.body_id, closed_on__isnull=True)
    return render(request, "years/charges.html", {
        "year": year, "rows": rows, "units": list(units), "steps": _steps(3),
        "open": sum(1 for row in rows if not row.units),
    })  # fmt: skip


def _units(request: Asked, row: int) -> list[int]:
    """Give the units chosen for a row, each once."""
    return [int(pk) for pk in dict.fromkeys(request.POST.getlist(f"unit:{row}")) if pk.isdigit()]


@allow("read-scheme", find=find_year)
@require_GET
def calendar(request: Asked, year: Year) -> HttpResponse:
    """日程与任务: where the year stands, and its steps by phase with deadline, who, paper, article."""
    actor, found = request.actor, deadlines(year)
    change = queries.waiting_phase(year)
    before, after = neighbours(year)
    days = Workdays(year.body)
    return render(request, "years/calendar.html", {
        "year": year, "bar": queries.phase_bar(year), "now": phase_now(year), "before": before, "after": after,
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


@allow("propose-phase", find=find_year)
@require_POST
def propose_phase(request: Asked, year: Year) -> HttpResponse:
    """Propose that the year goes into another phase."""
    to, reason = request.POST.get("phase", ""), request.POST.get("reason", "")
    acted(request, lambda: actions.propose_phase(request.actor, year, to, reason), "已提出，请另一位同志复核")
    return redirect(actions.address("calendar", year, request.actor.body))


@allow("confirm-phase", find=find_change)
@require_POST
def confirm_phase(request: Asked, change: PhaseChange) -> HttpResponse:
    """Confirm that the year goes into another phase."""
    if acted(request, lambda: actions.confirm_phase(request.actor, change), "已复核，年度已转入新的阶段"):
        remind(Year.objects.select_related("body").get(pk=change.year_id))
    return redirect(actions.address("calendar", change.year, request.actor.body))


@allow("confirm-phase", find=find_change)
@require_POST
def return_phase(request: Asked, change: PhaseChange) -> HttpResponse:
    """Return a proposal of a phase."""
    remark = request.POST.get("remark", "")
    acted(request, lambda: actions.return_phase(request.actor, change, remark), "已退回")
    return redirect(actions.address("calendar", change.year, request.actor.body))


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
