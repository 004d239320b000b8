"""Oracle for township (乡镇机关绩效考评办法): numbers from clauses.md, arithmetic from spec.md."""

from __future__ import annotations

from fractions import Fraction

from tests.oracles.plain import (
    Book,
    Line,
    Row,
    Tables,
    as_entered,
    assessed,
    each,
    entries_of,
    outcome,
    place,
    year_of,
)

OVERSIGHT = {"oversight.inspection": as_entered(), "oversight.complaint": as_entered()}
VETO = {"special.veto": each(2, matter="special.veto")}
FIRST = {"first": 3, "second": 3, "third": 1}

OUTCOMES = {
    "advanced": {"commendation": "yes", "head_excellent": "yes", "staff_excellent_quota": "raised"},
    "second_last": {
        "criticism": "yes",
        "rectification": "yes",
        "head_admonition": "1 year",
        "deputies_honours_ban": "1 year",
    },
    "last": {"head_removal": "yes", "deputies_admonition": "1 year"},
}


def one(unit: Row, units: list[Row], tables: Tables, as_of: str | None) -> Book:
    year = year_of(tables, as_of)
    book = Book(unit["unit"])
    events = [row for row in tables.get("events", ()) if row["unit"] == book.unit]

    plan = book.award("work.plan", 17, tables)
    work = plan + book.award("work.tasks", 18, tables) + book.award("work.process", 5, tables)
    book.score("work", 40, work)
    book.put_above("work")

    leaders = book.rating("conduct.leaders", 12, "leaders", tables)
    deputies = book.rating("conduct.deputies", 18, "deputies", tables)
    supervisors = book.rating("conduct.supervisors", 10, "supervisors", tables)
    conduct = leaders + deputies + supervisors
    book.score("conduct", 40, conduct)
    book.put_above("conduct")

    orders = book.award("orders", 10, tables)

    book.line("oversight", "start", 10)
    reached = 10 + book.events("oversight", entries_of(events, OVERSIGHT, year))
    oversight = book.score("oversight", 10, book.bound("oversight", reached, 10))

    veto = book.score("special.veto", None, book.events("special.veto", entries_of(events, VETO, year)))
    family = last_five("special.family", book, units, tables)
    safety = last_five("special.safety", book, units, tables)
    book.total = work + conduct + orders + oversight + veto + family + safety
    return book


def last_five(item: str, book: Book, units: list[Row], tables: Tables) -> Fraction:
    """Places 1 to 5 from the bottom cost 1: 1 + the number of units with a lower value."""
    names = {unit["unit"] for unit in units}
    values = {
        row["unit"]: Fraction(row["value"])
        for row in tables.get("values", ())
        if row["item"] == item and row["unit"] in names
    }
    points = Fraction(0)
    if book.unit in values:
        from_the_bottom = 1 + sum(1 for value in values.values() if value < values[book.unit])
        points = book.line(item, "value", -1 if from_the_bottom <= 5 else 0)
    else:
        book.missing(item)
    return book.score(item, None, points)


def grade_of(book: Book, rank: int, category: str, town: list[Book]) -> str:
    lower = sum(1 for other in town if other.shown < book.shown)
    if lower == 0:
        return "last"
    if lower == 1:
        return "second_last"
    return "advanced" if rank <= FIRST[category] else ""


def score(tables: Tables, as_of: str | None = None) -> dict[str, list[Line]]:
    units = assessed(tables)
    books = {unit["unit"]: one(unit, units, tables, as_of) for unit in units}
    category = {unit["unit"]: unit["category"] for unit in units}
    town = [book for book in books.values() if book.complete]
    ranks: dict[str, int] = {}
    grades: dict[str, str] = {}
    for book in town:
        ranks[book.unit] = place(book, [b for b in town if category[b.unit] == category[book.unit]])
        grades[book.unit] = grade_of(book, ranks[book.unit], category[book.unit], town)
    consequences = [
        (unit["unit"], unit["name"], consequence, value)
        for unit in tables["units"]
        for consequence, value in OUTCOMES.get(grades.get(unit["unit"], ""), {}).items()
    ]
    return outcome(tables, books, ranks, grades, consequences, list(FIRST))
