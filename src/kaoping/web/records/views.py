"""Pages of events and filings: permission first, then form, action, redirect."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils.html import format_html
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from kaoping.errors.problems import FactsError
from kaoping.web.core import drafts, files
from kaoping.web.people.permissions import Hidden, may
from kaoping.web.people.routes import Asked, allow
from kaoping.web.records import actions, pages, queries, telling
from kaoping.web.records.actions import Conflict, Paper, Signed
from kaoping.web.records.charge import CONFIRM, may_check, may_enter
from kaoping.web.records.evidence import Evidence, gather
from kaoping.web.records.export import zipped_facts
from kaoping.web.records.facts import rows_of
from kaoping.web.records.forms import EventForm, SignedSheet, initial_of
from kaoping.web.records.listing import Listing, as_csv, as_workbook
from kaoping.web.records.matters import Matter, find_matter, parts_of
from kaoping.web.records.models import Filing
from kaoping.web.records.queries import READ, SharedFile, find_file, find_filing, find_year
from kaoping.web.years.models import Participant, Year

ENTER = "enter-deduction"
CHECKING = tuple(dict.fromkeys(CONFIRM.values()))
PER_PAGE = 50


@allow(READ, find=find_year)
@require_GET
def events(request: Asked, year: Year) -> HttpResponse:
    """The list of events (事项列表), as a page, as CSV or as a workbook."""
    listing = Listing(request.actor, year, request.GET)
    if request.GET.get("as") in ("csv", "xlsx"):
        return _exported(listing, request.GET["as"])
    page = Paginator(listing.events, PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "records/events.html", {
        "year": year, "listing": listing, "page_obj": page, "rows": listing.rows(page),
        "may_enter": may(request.actor, ENTER, year),
    })  # fmt: skip


def _exported(listing: Listing, kind: str) -> HttpResponse:
    content, media = (as_csv(listing), "text/csv; charset=utf-8") if kind == "csv" else (
        as_workbook(listing), "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    )  # fmt: skip
    return _handed_out(content, f"{listing.year.slug}-事项.{kind}", media)


def _handed_out(content: bytes, name: str, media: str) -> HttpResponse:
    answer = HttpResponse(content, content_type=media)
    answer["Content-Disposition"] = content_disposition_header(True, name) or ""
    answer["Cache-Control"] = "private, no-store"
    return answer


@allow(ENTER, find=find_year, step="1")
@require_http_methods(["GET", "POST"])
def new_event(request: Asked, year: Year) -> HttpResponse:
    """Record an event (新增事项): the form, its draft, its sending."""
    if request.method == "GET":
        return _form_page(request, year, *pages.begun(request, year))
    sent = pages.sent_before(request, year, request.POST.get("key", ""))
    if sent is not None:
        return _sent_again(request, year, sent)
    if request.POST.get("act") == "draft":
        return _keep_draft(request, year)
    form = EventForm(request.actor, year, request.POST)
    if request.POST.get("act") == "next" and form.asked is not None:
        return _form_page(request, year, *_typed(request, year))
    evidence = gather(request.actor, year, request.POST, request.FILES.getlist("upload"))
    filing = _try(
        form, evidence, lambda paper: actions.file_rows(request.actor, year, "events", form.rows, paper)
    )
    if filing is None:
        return _form_page(request, year, form, evidence, status=422)
    drafts.drop(request.actor.person.pk, pages.draft_key(year))
    messages.success(request, "已保存，等待另一人确认。确认后才计入得分，并告知单位。")
    return redirect(telling.address(filing))


def _sent_again(request: Asked, year: Year, sent: Filing) -> HttpResponse:
    """Show what the form has made already; where it says something else by now, ask what is meant, and keep that."""
    if pages.says_the_same(sent, EventForm(request.actor, year, request.POST)):
        messages.info(request, "这一份此前已经保存，没有重复登记。")
        return redirect(telling.address(sent))
    data = request.POST.copy()
    data["key"] = str(uuid.uuid4())
    form = EventForm(request.actor, year, data)
    words = "此前填的那一份已经保存：{}。现在的内容与它不同，还没有保存：要改那一份，请打开它；要另登一份，请核对后再保存。"
    link = format_html('<a href="{}">{}</a>', telling.address(sent), sent.title)
    form.add_error(None, format_html(words, link))
    evidence = gather(request.actor, year, data, request.FILES.getlist("upload"))
    return _form_page(request, year, form, evidence, status=422)


def _keep_draft(request: Asked, year: Year) -> HttpResponse:
    left_out = {"csrfmiddlewaretoken", "act"}
    kept: dict[str, Any] = {name: values for name, values in request.POST.lists() if name not in left_out}
    evidence = gather(request.actor, year, request.POST, request.FILES.getlist("upload"))
    kept["file"] = [str(file.pk) for file in evidence.files]
    drafts.save(request.actor.person.pk, pages.draft_key(year), kept)
    messages.success(request, "草稿已保存，下次打开“新增事项”时会带出来。")
    for words in evidence.errors:
        messages.error(request, words)
    return redirect("records:new-event", body=year.body.slug, year=year.slug)


def _try(form: EventForm, evidence: Evidence, act: Any) -> Filing | None:
    """Do the act if form and evidence are right; what is wrong goes to the form."""
    for words in evidence.errors:
        form.add_error("upload" if "upload" in form.fields else None, words)
    if not form.is_valid():
        return None
    try:
        filing: Filing = act(form.paper(evidence.files))
    except FactsError as error:
        form.take_problems(error.problems)
    except Conflict as conflict:
        form.add_error(None, str(conflict))
    else:
        return filing
    return None


def _form_page(
    request: Asked, year: Year, form: EventForm, evidence: Evidence, status: int = 200, **more: Any
) -> HttpResponse:
    context = {**pages.form_context(request, year, form, evidence), **more}
    return render(request, "records/new_event.html", context, status=status)


@allow(ENTER, find=find_year, step="1")
@require_POST
def event_form(request: Asked, year: Year) -> HttpResponse:
    """Give the form anew for another unit or rule, with what was typed; nothing is judged or written."""
    context = pages.form_context(request, year, *_typed(request, year))
    return render(request, "records/parts/event_form_again.html", context)


def _typed(request: Asked, year: Year) -> tuple[EventForm, Evidence]:
    """Give the form for the rule at hand with what was typed, not judged yet."""
    data = request.POST
    told = {
        name: data.getlist(name) if name == "circumstances" else data.get(name)
        for name in data
        if name != "file"
    }
    old = pages.shown_filing(request, year)
    code = pages.first_code(old) if old else ""
    form = EventForm(request.actor, year, initial=told, code=code)
    return form, gather(request.actor, year, data, kept=pages.files_of(old) if old else ())


@allow("upload-evidence", find=find_year)
@require_POST
def upload(request: Asked, year: Year) -> HttpResponse:
    """Take files in for the form at hand, and give its list of evidence."""
    old = pages.shown_filing(request, year)
    kept = pages.files_of(old) if old else ()
    evidence = gather(request.actor, year, request.POST, request.FILES.getlist("upload"), kept)
    return render(
        request, "records/parts/evidence.html", pages.evidence_context(request.actor, year, evidence)
    )


@allow(READ, find=find_filing)
@require_GET
def filing(request: Asked, filing: Filing) -> HttpResponse:
    """The page of a filing: what it says, who made and confirmed it, its evidence, its versions."""
    return render(request, "records/filing.html", pages.filing_context(request, filing))


def find_to_decide(request: Asked, **arguments: Any) -> Filing | None:
    """Find a filing that the actor may decide; in a town a signed sheet may stand for the second person."""
    found = find_filing(request, **arguments)
    if found is None:
        return None
    found.signed = request.actor.body.profile == "town"
    return found if may_check(request.actor, found.table, found) else None


def find_to_correct(request: Asked, **arguments: Any) -> Filing | None:
    """Find a filing of events that the actor may enter anew."""
    found = find_filing(request, **arguments)
    return found if found and found.table == "events" and may_enter(request.actor, "events", found) else None


@allow(*CHECKING, find=find_to_decide, step="2")
@require_POST
def confirm(request: Asked, filing: Filing) -> HttpResponse:
    """Confirm a filing (确认), alone with a signed sheet where that is allowed."""
    signed = None
    if filing.maker_id == request.actor.person.pk:
        form = SignedSheet(request.POST, request.FILES)
        signed = _signed(request, form)
        if signed is None:
            return render(
                request, "records/filing.html", pages.filing_context(request, filing, sheet=form), status=422
            )
    remark = request.POST.get("remark", "")[:2000]
    done = "已确认，从现在起计入得分。"
    return _decided(request, filing, lambda: actions.confirm(request.actor, filing, remark, signed), done)


def _signed(request: Asked, form: SignedSheet) -> Signed | None:
    if not form.is_valid():
        return None
    try:
        sheet = files.take_in(request.actor.body, request.actor.person, form.cleaned_data["sheet"])
    except files.FileRefused as refused:
        form.add_error("sheet", str(refused))
        return None
    return Signed(sheet, form.cleaned_data["signed_by"], form.cleaned_data["signed_on"])


@allow(*CHECKING, find=find_to_decide, step="2")
@require_POST
def send_back(request: Asked, filing: Filing) -> HttpResponse:
    """Return a filing to its maker (退回), with a remark."""
    remark = request.POST.get("remark", "").strip()[:2000]
    if not remark:
        messages.error(request, "退回请写明意见，让经办人知道改什么。")
        return redirect(telling.address(filing))
    return _decided(
        request, filing, lambda: actions.send_back(request.actor, filing, remark), "已退回经办人。"
    )


def _decided(request: Asked, filing: Filing, act: Any, words: str) -> HttpResponse:
    """Do it and go to the next one that waits, if the checker goes through the queue; who was slower is told."""
    try:
        act()
        messages.success(request, words)
    except Conflict as conflict:
        messages.warning(request, f"{conflict}，您的操作没有生效。")
        return redirect(telling.address(filing))
    following = pages.next_waiting(request.actor, filing) if request.POST.get("queue") else None
    if request.POST.get("queue") and following is None:
        return redirect("records:waiting", body=filing.year.body.slug, year=filing.year.slug)
    return HttpResponseRedirect(
        f"{telling.address(following)}?queue=1" if following else telling.address(filing)
    )


@allow(ENTER, find=find_to_correct, step="1")
@require_http_methods(["GET", "POST"])
def correct(request: Asked, filing: Filing) -> HttpResponse:
    """Correct one event of a filing (更正): the next version, old beside new."""
    rows = rows_of(filing)
    at = pages.row_at(rows, request.GET.get("row", ""))
    if at is None:
        messages.error(request, "这份填报单没有可以更正的事项。")
        return redirect(telling.address(filing))
    old, year = rows[at], filing.year
    if request.method == "GET":
        form = EventForm(request.actor, year, initial=initial_of(old, (), filing), code=old.id)
        return _correction_page(request, filing, form, Evidence(pages.files_of(filing)), old)
    form = EventForm(request.actor, year, request.POST, code=old.id)
    evidence = gather(
        request.actor, filing.year, request.POST, request.FILES.getlist("upload"), pages.files_of(filing)
    )
    before, after = rows[:at], rows[at + 1 :]
    made = _try(
        form,
        evidence,
        lambda paper: actions.correct(request.actor, filing, [*before, *form.rows, *after], paper),
    )
    if made is None:
        return _correction_page(request, filing, form, evidence, old, status=422)
    messages.success(request, "更正已保存，等待另一人确认。确认以前，原来的登记照旧计算。")
    return redirect(telling.address(made))


def _correction_page(
    request: Asked, filing: Filing, form: EventForm, evidence: Evidence, old: Any, status: int = 200
) -> HttpResponse:
    more = {"filing": filing, "old": pages.told_of(filing, old)}
    return _form_page(request, filing.year, form, evidence, status, **more)


@allow(ENTER, find=find_to_correct, step="1")
@require_POST
def withdraw(request: Asked, filing: Filing) -> HttpResponse:
    """Withdraw a filing (撤回): a version without rows, which another person confirms."""
    reason = request.POST.get("reason", "").strip()[:2000]
    if not reason:
        messages.error(request, "撤回请写明理由。")
        return redirect(telling.address(filing))
    try:
        made = actions.correct(request.actor, filing, (), Paper(reason=reason, document=filing.document))
    except Conflict as conflict:
        messages.warning(request, str(conflict))
        return redirect(telling.address(filing))
    messages.success(request, "撤回已提交，等待另一人确认。")
    return redirect(telling.address(made))


@allow(READ, find=find_filing)
@require_POST
def seen(request: Asked, filing: Filing) -> HttpResponse:
    """A unit has read what it was told (已阅)."""
    for unit in set(filing.units) & request.actor.own_units:
        telling.seen(filing, unit)
    return redirect(telling.address(filing))


@allow(READ, find=find_file)
@require_GET
def file(request: Asked, shared: SharedFile) -> HttpResponse:
    """Hand out a file (下载佐证)."""
    return files.download(shared.file)  # type: ignore[return-value]


@allow(*CHECKING, find=find_year, step="2")
@require_GET
def waiting(request: Asked, year: Year) -> HttpResponse:
    """What waits for the actor to confirm (待确认), oldest first."""
    found = queries.waiting(request.actor, year)
    return render(request, "records/waiting.html", {"year": year, "rows": pages.waiting_rows(found)})


@allow(READ, find=find_matter)
@require_GET
def matter(request: Asked, matter: Matter) -> HttpResponse:
    """The page of a matter (同一事项): all its events that the actor may see."""
    parts = parts_of(request.actor, matter)
    listing = Listing(request.actor, matter.year, {})
    rows = listing.rows([part.event for part in parts])
    context = {"year": matter.year, "matter": matter, "parts": list(zip(rows, parts, strict=True))}
    return render(
        request, "records/matter.html", {**context, "told": any(p.points is not None for p in parts)}
    )


@allow("see-totals", find=find_year)
@require_GET
def facts(request: Asked, year: Year) -> HttpResponse:
    """All facts in force as a zip of CSV files (导出事实), for those who see totals of everybody."""
    among = Participant.objects.filter(year=year).select_related("year")
    if not all(may(request.actor, "see-totals", one) for one in among):
        raise Hidden("see-totals")
    return _handed_out(zipped_facts(year), f"{year.slug}-facts.zip", "application/zip")
