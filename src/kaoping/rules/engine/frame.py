"""A unit as seen from one item or rule (ItemFrame): what its numbers, worths and formulas may look at."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator
from fractions import Fraction
from typing import TYPE_CHECKING, TypeVar

from kaoping.rules.clauses.sources import Values
from kaoping.rules.clauses.worth import Measure
from kaoping.rules.facts.rows import Event
from kaoping.rules.language.formula import Env, Formula, FormulaError, evaluate
from kaoping.rules.language.groups import Group
from kaoping.rules.language.number import MissingValue
from kaoping.rules.numbers.exact import settle
from kaoping.rules.numbers.points import Points, exact, parse_amount
from kaoping.rules.scheme.model import Rule

if TYPE_CHECKING:
    from kaoping.rules.engine.desk import Desk

T = TypeVar("T")


class ItemFrame(Env):
    """A unit as seen from one item or rule: what its numbers, worths and formulas may look at."""

    __slots__ = ("_full", "desk", "event", "gated", "item", "measure", "period")

    def __init__(
        self,
        desk: Desk,
        item: str,
        full: Points | None = None,
        measure: Measure | None = None,
        period: str = "",
        event: Event | None = None,
        gated: bool = True,
    ):
        self.desk = desk
        self.item = item
        self._full = full
        self.measure = measure
        self.period = period
        self.event = event
        self.gated = gated

    @property
    def full(self) -> Points:
        """The points of the rule for the unit; looked up where they were not given."""
        if self._full is None:
            rule = self.desk.scheme.rules.get(self.item)
            self._full = full_points(self.desk, rule) if rule else 0
        return self._full

    @property
    def category(self) -> str:
        """The unit's category."""
        return self.desk.category

    def computed(self, formula: Formula) -> Fraction:
        """Work out a formula; a division by 0 or a missing number is a MissingValue."""
        try:
            found = evaluate(formula, self)
        except FormulaError as error:
            raise MissingValue(str(error)) from error
        if found is None:
            raise MissingValue(formula.text)
        return found

    def peers(self, among: Group) -> tuple[Fraction, ...]:
        """Give the measured values of the item over a group, ascending, of all units that have one."""
        desk, rule = self.desk, self.desk.scheme.rules[self.item]
        key = ("peers", self.item, self.period, desk.cohort.group_key(among, desk.unit))

        def gather() -> tuple[Fraction, ...]:
            others = [d for d in desk.group(among) if d.takes(rule)]
            found = [other.measure(rule, self.period) for other in others]
            return tuple(sorted(m.v for m in found if m is not None))

        return desk.cohort.cached(key, gather)

    # what formulas ask

    def value(self, kind: str, name: str, years: int = 0) -> Fraction | None:
        """Give a number of the unit by kind and name."""
        if years:
            return self.desk.earlier(name, years, self.period)
        return _LOOKUPS[kind](self, name)

    def group(self, over: Group) -> Iterator[ItemFrame]:
        """Give the units of a group as seen from the same item."""
        rule = self.desk.scheme.rules.get(self.item)
        for other in self.desk.group(over):
            if rule is None:
                yield ItemFrame(other, self.item, 0, period=self.period, gated=self.gated)
            else:
                yield other_frame(other, rule, self.period)

    def group_key(self, over: Group) -> Hashable:
        """Name the group as seen from this unit and item."""
        return (self.desk.cohort.group_key(over, self.desk.unit), self.item, self.period, self.gated)

    def cached(self, key: tuple[Hashable, ...], compute: Callable[[], T]) -> T:
        """Compute once for the run."""
        return self.desk.cohort.cached(("formula", *key), compute)


def full_points(desk: Desk, rule: Rule) -> Points:
    """Give the points that a rule may give: its own, or those in force of its leaf."""
    in_force = desk.plan.points.get(rule.leaf) or 0
    return in_force if rule.points is None else settle(rule.points.of(ItemFrame(desk, rule.path, in_force)))


def other_frame(desk: Desk, rule: Rule, period: str) -> ItemFrame:
    """Look at another unit's same item; without a measured value its `v` is missing."""
    measured = isinstance(rule.source, Values) and desk.takes(rule)
    found = desk.measure(rule, period) if measured else None
    return ItemFrame(desk, rule.path, measure=found, period=period)


def _name(frame: ItemFrame, name: str) -> Fraction | None:
    desk = frame.desk
    if frame.measure is not None and name in ("v", "base"):
        return frame.measure.v if name == "v" else frame.measure.base
    if frame.event is not None and name in ("amount", "count"):
        return frame.event.amount if name == "amount" else Fraction(frame.event.count)
    if name == "sharers" and frame.event is not None:
        return Fraction(_sharers(frame))
    if name == "points":
        return exact(frame.full)
    if name == "total":
        return exact(desk.published) if desk.complete else None
    if name in desk.scheme.hole_values:
        return parse_amount(desk.scheme.hole_values[name])
    if name in desk.scheme.quantities:
        return desk.quantity(name, frame.period)
    return desk.quantity(name, frame.period) if name not in ("v", "base") else None


def _sharers(frame: ItemFrame) -> int:
    event = frame.event
    assert event is not None
    if not event.matter:
        return 1
    desks = frame.desk.group("all")
    return sum(
        any(h.holds and h.event.matter == event.matter for h in desk.rated(event.item)) for desk in desks
    )


def _base(frame: ItemFrame, name: str) -> Fraction | None:
    rows = frame.desk.rows_now(name, frame.period)
    return max(rows, key=lambda row: row.period).base if rows else None


def _score(frame: ItemFrame, name: str) -> Fraction | None:
    return exact(frame.desk.score(name, frame.gated)) if name in frame.desk.plan.points else None


def _points(frame: ItemFrame, name: str) -> Fraction | None:
    found = frame.desk.plan.points.get(name)
    return None if found is None else exact(found)


def _result(frame: ItemFrame, name: str) -> Fraction | None:
    found = frame.desk.results.get(name)
    return found.total if found else None


_LOOKUPS: dict[str, Callable[[ItemFrame, str], Fraction | None]] = {
    "name": _name,
    "value": lambda frame, name: frame.desk.quantity(name, frame.period),
    "base": _base,
    "score": _score,
    "points": _points,
    "result": _result,
}
