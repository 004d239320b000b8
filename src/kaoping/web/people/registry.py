"""A change of the registry of units (单位名录变更) as a value: what is new, what changes, what closes, who follows whom.

Units are named by their codes, which are for ever. A merger (合并) closes units and names the one that follows them,
new or old; a split (分设) makes units that follow one, which closes or goes on.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from kaoping.web.core.models import Body
from kaoping.web.core.proposals import waiting
from kaoping.web.people.models import RegistryChange, Unit

CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]{0,39}", re.ASCII)
LENGTHS = {"code": 40, "name": 100, "short": 50, "category": 50, "phone": 50}
LABELS = {
    "code": "单位编号",
    "name": "单位名称",
    "short": "简称",
    "category": "单位类别",
    "phone": "联系电话",
}


@dataclass(frozen=True)
class Details:
    """What the registry says of a unit."""

    code: str
    name: str
    short: str = ""
    category: str = ""
    phone: str = ""

    @classmethod
    def of(cls, unit: Unit) -> Details:
        return cls(unit.code, unit.name, unit.short, unit.category, unit.phone)


@dataclass(frozen=True)
class Change:
    """A change, effective on a day, by a document. `heirs`: codes of an old unit and of one that follows it."""

    kind: str
    from_day: date
    document: str
    reason: str = ""
    new: tuple[Details, ...] = ()
    changed: tuple[Details, ...] = ()
    closed: tuple[str, ...] = ()
    heirs: tuple[tuple[str, str], ...] = ()

    @classmethod
    def of(cls, row: RegistryChange) -> Change:
        what: Mapping[str, Any] = row.what
        return cls(
            row.kind, row.from_day, row.document, row.reason,
            tuple(Details(**one) for one in what.get("new", ())),
            tuple(Details(**one) for one in what.get("changed", ())),
            tuple(what.get("closed", ())),
            tuple((old, new) for old, new in what.get("heirs", ())),
        )  # fmt: skip

    @property
    def what(self) -> dict[str, Any]:
        """Give what JSON keeps."""
        return {
            "new": [asdict(one) for one in self.new],
            "changed": [asdict(one) for one in self.changed],
            "closed": list(self.closed),
            "heirs": [list(pair) for pair in self.heirs],
        }

    @property
    def touched(self) -> frozenset[str]:
        """Codes of all units that the change is about."""
        named = {one.code for one in (*self.new, *self.changed)} | set(self.closed)
        return frozenset(named.union(*self.heirs))


def wrong_details(one: Details) -> Iterator[tuple[str, str]]:
    """Say what is wrong with what was filled in: pairs of field and message."""
    if not CODE.fullmatch(one.code):
        yield "code", f"单位编号“{one.code}”须由字母、数字、点、横线组成，以字母或数字开头，最多 40 位"
    if not one.name:
        yield "name", f"单位 {one.code} 没有名称，请补上全称"
    for name, most in LENGTHS.items():
        if name != "code" and len(getattr(one, name)) > most:
            yield (
                name,
                f"单位 {one.code} 的{LABELS[name]}有 {len(getattr(one, name))} 字，最多 {most} 字，请缩短",
            )


def wrong(body: Body, change: Change, own: RegistryChange | None = None) -> list[str]:
    """Give all that is wrong with a change, as the registry stands; `own` is its own proposal, if it waits already."""
    units = {unit.code: unit for unit in Unit.objects.filter(body=body)}
    return [
        *([] if change.document.strip() else ["请填写文号"]),
        *(message for one in (*change.new, *change.changed) for _, message in wrong_details(one)),
        *_wrong_new(change, units),
        *_wrong_old(change, units),
        *_wrong_names(change, units),
        *_wrong_shape(change),
        *_waiting_elsewhere(body, change, own),
    ]


def _wrong_new(change: Change, units: Mapping[str, Unit]) -> Iterator[str]:
    for code, count in Counter(one.code for one in change.new).items():
        if count > 1:
            yield f"单位编号 {code} 出现了 {count} 次，请只保留一个"
        if code in units:
            yield f"单位编号 {code} 已属于{units[code].name}，编号不可重复使用，请另编"


def _wrong_old(change: Change, units: Mapping[str, Unit]) -> Iterator[str]:
    made = {one.code for one in change.new}
    for code in dict.fromkeys(
        [*(one.code for one in change.changed), *change.closed, *sum(change.heirs, ())]
    ):
        unit = units.get(code)
        if unit is None and code not in made:
            yield f"名录中没有编号为 {code} 的单位"
        elif unit and unit.closed_on:
            yield f"{unit.name}已于 {unit.closed_on} 撤销，不能再变更"
    for one in change.changed:
        if one.code in units and Details.of(units[one.code]) == one:
            yield f"{one.name}没有任何改动"


def _wrong_names(change: Change, units: Mapping[str, Unit]) -> Iterator[str]:
    """Two units that exist on one day never have one name."""
    moved = {one.code for one in change.changed} | set(change.closed)
    kept = [unit.name for code, unit in units.items() if code not in moved and not unit.closed_on]
    coming = [one.name for one in (*change.new, *change.changed)]
    for name, count in Counter([*dict.fromkeys(kept), *coming]).items():
        if count > 1 and name in coming:
            yield f"“{name}”与另一单位重名，请核对名称"


def _wrong_shape(change: Change) -> Iterator[str]:
    olds, heirs = {old for old, _ in change.heirs}, {new for _, new in change.heirs}
    if change.kind == "merge" and (
        len(heirs) != 1 or len(olds | heirs & set(change.closed)) < 1 or not change.closed
    ):
        yield "合并须指明被合并的单位和合并后的单位"
    if change.kind == "merge" and heirs & set(change.closed):
        yield "合并后的单位不能同时撤销"
    if change.kind == "merge" and change.new and len(olds) < 2:
        yield "合并成新单位须有两个以上原单位；只有一个的，请用“更名”"
    if change.kind == "split" and (len(olds) != 1 or len(change.new) < (2 if change.closed else 1)):
        yield "分设须有一个原单位；原单位撤销的，分设出的单位至少两个"
    if not (change.new or change.changed or change.closed):
        yield "没有任何改动"


def _waiting_elsewhere(body: Body, change: Change, own: RegistryChange | None) -> Iterator[str]:
    for code in sorted(change.touched & codes_waiting(body, own)):
        yield f"单位 {code} 另有待复核的变更，请先复核或退回"


def codes_waiting(body: Body, own: RegistryChange | None = None) -> frozenset[str]:
    """Give the codes of units about which a change waits to be confirmed."""
    rows: Iterable[RegistryChange] = waiting(RegistryChange.objects.filter(body=body))
    found = [Change.of(row).touched for row in rows if own is None or row.pk != own.pk]
    return frozenset().union(*found)
