"""The entries of records in the menu (事项)."""

from __future__ import annotations

from django.http import HttpRequest
from django.urls import reverse

from kaoping.web.people.context import MenuEntry
from kaoping.web.people.permissions import Actor, may
from kaoping.web.records import queries
from kaoping.web.records.charge import CONFIRM
from kaoping.web.records.queries import READ
from kaoping.web.years.queries import newest_year

GROUP = "事项"


def entries(request: HttpRequest, actor: Actor) -> list[tuple[str, MenuEntry]]:
    """Give the entries for the year at hand."""
    year = newest_year(request, actor)
    if year is None or year.opened_on is None:
        return []
    where = {"body": actor.body.slug, "year": year.slug}
    checks = any(may(actor, code, year, "2") for code in set(CONFIRM.values()))
    count = len(queries.waiting(actor, year)) if checks else 0
    found = []
    if may(actor, READ, year):
        found.append(MenuEntry("扣分与事项", reverse("records:events", kwargs=where), count or None))
    if may(actor, "enter-deduction", year, "1"):
        found.append(MenuEntry("新增事项", reverse("records:new-event", kwargs=where)))
    if checks:
        found.append(MenuEntry("待确认", reverse("records:waiting", kwargs=where), count or None))
    return [(GROUP, entry) for entry in found]
