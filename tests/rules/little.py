"""Little schemes of one leaf, and facts for them in a line each, for the tests of worths, sources and limits."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from fractions import Fraction
from functools import cache
from typing import Any

from kaoping.rules import load, note, score
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
from kaoping.rules.ledger.result import Line, Result
from kaoping.rules.numbers.points import format_points, parse_points
from kaoping.rules.scheme.model import Scheme

YEAR = Cycle(2025, date(2025, 1, 1), date(2025, 12, 31))
_TABLES = {
    Event: "events",
    Submission: "submissions",
    Value: "values",
    Rating: "ratings",
    Award: "awards",
    SchemeResult: "results",
    Decision: "decisions",
}


@cache
def scheme(leaf: str, full: str = "20", more: str = "") -> Scheme:
    """Load a scheme of one leaf `x`, written as the keys between its braces, without id, name and points."""
    return load(
        f"scheme: little\nname: 小办法\nfull_score: {full}\n{more}\n"
        "categories:\n  - {id: party, name: 党群}\n  - {id: government, name: 政府}\n"
        f"indicators:\n  - {{id: x, name: 指标, points: {full}, cite: 三, {leaf}}}\n"
    )


def whole(text: str, full: str = "20") -> Scheme:
    """Load a scheme of everything below the categories."""
    head = f"scheme: little\nname: 小办法\nfull_score: {full}\n"
    return load(
        f"{head}categories:\n  - {{id: party, name: 党群}}\n  - {{id: government, name: 政府}}\n{text}"
    )


def event(day: str = "2025-03-01", item: str = "x", unit: str = "u1", **more: Any) -> Event:
    """Make an event; its id is its day unless given, amounts and points are text."""
    amount, points = more.pop("amount", None), more.pop("points", None)
    units = None if points is None else int(Fraction(points) * 10_000)
    number = None if amount is None else Fraction(amount)
    name = more.pop("id", day)
    return Event(name, unit, item, date.fromisoformat(day), amount=number, points=units, **more)


def value(number: str, base: str | None = None, unit: str = "u1", item: str = "x", period: str = "") -> Value:
    """Make a value, with its base where there is one."""
    return Value(unit, item, Fraction(number), None if base is None else Fraction(base), period)


def rating(
    number: str, rater: str, group: str = "public", unit: str = "u1", weight: str | None = None
) -> Rating:
    """Make a rating of x."""
    return Rating("x", group, rater, unit, Fraction(number), None if weight is None else Fraction(weight))


def award(number: str, item: str = "x", unit: str = "u1", **more: Any) -> Award:
    """Make an award; points are text."""
    return Award(unit, item, parse_points(number), **more)


def decision(kind: str, target: str = "", value: str = "", unit: str = "u1", **more: Any) -> Decision:
    """Make a decision; its id is what it decides on whom unless given."""
    return Decision(more.pop("id", f"{kind} {unit}"), unit, kind, target, value, **more)


def units(*names: str, category: str = "party") -> list[Unit]:
    """Make units of a category."""
    return [Unit(name, name.upper(), category) for name in names]


def facts(*rows: Any, of: Sequence[Unit] | None = None) -> Facts:
    """Gather rows into facts about u1, or about the units given."""
    tables: dict[str, list[Any]] = {name: [] for name in _TABLES.values()}
    for row in rows:
        tables[_TABLES[type(row)]].append(row)
    return Facts(YEAR, units("u1") if of is None else of, **tables)


def run(scheme: Scheme, *rows: Any, of: Sequence[Unit] | None = None, as_of: str | None = None) -> Result:
    """Score."""
    return score(scheme, facts(*rows, of=of), date.fromisoformat(as_of) if as_of else None)


def points(scheme: Scheme, *rows: Any, item: str = "x", as_of: str | None = None) -> str:
    """Give the score of an item of u1, as text."""
    return format_points(run(scheme, *rows, as_of=as_of).scores_of["u1"][item].score)


def told(result: Result, unit: str = "u1") -> list[str]:
    """Give the ledger of a unit: item, kind, source and points of each line, in a line of text."""
    return [
        " ".join(filter(None, (line.item, line.kind, line.source, format_points(line.points))))
        for line in result.lines_of[unit]
    ]


def totals(result: Result) -> dict[str, str]:
    """Give the exact total of every assessed unit, as text, in the order of the units."""
    found = result.standing_of
    return {unit.id: format_points(found[unit.id].exact_total) for unit in result.units if unit.id in found}


def all_points(scheme: Scheme, *rows: Any, of: Sequence[Unit]) -> list[str]:
    """Give the score of x of every unit, in their order."""
    result = run(scheme, *rows, of=of)
    return [format_points(result.scores_of[unit.id]["x"].score) for unit in of]


def ledger(scheme: Scheme, *rows: Any, as_of: str | None = None) -> list[tuple[str, str, str, str]]:
    """Give the ledger of u1: kind, source, raw, points."""
    return [
        (line.kind, line.source, format_points(line.raw), format_points(line.points))
        for line in run(scheme, *rows, as_of=as_of).lines
        if line.unit == "u1"
    ]


def notes(scheme: Scheme, *rows: Any, as_of: str | None = None) -> list[str]:
    """Give the notes of the ledger of u1."""
    return [note(line) for line in run(scheme, *rows, as_of=as_of).lines if line.unit == "u1"]


def one_line(scheme: Scheme, *rows: Any, kind: str, as_of: str | None = None) -> Line:
    """Give the only line of a kind."""
    (line,) = [line for line in run(scheme, *rows, as_of=as_of).lines if line.kind == kind]
    return line
