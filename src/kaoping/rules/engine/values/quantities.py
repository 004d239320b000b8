"""Named intermediate quantities (中间量): formulas, or numbers made of events; and what else goes by a name."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction

from kaoping.rules.clauses.sources import Values
from kaoping.rules.engine.happening import Happening
from kaoping.rules.engine.run import Subject
from kaoping.rules.engine.value_rows import latest_row
from kaoping.rules.engine.view import View
from kaoping.rules.language.formula import evaluate
from kaoping.rules.language.ids import matches
from kaoping.rules.numbers.calendar import parse_period
from kaoping.rules.numbers.points import exact, round_number
from kaoping.rules.scheme.model import Quantity


def quantity(strata: Mapping[str, int], subject: Subject, name: str, period: str = "") -> Fraction | None:
    """Give a named quantity or an item's value; None where it is missing. `strata` tell where it is kept."""
    vertex = f"value:{name}"
    known = subject.memo.strata[strata.get(vertex, 0)]
    key = (vertex, "quantity", period)
    if key not in known:
        known[key] = _quantity(subject, name, period)
    found: Fraction | None = known[key]
    return found


def _quantity(subject: Subject, name: str, period: str) -> Fraction | None:
    named = subject.run.scheme.quantities.get(name)
    if named is None:
        return _item_value(subject, name, period)
    value = _events_number(subject, named, period) if named.events else _computed(subject, named, period)
    return value if value is None or named.round is None else round_number(value, named.round)


def _item_value(subject: Subject, name: str, period: str) -> Fraction | None:
    """Give an item's value by its id: measured where the scheme has a rule for it, else as it came in."""
    rule = subject.run.scheme.rules.get(name)
    if rule is not None and isinstance(rule.source, Values) and not period:
        found = subject.measure(rule)
        return None if found is None else found.v if found.base is None else found.value
    row = latest_row(subject, name, period)
    return row.value if row else None


def _computed(subject: Subject, named: Quantity, period: str) -> Fraction | None:
    assert named.formula is not None
    return evaluate(named.formula, View(subject, period=period))


def _events_number(subject: Subject, named: Quantity, period: str) -> Fraction | None:
    chosen = [h for rule in subject.recorded if matches(rule, named.events) for h in subject.rated(rule)]
    chosen = [h for h in chosen if _is_chosen(h, named)]
    if period:
        span = parse_period(period)
        chosen = [h for h in chosen if span.first_day <= h.event.date <= span.last_day]
        if not chosen:
            return None
    if named.take == "number":
        return Fraction(sum(h.event.count for h in chosen))
    numbers = [_number_of(h, named.of) for h in chosen]
    if not numbers:
        return Fraction(0) if named.take == "sum" else None
    return _SUMMARIES[named.take](numbers)


def _is_chosen(h: Happening, named: Quantity) -> bool:
    return (
        h.holds
        and (not named.level or h.event.level in named.level)
        and (not named.role or h.event.role in named.role)
    )


def _number_of(h: Happening, column: str) -> Fraction:
    if column == "amount":
        return h.event.amount or Fraction(0)
    return Fraction(h.event.count) if column == "count" else exact(abs(h.raw))


_SUMMARIES: dict[str, Callable[[list[Fraction]], Fraction]] = {
    "sum": lambda numbers: sum(numbers, Fraction(0)),
    "mean": lambda numbers: sum(numbers, Fraction(0)) / len(numbers),
    "min": min,
    "max": max,
}
