"""中山市政府部门绩效管理暂行办法, worked out plainly from its clauses."""

from __future__ import annotations

from fractions import Fraction
from math import floor

from tests.oracles.plain_ratings import Book, Facts, Row, number, places_of, plain, standings

CATEGORIES = ["economic", "social", "comprehensive"]

TREE = [
    ("performance", 25),
    ("performance.duties", 15),
    ("performance.duties.statutory", 5),
    ("performance.duties.key_tasks", 10),
    ("performance.lawful", 10),
    ("performance.lawful.conduct", 5),
    ("performance.lawful.approval_reform", 5),
    ("efficacy", 20),
    ("efficacy.cost", 10),
    ("efficacy.cost.admin_cost", 5),
    ("efficacy.cost.fund_benefit", 5),
    ("efficacy.capacity", 10),
    ("efficacy.capacity.efficiency", 5),
    ("efficacy.capacity.integrity", 5),
    ("service", 45),
    ("service.leaders", 10),
    ("service.delegates", 5),
    ("service.mutual", 5),
    ("service.grassroots", 10),
    ("service.public", 15),
    ("innovation", 10),
    ("innovation.excellence", 10),
]
AWARDS = [
    "performance.duties.statutory",
    "performance.duties.key_tasks",
    "performance.lawful.conduct",
    "performance.lawful.approval_reform",
    "efficacy.cost.admin_cost",
    "efficacy.cost.fund_benefit",
    "efficacy.capacity.efficiency",
    "efficacy.capacity.integrity",
    "innovation.excellence",
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
        book.rating(unit, "service.leaders", "leaders", 10)
        for group in ("party", "npc", "cppcc"):
            book.rating(unit, "service.delegates", group, holes[f"service.delegates.groups.{group}"])
        book.rating(unit, "service.mutual", "departments", 5)
        book.rating(unit, "service.grassroots", "towns", 10)
        for group in ("clients", "organisations", "residents"):
            book.rating(unit, "service.public", group, holes[f"service.public.groups.{group}"])

        # 20: 2 off for each of five items, each at most 2 a year.
        for name in ("integrity", "safety", "social", "budget", "audit"):
            rule = f"accountability.{name}"
            left = Fraction(2)
            for event in book.events(unit, rule):
                each = 2 if event["level"] == "accountable" else 0
                raw = each * number(event.get("count") or "1")
                counts = min(raw, left) if book.in_time(event) else Fraction(0)
                left -= counts
                book.write(
                    unit, "accountability", "event", -counts, -raw, rule, event["event"], event["date"]
                )
                if book.in_time(event) and each:
                    blamed.add(unit)
        rule = "accountability.major_task_failed"
        for event in book.events(unit, rule):
            book.write(unit, "accountability", "event", 0, 0, rule, event["event"], event["date"])
            if book.in_time(event):
                blamed.add(unit)
        book.limit(unit, "accountability", -10, None)

        scores.extend(book.score_row(unit, item, points) for item, points in TREE)
        scores.append(book.score_row(unit, "accountability", None))

    totals = book.totals(["performance", "efficacy", "service", "innovation", "accountability"])
    ranks: dict[str, int] = {}
    grades: dict[str, str] = {}
    for category in CATEGORIES:
        ranked = {
            row["unit"]: totals[row["unit"]]
            for row in book.scored
            if row["category"] == category and row["unit"] not in book.incomplete
        }
        ranks.update(places_of(ranked))
        quota = floor(holes["grades.excellent.top_percent"] * len(ranked) / 100)
        for unit, total in ranked.items():
            if ranks[unit] <= quota:
                grades[unit] = "excellent"
            elif total >= holes["grades.good.at_least"]:
                grades[unit] = "good"
            elif total >= holes["grades.fair.at_least"]:
                grades[unit] = "fair"
            else:
                grades[unit] = "poor"

    consequences = []
    for row in book.scored:
        unit = row["unit"]
        if unit in book.incomplete:
            continue
        if unit in blamed:
            value = f"-{plain(holes['bonus.cut_percent'])}%"
        elif grades[unit] == "excellent":
            value = f"+{plain(holes['bonus.increase_percent'])}%"
        else:
            value = "0%"
        consequences.append(
            {"unit": unit, "name": row["name"], "consequence": "yearly_bonus", "value": value}
        )
    return {
        "ranking": standings(book, CATEGORIES, totals, ranks, grades, set()),
        "scores": scores,
        "ledger": book.ledger([item for item, _ in TREE] + ["accountability"]),
        "consequences": consequences,
    }
