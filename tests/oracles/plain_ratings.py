"""Plain arithmetic shared by the oracles of the rating schemes; written from spec.md, independent of the engine.

Rows go in and come out as dicts of text, as in the CSV files. Dates are ISO text, which compares like dates.
"""

from __future__ import annotations

from fractions import Fraction
from math import floor

Row = dict[str, str]
Facts = dict[str, list[Row]]

KINDS_AT_THE_END = ("limit", "void")


def number(text: str) -> Fraction:
    """Read a decimal number."""
    return Fraction(text.strip())


def half_up(value: Fraction, places: int) -> Fraction:
    """Round half away from zero."""
    unit = 10**places
    size = Fraction(floor(abs(value) * unit + Fraction(1, 2)), unit)
    return size if value >= 0 else -size


def plain(value: Fraction) -> str:
    """Write a number without trailing zeros; at most 6 decimals."""
    digits = f"{abs(int(value * 10**6)):07d}"
    text = f"{digits[:-6]}.{digits[-6:]}".rstrip("0").rstrip(".")
    return f"-{text}" if value < 0 else text


def two_places(value: Fraction) -> str:
    """Write a published total: exactly 2 decimals, never -0.00."""
    shown = half_up(value, 2)
    digits = f"{abs(int(shown * 100)):03d}"
    return ("-" if shown < 0 else "") + f"{digits[:-2]}.{digits[-2:]}"


class Book:
    """The facts of a cycle, the lines written so far and who lacks what."""

    def __init__(self, facts: Facts, as_of: str | None) -> None:
        self.facts = facts
        cycle = facts["cycle"][0]
        self.first = cycle.get("first_day") or f"{cycle['year']}-01-01"
        self.last = cycle.get("last_day") or f"{cycle['year']}-12-31"
        self.as_of = as_of or self.last
        self.scored = [row for row in facts["units"] if row.get("observer", "") != "yes"]
        self.lines: list[dict] = []
        self.incomplete: set[str] = set()
        self.holes = {row["hole"]: number(row["value"]) for row in facts.get("holes", [])}

    # reading

    def rows(self, table: str, unit: str, item: str) -> list[Row]:
        """Give the rows of a unit and an item."""
        return [row for row in self.facts.get(table, []) if row["unit"] == unit and row["item"] == item]

    def events(self, unit: str, rule: str) -> list[Row]:
        """Give the events of a rule by date, then id."""
        return sorted(self.rows("events", unit, rule), key=lambda row: (row["date"], row["event"]))

    def in_time(self, event: Row) -> bool:
        """Say whether the event lies in the cycle and not after the as-of date."""
        return self.first <= event["date"] <= self.last and event["date"] <= self.as_of

    def measured(self, unit: str, item: str) -> tuple[Fraction, Fraction | None] | None:
        """Give value and base; None where there is no row."""
        for row in self.rows("values", unit, item):
            return number(row["value"]), number(row["base"]) if row.get("base") else None
        return None

    # writing

    def write(
        self,
        unit: str,
        item: str,
        kind: str,
        points: Fraction | int,
        raw: Fraction | int | None = None,
        rule: str = "",
        source: str = "",
        date: str = "",
    ) -> None:
        """Write a line; raw is the points unless it is given."""
        points = half_up(Fraction(points), 4)
        raw = points if raw is None else half_up(Fraction(raw), 4)
        self.lines.append(
            {
                "unit": unit,
                "item": item,
                "rule": rule,
                "kind": kind,
                "source": source,
                "date": date,
                "raw": raw,
                "points": points,
            }
        )

    def missing(self, unit: str, item: str, source: str = "") -> None:
        """Write that something is missing."""
        self.write(unit, item, "missing", 0, source=source)
        self.incomplete.add(unit)

    def sum_of(self, unit: str, item: str) -> Fraction:
        """Give the sum of the lines of an item and of all below it."""
        return sum(
            (
                line["points"]
                for line in self.lines
                if line["unit"] == unit and (line["item"] == item or line["item"].startswith(item + "."))
            ),
            Fraction(0),
        )

    def limit(self, unit: str, item: str, low: Fraction | int | None, high: Fraction | int | None) -> None:
        """Bring the item between its bounds, as a line of its own."""
        now = self.sum_of(unit, item)
        if low is not None and now < low:
            self.write(unit, item, "limit", low - now)
        if high is not None and now > high:
            self.write(unit, item, "limit", high - now)

    # whole items

    def award(self, unit: str, item: str) -> None:
        """Take over what the assessor gave."""
        for row in self.rows("awards", unit, item):
            self.write(unit, item, "award", number(row["points"]), source=row.get("assessor", ""))
            return
        self.missing(unit, item)

    def rating(self, unit: str, item: str, group: str, points: Fraction | int, drop: int = 0) -> None:
        """Write the line of a group of raters: the unit's own rating never counts; empty weights are 1."""
        given = [
            row for row in self.rows("ratings", unit, item) if row["group"] == group and row["rater"] != unit
        ]
        if not given:
            self.missing(unit, item, group)
            return
        pairs = sorted((number(row["score"]), number(row.get("weight") or "1")) for row in given)
        if drop and len(pairs) > 2 * drop:
            pairs = pairs[drop:-drop]
        mean = sum(score * weight for score, weight in pairs) / sum(weight for _, weight in pairs)
        self.write(unit, item, "rating", points * mean / 100, source=group)

    # tables

    def ledger(self, items: list[str]) -> list[Row]:
        """Give the ledger in its order; `items` in the tree's order."""
        units = {row["unit"]: at for at, row in enumerate(self.facts["units"])}

        def place(line: dict) -> tuple:
            if line["kind"] == "start":
                part = 0
            elif line["kind"] in KINDS_AT_THE_END:
                part = 2 + KINDS_AT_THE_END.index(line["kind"])
            else:
                part = 1
            return units[line["unit"]], items.index(line["item"]), part, line["date"], line["source"]

        return [
            {**line, "raw": plain(line["raw"]), "points": plain(line["points"])}
            for line in sorted(self.lines, key=place)
        ]

    def score_row(self, unit: str, item: str, points: Fraction | int | None) -> Row:
        """Give a row of the scores."""
        shown = "" if points is None else plain(Fraction(points))
        return {"unit": unit, "item": item, "points": shown, "score": plain(self.sum_of(unit, item))}

    def totals(self, tops: list[str]) -> dict[str, Fraction]:
        """Give the published total of each scored unit."""
        return {
            row["unit"]: half_up(sum(self.sum_of(row["unit"], top) for top in tops), 2) for row in self.scored
        }


def places_of(totals: dict[str, Fraction]) -> dict[str, int]:
    """Give everybody's place: 1 + how many are better, so that ties share a place."""
    return {unit: 1 + sum(other > total for other in totals.values()) for unit, total in totals.items()}


def standings(
    book: Book,
    categories: list[str],
    totals: dict[str, Fraction],
    ranks: dict[str, int],
    grades: dict[str, str],
    vetoed: set[str],
) -> list[Row]:
    """Give the ranking: by category, rank and unit, the incomplete ones last."""
    units = [row["unit"] for row in book.scored]

    def place(row: Row) -> tuple:
        unit = row["unit"]
        return (
            categories.index(row["category"]),
            unit in book.incomplete,
            ranks.get(unit, 0),
            units.index(unit),
        )

    return [
        {
            "category": row["category"],
            "rank": str(ranks[row["unit"]]) if row["unit"] in ranks else "",
            "unit": row["unit"],
            "name": row["name"],
            "total": two_places(totals[row["unit"]]),
            "grade": grades.get(row["unit"], ""),
            "complete": "no" if row["unit"] in book.incomplete else "yes",
            "vetoed": "yes" if row["unit"] in vetoed else "no",
        }
        for row in sorted(book.scored, key=place)
    ]
