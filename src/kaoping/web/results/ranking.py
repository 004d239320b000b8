"""The ranking (试排名、考评结果) as one person may see it: tables, grade lines, what is lacking, ready for the page.

What is not shown is left out here, before anything is sorted, counted or drawn: page, export and charts are made of
this alone.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from kaoping.papers import ranking as papers
from kaoping.papers.badges import Badge
from kaoping.papers.grade_lines import GradeLine
from kaoping.papers.lacking import Balance, Lack
from kaoping.rules.numbers.points import Points
from kaoping.web.results.owing import Directory, Office
from kaoping.web.results.sight import Audience
from kaoping.web.results.trial import Trial

NOTHING = Balance(0, 0, 0)
FEW = 3
"""What more units than these lack, all alike, is said once above the table."""


@dataclass(frozen=True)
class Missing:
    """What a unit lacks, and the offices that owe it."""

    lack: Lack
    offices: tuple[Office, ...]


@dataclass(frozen=True)
class Row:
    """A unit in the ranking; `rank` and `badge` are None where places are withheld.

    opens: the account may be opened; of a unit whose account may not, only place, total and grade are told.
    """

    code: str
    name: str
    category: str
    rank: int | None
    complete: bool
    cells: tuple[papers.Cell, ...]
    numbers: tuple[Points | None, ...]
    total: Points
    badge: Badge | None
    vetoed: bool
    balance: Balance
    missing: tuple[Missing, ...]
    opens: bool


@dataclass(frozen=True)
class Section:
    """One table: a category, or all units. `blind`: places and grades are withheld from this person."""

    id: str
    name: str
    cite: str
    columns: tuple[papers.Column, ...]
    rows: tuple[Row | GradeLine, ...]
    incomplete: tuple[Row, ...]
    counts: tuple[tuple[Badge, int], ...]
    full: str
    blind: bool
    common: tuple[Missing, ...]
    categories: bool

    @property
    def units(self) -> tuple[Row, ...]:
        """Give all units of the table in the order shown."""
        return (*(row for row in self.rows if isinstance(row, Row)), *self.incomplete)

    @property
    def opens(self) -> bool:
        """Say whether the accounts of all its units may be opened, so that means over them tell nothing new."""
        return all(row.opens for row in self.units)

    @property
    def width(self) -> int:
        """Give how many columns the page's table has."""
        return len(self.columns) + 5 + self.categories


def sections(trial: Trial, seen: Audience, offices: Directory, sort: str = "") -> list[Section]:
    """Give the tables as the audience sees them; `sort` is a column such as total or -c0."""
    made = (_section(trial, table, seen, offices, sort) for table in trial.tables)
    return [section for section in made if section.units]


def _section(trial: Trial, table: papers.Table, seen: Audience, offices: Directory, sort: str) -> Section:
    blind = seen.is_blind(table.section.category)
    make = _maker(trial, table, seen, offices, blind)
    rows = [row if isinstance(row, GradeLine) else make(row) for row in table.rows if _is_shown(row, seen)]
    waiting = [make(row) for row in table.incomplete if row.standing.unit in seen.units]
    common = _common(waiting)
    return Section(
        table.section.category or "all",
        table.section.name,
        table.section.cite,
        table.columns,
        tuple(_arranged(_lines(rows, blind), sort, blind)),
        tuple(_sorted([_without(row, common) for row in waiting], sort or "-total")),
        () if blind else tuple(_counts(rows)),
        table.full,
        blind,
        common,
        table.categories,
    )


def _is_shown(row: papers.Row | GradeLine, seen: Audience) -> bool:
    return isinstance(row, GradeLine) or row.standing.unit in seen.units


def _maker(
    trial: Trial, table: papers.Table, seen: Audience, offices: Directory, blind: bool
) -> Callable[[papers.Row], Row]:
    accounts = trial.cohort.accounts

    def make(row: papers.Row) -> Row:
        one = row.standing
        opens = one.unit in seen.detail
        return Row(
            code=one.unit, name=one.name, category=row.category, rank=None if blind else one.rank,
            complete=one.complete, cells=row.cells if opens else (papers.Cell(""),) * len(row.cells),
            numbers=numbers(one.unit) if opens else (None,) * len(table.columns), total=one.total,
            badge=None if blind else row.badge, vetoed=one.vetoed, balance=row.balance if opens else NOTHING,
            missing=tuple(Missing(lack, offices.of(lack.who, [one.unit])) for lack in row.lacks if opens), opens=opens,
        )  # fmt: skip

    def numbers(unit: str) -> tuple[Points | None, ...]:
        scores = {root.item: root.score for root in accounts[unit].roots}
        return tuple(_number(column, scores) for column in table.columns)

    return make


def _number(column: papers.Column, scores: Mapping[str, Points]) -> Points | None:
    found = [scores[item] for item in column.items if item in scores]
    return sum(found) if found else 0 if column.name == papers.BEYOND else None


def _lines(rows: Sequence[Row | GradeLine], blind: bool) -> list[Row | GradeLine]:
    """Where places are withheld, keep the lines that the scheme writes as totals, without the numbers of units."""
    if not blind:
        return list(rows)
    return [
        replace(row, count="") if isinstance(row, GradeLine) else row
        for row in rows
        if isinstance(row, Row) or row.fixed
    ]


def _arranged(rows: Sequence[Row | GradeLine], sort: str, blind: bool) -> list[Row | GradeLine]:
    units = [row for row in rows if isinstance(row, Row)]
    return list(_sorted(units, sort)) if sort and sort != "rank" else list(rows)


def _sorted(rows: Sequence[Row], sort: str) -> list[Row]:
    key = _keys().get(sort.removeprefix("-")) or _column_key(sort.removeprefix("-"))
    return sorted(rows, key=key, reverse=sort.startswith("-")) if key else list(rows)


def _keys() -> Mapping[str, Callable[[Row], Any]]:
    from kaoping.web.people.pinyin import pinyin_key

    return {
        "name": lambda row: pinyin_key(row.name),
        "total": lambda row: row.total,
        "rank": lambda row: (row.rank is None, row.rank or 0),
    }


def _column_key(name: str) -> Callable[[Row], Any] | None:
    """Give the key of a column c0, c1 …; None for anything else."""
    place = int(name[1:]) if name[:1] == "c" and name[1:].isdecimal() and len(name) < 5 else -1

    def key(row: Row) -> tuple[bool, Points]:
        number = row.numbers[place] if place < len(row.numbers) else None
        return (number is not None, number or 0)

    return key if place >= 0 else None


def _counts(rows: Sequence[Row | GradeLine]) -> Iterator[tuple[Badge, int]]:
    found = Counter(row.badge for row in rows if isinstance(row, Row) and row.badge)
    tones = ("good", "plain", "bad")
    yield from sorted(found.items(), key=lambda pair: tones.index(pair[0].tone))


def _common(rows: Sequence[Row]) -> tuple[Missing, ...]:
    """Give what all incomplete units lack alike, where they are more than a few."""
    if len(rows) <= FEW:
        return ()
    return tuple(one for one in rows[0].missing if all(_lacks(row, one) for row in rows[1:]))


def _lacks(row: Row, one: Missing) -> bool:
    return any((m.lack.item, m.lack.what) == (one.lack.item, one.lack.what) for m in row.missing)


def _without(row: Row, common: Sequence[Missing]) -> Row:
    said = {(one.lack.item, one.lack.what) for one in common}
    left = tuple(m for m in row.missing if (m.lack.item, m.lack.what) not in said)
    return replace(row, missing=left)
