"""Consequences (结果运用) of grades and facts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kaoping.rules.engine.run import Run, Subject
from kaoping.rules.engine.view import View
from kaoping.rules.facts.rows import Event, Unit
from kaoping.rules.language.ids import matches
from kaoping.rules.language.number import MissingValue
from kaoping.rules.ledger.result import Applied
from kaoping.rules.numbers.points import format_number, round_number
from kaoping.rules.scheme.model import Consequence, Outcome


def consequences(run: Run) -> Iterator[Applied]:
    """Give the consequences of complete units and observers, in the order of the units."""
    for unit in run.index.units:
        subject = run.subjects.get(unit.id)
        for consequence in run.scheme.consequences:
            if consequence.scope.covers(unit):
                yield from _of_observer(unit, consequence) if subject is None else _of(subject, consequence)


def _of_observer(unit: Unit, consequence: Consequence) -> Iterator[Applied]:
    if consequence.observers:
        yield Applied(unit.id, unit.name, consequence.id, consequence.observers, consequence.cite)


def _of(subject: Subject, consequence: Consequence) -> Iterator[Applied]:
    """Give what follows for a unit: once, or once for each event that holds."""
    if subject.total.complete:
        for event in _occasions(subject, consequence):
            yield from _applied(subject, consequence, event)


def _occasions(subject: Subject, consequence: Consequence) -> Iterable[Event | None]:
    if not consequence.each_event:
        return (None,)
    rules = [rule for rule in subject.recorded if matches(rule, consequence.each_event)]
    return (h.event for rule in rules for h in subject.rated(rule) if h.holds)


def _applied(subject: Subject, consequence: Consequence, event: Event | None) -> Iterator[Applied]:
    """Give the first outcome that holds; one whose value is missing gives nothing."""
    unit, view = subject.unit, View(subject, event=event)
    for outcome in consequence.outcomes:
        if outcome.scope.covers(unit) and (outcome.when is None or outcome.when.holds(View(subject))):
            value = _value(view, outcome)
            if value:
                yield Applied(unit.id, unit.name, consequence.id, value, outcome.cite or consequence.cite)
            return


def _value(view: View, outcome: Outcome) -> str:
    if outcome.formula is None:
        return outcome.value
    try:
        return format_number(round_number(view.computed(outcome.formula), outcome.round))
    except MissingValue:
        return ""
