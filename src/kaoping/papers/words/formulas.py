"""Formulas in words: Chinese names where ids stand, × ÷ for the signs, functions by their Chinese names."""

from __future__ import annotations

import re
from collections.abc import Mapping

from kaoping.rules.language.formula import Formula
from kaoping.rules.scheme.model import Scheme

_TERMS = {
    "total": "总分",
    "points": "分值",
    "v": "指标值",
    "base": "基数",
    "amount": "数额",
    "count": "次数",
    "sharers": "分担单位数",
    "and": "且",
    "or": "或",
    "not": "非",
}
_LOOKUPS = {"value": "", "base": "的基数", "score": "得分", "points": "分值", "result": "考评结果"}
_FUNCTIONS = {
    "min": "最小",
    "max": "最大",
    "mean": "平均",
    "sum": "合计",
    "best": "最优",
    "worst": "最差",
    "count": "单位数",
    "rank": "名次",
    "percentile": "分位数",
    "abs": "绝对值",
    "round": "四舍五入",
    "floor": "向下取整",
    "ceil": "向上取整",
    "steps": "满档数",
    "power": "乘方",
    "ln": "自然对数",
    "sqrt": "平方根",
    "if": "如果",
    "given": "缺值则取",
}
_OVER = {"category": "本类别", "all": "全部单位", "children": "下属单位"}
_ID = r"[a-z_][a-z0-9_]*(?:[.-][a-z_][a-z0-9_]*)*"
_LOOKUP = re.compile(rf"\b({'|'.join(_LOOKUPS)})\(\s*({_ID})\s*\)")
_PAST = re.compile(rf"\bpast\(\s*({_ID})\s*,\s*([0-9]+)\s*\)")
_GROUP = re.compile(rf"\s+over\s+({_ID})")
_CALL = re.compile(rf"\b({'|'.join(_FUNCTIONS)})\(")
_NAME = re.compile(rf"(?<![\w.]){_ID}(?![\w(.])")
_SIGNS = (("*", "×"), ("/", "÷"), (">=", "≥"), ("<=", "≤"))


def formula(found: Formula, scheme: Scheme) -> str:
    """Write a formula for readers."""
    names = _names(scheme)
    text = _LOOKUP.sub(lambda m: names.get(m[2], m[2]) + _LOOKUPS[m[1]], found.text)
    text = _PAST.sub(lambda m: f"{names.get(m[1], m[1])}（{_ago(m[2])}）", text)
    text = _GROUP.sub(lambda m: f"，{_OVER.get(m[1]) or names.get(m[1], m[1])}", text)
    text = _CALL.sub(lambda m: f"{_FUNCTIONS[m[1]]}(", text)
    text = _NAME.sub(lambda m: _TERMS.get(m[0]) or names.get(m[0], m[0]), text)
    for sign, shown in _SIGNS:
        text = text.replace(sign, shown)
    return text


def _names(scheme: Scheme) -> Mapping[str, str]:
    items = {item: name for item, name in scheme.item_names.items() if name}
    quantities = {name: one.name for name, one in scheme.quantities.items() if one.name}
    holes = {hole.id: hole.name for hole in scheme.holes if hole.name}
    categories = {one.id: one.name for one in scheme.categories.values()}
    return {**categories, **items, **quantities, **holes}


def _ago(years: str) -> str:
    return {"1": "上年", "2": "前年"}.get(years, f"{years}年前")
