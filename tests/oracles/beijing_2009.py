"""北京市市级国家行政机关绩效管理暂行办法, worked out plainly from its clauses."""

from __future__ import annotations

from fractions import Fraction

from tests.oracles.plain_ratings import Book, Facts, Row, number, places_of, standings

CATEGORIES = ["office", "constituent", "special", "direct", "managed", "dispatched", "other"]

# Every node with its points; None: the points are in the hole <item>.points.
TREE: list[tuple[str, int | None]] = [
    ("performance", 40),
    ("performance.duties", 40),
    ("performance.duties.main", None),
    ("performance.duties.key_tasks", None),
    ("management", 15),
    ("management.lawful", 8),
    ("management.lawful.legal_work", None),
    ("management.lawful.approval", None),
    ("management.capacity", 7),
    ("management.capacity.supervision", None),
    ("management.capacity.civil_service", None),
    ("service", 40),
    ("service.central", 5),
    ("service.public", 20),
    ("service.leaders", 10),
    ("service.coordination", 5),
    ("innovation", 5),
    ("innovation.excellence", 5),
    ("innovation.excellence.measures", None),
    ("innovation.excellence.honours", None),
]
AWARDS = [
    "performance.duties.main",
    "performance.duties.key_tasks",
    "management.lawful.legal_work",
    "management.lawful.approval",
    "management.capacity.supervision",
    "management.capacity.civil_service",
    "service.central",
    "innovation.excellence.measures",
    "innovation.excellence.honours",
]


def score(facts: Facts, as_of: str | None = None) -> dict[str, list[Row]]:
    """Give the four tables."""
    book = Book(facts, as_of)
    holes = book.holes
    blamed = set()
    scores = []
    for row in book.scored:
        unit = row["unit"]
        for item in AWARDS:
            book.award(unit, item)
        book.rating(unit, "service.public", "residents", holes["service.public.groups.residents"])
        book.rating(unit, "service.public", "organisations", holes["service.public.groups.organisations"])
        book.rating(unit, "service.leaders", "leaders", 10)
        book.rating(unit, "service.coordination", "mutual", holes["service.coordination.groups.mutual"])
        book.rating(unit, "service.coordination", "districts", holes["service.coordination.groups.districts"])

        # 19: each accountable event 5 off, times the count; together at most 10.
        for name in ("discipline", "safety", "social"):
            rule = f"accountability.{name}"
            for event in book.events(unit, rule):
                each = 5 if event["level"] == "accountable" else 0
                raw = -each * number(event.get("count") or "1")
                points = raw if book.in_time(event) else 0
                book.write(unit, "accountability", "event", points, raw, rule, event["event"], event["date"])
                if book.in_time(event) and each:
                    blamed.add(unit)
        # 22: a failed major task is a fact without points.
        rule = "accountability.major_task_failed"
        for event in book.events(unit, rule):
            book.write(unit, "accountability", "event", 0, 0, rule, event["event"], event["date"])
            if book.in_time(event):
                blamed.add(unit)
        book.limit(unit, "accountability", -10, None)

        for item, points in TREE:
            full = holes[f"{item}.points"] if points is None else Fraction(points)
            scores.append(book.score_row(unit, item, full))
        scores.append(book.score_row(unit, "accountability", None))

    totals = book.totals(["performance", "management", "service", "innovation", "accountability"])
    ranks = places_of({unit: total for unit, total in totals.items() if unit not in book.incomplete})
    consequences = [
        {
            "unit": row["unit"],
            "name": row["name"],
            "consequence": "yearly_bonus",
            "value": "-5%" if row["unit"] in blamed else "0%",
        }
        for row in book.scored
        if row["unit"] not in book.incomplete
    ]
    return {
        "ranking": standings(book, CATEGORIES, totals, ranks, {}, set()),
        "scores": scores,
        "ledger": book.ledger([item for item, _ in TREE] + ["accountability"]),
        "consequences": consequences,
    }
