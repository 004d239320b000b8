"""All events of a unit through all limits, in one pass: the same matter and caps may span rules and leaves."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from kaoping.rules.engine.events.caps import cap_groups, cap_rules
from kaoping.rules.engine.events.matter import once_a_matter
from kaoping.rules.engine.happening import ByRule, Happening
from kaoping.rules.engine.run import Subject
from kaoping.rules.engine.view import View
from kaoping.rules.language.number import Frame
from kaoping.rules.scheme.model import Rule


def counted(subject: Subject) -> Mapping[str, Sequence[Happening]]:
    """Give what every event and missed due date of a unit counts, by leaf, with the reasons where that differs."""

    def frame_of(rule: Rule) -> Frame:
        return View(subject, rule.path)

    rated = {rule: subject.rated(rule) for rule in subject.recorded}
    return by_leaf(cap_groups(cap_rules(once_a_matter(rated), frame_of), frame_of))


def by_leaf(by_rule: ByRule) -> Mapping[str, Sequence[Happening]]:
    """Gather happenings by their leaf, or by the veto that they stand under."""
    found: dict[str, list[Happening]] = {}
    for same in by_rule.values():
        found.setdefault(same[0].rule.leaf, []).extend(same)
    return found
