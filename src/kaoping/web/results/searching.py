"""Search (搜索): units by name, pinyin or code, clauses, document numbers, event codes; only what one may see."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from itertools import islice

from django.db.models import Q

from kaoping.papers.articles import home_of
from kaoping.rules import Scheme
from kaoping.rules.scheme.model import Labels
from kaoping.web.people.permissions import Actor, may
from kaoping.web.people.pinyin import pinyin_key
from kaoping.web.records.facts import in_force
from kaoping.web.records.models import Event
from kaoping.web.results.grid import is_own
from kaoping.web.results.sight import own_items, participants_of
from kaoping.web.years.models import Participant, Year

MOST = 20
_TONES = str.maketrans("", "", "12345 ")
_BRACKETS = str.maketrans("（）", "()")


@dataclass(frozen=True)
class Hit:
    """Something found; `key` names it in its route. kind: unit, item, rule (key: its item), article (its cite), filing."""

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
        *islice(_clauses(actor, scheme, year, asked), MOST),
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


def _clauses(actor: Actor, scheme: Scheme, year: Year, asked: str) -> Iterator[Hit]:
    """Find items, then rules: with their register for who may open it, else in the scheme for who may read it."""
    opens, reads = _opener(actor, scheme, year), may(actor, "read-scheme", year)
    leaves = _leaves(scheme)
    for path in sorted(scheme.labels, key=lambda path: path not in scheme.nodes):
        labels, item = scheme.labels[path], leaves.get(path, path)
        title = labels.name or labels.cite
        if not _is_about(labels, asked):
            continue
        if opens(item):
            yield Hit("item" if path == item else "rule", item, title, labels.cite)
        elif reads and labels.cite:
            yield Hit("article", labels.cite, title, labels.cite)


def _opener(actor: Actor, scheme: Scheme, year: Year) -> Callable[[str], bool]:
    """Give what says whether the actor may open the register of an item."""
    if may(actor, "see-totals", year):
        return scheme.nodes.__contains__
    own = own_items(actor, scheme, year, "read-others-unreleased")
    return lambda item: item in scheme.nodes and is_own(scheme, item, own)


def _leaves(scheme: Scheme) -> dict[str, str]:
    """Give the leaf of every rule and bracket."""
    return {
        path: rule.leaf for rule in scheme.rules.values()
        for path in (rule.path, *(group.path for group in rule.groups))
    }  # fmt: skip


def _is_about(labels: Labels, asked: str) -> bool:
    """Say whether a name has the words in it, or the citation is of the article: 三(二) has 三(二)1, 十 not 十一."""
    article = asked.translate(_BRACKETS)
    return asked in labels.name or any(
        home_of(cite, (article,)) == article for cite in labels.cite.split("、")
    )


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
