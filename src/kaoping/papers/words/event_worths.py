"""What one event costs or gives, in words: 扣5分/次, 县内加5分、市级加10分, 每满50万加1分."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from kaoping.papers.words import figures
from kaoping.rules.clauses.sources import Events
from kaoping.rules.clauses.worth import EventWorth
from kaoping.rules.clauses.worths import Fixed, Levels, Occurrence, Range, Steps
from kaoping.rules.scheme.model import Rule, Scheme

PARTS = {"whole": "", "started": "，不足一档按一档计", "pro_rata": "，不足一档按比例计"}
PER = "次"


def worth(rule: Rule, scheme: Scheme) -> str:
    """Say what an event of a rule is worth; nothing where it only records a fact."""
    source = rule.source
    assert isinstance(source, Events)
    if source.worth is None or source.sign == 0:
        return ""
    act = "加" if source.sign > 0 else "扣"
    told = _say(source.worth, act, scheme, source)
    if source.keys.once or isinstance(source.worth, Steps | Occurrence):
        return told
    per = rule.labels.per or PER
    return f"每{per}{told}" if isinstance(source.worth, Levels | Range) else f"{told}/{per}"


def one(rule: Rule, level: str, scheme: Scheme) -> str:
    """Say what an event of a rule is worth at its level: 科级以下：扣10分/人次."""
    source = rule.source
    assert isinstance(source, Events)
    if not isinstance(source.worth, Levels) or level not in source.worth.rates:
        return worth(rule, scheme)
    told = _say(source.worth.rates[level], "加" if source.sign > 0 else "扣", scheme, source)
    per = "" if source.keys.once else f"/{rule.labels.per or PER}"
    return f"{source.labels.get(level, level)}：{told}{per}"


def cost(found: EventWorth, source: Events, scheme: Scheme) -> str:
    """Say what a missing or late submission costs; in steps it is by days."""
    if isinstance(found, Steps):
        days = figures.value(found.every, scheme)
        return f"每{'' if days == '1' else days}天扣{_step_rate(found, scheme)}{_most(found, scheme)}"
    return _say(found, "扣", scheme, source)


def _say(found: EventWorth, act: str, scheme: Scheme, source: Events) -> str:
    say = _SAY.get(type(found))
    return say(found, act, scheme, source) if say else ""


def _fixed(found: Fixed, act: str, scheme: Scheme, source: Events) -> str:
    return _act(act, figures.points(found.rate, scheme))


def _act(act: str, points: str) -> str:
    """Say 扣5分, but 按“…”扣分 for what is worked out."""
    return f"{points}{act}分" if points.startswith("按") else act + points


def _most(found: Steps, scheme: Scheme) -> str:
    return f"，一次最多{figures.points(found.most, scheme)}" if found.most is not None else ""


def _levels(found: Levels, act: str, scheme: Scheme, source: Events) -> str:
    told = []
    for name, rate in found.rates.items():
        words = _say(rate, act, scheme, source)
        told.append(f"{source.labels.get(name, name)}{'不计' if words == f'{act}0分' else words}")
    return "、".join(told)


def _range(found: Range, act: str, scheme: Scheme, source: Events) -> str:
    low, high = figures.bare(found.from_, scheme), figures.points(found.to, scheme)
    return f"{act}{low}至{high}（由事项核定）"


def _steps(found: Steps, act: str, scheme: Scheme, source: Events) -> str:
    every, part = figures.value(found.every, scheme), PARTS[found.part]
    step = f"每{'满' if found.part == 'whole' else ''}{every}{act}{_step_rate(found, scheme)}{part}"
    if found.at is None:
        return step + _most(found, scheme)
    first = f"满{figures.value(found.at, scheme)}{act}{figures.points(found.gives, scheme) or '0分'}"
    return f"{first}，此上{step}{_most(found, scheme)}"


def _step_rate(found: Steps, scheme: Scheme) -> str:
    if not isinstance(found.points, tuple):
        return figures.points(found.points, scheme)
    rows = sorted(found.points, key=lambda row: row[0])
    return "、".join(
        f"{figures.points(rate, scheme)}（第{figures.amount(bound + 1)}档起）" for bound, rate in rows
    )


def _occurrence(found: Occurrence, act: str, scheme: Scheme, source: Events) -> str:
    last = len(found.occurrence)
    return "、".join(
        f"第{time}次{'起' if time == last else ''}{act}{figures.points(rate, scheme)}"
        for time, rate in enumerate(found.occurrence, 1)
    )


_SAY: dict[type, Callable[[Any, str, Scheme, Events], str]] = {
    Fixed: _fixed,
    Levels: _levels,
    Range: _range,
    Steps: _steps,
    Occurrence: _occurrence,
}
