"""What stands behind the lines of a ledger: the filing, its document (文号), who entered and who confirmed it.

One query for each table that holds something; lines are found by the key that papers.notice uses.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from kaoping.papers.notice import LineSource, source_key
from kaoping.rules import Scheme
from kaoping.rules.ledger.result import Line
from kaoping.web.records.facts import in_force
from kaoping.web.records.rows import TABLE
from kaoping.web.years.models import Participant

_FILING = (
    "filing_id", "filing__document", "filing__maker__name", "filing__maker__unit__short",
    "filing__maker__unit__name", "filing__verdict__checker__name", "filing__verdict__checker__unit__short",
    "filing__verdict__checker__unit__name", "filing__verdict__single_handed",
)  # fmt: skip
_OWN = {
    "events": ("code", "note"),
    "decisions": ("code", "why", "number"),
    "submissions": ("item", "period"),
    "values": ("item",),
    "ratings": ("item", "group"),
    "awards": ("item", "assessor", "note"),
    "results": ("scheme",),
}


@dataclass(frozen=True)
class Behind:
    """What stands behind a line; `filings` counts where several were filed (评价表)."""

    filing: int
    document: str
    maker: str
    maker_office: str
    checker: str
    checker_office: str
    fact: str = ""
    filings: int = 1

    @property
    def source(self) -> LineSource:
        """Give it as the papers print it."""
        return LineSource(
            self.document,
            _person(self.maker, self.maker_office),
            _person(self.checker, self.checker_office),
            self.fact,
        )


NOTHING = Behind(0, "", "", "", "", "")


class Sources:
    """Finds what stands behind the lines of one unit."""

    def __init__(self, scheme: Scheme, found: Mapping[str, Behind]) -> None:
        self._scheme = scheme
        self._found = found

    def of(self, line: Line) -> Behind:
        """Give what stands behind a line; nothing behind what is only worked out."""
        if line.kind in ("start", "limit", "overflow", "missing", "given", "rescale", "gate"):
            return NOTHING
        if line.kind == "missed":
            return self._found.get(f"{line.rule}/{line.source}", NOTHING)
        for key in (source_key(line), f"{line.item}/", line.source):
            if key and key in self._found:
                return self._found[key]
        return NOTHING

    def for_papers(self, lines: list[Line]) -> dict[str, LineSource]:
        """Give the sources as papers.notice asks for them."""
        return {source_key(line): self.of(line).source for line in lines if self.of(line).filing}


def sources_of(scheme: Scheme, participant: Participant) -> Sources:
    """Read what stands behind a unit's lines."""
    found: dict[str, Behind] = {}
    for table in _OWN:
        for key, behind in _rows(scheme, participant, table):
            found[key] = _joined(found.get(key), behind)
    return Sources(scheme, found)


def _rows(scheme: Scheme, participant: Participant, table: str) -> Iterator[tuple[str, Behind]]:
    own = _OWN[table]
    rows = in_force(TABLE[table].model._default_manager.filter(participant=participant), participant.year)
    for row in rows.order_by("filing_id", "id").values_list(*own, *_FILING):
        yield _keyed(scheme, table, [str(cell) for cell in row[: len(own)]], row[len(own) :])


def _keyed(scheme: Scheme, table: str, own: list[str], filing: tuple[object, ...]) -> tuple[str, Behind]:
    if table == "events":
        return own[0], _behind(filing, fact=own[1])
    if table == "decisions":
        return own[0], _behind(filing, fact=own[1], document=own[2])
    if table == "submissions":
        return f"{own[0]}/{own[1]}", _behind(filing)
    leaf = leaf_of(scheme, own[0])
    if table == "ratings":
        return f"{leaf}/{own[1]}", _behind(filing)
    if table == "results":
        return own[0], _behind(filing)
    return f"{leaf}/", _behind(filing, fact=own[2] if table == "awards" else "")


def leaf_of(scheme: Scheme, item: str) -> str:
    """Give the leaf that a row's item belongs to: itself, its rule's, its measure's."""
    path = item
    while path:
        if path in scheme.rules:
            return scheme.rules[path].leaf
        if path in scheme.nodes:
            return path
        path = path.rpartition(".")[0]
    return item


def _behind(row: tuple[object, ...], fact: str = "", document: str = "") -> Behind:
    filing, number, maker, short, office, checker, checker_short, checker_office, alone = row
    return Behind(
        int(str(filing)), document or str(number or ""), str(maker or ""), str(short or office or ""),
        f"{checker or ''}{'（单人办理）' if alone else ''}", str(checker_short or checker_office or ""), fact,
    )  # fmt: skip


def _joined(known: Behind | None, new: Behind) -> Behind:
    """Keep the first filing of several that stand behind one line, and count them."""
    if known is None or known.filing == new.filing:
        return new if known is None else known
    return Behind(**{**vars(known), "filings": known.filings + 1})


def _person(name: str, office: str) -> str:
    return f"{name}（{office}）" if name and office else name
