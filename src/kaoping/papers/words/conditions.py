"""Conditions of grades, gates, vetoes and consequences in words: 总分不低于80分，且未被一票否决."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Any

from kaoping.papers.words import figures
from kaoping.papers.words.formulas import formula
from kaoping.papers.words.value_worths import among
from kaoping.rules.language import conditions as kinds
from kaoping.rules.language.conditions import Bounds, Condition
from kaoping.rules.language.number import ByCategory, Number
from kaoping.rules.scheme.model import Scheme

Say = Callable[[Number, Scheme], str]


def condition(found: Condition | None, scheme: Scheme, otherwise: str = "其余") -> str:
    """Say a condition; what has none holds for the rest."""
    if found is None:
        return otherwise
    say = _SAY.get(type(found))
    return say(found, scheme) if say else "另有条件"


def bounds(found: Bounds, scheme: Scheme, say: Say) -> str:
    """Say the sides of a comparison."""
    sides = (
        ("不低于", found.at_least),
        ("高于", found.above),
        ("不高于", found.at_most),
        ("低于", found.below),
    )
    return "、".join(word + say(number, scheme) for word, number in sides if number is not None)


def _name(item: str, scheme: Scheme) -> str:
    if item.endswith(".*"):
        return f"{scheme.item_names.get(item[:-2]) or item[:-2]}各条"
    quantity = scheme.quantities.get(item)
    return scheme.item_names.get(item) or (quantity.name if quantity else "") or item


def _event(found: kinds.HasEvent, scheme: Scheme) -> str:
    names = "、".join(f"“{_name(item, scheme)}”" for item in found.event)
    level = f"（{'、'.join(_level(found, name, scheme) for name in found.level)}）" if found.level else ""
    times = f"满{found.times}次" if found.times > 1 else ""
    return f"有{names}{level}事项成立{times}"


def _level(found: kinds.HasEvent, level: str, scheme: Scheme) -> str:
    sources = (scheme.event_rules[item] for item in found.event if item in scheme.event_rules)
    return next((s.labels[level] for s in sources if level in s.labels), level)


def _score(found: kinds.ScoreIs, scheme: Scheme) -> str:
    return f"“{_name(found.score, scheme)}”得分{bounds(found, scheme, figures.points)}"


def _value(found: kinds.ValueIs, scheme: Scheme) -> str:
    return f"“{_name(found.value, scheme)}”{bounds(found, scheme, figures.value)}"


def _total(found: kinds.TotalIs, scheme: Scheme) -> str:
    return f"总分{bounds(found.total, scheme, figures.points)}"


def _grade(found: kinds.GradeIs, scheme: Scheme) -> str:
    return "等次为" + "、".join(scheme.grade_names.get(grade, grade) for grade in found.grade)


def _category(found: kinds.CategoryIs, scheme: Scheme) -> str:
    return "类别为" + "、".join(figures.category(scheme, name) for name in found.category)


def _unit(found: kinds.UnitIs, scheme: Scheme) -> str:
    return "单位为" + "、".join(found.unit)


def _vetoed(found: kinds.IsVetoed, scheme: Scheme) -> str:
    return "被一票否决" if found.vetoed else "未被一票否决"


def _observer(found: kinds.IsObserver, scheme: Scheme) -> str:
    return "只参评不计分" if found.observer else "参加计分"


def _place(found: kinds.PlaceIs, scheme: Scheme) -> str:
    return place(found.place, scheme)


def place(keys: kinds.PlaceKeys, scheme: Scheme) -> str:
    """Say a range of places: 全部单位中前5名."""
    of = f"“{_name(keys.of, scheme)}”" if keys.of else ""
    where = "" if keys.among == "category" else f"{among(keys.among, scheme)}中"
    told = [
        text for name, say in _PLACES.items() if (text := _place_part(getattr(keys, name), say, scheme, keys))
    ]
    return f"{of}{where}{''.join(told)}"


def _place_part(number: Number | None, say: str, scheme: Scheme, keys: kinds.PlaceKeys) -> str:
    if number is None:
        return ""
    say = "倒数第{}名" if keys.alone and say == _PLACES["last"] else say
    if isinstance(number, ByCategory):
        names = ((figures.category(scheme, name), one) for name, one in number.table.items())
        return "、".join(f"{name}{_place_part(one, say, scheme, keys)}" for name, one in names)
    return say.format(_share_of(number, scheme) if say in _SHARES else figures.value(number, scheme))


def _share_of(number: Number, scheme: Scheme) -> str:
    """Say a share of the places: 30% is written 30 or 30%."""
    fixed = number.fixed()
    if fixed is None:
        return figures.value(number, scheme)
    return figures.percent(fixed if fixed <= 1 else Fraction(fixed) / 100)


_PLACES = {
    "first": "前{}名",
    "first_percent": "前{}",
    "last": "倒数{}名",
    "last_percent": "倒数{}",
    "from_": "第{}名起",
    "to": "至第{}名",
    "exactly": "第{}名",
}


_SHARES = (_PLACES["first_percent"], _PLACES["last_percent"])


def _result(found: kinds.ResultIs, scheme: Scheme) -> str:
    grade = f"等次为{'、'.join(found.grade)}" if found.grade else ""
    parts = [part for part in (grade, bounds(found, scheme, figures.value)) if part]
    return f"“{found.result}”考评{'且'.join(parts) or '有结果'}"


def _formula(found: kinds.FormulaIs, scheme: Scheme) -> str:
    return f"“{formula(found.formula, scheme)}”成立"


def _not(found: kinds.Not, scheme: Scheme) -> str:
    if isinstance(found.inner, kinds.IsObserver):
        return _observer(kinds.IsObserver(not found.inner.observer), scheme)
    inner = condition(found.inner, scheme)
    return f"未{inner}" if inner.startswith("被") else f"不属于“{inner}”"


def _all(found: kinds.All, scheme: Scheme) -> str:
    return "，且".join(condition(part, scheme) for part in found.parts)


def _any(found: kinds.Any_, scheme: Scheme) -> str:
    return "，或".join(condition(part, scheme) for part in found.parts)


def _share(found: kinds.ShareOfUnits, scheme: Scheme) -> str:
    keys = found.share_of_units
    share = bounds(keys.bounds, scheme, lambda number, s: figures.value(number, s, "ratio"))
    return f"{among(keys.among, scheme)}中“{condition(keys.when, scheme)}”的比例{share}"


_SAY: dict[type, Callable[[Any, Scheme], str]] = {
    kinds.HasEvent: _event,
    kinds.ScoreIs: _score,
    kinds.ValueIs: _value,
    kinds.TotalIs: _total,
    kinds.GradeIs: _grade,
    kinds.CategoryIs: _category,
    kinds.UnitIs: _unit,
    kinds.IsVetoed: _vetoed,
    kinds.IsObserver: _observer,
    kinds.PlaceIs: _place,
    kinds.ResultIs: _result,
    kinds.FormulaIs: _formula,
    kinds.Not: _not,
    kinds.All: _all,
    kinds.Any_: _any,
    kinds.ShareOfUnits: _share,
}
