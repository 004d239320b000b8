"""What the home page shows (首页): to-do first, as cards by kind; then where the year stands, as far as one may see."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Q
from django.urls import reverse

from kaoping.web.core.models import Task
from kaoping.web.people.permissions import Actor, may
from kaoping.web.records.charge import may_check
from kaoping.web.records.models import Filing
from kaoping.web.results.owing import Owed
from kaoping.web.results.queries import Home
from kaoping.web.years import phases
from kaoping.web.years.models import Participant, Year
from kaoping.web.years.queries import Deadline, deadlines, years_of

FILING, SHOWN = "filing", 4


@dataclass(frozen=True)
class Kind:
    """Words of a kind of tasks: title of the card after the number, verb of its button, route that lists them."""

    title: str
    verb: str
    route: str = ""


KINDS: Mapping[str, Kind] = {
    FILING: Kind("份填报待您确认", "逐条确认", "records:waiting"),
    "return": Kind("份填报被退回，请修改", "修改"),
    "told": Kind("项登记告知本单位", "查阅"),
    "unit-change": Kind("项单位变更待复核", "复核", "people:unit_changes"),
    "grant": Kind("项授权待复核", "复核"),
    "account": Kind("项账号待复核", "复核"),
}
"""Kinds of tasks by the first word of their key; others are shown one by one."""


@dataclass(frozen=True)
class Card:
    """A card of the to-do list: how many, what, the first of them in words, where to go."""

    count: int
    title: str
    lines: tuple[str, ...]
    url: str
    verb: str
    due: date | None = None
    state: str = ""
    more: str = ""
    more_url: str = ""


def cards(actor: Actor, lacking: Card | None) -> list[Card]:
    """Give the actor's to-dos; what is lacking comes second. Two queries."""
    groups: dict[str, list[Task]] = {}
    for task in _own(actor):
        kind = task.key.partition(":")[0]
        groups.setdefault(kind if kind in KINDS else task.key, []).append(task)
    found = [_card(actor, kind, tasks) for kind, tasks in groups.items()]
    if lacking:
        found.insert(1, lacking)
    return found


def _own(actor: Actor) -> list[Task]:
    """Give the open tasks of the actor's roles and units; a filing only to who may confirm it (单人办理: himself)."""
    for_unit = Q(unit=None) | Q(unit__in=actor.own_units)
    found = list(Task.objects.filter(for_unit, body=actor.body, role__in=actor.roles, done_at=None))
    pending = {int(task.key.split(":")[1]) for task in found if task.key.startswith(f"{FILING}:")}
    rows = Filing.objects.filter(pk__in=pending).select_related("year") if pending else ()
    alone = actor.body.profile == "town"
    his = {filing.pk for filing in rows if alone or may_check(actor, filing.table, filing)}
    return [t for t in found if not t.key.startswith(f"{FILING}:") or int(t.key.split(":")[1]) in his]


def _card(actor: Actor, key: str, tasks: list[Task]) -> Card:
    kind, first = KINDS.get(key), tasks[0]
    if kind is None or (len(tasks) == 1 and key != FILING):
        return Card(
            1, first.title, _lines([first.detail]), first.url, kind.verb if kind else "办理", first.due
        )
    where = {"body": actor.body.slug, "year": first.year} if first.year else {"body": actor.body.slug}
    url = reverse(kind.route, kwargs=where) if kind.route else first.url
    due = min((task.due for task in tasks if task.due), default=None)
    return Card(len(tasks), kind.title, _lines(_short(task) for task in tasks), url, kind.verb, due)


def _short(task: Task) -> str:
    """Give a task in words: without what the card's title says already."""
    words = task.title.partition("：")[2] or task.title
    return f"{words}（{task.detail}）" if task.detail else words


def _lines(texts: Iterable[str]) -> tuple[str, ...]:
    told = [text for text in texts if text]
    more = (f"……另有 {len(told) - SHOWN + 1} 项",) if len(told) > SHOWN else ()
    return (*told[: SHOWN - 1 if more else SHOWN], *more)


@dataclass(frozen=True)
class Owing:
    """What is owed, with the names and dossiers of the units that it is owed for."""

    owed: Owed
    units: tuple[tuple[str, str], ...]


def owing(actor: Actor, year: Year, seen: Home) -> list[Owing]:
    """Give who still owes what for which units."""
    where = {"body": actor.body.slug, "year": year.slug}

    def shown(code: str) -> tuple[str, str]:
        return seen.names[code], reverse("results:dossier", kwargs={**where, "code": code})

    return [Owing(owed, tuple(map(shown, owed.units))) for owed in seen.owing]


def lacking(actor: Actor, year: Year, seen: Home, owed: list[Owing]) -> Card | None:
    """Give the card of units that cannot be ranked, with what they lack and who owes it."""
    if not seen.standing or not seen.standing.incomplete:
        return None
    url = reverse("results:ranking", kwargs={"body": actor.body.slug, "year": year.slug})
    title = "个单位资料不全，不能排名"
    return Card(
        seen.standing.incomplete, title, _lines(map(_owed, owed)), f"{url}#incomplete", "查看", None, "wait"
    )


def _owed(one: Owing) -> str:
    units = "、".join(name for name, _ in one.units[:3])
    many = f"等 {len(one.units)} 个单位" if len(one.units) > 3 else ""
    return f"{units}{many}缺{one.owed.name}（{'、'.join(office.name for office in one.owed.offices)}）"


def own_units(actor: Actor, year: Year) -> list[tuple[Participant, str]]:
    """Give the units that the actor stands for, with their dossiers; one query for a liaison or head, else none."""
    if not actor.roles & {"LL", "FZ"}:
        return []
    found = Participant.objects.filter(year=year, unit__in=actor.own_units)
    where = {"body": actor.body.slug, "year": year.slug}
    return [(one, reverse("results:dossier", kwargs={**where, "code": one.code})) for one in found]


def coming(actor: Actor, year: Year) -> list[Deadline]:
    """Give the steps that are late or fall due within the next weeks; one query."""
    if not may(actor, "read-scheme", year) or year.published:
        return []
    day = actor.today
    near = [d for d in deadlines(year) if d.day and not d.done_on and -31 <= (d.day - day).days <= 45]
    return sorted(near, key=lambda d: (d.day or day, d.name))[:8]


def years(actor: Actor) -> list[tuple[Year, list[tuple[str, str]]]]:
    """Give the body's years in force with the pages that the actor may open; one query, however many years."""
    found = list(years_of(actor.body).filter(opened_on__isnull=False))
    phases.remember(found)
    return [(year, _links(actor, year)) for year in found] if len(found) > 1 else []


def _links(actor: Actor, year: Year) -> list[tuple[str, str]]:
    where = {"body": actor.body.slug, "year": year.slug}
    told = (
        ("考评结果", "results:ranking", year.published and may(actor, "read-released", year)),
        ("试排名", "results:ranking", not year.published and may(actor, "see-totals", year)),
        ("一户一档", "results:units", may(actor, "read-evidence", year)),
        ("方案与口径", "years:scheme", may(actor, "read-scheme", year)),
    )
    return [(label, reverse(name, kwargs=where)) for label, name, shown in told if shown]
