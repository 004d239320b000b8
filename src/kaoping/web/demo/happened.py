"""A year of plausible facts for 海屿市, made by a seeded program: the same ones each time. All invented."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from fractions import Fraction
from random import Random
from typing import NamedTuple

from kaoping.rules.facts.rows import Award, Event, Rating
from kaoping.rules.numbers.points import SCALE
from kaoping.web.demo.names import UNITS, UnitName

SEED = 20260112
YEAR = 2025
FIRST, LAST = date(YEAR, 1, 20), date(YEAR, 12, 25)


class Report(NamedTuple):
    """What an office reports: its events, the document, the day on which it was filed; waiting: nobody confirmed yet."""

    office: str
    events: tuple[Event, ...]
    document: str
    document_day: date
    filed_on: date
    waiting: bool = False


class Kind(NamedTuple):
    """A kind of event: how often in the year, who reports it, the paper's mark, its levels, points or amounts, words.

    Where there are levels, the words are in their order, see `_words`.
    """

    item: str
    times: int
    office: str
    mark: str
    levels: tuple[str, ...] = ()
    points: tuple[int, int] | None = None
    amounts: tuple[int, int] | None = None
    words: tuple[str, ...] = ()


_C, _D = "conduct.", "distinction."
KINDS: tuple[Kind, ...] = (
    Kind(_C + "inspection", 14, "市效能办", "海效", points=(1, 4),
         words=("窗口空岗十五分钟以上", "办事指南未及时更新", "首问责任未落实")),
    Kind(_C + "violations.crime", 3, "市公安局", "海公", ("section", "staff"),
         words=("一名科长酒后驾驶被行政拘留", "一名工作人员参与赌博被治安处罚")),
    Kind(_C + "violations.discipline", 7, "市纪委监察局", "海纪", ("section", "staff"),
         words=("一名科长违规收受礼金受党内警告", "一名科员履职不力受行政记过")),
    Kind(_C + "violations.accountability", 16, "市效能办", "海效", ("written", "talk", "warning"),
         words=("超时办结许可事项", "对来访群众态度生硬", "擅自增加申请材料")),
    Kind(_C + "special.veto", 1, "市综治办", "海综治", words=("辖内发生影响较大的群体性事件",)),
    Kind(_C + "special.city", 6, "市综治办", "海创", points=(1, 5), words=("责任路段卫生检查不达标", "创建档案未按时报送")),
    Kind(_C + "special.finance", 3, "市财政局", "海财监", points=(5, 8), words=("往来款长期挂账未清理", "超范围列支会议费")),
    Kind(_C + "style.meeting", 38, "市政府办", "海府办", ("absent", "late"),
         words=("防汛工作会议无故缺席", "全市经济运行分析会迟到", "安全生产电视电话会迟到")),
    Kind(_C + "style.task", 18, "市政府督查室", "海府督", ("overdue", "impact"),
         words=("整改报告逾期报送", "为民办实事项目进度滞后，影响全市进度")),
    Kind(_C + "style.instruction", 24, "市政府办", "海府办", ("late", "perfunctory"),
         words=("批示件逾期三日办结", "批示件答复内容空泛")),
    Kind(_C + "style.proposal", 20, "市政协办", "海政协", words=("政协提案逾期答复", "人大建议未按时办结")),
    Kind(_C + "style.complaint", 34, "市机关效能投诉中心", "海效投", ("overdue", "redone", "untrue"),
         words=("转办投诉件逾期", "投诉件退回重办", "投诉件办理结论与事实不符")),
    Kind(_C + "style.attendance", 40, "市直党工委", "海直工", ("late", "absent"),
         words=("上班抽查迟到", "下午上班抽查空岗")),
    Kind(_C + "style.service", 9, "市工商联", "海商联", words=("企业反映多头检查", "收费项目未公示")),
    Kind(_C + "style.project", 8, "市发改委", "海发改", words=("重点项目用地手续滞后影响开工", "管线迁改协调不力")),
    Kind(_C + "style.assessment", 6, "市评估办", "海评估", ("lead", "data"), words=("未明确分管领导", "绩效评估数据迟报")),
    Kind(_C + "style.training", 12, "市委组织部", "海组", points=(1, 3), words=("干部在线学习未达标", "科级干部培训缺训")),
    Kind(_D + "contribution.policy", 9, "市效能办", "海考", words=("争取省级试点政策", "争取国家专项政策支持")),
    Kind(_D + "contribution.project", 4, "市效能办", "海考", words=("引进龙头企业项目落地",)),
    Kind(_D + "innovation.measures", 30, "市效能办", "海考", words=("推行一次办结", "开设周六便民窗口", "网上预约办理")),
    Kind(_D + "innovation.service_centre", 12, "市行政服务中心", "海服", points=(2, 8), words=("审批事项进驻中心",)),
    Kind(_D + "innovation.research", 34, "市效能办", "海考", ("adopted", "third", "second", "first", "journal"),
         words=("调研报告被市委采纳", "调研成果获奖")),
    Kind(_D + "standing.honour", 46, "市效能办", "海考", ("city", "city", "province", "nation"),
         words=("获评市级先进单位", "获评市级文明窗口单位", "获评上级先进集体")),
    Kind(_D + "standing.ranking", 22, "市效能办", "海考", ("first", "second", "third"), words=("全省系统绩效评比",)),
    Kind(_D + "standing.promoted", 26, "市效能办", "海考", ("city", "province"), words=("工作经验行文推广",)),
    Kind(_D + "standing.exchange", 16, "市效能办", "海考", ("province", "nation"), words=("会议交流发言",)),
    Kind(_D + "standing.openness", 8, "市效能办", "海考", ("city", "province"), words=("政务公开示范点",)),
    Kind(_D + "single.funds", 22, "市财政局", "海财", amounts=(20, 600), words=("争取上级专项资金",)),
    Kind(_D + "single.investment", 12, "市发改委", "海发改", amounts=(600, 4000), words=("引进市外投资项目",)),
    Kind(_D + "single.resolve", 10, "市委办", "海委办", words=("市委重大决策落实有力",)),
)  # fmt: skip
WAITING = (
    Report("市政府督查室", (Event("", "Z12", _C + "style.task", date(2025, 12, 24), level="impact",
                                note="旧城改造安置房逾期交付，群众集体上访"),),
           "海府督〔2026〕2号", date(2026, 1, 8), date(2026, 1, 9), True),
    Report("市机关效能投诉中心", (Event("", "Z16", _C + "style.complaint", date(2025, 12, 18), level="untrue",
                                     note="投诉人反映采伐许可超期一案，复函称已办结；复核时许可尚未发出"),),
           "海效投〔2026〕1号", date(2026, 1, 9), date(2026, 1, 10), True),
)  # fmt: skip
"""Two deductions that wait for the director on 12 January."""
LACKING = ("Z03", "C14")
"""Units that lack something: the panel's scores of one, the goals of the other."""


def assessed() -> list[UnitName]:
    """Give the 76 units that are scored."""
    return [unit for unit in UNITS if unit.category in ("party", "government", "vertical")]


def reports() -> list[Report]:
    """Give what the offices reported in the year, by the day on which it was filed, and what still waits."""
    chance = Random(SEED)
    luck = {unit.code: chance.uniform(0.2, 1.8) for unit in assessed()}
    made = [_report(chance, kind, n, luck) for kind in KINDS for n in range(kind.times)]
    made += list(_bad_luck())
    return sorted(made, key=lambda report: report.filed_on) + list(WAITING)


def _report(chance: Random, kind: Kind, n: int, luck: dict[str, float]) -> Report:
    good = kind.item.startswith(_D)
    own = {unit.code for unit in UNITS if unit.short == kind.office}
    codes = [code for code in luck if code not in own]
    weights = [luck[code] if good else 2 - luck[code] for code in codes]
    day = FIRST + timedelta(days=chance.randrange((LAST - FIRST).days))
    event = _event(chance, kind, chance.choices(codes, weights)[0], day)
    events = _joint(chance, kind, event, codes) if good else (event,)
    paper = day + timedelta(days=chance.randint(1, 9))
    document = f"{kind.mark}〔{paper.year}〕{n * 3 + 2 + len(kind.item) % 5}号"
    return Report(kind.office, events, document, paper, min(paper + timedelta(days=2), date(2025, 12, 31)))


def _event(chance: Random, kind: Kind, unit: str, day: date) -> Event:
    at = chance.randrange(len(kind.levels)) if kind.levels else 0
    points = chance.randint(*kind.points) * SCALE if kind.points else None
    amount = Fraction(chance.randint(*kind.amounts) * 10_000) if kind.amounts else None
    many = 1 if kind.item.startswith(_D) or chance.random() < 0.85 else 2
    level, words = kind.levels[at] if kind.levels else "", _words(kind, at, chance.randrange(len(kind.words)))
    return Event("", unit, kind.item, day, many, level, (), amount, points, note=words)


def _words(kind: Kind, level: int, drawn: int) -> str:
    """Give the words: those at the level's place; of the last level, those drawn from there on."""
    if not kind.levels:
        return kind.words[drawn]
    last = level == len(kind.levels) - 1
    return kind.words[min(max(level, drawn) if last else level, len(kind.words) - 1)]


def _joint(chance: Random, kind: Kind, event: Event, codes: Sequence[str]) -> tuple[Event, ...]:
    """Let one bonus in eight be joint work of two units."""
    if chance.random() > 0.125:
        return (event,)
    other = chance.choice([code for code in codes if code != event.unit])
    return (event._replace(role="lead"), event._replace(unit=other, role="joint"))


def _bad_luck() -> Iterator[Report]:
    """Give a unit a bad year, with one matter that two bodies punished."""
    told = (
        (
            "市公安局",
            "violations.crime",
            "staff",
            date(2025, 2, 3),
            "一名干部被追究刑事责任",
            "海公〔2025〕8号",
        ),
        (
            "市纪委监察局",
            "violations.discipline",
            "section",
            date(2025, 2, 20),
            "同案科长受党纪处分",
            "海纪〔2025〕14号",
        ),
        (
            "市政府督查室",
            "style.task",
            "impact",
            date(2025, 9, 1),
            "重要任务未落实影响全市工作",
            "海府督〔2025〕46号",
        ),
        (
            "市机关效能投诉中心",
            "style.complaint",
            "untrue",
            date(2025, 10, 12),
            "转办投诉件结论失实",
            "海效投〔2025〕18号",
        ),
    )
    for office, item, level, day, words, document in told:
        matter = "一案" if "violations" in item else ""
        count = 2 if item == "style.complaint" else 1
        event = Event("", "D02", _C + item, day, count, level, matter=matter, note=words)
        yield Report(office, (event,), document, day, day + timedelta(days=4))
    veto = Event("", "D02", _C + "special.veto", date(2025, 11, 30), note="综治专项一票否决")
    yield Report("市综治办", (veto,), "海综治〔2025〕12号", date(2025, 12, 3), date(2025, 12, 5))


def goals() -> list[Award]:
    """Give the year-end points for the goals of each unit, but one."""
    chance = Random(SEED + 1)
    low = {"D02": 1500}
    found = [
        Award(
            u.code,
            "goals",
            (chance.randint(3960, 4460) - low.get(u.code, 0)) * SCALE // 10,
            note="年终检查核验",
        )
        for u in assessed()
    ]
    return [award for award in found if award.unit != LACKING[1]]


def ratings(raters: int = 20, panel: int = 9) -> list[Rating]:
    """Give the scores of the public appraisal and of the panels; one unit lacks the panel's."""
    chance = Random(SEED + 2)
    found: list[Rating] = []
    for unit in assessed():
        liked, known = chance.gauss(84, 4), chance.gauss(86, 3)
        found += _scores(chance, "appraisal.public", "public", unit.code, liked, raters)
        if unit.code != LACKING[0]:
            found += _scores(chance, "appraisal.comprehensive", "panel", unit.code, known, panel)
    return found


def _scores(chance: Random, item: str, group: str, unit: str, mean: float, n: int) -> Iterator[Rating]:
    for rater in range(1, n + 1):
        score = min(100, max(40, round(chance.gauss(mean, 6))))
        yield Rating(item, group, f"{'P' if group == 'public' else 'K'}{rater:03d}", unit, Fraction(score))
