"""Oracle for jishui-2014 (吉水县国土资源局机关工作目标管理考评办法): numbers from clauses.md, arithmetic from spec.md."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction

from tests.oracles.plain import (
    Book,
    Entry,
    Line,
    Row,
    Rule,
    Tables,
    Year,
    assessed,
    by_level,
    each,
    entries_of,
    first_voiding,
    half_up,
    missed,
    month_end,
    no_points,
    once,
    outcome,
    place,
    year_of,
)

Dues = Callable[[Year], list[tuple[str, str]]]


def months(year: Year) -> list[tuple[str, str]]:
    return [(f"{y}-{m:02d}", month_end(y, m)) for y in year.days() for m in range(1, 13)]


def half_months(year: Year) -> list[tuple[str, str]]:
    found = []
    for period, end in months(year):
        found += [(f"{period}-H1", f"{period}-15"), (f"{period}-H2", end)]
    return found


def yearly(day: str) -> Dues:
    return lambda year: [(f"{y}", f"{y}-{day}") for y in year.days()]


@dataclass(frozen=True)
class Leaf:
    """An item with points. `rules` are its events, `dues` its obligations, `measure` its values."""

    points: int
    rules: dict[str, Rule] | Rule | None = None
    dues: dict[str, tuple[str, Dues]] | None = None
    """Rule: the cost of one missed period, and the periods."""
    start: bool = True
    ceiling: int | None = None
    measure: Callable[[Tables, str, str], Fraction | None] | None = None
    """Points that the values give (or cost); None: a value is missing."""
    measure_rule: str = ""
    award: bool = False


def deduct(points: int, rate: str) -> Leaf:
    return Leaf(points, each(rate))


def void(points: int) -> Leaf:
    return Leaf(points, no_points(void=1))


def award(points: int) -> Leaf:
    return Leaf(points, award=True)


def reports(item: str, points: int, cost: str, dues: Dues) -> Leaf:
    return Leaf(points, {}, {item: (cost, dues)})


# values


def value_of(tables: Tables, unit: str, item: str) -> tuple[Fraction, Fraction] | None:
    """Value and base of an item; base 1 where none is given."""
    for row in tables.get("values", ()):
        if row["unit"] == unit and row["item"] == item:
            return Fraction(row["value"]), Fraction(row.get("base") or 1)
    return None


def articles(tables: Tables, unit: str, item: str) -> Fraction | None:
    """3 articles give 3 points, fewer in proportion."""
    found = value_of(tables, unit, "common.press.quota")
    return None if found is None else max(Fraction(0), half_up(3 * min(Fraction(1), found[0] / 3)))


def cases_missing(rate: Fraction) -> Callable[[Tables, str, str], Fraction | None]:
    """Each case short of ceil(rate x cases) costs 1."""

    def cost(tables: Tables, unit: str, item: str) -> Fraction | None:
        found = value_of(tables, unit, item)
        if found is None:
            return None
        closed, cases = found
        return -max(Fraction(0), -((-rate * cases) // 1) - closed)

    return cost


def reaches(value: Fraction, base: Fraction, line: Fraction) -> bool:
    return base == 0 or value / base >= line


def threshold(points: int, line: Fraction) -> Callable[[Tables, str, str], Fraction | None]:
    def gain(tables: Tables, unit: str, item: str) -> Fraction | None:
        found = value_of(tables, unit, item)
        return None if found is None else Fraction(points if reaches(*found, line) else 0)

    return gain


def inspection(tables: Tables, unit: str, item: str) -> Fraction | None:
    """Both rates must hold: 95 % of the mines of province and city, 90 % of the county's."""
    upper = value_of(tables, unit, "geology.inspection.upper")
    county = value_of(tables, unit, "geology.inspection.county")
    if upper is None or county is None:
        return None
    both = reaches(*upper, Fraction(95, 100)) and reaches(*county, Fraction(90, 100))
    return Fraction(10 if both else 0)


def newland(tables: Tables, unit: str, item: str) -> Fraction | None:
    """Each whole 5 % short of the task costs 4."""
    found = value_of(tables, unit, item)
    if found is None:
        return None
    done, task = found
    if task == 0:
        return Fraction(0)
    short = max(Fraction(0), 1 - done / task)
    return -Fraction(4 * (short // Fraction(5, 100)))


COMMON: dict[str, int | Leaf] = {
    "common": 30,
    "common.discipline": 6,
    "common.discipline.late": deduct(2, "0.5"),
    "common.discipline.games": void(2),
    "common.discipline.complaint": void(2),
    "common.study": award(1),
    "common.plan": Leaf(
        2,
        {},
        {
            "common.plan.midyear": ("0.5", yearly("06-20")),
            "common.plan.annual": ("0.5", yearly("12-10")),
        },
    ),
    "common.attendance": deduct(2, "0.5"),
    "common.assets": Leaf(1, {"common.assets.ledger": each("0.5"), "common.assets.loss": no_points(void=1)}),
    "common.press": Leaf(
        3,
        {
            "common.press.extra": by_level(
                {"county": "0.1", "city": "0.5", "province": 1, "national": 2}, sign=1, cap=3
            )
        },
        start=False,
        ceiling=6,
        measure=articles,
        measure_rule="common.press.quota",
    ),
    "common.petition": deduct(2, "1"),
    "common.integrity": void(2),
    "common.stability": deduct(2, "1"),
    "common.campaign": deduct(2, "0.5"),
    "common.execution": Leaf(
        1, {"common.execution.late": each("0.5"), "common.execution.criticised": no_points(void=1)}
    ),
    "common.emergency": Leaf(
        2, {"common.emergency.absent": each("0.5"), "common.emergency.volunteer": each("0.5", sign=1)}
    ),
    "common.civilized": 4,
    "common.civilized.activities": Leaf(2, each("0.2", void=3)),
    "common.civilized.volunteering": Leaf(2, each("0.2", void=3)),
}

SECTIONS: dict[str, dict[str, int | Leaf]] = {
    "office": {
        "office": 70,
        "office.documents": deduct(8, "1"),
        "office.meetings": deduct(8, "1"),
        "office.finance": 20,
        "office.finance.settlement": deduct(4, "0.5"),
        "office.finance.budget": void(4),
        "office.finance.allocation": deduct(4, "0.5"),
        "office.finance.monthly": reports("office.finance.monthly", 4, "0.5", months),
        "office.finance.assets": void(4),
        "office.rules": deduct(10, "1"),
        "office.seal": deduct(10, "1"),
        "office.other": 14,
        "office.other.duty": deduct(5, "0.5"),
        "office.other.proposals": deduct(5, "1"),
        "office.other.vehicles": deduct(4, "1"),
    },
    "hr": {
        "hr": 70,
        "hr.personnel": deduct(10, "1"),
        "hr.appraisal": deduct(10, "1"),
        "hr.promotion": deduct(10, "1"),
        "hr.massline": deduct(20, "1"),
        "hr.civilized": deduct(10, "1"),
        "hr.other": deduct(10, "1"),
    },
    "legal": {
        "legal": 70,
        "legal.petition": 20,
        "legal.petition.closure": Leaf(12, measure=cases_missing(Fraction(1))),
        "legal.petition.urging": deduct(8, "1"),
        "legal.review": deduct(10, "2"),
        "legal.education": 10,
        "legal.education.plan": void(5),
        "legal.education.activities": deduct(5, "1"),
        "legal.campaign": deduct(10, "2.5"),
        "legal.stability": 10,
        "legal.stability.dispute": Leaf(
            5,
            {"legal.stability.dispute.error": each(1)},
            {"legal.stability.dispute.monthly": ("1", months)},
        ),
        "legal.stability.visits": deduct(5, "1"),
        "legal.guidance": award(10),
    },
    "cadastre": {
        "cadastre": 70,
        "cadastre.certificates": 20,
        "cadastre.certificates.ledger": void(12),
        "cadastre.certificates.quality": deduct(8, "1"),
        "cadastre.disputes": Leaf(5, measure=cases_missing(Fraction(90, 100))),
        "cadastre.rights": Leaf(
            15, {"cadastre.rights.progress": each(2), "cadastre.rights.criticised": no_points(void=1)}
        ),
        "cadastre.change_survey": deduct(10, "1"),
        "cadastre.reserve_survey": award(10),
        "cadastre.coordination": deduct(10, "1"),
    },
    "planning": {
        "planning": 70,
        "planning.database": void(20),
        "planning.preview": deduct(20, "1"),
        "planning.adjustment": deduct(20, "1"),
        "planning.slope": void(10),
    },
    "landuse": {
        "landuse": 70,
        "landuse.protection": void(8),
        "landuse.supply": Leaf(
            10, {"landuse.supply.prohibited": each(2), "landuse.supply.changed_use": each(2)}
        ),
        "landuse.approval": deduct(20, "2"),
        "landuse.housing": 10,
        "landuse.housing.nature": deduct(6, "0.5"),
        "landuse.housing.staking": deduct(4, "0.5"),
        "landuse.expropriation": 12,
        "landuse.expropriation.assigned": deduct(6, "0.5"),
        "landuse.expropriation.procedure": void(6),
        "landuse.coordination": deduct(10, "1"),
    },
    "geology": {
        "geology": 70,
        "geology.hazard": 20,
        "geology.hazard.prevention": void(10),
        "geology.hazard.duty": deduct(10, "0.5"),
        "geology.rights": award(10),
        "geology.fees": deduct(10, "2"),
        "geology.safety": deduct(5, "0.5"),
        "geology.data": deduct(5, "0.5"),
        "geology.inspection": Leaf(10, start=False, measure=inspection),
        "geology.coordination": deduct(10, "1"),
    },
    "trade": {
        "trade": 70,
        "trade.transfer": 30,
        "trade.transfer.auction": deduct(10, "1"),
        "trade.transfer.rules": void(5),
        "trade.transfer.monthly": reports("trade.transfer.monthly", 5, "0.5", months),
        "trade.transfer.ledger": Leaf(
            5,
            {
                "trade.transfer.ledger.missing": once(2),
                "trade.transfer.ledger.incomplete": once(1),
                "trade.transfer.ledger.files": each("0.5"),
            },
        ),
        "trade.transfer.entry": deduct(5, "0.5"),
        "trade.reserve": deduct(10, "1"),
        "trade.payment": deduct(10, "1"),
        "trade.oversight": deduct(10, "1"),
        "trade.coordination": deduct(10, "1"),
    },
    "law": {
        "law": 70,
        "law.system": 10,
        "law.system.report": void(3),
        "law.system.network": void(4),
        "law.system.major": deduct(3, "0.5"),
        "law.patrol": 10,
        "law.patrol.rounds": reports("law.patrol.rounds", 6, "0.5", half_months),
        "law.patrol.supply": deduct(4, "1"),
        "law.satellite": 10,
        "law.satellite.ledger": void(4),
        "law.satellite.tables": void(2),
        "law.satellite.rectify": void(4),
        "law.procedure": 10,
        "law.procedure.documents": deduct(6, "1"),
        "law.procedure.application": deduct(4, "1"),
        "law.cases": 10,
        "law.cases.closure_rate": Leaf(10, start=False, measure=threshold(10, Fraction(95, 100))),
        "law.coordination": void(10),
        "law.special": void(10),
    },
    "reclaim": {
        "reclaim": 70,
        "reclaim.rules": void(10),
        "reclaim.farmland": Leaf(10, start=False, measure=threshold(10, Fraction(1))),
        "reclaim.newland": Leaf(20, measure=newland),
        "reclaim.aftercare": 10,
        "reclaim.aftercare.disputes": deduct(5, "0.5"),
        "reclaim.aftercare.building": deduct(5, "1"),
        "reclaim.linkage": void(20),
    },
    "info": {
        "info": 70,
        "info.golden": deduct(10, "1"),
        "info.network": deduct(10, "0.5"),
        "info.publish": deduct(20, "1"),
        "info.approval": deduct(15, "1"),
        "info.video": deduct(15, "1"),
    },
    "survey": {
        "survey": 70,
        "survey.publicity": deduct(15, "1"),
        "survey.license": void(15),
        "survey.marks": deduct(25, "1"),
        "survey.daily": deduct(15, "1"),
    },
    "service": {
        "service": 70,
        "service.discipline": deduct(10, "1"),
        "service.manner": deduct(20, "1"),
        "service.handling": deduct(20, "1"),
        "service.entry": deduct(20, "1"),
    },
    "monitor": {
        "monitor": 70,
        "monitor.system": deduct(10, "1"),
        "monitor.plan": void(10),
        "monitor.education": deduct(10, "1"),
        "monitor.conflict": void(10),
        "monitor.gifts": deduct(10, "1"),
        "monitor.cases": deduct(10, "1"),
        "monitor.assigned": deduct(10, "1"),
    },
}

VETOES = [
    "veto.discipline",
    "veto.incident",
    "veto.family_finance",
    "veto.environment",
    "veto.eight_rules",
]

PRIZES = {"first_prize": "first", "second_prize": "second", "third_prize": "third"}


def leaf_score(book: Book, item: str, leaf: Leaf, events: list[Row], tables: Tables, year: Year) -> Fraction:
    if leaf.award:
        return book.award(item, leaf.points, tables)
    rules = {item: leaf.rules} if isinstance(leaf.rules, Rule) else dict(leaf.rules or {})
    late: list[Entry] = []
    for rule, (cost, dues) in (leaf.dues or {}).items():
        rules[rule] = each(cost)
        late += missed(book.unit, rule, cost, dues(year), tables.get("submissions", ()), year)
    reached = Fraction(0)
    measured = leaf.measure(tables, book.unit, item) if leaf.measure else Fraction(0)
    if measured is None:
        book.missing(item)
    else:
        if leaf.start:
            reached += book.line(item, "start", leaf.points)
        if leaf.measure:
            reached += book.line(item, "value", measured, rule=leaf.measure_rule)
    entries = entries_of(events, rules, year, late)
    reached = book.bound(item, reached + book.events(item, entries), leaf.ceiling or leaf.points)
    stroke = first_voiding(entries, rules)
    if stroke is not None:
        book.line(item, "void", -reached, stroke.source, stroke.day, stroke.rule)
        reached = Fraction(0)
    return book.score(item, leaf.points, reached)


def vetoes(book: Book, events: list[Row], year: Year) -> None:
    """An event inside the year that is not withdrawn vetoes; any other has a line of 0."""
    for veto in VETOES:
        for row in sorted(events, key=lambda row: (row["date"], row["event"])):
            if row["item"] != veto:
                continue
            if year.inside(row["date"]) and not row.get("exempt"):
                book.vetoed = True
                book.line(row["item"], "veto", 0, row["event"], row["date"])
            else:
                book.line(row["item"], "event", 0, row["event"], row["date"], row["item"])


def one(unit: Row, tables: Tables, as_of: str | None) -> Book:
    year = year_of(tables, as_of)
    book = Book(unit["unit"])
    events = [row for row in tables.get("events", ()) if row["unit"] == book.unit]
    sums: dict[str, Fraction] = {}
    tree = {**COMMON, **SECTIONS[unit["category"]]}
    for item, node in tree.items():
        if isinstance(node, Leaf):
            points = leaf_score(book, item, node, events, tables, year)
            book.total += points
            parts = item.split(".")
            for n in range(1, len(parts)):
                above = ".".join(parts[:n])
                sums[above] = sums.get(above, Fraction(0)) + points
    for item, node in tree.items():
        if not isinstance(node, Leaf):
            book.score(item, node, sums[item])
            book.put_above(item)
    vetoes(book, events, year)
    return book


def prize_of(book: Book, race: list[Book]) -> str:
    if book not in race:
        return ""
    reached = place(book, race)
    if reached == 1:
        return "first_prize"
    return "second_prize" if reached <= 3 else "third_prize" if reached <= 6 else ""


def withheld(book: Book) -> str:
    return "10%" if book.shown < 80 else "5%" if book.shown < 85 else "0%"


def score(tables: Tables, as_of: str | None = None) -> dict[str, list[Line]]:
    books = {unit["unit"]: one(unit, tables, as_of) for unit in assessed(tables)}
    complete = [book for book in books.values() if book.complete]
    race = [book for book in complete if not book.vetoed and book.shown >= 85]
    ranks = {book.unit: place(book, complete) for book in complete}
    grades = {book.unit: prize_of(book, race) for book in complete}
    consequences = []
    for unit in tables["units"]:
        name = unit["unit"]
        if name not in ranks:
            continue
        book, given = books[name], {}
        if grades[name]:
            given["prize"] = PRIZES[grades[name]]
        given["allowance_withheld"] = withheld(book)
        if book.vetoed:
            given["prize_barred"] = given["leader_honours_barred"] = "yes"
        consequences += [(name, unit["name"], consequence, value) for consequence, value in given.items()]
    return outcome(tables, books, ranks, grades, consequences, list(SECTIONS))
