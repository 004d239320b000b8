"""Seeded random facts for zhangzhou, xingan, township and jishui-2014: every rule, mostly at its boundaries.

The lists of rules are written from clauses.md, not read from a scheme. Facts are tables of text rows.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from random import Random

from tests.oracles import jishui_2014, township, xingan, zhangzhou
from tests.oracles.plain import Row, Tables, Year, text, year_of

Facts = dict[str, list[dict[str, str]]]

HOLE = "conduct.style.exposed.points"


@dataclass(frozen=True)
class Kind:
    """A rule and the cells that its events may have."""

    levels: Sequence[str] = ()
    points: tuple[str, str] | None = None
    amounts: Sequence[str] = ()
    exempt: str = ""
    share: bool = False


@dataclass(frozen=True)
class Draw:
    """A draw of one set of facts: the random numbers, the year and the as-of date."""

    random: Random
    cycle: dict[str, str]
    as_of: str | None
    good: bool
    """Whether marks are mostly high."""

    def mark(self, most: int) -> str:
        """A mark from 0 to `most`, often a round one."""
        low = Fraction(most * 8, 10) if self.good and self.chance(0.95) else Fraction(0)
        step = self.random.choice([1, 2, 4, 10, 4000])
        return text(low + (most - low) * self.random.randint(0, step) / step)

    @property
    def year(self) -> Year:
        return year_of({"cycle": [self.cycle]}, self.as_of)

    def chance(self, share: float) -> bool:
        return self.random.random() < share

    def day(self) -> str:
        """A day of the year, often at one of its ends, at the as-of date or just outside."""
        year = self.year
        edges = [year.first, year.last, year.as_of]
        if self.chance(0.4):
            return shifted(self.random.choice(edges), self.random.choice([-1, 0, 0, 0, 1]))
        length = (date.fromisoformat(year.last) - date.fromisoformat(year.first)).days
        return shifted(year.first, self.random.randint(0, length))


def shifted(day: str, days: int) -> str:
    return (date.fromisoformat(day) + timedelta(days)).isoformat()


def draw(seed: str, years: Sequence[int]) -> Draw:
    random = Random(seed)
    year = random.choice(years)
    cycle = {"year": str(year)}
    if random.random() < 0.15:
        cycle["first_day"] = random.choice([f"{year}-01-08", f"{year - 1}-07-01", f"{year - 1}-12-01"])
        cycle["last_day"] = random.choice([f"{year}-10-07", f"{year}-06-20", f"{year}-11-30"])
    as_of = None
    if random.random() < 0.3:
        last = cycle.get("last_day", f"{year}-12-31")
        as_of = random.choice(
            [last, f"{year}-02-28", f"{year}-04-07", f"{year}-06-19", f"{year}-06-20", f"{year}-06-30"]
        )
        as_of = min(as_of, last)
    return Draw(random, cycle, as_of, random.random() < 0.7)


# units and events


def units(it: Draw, categories: Sequence[str], most: int, observers: str = "") -> list[dict[str, str]]:
    """Some units over some categories, now and then an observer; ids do not follow the order of rows."""
    found = []
    ids = [f"U{n:02d}" for n in range(60)]
    it.random.shuffle(ids)
    some = it.random.sample(list(categories), it.random.choice([1, 2, len(categories)]))
    for n in range(it.random.randint(1, most)):
        category, observer = it.random.choice(some), ""
        if it.chance(0.1):
            category, observer = observers or category, "yes"
        found.append({"unit": ids[n], "name": f"海屿{ids[n]}局", "category": category, "observer": observer})
    return found


def events(
    it: Draw, units: Sequence[Row], kinds: Callable[[Row], dict[str, Kind]], many: float
) -> list[dict[str, str]]:
    """About `many` events for each unit, of few rules at a time so that caps and matters meet."""
    found: list[dict[str, str]] = []
    for unit in units:
        known = kinds(unit)
        if not known:
            continue
        favourites = it.random.sample(list(known), min(len(known), it.random.choice([1, 2, 4, 8, 50])))
        for _ in range(int(it.random.expovariate(1 / many)) if many else 0):
            item = it.random.choice(favourites)
            found.append({"unit": unit["unit"], "item": item, **cells(it, known[item])})
    numbers = list(range(len(found)))
    it.random.shuffle(numbers)
    for row, number in zip(found, numbers, strict=True):
        row["event"] = f"E{number:03d}"
    return found


def cells(it: Draw, kind: Kind) -> dict[str, str]:
    row = {"date": it.day(), "count": it.random.choice(["", "", "", "1", "2", "3", "7"])}
    row["matter"] = it.random.choice(["", "", "", "甲案", "乙案", "丙事"])
    if kind.levels:
        row["level"] = it.random.choice(list(kind.levels))
    if kind.points:
        low, high = Fraction(kind.points[0]), Fraction(kind.points[1])
        between = low + (high - low) * it.random.randint(0, 997) / 997
        row["points"] = text(it.random.choice([low, high, (low + high) / 2, between]))
    if kind.amounts:
        row["amount"] = it.random.choice(list(kind.amounts))
    if kind.exempt and it.chance(0.25):
        row["exempt"] = kind.exempt
    if kind.share:
        row["role"] = it.random.choice(["", "", "lead", "joint"])
    return row


def submissions(
    it: Draw, unit: str, item: str, dues: Sequence[tuple[str, str]], earliest: int = 40
) -> list[dict[str, str]]:
    """For each period nothing, or some rows: early, on the due day, the day after, much later."""
    found = []
    diligent = it.random.choice([0.2, 0.8, 1.0])
    for period, due in dues:
        days = []
        if it.chance(diligent):
            days.append(shifted(due, it.random.choice([0, 0, -1, -it.random.randint(0, earliest)])))
        if it.chance(0.15 if days else 0.4):
            days.append(shifted(due, it.random.choice([1, 1, 30])))
        found += [{"unit": unit, "item": item, "period": period, "submitted_on": day} for day in days]
    return found


def ratings(
    it: Draw, units: Sequence[Row], groups: Sequence[tuple[str, str]], lacking: float
) -> list[dict[str, str]]:
    found = []
    for unit in units:
        for item, group in groups:
            raters = [f"R{n:02d}" for n in range(1 + int(it.random.expovariate(0.5)))]
            if it.chance(lacking):
                raters = []
            if it.chance(0.15):
                raters.append(unit["unit"])
            if it.chance(0.1):
                raters += [u["unit"] for u in units if u is not unit][:2]
            for rater in raters:
                found.append(
                    {
                        "item": item,
                        "group": group,
                        "rater": rater,
                        "unit": unit["unit"],
                        "score": it.mark(100),
                    }
                )
    return found


def awards(
    it: Draw, units: Sequence[Row], items: Callable[[Row], dict[str, int]], lacking: float
) -> list[dict[str, str]]:
    found = []
    for unit in units:
        for item, points in items(unit).items():
            if not it.chance(lacking):
                found.append(
                    {
                        "unit": unit["unit"],
                        "item": item,
                        "points": it.mark(points),
                        "assessor": it.random.choice(["", "考评组"]),
                    }
                )
    return found


def twins(it: Draw, facts: Facts) -> None:
    """Give one unit the awards, ratings and values of another: ties."""
    if len(facts["units"]) < 2 or not it.chance(0.5):
        return
    one, other = it.random.sample([unit["unit"] for unit in facts["units"]], 2)
    category = {unit["unit"]: unit["category"] for unit in facts["units"]}
    if category[one] != category[other]:
        return
    for table in ("awards", "ratings", "values"):
        kept = [row for row in facts.get(table, []) if row["unit"] != other]
        copied = [{**row, "unit": other} for row in facts.get(table, []) if row["unit"] == one]
        if table == "ratings":
            copied = [row for row in copied if row["rater"] not in (one, other)]
        facts[table] = kept + copied


def steer(
    it: Draw, facts: Facts, item: str, most: int, score: Callable[..., dict], lines: Sequence[str]
) -> None:
    """Set an award so that a unit's total comes to a line between two grades, or to another unit's total."""
    result = score(facts, it.as_of)
    totals = [row[4] for row in result["ranking"]]
    exact: dict[str, Fraction] = {}
    for unit, path, _, points in result["scores"]:
        if "." not in path or path.startswith(("overflow", "special")):
            exact[unit] = exact.get(unit, Fraction(0)) + Fraction(points)
    for row in facts.get("awards", []):
        if row["item"] == item and row["unit"] in exact and it.chance(0.5):
            others = exact[row["unit"]] - Fraction(row["points"])
            near = Fraction(it.random.choice([0, 0, 0, -1, 1, -50, 49, -51, 50]), 10**4)
            goals = [Fraction(goal) + near - others for goal in [*lines, it.random.choice(totals)]]
            within = [points for points in goals if 0 <= points <= most]
            if within:
                row["points"] = text(it.random.choice(within))


def mixed(it: Draw, facts: Facts) -> Facts:
    """Shuffle all rows but the units'; leave out empty tables now and then."""
    for name, rows in facts.items():
        if name not in ("units", "cycle"):
            it.random.shuffle(rows)
    return {name: rows for name, rows in facts.items() if rows or it.chance(0.5)}


# zhangzhou

_RANK = Kind(["section", "staff"], exempt="自行查处")
_FUNDS = ["500000", "499999.99", "0.01", "500000.01", "1250000", "6000000", "100000"]
_ARRIVED = ["9999999.99", "10000000", "12999999.99", "13000000", "25000000", "28000000", "40000000"]

ZHANGZHOU = {
    "conduct.inspection": Kind(points=("0", "100")),
    "conduct.violations.crime": _RANK,
    "conduct.violations.discipline": _RANK,
    "conduct.violations.accountability": Kind(["written", "talk", "warning"], exempt="主动报告"),
    "conduct.special.veto": Kind(),
    "conduct.special.city": Kind(points=("0", "10")),
    "conduct.special.finance": Kind(points=("5", "10")),
    "conduct.style.meeting": Kind(["absent", "late"]),
    "conduct.style.task": Kind(["overdue", "impact"]),
    "conduct.style.instruction": Kind(["late", "perfunctory"]),
    "conduct.style.proposal": Kind(),
    "conduct.style.complaint": Kind(["overdue", "redone", "untrue"]),
    "conduct.style.exposed": Kind(),
    "conduct.style.oversight": Kind(),
    "conduct.style.attendance": Kind(["late", "absent"]),
    "conduct.style.service": Kind(),
    "conduct.style.project": Kind(),
    "conduct.style.assessment": Kind(["lead", "data"]),
    "conduct.style.training": Kind(points=("0", "5")),
    "distinction.contribution.policy": Kind(share=True),
    "distinction.contribution.project": Kind(share=True),
    "distinction.innovation.measures": Kind(share=True),
    "distinction.innovation.service_centre": Kind(points=("0", "10"), share=True),
    "distinction.innovation.research": Kind(["adopted", "third", "second", "first", "journal"], share=True),
    "distinction.standing.honour": Kind(["city", "province", "nation"], share=True),
    "distinction.standing.ranking": Kind(["first", "second", "third"], share=True),
    "distinction.standing.promoted": Kind(["city", "province", "nation"], share=True),
    "distinction.standing.exchange": Kind(["province", "nation"], share=True),
    "distinction.standing.openness": Kind(["city", "province"], share=True),
    "distinction.single.funds": Kind(amounts=_FUNDS, share=True),
    "distinction.single.investment": Kind(amounts=_ARRIVED, share=True),
    "distinction.single.resolve": Kind(share=True),
}


def zhangzhou_facts(seed: int) -> tuple[Facts, str | None]:
    it = draw(f"zhangzhou {seed}", [2024, 2025])
    filled = it.chance(0.7)
    found = units(it, ["party", "government", "vertical"], it.random.choice([3, 12, 24]), "observer")
    kinds = ZHANGZHOU if filled else {k: v for k, v in ZHANGZHOU.items() if k != "conduct.style.exposed"}
    lacking = it.random.choice([0, 0, 0.1])
    groups = [("appraisal.public", "public"), ("appraisal.comprehensive", "panel")]
    facts: Facts = {
        "cycle": [it.cycle],
        "units": found,
        "holes": [{"hole": HOLE, "value": it.random.choice(["3", "0.5", "12.3456"])}] if filled else [],
        "events": events(it, found, lambda unit: kinds, it.random.choice([0, 3, 12])),
        "ratings": ratings(it, found, groups, lacking),
        "awards": awards(it, found, lambda unit: {"goals": 450}, lacking),
    }
    twins(it, facts)
    if it.chance(0.5):
        steer(it, facts, "goals", 450, zhangzhou.score, ["700", "699.995", "699.9949"])
    return mixed(it, facts), it.as_of


# xingan

XINGAN = {
    "leadership.no_mobilization": Kind(),
    "leadership.no_plan": Kind(),
    "leadership.no_group": Kind(),
    "self_check.issues_unsorted": Kind(),
    "self_check.no_rectification": Kind(),
    "self_check.catalogue_defective": Kind(),
    "disclosure.nonconforming": Kind(),
    "disclosure.board_untidy": Kind(),
    "disclosure.board_inconvenient": Kind(),
    "disclosure.no_supervision": Kind(),
    "disclosure.subordinate_undisclosed": Kind(),
    "materials.late": Kind(),
    "materials.archives": Kind(["incomplete", "none"]),
    "publicity.model": Kind(["county", "city", "province"]),
    "publicity.criticism": Kind(["county", "city", "province"]),
}


def xingan_facts(seed: int) -> tuple[Facts, str | None]:
    it = draw(f"xingan {seed}", [2024, 2025])
    found = units(it, ["key", "general"], 8)
    handed = []
    for unit in found:
        name, disclosure = unit["unit"], xingan.disclosure_dues(it.year)
        handed += submissions(it, name, "disclosure.late_or_missing", disclosure)
        if unit["category"] == "key":
            handed += submissions(it, name, "disclosure.corridor", xingan.corridor_dues(it.year), 95)
    facts: Facts = {
        "cycle": [it.cycle],
        "units": found,
        "holes": [{"hole": "parent_points", "value": it.random.choice(["8", "8.335", "100", "0.0001"])}],
        "events": events(it, found, lambda unit: XINGAN, it.random.choice([0, 2, 6, 15])),
        "submissions": handed,
    }
    return mixed(it, facts), it.as_of


# township

TOWNSHIP = {
    "oversight.inspection": Kind(points=("0.1", "10")),
    "oversight.complaint": Kind(points=("0.1", "10"), exempt="投诉不属实"),
    "special.veto": Kind(),
}


def township_facts(seed: int) -> tuple[Facts, str | None]:
    it = draw(f"township {seed}", [2012, 2025])
    found = units(it, ["first", "second", "third"], it.random.choice([2, 6, 14]))
    lacking = it.random.choice([0, 0, 0.05])
    groups = [(f"conduct.{name}", name) for name in ("leaders", "deputies", "supervisors")]
    values = [
        {
            "unit": unit["unit"],
            "item": item,
            "value": it.random.choice(["90", "90.5", "91", "-1", "0", "88.25"]),
        }
        for unit in found
        for item in ("special.family", "special.safety")
        if not it.chance(lacking)
    ]
    marks = {"work.plan": 17, "work.tasks": 18, "work.process": 5, "orders": 10}
    facts: Facts = {
        "cycle": [it.cycle],
        "units": found,
        "events": events(it, found, lambda unit: TOWNSHIP, it.random.choice([0, 1, 4])),
        "ratings": ratings(it, found, groups, lacking),
        "awards": awards(it, found, lambda unit: marks, lacking),
        "values": values,
    }
    twins(it, facts)
    if it.chance(0.5):
        steer(it, facts, "orders", 10, township.score, [])
    return mixed(it, facts), it.as_of


# jishui-2014

_EXEMPT = {
    "common.discipline.complaint": "调查不属实",
    "common.civilized.activities": "有正当理由",
    "common.civilized.volunteering": "有正当理由",
    "info.approval": "非本部门原因",
    "info.video": "非本中心原因",
    **dict.fromkeys(jishui_2014.VETOES, "通报已撤销"),
}
_OBLIGATIONS: dict[str, Callable[[Year], list[tuple[str, str]]]] = {
    "common.plan.midyear": jishui_2014.yearly("06-20"),
    "common.plan.annual": jishui_2014.yearly("12-10"),
    "office.finance.monthly": jishui_2014.months,
    "legal.stability.dispute.monthly": jishui_2014.months,
    "trade.transfer.monthly": jishui_2014.months,
    "law.patrol.rounds": jishui_2014.half_months,
}
_RATIOS: dict[str, Sequence[tuple[str, str]]] = {
    "legal.petition.closure": [
        ("41", "41"),
        ("40", "41"),
        ("29", "41"),
        ("28", "41"),
        ("50", "41"),
        ("0", "0"),
    ],
    "cadastre.disputes": [("25", "27"), ("24", "27"), ("20", "27"), ("19", "27"), ("9", "10"), ("8", "10")],
    "geology.inspection.upper": [("19", "20"), ("18", "20"), ("94.999999", "100"), ("0", "0"), ("21", "20")],
    "geology.inspection.county": [("9", "10"), ("8", "10"), ("17", "19"), ("0", "0"), ("18", "20")],
    "law.cases.closure_rate": [("19", "20"), ("18", "19"), ("95", "100"), ("0", "0"), ("0", "3")],
    "reclaim.farmland": [("2000", "2000"), ("1999.999999", "2000"), ("2001", "2000"), ("0", "0")],
    "reclaim.newland": [
        ("950", "1000"),
        ("950.000001", "1000"),
        ("949.999999", "1000"),
        ("750", "1000"),
        ("751", "1000"),
        ("0", "1000"),
        ("1200", "1000"),
        ("0", "0"),
        ("800.5", "1000"),
    ],
}
_ARTICLES = ["0", "1", "2", "3", "4", "2.999999", "12", "-1", "1.5"]


def _jishui_kinds(unit: Row) -> dict[str, Kind]:
    tree = {**jishui_2014.COMMON, **jishui_2014.SECTIONS[unit["category"]]}
    rules: list[str] = list(jishui_2014.VETOES)
    for item, leaf in tree.items():
        if isinstance(leaf, jishui_2014.Leaf):
            rules += list(leaf.rules) if isinstance(leaf.rules, dict) else [item] * (leaf.rules is not None)
    levels = {"common.press.extra": ["county", "city", "province", "national"]}
    return {rule: Kind(levels.get(rule, ()), exempt=_EXEMPT.get(rule, "")) for rule in rules}


def _jishui_awards(unit: Row) -> dict[str, int]:
    tree = {**jishui_2014.COMMON, **jishui_2014.SECTIONS[unit["category"]]}
    return {
        item: leaf.points for item, leaf in tree.items() if isinstance(leaf, jishui_2014.Leaf) and leaf.award
    }


def jishui_facts(seed: int) -> tuple[Facts, str | None]:
    it = draw(f"jishui {seed}", [2014, 2014, 2012])
    found = units(it, list(jishui_2014.SECTIONS), it.random.choice([3, 8, 14]))
    lacking = it.random.choice([0, 0, 0.1])
    handed, values = [], []
    for unit in found:
        name, section = unit["unit"], unit["category"]
        for item, dues in _OBLIGATIONS.items():
            if item.split(".")[0] in ("common", section):
                early = 14 if item == "law.patrol.rounds" else 27
                handed += submissions(it, name, item, dues(it.year), early)
        if not it.chance(lacking):
            values.append({"unit": name, "item": "common.press.quota", "value": it.random.choice(_ARTICLES)})
        for item, pairs in _RATIOS.items():
            if (item.startswith(section) and not it.chance(lacking)) or it.chance(0.05):
                value, base = it.random.choice(pairs)
                values.append({"unit": name, "item": item, "value": value, "base": base})
    facts: Facts = {
        "cycle": [it.cycle],
        "units": found,
        "events": events(it, found, _jishui_kinds, it.random.choice([0, 2, 8, 25])),
        "submissions": handed,
        "values": values,
        "awards": awards(it, found, _jishui_awards, lacking),
    }
    twins(it, facts)
    if it.chance(0.5):
        wide = [row["item"] for row in facts["awards"] if row["item"] != "common.study"]
        item = it.random.choice([*wide, "common.study"])
        steer(
            it,
            facts,
            item,
            1 if item == "common.study" else 10,
            jishui_2014.score,
            ["80", "85", "84.995", "79.9949"],
        )
    return mixed(it, facts), it.as_of


FACTS: dict[str, Callable[[int], tuple[Facts, str | None]]] = {
    "zhangzhou": zhangzhou_facts,
    "xingan": xingan_facts,
    "township": township_facts,
    "jishui-2014": jishui_facts,
}
ORACLES: dict[str, Callable[[Tables, str | None], dict]] = {
    "zhangzhou": zhangzhou.score,
    "xingan": xingan.score,
    "township": township.score,
    "jishui-2014": jishui_2014.score,
}
