"""The ranking page: tables with grade lines drawn in, incomplete units after, charts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kaoping.papers import shown
from kaoping.papers.badges import BAD, GOOD, PLAIN, Badge
from kaoping.papers.cohort import Cohort, Section
from kaoping.papers.grade_lines import GradeLine
from kaoping.papers.lacking import Balance, Lack, balance, lacks
from kaoping.rules.ledger.account import Account, AccountNode
from kaoping.rules.ledger.result import Standing
from kaoping.rules.numbers.points import Points

OWN = "本类项目"
BEYOND = "超扣与限制"
_TONES = (GOOD, PLAIN, BAD)


@dataclass(frozen=True)
class Column:
    """A column of scores: a top node, or those (`items`) that not all units of the table have."""

    name: str
    items: tuple[str, ...]
    points: str = ""
    cite: str = ""


@dataclass(frozen=True)
class Cell:
    """A score in a table: its words, what it is of, and whether it is below 0 or not there."""

    text: str
    title: str = ""
    loss: bool = False
    item: str = ""


@dataclass(frozen=True)
class Row:
    """A unit in a table."""

    standing: Standing
    category: str
    cells: tuple[Cell, ...]
    total: str
    badge: Badge | None
    balance: Balance
    lacks: tuple[Lack, ...] = ()


@dataclass(frozen=True)
class Table:
    """A table of the ranking; `rows` are units and the grade lines between them."""

    section: Section
    columns: tuple[Column, ...]
    rows: tuple[Row | GradeLine, ...]
    incomplete: tuple[Row, ...]
    counts: tuple[tuple[Badge, int], ...]
    full: str
    categories: bool

    @property
    def width(self) -> int:
        """Give how many columns there are between unit and total."""
        return len(self.columns)


def tables(cohort: Cohort) -> list[Table]:
    """Give the tables of the ranking."""
    return [_table(cohort, section) for section in cohort.sections]


def _table(cohort: Cohort, section: Section) -> Table:
    accounts = [cohort.accounts[one.unit] for one in section.standings]
    columns = tuple(_columns(cohort, accounts))
    ranked = [_row(cohort, one, columns) for one in section.ranked]
    return Table(
        section,
        columns,
        tuple(_with_lines(ranked, section.lines)),
        tuple(_row(cohort, one, columns) for one in section.incomplete),
        tuple(_counts(cohort, section)),
        _full(accounts),
        section.category is None and any(row.category != row.standing.name for row in ranked),
    )


def _full(accounts: Sequence[Account]) -> str:
    """Give the points in force of all tops, where they are the same for all units."""
    found = {sum(root.points or 0 for root in one.roots) for one in accounts}
    return shown.number(found.pop()) if len(found) == 1 else ""


def _columns(cohort: Cohort, accounts: Sequence[Account]) -> Iterator[Column]:
    """Give a column to each top that all units have, one to those that differ, one to what is beyond the tree."""
    tops = [{root.item: root for root in one.roots} for one in accounts]
    paths = [root.path for root in (*cohort.scheme.tree, *cohort.scheme.adjustments)]
    own = tuple(
        path for path in paths if any(path in top for top in tops) and not all(path in t for t in tops)
    )
    trees = {root.path for root in cohort.scheme.tree}
    yield from (_column(path, tops) for path in paths if path in trees and all(path in top for top in tops))
    if own:
        yield Column(OWN, own, _points([root for top in tops for path, root in top.items() if path in own]))
    yield from (_column(p, tops) for p in paths if p not in trees and all(p in top for top in tops))
    if cohort.beyond:
        yield Column(BEYOND, cohort.beyond)


def _column(path: str, tops: Sequence[dict[str, AccountNode]]) -> Column:
    roots = [top[path] for top in tops]
    return Column(roots[0].name, (path,), _points(roots), roots[0].cite)


def _points(roots: Sequence[AccountNode]) -> str:
    """Give the points in force where they are the same for all."""
    found = {root.points for root in roots}
    points = found.pop() if len(found) == 1 else None
    return "" if points is None else shown.number(points)


def _row(cohort: Cohort, standing: Standing, columns: Sequence[Column]) -> Row:
    account = cohort.accounts[standing.unit]
    return Row(
        standing,
        cohort.category_name(standing.category),
        tuple(_cell(account, column, cohort.result.places) for column in columns),
        shown.plain(standing.total, cohort.result.places),
        cohort.badges.get(standing.grade),
        balance(account),
        tuple(lacks(cohort.scheme, account)),
    )


def _cell(account: Account, column: Column, places: int) -> Cell:
    found = [root for root in account.roots if root.item in column.items]
    if not found:
        return Cell("—" if column.name == OWN else shown.plain(0, places))
    score: Points = sum(root.score for root in found)
    return Cell(shown.plain(score, places), _title(found, column), score < 0, found[0].item)


def _title(found: Sequence[AccountNode], column: Column) -> str:
    if len(column.items) == 1 and column.points:
        return ""
    return "；".join(
        f"{root.name}{'' if root.points is None else f' 满分{_points([root])}'}" for root in found
    )


def _with_lines(rows: Sequence[Row], lines: Sequence[GradeLine]) -> Iterator[Row | GradeLine]:
    for index in range(len(rows) + 1):
        yield from (line for line in lines if line.index == index)
        yield from rows[index : index + 1]


def _counts(cohort: Cohort, section: Section) -> Iterator[tuple[Badge, int]]:
    ordered = sorted(cohort.badges.items(), key=lambda item: _TONES.index(item[1].tone))
    for grade, badge in ordered:
        number = sum(1 for one in section.standings if one.grade == grade)
        if number:
            yield badge, number
