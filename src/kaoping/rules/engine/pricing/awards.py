"""Awards (评定): the points that an assessor gave."""

from __future__ import annotations

from collections.abc import Callable

from kaoping.rules.engine.results import Lacking, Priced
from kaoping.rules.engine.run import Subject
from kaoping.rules.ledger.result import Reason
from kaoping.rules.numbers.points import Points
from kaoping.rules.scheme.model import Rule


def price_award(rule: Rule) -> Callable[[Subject, Points], list[Priced | Lacking]]:
    """Give the function that prices a rule over awards."""
    path = rule.path

    def price(subject: Subject, full: Points) -> list[Priced | Lacking]:
        rows = subject.facts.awards.get(path)
        if not rows:
            return [Lacking("")]
        row = rows[0]
        return [Priced("award", row.assessor, row.points, (Reason("award", (full, row.note)),))]

    return price
