"""The audit chain (审计链): entries are written inside the transaction of the act, and hash-chained for each body."""

from __future__ import annotations

import hashlib
import itertools
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.db.models import F

from kaoping.web.core import clock
from kaoping.web.core.models import Body, Chain, Entry

FIELDS = (
    "body_id", "number", "at", "person", "actor", "role", "act", "object", "label", "before", "after", "reason",
    "previous",
)  # fmt: skip
"""The fields that an entry's hash covers, in order."""
GENESIS = "0" * 64
"""What the first entry of a chain has as `previous`."""


@dataclass(frozen=True)
class Who:
    """Who acts: a person's id and name, in which role (code of the permission matrix; XT: the system)."""

    person: int | None
    name: str
    role: str


SYSTEM = Who(None, "系统", "XT")


def digest(entry: Entry | Mapping[str, Any]) -> str:
    """Give an entry's hash: SHA-256 of the JSON list of its FIELDS, UTF-8, without spaces."""
    values = [entry[name] if isinstance(entry, Mapping) else getattr(entry, name) for name in FIELDS]
    text = json.dumps(values, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def write(
    body: Body,
    who: Who,
    act: str,
    obj: str,
    *,
    label: str = "",
    before: Any = None,
    after: Any = None,
    reason: str = "",
) -> Entry:
    """Append an entry to the body's chain; must be called in the transaction of the act itself."""
    if not connection.in_atomic_block:
        raise RuntimeError("审计记录必须与行为在同一事务内写入")
    chain, _ = Chain.objects.select_for_update().get_or_create(body=body)
    entry = Entry(
        body=body, number=chain.length + 1, at=clock.now().isoformat(timespec="milliseconds"),
        person=who.person, actor=who.name, role=who.role, act=act, object=obj, label=label[:300],
        before=_json(before), after=_json(after), reason=reason, previous=chain.head or GENESIS,
    )  # fmt: skip
    entry.hash = digest(entry)
    entry.save(force_insert=True)
    Chain.objects.filter(pk=chain.pk).update(length=F("length") + 1, head=entry.hash)
    return entry


def _json(value: Any) -> str:
    return "" if value is None else json.dumps(value, ensure_ascii=False, sort_keys=True, default=str)


@dataclass(frozen=True)
class Head:
    """The head of a chain, as it is saved outside (存证): body, length, hash."""

    body: str
    length: int
    head: str


@dataclass(frozen=True)
class Fault:
    """What is wrong with a chain: at which entry, and how (Chinese words)."""

    body: str
    number: int
    what: str


def heads() -> list[Head]:
    """Give the heads of all chains."""
    return [
        Head(c.body.slug, c.length, c.head) for c in Chain.objects.select_related("body").order_by("body_id")
    ]


def verify(saved: Iterable[Head] = ()) -> list[Fault]:
    """Check every chain from its first entry, and against heads that were saved; give all faults.

    One statement reads heads and entries, so that both are of the same moment while others write.
    """
    known: dict[str, list[Head]] = {}
    for head in saved:
        known.setdefault(head.body, []).append(head)
    faults: list[Fault] = []
    for (slug, length, head), rows in itertools.groupby(_rows(), key=lambda row: row[:3]):
        registered = Head(slug, length or 0, head or "")
        faults += check(registered, map(_entry, rows), known.pop(slug, ()))
    return faults + [Fault(slug, 1, "整条审计链不见了") for slug in known]


def _rows() -> Iterator[tuple[Any, ...]]:
    """Give body, head and entry of every chain in order; a body without entries has one row."""
    columns = [f"entries__{name}" for name in (*FIELDS[1:], "hash")]
    found = Body.objects.order_by("id", "entries__number", "entries__id")
    return found.values_list("slug", "chain__length", "chain__head", "id", *columns).iterator(2000)


def _entry(row: tuple[Any, ...]) -> dict[str, Any]:
    return dict(zip((*FIELDS, "hash"), row[3:], strict=True))


def check(
    registered: Head, entries: Iterable[Mapping[str, Any]], saved: Iterable[Head] = ()
) -> Iterator[Fault]:
    """Walk a chain, given in the order of its numbers, and give its faults; nothing is asked of the database.

    What the chain itself shows: an entry changed, lost, doubled, moved or inserted, its hash or link changed, one
    entry changed together with its hash, a head that does not fit. What only saved heads show: a tail cut off
    together with the registered head, and a tail in which all hashes were computed anew. Several saved heads of a
    body narrow down where.
    """
    slug = registered.body
    marks: dict[int, str] = {}
    number, accepted, named = 0, {GENESIS}, 0
    for entry in entries:
        if entry["number"] is None:
            break
        right = digest(entry)
        for at, what in _faults_at(entry, right, number, accepted):
            if at != named:
                yield Fault(slug, at, what)
            named = at
        accepted = {entry["hash"], right}
        number = max(number, entry["number"])
        marks[number] = entry["hash"]
    yield from _against_registered(registered, number, accepted, named)
    yield from _against_saved(slug, marks, sorted(saved, key=lambda head: head.length))


def _faults_at(
    entry: Mapping[str, Any], right: str, last: int, accepted: set[str]
) -> Iterator[tuple[int, str]]:
    """Give number and words of what is wrong at an entry.

    `right` is the hash that it should have, `last` the number before it, `accepted` what it may link to: of an
    entry that was changed, both its stored hash and the right one, so that one change is one fault.
    """
    number = entry["number"]
    if number <= last:
        yield number, f"第 {number} 条重复"
        return
    if number > last + 1:
        yield last + 1, _lost(last + 1, number - 1)
    if right != entry["hash"]:
        yield number, f"第 {number} 条被改动（{entry['act']}，{entry['actor']}）"
    elif number == last + 1 and entry["previous"] not in accepted:
        yield max(last, 1), _unlinked(last, number)


def _unlinked(last: int, number: int) -> str:
    if not last:
        return f"第 {number} 条被改写：它不是链首"
    return f"第 {last} 条与第 {number} 条不衔接：其中一条连同其哈希被改写"


def _lost(first: int, last: int) -> str:
    return f"缺第 {first} 条" if first == last else f"缺第 {first} 至 {last} 条"


def _against_registered(registered: Head, number: int, accepted: set[str], named: int) -> Iterator[Fault]:
    slug, length = registered.body, registered.length
    if number < length:
        yield Fault(slug, number + 1, f"{_lost(number + 1, length)}（登记 {length} 条，实有 {number} 条）")
    elif number > length:
        yield Fault(slug, length + 1, f"第 {length + 1} 条起未登记（登记 {length} 条，实有 {number} 条）")
    elif number and registered.head not in accepted and named != number:
        yield Fault(slug, number, f"第 {number} 条与登记的链头不符：该条连同其哈希被改写，或链头被改动")


def _against_saved(slug: str, marks: Mapping[int, str], saved: Iterable[Head]) -> Iterator[Fault]:
    """Compare with saved heads; name the span between the last that fits and the first that does not."""
    sound, end = 0, max(marks, default=0)
    for head in saved:
        if head.length > end:
            yield Fault(
                slug, end + 1, f"第 {end + 1} 至 {head.length} 条被截去（存证链头有 {head.length} 条）"
            )
            return
        if head.length and marks.get(head.length) != head.head:
            words = f"第 {sound + 1} 至 {head.length} 条之间有记录被改写，其后哈希被重算（与存证链头不符）"
            yield Fault(slug, sound + 1, words)
            return
        sound = head.length
