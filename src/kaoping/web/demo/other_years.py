"""The other years of the demo: 2024 of 海屿市, published, and 2025 of 白沙镇, kept by one person."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from kaoping.rules.facts.rows import Event
from kaoping.web.core import clock
from kaoping.web.demo import cast, elsewhere
from kaoping.web.demo.course import Course, Plan, by
from kaoping.web.demo.diary import Diary, workday
from kaoping.web.demo.names import CITY, ECONOMIC, SOCIAL, TOWN, TOWN_UNITS, UNITS, words
from kaoping.web.demo.sheets import attach, cover
from kaoping.web.demo.world import World
from kaoping.web.records.actions import Paper, Signed

LAST_ITEMS = {
    "performance.duties.statutory": "市编委办", "performance.duties.key_tasks": "市政府督查室",
    "performance.lawful.conduct": "市法制局", "performance.lawful.approval_reform": "市编委办",
    "efficacy.cost.admin_cost": "市财政局", "efficacy.cost.fund_benefit": "市财政局",
    "efficacy.capacity.efficiency": "市监察局", "efficacy.capacity.integrity": "市监察局",
    "innovation.excellence": "联席会议", "accountability.integrity": "市监察局", "accountability.safety": "市安监局",
    "accountability.social": "市监察局",
}  # fmt: skip
"""Who assesses what under last year's scheme."""


def last_year(world: World, diary: Diary) -> None:
    """Note the year 2024 of the city, from the plan to the publication."""
    charges = cast.charges("zhongshan-2012")
    plan = Plan(
        CITY, 2024, "zhongshan-2012", _last_units(), elsewhere.LAST_YEAR_HOLES, charges, "海府〔2024〕5号",
        "clerk", "leader", "director",
    )  # fmt: skip
    course = Course(world, diary, plan)
    course.open(date(2024, 1, 22), date(2024, 1, 25))
    course.move("running", date(2024, 2, 1), date(2024, 2, 2))
    course.move("collecting", date(2024, 11, 29), date(2024, 12, 2))
    course.move("deliberating", date(2025, 2, 5), date(2025, 2, 6))
    course.move("published", date(2025, 3, 4), date(2025, 3, 5))
    facts = elsewhere.last_year()
    for event in facts["events"]:
        _last_table(course, "events", [event], event.item, charges, workday(event.date, 12))
    for item, rows in by(facts["awards"], "item").items():
        _last_table(course, "awards", rows, item, charges, date(2025, 1, 14))
    for item, rows in by(facts["ratings"], "item").items():
        paper = Paper("", None, "市绩效办", f"评价汇总（{item}）")
        filed = course.file("clerk2", "ratings", rows, lambda paper=paper: paper, date(2025, 1, 16))  # type: ignore[misc]
        course.confirm("clerk", filed, date(2025, 1, 21))


def _last_units() -> list[Any]:
    """Give last year's units with the categories that they had then."""
    groups = {**dict.fromkeys(ECONOMIC, "economic"), **dict.fromkeys(SOCIAL, "social")}
    return [
        u._replace(category=groups.get(u.short, "comprehensive")) for u in UNITS if u.category == "government"
    ]


def _last_table(
    course: Course, table: str, rows: Sequence[Any], item: str, charges: Mapping[str, str], day: date
) -> None:  # fmt: skip
    """Note rows of an item: its office files them; what concerns the office itself, the evaluation office (回避)."""
    office = charges[LAST_ITEMS[item]]
    own, others = ([row for row in rows if (row.unit == office) == mine] for mine in (True, False))
    _filed(course, "clerk2" if office == cast.OFFICE else f"ZX:{office}", table, others, item, day)
    _filed(course, "clerk2", table, own, item, day)


def _filed(course: Course, maker: str, table: str, rows: Sequence[Any], item: str, day: date) -> None:
    """Note that rows are filed, confirmed, and read by the units of events."""
    if not rows:
        return
    office = LAST_ITEMS[item]
    reason = "回避：涉及提供部门本单位" if maker == "clerk2" else ""
    paper = Paper(f"海考〔{day.year}〕{7 + len(item)}号", day, office, reason)
    filed = course.file(maker, table, rows, lambda: paper, day, 14)
    course.confirm("director", filed, workday(day, 3))
    if table == "events":
        course.read(filed, [row.unit for row in rows], workday(day, 5))


def town(world: World, diary: Diary) -> None:
    """Note the year 2025 of the town: one person files, a signed sheet stands for the second one (单人办理)."""
    plan = Plan(
        TOWN,
        2025,
        "township",
        TOWN_UNITS,
        {},
        _town_charges(),
        "白委〔2025〕2号",
        "clerk",
        "leader",
        "leader",
    )
    course = Course(world, diary, plan)
    course.open(date(2025, 1, 8), date(2025, 1, 9))
    course.move("running", date(2025, 1, 15), date(2025, 1, 15))
    course.move("collecting", date(2025, 12, 4), date(2025, 12, 5))
    course.done("clerk", "midyear", date(2025, 6, 27))
    facts = elsewhere.town_year()
    for event in facts["events"]:
        _signed(course, "events", [event], event.note, workday(event.date, 2))
    for table, day in (
        ("awards", date(2025, 12, 25)),
        ("values", date(2025, 12, 29)),
        ("ratings", date(2025, 12, 30)),
    ):
        for item, rows in by(facts[table], "item").items():
            _signed(course, table, rows, f"{len(rows)} 行（{item}）", day)
    _unsigned(course)


def _town_charges() -> dict[str, str]:
    names = words("综合考评组 镇委 镇政府 上级主管部门 镇效能办 专项考评牵头部门 综合办公室")
    return {**dict.fromkeys(names, "B01"), "镇纪委": "B02"}


def _signed(course: Course, table: str, rows: Sequence[Any], told: str, day: date) -> None:
    paper = Paper("", day, "镇效能办", told)
    filed = course.file("clerk", table, rows, lambda: paper, day, 10)
    course.confirm("clerk", filed, workday(day, 1), 10, _sheet(course, told))


def _sheet(course: Course, told: str) -> Callable[[], Signed]:
    def made() -> Signed:
        day, leader = clock.today(), cast.FOUNDERS[TOWN][0].name
        lines = cover("白沙镇效能办", f"签字确认单 {day:%Y%m%d}", day, [told, f"审核签字：{leader}"])
        return Signed(attach(course.who("clerk"), f"签字确认单 {day:%Y%m%d}", lines), leader, day)

    return made


def _unsigned(course: Course) -> None:
    """Note a complaint that waits for the signature."""
    event = Event(
        "", "S05", "oversight.complaint", date(2025, 12, 26), points=5000, note="村民反映窗口午间无人值守"
    )
    course.file(
        "clerk", "events", [event], lambda: Paper("", date(2025, 12, 31), "镇效能办"), date(2026, 1, 9), 10
    )
