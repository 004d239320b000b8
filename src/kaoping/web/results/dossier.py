"""一户一档: everything of a unit in a year on one page: who it is, what is on record, what it owes, what is open."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby
from typing import Any

from kaoping.papers.shown import number
from kaoping.papers.words import dates, figures
from kaoping.papers.words.rules import pieces
from kaoping.rules import Scheme
from kaoping.rules.clauses.sources import Events
from kaoping.rules.facts.rows import Unit
from kaoping.rules.numbers.calendar import due_dates
from kaoping.web.people.permissions import Actor, may
from kaoping.web.records.facts import in_force
from kaoping.web.records.models import FilingFile
from kaoping.web.records.rows import TABLE
from kaoping.web.results.sight import Sight
from kaoping.web.results.sources import leaf_of
from kaoping.web.years.models import Participant

LABELS = {
    "events": "事项", "submissions": "报送", "values": "指标值", "ratings": "评价", "awards": "评定",
    "results": "其他考评", "decisions": "会议决定",
}  # fmt: skip
SCORES = frozenset({"awards", "ratings", "results"})
"""Tables whose rows are scores already: a unit sees its own only once they are out."""


@dataclass(frozen=True)
class Record:
    """A recorded fact: when, under which item, what, on which document, by whom."""

    code: str
    day: date | None
    item: str
    name: str
    cite: str
    what: str
    filing: int
    document: str
    maker: str


@dataclass(frozen=True)
class Table:
    """The records of one table."""

    id: str
    label: str
    records: tuple[Record, ...]


@dataclass(frozen=True)
class Duty:
    """An obligation (报送义务): what for which period, due when, handed in when."""

    item: str
    name: str
    cite: str
    period: str
    due: date
    handed_in: date | None

    @property
    def late(self) -> bool:
        """Say whether it came after its day."""
        return self.handed_in is not None and self.handed_in > self.due


@dataclass(frozen=True)
class Chance:
    """Points that can still be won (还能争取): the clause in words and who decides."""

    item: str
    name: str
    cite: str
    words: str
    who: str


def tables(actor: Actor, scheme: Scheme, of: Participant, sight: Sight | None) -> list[Table]:
    """Give the recorded facts that the actor may see, by table; one query a table."""
    read = ((name, _gathered(_records(actor, scheme, of, name, sight))) for name in LABELS)
    return [table for name, records in read if (table := Table(name, LABELS[name], tuple(records))).records]


def _records(
    actor: Actor, scheme: Scheme, of: Participant, table: str, sight: Sight | None
) -> Iterator[Record]:
    if table in SCORES and (sight is None or sight.sealed):
        return
    kind = TABLE[table]
    rows = in_force(kind.model._default_manager.filter(participant=of), of.year)
    rows = rows.select_related("filing__maker", "participant").order_by("id")
    allowed: dict[str, bool] = {}
    for row in rows:
        if row.item not in allowed:
            allowed[row.item] = _may_read(actor, of, row.item)
        if allowed[row.item]:
            yield _record(scheme, table, row)


def _gathered(records: Iterator[Record]) -> Iterator[Record]:
    """Put alike records (评价若干份) of one filing into one, with their number."""
    for record, same in groupby(records):
        number_of = sum(1 for _ in same)
        yield record if number_of == 1 else replace(record, what=f"{record.what}　{number_of} 份")


def _may_read(actor: Actor, of: Participant, item: str) -> bool:
    subject = of.subject()
    return may(actor, "read-evidence", replace(subject, items=(item,)) if item else subject)


def _record(scheme: Scheme, table: str, row: Any) -> Record:
    labels = scheme.labels.get(row.item) or scheme.labels.get(leaf_of(scheme, row.item))
    day = getattr(row, "date", None) or getattr(row, "submitted_on", None) or row.filing.document_day
    return Record(
        getattr(row, "code", ""), day, leaf_of(scheme, row.item) if row.item else "",
        (labels.name if labels else "") or row.item, labels.cite if labels else "", _WHAT[table](scheme, row),
        row.filing_id, getattr(row, "number", "") or row.filing.document, row.filing.maker.name,
    )  # fmt: skip


def _event(scheme: Scheme, row: Any) -> str:
    rule = scheme.rules.get(row.item)
    labels = rule.source.labels if rule and isinstance(rule.source, Events) else {}
    told = [labels.get(row.level, row.level), f"{row.count} 次" if row.count != 1 else ""]
    told += [f"核定 {number(row.points)} 分" if row.points is not None else ""]
    told += [f"数额 {figures.amount(row.amount)}" if row.amount is not None else "", row.note]
    told += [f"免责：{row.exempt}" if row.exempt else "", f"同一事项 {row.matter}" if row.matter else ""]
    return "；".join(text for text in told if text)


_DECISIONS = {
    "not_assessed": "本年不考评", "not_applicable": "不适用", "event": "事项不成立", "mark": "核定得分",
    "grade": "核定等次", "veto": "不予否决", "transfer": "事项转由继任单位承担",
}  # fmt: skip


def _decision(scheme: Scheme, row: Any) -> str:
    target = scheme.item_names.get(row.target) or row.target
    return "　".join(
        text for text in (_DECISIONS.get(row.kind, row.kind), target, row.value, row.why) if text
    )


def _number(value: Any) -> str:
    return "" if value is None else figures.amount(value)


_WHAT: dict[str, Any] = {
    "events": _event,
    "submissions": lambda scheme, row: f"{dates.period(row.period)}，{row.submitted_on:%Y-%m-%d} 报送",
    "values": lambda scheme, row: (
        f"{dates.period(row.period)} {_number(row.value)}"
        + (f"（基数 {_number(row.base)}）" if row.base is not None else "")
    ),
    "ratings": lambda scheme, row: "已收评价",
    "awards": lambda scheme, row: "　".join(
        t for t in (row.assessor, f"评定 {number(row.points)} 分", row.note) if t
    ),
    "results": lambda scheme, row: f"{row.scheme}　总分 {_number(row.total)}　{row.grade}",
    "decisions": _decision,
}


def duties(scheme: Scheme, of: Participant, submissions: Sequence[Any]) -> list[Duty]:
    """Give the unit's obligations of the year by due day; rules that do not apply to it are left out."""
    year, found = of.year, []
    handed: dict[tuple[str, str], date] = {}
    for row in submissions:
        key = (row.item, row.period)
        handed[key] = min(handed.get(key, row.submitted_on), row.submitted_on)
    unit = Unit(of.code, of.name, of.category, of.observer, of.parent)
    for path, source in scheme.event_rules.items():
        rule = scheme.rules[path]
        if source.keys.due and rule.scope.covers(unit):
            for period, day in due_dates(source.keys.due.calendar, year.first_day, year.last_day):
                labels = rule.labels
                found.append(
                    Duty(
                        rule.leaf,
                        labels.name,
                        labels.cite,
                        dates.period(period),
                        day,
                        handed.get((path, period)),
                    )
                )
    return sorted(found, key=lambda duty: (duty.due, duty.item))


def submissions(of: Participant) -> list[Any]:
    """Read what the unit has handed in."""
    rows = TABLE["submissions"].model._default_manager.filter(participant=of)
    return list(in_force(rows, of.year))


def chances(scheme: Scheme, of: Participant) -> list[Chance]:
    """Give the clauses by which the unit can still win points; no figure of anybody is in it."""
    unit, found = Unit(of.code, of.name, of.category, of.observer, of.parent), []
    for path in scheme.event_rules:
        rule = scheme.rules[path]
        worth = "，".join(pieces(rule, scheme))
        if rule.leaf in scheme.nodes and rule.scope.covers(unit) and worth.startswith("加"):
            who = "、".join(rule.labels.supplier or rule.labels.assessor)
            found.append(Chance(rule.leaf, rule.labels.name, rule.labels.cite, worth, who))
    return found


def files(found: Sequence[Table]) -> list[FilingFile]:
    """Give the evidence (佐证) of the filings that are shown; one query."""
    filings = {record.filing for table in found for record in table.records}
    return list(FilingFile.objects.filter(filing__in=filings).select_related("file").order_by("id"))
