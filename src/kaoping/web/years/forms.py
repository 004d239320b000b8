"""Forms of the year: the package, the year's head, holes, participants (ticked or pasted), offices, dates."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django import forms
from django.http import QueryDict

from kaoping.rules import Scheme
from kaoping.schemes import builtin, find
from kaoping.web.core.fields import ChineseDateField
from kaoping.web.core.models import Body
from kaoping.web.core.widgets import Level, Levels
from kaoping.web.people.models import Unit
from kaoping.web.years.drafts import SLUG, Entrant, YearDraft, is_needed, title_of
from kaoping.web.years.models import Participant, StoredPackage, Year
from kaoping.web.years.pages import NEEDED, gists_of
from kaoping.web.years.phases import phases_in

_REQUIRED = {"required": "请填写这一项。"}


class PackageForm(forms.Form):
    """Which package: one that comes with the program."""

    package = forms.ChoiceField(
        label="内置办法", widget=Levels, error_messages={"required": "请选择一个办法。"}
    )

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        found = [(name, find(name)) for name in builtin()]
        self.fields["package"].choices = [  # type: ignore[attr-defined]
            (name, Level(package.document.title or name, name, _source(package.document.facts)))
            for name, package in found
        ]


def _source(facts: list[tuple[str, str]]) -> str:
    return "　".join(words for label, words in facts if label in ("文号", "印发机关"))


class HeadForm(forms.Form):
    """Name, days and first phase of a year."""

    number = forms.IntegerField(label="年度", min_value=2000, max_value=2100, error_messages=_REQUIRED)
    name = forms.CharField(label="名称", max_length=100, error_messages=_REQUIRED)
    slug = forms.RegexField(
        SLUG, label="代号", max_length=50, help_text="用在网址中，以年份开头，如 2026 或 2026-dangan；启用后不变",
        error_messages={**_REQUIRED, "invalid": "以四位年份开头，后面可加小写字母、数字，如 2026-dangan。"},
    )  # fmt: skip
    first_day = ChineseDateField(label="起始日")
    last_day = ChineseDateField(label="截止日")
    phase = forms.ChoiceField(label="启用时的阶段", help_text="年中才开始使用的，选当时所处的阶段")
    document = forms.CharField(label="依据文号", max_length=200, required=False)
    reason = forms.CharField(
        label="说明", required=False, widget=forms.Textarea(attrs={"rows": 2, "data-no-count": True})
    )

    def __init__(self, package: StoredPackage, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        choices = [(phase.id, phase.name) for phase in phases_in(package.pk, date.max.year - 9)]
        self.fields["phase"].choices = choices  # type: ignore[attr-defined]


def head_of(year: Year, phase: str) -> dict[str, Any]:
    """Give what a year's head says, for changing it."""
    names = ("number", "name", "slug", "first_day", "last_day")
    return {**{name: getattr(year, name) for name in names}, "phase": phase}


def new_head(package: StoredPackage, today: date) -> dict[str, Any]:
    """Give what a new year most likely is: this calendar year; from October on, the next."""
    number = today.year + (today.month >= 10)
    days = {"first_day": date(number, 1, 1), "last_day": date(number, 12, 31)}
    first = phases_in(package.pk, number)[0].id
    return {"number": number, "name": f"{number} 年度", "slug": str(number), "phase": first, **days}


@dataclass(frozen=True)
class HoleRow:
    """A hole as the form asks for it."""

    id: str
    name: str
    cite: str
    gist: str
    needed: bool
    when: str
    value: str
    wrong: str = ""

    @property
    def field(self) -> str:
        return f"hole:{self.id}"


def hole_rows(digest: str, scheme: Scheme, values: Mapping[str, str]) -> list[HoleRow]:
    """Give the holes of a scheme with their articles and the values that were given."""
    gists = gists_of(digest)
    return [
        HoleRow(h.id, title_of(h), h.cite, gists.get(h.cite, ""), is_needed(h), NEEDED[h.needed], values.get(h.id, ""))
        for h in scheme.holes
    ]  # fmt: skip


def read_holes(sent: QueryDict) -> dict[str, str]:
    """Read the values of holes that were filled in."""
    found = {
        key.removeprefix("hole:"): str(value).strip()
        for key, value in sent.items()
        if key.startswith("hole:")
    }
    return {hole: value for hole, value in found.items() if value}


@dataclass(frozen=True)
class EntrantRow:
    """A unit of the registry in the table of participants."""

    unit: Unit
    taken: bool
    name: str
    category: str
    parent: str = ""


def entrant_rows(body: Body, scheme: Scheme, year: Year | None = None) -> list[EntrantRow]:
    """Give the units of the registry, as they took part in this year or the last one, else as their names suggest."""
    units = list(Unit.objects.filter(body=body, closed_on__isnull=True).order_by("code"))
    known = _known(body, scheme, year)
    return [_row(unit, scheme, known) for unit in units]


def _known(body: Body, scheme: Scheme, year: Year | None) -> dict[int, Participant]:
    """Give the participants of this year, else of the newest under the same scheme."""
    if year is None:
        same = Year.objects.filter(body=body, package__scheme=scheme.id, opened_on__isnull=False)
        year = same.defer("package__files").first()
    return {p.unit_id: p for p in Participant.objects.filter(year=year)} if year else {}


def _row(unit: Unit, scheme: Scheme, known: Mapping[int, Participant]) -> EntrantRow:
    before = known.get(unit.pk)
    if before:
        return EntrantRow(unit, True, unit.name, before.category, before.parent)
    category = likely_category(unit, scheme)
    return EntrantRow(unit, bool(category) and not known, unit.name, category)


def likely_category(unit: Unit, scheme: Scheme) -> str:
    """Suggest a category: the one that names the unit, or that is called as the unit's category in the registry."""
    words = {unit.name, unit.short, re.sub(r"^[市县区镇乡]", "", unit.name)} - {""}
    for category in scheme.categories.values():
        if words & set(category.members) or (unit.category and unit.category in (category.id, category.name)):
            return category.id
    return ""


def sent_rows(rows: Sequence[EntrantRow], sent: QueryDict) -> list[EntrantRow]:
    """Give the rows as they were filled in."""
    taken = set(sent.getlist("take"))
    return [
        replace(
            row, taken=str(row.unit.pk) in taken,
            name=sent.get(f"name:{row.unit.pk}", row.name).strip(),
            category=sent.get(f"category:{row.unit.pk}", row.category),
            parent=sent.get(f"parent:{row.unit.pk}", row.parent).strip(),
        )
        for row in rows
    ]  # fmt: skip


def pasted_rows(rows: Sequence[EntrantRow], scheme: Scheme, text: str) -> tuple[list[EntrantRow], list[str]]:
    """Tick the units of a list pasted from Excel (编号或名称、类别、本年度名称); give the rows and all problems."""
    by_word = {word: row for row in rows for word in (row.unit.short, row.unit.name, row.unit.code) if word}
    categories = {word: c.id for c in scheme.categories.values() for word in (c.name, c.id)}
    found: dict[int, EntrantRow] = {}
    problems = []
    for number, line in _lines(text):
        row, wrong = _pasted(line, by_word, categories)
        problems += [f"第 {number} 行：{words}" for words in wrong]
        if row is not None and row.unit.pk in found:
            problems.append(f"第 {number} 行：“{row.unit.name}”前面已有")
        elif row is not None:
            found[row.unit.pk] = row
    return [found.get(row.unit.pk, replace(row, taken=False)) for row in rows], problems


def _lines(text: str) -> Iterator[tuple[int, list[str]]]:
    """Give the lines with their numbers, cut at tabs or commas; a heading line is left out."""
    for number, line in enumerate(text.splitlines(), 1):
        cells = [cell.strip() for cell in re.split(r"[\t,，]", line)]
        if any(cells) and not (number == 1 and {"单位", "单位名称", "单位编号", "编号", "名称"} & set(cells)):
            yield number, cells


def _pasted(
    cells: list[str], by_word: Mapping[str, EntrantRow], categories: Mapping[str, str]
) -> tuple[EntrantRow | None, list[str]]:
    word, category, name = [*cells, "", ""][:3]
    row = by_word.get(word)
    wrong = [] if row else [f"单位名录中没有“{word}”"]
    if category and category not in categories:
        wrong.append(f"办法中没有类别“{category}”，可选：{'、'.join(dict.fromkeys(categories))}")
    if row is None:
        return None, wrong
    return replace(
        row, taken=True, name=name or row.name, category=categories.get(category, row.category)
    ), wrong


def entrants(rows: Sequence[EntrantRow], scheme: Scheme) -> tuple[Entrant, ...]:
    """Give the participants that are ticked."""
    observers = scheme.observer_categories
    return tuple(
        Entrant(row.unit, row.name, row.category, row.category in observers, row.parent)
        for row in rows
        if row.taken
    )


def draft_of(
    head: Mapping[str, Any], package: StoredPackage, holes: Mapping[str, str], chosen: tuple[Entrant, ...]
) -> YearDraft:
    """Put together what was filled in."""
    return YearDraft(package=package, entrants=chosen, holes=holes, **head)


class StepForm(forms.Form):
    """An entry about a step: its deadline moved, done, or not done after all."""

    KINDS = (("move", "改期"), ("done", "登记办结"), ("undone", "撤销办结"))
    kind = forms.ChoiceField(label="登记", choices=KINDS)
    day = ChineseDateField(label="日期", help_text="改期填新的期限；办结填办结之日")
    reason = forms.CharField(
        label="理由", required=False, widget=forms.Textarea(attrs={"rows": 2, "data-no-count": True}),
        help_text="改期和撤销办结须写明理由或依据",
    )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        """Ask for a reason where a date is moved or taken back."""
        found: dict[str, Any] = super().clean() or {}
        if found.get("kind") != "done" and not str(found.get("reason", "")).strip():
            self.add_error("reason", "请写明理由或依据。")
        return found


class DayForm(forms.Form):
    """A day that is worked or not, whatever the holiday table says."""

    day = ChineseDateField(label="日期")
    working = forms.TypedChoiceField(
        label="当天", choices=(("1", "上班"), ("0", "放假")), coerce=lambda value: value == "1"
    )
    reason = forms.CharField(
        label="依据", max_length=200, error_messages={"required": "请写明依据，如放假通知的文号。"}
    )
