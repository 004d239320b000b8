"""Oracle for zhangzhou (漳州市直机关绩效考评办法): numbers from clauses.md, arithmetic from spec.md."""

from __future__ import annotations

from fractions import Fraction

from tests.oracles.plain import (
    Book,
    Line,
    Row,
    Rule,
    Tables,
    as_entered,
    assessed,
    by_level,
    each,
    entries_of,
    half_up,
    once,
    outcome,
    place,
    year_of,
)


def investment(row: Row) -> int:
    """5 at 10,000,000 yuan, 1 more for each further 3,000,000."""
    amount = Fraction(row["amount"])
    return 0 if amount < 10_000_000 else 5 + (amount - 10_000_000) // 3_000_000


def conduct_rules(exposed: str) -> dict[str, Rule]:
    return {
        "conduct.inspection": as_entered(),
        "conduct.violations.crime": by_level({"section": 15, "staff": 10}, matter="violations"),
        "conduct.violations.discipline": by_level({"section": 10, "staff": 7}, matter="violations"),
        "conduct.violations.accountability": by_level(
            {"written": 1, "talk": 3, "warning": 5}, matter="violations"
        ),
        "conduct.special.veto": each(20),
        "conduct.special.city": as_entered(),
        "conduct.special.finance": as_entered(cap=10),
        "conduct.style.meeting": by_level({"absent": 2, "late": 1}),
        "conduct.style.task": by_level({"overdue": 5, "impact": 10}),
        "conduct.style.instruction": by_level({"late": 3, "perfunctory": 6}),
        "conduct.style.proposal": each(2),
        "conduct.style.complaint": by_level({"overdue": 2, "redone": 5, "untrue": 10}),
        "conduct.style.exposed": each(exposed),
        "conduct.style.oversight": each(10),
        "conduct.style.attendance": by_level({"late": 1, "absent": 2}),
        "conduct.style.service": once(10),
        "conduct.style.project": once(10),
        "conduct.style.assessment": by_level({"lead": 5, "data": 2}),
        "conduct.style.training": as_entered(cap=5),
    }


ALL = {"sign": 1, "matter": "distinction"}

DISTINCTION = {
    "distinction.contribution.policy": each(30, **ALL),
    "distinction.contribution.project": each(30, **ALL),
    "distinction.innovation.measures": each(2, cap=10, **ALL),
    "distinction.innovation.service_centre": as_entered(cap=10, **ALL),
    "distinction.innovation.research": by_level(
        {"adopted": 2, "third": 4, "second": 6, "first": 8, "journal": 3}, cap=10, **ALL
    ),
    "distinction.standing.honour": by_level({"city": 4, "province": 8, "nation": 12}, **ALL),
    "distinction.standing.ranking": by_level({"first": 4, "second": 3, "third": 2}, **ALL),
    "distinction.standing.promoted": by_level({"city": 5, "province": 10, "nation": 15}, **ALL),
    "distinction.standing.exchange": by_level({"province": 3, "nation": 5}, **ALL),
    "distinction.standing.openness": by_level({"city": 2, "province": 4}, **ALL),
    "distinction.single.funds": each(1, cap=10, every=500_000, **ALL),
    "distinction.single.investment": Rule(investment, cap=10, **ALL),  # type: ignore[arg-type]
    "distinction.single.resolve": each(5, cap=10, **ALL),
}

FIRST = {"party": 5, "government": 10, "vertical": 5}

OUTCOMES = {
    "excellent": {"staff_excellent_quota": "20%", "mayor_bonus": "+10%"},
    "qualified": {"staff_excellent_quota": "15%", "mayor_bonus": "0%"},
    "unqualified": {
        "staff_excellent_quota": "5%",
        "mayor_bonus": "-10%",
        "honours_ban": "yes",
        "key_rectification": "next_year",
        "industry_review_key": "next_year",
    },
    "observer": {"staff_excellent_quota": "20%", "mayor_bonus": "0%"},
}


def one(unit: Row, tables: Tables, as_of: str | None) -> Book:
    year = year_of(tables, as_of)
    book = Book(unit["unit"])
    events = [row for row in tables.get("events", ()) if row["unit"] == book.unit]
    exposed = next(
        (row["value"] for row in tables.get("holes", ()) if row["hole"] == "conduct.style.exposed.points"),
        "0",
    )
    goals = book.award("goals", 450, tables)

    entries = entries_of(events, conduct_rules(exposed), year)
    book.line("conduct", "start", 100)
    marks = 100 + book.events("conduct", entries)
    conduct = book.score("conduct", 100, book.bound("conduct", marks, 100))

    entries = entries_of(events, DISTINCTION, year)
    reached = book.events("distinction", entries)
    distinction = book.score("distinction", 100, book.bound("distinction", reached, 100))

    public = book.rating("appraisal.public", 300, "public", tables)
    panel = book.rating("appraisal.comprehensive", 50, "panel", tables)
    appraisal = public + panel
    book.score("appraisal", 350, appraisal)
    book.put_above("appraisal")

    overflow = min(marks, Fraction(0))
    if overflow:
        book.line("overflow.conduct", "overflow", overflow)
        book.score("overflow.conduct", None, overflow)
    book.total = goals + conduct + distinction + appraisal + overflow
    return book


def grade_of(book: Book, rank: int, category: str) -> str:
    if half_up(book.total, 2) < 700:
        return "unqualified"
    return "excellent" if rank <= FIRST[category] else "qualified"


def score(tables: Tables, as_of: str | None = None) -> dict[str, list[Line]]:
    units = assessed(tables, observers=["observer"])
    books = {unit["unit"]: one(unit, tables, as_of) for unit in units}
    category = {unit["unit"]: unit["category"] for unit in units}
    ranks: dict[str, int] = {}
    grades: dict[str, str] = {}
    for name, book in books.items():
        if book.complete:
            series = [b for b in books.values() if b.complete and category[b.unit] == category[name]]
            ranks[name] = place(book, series)
            grades[name] = grade_of(book, ranks[name], category[name])
    consequences = []
    for unit in tables["units"]:
        name = unit["unit"]
        grade = grades.get(name, "") if name in books else "observer"
        for consequence, value in OUTCOMES.get(grade, {}).items():
            if consequence != "industry_review_key" or unit["category"] in ("government", "vertical"):
                consequences.append((name, unit["name"], consequence, value))
    return outcome(tables, books, ranks, grades, consequences, list(FIRST))
