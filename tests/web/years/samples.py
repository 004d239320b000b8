"""Years for tests: a small scheme with a hole, two suppliers and a process, opened in the city of `worlds.city()`."""

from __future__ import annotations

from datetime import date
from typing import Any

from kaoping.rules.facts.rows import Unit as Taking
from kaoping.web.people.models import Unit
from kaoping.web.years.drafts import Entrant, YearDraft
from kaoping.web.years.models import StoredPackage, Year
from kaoping.web.years.opening import open_year
from kaoping.web.years.packages import open_texts, store
from tests.web.worlds import World, actor_of

SCHEME = """scheme: haiyu
name: 海屿市绩效考评办法
full_score: 100
supplier: 市督查局
categories:
  - {id: departments, name: 政府部门}
  - {id: districts, name: 县区}
indicators:
  - {id: work, name: 重点工作, points: 60, cite: 二, rules: [{id: late, name: 逾期未办结, deduct: 2, cite: '1'}]}
  - id: letters
    name: 信访工作
    points: 40
    cite: 三
    supplier: 信访局（districts）
    rules: [{id: visit, name: 越级上访, deduct: hole a_visit, cite: '1'}]
holes:
  - {id: a_visit, name: 越级上访每批扣分, cite: 三1, needed: always}
"""
"""信访局 is 市信访局 of the registry, in charge of the districts only."""
PROCESS = """process: haiyu
bodies:
  - {id: office, name: 绩效办, roles: PO, cite: 一}
  - {id: supervision, name: 市督查局, roles: ZX, cite: 二}
  - {id: letters, name: 信访局, roles: ZX, cite: 三}
  - {id: leaders, name: 领导小组, roles: [LX, LD], cite: 一}
  - {id: unit, name: 单位, roles: [LL, FZ], cite: 一}
phases:
  - {id: planning, name: 定计划, from: 01-01, to: 03-31}
  - {id: running, name: 日常考评, from: 01-01, to: 12-31}
  - {id: collecting, name: 年终考评, from: 12-01, to: next 01-31}
  - {id: deliberating, name: 审定, from: next 02-01, to: next 02-28}
steps:
  - {id: report, name: 报送季度情况, flow: report_receive, by: {reporter: unit, receiver: 绩效办}, phase: running, due: {every: quarter, day: last}, cite: 二1}
  - {id: total, name: 汇总得分, flow: maker_checker, by: {maker: 市督查局, checker: 绩效办}, phase: collecting, due: {every: year, of: previous, day: 01-10}, cite: 四}
  - {id: decide, name: 审定结果, flow: propose_decide, by: {proposer: 绩效办, decider: 领导小组}, phase: deliberating, cite: 四}
papers:
  - {id: table, name: 得分汇总表, step: total}
"""
TEXTS = {"scheme.yaml": SCHEME, "process.yaml": PROCESS}
FIRST, LAST = date(2026, 1, 1), date(2026, 12, 31)
TAKING = (("A01", "departments"), ("A02", "departments"), ("B01", "districts"))


def stored(**texts: str) -> StoredPackage:
    """Store the package, or one with other texts of its files (scheme=…, process=…)."""
    return store(open_texts({**TEXTS, **{f"{name}.yaml": text for name, text in texts.items()}}))


def draft(here: World, slug: str = "2026", **more: Any) -> YearDraft:
    """Give a year as the office proposes it."""
    taking = tuple(Entrant(here[code], here[code].name, category) for code, category in TAKING)
    told = {
        "slug": slug,
        "name": "2026 年度",
        "number": 2026,
        "first_day": FIRST,
        "last_day": LAST,
        "entrants": taking,
    }
    return YearDraft(**{**told, "package": stored(), "holes": {"a_visit": "5"}, **more})


def opened(here: World, phase: str = "running", slug: str = "2026", **more: Any) -> Year:
    """Open a year in a phase."""
    taking = [Taking(code, here[code].name, category) for code, category in TAKING]
    return open_year(
        here.body, slug, f"{slug} 年度", stored(), 2026, taking, {"a_visit": "5"},
        actor_of(here["po1"]), actor_of(here["lx"]), phase, **more,
    )  # fmt: skip


def units(here: World) -> list[Unit]:
    return list(Unit.objects.filter(body=here.body).order_by("code"))
