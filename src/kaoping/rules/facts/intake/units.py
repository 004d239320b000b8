"""The cycle (周期) and the units (考评对象), against which all other tables are read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from functools import partial
from typing import cast

from kaoping.errors.problems import Problem
from kaoping.rules.facts.intake.cells import parse_id, parse_name
from kaoping.rules.facts.intake.given import Asks
from kaoping.rules.facts.intake.likeness import skeleton
from kaoping.rules.facts.intake.refusals import Fault, listed, shown, suggestion
from kaoping.rules.facts.intake.sheet import Sheet
from kaoping.rules.facts.rows import Cycle, Unit


def read_cycle(sheet: Sheet) -> Cycle | None:
    """Read the one row of the cycle; the calendar year unless days are given."""
    if not len(sheet):
        sheet.problems.append(Problem("cycle-none", sheet.raw.position(None)))
    for index in range(1, len(sheet)):
        sheet.tell(index, "year", Fault("cycle-rows"))
    years, firsts, lasts = sheet.values("year"), sheet.values("first_day"), sheet.values("last_day")
    if not years or sheet.problems:
        return None
    year = cast(int, years[0])
    first, last = firsts[0] or date(year, 1, 1), lasts[0] or date(year, 12, 31)
    cycle = Cycle(year, cast(date, first), cast(date, last))
    if cycle.first_day > cycle.last_day:
        sheet.tell(0, "last_day", Fault("cycle-days", {"first": cycle.first_day, "last": cycle.last_day}))
    return cycle


def read_units(sheet: Sheet, asks: Asks) -> list[Unit]:
    """Read the units in their order; a refused cell leaves None in its unit."""
    ids = sheet.read("unit", parse_id)
    names = sheet.read("name", parse_name)
    categories = sheet.look_up("category", asks.categories, partial(_unknown_category, asks.categories))
    observers = sheet.values("observer", blank=False)
    known = {unit: name or "" for unit, name in zip(ids, names, strict=True) if unit}
    parents = sheet.look_up("parent", known, lambda text: unknown_unit(text, known))
    sheet.check_unique(ids)
    _check_observers(sheet, categories, observers, asks)
    _check_names(sheet, names)
    _check_parents(sheet, ids, parents)
    above = [parent or "" for parent in parents]
    return [Unit._make(row) for row in zip(ids, names, categories, observers, above, strict=True)]


def unknown_unit(text: str, names: Mapping[str, str]) -> Fault:
    """Say that no unit has this id."""
    return Fault("unit-unknown", hint=lambda: suggestion(text, names))


def _unknown_category(known: Mapping[str, str], text: str) -> Fault:
    return Fault("category-unknown", {"known": listed(known)}, hint=lambda: suggestion(text, known))


def _check_observers(
    sheet: Sheet, categories: Sequence[str | None], observers: Sequence[object], asks: Asks
) -> None:
    def judge(category: str | None, observer: object) -> Fault | None:
        among = category in asks.observer_categories
        if not asks.observer_categories or category is None or observer is None or among == observer:
            return None
        name = asks.categories[category]
        told = [asks.categories.get(one, one) for one in sorted(asks.observer_categories)]
        return Fault("observer-yes" if among else "observer-no", {"category": name, "known": "、".join(told)})

    sheet.check("observer", judge, categories, observers)


def _check_names(sheet: Sheet, names: Sequence[str | None]) -> None:
    """Refuse names that cannot be told apart by eye, below one parent."""
    first: dict[tuple[str, str], int] = {}
    for index, name in enumerate(names):
        if name:
            earlier = first.setdefault((sheet.texts["parent"][index], skeleton(name)), index)
            if earlier != index:
                sheet.tell(index, "name", _alike(name, names[earlier] or "", sheet.raw.rows[earlier].line))


def _alike(name: str, other: str, line: int) -> Fault:
    told = {"other": shown(other), "line": line, "codes": _differing(other, name)}
    return Fault("names-same" if other == name else "names-alike", told)


def _differing(one: str, other: str) -> str:
    """Name the code points by which two names differ."""
    alone = [c for c in one if c not in other], [c for c in other if c not in one]
    return " / ".join(" ".join(f"“{c}” U+{ord(c):04X}" for c in part) or "—" for part in alone)


def _check_parents(sheet: Sheet, ids: Sequence[str | None], parents: Sequence[str | None]) -> None:
    """Refuse units that stand below themselves; each circle is told once, at its first row."""
    above = {unit: parent for unit, parent in zip(ids, parents, strict=True) if unit and parent}
    done: set[str] = set()
    for unit in above:
        path: list[str] = []
        at: str | None = unit
        while at and at not in done:
            done.add(at)
            path.append(at)
            at = above.get(at)
        if at in path:
            circle = path[path.index(at) :]
            index = min(ids.index(one) for one in circle)
            sheet.tell(index, "parent", Fault("parent-circle", {"circle": " → ".join([*circle, circle[0]])}))
