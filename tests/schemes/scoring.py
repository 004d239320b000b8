"""The engine as the tests of schemes call it: tables of text in, the four tables of text out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from functools import cache
from importlib.resources import files
from pathlib import Path

from kaoping.rules.engine.score import score
from kaoping.rules.facts.intake import take_in, take_in_holes
from kaoping.rules.facts.rows import Facts
from kaoping.rules.numbers.points import format_places, format_points
from kaoping.rules.scheme.asking import asks_of
from kaoping.rules.scheme.model import Scheme
from kaoping.rules.scheme.reader import load
from kaoping.tables.raw import RawTable, by_column

Row = tuple[str, ...]
SCHEMES = Path(str(files("kaoping"))) / "schemes"


@cache
def _loaded(scheme: str, holes: tuple[tuple[str, str], ...]) -> Scheme:
    return load((SCHEMES / scheme / "scheme.yaml").read_text(encoding="utf-8"), scheme, dict(holes))


def raw_tables(facts: Mapping[str, Sequence[Mapping[str, str]]]) -> dict[str, RawTable]:
    """Make raw tables of rows of text; every column that any row has."""
    found = {}
    for name, rows in facts.items():
        columns = tuple(dict.fromkeys(column for row in rows for column in row))
        cells = [tuple(row.get(column, "") for column in columns) for row in rows]
        if columns:
            found[name] = RawTable(name, columns, by_column(enumerate(cells, 2), len(columns)))
    return found


def scored(scheme: str, tables: Mapping[str, RawTable], as_of: str | None = None) -> dict[str, list[Row]]:
    """Load, take in, score; give the rows as spec section 8 writes them, without note and cite."""
    holes, _ = take_in_holes(tables)
    loaded = _loaded(scheme, tuple(sorted(holes.items())))
    return result_rows(loaded, take_in(tables, asks_of(loaded)), as_of)


def result_rows(scheme: Scheme, facts: Facts, as_of: str | None) -> dict[str, list[Row]]:
    result = score(scheme, facts, date.fromisoformat(as_of) if as_of else None)
    yes = {True: "yes", False: "no"}
    return {
        "ranking": [
            (
                s.category,
                "" if s.rank is None else str(s.rank),
                s.unit,
                s.name,
                format_places(s.total, result.places),
                s.grade,
                yes[s.complete],
                yes[s.vetoed],
            )
            for s in result.standings
        ],
        "scores": [
            (s.unit, s.item, "" if s.points is None else format_points(s.points), format_points(s.score))
            for s in result.scores
        ],
        "ledger": [
            (x.unit, x.item, x.rule, x.kind, x.source, x.date, format_points(x.raw), format_points(x.points))
            for x in result.lines
        ],
        "consequences": [(c.unit, c.name, c.consequence, c.value) for c in result.consequences],
    }
