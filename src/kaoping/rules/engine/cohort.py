"""All units of a run: their facts by unit, the groups they form, and what was computed once for all of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterator, Mapping
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeVar

from kaoping.rules.engine.limits import Year
from kaoping.rules.facts.rows import Decision, Event, Facts, Unit
from kaoping.rules.language.groups import Group
from kaoping.rules.numbers.calendar import due_dates, parse_period
from kaoping.rules.scheme.model import Scheme
from kaoping.rules.scheme.plan import Plan, plan_for

if TYPE_CHECKING:
    from kaoping.rules.engine.desk import Desk

T = TypeVar("T")


def by_unit(rows: Any) -> Mapping[str, list[Any]]:
    """Gather rows by their unit."""
    found: dict[str, list[Any]] = defaultdict(list)
    for row in rows:
        found[row.unit].append(row)
    return found


class Cohort:
    """The units (考评对象) of a scheme's run, each at its `Desk`."""

    def __init__(self, scheme: Scheme, facts: Facts, as_of: date):
        self.scheme = scheme
        self.facts = facts
        self.as_of = as_of
        self._cache: dict[Hashable, Any] = {}
        self._now: dict[str, bool] = {}
        self.compared = False
        """Whether anything asked so far of one unit looked at others."""
        self.decisions: Mapping[str, list[Decision]] = by_unit(facts.decisions)
        struck = {d.target: d.id for d in facts.decisions if d.kind == "event"}
        self.year = Year(facts.cycle.first_day, facts.cycle.last_day, as_of, struck)
        self.events = by_unit(self._transferred())
        self.submissions = by_unit(facts.submissions)
        self.values = by_unit(facts.values)
        self.ratings = by_unit(facts.ratings)
        self.awards = by_unit(facts.awards)
        self.results = by_unit(facts.results)
        self._leave()

    def _transferred(self) -> Iterator[Event]:
        """Give all events, those of a merged unit under its successor (事项转由继任单位承担)."""
        self._heirs = {d.unit: d.target for d in self.facts.decisions if d.kind == "transfer"}
        for event in self.facts.events:
            unit = self.heir(event.unit)
            yield event if unit == event.unit else event._replace(unit=unit)

    def heir(self, unit: str) -> str:
        """Give who answers for a unit's events: its last successor, else itself."""
        seen = {unit}
        while self._heirs.get(unit, unit) not in seen:
            unit = self._heirs[unit]
            seen.add(unit)
        return unit

    def _leave(self) -> None:
        """Seat all units that are assessed; those that a decision or a condition takes out become observers."""
        from kaoping.rules.engine.desk import Desk

        self.left: dict[str, Decision | Any] = {
            d.unit: d for d in self.facts.decisions if d.kind == "not_assessed"
        }
        observed = self.scheme.observer_categories
        seated = [
            u for u in self.facts.units if not (u.observer or u.category in observed or u.id in self.left)
        ]
        self.desks: dict[str, Desk] = {unit.id: Desk(self, unit) for unit in seated}
        for unit, desk in self.desks.items():
            clause = next((one for one in self.scheme.not_assessed if one.when.holds(desk)), None)
            if clause is not None:
                self.left[unit] = clause
        if self.scheme.not_assessed:
            self.desks = {unit.id: Desk(self, unit) for unit in seated if unit.id not in self.left}
            self._cache.clear()

    def is_now(self, period: str) -> bool:
        """Say whether a period belongs to the cycle: the cycle's own year, or one that ends within its days."""
        if period not in self._now:
            cycle = self.facts.cycle
            last_day = (
                parse_period(period).last_day if period and period != str(cycle.year) else cycle.last_day
            )
            self._now[period] = cycle.first_day <= last_day <= cycle.last_day
        return self._now[period]

    def close(self) -> None:
        """Let go of the desks, which hold on to the cohort as it does to them."""
        self.desks.clear()
        self._cache.clear()

    def plan(self, unit: Unit, absent: frozenset[str]) -> Plan:
        """Give the points in force for a unit."""
        scoped = any(node.scope.units is not None for node in self.scheme.nodes.values()) and unit.id
        key = (unit.category, scoped, absent)
        if key not in self.scheme.plans:
            self.scheme.plans[key] = plan_for(self.scheme, unit, absent)
        return self.scheme.plans[key]

    def cached(self, key: Hashable, compute: Callable[[], T]) -> T:
        """Compute something once for the run."""
        if key not in self._cache:
            self._cache[key] = compute()
        found: T = self._cache[key]
        return found

    def group_key(self, among: Group, unit: Unit) -> Hashable:
        """Name a group as seen from a unit."""
        return (
            {"category": ("category", unit.category), "children": ("children", unit.id)}.get(among, among)
            if isinstance(among, str)
            else among
        )

    def group(self, among: Group, unit: Unit) -> list[Desk]:
        """Give the assessed units of a group as seen from a unit, in order."""
        self.compared = True
        return self.cached(("group", self.group_key(among, unit)), lambda: self._group(among, unit))

    def _group(self, among: Group, unit: Unit) -> list[Desk]:
        desks = list(self.desks.values())
        if among == "all":
            return desks
        if among == "category":
            return [d for d in desks if d.unit.category == unit.category]
        if among == "children":
            return [d for d in desks if d.unit.parent == unit.id]
        return [d for d in desks if d.unit.category in among]

    @cached_property
    def due(self) -> Mapping[str, list[tuple[str, date]]]:
        """Give each obligation's periods and due dates that lie in the cycle and have passed."""
        found = {}
        for path, source in self.scheme.event_rules.items():
            if source.keys.due:
                dates = due_dates(
                    source.keys.due.calendar, self.facts.cycle.first_day, self.facts.cycle.last_day
                )
                found[path] = [(period, day) for period, day in dates if day <= self.as_of]
        return found
