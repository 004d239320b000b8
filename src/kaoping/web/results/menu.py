"""What results put into the menu: 结果."""

from __future__ import annotations

from django.http import HttpRequest
from django.urls import reverse

from kaoping.web.people.context import MenuEntry
from kaoping.web.people.permissions import Actor, may
from kaoping.web.years.queries import newest_year

GROUP = "结果"


def entries(request: HttpRequest, actor: Actor) -> list[tuple[str, MenuEntry]]:
    """Give the pages that the actor may open in the year at hand."""
    year = newest_year(request, actor)
    if year is None or year.opened_on is None:
        return []
    totals = may(actor, "see-totals", year)
    released = year.published and may(actor, "read-released", year)
    own = not (totals or may(actor, "read-others-unreleased", year))
    found = {
        "ranking": ("考评结果" if year.published else "试排名", totals or released),
        "charts": ("图表", totals or released),
        "units": ("本单位档案" if own else "一户一档", may(actor, "read-evidence", year)),
        "items": ("指标台账", not own),
    }
    where = {"body": actor.body.slug, "year": year.slug}
    return [
        (GROUP, MenuEntry(label, reverse(f"results:{name}", kwargs=where)))
        for name, (label, shown) in found.items()
        if shown
    ]


def search_address(request: HttpRequest, actor: Actor) -> str:
    """Give the address of the search in the year at hand, for who may search it."""
    year = newest_year(request, actor)
    if (
        year is None
        or year.opened_on is None
        or not (may(actor, "read-scheme", year) or may(actor, "read-released", year))
    ):
        return ""
    return reverse("results:search", kwargs={"body": actor.body.slug, "year": year.slug})
