"""What happened, in Chinese words: level, count, amount, matter of an event (事项); the role is in its note."""

from __future__ import annotations

from collections.abc import Iterator

from kaoping.rules import Facts, Scheme
from kaoping.rules.facts.rows import Event
from kaoping.rules.numbers.points import format_number, format_points


def happenings(scheme: Scheme, facts: Facts) -> dict[str, str]:
    """Give the words of every event by its id."""
    return {event.id: "，".join(_parts(scheme, event)) for event in facts.events}


def _parts(scheme: Scheme, event: Event) -> Iterator[str]:
    rule, source = scheme.rules.get(event.item), scheme.event_rules.get(event.item)
    labels = source.labels if source else {}
    if event.level:
        yield labels.get(event.level) or event.level
    for name in event.circumstances:
        stated = source.keys.circumstances.get(name) if source else None
        yield (stated.name if stated else "") or name
    if event.count != 1:
        yield f"{event.count}{(rule.labels.per if rule else '') or '次'}"
    if event.amount is not None:
        yield f"数额{format_number(event.amount)}"
    if event.points is not None:
        yield f"核定{format_points(event.points)}分"
    if event.matter:
        yield f"事由“{event.matter}”"
    if event.note:
        yield event.note
