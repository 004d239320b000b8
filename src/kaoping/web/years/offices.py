"""Offices that a scheme names (提供部门、考评主体): for which items, and whose person is in charge of what."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import lru_cache

from kaoping.rules import Scheme
from kaoping.rules.scheme.model import Labels
from kaoping.schemes.process import Process
from kaoping.web.people.models import Unit
from kaoping.web.people.permissions import Actor, Subject
from kaoping.web.years.models import Charge, Year
from kaoping.web.years.packages import package_by, scheme_by

_OF_CATEGORY = re.compile(r"(.+)（([A-Za-z][A-Za-z0-9_-]*)）")
RATERS = frozenset({"LL", "FZ", "SL", "JC", "DF", "GZ"})
"""Roles whose bodies are assessed or rate, and enter nothing for others."""

Covers = Mapping[str, frozenset[str] | None]
"""Items with the categories for which an office is in charge of them; None: for all."""


@dataclass(frozen=True)
class Office:
    """A body that the scheme names: as what (提供、考评), for which items; `enters` is False for units and raters."""

    name: str
    parts: tuple[str, ...]
    covers: Covers
    enters: bool = True

    @property
    def items(self) -> tuple[str, ...]:
        """Give the items, in the scheme's order."""
        return tuple(self.covers)


def offices_of(scheme: Scheme, process: Process | None = None) -> tuple[Office, ...]:
    """Give every supplier and assessor that a scheme names, a source in the place of which somebody enters by him."""
    parts: dict[str, dict[str, None]] = {}
    covers: dict[str, dict[str, frozenset[str] | None]] = {}
    for item, labels in _labelled(scheme):
        for name, part, category in _named(labels, process):
            parts.setdefault(name, {})[part] = None
            _add(covers.setdefault(name, {}), item, category)
    return tuple(Office(name, tuple(parts[name]), covers[name], _enters(name, process)) for name in covers)


def _labelled(scheme: Scheme) -> Iterator[tuple[str, Labels]]:
    """Give every item that facts can be about, with each of the labels that say who has to do with it."""
    for path, node in scheme.nodes.items():
        yield path, node.labels
        yield from ((path, rule.labels) for rule in node.rules)
    yield from ((path, rule.labels) for path, rule in scheme.rules.items())


def _named(labels: Labels, process: Process | None) -> Iterator[tuple[str, str, str]]:
    """Give name, part and category (or "") of each body that labels name."""
    for part, names in (("提供", labels.supplier), ("考评", labels.assessor)):
        for written in names:
            match = _OF_CATEGORY.fullmatch(written)
            name, category = (match[1], match[2]) if match else (written, "")
            for entered in _by_whom(name, process):
                yield entered, part, category


def _by_whom(name: str, process: Process | None) -> tuple[str, ...]:
    """Give who enters for a name: for a source (会议记录、群众投诉) the bodies of the process, else itself."""
    if process is None or name not in process.sources:
        return (name,)
    return tuple(process.bodies[b].name if b in process.bodies else name for b in process.sources[name])


def _add(known: dict[str, frozenset[str] | None], item: str, category: str) -> None:
    had = known.get(item, frozenset())
    known[item] = None if had is None or not category else had | {category}


def _enters(name: str, process: Process | None) -> bool:
    body = process.body_named(name) if process else None
    return body is None or not body.roles or not set(body.roles) <= RATERS


def suggest(names: Iterable[str], units: Iterable[Unit]) -> dict[str, Unit]:
    """Find for names of the scheme the unit of the registry with the same name, but for 市 in front and 办公室 for 办."""
    known = _by_bare(units)
    return {name: known[bare(name)] for name in names if bare(name) in known}


def similar(names: Iterable[str], units: Iterable[Unit]) -> dict[str, Unit]:
    """Find for names of the scheme a unit that is called alike; a person has to look at it."""
    known = _by_bare(units)
    near = {name: get_close_matches(bare(name), known, n=1, cutoff=0.6) for name in names}
    return {name: known[found[0]] for name, found in near.items() if found}


def _by_bare(units: Iterable[Unit]) -> dict[str, Unit]:
    """Give the units by their bare names; one that two units share means neither."""
    found: dict[str, set[Unit]] = {}
    for unit in units:
        for word in filter(None, (unit.short, unit.name)):
            found.setdefault(bare(word), set()).add(unit)
    return {word: next(iter(same)) for word, same in found.items() if len(same) == 1}


def bare(name: str) -> str:
    """Give a name without what offices write or leave out: 市委组织部 is 组织部, 市政府办公室 is 政府办."""
    short = name.replace("办公室", "办").replace("委员会", "委")
    return re.sub(r"^[市县区镇乡](?:委(?=..[^办]))?(?=..)", "", short)


@lru_cache(maxsize=64)
def covers_in(digest: str) -> Mapping[str, Covers]:
    """Give what each office that a stored package names is in charge of."""
    offices = offices_of(scheme_by(digest), package_by(digest).process)
    return {office.name: office.covers for office in offices if office.enters}


def in_charge(actor: Actor, subject: Subject) -> bool:
    """Say whether the actor's office is in charge of every item of a subject: by its charge, or by his grant."""
    if not subject.items:
        return False
    named = _named_in_grants(actor)
    left = [item for item in subject.items if not any(_below(item, top) for top in named)]
    covers = covers_of(actor, subject.year) if left and subject.year else {}
    return all(item in covers and _holds(covers[item], subject.category) for item in left)


def _named_in_grants(actor: Actor) -> set[str]:
    """Give the rules and indicators that the actor's grants name (条款范围)."""
    scopes = [grant.scope for grant in actor.grants if grant.role in ("ZX", "DF")]
    return {str(item) for scope in scopes for key in ("rule", "indicator") for item in scope.get(key, ())}


def _below(item: str, top: str) -> bool:
    return item == top or item.startswith(f"{top}.")


def _holds(categories: frozenset[str] | None, category: str) -> bool:
    return categories is None or not category or category in categories


def covers_of(actor: Actor, year: int | Year) -> Covers:
    """Give the items of which the actor's office is in charge in a year; asked once for an actor."""
    pk = year if isinstance(year, int) else year.pk
    key = ("years.covers", pk)
    if key not in actor.cache:
        actor.cache[key] = _covers(_offices_of(actor), pk)
    found: Covers = actor.cache[key]  # type: ignore[assignment]
    return found


def _offices_of(actor: Actor) -> set[int]:
    """Give the units for which the actor acts as 专项考评部门: his own, or his principal's."""
    grants = [grant for grant in actor.grants if grant.role == "ZX"]
    units = {(g.deputy_for if g.deputy_for else actor.person).unit_id for g in grants}
    return {unit for unit in units if unit is not None}


def _covers(units: set[int], year: int) -> Covers:
    if not units:
        return {}
    charges = Charge.objects.filter(year=year, unit__in=units).values_list("name", "year__package_id")
    found: dict[str, frozenset[str] | None] = {}
    for name, digest in charges:
        for item, categories in covers_in(digest).get(name, {}).items():
            had = found.get(item, frozenset())
            found[item] = None if had is None or categories is None else had | categories
    return found
