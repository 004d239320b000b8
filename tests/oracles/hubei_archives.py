"""湖北省机关档案工作目标管理等级考评办法 with the example sheet, worked out plainly from its clauses."""

from __future__ import annotations

from fractions import Fraction
from math import floor

from tests.oracles.plain_ratings import Book, Facts, Row, number, places_of, standings

CATEGORIES = ["special", "special_review", "first", "first_review", "second", "second_review"]
TREE = [
    ("org", 20),
    ("org.leadership", 5),
    ("org.rules", 7),
    ("org.training", 8),
    ("base", 20),
    ("base.rooms", 8),
    ("base.safety", 6),
    ("base.equipment", 6),
    ("work", 40),
    ("work.filing", 12),
    ("work.quality", 10),
    ("work.transfer", 8),
    ("work.catalogue", 10),
    ("info", 20),
    ("info.digitised", 10),
    ("info.use", 6),
    ("info.compile", 4),
]
VETOES = [
    "eligibility.registration",
    "eligibility.central",
    "eligibility.transfer",
    "eligibility.disclosure",
    "eligibility.safety",
    "eligibility.electronic",
    "eligibility.lower",
    "review.negative",
]
QUARTER_ENDS = {"Q1": "03-31", "Q2": "06-30", "Q3": "09-30", "Q4": "12-31"}
# Category -> grade that it may reach, and the line.
LEVELS = {
    "special": ("province_special", 90),
    "special_review": ("province_special", 90),
    "first": ("province_first", 90),
    "first_review": ("province_first", 90),
    "second": ("province_second", 80),
    "second_review": ("province_second", 80),
}


def score(facts: Facts, as_of: str | None = None) -> dict[str, list[Row]]:
    """Give the four tables."""
    book = Book(facts, as_of)
    vetoed = set()
    scores = []
    for row in book.scored:
        unit = row["unit"]
        _sheet(book, unit)
        scores.extend(book.score_row(unit, item, points) for item, points in TREE)
        for veto in VETOES:
            for event in book.events(unit, veto):
                if book.in_time(event) and not event.get("exempt"):
                    vetoed.add(unit)
                    book.write(unit, veto, "veto", 0, source=event["event"], date=event["date"])
                else:
                    book.write(unit, veto, "event", 0, rule=veto, source=event["event"], date=event["date"])

    totals = book.totals(["org", "base", "work", "info"])
    ranks: dict[str, int] = {}
    for category in CATEGORIES:
        ranks.update(
            places_of(
                {
                    row["unit"]: totals[row["unit"]]
                    for row in book.scored
                    if row["category"] == category and row["unit"] not in book.incomplete
                }
            )
        )
    grades = {}
    consequences = []
    for row in book.scored:
        unit = row["unit"]
        if unit in book.incomplete:
            continue
        grade, line = LEVELS[row["category"]]
        grades[unit] = grade if totals[unit] >= line and unit not in vetoed else "not_passed"
        for consequence, value in _follows(row["category"], grades[unit]):
            consequences.append(
                {"unit": unit, "name": row["name"], "consequence": consequence, "value": value}
            )
    return {
        "ranking": standings(book, CATEGORIES, totals, ranks, grades, vetoed),
        "scores": scores,
        "ledger": book.ledger([item for item, _ in TREE] + VETOES),
        "consequences": consequences,
    }


def _follows(category: str, grade: str) -> list[tuple[str, str]]:
    if grade == "not_passed":
        return []
    high = grade in ("province_special", "province_first")
    follows = [("confirmation_letter", "form 1" if high else "form 2")]
    if category.endswith("_review"):
        follows.append(("review_certificate", "3 years"))
    else:
        follows.append(("certificate", "3 years"))
    if high:
        follows.append(("incentive_policy", "3 years"))
    return follows


def _sheet(book: Book, unit: str) -> None:
    book.award(unit, "org.leadership")
    _each(book, unit, "org.rules", 7, 1)
    _proportional(book, unit, "org.training", 8, Fraction(1))

    ratio = _ratio(book, unit, "base.rooms")
    if ratio is not None:
        if ratio == "reached" or ratio >= 1:
            points = 8
        elif ratio >= Fraction(8, 10):
            points = 5
        elif ratio >= Fraction(6, 10):
            points = 3
        else:
            points = 0
        book.write(unit, "base.rooms", "value", points)
    _safety(book, unit)
    _equipment(book, unit)

    ratio = _ratio(book, unit, "work.filing")
    if ratio is not None:
        if ratio == "reached" or ratio >= 1:
            points = Fraction(12)
        elif ratio <= Fraction(80, 100):
            points = Fraction(0)
        elif ratio <= Fraction(95, 100):
            points = 9 * (ratio - Fraction(80, 100)) / Fraction(15, 100)
        else:
            points = 9 + 3 * (ratio - Fraction(95, 100)) / Fraction(5, 100)
        book.write(unit, "work.filing", "value", points)
    _quality(book, unit)
    ratio = _ratio(book, unit, "work.transfer")
    if ratio is not None:
        short = Fraction(0) if ratio == "reached" else 1 - ratio
        steps = max(0, floor(short / Fraction(5, 100)))
        book.write(unit, "work.transfer", "start", 8)
        book.write(unit, "work.transfer", "value", -steps)
        book.limit(unit, "work.transfer", 0, 8)
    book.award(unit, "work.catalogue")

    _proportional(book, unit, "info.digitised", 10, Fraction(60, 100))
    _each(book, unit, "info.use", 6, 1)
    _compile(book, unit)


def _ratio(book: Book, unit: str, item: str) -> Fraction | str | None:
    """Give value / base, "reached" for a base of 0, None (and a line) where it is missing."""
    found = book.measured(unit, item)
    if found is None:
        book.missing(unit, item)
        return None
    value, base = found
    return "reached" if base == 0 else value / base


def _proportional(book: Book, unit: str, item: str, full: int, target: Fraction) -> None:
    ratio = _ratio(book, unit, item)
    if ratio is not None:
        share = Fraction(1) if ratio == "reached" else max(Fraction(0), min(Fraction(1), ratio / target))
        book.write(unit, item, "value", full * share)


def _each(book: Book, unit: str, item: str, full: int, cost: int) -> None:
    book.write(unit, item, "start", full)
    for event in book.events(unit, item):
        raw = -cost * number(event.get("count") or "1")
        points = raw if book.in_time(event) and not event.get("exempt") else 0
        book.write(unit, item, "event", points, raw, item, event["event"], event["date"])
    book.limit(unit, item, 0, full)


def _safety(book: Book, unit: str) -> None:
    item = "base.safety"
    book.write(unit, item, "start", 6)
    years = range(int(book.first[:4]), int(book.last[:4]) + 1)
    for year in years:
        for quarter, end in QUARTER_ENDS.items():
            period, due = f"{year}-{quarter}", f"{year}-{end}"
            if not (book.first <= due <= book.last and due <= book.as_of):
                continue
            handed_in = [
                row["submitted_on"] for row in book.rows("submissions", unit, item) if row["period"] == period
            ]
            known = [day for day in handed_in if day <= book.as_of]
            if not known:
                book.write(unit, item, "missed", Fraction("-1.5"), rule=item, source=period, date=due)
            elif min(known) > due:
                book.write(unit, item, "missed", Fraction("-0.5"), rule=item, source=period, date=due)
    book.limit(unit, item, 0, 6)


def _equipment(book: Book, unit: str) -> None:
    climate = book.measured(unit, "base.equipment.climate")
    fire = book.measured(unit, "base.equipment.fire")
    if climate is None or fire is None:
        book.missing(unit, "base.equipment")
        return
    holds = (climate[1] == 0 or climate[0] / climate[1] >= Fraction(90, 100)) and (
        fire[1] == 0 or fire[0] / fire[1] >= 1
    )
    book.write(unit, "base.equipment", "value", 6 if holds else 0)


def _quality(book: Book, unit: str) -> None:
    item = "work.quality"
    book.write(unit, item, "start", 10)
    for event in book.events(unit, "work.quality.error"):
        raw = -Fraction(2, 10) * number(event.get("count") or "1")
        points = raw if book.in_time(event) else 0
        book.write(unit, item, "event", points, raw, "work.quality.error", event["event"], event["date"])
    forged = []
    for event in book.events(unit, "work.quality.forged"):
        book.write(unit, item, "event", 0, 0, "work.quality.forged", event["event"], event["date"])
        if book.in_time(event) and not event.get("exempt"):
            forged.append(event)
    book.limit(unit, item, 0, 10)
    if forged:
        rest, first = book.sum_of(unit, item), forged[0]
        book.write(
            unit,
            item,
            "void",
            -rest,
            rule="work.quality.forged",
            source=first["event"],
            date=first["date"],
        )


def _compile(book: Book, unit: str) -> None:
    item = "info.compile"
    events = book.events(unit, item)
    raw = {
        event["event"]: {"county": 1, "city": 2, "province": 3}[event["level"]]
        * number(event.get("count") or "1")
        for event in events
    }
    shares = {"": Fraction(1), "lead": Fraction(80, 100), "joint": Fraction(20, 100)}
    worth = {event["event"]: raw[event["event"]] * shares[event.get("role", "")] for event in events}
    holding = [event for event in events if book.in_time(event)]
    for event in events:
        counts = worth[event["event"]] if event in holding else Fraction(0)
        if event in holding and event.get("matter"):
            rivals = [other for other in holding if other.get("matter") == event["matter"]]
            best = min(rivals, key=lambda other: (-worth[other["event"]], other["date"], other["event"]))
            if best is not event:
                counts = Fraction(0)
        book.write(unit, item, "event", counts, raw[event["event"]], item, event["event"], event["date"])
    book.limit(unit, item, 0, 4)
