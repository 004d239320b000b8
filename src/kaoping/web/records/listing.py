"""The list of events (事项列表): what was asked for, its rows in words, and the same as CSV and as a workbook."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from io import BytesIO, StringIO
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from kaoping.rules.numbers.points import format_number, format_points
from kaoping.web.people.permissions import Actor
from kaoping.web.records import queries
from kaoping.web.records.choices import Option, rule_options
from kaoping.web.records.forms import ROLE_WORDS, Query
from kaoping.web.records.models import Event
from kaoping.web.records.queries import IN_FORCE, KINDS, OWN_ROLES, STATES, Wanted
from kaoping.web.years.models import Year
from kaoping.web.years.packages import scheme_of

HEADER = (
    "事项编号",
    "单位",
    "条款",
    "事项名称",
    "日期",
    "情形",
    "次数",
    "同一事项",
    "事实",
    "文号",
    "状态",
    "经办人",
    "确认人",
)


@dataclass(frozen=True)
class RowShown:
    """An event in words."""

    event: Event
    cite: str
    name: str
    level: str
    state: str
    kind: str
    pending: bool

    @property
    def maker(self) -> str:
        return self.event.filing.maker.name

    @property
    def checker(self) -> str:
        verdict = getattr(self.event.filing, "verdict", None)
        return verdict.checker.name if verdict else ""

    def cells(self) -> tuple[str, ...]:
        """Give the row as a file has it."""
        e = self.event
        return (
            e.code, e.participant.name, self.cite, self.name, e.date.isoformat(), self.level, str(e.count),
            e.matter, e.note, e.filing.document, self.state, self.maker, self.checker,
        )  # fmt: skip


class Listing:
    """What an actor asked of the events of a year."""

    def __init__(self, actor: Actor, year: Year, asked: Mapping[str, Any]) -> None:
        self.actor, self.year = actor, year
        self.scheme = scheme_of(year)
        self.form = Query([(option.id, option.words) for option in self.rules], asked or None)
        told = self.form.cleaned_data if self.form.is_valid() else {}
        self.wanted = Wanted(
            **{name: told.get(name) or getattr(Wanted, name) for name in Wanted.__dataclass_fields__}
        )

    @cached_property
    def rules(self) -> list[Option]:
        """The rules that the query bar offers."""
        return rule_options(
            self.scheme, (a for (table, _), a in self.scheme.inputs.items() if table == "events")
        )

    @cached_property
    def events(self) -> QuerySet[Event]:
        return queries.listed(queries.visible(self.actor, self.year), self.wanted)

    @property
    def own_only(self) -> bool:
        """Say whether the reader reads for his own unit alone."""
        return all(grant.role in OWN_ROLES for grant in self.actor.grants)

    def rows(self, events: Iterable[Event]) -> list[RowShown]:
        """Put events into words."""
        return [self._row(event) for event in events]

    def _row(self, event: Event) -> RowShown:
        asked = self.scheme.inputs.get(("events", event.item))
        state: int = event.state  # type: ignore[attr-defined]
        pending = state == IN_FORCE and bool(event.pending) and not self.own_only  # type: ignore[attr-defined]
        level = level_words(asked, event, plain=self.own_only)
        cite, name = (asked.cite, asked.name) if asked else ("", event.item)
        return RowShown(event, cite, name, level, STATES[state], KINDS[state], pending)


def level_words(asked: Any, event: Any, plain: bool = False) -> str:
    """Say level, circumstances, amount, points and role of an event as the form offers them; plain: no points."""
    field = asked.field("level") if asked else None
    choices = {**(field.choices if field else {}), **(field.extras if field else {})}
    parts = [choices.get(word, word) for word in (event.level, *event.circumstances) if word]
    parts += [f"数额 {format_number(event.amount)}"] if event.amount is not None else []
    parts += [f"核定 {format_points(event.points)} 分"] if event.points is not None and not plain else []
    parts += [ROLE_WORDS.get(event.role, event.role)] if event.role else []
    parts += [f"免：{event.exempt}"] if event.exempt else []
    return "，".join(parts)


def _table(listing: Listing) -> Iterator[tuple[str, ...]]:
    yield HEADER
    for row in listing.rows(listing.events):
        yield row.cells()


def as_csv(listing: Listing) -> bytes:
    """Give the whole list as CSV with a byte order mark, which Excel needs; no cell begins a formula."""
    text = StringIO(newline="")
    csv.writer(text).writerows([_harmless(cell) for cell in row] for row in _table(listing))
    return text.getvalue().encode("utf-8-sig")


def _harmless(cell: str) -> str:
    return f"'{cell}" if cell[:1] in ("=", "+", "-", "@", "\t", "\r") else cell


def as_workbook(listing: Listing) -> bytes:
    """Give the whole list as a workbook; every cell is text."""
    import xlsxwriter

    made = BytesIO()
    with xlsxwriter.Workbook(
        made, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    ) as book:
        sheet = book.add_worksheet("事项")
        book.set_properties({"created": timezone.localtime().replace(tzinfo=None)})
        bold = book.add_format({"bold": True, "bottom": 1})
        for line, row in enumerate(_table(listing)):
            sheet.write_row(line, 0, row, bold if line == 0 else None)
        sheet.set_column(1, 1, 18)
        sheet.set_column(3, 3, 26)
        sheet.set_column(8, 8, 50)
        sheet.freeze_panes(1, 0)
    return made.getvalue()
