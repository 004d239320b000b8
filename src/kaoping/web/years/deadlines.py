"""Deadlines of a year (时限): the steps of the process with day, who, paper, article; moved, done, overdue."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from kaoping.rules.numbers.calendar import Due, Period, due_date, parse_period, period_of
from kaoping.schemes.process import PARTICIPANTS, Process, Step, Term
from kaoping.web.core import clock, tasks
from kaoping.web.core.models import Task
from kaoping.web.years.actions import address, step_key
from kaoping.web.years.models import CalendarDate, Charge, Year
from kaoping.web.years.offices import RATERS
from kaoping.web.years.packages import process_of
from kaoping.web.years.phases import phases_of

SOON = 14
"""Days ahead for which `remind` puts tasks on the lists."""


@dataclass(frozen=True)
class Deadline:
    """A step of the process in this year, once for each period that it is due for; `day` None: no fixed day."""

    key: str
    step: Step
    period: str = ""
    day: date | None = None
    printed: date | None = None
    reason: str = ""
    done_on: date | None = None
    who: tuple[tuple[str, str], ...] = ()
    papers: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        return f"{self.step.name}（{self.period}）" if self.period else self.step.name

    @property
    def moved(self) -> bool:
        return self.day != self.printed

    @property
    def words(self) -> str:
        """Give the time in words, where it is no day: the document's own, or a term."""
        if isinstance(self.step.due, Term):
            return term_words(self.step.due)
        return self.step.when

    @property
    def late(self) -> bool:
        return self.day is not None and self.done_on is None and self.day < clock.today()


def term_words(term: Term) -> str:
    """Say a term: 成交后 10 个工作日内."""
    after = f"{term.after}后" if term.after else ""
    return f"{after} {term.within} 个{'工作日' if term.workdays else '自然日'}内".strip()


def deadlines(year: Year) -> tuple[Deadline, ...]:
    """Give all steps of a year with their deadlines, in the order of the process; one query."""
    process = process_of(year)
    if process is None:
        return ()
    entries = list(CalendarDate.objects.filter(year=year).order_by("id"))
    moved = {e.step: e for e in entries if e.kind == "move"}
    done = {e.step: e for e in entries if e.kind != "move"}
    return tuple(
        _deadline(process, step, period, day, moved, done)
        for step in process.steps.values()
        for period, day in _days(step, year)
    )


def _deadline(
    process: Process, step: Step, period: Period | None, day: date | None,
    moved: Mapping[str, CalendarDate], done: Mapping[str, CalendarDate],
) -> Deadline:  # fmt: skip
    key = f"{step.id}:{period}" if period else str(step.id)
    move, mark = moved.get(key), done.get(key)
    return Deadline(
        key, step, _period_words(period) if period else "", move.day if move else day, day,
        move.reason if move else "", mark.day if mark and mark.kind == "done" else None,
        tuple(_who(process, step)), tuple(paper.name for paper in process.papers_of(step.id)),
    )  # fmt: skip


def _days(step: Step, year: Year) -> list[tuple[Period | None, date | None]]:
    """Give the periods for which a step falls due in a year, with the days; a step due once names no period."""
    if not isinstance(step.due, Due):
        return [(None, None)]
    due = step.due
    found = [(period, day) for period in _periods(due, year) if (day := due_date(due, period))]
    inside = [pair for pair in found if _within(pair[1], step, year)]
    kept = sorted(inside or [p for p in found if p[0].year >= year.first_day.year], key=lambda pair: pair[1])
    if len(kept) == 1:
        return [(None, kept[0][1])]
    return [*kept] or [(None, None)]


def _within(day: date, step: Step, year: Year) -> bool:
    """Say whether a day lies in a phase in which the step is open, or in the year where it is open always."""
    if not step.phase:
        return year.first_day <= day <= year.last_day
    spans = [(p.first_day, p.last_day) for p in phases_of(year) if p.id in step.phase]
    return any(first and last and first <= day <= last for first, last in spans)


def _periods(due: Due, year: Year) -> Iterator[Period]:
    """Give the periods that could fall due: those that begin in the year or in the one before."""
    if due.dates:
        yield from (parse_period(n if n[:4].isdigit() else f"{year.number}-{n}") for n in map(str, due.dates))
        return
    period = period_of(due.every, year.first_day.replace(year=year.first_day.year - 1, day=1))
    while period.first_day <= year.last_day:
        yield period
        period = period.next


def _period_words(period: Period) -> str:
    if period.kind == "half":
        return f"{period.year} 年{'上' if period.number == 1 else '下'}半年"
    if period.kind == "half_month":
        return f"{period.year} 年 {period.first_month} 月{'上' if period.number % 2 else '下'}半月"
    written = {"quarter": "{0} 年第 {1} 季度", "month": "{0} 年 {1} 月"}.get(period.kind, "{0} 年度")
    return written.format(period.year, period.number)


def _who(process: Process, step: Step) -> Iterator[tuple[str, str]]:
    """Give who fills each part of a step, in words."""
    for part, words in step.flow.parts.items():
        if part in step.by:
            yield words, "、".join(_body_name(process, body) for body in step.by[part].all)


def _body_name(process: Process, body: str) -> str:
    return process.bodies[body].name if body in process.bodies else PARTICIPANTS.get(body, body)


def remind(year: Year) -> int:
    """Put a task on the list of whoever begins a step due within `SOON` days; give how many are new.

    May be called as often as one likes: a step is asked for once.
    """
    today = clock.today()
    near = [
        d for d in deadlines(year) if d.day and not d.done_on and today <= d.day <= today + timedelta(SOON)
    ]
    process = process_of(year)
    if year.opened_on is None or process is None or not near:
        return 0
    asked = set(
        Task.objects.filter(body=year.body, key__startswith=step_key(year, "")).values_list("key", "role")
    )
    offices = dict(Charge.objects.filter(year=year).values_list("name", "unit_id"))
    wanted = [(d, role, unit) for d in near for role, unit in _whom(process, d.step, offices)]
    new = [(d, role, unit) for d, role, unit in wanted if (step_key(year, d.key), role) not in asked]
    for deadline, role, unit in new:
        tasks.ask(
            year.body, step_key(year, deadline.key), role, deadline.name, address("calendar", year),
            unit=unit, due=deadline.day, detail=f"依据：{deadline.step.cite}", year=year.slug,
        )  # fmt: skip
    return len(new)


def _whom(process: Process, step: Step, offices: Mapping[str, int]) -> list[tuple[str, int | None]]:
    """Give the roles (and the one office) whose turn it is first in a step."""
    first = next((part for part in step.flow.parts if part in step.by), "")
    found: dict[str, set[int | None]] = {}
    for body in step.by[first].all if first else ():
        for role in _roles(process, body):
            name = _body_name(process, body)
            found.setdefault(role, set()).add(offices.get(name) if role not in RATERS else None)
    return [(role, next(iter(units)) if len(units) == 1 else None) for role, units in found.items()]


def _roles(process: Process, body: str) -> tuple[str, ...]:
    """Give the platform roles of whoever fills a part: the first of a body's roles."""
    if body in process.bodies:
        return tuple(process.bodies[body].roles)[:1]
    return ("LL",) if body == "unit" else ("ZX",)
