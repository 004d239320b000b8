"""A unit as it is looked at (所见): all that conditions, numbers, worths and formulas may see of it.

A view is frozen, and never part of a memo's key. What a per cent is taken of is said when the view is made.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator
from fractions import Fraction
from typing import NamedTuple, TypeVar

from kaoping.rules.clauses.sources import Values
from kaoping.rules.clauses.worth import Measure
from kaoping.rules.engine.results import Placed
from kaoping.rules.engine.run import Subject
from kaoping.rules.engine.value_rows import earlier, latest_row
from kaoping.rules.facts.rows import Event, SchemeResult
from kaoping.rules.language.conditions import Condition
from kaoping.rules.language.formula import Formula, FormulaError, evaluate
from kaoping.rules.language.groups import Group
from kaoping.rules.language.ids import matches
from kaoping.rules.language.number import MissingValue
from kaoping.rules.numbers.exact import settle
from kaoping.rules.numbers.points import Points, exact, parse_amount, round_places
from kaoping.rules.scheme.model import Rule

T = TypeVar("T")


class View(NamedTuple):
    """A unit as seen from a rule or node (`item`), for a period or an event where there is one.

    `points` are those that per cents are taken of, the rule's own where they are not given; `gated` says whether
    scores are seen after gates, as everything but gates and conditions of rules sees them; `measuring` that the item's
    value is being worked out, so that nobody's can be looked at.
    """

    subject: Subject
    item: str = ""
    points: Points | None = None
    measure: Measure | None = None
    period: str = ""
    event: Event | None = None
    gated: bool = True
    measuring: bool = False

    # what numbers ask

    @property
    def category(self) -> str:
        """The unit's category."""
        return self.subject.unit.category

    @property
    def full(self) -> Points:
        """The points that per cents are taken of."""
        if self.points is not None:
            return self.points
        rule = self.subject.run.scheme.rules.get(self.item)
        return full_points(self.subject, rule) if rule else 0

    def computed(self, formula: Formula) -> Fraction:
        """Work out a formula; a division by 0 or a missing number is a MissingValue."""
        try:
            found = evaluate(formula, self)
        except FormulaError as error:
            raise MissingValue(str(error)) from error
        if found is None:
            raise MissingValue(formula.text)
        return found

    def scaled_to(self, item: str) -> View:
        """Give the same view, its per cents taken of the points of an item, of the full score where it is empty."""
        return self._replace(points=self.subject.full(item))

    # what worths ask

    def peers(self, among: Group) -> tuple[Fraction, ...]:
        """Give the measured values of the item over a group, ascending, of all units that have one."""
        subject, rule = self.subject, self.subject.run.scheme.rules[self.item]

        def gather() -> tuple[Fraction, ...]:
            others = [other for other in subject.group(among) if other.takes(rule)]
            found = [other.measure(rule, self.period) for other in others]
            return tuple(sorted(m.v for m in found if m is not None))

        key = ("peers", self.item, self.period, subject.group_key(among))
        return subject.run.gather(key, gather)

    # what formulas ask

    def value(self, kind: str, name: str, years: int = 0) -> Fraction | None:
        """Give a number of the unit by kind and name."""
        return earlier(self.subject, name, years, self.period) if years else _LOOKUPS[kind](self, name)

    def group(self, over: Group) -> Iterator[View]:
        """Give the units of a group as seen from the same item."""
        rule = self.subject.run.scheme.rules.get(self.item)
        for other in self.subject.group(over):
            seen = View(other, self.item, period=self.period, gated=self.gated, measuring=self.measuring)
            yield seen if rule is None or self.measuring else _measured(seen, rule)

    def group_key(self, over: Group) -> Hashable:
        """Name the group as seen from this unit and item."""
        return self.subject.group_key(over), self.item, self.period, self.gated

    def cached(self, key: tuple[Hashable, ...], compute: Callable[[], T]) -> T:
        """Compute once for the run."""
        return self.subject.run.gather(("formula", *key), compute)

    # what conditions ask

    @property
    def unit_id(self) -> str:
        """The unit's id."""
        return self.subject.unit_id

    @property
    def observer(self) -> bool:
        """Whether the unit is not scored: only assessed units are looked at."""
        return False

    @property
    def vetoed(self) -> bool:
        """Whether a veto (一票否决) holds and no decision lifted it."""
        return bool(self.subject.vetoes)

    @property
    def grade(self) -> str:
        """The unit's grade (等次), or an empty string."""
        return self.subject.grade

    def times(self, items: tuple[str, ...], levels: tuple[str, ...]) -> int:
        """Count events that hold."""
        return sum(
            h.event.count
            for rule in self.subject.recorded
            if matches(rule, items)
            for h in self.subject.rated(rule)
            if h.holds and (not levels or h.event.level in levels)
        )

    def shown(self, item: str) -> Points | None:
        """Give a score rounded as it is shown, exact before gates; None where the item does not apply."""
        if item not in self.subject.plan.points:
            return None
        score = self.subject.result(item, self.gated).score
        return round_places(score, self.subject.run.scheme.places) if self.gated else score

    def total_shown(self) -> Points:
        """Give the published total."""
        return self.subject.total.published

    def value_of(self, name: str) -> Fraction | None:
        """Give what a condition on a value compares: a quantity, or the measured value (value / base) of an item."""
        subject = self.subject
        rule = subject.run.scheme.rules.get(name)
        if rule is not None and isinstance(rule.source, Values):
            found = subject.measure(rule)
            return found.v if found else None
        row = None if name in subject.run.scheme.quantities else latest_row(subject, name)
        try:
            return row.value / row.base if row and row.base else subject.quantity(name)
        except FormulaError:
            return None

    def result_of(self, scheme: str, ago: int = 0) -> SchemeResult | None:
        """Give the result of another scheme, of so many years before the cycle."""
        if not ago:
            return self.subject.results.get(scheme)
        year = str(self.subject.run.index.cycle.year - ago)
        rows = self.subject.facts.results
        return next((row for row in rows if row.scheme == scheme and row.period == year), None)

    def standing(self, among: Group, of: str, race: Condition | None) -> Placed | None:
        """Give how many are better and worse, and how many are ranked in the group."""
        return self.subject.program.placed(self.subject, among, of, race, self.gated)


def ungated(subject: Subject) -> View:
    """Give a unit as gates and conditions of rules see it: by scores before gates."""
    return View(subject, gated=False)


def full_points(subject: Subject, rule: Rule) -> Points:
    """Give the points that a rule may give: its own, or those in force of its leaf."""
    in_force = subject.full(rule.leaf) if rule.leaf else 0
    return in_force if rule.points is None else settle(rule.points.of(View(subject, rule.path, in_force)))


def _measured(view: View, rule: Rule) -> View:
    """Look at another unit's same item; without a measured value its `v` is missing."""
    measured = isinstance(rule.source, Values) and view.subject.takes(rule)
    return view._replace(measure=view.subject.measure(rule, view.period)) if measured else view


# what formulas look up, by kind of name


def _name(view: View, name: str) -> Fraction | None:
    subject = view.subject
    if view.measure is not None and name in ("v", "base"):
        return view.measure.v if name == "v" else view.measure.base
    if view.event is not None and name in ("amount", "count", "sharers"):
        return _of_event(subject, view.event, name)
    if name == "points":
        return exact(view.full)
    if name == "total":
        return exact(subject.total.published) if subject.total.complete else None
    if name in subject.run.scheme.hole_values:
        return parse_amount(subject.run.scheme.hole_values[name])
    known = name not in ("v", "base") or name in subject.run.scheme.quantities
    return subject.quantity(name, view.period) if known else None


def _of_event(subject: Subject, event: Event, name: str) -> Fraction | None:
    if name == "amount":
        return event.amount
    return Fraction(event.count if name == "count" else _sharers(subject, event))


def _sharers(subject: Subject, event: Event) -> int:
    """Count the units that share an event's matter (共同承担的单位数)."""
    if not event.matter:
        return 1
    return sum(
        any(h.holds and h.event.matter == event.matter for h in other.rated(event.item))
        for other in subject.group("all")
    )


def _base(view: View, name: str) -> Fraction | None:
    row = latest_row(view.subject, name, view.period)
    return row.base if row else None


def _score(view: View, name: str) -> Fraction | None:
    if name not in view.subject.plan.points:
        return None
    return exact(view.subject.result(name, view.gated).score)


def _points(view: View, name: str) -> Fraction | None:
    found = view.subject.plan.points.get(name)
    return None if found is None else exact(found)


def _result(view: View, name: str) -> Fraction | None:
    found = view.subject.results.get(name)
    return found.total if found else None


_LOOKUPS: dict[str, Callable[[View, str], Fraction | None]] = {
    "name": _name,
    "value": lambda view, name: view.subject.quantity(name, view.period),
    "base": _base,
    "score": _score,
    "points": _points,
    "result": _result,
}
