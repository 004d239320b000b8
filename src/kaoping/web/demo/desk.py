"""What lies on the desks of the demo on 12 January 2026, besides what the acts themselves asked for."""

from __future__ import annotations

from datetime import date, datetime, time

from django.urls import reverse

from kaoping.web.core import clock, tasks
from kaoping.web.core.models import Task
from kaoping.web.demo.diary import LAST
from kaoping.web.demo.names import CITY, TOWN
from kaoping.web.demo.world import World

_MEETING = "绩效考评工作小组会议，1月15日 9:00"


def lay_out(world: World) -> None:
    """Ask for what the days before the meeting need."""
    with clock.travel(datetime.combine(LAST, time(8))):
        papers = "试排名、各单位得分明细，开会前一天送到"
        _ask(world, CITY, "PO", "会议材料待打印", f"{_MEETING}：{papers}", date(2026, 1, 14))
        for role in ("LX", "LD"):
            _ask(world, CITY, role, _MEETING, "会前请阅试排名", date(2026, 1, 15))
        _ask(world, TOWN, "PO", "整理考评结果，报领导小组研究", "附试排名和签字单", date(2026, 1, 16))


def _ask(world: World, slug: str, role: str, title: str, detail: str, due: date) -> Task:
    url = reverse("results:ranking", kwargs={"body": slug, "year": "2025"})
    key = f"meeting:{due:%Y-%m-%d}"
    return tasks.ask(world.bodies[slug], key, role, title, url, due=due, detail=detail, year="2025")
