"""北京市政府绩效管理试点的示例参数 (clauses.md part B), worked out plainly."""

from __future__ import annotations

from fractions import Fraction
from math import ceil, floor

from tests.oracles.plain_ratings import Book, Facts, Row, number, places_of, standings

CATEGORIES = ["dept_economy", "dept_service", "district_urban", "district_eco"]
DISTRICTS = ("district_urban", "district_eco")

DEPARTMENT = [  # item, points of dept_economy, of dept_service
    ("performance", 45, 35),
    ("performance.binding_tasks", 20, 15),
    ("performance.duties", 25, 20),
    ("management", 25, 20),
    ("management.budget", 10, 8),
    ("management.audit", 15, 12),
    ("service", 20, 35),
    ("service.public", 10, 20),
    ("service.leaders", 10, 15),
    ("innovation", 10, 10),
]
DISTRICT = [  # item, points of district_urban (the 8 of water spread 6 to air, 2 to waste), of district_eco
    ("district", 100, 100),
    ("district.industry", 20, 10),
    ("district.livelihood", 20, 20),
    ("district.resources", 15, 15),
    ("district.environment", 20, 30),
    ("district.environment.air", 15, 10),
    ("district.environment.waste", 5, 5),
    ("district.environment.water", None, 15),
    ("district.services", 10, 10),
    ("district.lawful", 10, 10),
    ("district.social", 5, 5),
]


def score(facts: Facts, as_of: str | None = None) -> dict[str, list[Row]]:
    """Give the four tables."""
    book = Book(facts, as_of)
    blamed: set[str] = set()
    vetoed: set[str] = set()
    scores = []
    for row in book.scored:
        unit, category = row["unit"], row["category"]
        table = DISTRICT if category in DISTRICTS else DEPARTMENT
        column = 1 if category in ("dept_economy", "district_urban") else 2
        points = {line[0]: line[column] for line in table if line[column] is not None}
        if category in DISTRICTS:
            _district(book, unit, points)
        else:
            _department(book, unit, points)
        _accountability(book, unit, blamed, vetoed)
        scores.extend(book.score_row(unit, item, full) for item, full in points.items())
        scores.append(book.score_row(unit, "accountability", None))

    totals = book.totals(["performance", "management", "service", "innovation", "district", "accountability"])
    ranks: dict[str, int] = {}
    grades: dict[str, str] = {}
    for category in CATEGORIES:
        ranked = {
            row["unit"]: totals[row["unit"]]
            for row in book.scored
            if row["category"] == category and row["unit"] not in book.incomplete
        }
        ranks.update(places_of(ranked))
        race = places_of({unit: total for unit, total in ranked.items() if unit not in vetoed})
        for unit, total in ranked.items():
            if race.get(unit) == 1 and total >= 85:
                grades[unit] = "excellent"
            elif total >= 80:
                grades[unit] = "good"
            elif total >= 60:
                grades[unit] = "qualified"
            else:
                grades[unit] = "unqualified"

    consequences = []
    for row in book.scored:
        unit = row["unit"]
        if unit in book.incomplete:
            continue
        bonus = "-5%" if unit in blamed else "+10%" if grades[unit] == "excellent" else "0%"
        consequences.append(
            {"unit": unit, "name": row["name"], "consequence": "yearly_bonus", "value": bonus}
        )
        if grades[unit] == "unqualified":
            consequences.append(
                {"unit": unit, "name": row["name"], "consequence": "key_rectification", "value": "next_year"}
            )
    items = [line[0] for line in DEPARTMENT] + [line[0] for line in DISTRICT] + ["accountability"]
    return {
        "ranking": standings(book, CATEGORIES, totals, ranks, grades, vetoed),
        "scores": scores,
        "ledger": book.ledger(items),
        "consequences": consequences,
    }


def _department(book: Book, unit: str, points: dict[str, int]) -> None:
    _done_of_task(book, unit, "performance.binding_tasks", points["performance.binding_tasks"])
    book.award(unit, "performance.duties")

    full = points["management.budget"]
    results = [row for row in book.facts.get("results", []) if row["unit"] == unit]
    if results:
        carried = full * number(results[0]["total"]) / 100
        book.write(unit, "management.budget", "scheme", carried, source="budget-evaluation")
        book.limit(unit, "management.budget", 0, full)
    else:
        book.missing(unit, "management.budget", "budget-evaluation")

    _audit(book, unit, points["management.audit"])

    full = points["service.public"]
    book.rating(unit, "service.public", "public", Fraction(full * 60, 100), drop=1)
    book.rating(unit, "service.public", "third_party", Fraction(full * 40, 100))
    book.rating(unit, "service.leaders", "leaders", points["service.leaders"])

    _honours(book, unit)


def _done_of_task(book: Book, unit: str, item: str, full: int) -> None:
    """Proportional: done / task, all points from 1 on, not below 0; no task: reached."""
    found = book.measured(unit, item)
    if found is None:
        book.missing(unit, item)
        return
    done, task = found
    share = Fraction(1) if task == 0 else min(Fraction(1), done / task)
    book.write(unit, item, "value", full * max(Fraction(0), share))


def _audit(book: Book, unit: str, full: int) -> None:
    book.write(unit, "management.audit", "start", full)
    left = Fraction(10)
    rule = "management.audit.finding"
    for event in book.events(unit, rule):
        each = {"general": 2, "major": 5}[event["level"]]
        raw = each * number(event.get("count") or "1")
        counts = Fraction(0)
        if book.in_time(event) and not event.get("exempt"):
            counts = min(raw, left)
        left -= counts
        book.write(unit, "management.audit", "event", -counts, -raw, rule, event["event"], event["date"])
    rule = "management.audit.refused"
    refused = []
    for event in book.events(unit, rule):
        book.write(unit, "management.audit", "event", 0, 0, rule, event["event"], event["date"])
        if book.in_time(event):
            refused.append(event)
    book.limit(unit, "management.audit", 0, full)
    if refused:
        rest = book.sum_of(unit, "management.audit")
        first = refused[0]
        book.write(
            unit, "management.audit", "void", -rest, rule=rule, source=first["event"], date=first["date"]
        )


def _honours(book: Book, unit: str) -> None:
    rule = "innovation.honour"
    events = book.events(unit, rule)
    worth = {
        event["event"]: {"city": 2, "national": 4}[event["level"]] * number(event.get("count") or "1")
        for event in events
    }
    holding = [event for event in events if book.in_time(event)]
    for event in events:
        counts = worth[event["event"]] if event in holding else Fraction(0)
        if event in holding and event.get("matter"):
            # Of one matter the highest counts; of equal ones the earliest, then the smallest id.
            rivals = [other for other in holding if other.get("matter") == event["matter"]]
            best = min(rivals, key=lambda other: (-worth[other["event"]], other["date"], other["event"]))
            if best is not event:
                counts = Fraction(0)
        book.write(
            unit, "innovation", "event", counts, worth[event["event"]], rule, event["event"], event["date"]
        )
    book.limit(unit, "innovation", 0, 10)


def _district(book: Book, unit: str, points: dict[str, int]) -> None:
    _industry(book, unit, points["district.industry"])
    _done_of_task(book, unit, "district.livelihood", points["district.livelihood"])

    found = book.measured(unit, "district.resources")
    if found is None:
        book.missing(unit, "district.resources")
    else:
        measured = _quotient(found)
        reached = measured is None or measured >= Fraction("3.5")
        book.write(unit, "district.resources", "value", points["district.resources"] if reached else 0)

    _air(book, unit, points["district.environment.air"])
    _waste(book, unit, points["district.environment.waste"])
    if "district.environment.water" in points:
        _water(book, unit, points["district.environment.water"])

    book.rating(unit, "district.services", "public", 6, drop=1)
    book.rating(unit, "district.services", "third_party", 4)
    book.award(unit, "district.lawful")
    _social(book, unit)


def _quotient(found: tuple[Fraction, Fraction | None]) -> Fraction | None:
    """Give the measured value; None where the base is 0."""
    value, base = found
    if base is None:
        return value
    return None if base == 0 else value / base


def _industry(book: Book, unit: str, full: int) -> None:
    found = book.measured(unit, "district.industry")
    if found is None:
        book.missing(unit, "district.industry")
        return
    measured = _quotient(found)
    if measured is None or measured >= 3:
        percent = 100
    elif measured >= 2:
        percent = 80
    elif measured >= 1:
        percent = 50
    else:
        percent = 0
    book.write(unit, "district.industry", "value", Fraction(full * percent, 100))


def _air(book: Book, unit: str, full: int) -> None:
    found = book.measured(unit, "district.environment.air")
    if found is None:
        book.missing(unit, "district.environment.air")
        return
    measured = _quotient(found)
    if measured is None or measured >= 5:
        share = Fraction(1)
    elif measured <= 0:
        share = Fraction(0)
    elif measured <= 2:
        share = Fraction(60, 100) * measured / 2
    else:
        share = Fraction(60, 100) + Fraction(40, 100) * (measured - 2) / 3
    book.write(unit, "district.environment.air", "value", full * share)


def _waste(book: Book, unit: str, full: int) -> None:
    """Take off 1 for each whole 5 per cent below 95; a lone value is a per cent."""
    item = "district.environment.waste"
    found = book.measured(unit, item)
    if found is None:
        book.missing(unit, item)
        return
    value, base = found
    if base is None:
        percent = value
    elif base == 0:
        percent = Fraction(95)
    else:
        percent = 100 * value / base
    steps = max(0, floor((95 - percent) / 5))
    book.write(unit, item, "start", full)
    book.write(unit, item, "value", -steps)
    book.limit(unit, item, 0, full)


def _water(book: Book, unit: str, full: int) -> None:
    """Take off 2 for each case missing of the nine tenths, rounded up, of the cases."""
    item = "district.environment.water"
    found = book.measured(unit, item)
    if found is None:
        book.missing(unit, item)
        return
    value, base = found
    due = ceil(Fraction(9, 10) * base)
    book.write(unit, item, "start", full)
    book.write(unit, item, "value", -2 * max(Fraction(0), due - value))
    book.limit(unit, item, 0, full)


def _social(book: Book, unit: str) -> None:
    """Place by value among the districts of both categories, highest first; ties share a place."""
    measured = {}
    for row in book.scored:
        found = book.measured(row["unit"], "district.social")
        if row["category"] in DISTRICTS and found is not None:
            measured[row["unit"]] = _quotient(found)
    if unit not in measured:
        book.missing(unit, "district.social")
        return
    place = places_of(measured)[unit]
    book.write(unit, "district.social", "value", {1: 5, 2: 4, 3: 3}.get(place, 1))


def _accountability(book: Book, unit: str, blamed: set[str], vetoed: set[str]) -> None:
    for name in ("discipline", "safety", "social"):
        rule = f"accountability.{name}"
        for event in book.events(unit, rule):
            each = 5 if event["level"] == "accountable" else 0
            raw = -each * number(event.get("count") or "1")
            points = raw if book.in_time(event) else 0
            book.write(unit, "accountability", "event", points, raw, rule, event["event"], event["date"])
            if book.in_time(event) and each:
                blamed.add(unit)
                if name == "safety":
                    vetoed.add(unit)
    book.limit(unit, "accountability", -10, None)
