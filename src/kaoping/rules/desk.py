"""One unit's desk (一个单位的评分桌): its facts, what they are worth, and what conditions and formulas ask of it.

Everything is worked out when it is first asked for and kept; circles were refused when the scheme was loaded, so a
unit may ask others (groups, places) and they may ask it.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator
from fractions import Fraction
from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeVar

from kaoping.rules.conditions import Condition
from kaoping.rules.due import DueRule
from kaoping.rules.facts import Event, SchemeResult, Unit, Value
from kaoping.rules.formula import Env, Formula, FormulaError, evaluate
from kaoping.rules.groups import Group
from kaoping.rules.limits import Happening, work_out
from kaoping.rules.model import Indicator, Quantity, Rule
from kaoping.rules.numbers import MissingValue, Number
from kaoping.rules.plan import Plan
from kaoping.rules.points import Points, exact, parse_amount, round_number, round_places
from kaoping.rules.sources import Events, Values
from kaoping.rules.worth import Measure
from kaoping.rules.worths.fixed import Fixed

if TYPE_CHECKING:
    from kaoping.rules.cohort import Cohort
    from kaoping.rules.leaf import LeafResult

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
        self._scores: dict[tuple[str, bool], Points] = {}
        self._quantities: dict[tuple[str, str], Fraction | None] = {}

    # the plan

    @cached_property
    def plan(self) -> Plan:
        """The points in force, without what decisions and missing facts take out."""
        decided = {d.target for d in self.cohort.decisions.get(self.unit.id, ()) if d.kind == "not_applicable"}
        return self.cohort.plan(self.unit, frozenset(decided | self._absent()))

    def _absent(self) -> set[str]:
        from kaoping.rules.leaf import lacking

        nodes = [leaf for leaf in self.scheme.leaves if leaf.missing.word == "not_applicable"]
        return {leaf.path for leaf in nodes if leaf.scope.covers(self.unit) and lacking(self, leaf)}

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
    def happenings(self) -> dict[str, list[Happening]]:
        """The unit's events and missed due dates by leaf (or veto), worked out through all limits."""
        rules = self.scheme.rules
        found = []
        for event in self.cohort.events.get(self.unit.id, ()):
            rule = rules.get(event.item)
            if rule is not None and isinstance(rule.source, Events):
                found.append(Happening(rule, event))
        if self.cohort.due:
            found.extend(self._missed())
        by_leaf: dict[str, list[Happening]] = {}
        for happening in work_out(found, self.cohort.year, self._frame_of):
            by_leaf.setdefault(happening.rule.leaf, []).append(happening)
        return by_leaf

    def _frame_of(self, rule: Rule) -> ItemFrame:
        return ItemFrame(self, rule.path, self.plan.points.get(rule.leaf) or 0)

    def _missed(self) -> Iterator[Happening]:
        handed_in: dict[tuple[str, str], Any] = {}
        for row in self.cohort.submissions.get(self.unit.id, ()):
            known = handed_in.get((row.item, row.period))
            handed_in[row.item, row.period] = min(known, row.submitted_on) if known else row.submitted_on
        for path, dates in self.cohort.due.items():
            rule = self.scheme.rules[path]
            if not rule.scope.covers(self.unit):
                continue
            for period, day in dates:
                submitted = handed_in.get((path, period))
                if submitted is not None and submitted > self.cohort.as_of:
                    submitted = None
                if submitted is None or submitted > day:
                    yield _missed(rule, period, day, submitted)

    # values

    def rows_now(self, item: str, period: str = "") -> list[Value]:
        """Give the values of an item in this cycle, or of one period."""
        rows = self.values.get(item, [])
        if period:
            return [row for row in rows if row.period == period]
        year = str(self.cohort.facts.cycle.year)
        return [row for row in rows if not row.period or row.period.startswith(year)]

    def earlier(self, item: str, years: int) -> Fraction | None:
        """Give an item's value so many years before the cycle."""
        year = str(self.cohort.facts.cycle.year - years)
        found = [row for row in self.values.get(item, ()) if row.period == year]
        return found[0].value if found else None

    def quantity(self, name: str, period: str = "") -> Fraction | None:
        """Give a named quantity or an item's value; None where it is missing."""
        key = (name, period)
        if key not in self._quantities:
            self._quantities[key] = self._quantity(name, period)
        return self._quantities[key]

    def _quantity(self, name: str, period: str) -> Fraction | None:
        quantity = self.scheme.quantities.get(name)
        if quantity is not None:
            value = self._events_number(quantity, period) if quantity.events else self._formula_value(quantity, period)
            return value if value is None or quantity.round is None else round_number(value, quantity.round)
        rule = self.scheme.rules.get(name)
        if rule is not None and isinstance(rule.source, Values) and not period:
            from kaoping.rules.items import measure

            found = measure(self, rule)
            return found.value if found else None
        rows = self.rows_now(name, period)
        return max(rows, key=lambda row: row.period).value if rows else None

    def _formula_value(self, quantity: Quantity, period: str) -> Fraction | None:
        assert quantity.formula is not None
        return evaluate(quantity.formula, ItemFrame(self, "", 0, period=period))

    def _events_number(self, quantity: Quantity, period: str) -> Fraction | None:
        from kaoping.rules.calendar import parse_period

        chosen = [h for h in self._events_of(quantity.events) if self._chosen(h, quantity)]
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
        return {"sum": sum, "min": min, "max": max, "mean": lambda n: sum(n) / len(n)}[quantity.take](numbers)

    def _chosen(self, h: Happening, quantity: Quantity) -> bool:
        return (
            h.holds
            and (not quantity.level or h.event.level in quantity.level)
            and (not quantity.role or h.event.role in quantity.role)
        )

    def _events_of(self, items: tuple[str, ...]) -> Iterator[Happening]:
        for same in self.happenings.values():
            yield from (h for h in same if matches(h.rule.path, items))

    # scores

    def before_gates(self, node: Indicator) -> LeafResult:
        """Give the ledger of a leaf up to its clamp and void."""
        if node.path not in self._open:
            from kaoping.rules.leaf import before_gates

            self._open[node.path] = before_gates(self, node)
        return self._open[node.path]

    def leaf(self, node: Indicator) -> LeafResult:
        """Give the whole ledger of a leaf."""
        if node.path not in self._leaves:
            from kaoping.rules.leaf import close_leaf

            self._leaves[node.path] = close_leaf(self, node)
        return self._leaves[node.path]

    def score(self, path: str, gated: bool = True) -> Points:
        """Give the score of a node; without gates for a gate's condition. Nodes that do not apply have 0."""
        key = (path, gated)
        if key not in self._scores:
            from kaoping.rules.nodes import node_score

            self._scores[key] = node_score(self, path, gated)
        return self._scores[key]

    @property
    def complete(self) -> bool:
        """Whether nothing is missing."""
        return not any(self.leaf(leaf).missing for leaf in self.scheme.leaves if leaf.path in self.plan.points)

    @cached_property
    def total(self) -> Points:
        """The exact total (总分)."""
        from kaoping.rules.nodes import total

        return total(self)

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
        return sum(h.event.count for h in self._events_of(items) if h.holds and (not levels or h.event.level in levels))

    def shown(self, item: str) -> Points:
        """Give a score rounded as it is shown."""
        self.full = self.plan.points.get(item) or 0
        return round_places(self.score(item), self.scheme.places)

    def total_shown(self) -> Points:
        """Give the published total."""
        self.full = 0
        return self.published

    def result_of(self, scheme: str) -> SchemeResult | None:
        """Give the result of another scheme."""
        return self.results.get(scheme)

    @cached_property
    def vetoed(self) -> bool:
        """Whether a veto (一票否决) holds and no decision lifted it."""
        return bool(self.vetoes)

    @cached_property
    def vetoes(self) -> tuple[str, ...]:
        """The ids of the vetoes that hold."""
        from kaoping.rules.grading import vetoes_of

        return vetoes_of(self)

    @cached_property
    def grade(self) -> str:
        """The unit's grade (等次), or an empty string."""
        from kaoping.rules.grading import grade_of

        return grade_of(self)

    def standing(self, among: Group, of: str, race: Condition | None) -> tuple[int, int, int, int] | None:
        """Give how many are better, equal and worse, and how many are ranked in the group."""
        from kaoping.rules.grading import standing

        return standing(self, among, of, race)

    def group(self, among: Group) -> Iterator[Desk]:
        """Give the units of a group."""
        return iter(self.cohort.group(among, self.unit))


class ItemFrame(Env):
    """A unit as seen from one item or rule: what its numbers, worths and formulas may look at."""

    __slots__ = ("desk", "event", "full", "item", "measure", "period")

    def __init__(
        self,
        desk: Desk,
        item: str,
        full: Points,
        measure: Measure | None = None,
        period: str = "",
        event: Event | None = None,
    ):
        self.desk = desk
        self.item = item
        self.full = full
        self.measure = measure
        self.period = period
        self.event = event

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

    def number(self, number: Number | None) -> Any:
        """Give a number for the unit, or None."""
        return None if number is None else number.of(self)

    def peers(self, among: Group) -> tuple[Fraction, ...]:
        """Give the measured values of the item over a group, ascending, of all units that have one."""
        from kaoping.rules.items import measure

        desk, rule = self.desk, self.desk.scheme.rules[self.item]
        key = ("peers", self.item, self.period, desk.cohort.group_key(among, desk.unit))

        def gather() -> tuple[Fraction, ...]:
            others = [d for d in desk.group(among) if rule.leaf in d.plan.points and rule.scope.covers(d.unit)]
            found = [measure(other, rule, self.period) for other in others]
            return tuple(sorted(m.v for m in found if m is not None))

        return desk.cohort.cached(key, gather)

    # what formulas ask

    def value(self, kind: str, name: str, years: int = 0) -> Fraction | None:
        """Give a number of the unit by kind and name."""
        if years:
            return self.desk.earlier(name, years)
        return _LOOKUPS[kind](self, name)

    def group(self, over: Group) -> Iterator[ItemFrame]:
        """Give the units of a group as seen from the same item."""
        rule = self.desk.scheme.rules.get(self.item)
        for other in self.desk.group(over):
            if rule is None:
                yield ItemFrame(other, self.item, 0, period=self.period)
            elif rule.leaf in other.plan.points and rule.scope.covers(other.unit):
                yield other_frame(other, rule, self.period)

    def group_key(self, over: Group) -> Hashable:
        """Name the group as seen from this unit and item."""
        return (self.desk.cohort.group_key(over, self.desk.unit), self.item, self.period)

    def cached(self, key: tuple[Hashable, ...], compute: Callable[[], T]) -> T:
        """Compute once for the run."""
        return self.desk.cohort.cached(("formula", *key), compute)


def other_frame(desk: Desk, rule: Rule, period: str) -> ItemFrame:
    """Look at another unit's same item; without a measured value its `v` is missing."""
    from kaoping.rules.items import measure

    full = desk.plan.points.get(rule.leaf) or 0
    found = measure(desk, rule, period) if isinstance(rule.source, Values) else None
    return ItemFrame(desk, rule.path, full, found, period)


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
        return exact(desk.published)
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
    facts = frame.desk.cohort.facts
    return len({e.unit for e in facts.events if e.matter == event.matter and e.item == event.item})


def _base(frame: ItemFrame, name: str) -> Fraction | None:
    rows = frame.desk.rows_now(name, frame.period)
    return rows[-1].base if rows else None


def _score(frame: ItemFrame, name: str) -> Fraction | None:
    return exact(frame.desk.score(name)) if name in frame.desk.plan.points else None


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


def matches(path: str, items: tuple[str, ...]) -> bool:
    """Say whether a rule is meant by ids, of which `a.*` means all below."""
    return any(path == item or (item.endswith(".*") and path.startswith(item[:-1])) for item in items)


def _number_of(h: Happening, column: str) -> Fraction:
    if column == "amount":
        return h.event.amount or Fraction(0)
    return Fraction(h.event.count) if column == "count" else exact(abs(h.raw))


def _missed(rule: Rule, period: str, day: Any, submitted: Any) -> Happening:
    source = rule.source
    assert isinstance(source, Events) and isinstance(source.keys.due, DueRule)
    number = source.keys.due.missing if submitted is None else source.keys.due.late
    event = Event(period, "", rule.path, day, note="" if submitted is None else submitted.isoformat())
    return Happening(rule, event, "missed", None if number is None else Fixed(number))
