"""Grades (等次): the first rung of the ladder that holds, moved by facts, or as a meeting decided."""

from __future__ import annotations

from kaoping.rules.engine.run import Subject
from kaoping.rules.engine.view import View


def grade(subject: Subject) -> str:
    """Give the first grade whose condition holds, moved as facts and decisions say; blank while incomplete."""
    if not subject.total.complete:
        return ""
    decided = [d.value for d in subject.decisions if d.kind == "grade"]
    return decided[-1] if decided else _moved(subject, _earned(subject))


def _earned(subject: Subject) -> str:
    """Give the first grade of the ladder that holds."""
    view = View(subject)
    for rung in subject.run.scheme.grades:
        in_race = rung.race is None or rung.race.holds(view)
        if in_race and (rung.when is None or rung.when.holds(view)):
            return rung.id
    return ""


def _moved(subject: Subject, earned: str) -> str:
    """Move a grade down or up the ladder, not beyond its ends, or to the one that is named."""
    ids, view = subject.run.scheme.grade_order, View(subject)
    for move in subject.run.scheme.moves:
        if earned and move.when.holds(view):
            place = ids.index(earned) + move.down - move.up
            earned = move.to or ids[max(0, min(place, len(ids) - 1))]
    return earned
