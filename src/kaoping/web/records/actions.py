"""Filing, confirming, returning, correcting (填报、确认、退回、更正): each one transaction with rule, write, audit."""

from __future__ import annotations

import hashlib
import json
import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from kaoping.web.core import clock
from kaoping.web.core.models import File
from kaoping.web.core.proposals import CONFIRMED, RETURNED, Decided, give, in_force
from kaoping.web.people.acting import acting
from kaoping.web.people.permissions import Actor, Hidden
from kaoping.web.records import telling, writing
from kaoping.web.records.charge import CONFIRM, ENTER, may_check, may_enter
from kaoping.web.records.checking import check_rows
from kaoping.web.records.models import Filing, FilingFile, FilingVerdict
from kaoping.web.records.numbering import locked, numbered, standing_in_the_way
from kaoping.web.records.rows import TABLE, item_of
from kaoping.web.years.models import Participant, Year
from kaoping.web.years.packages import scheme_of


class Conflict(Exception):
    """Somebody else was quicker, or the record is not what the page showed; the words are for the user."""


WHOLE = 20
"""Rows of a filing that the audit log tells whole; of more it tells number and digest."""


@dataclass(frozen=True)
class Paper:
    """What stands around the rows of a filing: document, reason, evidence, the signed sheet of a paper act.

    `key` is made by the form: the same form sent twice is one filing.
    """

    document: str = ""
    document_day: date | None = None
    office: str = ""
    reason: str = ""
    files: tuple[File, ...] = ()
    sheet: File | None = None
    signed_by: str = ""
    signed_on: date | None = None
    key: uuid.UUID = field(default_factory=uuid.uuid4)


@dataclass(frozen=True)
class Signed:
    """The sheet by which, in a town, the second person confirmed (单人办理): scan, who signed, when."""

    sheet: File
    by: str
    on: date


def file_rows(
    actor: Actor, year: Year, table: str, rows: Sequence[Any], paper: Paper | None = None
) -> Filing:
    """File rows (typed facts of one table) for a second person to confirm. The same key gives the same filing.

    Rows without an id get one. Raises: FactsError for rows that the scheme does not take, Conflict for a row that
    is there already, Refused, Hidden.
    """
    paper = paper or Paper()
    with transaction.atomic():
        year = locked(year)
        sent = Filing.objects.filter(lineage=paper.key, version=1).select_related("year").first()
        if sent is not None:
            return _same(actor, year, sent)
        return store(actor, year, table, rows, paper)


def _same(actor: Actor, year: Year, sent: Filing) -> Filing:
    """Give a filing that was sent before, to whoever sent it."""
    if (sent.maker_id, sent.year_id) != (actor.person.pk, year.pk):
        raise Hidden("same key")
    return sent


def correct(actor: Actor, filing: Filing, rows: Sequence[Any], paper: Paper) -> Filing:
    """File the next version of a filing: what it says from now on; no rows: withdrawn. Raises: as file_rows.

    `filing` is the version that the page showed: where there is a later one, it is a Conflict.
    """
    with transaction.atomic():
        year = locked(filing.year)
        last = (
            Filing.objects.filter(lineage=filing.lineage)
            .order_by("-version")
            .select_related("verdict", "year")[0]
        )
        if not hasattr(last, "verdict"):
            raise Conflict("这份填报单已有一次更正在等待确认，请先处理那一份")
        if last.pk != filing.pk and last.verdict.outcome == CONFIRMED:
            raise Conflict(f"{last.maker.name}已更正过这份填报单，请打开最新一版再办理")
        filed = store(actor, year, filing.table, rows, paper, corrected=last)
        writing.carry(last, filed, rows)
    return filed


def confirm(actor: Actor, filing: Filing, remark: str = "", signed: Signed | None = None) -> FilingVerdict:
    """Confirm a filing: it counts from now on. Raises: Conflict for a filing that somebody decided already.

    `signed`: in a town, the sheet of the second person; the act is marked 单人办理.
    """
    return decide(actor, filing, CONFIRMED, remark, signed)


def send_back(actor: Actor, filing: Filing, remark: str) -> FilingVerdict:
    """Return a filing to its maker with a remark. Raises: Conflict."""
    return decide(actor, filing, RETURNED, remark)


def store(
    actor: Actor, year: Year, table: str, rows: Sequence[Any], paper: Paper, *,
    corrected: Filing | None = None, checked: bool = False, quiet: bool = False,
) -> Filing:  # fmt: skip
    """Write a filing with its rows. `checked`: the rows come from intake; quiet: nobody is asked. Needs the lock."""
    rows = numbered(year, table, rows)
    found = _participants(year, rows)
    filing = _filing(actor, year, table, rows, paper, found, corrected)
    with acting(actor, ENTER[table], filing, step="1") as log:
        filing.role = log.grant.role if log.grant else ""
        if not may_enter(actor, table, filing):
            raise Hidden(ENTER[table])
        _check(filing, rows, checked)
        filing.save(force_insert=True)
        _save_rows(filing, rows, found)
        FilingFile.objects.bulk_create([FilingFile(filing=filing, file=file) for file in paper.files])
        log(filing, after=_told(rows), reason=paper.reason)
        if not quiet:
            telling.filed(filing, corrected)
    return filing


def _check(filing: Filing, rows: Sequence[Any], checked: bool) -> None:
    """Judge rows by the scheme, unless it was done, and look for the same row in another filing."""
    if not checked:
        check_rows(filing.year, filing.table, rows)
    same = standing_in_the_way(filing.year, filing.table, rows, filing.lineage)
    if same is not None:
        raise Conflict(
            f"{_name(filing.year, same)}已有登记，一个单位的同一条只登记一次；要改动请更正原来的登记"
        )


def _name(year: Year, row: Any) -> str:
    if hasattr(row, "id"):
        return f"编号 {row.id} "
    unit = Participant.objects.get(year=year, code=row.unit).name
    return f"{unit}的“{scheme_of(year).item_names.get(item_of(row), item_of(row))}”"


def _participants(year: Year, rows: Sequence[Any]) -> dict[str, Participant]:
    wanted = {row.unit for row in rows}
    found = Participant.objects.filter(year=year)
    return {
        p.code: p for p in (found if len(wanted) > 100 else found.filter(code__in=wanted)) if p.code in wanted
    }


def _filing(
    actor: Actor, year: Year, table: str, rows: Sequence[Any], paper: Paper, found: Mapping[str, Participant],
    corrected: Filing | None,
) -> Filing:  # fmt: skip
    filing = Filing(
        year=year, table=table, maker=actor.person, made_at=clock.now(), document=paper.document,
        document_day=paper.document_day, office=paper.office, reason=paper.reason, withdrawn=not rows,
        sheet=paper.sheet, signed_by=paper.signed_by, signed_on=paper.signed_on, lineage=paper.key,
    )  # fmt: skip
    about = [found[code] for code in dict.fromkeys(row.unit for row in rows) if code in found]
    before = corrected or Filing()
    filing.units = list(dict.fromkeys([p.unit_id for p in about] + before.units))
    filing.categories = sorted({p.category for p in about}.union(before.categories))
    filing.items = sorted({item_of(row) for row in rows}.union(before.items) - {""})
    filing.title = _title(year, rows, about) or before.title
    if corrected:
        filing.lineage, filing.version = corrected.lineage, corrected.version + 1
        filing.origin = corrected.origin or corrected
    return filing


def _title(year: Year, rows: Sequence[Any], about: Sequence[Participant]) -> str:
    """Say what a filing is about: its units, or how many, and its rule where there is one."""
    units = "、".join(p.name for p in about[:3]) + (f"等{len(about)}个单位" if len(about) > 3 else "")
    items = {item_of(row) for row in rows}
    name = scheme_of(year).item_names.get(min(items), "") if len(items) == 1 else f"{len(rows)} 行"
    return f"{units} {name}".strip()[:300] if rows else ""


def _save_rows(filing: Filing, rows: Iterable[Any], found: Mapping[str, Participant]) -> None:
    table = TABLE[filing.table]
    made = [
        table.model(filing=filing, year=filing.year, participant=found[row.unit],
                    item=getattr(row, "item", ""), **table.columns(row))
        for row in rows
    ]  # fmt: skip
    table.model._default_manager.bulk_create(made, batch_size=500)


def decide(
    actor: Actor, filing: Filing, outcome: str, remark: str, signed: Signed | None = None, quiet: bool = False
) -> FilingVerdict:
    """Write the one verdict of a filing; the database lets one of two checkers win. quiet: nobody is told."""
    code, town = CONFIRM[filing.table], signed is not None and actor.body.profile == "town"
    subject = replace(filing.subject(), signed=town)
    with acting(actor, code, subject, step="2") as log:
        if not may_check(actor, filing.table, subject):
            raise Hidden(code)
        single = town and filing.maker_id == actor.person.pk
        verdict = FilingVerdict(
            proposal=filing, checker=actor.person, decided_at=clock.now(), outcome=outcome, remark=remark,
            single_handed=single, **_sheet(signed),
        )  # fmt: skip
        try:
            give(verdict)
        except Decided as decided:
            raise Conflict(decided_by(filing)) from decided
        after = {"outcome": outcome, **({"单人办理": str(signed.by)} if single and signed else {})}
        log(filing, after=after, reason=remark)
        if not quiet:
            telling.decided(filing, verdict)
    return verdict


def _sheet(signed: Signed | None) -> dict[str, Any]:
    return {"sheet": signed.sheet, "signed_by": signed.by, "signed_on": signed.on} if signed else {}


def decided_by(filing: Filing) -> str:
    """Say who was quicker."""
    found = FilingVerdict.objects.select_related("checker").get(proposal=filing)
    moment = timezone.localtime(found.decided_at)
    when = f"{moment.month}月{moment.day}日 {moment:%H:%M}"
    return f"{found.checker.name}已于{when}{found.get_outcome_display()}了这份填报单"


def _told(rows: Sequence[Any]) -> Any:
    """Give what the audit log says of rows: all of few, number and digest of many."""
    told = [{k: str(v) for k, v in row._asdict().items() if v not in (None, "", ())} for row in rows]
    if len(told) <= WHOLE:
        return told
    text = json.dumps(told, ensure_ascii=False, sort_keys=True)
    return {"rows": len(told), "sha256": hashlib.sha256(text.encode()).hexdigest()}


def current(filing: Filing) -> Filing | None:
    """Give the version of a filing that is in force, None where none is."""
    return in_force(Filing.objects.filter(lineage=filing.lineage)).first()


__all__ = (
    "CONFIRM", "ENTER", "Conflict", "Paper", "Signed", "confirm", "correct", "current", "decide",
    "decided_by", "file_rows", "send_back", "store",
)  # fmt: skip
