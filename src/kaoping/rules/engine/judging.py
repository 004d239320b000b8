"""Facts that only the whole can judge: what hangs on an event's level, on a unit's own numbers, on several rows.

Single cells are judged when the tables are read; this is done before anything is scored. Source: spec sections 3, 5, 6.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from kaoping.errors.problems import FactsError, Problem
from kaoping.rules.clauses.sources import Ratings
from kaoping.rules.clauses.worth import EventWorth
from kaoping.rules.clauses.worths import Levels, Range
from kaoping.rules.engine.pricing.ratings import ratings_of
from kaoping.rules.engine.run import Run, Subject
from kaoping.rules.engine.view import View
from kaoping.rules.facts.rows import Decision, Event
from kaoping.rules.language.number import MissingValue
from kaoping.rules.numbers.points import format_points
from kaoping.rules.scheme.model import Rule, Scheme


def judge(run: Run) -> None:
    """Refuse facts that are wrong as a whole, or in what they say of a unit. Raises: FactsError, with all of it."""
    refuse([*_decisions(run), *unit_problems(run, run.subjects.values())])


def refuse(problems: Sequence[Problem]) -> None:
    """Raise what was found, if anything was."""
    if problems:
        raise FactsError(problems)


def _decisions(run: Run) -> Iterator[Problem]:
    for decision in run.index.decided:
        yield from _decision(run.scheme, decision)


def unit_problems(run: Run, subjects: Iterable[Subject]) -> Iterator[Problem]:
    """Tell what is wrong with what the facts say of a few units."""
    scheme = run.scheme
    ranged = {
        path: scheme.rules[path] for path, source in scheme.event_rules.items() if _has_range(source.worth)
    }
    rated = [(rule, rule.source) for rule in scheme.rules.values() if isinstance(rule.source, Ratings)]
    for subject in subjects:
        if ranged:
            yield from _events(subject, ranged)
        for rule, source in rated:
            if rule.path in subject.facts.ratings:
                yield from _weights(subject, rule, source)


def _has_range(worth: EventWorth | None) -> bool:
    """Say whether an event may have to carry points."""
    if isinstance(worth, Levels):
        return any(isinstance(rate, Range) for rate in worth.rates.values())
    return isinstance(worth, Range)


def _decision(scheme: Scheme, decision: Decision) -> Iterator[Problem]:
    """A mark may be set on a node, and a node or a rule may be said not to apply."""
    marked = decision.kind == "mark" and decision.target not in scheme.nodes
    known = decision.target in scheme.nodes or decision.target in scheme.rules
    if marked or (decision.kind == "not_applicable" and not known):
        told = {"decision": decision.id, "target": decision.target}
        yield Problem("decision-item" if marked else "decision-rule", params=told)


def _events(subject: Subject, ranged: Mapping[str, Rule]) -> Iterator[Problem]:
    for event in subject.run.index.events.get(subject.unit_id, ()):
        if event.item in ranged:
            yield from _event(subject, ranged[event.item], event)


def _event(subject: Subject, rule: Rule, event: Event) -> Iterator[Problem]:
    worth: EventWorth | None = subject.run.scheme.event_rules[rule.path].worth
    if isinstance(worth, Levels):
        worth = worth.rates.get(event.level)
    told = {"event": event.id, "item": rule.path, "item_name": rule.labels.name, "level": event.level}
    for field in worth.fields({}, ()) if worth else ():
        if field.required and getattr(event, field.name, "") is None:
            yield Problem("event-lacks", params={**told, "asked": field.label}, cite=rule.labels.cite)
    if isinstance(worth, Range) and event.points is not None:
        yield from _bounds(worth, event, View(subject, rule.path), told, rule.labels.cite)


def _bounds(worth: Range, event: Event, view: View, told: dict[str, str], cite: str) -> Iterator[Problem]:
    try:
        low, high = worth.from_.of(view), worth.to.of(view)
    except MissingValue:
        return
    assert event.points is not None
    if not low <= event.points <= high:
        bounds = {"low": format_points(int(low)), "high": format_points(int(high))}
        yield Problem(
            "event-bounds", params={**told, **bounds, "value": format_points(event.points)}, cite=cite
        )


def _weights(subject: Subject, rule: Rule, source: Ratings) -> Iterator[Problem]:
    """Refuse weights that add up to 0, and weights where the highest and lowest are left out."""
    for name, rows in ratings_of(subject, rule.path, source.rating).items():
        given = [row.weight for row in rows if row.weight is not None]
        told = {"item": rule.path, "item_name": rule.labels.name, "group": name, "unit": subject.unit_id}
        if given and source.rating[name].drop:
            yield Problem("weights-unused", params=told, cite=rule.labels.cite)
        elif len(given) == len(rows) > 0 and not sum(given):
            yield Problem("weights-zero", params=told, cite=rule.labels.cite)
