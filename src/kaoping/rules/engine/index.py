"""The facts of a run as an index (事实索引): by unit and item, the groups of units, who answers for whom. Immutable."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from typing import Protocol, TypeVar

from kaoping.rules.facts.rows import (
    Award,
    Cycle,
    Decision,
    Event,
    Facts,
    Rating,
    SchemeResult,
    Submission,
    Unit,
    Value,
)
from kaoping.rules.language.groups import Group
from kaoping.rules.numbers.calendar import parse_period
from kaoping.rules.scheme.model import NotAssessed, Scheme


class _OfUnit(Protocol):
    @property
    def unit(self) -> str: ...


class _OfItem(Protocol):
    @property
    def item(self) -> str: ...


UnitRow = TypeVar("UnitRow", bound=_OfUnit)
ItemRow = TypeVar("ItemRow", bound=_OfItem)


@dataclass(frozen=True)
class Window:
    """When an event counts (计分期间): inside the cycle and up to the as-of date; and the events that were struck."""

    first: date
    last: date
    as_of: date
    struck: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def until(self) -> date:
        """The last day that counts."""
        return min(self.last, self.as_of)


@dataclass(frozen=True)
class UnitFacts:
    """What the facts say of one unit; events, values, ratings and awards by item, in the order of the rows."""

    events: Mapping[str, Sequence[Event]]
    submissions: Sequence[Submission]
    values: Mapping[str, Sequence[Value]]
    ratings: Mapping[str, Sequence[Rating]]
    awards: Mapping[str, Sequence[Award]]
    results: Sequence[SchemeResult]


@dataclass(frozen=True)
class Index:
    """All facts of a run, ready to be looked up; `left` are the units that are not assessed, each with the reason."""

    cycle: Cycle
    window: Window
    units: Sequence[Unit]
    assessed: Mapping[str, Unit]
    left: Mapping[str, Decision | NotAssessed]
    successors: Mapping[str, str]
    decided: Sequence[Decision]
    events: Mapping[str, Sequence[Event]]
    submissions: Mapping[str, Sequence[Submission]]
    values: Mapping[str, Sequence[Value]]
    ratings: Mapping[str, Sequence[Rating]]
    awards: Mapping[str, Sequence[Award]]
    results: Mapping[str, Sequence[SchemeResult]]
    decisions: Mapping[str, Sequence[Decision]]
    recorded: Sequence[Event]

    def facts_of(self, unit: str) -> UnitFacts:
        """Give the facts of one unit by item."""
        return UnitFacts(
            events=by_item(self.events.get(unit, ())),
            submissions=self.submissions.get(unit, ()),
            values=by_item(self.values.get(unit, ())),
            ratings=by_item(self.ratings.get(unit, ())),
            awards=by_item(self.awards.get(unit, ())),
            results=self.results.get(unit, ()),
        )

    def without(self, left: Mapping[str, NotAssessed]) -> Index:
        """Give the same facts with units left out of the year."""
        assessed = {name: unit for name, unit in self.assessed.items() if name not in left}
        return replace(self, assessed=assessed, left={**self.left, **left})

    def heir(self, unit: str) -> str:
        """Give who answers for a unit's events (继任单位): its last successor, else itself."""
        return heir(unit, self.successors)

    def is_now(self, period: str) -> bool:
        """Say whether a period belongs to the cycle: the cycle's own year, or one that ends within its days."""
        if not period or period == str(self.cycle.year):
            return True
        return self.cycle.first_day <= parse_period(period).last_day <= self.cycle.last_day

    def members(self, among: Group, unit: Unit) -> Sequence[str]:
        """Give the assessed units of a group as seen from a unit, in order."""
        if among == "all":
            return tuple(self.assessed)
        if among == "category":
            return self._by_category.get(unit.category, ())
        if among == "children":
            return self._by_parent.get(unit.id, ())
        return tuple(name for name, one in self.assessed.items() if one.category in among)

    def item_of(self, target: str) -> str:
        """Give the item of an event by its id; anything else is an item itself."""
        return self._items.get(target, target)

    def children(self, unit: str) -> int:
        """Count the units below a unit (下属单位), those that are not assessed too."""
        return self._children[unit]

    @cached_property
    def _items(self) -> Mapping[str, str]:
        return {event.id: event.item for event in self.recorded}

    @cached_property
    def _by_category(self) -> Mapping[str, Sequence[str]]:
        found: dict[str, list[str]] = defaultdict(list)
        for name, unit in self.assessed.items():
            found[unit.category].append(name)
        return found

    @cached_property
    def _by_parent(self) -> Mapping[str, Sequence[str]]:
        found: dict[str, list[str]] = defaultdict(list)
        for name, unit in self.assessed.items():
            found[unit.parent].append(name)
        return found

    @cached_property
    def _children(self) -> Counter[str]:
        return Counter(unit.parent for unit in self.units)


def index_of(scheme: Scheme, facts: Facts, as_of: date) -> Index:
    """Gather the facts of a run; observers and units that a decision takes out are not assessed."""
    left = {d.unit: d for d in facts.decisions if d.kind == "not_assessed"}
    observed = scheme.observer_categories
    assessed = {u.id: u for u in facts.units if not (u.observer or u.category in observed or u.id in left)}
    struck = {d.target: d.id for d in facts.decisions if d.kind == "event"}
    successors = {d.unit: d.target for d in facts.decisions if d.kind == "transfer"}
    return Index(
        cycle=facts.cycle,
        window=Window(facts.cycle.first_day, facts.cycle.last_day, as_of, struck),
        units=facts.units,
        assessed=assessed,
        left=left,
        successors=successors,
        decided=facts.decisions,
        events=by_unit(_handed_on(facts.events, successors) if successors else facts.events),
        submissions=by_unit(facts.submissions),
        values=by_unit(facts.values),
        ratings=by_unit(facts.ratings),
        awards=by_unit(facts.awards),
        results=by_unit(facts.results),
        decisions=by_unit(facts.decisions),
        recorded=facts.events,
    )


def _handed_on(events: Iterable[Event], successors: Mapping[str, str]) -> Iterator[Event]:
    """Give all events, those of a merged unit under its successor (事项转由继任单位承担)."""
    for event in events:
        unit = heir(event.unit, successors)
        yield event if unit == event.unit else event._replace(unit=unit)


def heir(unit: str, successors: Mapping[str, str]) -> str:
    """Follow the successors of a unit to the last one; a circle ends where it would close."""
    seen = {unit}
    while successors.get(unit, unit) not in seen:
        unit = successors[unit]
        seen.add(unit)
    return unit


def by_unit(rows: Iterable[UnitRow]) -> Mapping[str, Sequence[UnitRow]]:
    """Gather rows by their unit."""
    found: dict[str, list[UnitRow]] = defaultdict(list)
    for row in rows:
        found[row.unit].append(row)
    return dict(found)


def by_item(rows: Iterable[ItemRow]) -> Mapping[str, Sequence[ItemRow]]:
    """Gather rows by their item."""
    found: dict[str, list[ItemRow]] = {}
    for row in rows:
        same = found.get(row.item)
        if same is None:
            found[row.item] = [row]
        else:
            same.append(row)
    return found
