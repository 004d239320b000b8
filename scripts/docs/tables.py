"""Tables in hand-written pages that the engine fills: the text is written, the numbers are computed.

A page gives a scheme (```yaml scheme```) and facts (```csv file=facts/NAME.csv```); between

    <!-- table: ledger columns=source,points unit=a -->
    <!-- /table -->

stands the table that follows from those above it: ledger, ranking, scores or consequences.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date

from kaoping.rules import Result
from kaoping.rules.numbers.points import format_places, format_points
from scripts.docs.blocks import blocks
from scripts.docs.examples import ledger_rows, markdown_table, run

_MARK = re.compile(
    r"(?P<open><!-- table: (?P<what>[^\n]*?) -->\n)(?P<table>.*?)(?P<close><!-- /table -->)", re.DOTALL
)
Rows = list[dict[str, str]]


def with_tables(page: str) -> str:
    """Give a page with its tables filled anew."""
    return _MARK.sub(lambda match: _filled(page, match), page)


def _filled(page: str, match: re.Match[str]) -> str:
    what, *options = match["what"].split()
    chosen = dict(option.split("=", 1) for option in options)
    scheme, tables = _example(page[: match.start()], chosen.get("at", ""))
    as_of = date.fromisoformat(chosen["as_of"]) if "as_of" in chosen else None
    _, result = run(scheme, tables, as_of)
    rows = [row for row in ROWS[what](result) if all(row[n] == v for n, v in chosen.items() if n in row)]
    heads = {name: name for name in chosen["columns"].split(",")}
    return f"{match['open']}{markdown_table(heads, rows)}\n{match['close']}"


def _example(above: str, at: str) -> tuple[str, Mapping[str, str]]:
    """Give the scheme above a table and the facts that follow it; `at` names an example among several."""
    scheme, tables = "", {}
    for block in blocks(above):
        if block.options.get("at", "") != at:
            continue
        if block.language == "yaml" and "scheme" in block.words:
            scheme, tables = block.text, {"cycle": "year\n2025\n"}
        elif block.language == "csv" and block.file.startswith("facts/"):
            tables[block.file.removeprefix("facts/").removesuffix(".csv")] = block.text
    return scheme, tables


def _ranking(result: Result) -> Rows:
    return [
        {
            "category": s.category,
            "rank": "" if s.rank is None else str(s.rank),
            "unit": s.unit,
            "name": s.name,
            "total": format_places(s.total, result.places),
            "exact": format_points(s.exact_total),
            "grade": s.grade,
            "complete": "yes" if s.complete else "no",
            "vetoed": "yes" if s.vetoed else "no",
        }
        for s in result.standings
    ]


def _scores(result: Result) -> Rows:
    return [
        {
            "unit": s.unit,
            "item": s.item,
            "points": "" if s.points is None else format_points(s.points),
            "score": format_points(s.score),
        }
        for s in result.scores
    ]


def _consequences(result: Result) -> Rows:
    return [
        {"unit": c.unit, "name": c.name, "consequence": c.consequence, "value": c.value, "cite": c.cite}
        for c in result.consequences
    ]


ROWS: Mapping[str, Callable[[Result], Rows]] = {
    "ledger": ledger_rows,
    "ranking": _ranking,
    "scores": _scores,
    "consequences": _consequences,
}
