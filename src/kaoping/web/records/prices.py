"""What an event costs or brings, in words, beside its choice (每件扣 10 分): only what the scheme says outright."""

from __future__ import annotations

from collections.abc import Mapping

from kaoping.rules import Scheme
from kaoping.rules.clauses.sources import Events
from kaoping.rules.clauses.worth import EventWorth
from kaoping.rules.clauses.worths.fixed import Fixed
from kaoping.rules.clauses.worths.levels import Levels
from kaoping.rules.clauses.worths.occurrence import Occurrence
from kaoping.rules.clauses.worths.range import Range
from kaoping.rules.language.number import Number
from kaoping.rules.numbers.exact import Exact, settle
from kaoping.rules.numbers.points import format_points

SIGNS = {-1: "扣", 1: "加"}


def source_of(scheme: Scheme, item: str) -> Events | None:
    """Give the source of a rule over events; None for any other, and for a veto by condition."""
    rule = scheme.rules.get(item)
    return rule.source if rule and isinstance(rule.source, Events) else None


def prices_of(scheme: Scheme, item: str) -> Mapping[str, str]:
    """Give the price of each level of a rule, "" of the rule itself where it has none."""
    source = source_of(scheme, item)
    if source is None or source.worth is None:
        return {}
    sign = SIGNS.get(source.sign, "")
    if isinstance(source.worth, Levels):
        return {level: _words(worth, sign) for level, worth in source.worth.rates.items()}
    return {"": _words(source.worth, sign)}


def _words(worth: EventWorth, sign: str) -> str:
    if isinstance(worth, Fixed):
        told = _number(worth.rate)
        return "不计分" if told == "0" else f"每次{sign} {told} 分" if told else ""
    if isinstance(worth, Range):
        low, high = _number(worth.from_), _number(worth.to)
        return f"{sign} {low} 至 {high} 分" if low and high else ""
    if isinstance(worth, Occurrence):
        told = "、".join(_number(rate) or "…" for rate in worth.occurrence)
        return f"逐次{sign} {told} 分"
    return ""


def _number(number: Number) -> str:
    fixed: Exact | None = number.fixed()
    return "" if fixed is None else format_points(settle(fixed))
