"""One unit's desk (一个单位的评分桌): its facts, what they are worth, and what conditions and formulas ask of it.

Everything is worked out when it is first asked for and kept; circles were refused when the scheme was loaded, so a
unit may ask others (groups, places) and they may ask it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from copy import copy
from datetime import date, timedelta
from fractions import Fraction
from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeVar

from kaoping.rules.clauses.due import DueRule
from kaoping.rules.clauses.sources import Events, Values
from kaoping.rules.clauses.worth import Measure
from kaoping.rules.engine import grading, items, measures, nodes
from kaoping.rules.engine import leaf as leaves
from kaoping.rules.engine.frame import ItemFrame
from kaoping.rules.engine.limits import Happening, rate, work_out
from kaoping.rules.facts.rows import Event, SchemeResult, Unit, Value
from kaoping.rules.language.conditions import Condition
from kaoping.rules.language.formula import Formula, evaluate
from kaoping.rules.language.groups import Group
from kaoping.rules.language.ids import matches
from kaoping.rules.numbers.calendar import PER_YEAR, parse_period
from kaoping.rules.numbers.points import Points, exact, round_number, round_places
from kaoping.rules.scheme.model import Indicator, Quantity, Rule
from kaoping.rules.scheme.plan import Plan, written

if TYPE_CHECKING:
    from kaoping.rules.engine.cohort import Cohort
    from kaoping.rules.engine.leaf import LeafResult

T = TypeVar("T")


class Desk:
    """What is known and worked out about one assessed unit."""

    def __init__(self, cohort: Cohort, unit: Unit):
        self.cohort = cohort
        self.unit = unit
        self.scheme = cohort.scheme
        self.category = unit.category
        self.unit_id = unit.id
        self.observer = False
        self.full: Points = 0
        self._open: dict[str, LeafResult] = {}
        self._leaves: dict[str, LeafResult] = {}
        self._closings: dict[tuple[str, bool], LeafResult] = {}
        self._scores: dict[tuple[str, bool], Points] = {}
        self.measured: dict[tuple[str, str], Measure | None] = {}
        self._quantities: dict[tuple[str, str], Fraction | None] = {}
        self._rated: set[str] = set()

    def moved_to(self, cohort: Cohort) -> Desk:
        """Give the desk with all it worked out, in another run whose facts say the same of its unit."""
        other = copy(self)
        other.cohort = cohort
        for name in _WORKED_OUT:
            setattr(other, name, copy(getattr(self, name)))
        return other

    # the plan

    @cached_property
    def plan(self) -> Plan:
        """The points in force, without what decisions and missing facts take out."""
        return self.cohort.plan(self.unit, self._decided | self._absent())

    @cached_property
    def _decided(self) -> frozenset[str]:
        found = self.cohort.decisions.get(self.unit.id, ())
        return frozenset(d.target for d in found if d.kind == "not_applicable")

    def covers(self, rule: Rule) -> bool:
        """Say whether a rule applies to the unit, and no decision takes it out."""
        return rule.scope.covers(self.unit) and rule.path not in self._decided

    def takes(self, rule: Rule) -> bool:
        """Say whether a rule may be asked of the unit: it applies, and no decision takes it or its leaf out."""
        return self.covers(rule) and rule.leaf in self.cohort.plan(self.unit, self._decided).points

    def _absent(self) -> set[str]:
        """Give the leaves that a missing fact takes out (缺少资料的不适用)."""
        return {
            leaf.path
            for leaf in self.scheme.leaves_that_may_lack
            if leaf.scope.covers(self.unit)
            for rule in leaf.item_rules
            if self.takes(rule) and items.absent(self, rule)
        }

    # facts

    @cached_property
    def values(self) -> dict[str, list[Value]]:
        """The unit's values by item."""
        found: dict[str, list[Value]] = {}
        for row in self.cohort.values.get(self.unit.id, ()):
            found.setdefault(row.item, []).append(row)
        return found

    @cached_property
    def results(self) -> dict[str, SchemeResult]:
        """The unit's results of other schemes; of several periods the latest."""
        rows = sorted(self.cohort.results.get(self.unit.id, ()), key=lambda row: row.period)
        return {row.scheme: row for row in rows}

    @cached_property
    def _recorded(self) -> dict[str, list[Happening]]:
        """The unit's events and missed due dates by rule, in order."""
        rules = self.scheme.rules
        found: dict[str, list[Happening]] = {}
        for event in self.cohort.events.get(self.unit.id, ()):
            rule = rules.get(event.item)
            if rule is not None and isinstance(rule.source, Events):
                found.setdefault(event.item, []).append(
                    Happening(rule, event, left_out=self._leaves_out(rule))
                )
        for missed in self._missed() if self.cohort.due else ():
            found.setdefault(missed.rule.path, []).append(missed)
        for same in found.values():
            if len(same) > 1:
                same.sort(key=lambda h: h.order)
        return found

    def _leaves_out(self, rule: Rule) -> bool:
        """Say whether an event cannot count: its rule is not the unit's, or a decision takes its item out."""
        if not rule.scope.covers(self.unit):
            return True
        return bool(self._decided) and rule.leaf in self.scheme.nodes and not self.takes(rule)

    def rated(self, rule: str) -> list[Happening]:
        """Give what was recorded under a rule, rated but not yet limited; rules may ask for one another's."""
        same = self._recorded.get(rule, [])
        if same and rule not in self._rated:
            rate(same, self.cohort.year, self._frame_of)
            self._rated.add(rule)
        return same

    @cached_property
    def happenings(self) -> dict[str, list[Happening]]:
        """The unit's events and missed due dates by leaf (or veto), worked out through all limits."""
        by_leaf: dict[str, list[Happening]] = {}
        for happening in work_out({rule: self.rated(rule) for rule in self._recorded}, self._frame_of):
            by_leaf.setdefault(happening.rule.leaf, []).append(happening)
        return by_leaf

    def _frame_of(self, rule: Rule, event: Event | None = None) -> ItemFrame:
        return ItemFrame(self, rule.path, event=event)

    def _missed(self) -> Iterator[Happening]:
        handed_in: dict[tuple[str, str], Any] = {}
        for row in self.cohort.submissions.get(self.unit.id, ()):
            known = handed_in.get((row.item, row.period))
            handed_in[row.item, row.period] = min(known, row.submitted_on) if known else row.submitted_on
        for path, dates in self.cohort.due.items():
            rule = self.scheme.rules[path]
            if not self.covers(rule):
                continue
            for period, day in dates:
                submitted = handed_in.get((path, period))
                if submitted is not None and submitted > self.cohort.as_of:
                    submitted = None
                if submitted is None or submitted > day:
                    yield _missed(rule, period, day, submitted, (submitted or self.cohort.as_of) - day)

    # values

    def rows_now(self, item: str, period: str = "") -> list[Value]:
        """Give the values of an item in this cycle, or of one period."""
        rows = self.values.get(item, [])
        if period:
            return [row for row in rows if row.period == period]
        if len(rows) == 1 and not rows[0].period:
            return rows
        return [row for row in rows if self.cohort.is_now(row.period)]

    def earlier(self, item: str, years: int, period: str = "") -> Fraction | None:
        """Give an item's value so many years before the cycle, or before a period of it (同期)."""
        name = str(self.cohort.facts.cycle.year - years)
        if period:
            same = parse_period(period)
            name = str(same.shifted(-years * PER_YEAR[same.kind]))
        found = [row for row in self.values.get(item, ()) if row.period == name]
        return found[0].value if found else None

    def value_of(self, name: str) -> Fraction | None:
        """Give what a condition on a value compares: a quantity, or the measured value (value / base) of an item."""
        rule = self.scheme.rules.get(name)
        if rule is not None and isinstance(rule.source, Values):
            found = self.measure(rule)
            return found.v if found else None
        rows = [] if name in self.scheme.quantities else self.rows_now(name)
        row = max(rows, key=lambda row: row.period) if rows else None
        return row.value / row.base if row and row.base else self.quantity(name)

    def quantity(self, name: str, period: str = "") -> Fraction | None:
        """Give a named quantity or an item's value; None where it is missing."""
        key = (name, period)
        if key not in self._quantities:
            self._quantities[key] = self._quantity(name, period)
        return self._quantities[key]

    def _quantity(self, name: str, period: str) -> Fraction | None:
        quantity = self.scheme.quantities.get(name)
        if quantity is not None:
            value = (
                self._events_number(quantity, period)
                if quantity.events
                else self._formula_value(quantity, period)
            )
            return value if value is None or quantity.round is None else round_number(value, quantity.round)
        rule = self.scheme.rules.get(name)
        if rule is not None and isinstance(rule.source, Values) and not period:
            found = self.measure(rule)
            return None if found is None else found.v if found.base is None else found.value
        rows = self.rows_now(name, period)
        return max(rows, key=lambda row: row.period).value if rows else None

    def _formula_value(self, quantity: Quantity, period: str) -> Fraction | None:
        assert quantity.formula is not None
        return evaluate(quantity.formula, ItemFrame(self, "", 0, period=period))

    def _events_number(self, quantity: Quantity, period: str) -> Fraction | None:
        chosen = [h for h in self.events_of(quantity.events) if self._chosen(h, quantity)]
        if period:
            span = parse_period(period)
            chosen = [h for h in chosen if span.first_day <= h.event.date <= span.last_day]
            if not chosen:
                return None
        if quantity.take == "number":
            return Fraction(sum(h.event.count for h in chosen))
        numbers = [_number_of(h, quantity.of) for h in chosen]
        if not numbers:
            return Fraction(0) if quantity.take == "sum" else None
        return _SUMMARIES[quantity.take](numbers)

    def _chosen(self, h: Happening, quantity: Quantity) -> bool:
        return (
            h.holds
            and (not quantity.level or h.event.level in quantity.level)
            and (not quantity.role or h.event.role in quantity.role)
        )

    def events_of(self, items: tuple[str, ...]) -> Iterator[Happening]:
        """Give what was recorded under rules, by their ids (`a.*` for all below), rated."""
        for rule in self._recorded:
            if matches(rule, items):
                yield from self.rated(rule)

    def measure(self, rule: Rule, period: str = "") -> Measure | None:
        """Give the measured value of a rule, periods merged as the scheme says; None where it is missing."""
        return measures.measure(self, rule, period)

    # scores

    def before_gates(self, node: Indicator) -> LeafResult:
        """Give the ledger of a leaf up to its clamp and void."""
        if node.path not in self._open:
            self._open[node.path] = leaves.before_gates(self, node)
        return self._open[node.path]

    def leaf(self, node: Indicator) -> LeafResult:
        """Give the whole ledger of a leaf."""
        if node.path not in self._leaves:
            self._leaves[node.path] = leaves.close_leaf(self, node)
        return self._leaves[node.path]

    def closing(self, node: Indicator, gated: bool = True) -> LeafResult:
        """Give an inner node's score and its own lines."""
        key = (node.path, gated)
        if key not in self._closings:
            self._closings[key] = nodes.closing(self, node, gated)
        return self._closings[key]

    def score(self, path: str, gated: bool = True) -> Points:
        """Give the score of a node; without gates for a gate's condition. Nodes that do not apply have 0."""
        key = (path, gated)
        if key not in self._scores:
            self._scores[key] = nodes.node_score(self, path, gated)
        return self._scores[key]

    @cached_property
    def complete(self) -> bool:
        """Whether nothing is missing."""
        roots = (*self.scheme.tree, *self.scheme.adjustments)
        if any(nodes.incomplete(self, root) for root in roots):
            return False
        return not any(line.kind == "missing" for line in nodes.total_lines(self))

    @cached_property
    def total(self) -> Points:
        """The exact total (总分)."""
        return nodes.total(self)

    @cached_property
    def published(self) -> Points:
        """The published total (公布总分): rounded half up to the scheme's places."""
        return round_places(self.total, self.scheme.places)

    # what conditions ask

    def computed(self, formula: Formula) -> Fraction:
        """Work out a formula for the unit; raises MissingValue."""
        return ItemFrame(self, "", 0).computed(formula)

    def times(self, items: tuple[str, ...], levels: tuple[str, ...]) -> int:
        """Count events that hold."""
        return sum(
            h.event.count
            for h in self.events_of(items)
            if h.holds and (not levels or h.event.level in levels)
        )

    def shown(self, item: str) -> Points | None:
        """Give a score rounded as it is shown; None where the item does not apply."""
        if item not in self.plan.points:
            return None
        return round_places(self.score(item), self.scheme.places)

    def total_shown(self) -> Points:
        """Give the published total."""
        return self.published

    def scaled_to(self, item: str) -> ItemFrame:
        """Give the frame whose per cents are of the points of an item, of the full score where it is empty."""
        return ItemFrame(self, "", self._full_of(item))

    def _full_of(self, item: str) -> Points:
        return self.plan.points[item] or 0 if item else written(self.scheme.full_score, self.category)

    def result_of(self, scheme: str, ago: int = 0) -> SchemeResult | None:
        """Give the result of another scheme, of so many years before the cycle."""
        if not ago:
            return self.results.get(scheme)
        year = str(self.cohort.facts.cycle.year - ago)
        rows = self.cohort.results.get(self.unit.id, ())
        return next((row for row in rows if row.scheme == scheme and row.period == year), None)

    @cached_property
    def vetoed(self) -> bool:
        """Whether a veto (一票否决) holds and no decision lifted it."""
        return bool(self.vetoes)

    @cached_property
    def vetoes(self) -> tuple[str, ...]:
        """The ids of the vetoes that hold."""
        return grading.vetoes_of(self)

    @cached_property
    def grade(self) -> str:
        """The unit's grade (等次), or an empty string."""
        return grading.grade_of(self)

    def standing(self, among: Group, of: str, race: Condition | None) -> tuple[int, int, int, int] | None:
        """Give how many are better, equal and worse, and how many are ranked in the group."""
        return grading.standing(self, among, of, race)

    def lacks_in(self, node: Indicator) -> bool:
        """Say whether a fact is missing in a node, looking no further than gates do."""
        return nodes.incomplete(self, node, gated=False)

    def group(self, among: Group) -> Iterator[Desk]:
        """Give the units of a group."""
        return iter(self.cohort.group(among, self.unit))

    @property
    def ungated(self) -> BeforeGates:
        """The desk as a gate's condition sees it."""
        return BeforeGates(self)


_WORKED_OUT = ("_open", "_leaves", "_closings", "_scores", "measured", "_quantities", "_rated")


class BeforeGates(Desk):
    """The same desk as a gate's condition sees it: scores before gates, exact."""

    def __init__(self, desk: Desk):
        self.__dict__ = desk.__dict__

    def shown(self, item: str) -> Points | None:
        """Give an item's score before gates."""
        if item not in self.plan.points:
            return None
        return self.score(item, gated=False)

    def scaled_to(self, item: str) -> ItemFrame:
        """Give the frame for per cents, by scores before gates."""
        return ItemFrame(self, "", self._full_of(item), gated=False)

    def computed(self, formula: Formula) -> Fraction:
        """Work out a formula by scores before gates."""
        return ItemFrame(self, "", 0, gated=False).computed(formula)

    def standing(self, among: Group, of: str, race: Condition | None) -> tuple[int, int, int, int] | None:
        """Give a place by scores before gates."""
        return grading.standing(self, among, of, race, gated=False)

    def group(self, among: Group) -> Iterator[Desk]:
        """Give the units of a group, before gates too."""
        return (BeforeGates(other) for other in self.cohort.group(among, self.unit))


def _number_of(h: Happening, column: str) -> Fraction:
    if column == "amount":
        return h.event.amount or Fraction(0)
    return Fraction(h.event.count) if column == "count" else exact(abs(h.raw))


def _missed(rule: Rule, period: str, day: date, submitted: date | None, late: timedelta) -> Happening:
    """Make an event of a due date that passed; its amount is the number of days past it."""
    source = rule.source
    assert isinstance(source, Events) and isinstance(source.keys.due, DueRule)
    own = source.keys.due.missing if submitted is None else source.keys.due.late
    told = submitted.isoformat() if submitted else ""
    event = Event(period, "", rule.path, day, amount=Fraction(late.days), note=told)
    return Happening(rule, event, "missed", own)


_SUMMARIES: dict[str, Callable[[list[Fraction]], Fraction]] = {
    "sum": lambda numbers: sum(numbers, Fraction(0)),
    "mean": lambda numbers: sum(numbers, Fraction(0)) / len(numbers),
    "min": min,
    "max": max,
}
