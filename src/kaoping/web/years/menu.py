"""The year's entries of the menu: what the actor may open, for the year that the page is about."""

from __future__ import annotations

from django.http import HttpRequest
from django.urls import reverse

from kaoping.web.people.context import MenuEntry
from kaoping.web.people.permissions import Actor, may
from kaoping.web.years.actions import address
from kaoping.web.years.queries import newest_year

GROUP = "年度"
ENTRIES = (
    ("方案与口径", "scheme", "read-scheme"),
    ("参评单位", "participants", "read-scheme"),
    ("日程与任务", "calendar", "read-scheme"),
    ("提供部门", "charges", "name-charge"),
)


def entries(request: HttpRequest, actor: Actor) -> list[tuple[str, MenuEntry]]:
    """Give the entries; before any year is open, the list of years only for who prepares one."""
    found = []
    year = newest_year(request, actor)
    if year is not None:
        found = [
            (GROUP, MenuEntry(label, address(name, year, actor.body)))
            for label, name, code in ENTRIES if may(actor, code, year)
        ]  # fmt: skip
    if found or may(actor, "propose-year", actor.body) or may(actor, "open-year", actor.body):
        found.append(
            (GROUP, MenuEntry("历年与新建", reverse("years:list", kwargs={"body": actor.body.slug})))
        )
    return found
