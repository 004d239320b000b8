"""All events of a unit through all limits, in one pass: the same matter and caps may span rules and leaves."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from kaoping.rules.engine.events.caps import by_leaf, cap_groups, cap_rules
from kaoping.rules.engine.events.matter import once_a_matter
from kaoping.rules.engine.happening import Happening
from kaoping.rules.engine.run import Subject
from kaoping.rules.engine.view import View
from kaoping.rules.language.number import Frame
from kaoping.rules.scheme.model import Rule


def counted(subject: Subject) -> Mapping[str, Sequence[Happening]]:
    """Give what every event and missed due date of a unit counts, by leaf, with the reasons where that differs."""

    def frame_of(rule: Rule) -> Frame:
        return View(subject, rule.path)

    happenings: Sequence[Happening] = [h for rule in subject.recorded for h in subject.rated(rule)]
    happenings = once_a_matter(happenings)
    happenings = cap_rules(happenings, frame_of)
    return by_leaf(cap_groups(happenings, frame_of))
