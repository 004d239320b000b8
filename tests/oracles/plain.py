"""Plain arithmetic for the oracles: written from spec.md alone, nothing of kaoping is imported.

Points are `Fraction`s of whole points here; a line is rounded to 4 places, a published total to 2.
An oracle takes tables of text rows (as csv.DictReader gives them) and gives the four tables as tuples of text.
"""

from __future__ import annotations

import calendar
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction

Row = Mapping[str, str]
Tables = Mapping[str, Sequence[Row]]
Line = tuple[str, ...]


# numbers


def half_up(x: Fraction | int, places: int = 4) -> Fraction:
    """Round half away from zero."""
    x = Fraction(x) * 10**places
    whole = (abs(x) + Fraction(1, 2)).__floor__()
    return Fraction(whole if x >= 0 else -whole, 10**places)


def text(x: Fraction | int) -> str:
    """Write a number of points without trailing zeros."""
    cents = half_up(x) * 10000
    assert cents.denominator == 1
    whole, part = divmod(abs(cents.numerator), 10000)
    return ("-" if cents < 0 else "") + (f"{whole}.{part:04d}".rstrip("0").rstrip("."))


def published(x: Fraction) -> str:
    """Write a total with 2 decimals, never -0.00."""
    cents = (half_up(x, 2) * 100).numerator
    return ("-" if cents < 0 else "") + f"{abs(cents) // 100}.{abs(cents) % 100:02d}"


# the year


@dataclass(frozen=True)
class Year:
    """The cycle and the as-of date, as ISO text."""

    first: str
    last: str
    as_of: str

    def inside(self, day: str) -> bool:
        return self.first <= day <= self.last and day <= self.as_of

    def days(self) -> Iterable[int]:
        """The calendar years that the cycle touches, and the one before."""
        return range(int(self.first[:4]) - 1, int(self.last[:4]) + 1)


def year_of(tables: Tables, as_of: str | None) -> Year:
    cycle = tables["cycle"][0]
    first = cycle.get("first_day") or f"{cycle['year']}-01-01"
    last = cycle.get("last_day") or f"{cycle['year']}-12-31"
    return Year(first, last, as_of or last)


def month_end(year: int, month: int) -> str:
    return date(year, month, calendar.monthrange(year, month)[1]).isoformat()


# events


@dataclass(frozen=True)
class Rule:
    """A rule over events. `rate` gives the positive points of one event for one count; `sign` is -1 or 1."""

    rate: Callable[[Row], Fraction | int]
    sign: int = -1
    cap: Fraction | int | None = None
    matter: str = ""
    """The name of the scope in which a matter counts once, or nothing."""
    void: int = 0
    """At which time the leaf is void; 0: never."""
    every: int = 0
    """Accumulated amounts: one rate for each whole step of the year's sum."""


def each(points: Fraction | int | str, **more: object) -> Rule:
    return Rule(lambda row: Fraction(points), **more)  # type: ignore[arg-type]


def once(points: Fraction | int | str) -> Rule:
    return each(points, cap=Fraction(points))


def by_level(levels: Mapping[str, Fraction | int | str], **more: object) -> Rule:
    return Rule(lambda row: Fraction(levels[row["level"]]), **more)  # type: ignore[arg-type]


def as_entered(**more: object) -> Rule:
    return Rule(lambda row: Fraction(row["points"]), **more)  # type: ignore[arg-type]


def no_points(void: int = 0) -> Rule:
    return Rule(lambda row: 0, void=void)


@dataclass
class Entry:
    """An event, or a missed due date, on its way to a line."""

    rule: str
    source: str
    day: str
    count: int
    matter: str = ""
    kind: str = "event"
    holds: bool = True
    raw: Fraction = Fraction(0)
    points: Fraction = Fraction(0)

    @property
    def order(self) -> tuple[str, str]:
        return (self.day, self.source)


SHARES = {"": Fraction(1), "lead": Fraction(8, 10), "joint": Fraction(2, 10)}


def entries_of(
    rows: Iterable[Row], rules: Mapping[str, Rule], year: Year, missed: Iterable[Entry] = ()
) -> list[Entry]:
    """Work out the events of one unit in one leaf: rate, share, exemption, same matter, caps."""
    found: list[Entry] = list(missed)
    sums: dict[str, Fraction] = {}
    for row in sorted(rows, key=lambda row: (row["date"], row["event"])):
        item = row["item"]
        if item not in rules:
            continue
        rule = rules[item]
        count = int(row.get("count") or 1)
        entry = Entry(item, row["event"], row["date"], count, row.get("matter") or "")
        inside = year.inside(entry.day)
        entry.holds = inside and not row.get("exempt")
        if rule.every:
            before = sums.get(item, Fraction(0))
            after = before + Fraction(row["amount"]) * count if inside else before
            sums[item] = after
            worth = (after // rule.every - before // rule.every) * Fraction(rule.rate(row))
        else:
            worth = Fraction(rule.rate(row)) * count
        entry.raw = rule.sign * half_up(worth)
        if entry.holds:
            entry.points = rule.sign * half_up(worth * SHARES[row.get("role") or ""])
        found.append(entry)
    found.sort(key=lambda entry: entry.order)
    highest_once(found, rules)
    for name, rule in rules.items():
        if rule.cap is not None:
            left = Fraction(rule.cap)
            for entry in [e for e in found if e.rule == name]:
                counted = min(abs(entry.points), left)
                left -= counted
                entry.points = counted * (1 if entry.points > 0 else -1)
    return found


def highest_once(entries: Sequence[Entry], rules: Mapping[str, Rule]) -> None:
    """Of one matter in one scope only the largest counts; equal ones: the earliest, then the smallest id."""
    best: dict[tuple[str, str, int], Entry] = {}
    for entry in entries:
        rule = rules[entry.rule]
        if not (rule.matter and entry.matter and entry.holds):
            continue
        key = (rule.matter, entry.matter, rule.sign)
        other = best.get(key)
        if other is None:
            best[key] = entry
        elif abs(entry.points) > abs(other.points):
            other.points = Fraction(0)
            best[key] = entry
        else:
            entry.points = Fraction(0)


def missed(
    unit: str,
    rule: str,
    points: Fraction | int | str,
    dues: Iterable[tuple[str, str]],
    submissions: Iterable[Row],
    year: Year,
) -> list[Entry]:
    """Give the due dates of the cycle that have passed without a submission on or before them."""
    handed = {
        (row["period"], row["submitted_on"])
        for row in submissions
        if row["unit"] == unit and row["item"] == rule
    }
    found = []
    for period, due in dues:
        if year.inside(due) and not any(p == period and day <= due for p, day in handed):
            cost = -Fraction(points)
            found.append(Entry(rule, period, due, 1, kind="missed", raw=cost, points=cost))
    return found


def first_voiding(entries: Sequence[Entry], rules: Mapping[str, Rule]) -> Entry | None:
    times: dict[str, int] = {}
    for entry in entries:
        rule = rules[entry.rule]
        if rule.void and entry.holds:
            times[entry.rule] = times.get(entry.rule, 0) + entry.count
            if times[entry.rule] >= rule.void:
                return entry
    return None


# the book of one unit


@dataclass
class Book:
    """The ledger and the scores of one unit, as they are written."""

    unit: str
    lines: list[Line] = field(default_factory=list)
    scores: list[Line] = field(default_factory=list)
    total: Fraction = Fraction(0)
    complete: bool = True
    vetoed: bool = False

    def line(
        self,
        item: str,
        kind: str,
        points: Fraction | int,
        source: str = "",
        day: str = "",
        rule: str = "",
        raw: Fraction | int | None = None,
    ) -> Fraction:
        shown_raw = text(points if raw is None else raw)
        self.lines.append((self.unit, item, rule, kind, source, day, shown_raw, text(points)))
        return Fraction(points)

    def missing(self, item: str, source: str = "") -> None:
        self.complete = False
        self.line(item, "missing", 0, source)

    def score(self, item: str, points: Fraction | int | None, score: Fraction | int) -> Fraction:
        self.scores.append((self.unit, item, "" if points is None else text(points), text(score)))
        return Fraction(score)

    def put_above(self, item: str) -> None:
        """Put the last score, of the node `item`, above those of its parts."""
        row = self.scores.pop()
        first = next(n for n, other in enumerate(self.scores) if other[1].startswith(item + "."))
        self.scores.insert(first, row)

    def events(self, item: str, entries: Iterable[Entry]) -> Fraction:
        return sum(
            (self.line(item, e.kind, e.points, e.source, e.day, e.rule, e.raw) for e in entries), Fraction(0)
        )

    def bound(self, item: str, so_far: Fraction, ceiling: Fraction | int) -> Fraction:
        """Clamp between 0 and the ceiling, with a line where that changes anything."""
        clamped = max(Fraction(0), min(Fraction(ceiling), so_far))
        if clamped != so_far:
            self.line(item, "limit", clamped - so_far)
        return clamped

    def award(self, item: str, points: Fraction | int, tables: Tables) -> Fraction:
        """An item whose points an assessor gives."""
        rows = [row for row in tables.get("awards", ()) if row["unit"] == self.unit and row["item"] == item]
        given = Fraction(0)
        if rows:
            given = self.line(item, "award", Fraction(rows[0]["points"]), rows[0].get("assessor") or "")
        else:
            self.missing(item)
        return self.score(item, points, given)

    def rating(self, item: str, points: Fraction | int, group: str, tables: Tables) -> Fraction:
        """An item rated by one group, 0 to 100, by the plain mean; the unit's own rating never counts."""
        marks = [
            Fraction(row["score"])
            for row in tables.get("ratings", ())
            if row["unit"] == self.unit and row["item"] == item and row["rater"] != self.unit
        ]
        given = Fraction(0)
        if marks:
            given = self.line(item, "rating", half_up(points * sum(marks) / len(marks) / 100), group)
        else:
            self.missing(item, group)
        return self.score(item, points, given)

    @property
    def shown(self) -> Fraction:
        return half_up(self.total, 2)


# units and places


def assessed(tables: Tables, observers: Iterable[str] = ()) -> list[Row]:
    return [u for u in tables["units"] if u.get("observer") != "yes" and u["category"] not in set(observers)]


def place(book: Book, among: Iterable[Book]) -> int:
    """1 + the number of units with a higher published total."""
    return 1 + sum(1 for other in among if other.shown > book.shown)


def outcome(
    tables: Tables,
    books: Mapping[str, Book],
    ranks: Mapping[str, int],
    grades: Mapping[str, str],
    consequences: Iterable[Line],
    categories: Sequence[str],
) -> dict[str, list[Line]]:
    """Give the four tables; the ranking by category, rank and order of units, the incomplete ones last."""
    ranking = []
    for unit in tables["units"]:
        book = books.get(unit["unit"])
        if book is not None:
            ranking.append(
                (
                    unit["category"],
                    str(ranks.get(book.unit, "")),
                    book.unit,
                    unit["name"],
                    published(book.total),
                    grades.get(book.unit, ""),
                    "yes" if book.complete else "no",
                    "yes" if book.vetoed else "no",
                )
            )
    ranking.sort(key=lambda row: (categories.index(row[0]), int(row[1] or 10**9)))
    return {
        "ranking": ranking,
        "scores": [row for book in books.values() for row in book.scores],
        "ledger": [row for book in books.values() for row in book.lines],
        "consequences": list(consequences),
    }


COLUMNS = {
    "ranking": ("category", "rank", "unit", "name", "total", "grade", "complete", "vetoed"),
    "scores": ("unit", "item", "points", "score"),
    "ledger": ("unit", "item", "rule", "kind", "source", "date", "raw", "points"),
    "consequences": ("unit", "name", "consequence", "value"),
}
"""The columns of what an oracle gives."""
