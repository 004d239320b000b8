"""Marks of the pages of results: `{% load results %}`."""

from __future__ import annotations

from collections.abc import Mapping

from django import template

from kaoping.papers.badges import BAD, GOOD, PLAIN, Badge
from kaoping.papers.lacking import Balance
from kaoping.papers.shown import number
from kaoping.rules.numbers.points import half_up

register = template.Library()


@register.inclusion_tag("core/parts/citation.html")
def cite(text: str, gists: Mapping[str, str]) -> dict[str, str]:
    """Show a citation that opens the gist of its article; nothing where there is none."""
    return {"text": text, "url": "", "article": gists.get(text, "条款要点未录入"), "title": text}


@register.filter
def said(balance: Balance) -> str:
    """Say how points stand: 已得 731.5，已失 268.5，未定 0."""
    got, lost, still_open = (number(_hundredths(part)) for part in (balance.got, balance.lost, balance.open))
    return f"已得 {got}，已失 {lost}，未定 {still_open}"


def _hundredths(points: int) -> int:
    """Round to what a reader takes in at a glance; the exact figures stand in the account."""
    return half_up(points, 100) * 100


@register.filter
def whole(balance: Balance) -> int:
    """Give all points that a bar stands for."""
    return max(balance.got, 0) + balance.lost + balance.open


@register.filter
def kind(badge: Badge) -> str:
    """Give the kind of box for a grade: by its tone, which is read off the scheme's conditions, not off its name."""
    return {GOOD: "good", PLAIN: "fair", BAD: "bad"}[badge.tone]


@register.filter
def of(found: Mapping[str, object], key: str) -> object:
    """Look a key up: nothing where it is not there."""
    return found.get(key, "")
