"""The event form as far as it is filled in, as events for a preview; the form of records itself reads it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from django.http import QueryDict

from kaoping.rules.facts.rows import Event
from kaoping.web.people.permissions import Actor, may
from kaoping.web.records.forms import EventForm
from kaoping.web.records.models import Filing
from kaoping.web.results.preview import HERE
from kaoping.web.results.trial import day_of
from kaoping.web.years.models import Participant, Year

_JOINT = "②③④⑤⑥⑦⑧⑨⑩"
_LATER = frozenset(["key", "document", "document_day", "note", "upload", "reason", "office"])
"""Fields that do not bear on points: a preview does without them."""


@dataclass(frozen=True)
class Taken:
    """Events of a form, or what is still wrong or missing, in words."""

    events: tuple[Event, ...] = ()
    replacing: Filing | None = None
    problems: tuple[str, ...] = ()


def events_of(actor: Actor, post: QueryDict, year: Year) -> Taken:
    """Read the events of a form: one for each unit. What the actor may not preview is as if it did not exist."""
    form = EventForm(actor, year, _filled(post, year))
    form.is_valid()
    if not form.rows:
        return Taken(problems=tuple(_problems(form)))
    units = {
        p.code: p for p in Participant.objects.filter(year=year, code__in={row.unit for row in form.rows})
    }
    if not all(_may(actor, units.get(row.unit), row.item, year) for row in form.rows):
        return Taken(problems=("请选择被考评单位和适用条款。",))
    return Taken(tuple(_named(form.rows)), _replaced(actor, post, year))


def _filled(post: QueryDict, year: Year) -> QueryDict:
    """Put in what a preview may take for granted: the day at hand, once."""
    found = post.copy()
    for name, usual in (("date", day_of(year).isoformat()), ("count", "1")):
        if not found.get(name, "").strip():
            found[name] = usual
    return found


def _problems(form: EventForm) -> Iterator[str]:
    if form.chosen_unit is None or form.asked is None:
        return
    for name, errors in form.errors.items():
        if name not in _LATER:
            yield from map(str, errors)


def _named(rows: list[Event]) -> Iterator[Event]:
    """Name events that have no number yet: 本条, 本条②."""
    for place, row in enumerate(rows):
        yield row._replace(id=HERE if not place else f"{HERE}{_JOINT[min(place - 1, 8)]}")


def _may(actor: Actor, one: Participant | None, item: str, year: Year) -> bool:
    if one is None:
        return False
    one.year = year
    return may(actor, "preview-event", replace(one.subject(), items=(item,)))


def _replaced(actor: Actor, post: QueryDict, year: Year) -> Filing | None:
    """Give the filing that is corrected, where the actor may see it."""
    told = post.get("replacing") or post.get("filing") or ""
    found = (
        Filing.objects.filter(year=year, pk=int(told)).first()
        if told.isdecimal() and len(told) < 19
        else None
    )
    if found is None or found.table != "events":
        return None
    found.year = year
    return found if may(actor, "preview-event", found) else None
