"""How a measured value becomes points, in words: 达到95%得满分, 目标100%、每差5%扣4分."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from kaoping.papers.words import figures
from kaoping.papers.words.event_worths import PARTS
from kaoping.papers.words.formulas import formula
from kaoping.rules.clauses.periods import Periods
from kaoping.rules.clauses.sources import Values
from kaoping.rules.clauses.worths import (
    Bands,
    ByFormula,
    Deviation,
    Interpolation,
    Place,
    Proportional,
    Scale,
    Threshold,
)
from kaoping.rules.clauses.worths.deviation import Side
from kaoping.rules.language.groups import Group
from kaoping.rules.language.number import Number
from kaoping.rules.numbers.exact import Exact
from kaoping.rules.scheme.model import Rule, Scheme

AMONG = {"category": "本类别", "all": "全部单位", "children": "下属单位"}
_MERGES = {
    "mean": "平均",
    "sum": "合计",
    "last": "最后一期",
    "best": "最大一期",
    "worst": "最小一期",
    "weighted": "加权平均",
}
_EVERY = {"half_year": "各半年", "quarter": "各季", "month": "各月", "half_month": "各半月", "": "各期"}


def worth(rule: Rule, scheme: Scheme) -> str:
    """Say how a rule over values is worth points."""
    source = rule.source
    assert isinstance(source, Values)
    say = _SAY.get(type(source.worth))
    told = say(source.worth, scheme, source.keys.value.unit) if say else ""
    return told + measured(source, scheme) + _signed(source)


def measured(source: Values, scheme: Scheme) -> str:
    """Say what is measured where it is worked out, and how periods are merged."""
    from_ = source.keys.value.from_
    told = f"；指标值＝{formula(from_, scheme)}" if from_ is not None else ""
    return told + (_periods(source.keys.periods) if source.keys.periods else "")


def among(group: Group, scheme: Scheme) -> str:
    """Say which units are compared."""
    return AMONG.get(group, group) if isinstance(group, str) else figures.categories(scheme, group)


def _signed(source: Values) -> str:
    return {"cost": "（从起评分中扣）", "addition": "（另加）"}.get(source.keys.sign, "")


def _periods(periods: Periods) -> str:
    of = "得分" if periods.of == "scores" else "数值"
    return f"；{_EVERY[periods.every]}{of}取{_MERGES[periods.merge]}"


def _threshold(found: Threshold, scheme: Scheme, unit: str) -> str:
    if found.measures:
        each = (
            f"{line.name or name}≥{figures.value(line.line, scheme, unit)}"
            for name, line in found.measures.items()
        )
        return "、".join(each) + "，全部达到得满分，否则不得分"
    single = None if isinstance(found.at_least, Mapping) else found.at_least
    sides = ((single, "不低于"), (found.at_most, "不高于"), (found.above, "高于"), (found.below, "低于"))
    told = "且".join(
        word + figures.value(number, scheme, unit) for number, word in sides if number is not None
    )
    return f"{told}得满分，否则不得分"


def _proportional(found: Proportional, scheme: Scheme, unit: str) -> str:
    target = figures.value(found.proportional.target, scheme, unit)
    return f"分值×指标值÷{target}，" + ("超额照计" if found.proportional.uncapped else "最多得满分")


def _deviation(found: Deviation, scheme: Scheme, unit: str) -> str:
    sides = ((found.shortfall, "差"), (found.surplus, "超"))
    return "；".join(_side(side, word, scheme, unit) for side, word in sides if side is not None)


def _side(side: Side, word: str, scheme: Scheme, unit: str) -> str:
    act = "加" if side.sign > 0 else "扣"
    told = [f"目标{figures.value(side.target, scheme, unit)}"]
    if side.per_case is not None:
        told.append(f"每{word}1件{act}{figures.points(side.per_case, scheme)}")
    if side.entry is not None:
        told.append(f"一旦{word}即{act}{figures.points(side.entry, scheme)}")
    rate = side.deduct if side.deduct is not None else side.add
    if side.step is not None and rate is not None:
        step = figures.value(side.step, scheme, unit)
        told.append(f"每{word}{step}{act}{_rate(rate, scheme)}{PARTS[side.part]}")
    if side.cap is not None:
        told.append(f"最多{act}{figures.points(side.cap, scheme)}")
    return "，".join(told)


def _rate(rate: Number | tuple[tuple[Exact, Number], ...], scheme: Scheme) -> str:
    if not isinstance(rate, tuple):
        return figures.points(rate, scheme)
    rows = sorted(rate, key=lambda row: row[0])
    return "、".join(f"{figures.points(n, scheme)}（第{figures.amount(bound + 1)}档起）" for bound, n in rows)


def _bands(found: Bands, scheme: Scheme, unit: str) -> str:
    rows = (f"{figures.plain(b, unit)}以上得{figures.points(n, scheme)}" for b, n in found.bands)
    return "、".join(rows) + "，再低不得分"


def _line(found: Interpolation, scheme: Scheme, unit: str) -> str:
    rows = (f"{figures.plain(b, unit)}得{figures.points(n, scheme)}" for b, n in reversed(found.line))
    return "、".join(rows) + "，其间按直线内插"


def _place(found: Place, scheme: Scheme, unit: str) -> str:
    table = found.place
    told = [f"第{place}名{figures.points(n, scheme)}" for place, n in table.first.items()]
    told += [f"末{place}名各{figures.points(n, scheme)}" for place, n in table.last.items()]
    best = "" if table.best == "high" else "，低者为先"
    others = figures.points(table.others, scheme)
    return f"按在{among(table.among, scheme)}中的名次{best}：{'、'.join(told)}，其余{others}"


def _scale(found: Scale, scheme: Scheme, unit: str) -> str:
    ends = found.scale
    how = "按极差" if ends.by == "range" else "按与最优值之比"
    low, high = figures.points(ends.from_, scheme), figures.points(ends.to, scheme)
    best = "高" if ends.best == "high" else "低"
    return f"在{among(ends.among, scheme)}中{how}折算，由{low}至{high}，{best}者为优"


def _formula(found: ByFormula, scheme: Scheme, unit: str) -> str:
    return f"得分＝{formula(found.formula, scheme)}"


_SAY: dict[type, Callable[[Any, Scheme, str], str]] = {
    Threshold: _threshold,
    Proportional: _proportional,
    Deviation: _deviation,
    Bands: _bands,
    Interpolation: _line,
    Place: _place,
    Scale: _scale,
    ByFormula: _formula,
}
