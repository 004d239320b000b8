"""Who may enter and confirm what (录入、复核权限): as the matrix says, an office only for what it is in charge of."""

from __future__ import annotations

from dataclasses import replace

from kaoping.web.people.permissions import Actor, Subject, carrier, subject_of
from kaoping.web.years.offices import in_charge

ENTER = {
    "events": "enter-deduction", "submissions": "score-indicator", "values": "score-indicator",
    "ratings": "type-ballot", "awards": "score-indicator", "results": "score-indicator",
    "decisions": "record-decision",
}  # fmt: skip
CONFIRM = {
    "events": "confirm-deduction", "submissions": "check-score", "values": "check-score",
    "ratings": "check-ballot", "awards": "check-score", "results": "check-score", "decisions": "confirm-decision",
}  # fmt: skip
"""Which action of the matrix entering and confirming a table is."""


def may_enter(actor: Actor, table: str, thing: object) -> bool:
    """Say whether the actor may enter rows of a table about a thing: ZX within its charge only."""
    return _may(actor, ENTER[table], thing, "1")


def may_check(actor: Actor, table: str, thing: object) -> bool:
    """Say whether the actor may confirm or return rows of a table about a thing: ZX within its charge only."""
    return _may(actor, CONFIRM[table], thing, "2")


def _may(actor: Actor, action: str, thing: object, step: str) -> bool:
    subject: Subject = subject_of(thing)
    grant = carrier(actor, action, subject, step)
    if grant is None or grant.role != "ZX" or in_charge(actor, subject):
        return grant is not None
    others = replace(actor, grants=tuple(g for g in actor.grants if g.role != "ZX"))
    return carrier(others, action, subject, step) is not None
