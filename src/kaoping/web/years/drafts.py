"""A year as it is proposed (年度启用方案): what is checked before anybody decides, all problems at once."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from kaoping.rules import Scheme, SchemeError
from kaoping.rules.scheme.model import Hole
from kaoping.web.core.models import Body
from kaoping.web.people.models import Unit
from kaoping.web.years.models import StoredPackage, Year
from kaoping.web.years.packages import scheme_by
from kaoping.web.years.phases import phases_in

SLUG = re.compile(r"[0-9]{4}(?:-[a-z0-9]+)*")
"""How a year is called in addresses: 2026, 2026-archives."""


class Wrong(Exception):
    """What was handed in cannot stand; `problems` are Chinese sentences for whoever handed it in."""

    def __init__(self, problems: list[str]) -> None:
        self.problems = problems
        super().__init__("；".join(problems))


@dataclass(frozen=True)
class Entrant:
    """A unit of the registry as it takes part this year: with this year's name and category."""

    unit: Unit
    name: str
    category: str
    observer: bool = False
    parent: str = ""

    @property
    def code(self) -> str:
        return self.unit.code


@dataclass(frozen=True)
class YearDraft:
    """Everything that a year begins with. `phase`: where it begins, "" for the first."""

    slug: str
    name: str
    number: int
    first_day: date
    last_day: date
    package: StoredPackage
    entrants: tuple[Entrant, ...]
    holes: Mapping[str, str] = field(default_factory=dict)
    phase: str = ""
    document: str = ""
    reason: str = ""


def wrong_in(draft: YearDraft, body: Body, year: Year | None = None) -> list[str]:
    """Say everything that is wrong with a draft; `year`: the one that it is for, where there is one."""
    return [
        *_wrong_head(draft, body, year),
        *wrong_holes(draft.package.pk, draft.holes),
        *_wrong_entrants(draft, scheme_by(draft.package.pk)),
    ]


def _wrong_head(draft: YearDraft, body: Body, year: Year | None) -> Iterator[str]:
    if not SLUG.fullmatch(draft.slug):
        yield f"代号“{draft.slug}”不合要求：以四位年份开头，后面可加小写字母、数字，如 2026 或 2026-dangan"
    elif Year.objects.filter(body=body, slug=draft.slug).exclude(pk=year.pk if year else 0).exists():
        yield f"已有代号为“{draft.slug}”的年度，请换一个代号"
    if not draft.name.strip():
        yield "请填写年度名称"
    if draft.last_day < draft.first_day:
        yield f"截止日 {draft.last_day} 早于起始日 {draft.first_day}"
    known = [phase.id for phase in phases_in(draft.package.pk, draft.number)]
    if draft.phase and draft.phase not in known:
        yield f"没有阶段“{draft.phase}”，可选：{'、'.join(known)}"


def wrong_holes(digest: str, holes: Mapping[str, str]) -> list[str]:
    """Say what is wrong with the values of holes: unknown ones, refused values, those that scoring always needs."""
    scheme = scheme_by(digest)
    known = {hole.id: hole for hole in scheme.holes}
    unknown = [f"办法中没有空缺“{name}”" for name in holes if name not in known]
    lacking = [
        f"空缺“{title_of(h)}”尚未填写，计分必需" for h in scheme.holes if is_needed(h) and not holes.get(h.id)
    ]
    try:
        scheme_by(digest, {name: value for name, value in holes.items() if name in known})
    except SchemeError as error:
        return unknown + lacking + [problem.message() for problem in error.problems]
    return unknown + lacking


def title_of(hole: Hole) -> str:
    return hole.name or hole.id


def is_needed(hole: Hole) -> bool:
    return hole.needed == "always"


def _wrong_entrants(draft: YearDraft, scheme: Scheme) -> Iterator[str]:
    if not draft.entrants:
        yield "请至少选择一个参评单位"
    yield from _twice([e.code for e in draft.entrants], "单位编号“{}”出现 {} 次")
    yield from _twice([e.name for e in draft.entrants], "名称“{}”出现 {} 次")
    codes = {entrant.code for entrant in draft.entrants}
    for entrant in draft.entrants:
        yield from _wrong_entrant(entrant, scheme, codes)


def _twice(words: list[str], told: str) -> Iterator[str]:
    yield from (told.format(word, count) for word, count in Counter(words).items() if count > 1)


def _wrong_entrant(entrant: Entrant, scheme: Scheme, codes: Collection[str]) -> Iterator[str]:
    names = "、".join(f"{c.id}（{c.name}）" for c in scheme.categories.values())
    if not entrant.category:
        yield f"{entrant.name}：请选择类别"
    elif entrant.category not in scheme.categories:
        yield f"{entrant.name}：办法中没有类别“{entrant.category}”，可选：{names}"
    if not entrant.name.strip():
        yield f"{entrant.code}：请填写本年度名称"
    if entrant.parent and (entrant.parent not in codes or entrant.parent == entrant.code):
        yield f"{entrant.name}：上级单位“{entrant.parent}”不在参评单位之内"
