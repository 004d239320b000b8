"""What the templates of records show: forms begun and filled, filings in words."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse

from kaoping.papers.articles import articles
from kaoping.rules.facts.tables import TABLE
from kaoping.web.core import drafts
from kaoping.web.core.models import File
from kaoping.web.people.permissions import Actor, may
from kaoping.web.people.routes import Asked
from kaoping.web.records import queries, telling
from kaoping.web.records.charge import may_check, may_enter
from kaoping.web.records.evidence import Evidence, gather
from kaoping.web.records.facts import rows_of
from kaoping.web.records.forms import EventForm, SignedSheet
from kaoping.web.records.listing import level_words
from kaoping.web.records.models import Filing
from kaoping.web.records.prices import prices_of
from kaoping.web.records.queries import OWN_ROLES, READ
from kaoping.web.years.models import Participant, Year
from kaoping.web.years.packages import package_of, scheme_of

STEPS = ("填写", "另一人确认", "告知单位")
STEPS_IN_TOWN = ("填写", "签字或另一人确认", "告知单位")
ROWS = 200
"""Rows of a table that the page of a filing shows."""


def draft_key(year: Year) -> str:
    """Name the draft of the form of a new event."""
    return f"event:{year.body.slug}:{year.slug}"


def begun(request: Asked, year: Year) -> tuple[EventForm, Evidence]:
    """Begin the form: with the draft that was kept, else with the unit and rule of the address."""
    kept = (
        None
        if "unit" in request.GET or "item" in request.GET
        else drafts.load(request.actor.person.pk, draft_key(year))
    )
    told: dict[str, Any] = {name: request.GET.get(name, "") for name in ("unit", "item")}
    ids: list[str] = []
    if kept and sent_before(request, year, kept.data.get("key", [""])[0]):
        kept = None
    if kept:
        told = {
            name: values if name == "circumstances" else values[0]
            for name, values in kept.data.items()
            if values
        }
        ids = kept.data.get("file", [])
    told.setdefault("key", str(uuid.uuid4()))
    form = EventForm(request.actor, year, initial=told)
    form.kept_at = kept.saved_at if kept else None  # type: ignore[attr-defined]
    data = request.GET.copy()
    data.setlist("file", ids)
    return form, gather(request.actor, year, data)


def sent_before(request: Asked, year: Year, key: str) -> Filing | None:
    """Give the filing that the form of this key has made already (双击、后退重发)."""
    try:
        lineage = uuid.UUID(key)
    except ValueError:
        return None
    found = Filing.objects.filter(lineage=lineage, year=year, maker=request.actor.person)
    return found.select_related("year__body").order_by("version").first()


def says_the_same(filing: Filing, form: EventForm) -> bool:
    """Say whether a form tells again what a filing has."""
    if not form.is_valid():
        return False
    paper, rows = form.paper(()), [row._replace(id="") for row in rows_of(filing)]
    told = (paper.document, paper.document_day, paper.office)
    return rows == form.rows and told == (filing.document, filing.document_day, filing.office)


def form_context(request: Asked, year: Year, form: EventForm, evidence: Evidence) -> dict[str, Any]:
    """Give all that the form's page shows: form, article, evidence, preview."""
    return {
        "year": year, "form": form, "article": _article(year, form), "steps": _steps_of(year), "draft_key": draft_key(year),
        "kept_at": getattr(form, "kept_at", None), "preview": _address("results:preview", year),
        "parts": [form[name] for name in form.fields if name not in APART], "halves": HALVES,
        **evidence_context(request.actor, year, evidence),
    }  # fmt: skip


HALVES = {"count", "date", "document", "document_day"}
"""Fields of which two stand in a row."""
APART = {"key", "unit", "item", "upload", "reason"}
"""Fields that the page places itself."""


def evidence_context(actor: Actor, year: Year, evidence: Evidence) -> dict[str, Any]:
    return {"year": year, "evidence": evidence.shown(actor, year), "evidence_errors": evidence.errors}


def _address(name: str, year: Year, **more: object) -> str:
    """Give the address of a page of an app above, "" where it is not there."""
    try:
        return reverse(name, kwargs={"body": year.body.slug, "year": year.slug, **more})
    except NoReverseMatch:
        return ""


@dataclass(frozen=True)
class ArticleShown:
    """The article beside a form: gist, who supplies, price, remark."""

    cite: str
    name: str
    gist: str
    around: str
    suppliers: tuple[str, ...]
    price: str
    remark: str


def _article(year: Year, form: EventForm) -> ArticleShown | None:
    if form.asked is None:
        return None
    scheme, item = scheme_of(year), form.asked.item
    rule = scheme.rules.get(item)
    leaf = scheme.item_names.get(rule.leaf, "") if rule and rule.leaf else ""
    supplier = rule.labels.supplier if rule else ()
    price, cite = prices_of(scheme, item).get("", ""), form.asked.cite
    return ArticleShown(cite, form.asked.name, gist_of(year, cite), leaf, supplier, price, form.asked.help)


def gist_of(year: Year, cite: str) -> str:
    """Give the words of an article (条款要点)."""
    for one in articles(scheme_of(year), package_of(year).document.entries):
        if cite in (one.cite, *one.aliases):
            return one.gist
    return ""


def files_of(filing: Filing) -> list[File]:
    """Give the evidence of a filing."""
    return [use.file for use in filing.evidence.select_related("file").order_by("id")]


def shown_filing(request: Asked, year: Year) -> Filing | None:
    """Give the filing that is being corrected, where the form names one whose papers the actor may read."""
    told = request.POST.get("filing", "")
    found = queries.find_filing(request, year.slug, int(told)) if told.isdecimal() else None
    return found if found and queries.has_evidence(request.actor, found) else None


def first_code(filing: Filing) -> str:
    """Give the number by which the form knows that it corrects."""
    rows = rows_of(filing)
    return getattr(rows[0], "id", "") if rows else ""


def row_at(rows: Sequence[Any], code: str) -> int | None:
    """Give the place of an event among the rows of a filing: the first one unless told; None where it is not there."""
    if not code:
        return 0 if rows and hasattr(rows[0], "circumstances") else None
    return next((at for at, row in enumerate(rows) if getattr(row, "id", "") == code), None)


@dataclass(frozen=True)
class Told:
    """A row in words: label and text of each cell that says something."""

    code: str
    unit: str
    cells: tuple[tuple[str, str], ...]
    cite: str = ""
    gist: str = ""
    matter: str = ""


def told_of(filing: Filing, row: Any, names: dict[str, str] | None = None, plain: bool = False) -> Told:
    """Put a typed row into words; `names` are those of the units by code, plain leaves points out."""
    if names is None:
        names = dict(Participant.objects.filter(year=filing.year, code=row.unit).values_list("code", "name"))
    scheme = scheme_of(filing.year)
    asked = scheme.inputs.get((filing.table, getattr(row, "item", getattr(row, "scheme", ""))))
    if filing.table != "events":
        return Told(
            getattr(row, "id", ""),
            names.get(row.unit, row.unit),
            _cells(filing, row),
            asked.cite if asked else "",
        )
    cells = (
        ("条款", f"{asked.cite} {asked.name}".strip() if asked else row.item), ("情形", level_words(asked, row, plain)),
        ("次数", str(row.count)), ("事项日期", row.date.isoformat()), ("同一事项", row.matter), ("事实", row.note),
    )  # fmt: skip
    cite = asked.cite if asked else ""
    shown = tuple(cell for cell in cells if cell[1])
    return Told(row.id, names.get(row.unit, row.unit), shown, cite, gist_of(filing.year, cite), row.matter)


def _cells(filing: Filing, row: Any) -> tuple[tuple[str, str], ...]:
    """Give the cells of a row of another table under the labels of its columns."""
    from kaoping.rules import Facts
    from kaoping.rules.facts.rows import Cycle
    from kaoping.tables.facts_out import fact_rows

    year = filing.year
    made = Facts(Cycle(year.number, year.first_day, year.last_day), (), **{filing.table: [row]})  # type: ignore[arg-type]
    texts = fact_rows(made)[filing.table][0]
    names = scheme_of(year).item_names
    return tuple(
        (column.label, names.get(text, text) if column.name in ("item", "target") else text)
        for column, text in zip(TABLE[filing.table].columns, texts, strict=True)
        if text and column.name not in ("unit", "event", "decision")
    )


def filing_context(request: HttpRequest, filing: Filing, sheet: SignedSheet | None = None) -> dict[str, Any]:
    """Give all that the page of a filing shows."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    unit_reads = _reads_as_unit(actor, filing)
    own = actor.own_units if unit_reads else None
    waits = not hasattr(filing, "verdict")
    shown = files_of(filing) if queries.has_evidence(actor, filing) else []
    versions = [] if unit_reads else queries.versions(filing)
    queue = "queue" in request.GET and waits
    rows = _rows(filing, own, unit_reads, queries.sealed_units(actor, filing))
    return {
        "year": filing.year, "filing": filing, "rows": rows, "more": _more(filing),
        "evidence": Evidence(shown).shown(actor, filing.year), "versions": versions, "unit_reads": unit_reads,
        "unread": unit_reads and telling.is_unread(filing, actor.own_units),
        "table": TABLE[filing.table].label, "steps": _steps(filing, unit_reads), "queue": queue,
        "neighbours": _neighbours(actor, filing) if queue else None,
        "effect": "" if unit_reads or not waits else _address("results:effect", filing.year, filing=filing.pk),
        **_rights(actor, filing, versions, waits, sheet),
    }  # fmt: skip


def _reads_as_unit(actor: Actor, filing: Filing) -> bool:
    """Say whether the actor reads a filing only as the unit that it concerns."""
    held = tuple(grant for grant in actor.grants if grant.role not in OWN_ROLES)
    other = Actor(actor.person, actor.body, held, actor.today)
    return not (held and may(other, READ, filing))


def _rights(
    actor: Actor, filing: Filing, versions: Sequence[Filing], waits: bool, sheet: SignedSheet | None
) -> dict[str, Any]:
    """Say which buttons the page has."""
    alone = waits and actor.body.profile == "town" and filing.maker_id == actor.person.pk
    filing.signed = alone
    may_decide = waits and may_check(actor, filing.table, filing)
    filing.signed = False
    last = not versions or versions[-1].pk == filing.pk
    changes = last and not waits and filing.table == "events" and may_enter(actor, "events", filing)
    return {
        "may_decide": may_decide, "alone": alone and may_decide, "sheet": sheet or SignedSheet(),
        "may_correct": changes and not filing.withdrawn,
        "may_withdraw": changes and not filing.withdrawn and filing.verdict.outcome == "confirmed",
        "waits": waits, "is_last": last,
    }  # fmt: skip


def _rows(filing: Filing, own: Iterable[int] | None, plain: bool, sealed: Collection[int] = ()) -> list[Told]:
    """Give the rows in words, of a withdrawal those that it takes away; a long table in part, sealed units not."""
    source = filing if not filing.withdrawn else _before(filing)
    found = list(Participant.objects.filter(year=filing.year))
    names = {p.code: p.name for p in found}
    codes = {p.code for p in found if (own is None or p.unit_id in own) and p.unit_id not in sealed}
    rows = [row for row in rows_of(source) if row.unit in codes] if source else []
    return [told_of(filing, row, names, plain) for row in rows[:ROWS]]


def _before(filing: Filing) -> Filing | None:
    """Give the last version that had rows."""
    found = Filing.objects.filter(lineage=filing.lineage, version__lt=filing.version, withdrawn=False)
    before = found.select_related("year").order_by("-version").first()
    if before is not None:
        before.year = filing.year
    return before


def _more(filing: Filing) -> int:
    return max(0, queries.rows_shown(filing).count() - ROWS)


def _steps_of(year: Year) -> tuple[str, ...]:
    """Give the steps of a filing; in a town a signed sheet may stand for the second person."""
    return STEPS_IN_TOWN if year.body.profile == "town" else STEPS


def _steps(filing: Filing, plain: bool) -> list[dict[str, str]]:
    verdict = getattr(filing, "verdict", None)
    if verdict is None:
        states = ("past", "now", "next")
    else:
        states = ("past", "past", "past") if verdict.outcome == "confirmed" else ("past", "stopped", "next")
    notes = ("", "", "") if plain else (filing.maker.name, verdict.checker.name if verdict else "", "")
    return [
        {"label": w, "state": s, "note": n}
        for w, s, n in zip(_steps_of(filing.year), states, notes, strict=True)
    ]


def waiting_rows(found: Sequence[Filing]) -> list[dict[str, Any]]:
    """Give the filings that wait, each with its table and kind of act in words."""
    kinds = ("登记", "更正", "撤回")
    return [
        {"filing": f, "table": TABLE[f.table].label, "kind": kinds[2 if f.withdrawn else int(f.version > 1)]}
        for f in found
    ]


def next_waiting(actor: Actor, filing: Filing) -> Filing | None:
    """Give the next filing that waits for the actor after this one, from the start again at the end."""
    found = [one for one in queries.waiting(actor, filing.year) if one.pk != filing.pk]
    return next((one for one in found if one.pk > filing.pk), found[0] if found else None)


def _neighbours(actor: Actor, filing: Filing) -> dict[str, Any]:
    found = queries.waiting(actor, filing.year)
    ids = [one.pk for one in found]
    at = ids.index(filing.pk) if filing.pk in ids else -1
    return {
        "before": found[at - 1] if at > 0 else None, "after": found[at + 1] if 0 <= at < len(found) - 1 else None,
        "number": at + 1, "count": len(found),
    }  # fmt: skip
