"""Rows of the database <-> typed facts of the engine: one pair of functions for each table of spec section 7."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from kaoping.rules.facts import rows as engine
from kaoping.web.records import models


@dataclass(frozen=True)
class RowTable:
    """A table of facts: its model, the columns read (in order), and both directions.

    fact: from a tuple of those columns; columns: from a fact to the model's fields, participant and item aside.
    """

    name: str
    model: type[models.Row]
    read: tuple[str, ...]
    fact: Callable[..., Any]
    columns: Callable[[Any], Mapping[str, Any]]


UNIT = "participant__code"


def _event(code: str, unit: str, item: str, *rest: Any) -> engine.Event:
    date, count, level, circumstances, amount, points, matter, role, exempt, note = rest
    return engine.Event(
        code, unit, item, date, count, level, tuple(circumstances), amount, points, matter, role, exempt, note
    )


def _own(fact: Any, *left_out: str, **renamed: str) -> dict[str, Any]:
    """Give a fact's own fields, under the names of the model."""
    skip = {"unit", "item", *left_out}
    return {renamed.get(k, k): v for k, v in fact._asdict().items() if k not in skip}


TABLES: tuple[RowTable, ...] = (
    RowTable(
        "events", models.Event,
        ("code", UNIT, "item", "date", "count", "level", "circumstances", "amount", "points", "matter", "role",
         "exempt", "note"),
        _event,
        lambda e: {**_own(e, id="code"), "circumstances": list(e.circumstances)},
    ),
    RowTable(
        "submissions", models.Submission, (UNIT, "item", "period", "submitted_on"), engine.Submission, _own
    ),
    RowTable("values", models.Value, (UNIT, "item", "value", "base", "period"), engine.Value, _own),
    RowTable(
        "ratings", models.Rating, ("item", "group", "rater", UNIT, "score", "weight"), engine.Rating, _own
    ),
    RowTable("awards", models.Award, (UNIT, "item", "points", "assessor", "note"), engine.Award, _own),
    RowTable(
        "results", models.OtherResult,
        (UNIT, "scheme", "total", "grade", "rank", "of", "vetoes", "period"), engine.SchemeResult, _own,
    ),
    RowTable(
        "decisions", models.Decision, ("code", UNIT, "kind", "target", "value", "number", "date", "why"),
        engine.Decision, lambda d: _own(d, id="code", document="number", reason="why"),
    ),
)  # fmt: skip
TABLE: Mapping[str, RowTable] = {table.name: table for table in TABLES}


def item_of(fact: Any) -> str:
    """Give the rule, indicator or measure that a fact concerns: "" where it hangs on the whole."""
    if isinstance(fact, engine.Decision):
        return fact.target if fact.kind in ("mark", "not_applicable") else ""
    return fact.scheme if isinstance(fact, engine.SchemeResult) else str(fact.item)
