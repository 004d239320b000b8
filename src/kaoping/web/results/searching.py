"""Search (搜索): units by name, pinyin or code, items, document numbers, event codes; only what one may see."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from django.db.models import Q

from kaoping.rules import Scheme
from kaoping.web.people.permissions import Actor, may
from kaoping.web.people.pinyin import pinyin_key
from kaoping.web.records.facts import in_force
from kaoping.web.records.models import Event
from kaoping.web.results.grid import is_own
from kaoping.web.results.sight import own_items, participants_of
from kaoping.web.years.models import Participant, Year

MOST = 20
_TONES = str.maketrans("", "", "12345 ")


@dataclass(frozen=True)
class Hit:
    """Something found. kind: unit, item, filing; `key` names it in its route."""

    kind: str
    key: str
    title: str
    detail: str


def search(actor: Actor, scheme: Scheme, year: Year, query: str) -> list[Hit]:
    """Give what fits the query, units first."""
    asked = query.strip()
    if not asked:
        return []
    among = participants_of(year)
    return [
        *_units(actor, among, asked),
        *_items(actor, scheme, year, asked),
        *_filings(actor, year, among, asked),
    ]


def _units(actor: Actor, among: list[Participant], asked: str) -> Iterator[Hit]:
    fitting = (one for one in among if fits(one, asked) and may(actor, "read-evidence", one))
    for one, _ in zip(fitting, range(MOST), strict=False):
        earlier = f"现名 {one.unit.name}" if one.unit.name != one.name else one.unit.short
        yield Hit("unit", one.code, one.name, earlier)


def fits(one: Participant, asked: str) -> bool:
    """Say whether a unit fits what was typed: part of a name, the code's beginning, pinyin or its initials."""
    asked = asked.strip().lower()
    names = {one.name, one.unit.name, one.unit.short} - {""}
    if any(asked in name.lower() for name in names) or one.code.lower().startswith(asked):
        return True
    return asked.isascii() and any(_sounds(pinyin_key(name), asked) for name in names)


def _sounds(pinyin: str, asked: str) -> bool:
    initials = "".join(word[:1] for word in pinyin.split())
    return asked in initials or asked.translate(_TONES) in pinyin.translate(_TONES)


def _items(actor: Actor, scheme: Scheme, year: Year, asked: str) -> Iterator[Hit]:
    totals = may(actor, "see-totals", year)
    own = frozenset[str]() if totals else own_items(actor, scheme, year, "read-others-unreleased")
    fitting = (n for n in scheme.nodes.values() if asked in n.labels.name or asked == n.labels.cite)
    for node, _ in zip(
        (n for n in fitting if totals or is_own(scheme, n.path, own)), range(MOST), strict=False
    ):
        yield Hit("item", node.path, node.labels.name, node.labels.cite)


def _filings(actor: Actor, year: Year, among: list[Participant], asked: str) -> Iterator[Hit]:
    """Find confirmed events by number or document; a filing with several is named once."""
    by_pk = {one.pk: one for one in among}
    found = Event.objects.filter(Q(code__iexact=asked) | Q(filing__document__icontains=asked))
    rows = in_force(found, year).select_related("filing").order_by("-id")[: MOST * 5]
    seen: set[int] = set()
    for row in rows:
        subject = replace(by_pk[row.participant_id].subject(), items=(row.item,))
        if row.filing_id not in seen and len(seen) < MOST and may(actor, "read-evidence", subject):
            seen.add(row.filing_id)
            yield Hit(
                "filing",
                str(row.filing_id),
                f"{row.code} {by_pk[row.participant_id].name}",
                row.filing.document,
            )
