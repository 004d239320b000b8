"""Acts of the year (年度行为): propose, open, move on, name offices, move dates; each one transaction with audit."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from django.urls import reverse

from kaoping.papers.words import dates
from kaoping.schemes import Package
from kaoping.web.core import clock, tasks
from kaoping.web.core.models import Body
from kaoping.web.core.proposals import CONFIRMED, RETURNED, Decided, give, waiting
from kaoping.web.people.acting import acting
from kaoping.web.people.models import Unit
from kaoping.web.people.permissions import Actor
from kaoping.web.years.drafts import Entrant, Wrong, YearDraft, wrong_holes, wrong_in
from kaoping.web.years.models import (
    CalendarDate,
    Charge,
    DayOverride,
    Participant,
    PhaseChange,
    PhaseVerdict,
    StoredPackage,
    Year,
    YearProposal,
    YearVerdict,
)
from kaoping.web.years.packages import process_of, store
from kaoping.web.years.phases import YearPhase, hindrances, neighbours, phase_now, phases_in, phases_of


class Conflict(Exception):
    """Somebody else was quicker, or the year is not what the page showed; the words are for the user."""


def adopt_package(actor: Actor, package: Package) -> StoredPackage:
    """Store a package whole, so that a year may be proposed with it (存档办法包). Raises: SchemeError."""
    with acting(actor, "propose-year", actor.body) as log:
        stored = store(package)
        log(
            stored,
            f"存档办法包：{stored.name}",
            after={"digest": stored.digest, "files": sorted(stored.files)},
        )
    return stored


def propose_year(actor: Actor, draft: YearDraft) -> YearProposal:
    """Propose a year: with package, holes, participants, days (提出年度启用方案). Raises: Wrong."""
    with acting(actor, "propose-year", actor.body) as log:
        _stand(wrong_in(draft, actor.body))
        year = Year(body=actor.body)
        _write_year(year, draft)
        proposal = _propose(actor, year, draft)
        log(year, f"提出启用{year.name}", after=_told(draft), reason=draft.reason)
    return proposal


def propose_again(actor: Actor, year: Year, draft: YearDraft) -> YearProposal:
    """Propose a year anew after it was returned (修改后重新提出). Raises: Wrong, Conflict."""
    with acting(actor, "propose-year", year) as log:
        year = _locked(year)
        if year.opened_on:
            raise Conflict("本年度已经启用，办法和参评单位不能再改")
        _none_waiting(year)
        _stand(wrong_in(draft, actor.body, year))
        Participant.objects.filter(year=year).delete()
        _write_year(year, draft)
        proposal = _propose(actor, year, draft)
        log(year, f"重新提出启用{year.name}", after=_told(draft), reason=draft.reason)
    return proposal


def propose_holes(
    actor: Actor, year: Year, holes: Mapping[str, str], document: str = "", reason: str = ""
) -> YearProposal:
    """Propose further values of holes for a year in force (补填空缺数值). Raises: Wrong, Conflict."""
    with acting(actor, "propose-year", year) as log:
        year = _locked(year)
        if not year.opened_on:
            raise Conflict("本年度尚未启用，请在启用方案中填写空缺数值")
        _none_waiting(year)
        _stand(wrong_holes(year.package_id, holes))
        before = dict(last_proposal(year).holes)
        proposal = _version(actor, year, holes, year.phase, document, reason)
        log(year, f"补填{year.name}空缺数值", before=before, after=dict(holes), reason=reason)
        _ask_to_open(year, f"审定{year.name}补填的空缺数值")
    return proposal


def _write_year(year: Year, draft: YearDraft) -> None:
    for name in ("slug", "name", "number", "first_day", "last_day", "package"):
        setattr(year, name, getattr(draft, name))
    year.save()
    Participant.objects.bulk_create(
        [_participant(year, entrant, n) for n, entrant in enumerate(draft.entrants, 1)], batch_size=500
    )


def _participant(year: Year, entrant: Entrant, position: int) -> Participant:
    return Participant(
        year=year, unit=entrant.unit, code=entrant.code, name=entrant.name, category=entrant.category,
        observer=entrant.observer, parent=entrant.parent, position=position,
    )  # fmt: skip


def _propose(actor: Actor, year: Year, draft: YearDraft) -> YearProposal:
    phase = draft.phase or phases_in(draft.package.pk, draft.number)[0].id
    _ask_to_open(year, f"审定启用{year.name}")
    return _version(actor, year, draft.holes, phase, draft.document, draft.reason)


def _version(
    actor: Actor, year: Year, holes: Mapping[str, str], phase: str, document: str, reason: str
) -> YearProposal:
    """Write the next version of the year's one lineage of proposals."""
    last = YearProposal.objects.filter(year=year).order_by("-version").first()
    filled = {name: value for name, value in holes.items() if value}
    made = YearProposal(
        year=year, package_id=year.package_id, holes=filled, phase=phase, maker=actor.person,
        made_at=clock.now(), document=document, reason=reason,
    )  # fmt: skip
    if last:
        made.lineage, made.version = last.lineage, last.version + 1
    made.save(force_insert=True)
    tasks.done(year.body, _key(year, "again"))
    return made


def _ask_to_open(year: Year, title: str) -> None:
    url = address("proposal", year)
    for role in ("LX", "LD"):
        tasks.ask(year.body, _key(year, "open"), role, title, url, year=year.slug)


def last_proposal(year: Year) -> YearProposal:
    """Give the latest proposal of a year, decided or not."""
    found = YearProposal.objects.filter(year=year).select_related("maker", "year__body")
    last: YearProposal = found.latest("version")
    return last


def confirm_year(actor: Actor, proposal: YearProposal, remark: str = "") -> Year:
    """Decide that the year opens with what was proposed (审定启用). Raises: Conflict."""
    with acting(actor, "open-year", proposal) as log:
        year = _locked(proposal.year)
        _decide_year(actor, proposal, CONFIRMED, remark)
        if year.opened_on is None:
            _open(year, proposal)
        log(year, f"审定启用{year.name}", after={"package": year.package_id, "holes": proposal.holes,
            "phase": year.phase}, reason=remark)  # fmt: skip
        _ask_for_charges(year)
    return year


def _open(year: Year, proposal: YearProposal) -> None:
    first = next(p for p in phases_of(year) if p.id == proposal.phase)
    year.opened_on, year.phase, year.phase_kind = clock.today(), first.id, first.kind
    year.save(update_fields=("opened_on", "phase", "phase_kind"))


def _ask_for_charges(year: Year) -> None:
    url = address("charges", year)
    tasks.ask(
        year.body, _key(year, "charges"), "PO", f"核对{year.name}的提供部门和考评主体", url, year=year.slug
    )


def return_year(actor: Actor, proposal: YearProposal, remark: str) -> YearVerdict:
    """Return a proposal to the office with a remark (退回). Raises: Wrong without one, Conflict."""
    _stand([] if remark.strip() else ["请写明退回的理由"])
    with acting(actor, "open-year", proposal) as log:
        year = _locked(proposal.year)
        verdict = _decide_year(actor, proposal, RETURNED, remark)
        log(year, f"退回{year.name}启用方案", after={"outcome": RETURNED}, reason=remark)
        tasks.ask(year.body, _key(year, "again"), "PO", f"修改{year.name}启用方案（已退回）",
                  address("proposal", year), detail=remark[:500], year=year.slug)  # fmt: skip
    return verdict


def _decide_year(actor: Actor, proposal: YearProposal, outcome: str, remark: str) -> YearVerdict:
    verdict = YearVerdict(
        proposal=proposal, checker=actor.person, decided_at=clock.now(), outcome=outcome, remark=remark
    )
    try:
        give(verdict)
    except Decided as decided:
        raise Conflict("这份方案已由另一位同志审定，请刷新后再看") from decided
    tasks.done(actor.body, _key(proposal.year, "open"))
    return verdict


def set_charges(actor: Actor, year: Year, named: Mapping[str, Iterable[Unit]]) -> None:
    """Say which offices of the registry the names of the scheme are this year (指定提供部门、考评主体)."""
    with acting(actor, "name-charge", year) as log:
        year = _locked(year)
        before = _charges(year)
        Charge.objects.filter(year=year, name__in=list(named)).delete()
        made = [Charge(year=year, name=name, unit=unit) for name, units in named.items() for unit in units]
        Charge.objects.bulk_create(made)
        log(year, f"指定{year.name}的提供部门和考评主体", before=before, after=_charges(year))
        tasks.done(year.body, _key(year, "charges"))
    actor.cache.clear()


def _charges(year: Year) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for name, unit in Charge.objects.filter(year=year).order_by("id").values_list("name", "unit__code"):
        found.setdefault(name, []).append(unit)
    return found


def propose_phase(actor: Actor, year: Year, phase: str, reason: str = "", document: str = "") -> PhaseChange:
    """Propose that the year goes into the next phase, or back into the one before (转入阶段). Raises: Wrong, Conflict."""
    with acting(actor, "propose-phase", year) as log:
        year = _locked(year)
        if waiting(PhaseChange.objects.filter(year=year)).exists():
            raise Conflict("已有一项转入阶段的提议等待复核，请先处理那一项")
        to = _reachable(year, phase, reason)
        made = PhaseChange(
            year=year, phase=to.id, maker=actor.person, made_at=clock.now(), reason=reason, document=document
        )
        made.save(force_insert=True)
        log(year, f"提议{year.name}转入“{to.name}”", before=year.phase, after=to.id, reason=reason)
        tasks.ask(year.body, _key(year, "phase"), "PO", f"复核：{year.name}转入“{to.name}”",
                  address("calendar", year), year=year.slug)  # fmt: skip
    return made


def _reachable(year: Year, phase: str, reason: str) -> YearPhase:
    """Give the phase, if the year may go there. Raises: Wrong."""
    before, after = neighbours(year)
    to = next((p for p in (before, after) if p is not None and p.id == phase), None)
    if to is None:
        raise Wrong(["只能转入相邻的阶段；结果公布以后不能退回公布之前，确需更正的请办理更正"])
    _stand(["退回上一阶段须写明理由"] if to is before and not reason.strip() else [])
    _stand(hindrances(year, to) if to is after else [])
    return to


def confirm_phase(actor: Actor, change: PhaseChange, remark: str = "") -> Year:
    """Confirm that the year goes into another phase (复核转入阶段). Raises: Wrong, Conflict."""
    with acting(actor, "confirm-phase", change) as log:
        year = _locked(change.year)
        _decide_phase(actor, change, CONFIRMED, remark)
        to, was = _reachable(year, change.phase, change.reason), phase_now(year)
        year.phase, year.phase_kind = to.id, to.kind
        year.save(update_fields=("phase", "phase_kind"))
        log(year, f"{year.name}转入“{to.name}”", before=was.id if was else "", after=to.id, reason=remark)
    return year


def return_phase(actor: Actor, change: PhaseChange, remark: str) -> PhaseVerdict:
    """Return a proposal of a phase (退回). Raises: Wrong without a remark, Conflict."""
    _stand([] if remark.strip() else ["请写明退回的理由"])
    with acting(actor, "confirm-phase", change) as log:
        verdict = _decide_phase(actor, change, RETURNED, remark)
        log(change.year, f"退回{change.year.name}转入阶段的提议", after={"outcome": RETURNED}, reason=remark)
    return verdict


def _decide_phase(actor: Actor, change: PhaseChange, outcome: str, remark: str) -> PhaseVerdict:
    verdict = PhaseVerdict(
        proposal=change, checker=actor.person, decided_at=clock.now(), outcome=outcome, remark=remark
    )
    try:
        give(verdict)
    except Decided as decided:
        raise Conflict("这项提议已由另一位同志处理，请刷新后再看") from decided
    tasks.done(actor.body, _key(change.year, "phase"))
    return verdict


def move_date(actor: Actor, year: Year, step: str, day: date, reason: str) -> CalendarDate:
    """Move the deadline of a step, with the reason (改期). Raises: Wrong without one."""
    return enter_date(actor, year, step, "move", day, reason)


def mark_done(actor: Actor, year: Year, step: str, day: date, reason: str = "") -> CalendarDate:
    """Note that a step was done on a day (办结)."""
    return enter_date(actor, year, step, "done", day, reason)


def mark_undone(actor: Actor, year: Year, step: str, reason: str) -> CalendarDate:
    """Take back that a step was done (撤销办结). Raises: Wrong without a reason."""
    return enter_date(actor, year, step, "undone", actor.today, reason)


def enter_date(actor: Actor, year: Year, step: str, kind: str, day: date, reason: str) -> CalendarDate:
    """Enter something of a step into the year's calendar: `kind` as in CalendarDate. Raises: Wrong without a reason."""
    _stand(["请写明理由"] if kind != "done" and not reason.strip() else [])
    with acting(actor, "change-calendar-date", year) as log:
        made = CalendarDate(
            year=year, step=step, kind=kind, day=day, reason=reason, maker=actor.person, made_at=clock.now()
        )
        made.save(force_insert=True)
        log(
            year, f"{made.get_kind_display()}：{_step_name(year, step)}", after=day.isoformat(), reason=reason
        )
        if kind in ("move", "done"):
            tasks.done(year.body, step_key(year, step))
    return made


def _step_name(year: Year, key: str) -> str:
    """Give the name of a step, with its period: 报送季度情况（2026年第一季度）."""
    step, _, period = key.partition(":")
    process = process_of(year)
    name = process.steps[step].name if process and step in process.steps else step
    return f"{name}（{dates.period(period)}）" if period else name


def set_day(actor: Actor, day: date, working: bool, reason: str) -> DayOverride:
    """Say that a day is worked or not, by which notice (调整工作日)."""
    with acting(actor, "change-calendar-date", actor.body) as log:
        found = DayOverride.objects.filter(body=actor.body, day=day).first()
        before = {"working": found.working, "reason": found.reason} if found else None
        made, _ = DayOverride.objects.update_or_create(
            body=actor.body, day=day, defaults={"working": working, "reason": reason}
        )
        log(
            made,
            f"{day}{'上班' if working else '放假'}",
            before=before,
            after={"working": working},
            reason=reason,
        )
    return made


def drop_day(actor: Actor, override: DayOverride) -> None:
    """Take an adjustment of a day back: the holiday table counts again."""
    with acting(actor, "change-calendar-date", actor.body) as log:
        before = {"working": override.working, "reason": override.reason}
        log(override, f"取消{override.day}的调整", before=before)
        override.delete()


def _stand(problems: list[str]) -> None:
    if problems:
        raise Wrong(problems)


def _locked(year: Year) -> Year:
    """Read the year again, so that nobody else changes it meanwhile."""
    return Year.objects.select_for_update(of=("self",)).select_related("body").get(pk=year.pk)


def _none_waiting(year: Year) -> None:
    if waiting(YearProposal.objects.filter(year=year)).exists():
        raise Conflict("已有一份方案正在等待审定，审定以前不能修改")


def _key(year: Year, what: str) -> str:
    return f"year:{year.pk}:{what}"


def step_key(year: Year, step: str) -> str:
    """Give the key of the tasks of a step."""
    return _key(year, f"step:{step}")


def _told(draft: YearDraft) -> dict[str, object]:
    return {
        "slug": draft.slug, "name": draft.name, "days": [draft.first_day, draft.last_day],
        "package": draft.package.pk, "holes": dict(draft.holes), "phase": draft.phase,
        "participants": [[e.code, e.name, e.category] for e in draft.entrants],
    }  # fmt: skip


def address(name: str, year: Year, body: Body | None = None) -> str:
    """Give the address of a page of a year."""
    return reverse(f"years:{name}", kwargs={"body": (body or year.body).slug, "year": year.slug})
