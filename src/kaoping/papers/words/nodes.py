"""Nodes of the tree in words: how they start, where they end, what happens elsewhere."""

from __future__ import annotations

from collections.abc import Iterator

from kaoping.papers.words import figures
from kaoping.papers.words.conditions import condition
from kaoping.papers.words.formulas import formula
from kaoping.papers.words.rules import scope
from kaoping.papers.words.value_worths import among
from kaoping.rules.clauses.sources import Events
from kaoping.rules.language.number import Number
from kaoping.rules.scheme.model import EVERYBODY, Indicator, Scheme, Scope

_ELSEWHERE = {"spread": "分值摊给同级", "full": "按满分计", "omit": "不计分值"}
_MISSING = {"zero": "缺少资料按0分计", "latest": "缺少资料取上期", "not_applicable": "缺少资料视为不适用"}


def start(node: Indicator, scheme: Scheme) -> str:
    """Say in a few words how a leaf counts: from full downwards, or from zero up to its points."""
    if not node.rules or node.adjustment:
        return ""
    if node.start_full:
        return "扣分制：起评满分" + ("" if _has(node.floor, node.floor_lifted) else "，扣至0分")
    if any(isinstance(rule.source, Events) for rule in node.rules):
        return "得分制：从0起" + ("" if _has(node.ceiling, node.ceiling_lifted) else "，得满为止")
    return ""


def _has(bound: Number | None, lifted: bool) -> bool:
    return lifted or bound is not None


def pieces(node: Indicator, scheme: Scheme, above: Scope = EVERYBODY) -> tuple[str, ...]:
    """Say everything that a node provides beyond its points; `above` is the scope that is already said."""
    return tuple(text for text in _pieces(node, scheme, above) if text)


def _pieces(node: Indicator, scheme: Scheme, above: Scope) -> Iterator[str]:
    yield scope(node.scope, scheme) if node.scope != above else ""
    yield _elsewhere(node, scheme)
    yield f"占上级满分的{figures.percent(node.weight)}" if node.weight is not None else ""
    yield f"满分{figures.points(node.out_of, scheme)}，折算到分值" if node.out_of is not None else ""
    yield start(node, scheme)
    yield _bound(node, scheme)
    yield "扣过封底的部分在总分中扣除" if node.overflow else ""
    yield _factor(node, scheme)
    yield from (_gate(node, index, scheme) for index in range(len(node.gates)))
    yield _missing(node, scheme)


def _elsewhere(node: Indicator, scheme: Scheme) -> str:
    if node.elsewhere is None:
        return ""
    told = {_ELSEWHERE.get(word, word) for word in node.elsewhere.values()}
    return f"不适用的{'、'.join(sorted(told))}"


def _bound(node: Indicator, scheme: Scheme) -> str:
    told = []
    if node.ceiling_lifted or node.ceiling is not None:
        told.append("不封顶" if node.ceiling is None else f"最多得{figures.points(node.ceiling, scheme)}")
    if node.floor_lifted or node.floor is not None:
        told.append("不封底" if node.floor is None else f"最低{figures.points(node.floor, scheme)}")
    return "，".join(told)


def _factor(node: Indicator, scheme: Scheme) -> str:
    if node.factor is None:
        return ""
    when = f"{condition(node.factor.when, scheme)}时，" if node.factor.when is not None else ""
    return f"{when}乘以系数{formula(node.factor.by, scheme)}"


def _gate(node: Indicator, index: int, scheme: Scheme) -> str:
    gate = node.gates[index]
    ceiling = f"得分不超过{figures.points(gate.ceiling, scheme)}" if gate.ceiling is not None else ""
    times = f"得分乘以{figures.value(gate.times, scheme)}" if gate.times is not None else ""
    return f"{condition(gate.when, scheme)}的，{ceiling}{times}"


def _missing(node: Indicator, scheme: Scheme) -> str:
    if node.missing.word == "mean_of":
        return f"缺少资料取{among(node.missing.mean_of, scheme)}平均"
    return _MISSING.get(node.missing.word, "")
