"""Chinese names and articles of everything that a row of a result stands under."""

from __future__ import annotations

from kaoping.rules.clauses.sources import Ratings
from kaoping.rules.ledger.result import OVERFLOW, Line
from kaoping.rules.scheme.model import Scheme

OUTSIDE = {
    "total": "总分",
    "grade": "等次",
    "transfer": "事项划转",
    "not_assessed": "不参加考评",
}
"""Items of the ledger that are no node, rule, veto or limit of the scheme."""


def item_name(scheme: Scheme, item: str) -> str:
    """Give the Chinese name of an item."""
    if item.startswith(OVERFLOW):
        return f"{item_name(scheme, item.removeprefix(OVERFLOW))}（超出部分）"
    return scheme.item_names.get(item) or OUTSIDE.get(item, item)


def item_cite(scheme: Scheme, item: str) -> str:
    """Give the article (条款) of an item."""
    return scheme.cites.get(item.removeprefix(OVERFLOW), "")


def line_name(scheme: Scheme, line: Line) -> str:
    """Give the name of what a line is about: of its rule where it has one, else of its item."""
    return scheme.item_names.get(line.rule) or item_name(scheme, line.item)


def line_cite(scheme: Scheme, line: Line) -> str:
    """Give the article of a line: of its rule where it has one, else of its item."""
    return scheme.cites.get(line.rule) or item_cite(scheme, line.item)


def source_name(scheme: Scheme, line: Line) -> str:
    """Give the name of a line's source: a group of raters by its name, else as it stands."""
    rules = scheme.nodes[line.item].rules if line.item in scheme.nodes else ()
    groups = {
        name: group
        for rule in rules
        if isinstance(rule.source, Ratings)
        for name, group in rule.source.rating.items()
    }
    return groups[line.source].name or line.source if line.source in groups else line.source


def missing_items(scheme: Scheme, lines: list[Line]) -> list[str]:
    """Name what is missing to a unit, each once."""
    return list(dict.fromkeys(item_name(scheme, line.item) for line in lines if line.kind == "missing"))
