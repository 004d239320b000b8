"""Random facts for the rating schemes: every choice falls on a boundary far more often than chance would have it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from decimal import Decimal
from random import Random

Row = dict[str, str]
Facts = dict[str, list[Row]]

CYCLES = [
    {"year": "2012"},
    {"year": "2012"},
    {"year": "2010"},
    {"year": "2011", "first_day": "2011-07-01", "last_day": "2011-12-31"},
    {"year": "2012", "first_day": "2012-04-01", "last_day": "2013-03-31"},
    {"year": "2012", "first_day": "2011-12-31", "last_day": "2012-12-30"},
]
ACCOUNTABILITY = ("accountable", "accountable", "not_accountable")


def decimal(value: Decimal) -> str:
    """Write a decimal plainly."""
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


class Maker:
    """Facts in the making: the units, and what every table asks for."""

    def __init__(self, rng: Random, categories: Sequence[str]) -> None:
        self.rng = rng
        self.cycle = rng.choice(CYCLES)
        year = self.cycle["year"]
        self.first = date.fromisoformat(self.cycle.get("first_day") or f"{year}-01-01")
        self.last = date.fromisoformat(self.cycle.get("last_day") or f"{year}-12-31")
        self.as_of = self._some_as_of()
        some = rng.sample(categories, rng.randint(1, min(3, len(categories))))
        self.units = [
            {
                "unit": f"u{number}",
                "name": f"海屿市第{number}局",
                "category": rng.choice(some),
                "observer": "yes" if rng.random() < 0.1 else rng.choice(["", "no"]),
            }
            for number in rng.sample(range(1, 30), rng.randint(1, 9))
        ]
        self.likely = {row["unit"]: rng.choice(["good", "good", "poor", "any", "any"]) for row in self.units}
        self.facts: Facts = {"cycle": [self.cycle], "units": self.units}
        self.ids = [f"E{number}" for number in rng.sample(range(1, 400), 300)]

    def _some_as_of(self) -> str | None:
        rng = self.rng
        if rng.random() < 0.55:
            return None
        length = (self.last - self.first).days
        days = [0, length, length + 20, rng.randint(0, length), rng.choice([89, 90, 91, 181, 182, 183])]
        return (self.first + timedelta(days=rng.choice(days))).isoformat()

    def day(self) -> str:
        """Give a date: at the ends of the cycle, of the as-of date, of a quarter, or any."""
        rng = self.rng
        end = date.fromisoformat(self.as_of) if self.as_of else self.last
        if rng.random() < 0.35:
            found = rng.choice([self.first, self.last, end]) + timedelta(days=rng.choice([-1, 0, 0, 1]))
        else:
            found = self.first + timedelta(days=rng.randint(0, (self.last - self.first).days))
        return found.isoformat()

    def add(self, table: str, **cells: str) -> None:
        """Add a row."""
        self.facts.setdefault(table, []).append(cells)

    def event(self, unit: str, item: str, **cells: str) -> None:
        """Add an event."""
        count = self.rng.choice(["", "", "", "1", "2", "3"])
        self.add(
            "events",
            event=self.ids.pop(),
            unit=unit,
            item=item,
            date=self.day(),
            **{"count": count, **cells},
        )

    def events(self, unit: str, item: str, some: float, make: Callable[[], Row]) -> None:
        """Add a few events of a rule, with the probability `some` any."""
        if self.rng.random() < (some / 5 if self.likely[unit] == "good" else some):
            for _ in range(self.rng.choice([1, 1, 2, 3, 4])):
                self.event(unit, item, **make())

    def accountability(self, unit: str, names: Sequence[str], facts: Sequence[str] = ()) -> None:
        """Add events of accountability, and facts without points."""
        for name in names:
            level = self.rng.choice(ACCOUNTABILITY)
            self.events(unit, f"accountability.{name}", 0.12, lambda level=level: {"level": level})
        for name in facts:
            self.events(unit, f"accountability.{name}", 0.06, dict)

    def award(self, unit: str, item: str, most: str) -> None:
        """Add an award between 0 and `most`."""
        rng, top = self.rng, Decimal(most)
        near = (top * rng.randint(70, 100) / 100).quantize(Decimal("0.0001"), "ROUND_DOWN")
        choices = {
            "good": [top, top, top, near],
            "poor": [near, Decimal(0), Decimal(0), Decimal(0)],
            "any": [top, near, near, Decimal(0)],
        }
        points = rng.choice(choices[self.likely[unit]])
        assessor = rng.choice(["", "评审组", "市绩效办"])
        self.add("awards", unit=unit, item=item, points=decimal(points), assessor=assessor, note="")

    def rating(self, unit: str, item: str, group: str, weighted: bool = False) -> None:
        """Add the ratings of a group: few or many, own ones among them, weights where the scheme weighs."""
        rng = self.rng
        others = [row["unit"] for row in self.units] + ["R1", "R2", "R3", "R4", "R5"]
        raters = rng.sample(others, rng.choice([1, 1, 2, 2, 3, 4, 5]))
        if rng.random() < 0.25 and unit not in raters:
            raters.append(unit)
        if rng.random() < 0.95 and raters == [unit]:
            raters.append("R1")
        weigh = weighted and rng.random() < 0.6
        base = rng.randint(0, 9) if self.likely[unit] == "poor" else rng.randint(60, 99)
        for rater in raters:
            scores = [str(base), f"{base}.5", f"{base}.001", f"{base}.{rng.randint(1, 9999):04d}"]
            ends = {"good": ["100", "100"], "poor": ["0", "0"], "any": ["100", "0"]}
            score = rng.choice(scores + ends[self.likely[unit]])
            cells = {"weight": rng.choice(["", "1", "2", "0.5", "300", "33.333333"])} if weigh else {}
            self.add("ratings", item=item, group=group, rater=rater, unit=unit, score=score, **cells)

    def near(self, line: str, base: str) -> str:
        """Give a value whose quotient by the base lies on the line or a little beside it, 6 decimals at most."""
        step = self.rng.choice(["0", "0", "0", "0.000001", "-0.000001", "0.01", "-0.01", "1", "-1"])
        value = Decimal(line) * (Decimal(base) or 1) + Decimal(step)
        return decimal(max(value, Decimal(0)).quantize(Decimal("0.000001"), "ROUND_HALF_UP"))

    def measured(
        self,
        unit: str,
        item: str,
        lines: Sequence[str],
        good: str,
        bases: Sequence[str] = (),
        negative: bool = False,
    ) -> None:
        """Add a value: half the time a good one, else near one of the lines; with a base where there are any."""
        rng = self.rng
        base = rng.choice(bases) if bases else ""
        often = {"good": 0.9, "poor": 0.0, "any": 0.4}[self.likely[unit]]
        line = good if rng.random() < often else rng.choice(lines)
        value = "-1.5" if negative and rng.random() < 0.03 else self.near(line, base or "1")
        self.add("values", unit=unit, item=item, value=value, base=base)

    def lose_some(self) -> None:
        """Take rows away from some units, so that something is missing."""
        rng = self.rng
        for unit in [row["unit"] for row in self.units if rng.random() < 0.15]:
            table = rng.choice(
                [name for name in ("awards", "ratings", "values", "results") if name in self.facts]
            )
            keys = sorted({self._key(table, row) for row in self.facts[table] if row["unit"] == unit})
            lost = set(rng.sample(keys, min(len(keys), rng.choice([1, 1, 2]))))
            self.facts[table] = [
                row for row in self.facts[table] if row["unit"] != unit or self._key(table, row) not in lost
            ]
        for table in [name for name, rows in self.facts.items() if not rows]:
            del self.facts[table]

    @staticmethod
    def _key(table: str, row: Row) -> tuple[str, str]:
        return row.get("item", ""), row["group"] if table == "ratings" else ""

    def copy_some(self) -> None:
        """Let some units have the same awards, ratings, values and results as another of their category."""
        rng = self.rng
        for row in self.units:
            models = [
                other for other in self.units if other["category"] == row["category"] and other is not row
            ]
            if not models or rng.random() > 0.25:
                continue
            model = rng.choice(models)["unit"]
            for table in ("awards", "ratings", "values", "results"):
                kept = [fact for fact in self.facts.get(table, []) if fact["unit"] != row["unit"]]
                copies = [{**fact, "unit": row["unit"]} for fact in kept if fact["unit"] == model]
                if table in self.facts:
                    self.facts[table] = kept + copies

    def steer(self, totals: dict[str, Decimal], lines: Sequence[str], most: dict[str, str]) -> None:
        """Change awards so that some totals come to lie on a line, a hair beside it, or on another total."""
        rng = self.rng
        for unit, total in totals.items():
            if rng.random() > 0.6:
                continue
            target = rng.choice([*map(Decimal, lines), *totals.values()])
            target += Decimal(rng.choice(["0", "0", "-0.005", "-0.0051", "0.0049", "0.005", "-0.01"]))
            left = target - total
            awards = [row for row in self.facts.get("awards", []) if row["unit"] == unit]
            rng.shuffle(awards)
            for row in awards:
                now = Decimal(row["points"])
                then = min(max(now + left, Decimal(0)), Decimal(most[row["item"]]))
                row["points"], left = decimal(then), left - (then - now)

    def done(self) -> Facts:
        """Give the facts, rows in any order but those of the units."""
        self.lose_some()
        for table, rows in self.facts.items():
            if table != "units":
                self.rng.shuffle(rows)
        return self.facts


def _split(rng: Random, total: str, parts: int) -> list[str]:
    """Split points into parts above 0."""
    units = int(Decimal(total) * 10000)
    sizes = [1, 7, 500, 10000, units // 3, units // 2]
    cuts: list[int] = []
    left = units
    for at in range(parts - 1):
        most = left - (parts - 1 - at)
        cuts.append(min(most, rng.choice([*sizes, rng.randint(1, most)])))
        left -= cuts[-1]
    return [decimal(Decimal(cut) / 10000) for cut in [*cuts, left]]


BEIJING_2009_PAIRS = [
    ("performance.duties.main.points", "performance.duties.key_tasks.points", "40"),
    ("management.lawful.legal_work.points", "management.lawful.approval.points", "8"),
    ("management.capacity.supervision.points", "management.capacity.civil_service.points", "7"),
    ("service.public.groups.residents", "service.public.groups.organisations", "20"),
    ("service.coordination.groups.mutual", "service.coordination.groups.districts", "5"),
    ("innovation.excellence.measures.points", "innovation.excellence.honours.points", "5"),
]


def beijing_2009(rng: Random) -> tuple[Maker, dict[str, str]]:
    """Make facts; with them the most that each award may be."""
    maker = Maker(rng, ["office", "constituent", "special", "direct", "managed", "dispatched", "other"])
    most = {"service.central": "5"}
    few = Random(rng.randint(1, 12))  # schemes are read anew for every set of holes: that takes its time
    for first, second, total in BEIJING_2009_PAIRS:
        for hole, value in zip((first, second), _split(few, total, 2), strict=True):
            maker.add("holes", hole=hole, value=value)
            if hole.endswith(".points"):
                most[hole.removesuffix(".points")] = value
    for row in maker.units:
        unit = row["unit"]
        for item, top in most.items():
            maker.award(unit, item, top)
        for item, group in [
            ("service.public", "residents"),
            ("service.public", "organisations"),
            ("service.leaders", "leaders"),
            ("service.coordination", "mutual"),
            ("service.coordination", "districts"),
        ]:
            maker.rating(unit, item, group, weighted=True)
        maker.accountability(unit, ["discipline", "safety", "social"], ["major_task_failed"])
    maker.copy_some()
    return maker, most


ZHONGSHAN_AWARDS = {
    "performance.duties.statutory": "5",
    "performance.duties.key_tasks": "10",
    "performance.lawful.conduct": "5",
    "performance.lawful.approval_reform": "5",
    "efficacy.cost.admin_cost": "5",
    "efficacy.cost.fund_benefit": "5",
    "efficacy.capacity.efficiency": "5",
    "efficacy.capacity.integrity": "5",
    "innovation.excellence": "10",
}
ZHONGSHAN_GROUPS = [
    ("service.leaders", "leaders"),
    ("service.delegates", "party"),
    ("service.delegates", "npc"),
    ("service.delegates", "cppcc"),
    ("service.mutual", "departments"),
    ("service.grassroots", "towns"),
    ("service.public", "clients"),
    ("service.public", "organisations"),
    ("service.public", "residents"),
]


def zhongshan_2012(rng: Random) -> tuple[Maker, dict[str, str]]:
    """Make facts; with them the most that each award may be."""
    maker = Maker(rng, ["economic", "social", "comprehensive"])
    few = Random(rng.randint(1, 12))
    holes = dict(zip(["party", "npc", "cppcc"], _split(few, "5", 3), strict=True))
    holes = {f"service.delegates.groups.{name}": value for name, value in holes.items()}
    for name, value in zip(["clients", "organisations", "residents"], _split(few, "15", 3), strict=True):
        holes[f"service.public.groups.{name}"] = value
    holes["grades.excellent.top_percent"] = few.choice(
        ["10", "20", "25", "33.333333", "33.333334", "50", "66.6667", "100"]
    )
    holes["grades.good.at_least"] = few.choice(["80", "85", "85.5"])
    holes["grades.fair.at_least"] = few.choice(["60", "70", "79.99"])
    holes["bonus.increase_percent"] = few.choice(["10", "5", "12.5"])
    holes["bonus.cut_percent"] = few.choice(["20", "100", "7.25"])
    maker.facts["holes"] = [{"hole": hole, "value": value} for hole, value in holes.items()]
    for row in maker.units:
        unit = row["unit"]
        for item, top in ZHONGSHAN_AWARDS.items():
            maker.award(unit, item, top)
        for item, group in ZHONGSHAN_GROUPS:
            maker.rating(unit, item, group)
        names = ["integrity", "safety", "social", "budget", "audit"]
        maker.accountability(unit, names, ["major_task_failed"])
    maker.copy_some()
    return maker, ZHONGSHAN_AWARDS


BASES = ("1", "3", "7", "9", "100", "120", "1000", "0.5", "0")
WHOLE = ("0", "1", "7", "9", "10", "11", "20", "100")


def beijing_2011(rng: Random) -> tuple[Maker, dict[str, str]]:
    """Make facts; with them the most that each award may be."""
    maker = Maker(rng, ["dept_economy", "dept_service", "district_urban", "district_eco"])
    for row in maker.units:
        unit, category = row["unit"], row["category"]
        if category.startswith("dept"):
            _department(maker, unit, category)
        else:
            _district(maker, unit, category)
        maker.accountability(unit, ["discipline", "safety", "social"])
        if rng.random() < 0.1:  # a value that this category does not score
            item = "district.industry" if category.startswith("dept") else "performance.binding_tasks"
            maker.add("values", unit=unit, item=item, value="1", base="2")
    maker.copy_some()
    most = {"performance.duties": "25", "district.lawful": "10"}
    if any(row["category"] == "dept_service" for row in maker.units):
        most["performance.duties"] = "20"
    return maker, most


def _department(maker: Maker, unit: str, category: str) -> None:
    rng = maker.rng
    maker.measured(unit, "performance.binding_tasks", ["1", "0", "0.5", "0.9"], "1", BASES, negative=True)
    maker.award(unit, "performance.duties", "25" if category == "dept_economy" else "20")
    total = rng.choice(["100", "0", "50.00", "91.37", "99.9999", f"{rng.randint(0, 9999) / 100:.2f}"])
    if rng.random() < 0.05:
        total = rng.choice(["100.01", "120", "-3"])
    maker.add("results", unit=unit, scheme="budget-evaluation", total=total)
    maker.events(
        unit,
        "management.audit.finding",
        0.4,
        lambda: {"level": rng.choice(["general", "major"]), "exempt": rng.choice(["", "", "自查自纠"])},
    )
    maker.events(unit, "management.audit.refused", 0.08, dict)
    for item, group in [
        ("service.public", "public"),
        ("service.public", "third_party"),
        ("service.leaders", "leaders"),
    ]:
        maker.rating(unit, item, group)
    maker.events(
        unit,
        "innovation.honour",
        0.6,
        lambda: {"level": rng.choice(["city", "national"]), "matter": rng.choice(["", "甲", "甲", "乙"])},
    )


def _district(maker: Maker, unit: str, category: str) -> None:
    rng = maker.rng
    maker.measured(
        unit, "district.industry", ["1", "2", "3", "0"], "3", ("", "", "", "2", "0"), negative=True
    )
    maker.measured(unit, "district.livelihood", ["1", "0", "0.5", "0.97"], "1", BASES, negative=True)
    maker.measured(unit, "district.resources", ["3.5", "0", "9"], "3.5", ("", "", "", "2", "0"))
    air = ["0", "1", "2", "3.3", "5", "7", "4.999999"]
    maker.measured(unit, "district.environment.air", air, "5", ("", "", "", "3", "0"))
    if rng.random() < 0.8:
        waste = ["95", "90", "85", "80", "75", "70", "65", "0", "100"]
        maker.measured(unit, "district.environment.waste", waste, "95")
    else:
        maker.measured(unit, "district.environment.waste", ["0.95", "0.9", "0.85", "0.6"], "1", BASES)
    if category == "district_eco" or rng.random() < 0.2:
        base = rng.choice(WHOLE)
        due = -(-9 * int(base) // 10)
        value = rng.choice([due, due, due - 1, due + 1, due - 7, due - 8, 0, int(base)])
        item = "district.environment.water"
        maker.add("values", unit=unit, item=item, value=str(max(0, value)), base=base)
    maker.rating(unit, "district.services", "public")
    maker.rating(unit, "district.services", "third_party")
    maker.award(unit, "district.lawful", "10")
    maker.add("values", unit=unit, item="district.social", value=rng.choice(["88", "88", "90", "80.5"]))


NOT_OURS = ("", "", "非本单位原因")
HUBEI_VETOES = [
    "eligibility.registration",
    "eligibility.central",
    "eligibility.transfer",
    "eligibility.disclosure",
    "eligibility.safety",
    "eligibility.electronic",
]


def hubei_archives(rng: Random) -> tuple[Maker, dict[str, str]]:
    """Make facts; with them the most that each award may be."""
    maker = Maker(rng, ["special", "special_review", "first", "first_review", "second", "second_review"])
    most = {"org.leadership": "5", "work.catalogue": "10"}
    for row in maker.units:
        unit, category = row["unit"], row["category"]
        for item, top in most.items():
            maker.award(unit, item, top)
        maker.measured(unit, "org.training", ["1", "0", "0.75"], "1", BASES, negative=True)
        maker.measured(unit, "base.rooms", ["1", "0.8", "0.6", "0"], "1", BASES)
        maker.measured(unit, "base.equipment.climate", ["0.9", "1"], "0.9", BASES)
        maker.measured(unit, "base.equipment.fire", ["1", "0.9"], "1", BASES)
        maker.measured(
            unit, "work.filing", ["0.8", "0.95", "1", "0.9", "0.99"], "0.995", BASES, negative=True
        )
        maker.measured(unit, "work.transfer", ["1", "0.95", "0.9", "0.75", "0.6", "0.55", "0"], "1", BASES)
        maker.measured(unit, "info.digitised", ["0.6", "0", "0.3", "0.5"], "0.6", BASES, negative=True)
        maker.events(unit, "org.rules", 0.3, dict)
        maker.events(
            unit, "work.quality.error", 0.4, lambda: {"count": rng.choice(["", "1", "20", "49", "50"])}
        )
        maker.events(unit, "work.quality.forged", 0.1, lambda: {"exempt": rng.choice(NOT_OURS)})
        maker.events(unit, "info.use", 0.3, lambda: {"exempt": rng.choice(NOT_OURS)})
        maker.events(
            unit,
            "info.compile",
            0.7,
            lambda: {
                "level": rng.choice(["county", "city", "province"]),
                "role": rng.choice(["", "lead", "joint"]),
                "matter": rng.choice(["", "志", "志", "年鉴"]),
            },
        )
        vetoes = list(HUBEI_VETOES)
        vetoes += ["eligibility.lower"] if category in ("special", "first") else []
        vetoes += ["review.negative"] if category in ("special", "special_review") else []
        for veto in vetoes:
            exempt_of = ["", ""] if veto == "review.negative" else ["", "", "申报前已补正"]
            maker.events(unit, veto, 0.03, lambda exempt_of=exempt_of: {"exempt": rng.choice(exempt_of)})
        _safety_checks(maker, unit)
    maker.copy_some()
    return maker, most


def _safety_checks(maker: Maker, unit: str) -> None:
    """Hand in on the due day, before, after, not at all, twice, or for a period of another cycle."""
    rng = maker.rng
    ends = {"Q1": "03-31", "Q2": "06-30", "Q3": "09-30", "Q4": "12-31"}
    for year in range(maker.first.year - 1, maker.last.year + 2):
        for quarter, end in ends.items():
            due = date.fromisoformat(f"{year}-{end}")
            inside = maker.first <= due <= maker.last
            if rng.random() < (0.1 if inside else 0.8):
                continue
            for _ in range(rng.choice([1, 1, 1, 2])):
                days = rng.choice([-40, -1, 0, 0, 0, 1, 5, 60] if rng.random() < 0.4 else [-10, 0])
                handed_in = (due + timedelta(days=days)).isoformat()
                period = f"{year}-{quarter}"
                maker.add("submissions", unit=unit, item="base.safety", period=period, submitted_on=handed_in)
