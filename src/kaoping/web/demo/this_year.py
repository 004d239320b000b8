"""The year 2025 of 海屿市 under the scheme zhangzhou, until 11 January 2026: the week before the meeting."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from random import Random
from typing import Any

from kaoping.rules.facts.rows import Event
from kaoping.web.demo import cast, happened
from kaoping.web.demo.course import Course, Plan, by
from kaoping.web.demo.diary import Diary, workday
from kaoping.web.demo.happened import Report
from kaoping.web.demo.names import CITY, UNITS
from kaoping.web.demo.reporting import CODES, Reporting
from kaoping.web.demo.world import World
from kaoping.web.records.actions import Paper, send_back

PLAN = Plan(
    CITY, happened.YEAR, "zhangzhou", [unit for unit in UNITS if unit.category],
    {"conduct.style.exposed.points": "5"}, {}, "海委办〔2025〕3号", "clerk", "leader", "director",
)  # fmt: skip
SERIES = {unit.code: unit.category for unit in UNITS}


def year(world: World, diary: Diary) -> None:
    """Note the whole year."""
    course = Course(world, diary, replace(PLAN, charges=cast.charges(PLAN.package)))
    _phases(course)
    reports, chance = happened.reports(), Random(happened.SEED)
    course.judge("events", [*_numbered(reports)], date(2025, 1, 15))
    for n, report in enumerate(reports):
        Reporting(course, report, n).note(chance)
    _returned(course)
    _goals(course)
    _ratings(course)


def _phases(course: Course) -> None:
    course.open(date(2025, 1, 6), date(2025, 1, 8))
    course.move("running", date(2025, 1, 14), date(2025, 1, 15))
    course.move("collecting", date(2025, 11, 28), date(2025, 12, 1))
    course.move("deliberating", date(2026, 1, 9), date(2026, 1, 9), (16, 17))
    course.done("director", "self_assessment", date(2025, 12, 31))
    course.done("director", "verification", date(2026, 1, 6))


def _numbered(reports: Iterable[Report]) -> Iterator[Event]:
    """Give the events of all reports with numbers, which a filing gives in its turn."""
    events = (event for report in reports for event in report.events)
    return (event._replace(id=f"E{n:03d}") for n, event in enumerate(events, 1))


def _returned(course: Course) -> None:
    """Note a report that came back to its office in the last days and is still there."""
    event = Event(
        "",
        "Z33",
        "conduct.violations.crime",
        date(2025, 12, 27),
        level="staff",
        note="一名工作人员酒后驾驶被查处",
    )
    paper = Paper("海公〔2025〕96号", date(2025, 12, 30), "市公安局")
    filed = course.file(f"ZX:{CODES['市公安局']}", "events", [event], lambda: paper, date(2026, 1, 6))
    remark = "文号与处罚决定书不一致，请核对文号并附决定书后重新填报"
    course.diary.note(date(2026, 1, 8), lambda: send_back(course.who("clerk"), filed.found, remark), 16)


def _goals(course: Course) -> None:
    """Note the points for the goals: a table for each series, by the office in charge of it."""
    offices = {
        "party": ("ZX:" + CODES["市委办"], "party", "市委办", "海委办考〔2025〕12号"),
        "government": ("ZX:" + CODES["市政府办"], "government", "市政府办", "海府办考〔2025〕15号"),
        "vertical": ("clerk2", "director", "市效能办", "海效〔2025〕88号"),
    }
    for category, (maker, checker, office, document) in offices.items():
        rows = [award for award in happened.goals() if SERIES[award.unit] == category]
        paper = Paper(document, date(2025, 12, 30), office, "年终目标检查核验")
        filed = course.file(maker, "awards", rows, lambda paper=paper: paper, date(2025, 12, 30), 14)  # type: ignore[misc]
        course.confirm(checker, filed, date(2026, 1, 6), 10)


def _ratings(course: Course) -> None:
    """Note the scores of the public appraisal, and those of the panels by series."""
    rows = by(happened.ratings(), "item")
    _rated(
        course,
        "clerk2",
        "appraisal.public",
        rows["appraisal.public"],
        "公众评议原始评分表",
        date(2025, 12, 19),
    )
    makers = {"party": "party", "government": "government", "vertical": "clerk2"}
    for category, maker in makers.items():
        found = [row for row in rows["appraisal.comprehensive"] if SERIES[row.unit] == category]
        _rated(course, maker, category, found, "综合评议评分表", date(2025, 12, 24))


def _rated(course: Course, maker: str, what: str, rows: Sequence[Any], reason: str, day: date) -> None:
    paper = Paper("", None, "市效能办", f"{reason}（{what}）")
    filed = course.file(maker, "ratings", rows, lambda: paper, day, 10)
    course.confirm("clerk", filed, workday(day, 2), 11)
