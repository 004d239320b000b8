"""Oracle for xingan (新干县政务阳光行动工作考评办法): numbers from clauses.md, arithmetic from spec.md."""

from __future__ import annotations

from fractions import Fraction

from tests.oracles.plain import (
    Book,
    Line,
    Row,
    Rule,
    Tables,
    Year,
    assessed,
    by_level,
    each,
    entries_of,
    half_up,
    missed,
    month_end,
    once,
    outcome,
    place,
    text,
    year_of,
)

LEAVES: dict[str, tuple[int, dict[str, Rule]]] = {
    "leadership": (
        15,
        {
            "leadership.no_mobilization": once(3),
            "leadership.no_plan": once(5),
            "leadership.no_group": once(5),
        },
    ),
    "self_check": (
        10,
        {
            "self_check.issues_unsorted": once(2),
            "self_check.no_rectification": once(3),
            "self_check.catalogue_defective": once(5),
        },
    ),
    "disclosure": (
        60,
        {
            "disclosure.late_or_missing": each(10),
            "disclosure.nonconforming": each(5),
            "disclosure.board_untidy": once(10),
            "disclosure.board_inconvenient": once(5),
            "disclosure.no_supervision": once(5),
            "disclosure.subordinate_undisclosed": each(2),
            "disclosure.corridor": once(5),
        },
    ),
    "materials": (
        15,
        {
            "materials.late": each(5),
            "materials.archives": by_level({"incomplete": 5, "none": 10}, cap=10),
        },
    ),
}

PUBLICITY = {
    "publicity.model": by_level({"county": 5, "city": 10, "province": 15}, sign=1),
    "publicity.criticism": by_level({"county": 5, "city": 10, "province": 15}),
}


def disclosure_dues(year: Year) -> list[tuple[str, str]]:
    """The quarter before, due on the 7th of a quarter's first month."""
    found = []
    for y in year.days():
        found += [(f"{y}-Q1", f"{y}-04-07"), (f"{y}-Q2", f"{y}-07-07"), (f"{y}-Q3", f"{y}-10-07")]
        found += [(f"{y}-Q4", f"{y + 1}-01-07")]
    return found


def corridor_dues(year: Year) -> list[tuple[str, str]]:
    """Each quarter, due on its last day."""
    return [(f"{y}-Q{q}", month_end(y, 3 * q)) for y in year.days() for q in (1, 2, 3, 4)]


def one(unit: Row, tables: Tables, as_of: str | None) -> Book:
    year = year_of(tables, as_of)
    book = Book(unit["unit"])
    events = [row for row in tables.get("events", ()) if row["unit"] == book.unit]
    handed = tables.get("submissions", ())
    for item, (points, rules) in LEAVES.items():
        late = []
        if item == "disclosure":
            late = missed(book.unit, "disclosure.late_or_missing", 10, disclosure_dues(year), handed, year)
            if unit["category"] == "key":
                late += missed(book.unit, "disclosure.corridor", 5, corridor_dues(year), handed, year)
        book.line(item, "start", points)
        reached = points + book.events(item, entries_of(events, rules, year, late))
        book.total += book.score(item, points, book.bound(item, reached, points))
    extra = book.events("publicity", entries_of(events, PUBLICITY, year))
    book.total += book.score("publicity", None, extra)
    return book


def score(tables: Tables, as_of: str | None = None) -> dict[str, list[Line]]:
    books = {unit["unit"]: one(unit, tables, as_of) for unit in assessed(tables)}
    ranks = {name: place(book, books.values()) for name, book in books.items()}
    parent = next(Fraction(row["value"]) for row in tables["holes"] if row["hole"] == "parent_points")
    consequences = [
        (
            unit["unit"],
            unit["name"],
            "parent_item",
            text(half_up(parent * books[unit["unit"]].shown / 100)),
        )
        for unit in tables["units"]
        if unit["unit"] in books
    ]
    return outcome(tables, books, ranks, {}, consequences, ["key", "general"])
