"""Clauses in words: worth, limits and exceptions of a rule, each a short piece."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from kaoping.papers.words import dates, event_worths, figures, value_worths
from kaoping.papers.words.conditions import condition
from kaoping.papers.words.formulas import formula
from kaoping.rules.clauses.sources import Awards, Events, OtherScheme, Ratings, Values
from kaoping.rules.clauses.sources.rating import RaterGroup
from kaoping.rules.language.formula import Formula
from kaoping.rules.scheme.model import Rule, RuleGroup, Scheme, Scope

_ROLES = {"lead": "主办", "joint": "联办"}
_CAP_PER = {"": "", "half_year": "每半年", "quarter": "每季度", "month": "每月"}


def worth(rule: Rule, scheme: Scheme) -> str:
    """Say what a rule is worth, in one piece: 扣5分/次."""
    return _WORTHS[type(rule.source)](rule, scheme)


def pieces(rule: Rule, scheme: Scheme) -> tuple[str, ...]:
    """Say everything that a rule provides: worth first, then limits and exceptions."""
    source = rule.source
    found = [worth(rule, scheme)]
    if isinstance(source, Events):
        found += _event_limits(rule, source, scheme)
    if rule.points is not None:
        found.insert(0, f"计{figures.points(rule.points, scheme)}")
    return tuple(text for text in (*found, *_when(rule, scheme)) if text)


def group_pieces(group: RuleGroup, scheme: Scheme) -> tuple[str, ...]:
    """Say what a bracket around rules provides."""
    cap = f"本组最多{figures.points(group.cap, scheme)}" if group.cap is not None else ""
    return tuple(text for text in (cap, _average(group.average, scheme)) if text)


def scope(found: Scope, scheme: Scheme) -> str:
    """Say whom something applies to, where it is not everybody."""
    told = []
    if found.categories is not None:
        told.append(figures.categories(scheme, found.categories))
    if found.units is not None:
        told.append("、".join(sorted(found.units)))
    return f"限{'、'.join(told)}" if told else ""


def _event_worth(rule: Rule, scheme: Scheme) -> str:
    source = rule.source
    assert isinstance(source, Events)
    told = event_worths.worth(rule, scheme)
    if told:
        return told
    if source.keys.void is not None:
        return _void(source)
    if source.keys.due is not None:
        return ""
    return "一票否决" if source.keys.veto else "只记事实，不计分"


def _void(source: Events) -> str:
    times = source.keys.void.times if source.keys.void else 0
    return f"满{times}次，此项不得分" if times > 1 else "发生即此项不得分"


def _award(rule: Rule, scheme: Scheme) -> str:
    return "考评主体在0至本项分值内评定"


def _rating(rule: Rule, scheme: Scheme) -> str:
    source = rule.source
    assert isinstance(source, Ratings)
    told = "；".join(_group(name, group, scheme) for name, group in source.rating.items())
    return f"评价：{told}"


def _group(name: str, group: RaterGroup, scheme: Scheme) -> str:
    if group.points is not None:
        part = figures.points(group.points, scheme)
    else:
        share = figures.value(group.share, scheme, "ratio")
        part = "" if share in ("", "100%") else f"占{share}"
    drop = f"，去掉最高最低各{group.drop}个" if group.drop else ""
    secret = f"，无记名不足{group.secret}份不显示" if group.secret else ""
    return f"{group.name or name}{part}（满分{figures.value(group.scale, scheme)}{drop}{secret}）"


def _other_scheme(rule: Rule, scheme: Scheme) -> str:
    source = rule.source
    assert isinstance(source, OtherScheme)
    other = source.result
    if other.full is not None:
        return f"“{other.scheme}”考评总分按满分{figures.value(other.full, scheme)}折算"
    if other.grades:
        rows = "、".join(f"{grade}{figures.points(n, scheme)}" for grade, n in other.grades.items())
        return f"按“{other.scheme}”考评等次：{rows}"
    rows = "、".join(f"第{place}名{figures.points(n, scheme)}" for place, n in other.places.items())
    return f"按“{other.scheme}”考评名次：{rows}"


def _event_limits(rule: Rule, source: Events, scheme: Scheme) -> Iterator[str]:
    keys = source.keys
    yield _due(source, scheme)
    yield f"{_CAP_PER[keys.cap_per]}只计一次" if keys.once else ""
    yield (
        f"本条{_CAP_PER[keys.cap_per]}最多{figures.points(keys.cap, scheme)}" if keys.cap is not None else ""
    )
    yield "数额按全年累计" if keys.accumulate else ""
    yield _void(source) if keys.void is not None and source.worth is not None else ""
    yield "并一票否决" if keys.veto and source.worth is not None else ""
    yield _share(source)
    yield _same_matter(source, scheme)
    yield _circumstances(source, scheme)
    yield _average(keys.average, scheme)
    yield f"免责：{source.exempt}" if source.exempt else ""


def _due(source: Events, scheme: Scheme) -> str:
    rule = source.keys.due
    if rule is None:
        return ""
    costs = ((rule.missing, "未报"), (rule.late, "迟报"))
    told = "、".join(
        word + event_worths.cost(cost, source, scheme) for cost, word in costs if cost is not None
    )
    return dates.due(rule.calendar) + (f"；{told}" if told else "；迟报与未报同扣")


def _share(source: Events) -> str:
    told = (f"{_ROLES.get(role, role)}按{figures.percent(part)}" for role, part in source.share.items())
    return "、".join(told)


def _same_matter(source: Events, scheme: Scheme) -> str:
    word, _, path = source.same_matter.partition(":")
    if not word:
        return ""
    name = scheme.matters.get(path or word) or scheme.item_names.get(path) or path or word
    where = {"rule": "本条内", "leaf": "本项内", "scheme": "全办法内"}.get(word, f"“{name}”内")
    return f"同一事项{where}就高计一次"


def _circumstances(source: Events, scheme: Scheme) -> str:
    told = []
    for name, one in source.keys.circumstances.items():
        times = f"乘以{figures.value(one.times, scheme)}" if one.times is not None else ""
        plus = f"另计{figures.points(one.plus, scheme)}" if one.plus is not None else ""
        told.append(f"{one.name or name}{times}{plus}")
    return f"情节：{'、'.join(told)}" if told else ""


def _average(average: str | Formula | None, scheme: Scheme) -> str:
    if average is None:
        return ""
    by = formula(average, scheme) if isinstance(average, Formula) else "下属单位数"
    return f"合计除以{by}"


def _when(rule: Rule, scheme: Scheme) -> Iterator[str]:
    yield f"自{dates.day(rule.from_)}起" if rule.from_ else ""
    yield f"至{dates.day(rule.until)}止" if rule.until else ""
    yield f"条件：{condition(rule.when, scheme)}" if rule.when is not None else ""


_WORTHS: dict[type, Callable[[Any, Scheme], str]] = {
    Events: _event_worth,
    Values: value_worths.worth,
    Ratings: _rating,
    Awards: _award,
    OtherScheme: _other_scheme,
}
