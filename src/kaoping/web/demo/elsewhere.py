"""The other years of the demo: last year of the city under zhongshan-2012, and the town's. All invented."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from random import Random
from typing import Any

from kaoping.rules.facts.rows import Award, Event, Rating, Value
from kaoping.rules.numbers.points import SCALE
from kaoping.web.demo.names import TOWN_UNITS, UNITS

LAST_YEAR_HOLES = {
    "service.delegates.groups.party": "2", "service.delegates.groups.npc": "1.5",
    "service.delegates.groups.cppcc": "1.5", "service.public.groups.clients": "6",
    "service.public.groups.organisations": "5", "service.public.groups.residents": "4",
    "grades.excellent.top_percent": "30", "grades.good.at_least": "85", "grades.fair.at_least": "70",
    "bonus.increase_percent": "10", "bonus.cut_percent": "20",
}  # fmt: skip
"""What the office set where last year's document leaves a number open."""
LAST_YEAR_AWARDS = {
    "performance.duties.statutory": 5, "performance.duties.key_tasks": 10, "performance.lawful.conduct": 5,
    "performance.lawful.approval_reform": 5, "efficacy.cost.admin_cost": 5, "efficacy.cost.fund_benefit": 5,
    "efficacy.capacity.efficiency": 5, "efficacy.capacity.integrity": 5, "innovation.excellence": 10,
}  # fmt: skip
LAST_YEAR_RATINGS = {
    ("service.leaders", "leaders"): 6, ("service.delegates", "party"): 4, ("service.delegates", "npc"): 5,
    ("service.delegates", "cppcc"): 4, ("service.mutual", "departments"): 8, ("service.grassroots", "towns"): 7,
    ("service.public", "clients"): 10, ("service.public", "organisations"): 8, ("service.public", "residents"): 12,
}  # fmt: skip


def last_year_units() -> list[str]:
    """Give the codes of the 44 departments of the government that last year's scheme assessed."""
    return [unit.code for unit in UNITS if unit.category == "government"]


def last_year() -> dict[str, list[Any]]:
    """Give last year's facts by table."""
    chance = Random(2024)
    units = {code: chance.gauss(88, 4) for code in last_year_units()}
    awards = [
        Award(code, item, _share(chance, most, level))
        for code, level in units.items()
        for item, most in LAST_YEAR_AWARDS.items()
    ]
    return {"events": _accountable(), "awards": awards, "ratings": _rated(chance, units, LAST_YEAR_RATINGS)}


def _share(chance: Random, most: int, level: float) -> int:
    """Give points near a level of 100, in steps of 0.1."""
    return min(most * 10, max(0, round(chance.gauss(level, 4) * most / 10))) * SCALE // 10


def _accountable() -> list[Event]:
    told = (
        (
            "Z13",
            "accountability.integrity",
            date(2024, 4, 9),
            "accountable",
            "一名科长受贿被查处，单位被问责",
        ),
        ("Z15", "accountability.safety", date(2024, 7, 2), "not_accountable", "施工路段事故，未被问责"),
        ("Z28", "accountability.safety", date(2024, 8, 20), "accountable", "安全生产监管失职被问责"),
        ("Z22", "accountability.social", date(2024, 10, 11), "accountable", "处置不当造成负面影响被问责"),
    )
    return [Event(f"E{n:03d}", u, i, d, level=lv, note=w) for n, (u, i, d, lv, w) in enumerate(told, 1)]


def _rated(chance: Random, units: dict[str, float], groups: dict[tuple[str, str], int]) -> list[Rating]:
    return [
        Rating(
            item,
            group,
            f"{group[:2].upper()}{n:02d}",
            code,
            Fraction(min(100, round(chance.gauss(level, 4)))),
        )
        for code, level in units.items()
        for (item, group), raters in groups.items()
        for n in range(1, raters + 1)
    ]


def town_year() -> dict[str, list[Any]]:
    """Give the town's facts of this year by table."""
    chance = Random(2025)
    units = {unit.code: chance.gauss(88, 4) for unit in TOWN_UNITS}
    points = {"work.plan": 17, "work.tasks": 18, "work.process": 5, "orders": 10}
    groups = {
        ("conduct.leaders", "leaders"): 7,
        ("conduct.deputies", "deputies"): 15,
        ("conduct.supervisors", "supervisors"): 5,
    }
    awards = [Award(c, i, _share(chance, most, lv)) for c, lv in units.items() for i, most in points.items()]
    values = [
        Value(code, item, Fraction(min(100, round(chance.gauss(level + 4, 3)))))
        for code, level in units.items()
        for item in ("special.family", "special.safety")
    ]
    events = [
        Event(
            "E001",
            "S02",
            "oversight.complaint",
            date(2025, 5, 8),
            points=7500,
            note="村民反映宅基地材料往返三次",
        ),
        Event("E002", "S07", "oversight.inspection", date(2025, 6, 20), points=5000, note="汛期值班脱岗"),
        Event("E003", "S12", "oversight.inspection", date(2025, 9, 15), points=10000, note="收费公示不全"),
    ]
    return {"events": events, "awards": awards, "values": values, "ratings": _rated(chance, units, groups)}
