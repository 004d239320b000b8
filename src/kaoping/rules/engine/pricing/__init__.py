"""What values, ratings, awards and other schemes' results are worth for a unit (spec sections 4 and 5).

One module a source gives the function that prices its rules: `Priced` lines, or `Lacking` where a fact is missing; what
a lack means is the leaf's business.
"""

from __future__ import annotations

from collections.abc import Callable

from kaoping.rules.clauses.sources import Awards, OtherScheme, Ratings, Source, Values
from kaoping.rules.engine.pricing.awards import price_award
from kaoping.rules.engine.pricing.ratings import price_rating
from kaoping.rules.engine.pricing.results import price_result
from kaoping.rules.engine.pricing.values import price_value
from kaoping.rules.engine.results import Lacking, Priced
from kaoping.rules.engine.run import Subject
from kaoping.rules.language.number import MissingValue
from kaoping.rules.numbers.points import Points
from kaoping.rules.scheme.model import Rule

Items = list[Priced | Lacking]
Pricer = Callable[[Subject, Points], Items]


def pricer(rule: Rule) -> Pricer:
    """Give the function of a unit and of the rule's points that prices a rule over values, ratings, awards or results."""
    price, lacking = _pricing(rule, rule.source)

    def priced(subject: Subject, full: Points) -> Items:
        try:
            return price(subject, full)
        except MissingValue:
            return [lacking]

    return priced


def _pricing(rule: Rule, source: Source) -> tuple[Pricer, Lacking]:
    """Give the pricing of a rule, and what it lacks where a number of the rule itself is missing."""
    match source:
        case Values():
            return price_value(rule, source), Lacking("")
        case Ratings():
            return price_rating(rule, source), Lacking("")
        case Awards():
            return price_award(rule), Lacking("")
        case OtherScheme():
            return price_result(rule, source.result), Lacking(source.result.scheme)
        case _:
            raise TypeError(f"{rule.path}: events are not priced as items")
