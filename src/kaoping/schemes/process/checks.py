"""What a process may not be: names that mean nothing, parts that nobody fills, phases and deadlines out of order."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from kaoping.errors.position import Position
from kaoping.errors.problems import nearest
from kaoping.rules.language.reading import Reading, listed
from kaoping.rules.language.shapes import Word
from kaoping.rules.language.tree import MappingNode, ScalarNode, SequenceNode
from kaoping.rules.numbers.calendar import Due, due_date, parse_period, period_of
from kaoping.rules.scheme.model import Scheme
from kaoping.schemes.process.flows import PHASE_KINDS
from kaoping.schemes.process.model import Phase, Process, ProcessKeys, Step
from kaoping.schemes.process.parts import place_of

SAMPLE_YEAR = 2025
"""A common year, in which deadlines are tried against phases that name no year."""


def check_all(
    process: Process, keys: ProcessKeys, scheme: Scheme, root: MappingNode, reading: Reading
) -> None:
    """Note everything for which a process is refused, beside what could not be read."""
    if keys.process and keys.process != scheme.id:
        reading.wrong(keys.process.at, "process-scheme", value=keys.process, scheme=scheme.id)
    for listing in (keys.bodies, keys.phases, keys.steps, keys.papers, keys.meetings):
        _no_twice([entry.id for entry in listing], "duplicate-id", reading)
    _no_twice([name for body in keys.bodies for name in (body.name, *body.also)], "process-name", reading)
    _check_phases(process.phases, reading)
    scored = [c.id for c in scheme.categories.values() if not c.observer]
    for step in process.steps.values():
        _check_step(process, step, scored, reading)
        for word in step.phase:
            _known(word, _written(root, "phases"), "process-phase", reading)
    for paper in process.papers.values():
        _known(paper.step, _written(root, "steps"), "process-paper-step", reading)
    for meeting in process.meetings.values():
        for word in meeting.papers:
            _known(word, _written(root, "papers"), "process-paper", reading)


def _no_twice(words: Iterable[Word], code: str, reading: Reading) -> None:
    first: dict[str, Position] = {}
    for word in words:
        if word in first:
            reading.wrong(word.at, code, value=word, line=first[word].line)
        first.setdefault(word, word.at)


def _written(root: MappingNode, listing: str) -> list[str]:
    """Give the ids of a listing as written, those of entries with problems too."""
    node = root.entries.get(listing)
    entries = (
        [item.entries for item in node.items if isinstance(item, MappingNode)]
        if isinstance(node, SequenceNode)
        else []
    )
    return [name.text for entry in entries if isinstance(name := entry.get("id"), ScalarNode)]


def _known(word: Word, known: Iterable[str], code: str, reading: Reading) -> None:
    names = list(known)
    if word not in names:
        reading.wrong(word.at, code, nearest(word, names), value=word, options=listed(names, 24))


def _check_phases(phases: tuple[Phase, ...], reading: Reading) -> None:
    """Note phases without a kind, out of their order, or that end before they begin."""
    kinds, latest = list(PHASE_KINDS), -1
    before: date | None = None
    for phase in phases:
        if not phase.kind:
            reading.wrong(phase.at, "process-kind", value=phase.id, options=listed(kinds))
            continue
        if kinds.index(phase.kind) < latest:
            reading.wrong(phase.at, "process-order", value=phase.id, kinds=listed(kinds))
        latest = max(latest, kinds.index(phase.kind))
        before = _check_span(phase, before, reading)


def _check_span(phase: Phase, before: date | None, reading: Reading) -> date | None:
    """Note a phase whose days are not in order; give the day on which it begins."""
    if phase.from_ is None or phase.to is None:
        return before
    begins, ends = phase.from_.within(SAMPLE_YEAR), phase.to.within(SAMPLE_YEAR)
    if ends < begins:
        reading.wrong(phase.at, "process-span", value=phase.id)
    if before is not None and begins < before:
        reading.wrong(phase.at, "process-begins", value=phase.id)
    return begins


def _check_step(process: Process, step: Step, scored: list[str], reading: Reading) -> None:
    _check_parts(step, reading)
    _check_coverage(step, list(step.for_) or scored, reading)
    _check_persons(step, list(step.for_) or scored, reading)
    if step.days is not None and step.flow_id != "notice_period":
        reading.wrong(step.at, "process-days", value=step.id)
    if not step.phase and step.flow_id != "standing":
        reading.wrong(step.at, "process-phase-missing", value=step.id)
    if isinstance(step.due, Due):
        _check_deadline(process.phases_of(step), step, step.due, reading)


def _check_parts(step: Step, reading: Reading) -> None:
    """Note parts that the flow does not have, and required ones that nobody fills."""
    flow = step.flow
    for part in step.by:
        if part not in flow.parts:
            told = {"value": part, "flow": flow.id, "name": flow.name}
            at = place_of(part, step.at)
            reading.wrong(at, "process-part", nearest(part, flow.parts), **told, options=_parts(step))
    for part, name in flow.parts.items():
        if part not in step.by and part not in flow.optional:
            reading.wrong(
                step.at, "process-part-missing", value=step.id, kind=flow.name, part=part, name=name
            )


def _parts(step: Step) -> str:
    return listed(f"{part}（{name}）" for part, name in step.flow.parts.items())


def _check_coverage(step: Step, categories: list[str], reading: Reading) -> None:
    """Note a part that is filled by category and leaves one out."""
    for part, who in step.by.items():
        left = [category for category in categories if not who.of(category)]
        if left:
            at = place_of(part, step.at)
            reading.wrong(at, "process-left-out", value=step.id, part=part, categories=listed(left))


def _check_persons(step: Step, categories: list[str], reading: Reading) -> None:
    """Note a maker who checks the own work, unless two persons of the body are asked for."""
    pair = {"maker", "checker"} <= set(step.flow.parts)
    if step.two_persons and not pair:
        reading.wrong(step.at, "process-two-persons", value=step.id)
    for category in categories or [""]:
        same = [body for body in step.who("maker", category) if body in step.who("checker", category)]
        if pair and same and not step.two_persons:
            reading.wrong(step.at, "process-same", value=step.id, body=same[0])
            return


def _check_deadline(phases: tuple[Phase, ...], step: Step, due: Due, reading: Reading) -> None:
    """Note a deadline that lies outside the phases in which its step is open."""
    spans = [(p.from_, p.to) for p in phases if p.from_ is not None and p.to is not None]
    if not spans or len(spans) < len(phases):
        return
    year = next((first.year for first, _ in spans if first.year is not None), SAMPLE_YEAR)
    days = [(first.within(year), last.within(year)) for first, last in spans]
    for day in _due_days(due, year):
        again = date(day.year - 1, day.month, min(day.day, 28))
        if not any(first <= d <= last for first, last in days for d in (day, again)):
            reading.wrong(
                step.at, "process-due", value=step.id, day=f"{day.month}月{day.day}日", day_en=str(day)[5:]
            )
            return


def _due_days(due: Due, year: int) -> list[date]:
    """Give the days on which the periods of a year fall due."""
    if due.dates:
        names = [str(name) if str(name)[:4].isdigit() else f"{year}-{name}" for name in due.dates]
        found = [due_date(due, parse_period(name)) for name in names]
        return sorted(day for day in found if day)
    period, days = period_of(due.every, date(year, 1, 1)), []
    while period.year == year:
        day = due_date(due, period)
        days += [day] if day else []
        period = period.next
    return days
