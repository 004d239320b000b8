"""Vetoes (一票否决): which hold, and their lines."""

from __future__ import annotations

from collections.abc import Iterator

from kaoping.rules.engine.happening import Happening
from kaoping.rules.engine.run import Subject
from kaoping.rules.engine.view import View, ungated
from kaoping.rules.ledger.result import Line, Reason
from kaoping.rules.scheme.model import Rule, Veto


def vetoes(subject: Subject) -> tuple[str, ...]:
    """Give the ids of the vetoes that hold, without those that a decision lifted: all, one, or that of an event."""
    lifted = {d.target for d in subject.decisions if d.kind == "veto"}
    if lifted & {"", subject.unit_id}:
        return ()
    scheme = subject.run.scheme
    found = [path for path in scheme.vetoing if _by_event(subject, path, lifted)]
    found += [veto.path for veto in scheme.vetoes if _by_condition(subject, veto)]
    return tuple(path for path in found if path not in lifted)


def _by_event(subject: Subject, path: str, lifted: set[str]) -> bool:
    happenings = (h for h in subject.rated(path) if h.holds and h.event.id not in lifted)
    return any(_is_met(subject, h.rule) for h in happenings)


def _is_met(subject: Subject, rule: Rule) -> bool:
    return rule.scope.covers(subject.unit) and (rule.when is None or rule.when.holds(ungated(subject)))


def _by_condition(subject: Subject, veto: Veto) -> bool:
    return veto.when is not None and veto.scope.covers(subject.unit) and veto.when.holds(View(subject))


def veto_lines(subject: Subject) -> Iterator[Line]:
    """Give the lines of vetoes without points, under their own ids."""
    for veto in subject.run.scheme.vetoes:
        if veto.rule is not None:
            for h in subject.counted.get(veto.path, ()):
                yield _event_line(subject, veto.path, h)
        elif veto.path in subject.vetoes:
            yield _line(subject.unit_id, veto.path, veto.labels.name)


def _event_line(subject: Subject, path: str, h: Happening) -> Line:
    day = h.event.date.isoformat()
    if h.holds and path in subject.vetoes:
        return _line(subject.unit_id, path, h.rule.labels.name, h.event.id, day)
    return Line(subject.unit_id, path, path, "event", h.event.id, day, 0, 0, h.reasons)


def _line(unit: str, path: str, name: str, source: str = "", day: str = "") -> Line:
    return Line(unit, path, "", "veto", source, day, 0, 0, (Reason("veto", (name,)),))
