"""The scheme's page (办法): categories, the tree with points and clauses in words, grades, what follows, holes, articles."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import takewhile

from kaoping.errors.problems import KaopingError
from kaoping.papers import officers, shown
from kaoping.papers.articles import Article, articles
from kaoping.papers.badges import Badge
from kaoping.papers.cohort import Cohort
from kaoping.papers.words import figures, nodes, rules
from kaoping.papers.words.conditions import condition
from kaoping.papers.words.formulas import formula
from kaoping.papers.words.outcomes import outcome
from kaoping.rules.language.number import ByCategory
from kaoping.rules.scheme.model import (
    EVERYBODY,
    Consequence,
    Indicator,
    Labels,
    Outcome,
    Rule,
    RuleGroup,
    Scheme,
    Scope,
)
from kaoping.rules.scheme.plan import written

MOST_COLUMNS = 6
_OPEN = re.compile(r"\{([^{}]+)\}")
NEEDED = {"always": "计分必需", "use": "用到时必需", "never": "不影响计分"}
_FACTS = {
    "number": "文号",
    "issuer": "印发机关",
    "dates": "日期",
    "replaces": "代替",
    "year": "年份",
    "note": "说明",
}
_DATES = {"issued": "印发", "in_force": "施行", "made": "制定", "revised": "修订"}


@dataclass(frozen=True)
class TreeRow:
    """A row of the tree. kind: node, group, rule; `points` by column."""

    kind: str
    level: int
    item: str
    name: str
    cite: str
    points: tuple[str, ...]
    pieces: tuple[str, ...]
    officers: tuple[tuple[str, str], ...]
    note: str


@dataclass(frozen=True)
class Case:
    """A row of a table of conditions: what holds, then what."""

    name: str
    when: str
    value: str
    cite: str
    badge: Badge | None = None
    item: str = ""


@dataclass(frozen=True)
class SchemePage:
    """Everything that the scheme's page shows."""

    facts: tuple[tuple[str, str], ...]
    columns: tuple[str, ...]
    tree: tuple[TreeRow, ...]
    adjustments: tuple[TreeRow, ...]
    vetoes: tuple[TreeRow, ...]
    grades: tuple[Case, ...]
    consequences: tuple[Case, ...]
    others: tuple[Case, ...]
    quantities: tuple[Case, ...]
    articles: tuple[Article, ...]
    ranking: str


def scheme_page(cohort: Cohort, document: Mapping[str, object]) -> SchemePage:
    """Make the view of the scheme's page."""
    scheme = cohort.scheme
    tree = _Tree(scheme)
    return SchemePage(
        facts=tuple(_facts(document)),
        columns=tuple(figures.category(scheme, name) for name in tree.categories) or ("分值",),
        tree=tuple(tree.rows(scheme.tree)),
        adjustments=tuple(tree.rows(scheme.adjustments)),
        vetoes=tuple(tree.vetoes()),
        grades=tuple(_grades(cohort)),
        consequences=tuple(case for one in scheme.consequences for case in _consequence(scheme, one)),
        others=tuple(_others(scheme)),
        quantities=tuple(_quantities(scheme)),
        articles=tuple(articles(scheme, document)),
        ranking=_ranking(scheme),
    )


def _facts(document: Mapping[str, object]) -> Iterator[tuple[str, str]]:
    for name, label in _FACTS.items():
        if told := _words(document.get(name)):
            yield label, told


def _words(value: object) -> str:
    if isinstance(value, Mapping):
        return "，".join(
            f"{_DATES.get(str(name), str(name))} {_words(inner)}" for name, inner in value.items()
        )
    if isinstance(value, Sequence) and not isinstance(value, str):
        return "、".join(_words(inner) for inner in value)
    return "" if value is None else str(value)


class _Tree:
    """Makes the rows of the tree, with a column of points for each category where they differ."""

    def __init__(self, scheme: Scheme):
        self.scheme = scheme
        self.categories = self._columns()

    def _columns(self) -> tuple[str, ...]:
        """Give the categories that get a column: none where one column says all, or there are too many."""
        scored = tuple(c.id for c in self.scheme.categories.values() if not c.observer)
        differ = any(isinstance(node.points, ByCategory) for node in self.scheme.nodes.values())
        return scored if differ and len(scored) <= MOST_COLUMNS else ()

    def rows(self, roots: Sequence[Indicator]) -> Iterator[TreeRow]:
        """Give the rows of nodes and all below them."""
        for root in roots:
            yield from self._node(root, 1, EVERYBODY, Labels())

    def _node(self, node: Indicator, level: int, above: Scope, parent: Labels) -> Iterator[TreeRow]:
        pieces = nodes.pieces(node, self.scheme, above)
        alone = [rule for rule in node.rules if not rule.own_id]
        told = tuple(text for rule in alone for text in rules.pieces(rule, self.scheme))
        yield self._row("node", level, node.path, node.labels, parent, self._points(node), (*told, *pieces))
        yield from self._rules([rule for rule in node.rules if rule.own_id], level + 1, node.labels)
        for item in node.items:
            yield from self._node(item, level + 1, node.scope, node.labels)

    def _rules(self, found: Sequence[Rule], level: int, parent: Labels) -> Iterator[TreeRow]:
        """Give rules, with a row for each bracket before its first rule."""
        open_: tuple[RuleGroup, ...] = ()
        for rule in found:
            brackets = rule.groups[::-1]
            kept = sum(
                1 for _ in takewhile(lambda pair: pair[0] is pair[1], zip(open_, brackets, strict=False))
            )
            for depth, group in list(enumerate(brackets))[kept:]:
                pieces = rules.group_pieces(group, self.scheme)
                yield self._row("group", level + depth, group.path, group.labels, parent, (), pieces)
            open_ = brackets
            above = brackets[-1].labels if brackets else parent
            pieces = (*self._scope(rule), *rules.pieces(rule, self.scheme))
            yield self._row("rule", level + len(brackets), rule.path, rule.labels, above, (), pieces)

    def _scope(self, rule: Rule) -> tuple[str, ...]:
        leaf = self.scheme.nodes.get(rule.leaf)
        told = rules.scope(rule.scope, self.scheme)
        return (told,) if told and (leaf is None or leaf.scope != rule.scope) else ()

    def vetoes(self) -> Iterator[TreeRow]:
        """Give the vetoes."""
        for veto in self.scheme.vetoes:
            rule = veto.rule
            pieces = rules.pieces(rule, self.scheme) if rule else (condition(veto.when, self.scheme),)
            scope = rules.scope(veto.scope, self.scheme)
            told = (scope, *pieces) if scope else pieces
            yield self._row("rule", 1, veto.path, veto.labels, Labels(), (), told)

    def _points(self, node: Indicator) -> tuple[str, ...]:
        if not self.categories:
            return (figures.bare(node.points, self.scheme),)
        return tuple(self._point(node, category) for category in self.categories)

    def _point(self, node: Indicator, category: str) -> str:
        if node.points is None or not node.scope.covers_category(category):
            return "" if node.points is None else "—"
        try:
            points = written(node.points, category)
        except KaopingError:
            return figures.bare(node.points, self.scheme)
        return shown.number(points)

    def _row(
        self,
        kind: str,
        level: int,
        item: str,
        labels: Labels,
        parent: Labels,
        points: tuple[str, ...],
        pieces: tuple[str, ...],
    ) -> TreeRow:
        shown_points = points or ("",) * max(len(self.categories), 1)
        people = tuple(_officers(labels, parent, self.scheme))
        return TreeRow(
            kind, level, item, labels.name or item, labels.cite, shown_points, pieces, people, labels.note
        )


def _officers(labels: Labels, parent: Labels, scheme: Scheme) -> Iterator[tuple[str, str]]:
    """Give who has to do with it, where that is not said above."""
    parts = (("考评", "assessor"), ("责任", "responsible"), ("提供", "supplier"))
    for word, name in parts:
        found = getattr(labels, name)
        if found and found != getattr(parent, name):
            yield word, officers.told(found, scheme)


def _grades(cohort: Cohort) -> Iterator[Case]:
    for grade in cohort.scheme.grades:
        when = condition(grade.when, cohort.scheme)
        race = f"（在{condition(grade.race, cohort.scheme)}的单位中）" if grade.race else ""
        yield Case(grade.name, when + race, "", grade.cite, cohort.badges[grade.id])
    names = cohort.scheme.grade_names
    for move in cohort.scheme.moves:
        moved = f"升{move.up}等" if move.up else f"降{move.down}等"
        value = f"改为{names.get(move.to, move.to)}" if move.to else moved
        yield Case("等次升降", condition(move.when, cohort.scheme), value, move.cite)


def _consequence(scheme: Scheme, one: Consequence) -> Iterator[Case]:
    whom = rules.scope(one.scope, scheme)
    for found in one.outcomes:
        when = condition(found.when, scheme, "其余" if len(one.outcomes) > 1 else "所有单位")
        scope = rules.scope(found.scope, scheme)
        told = "；".join(part for part in (whom, scope, when) if part)
        yield Case(one.name, told, _value(found, scheme), found.cite or one.cite)
    if one.observers:
        yield Case(one.name, "只参评不计分的单位", outcome(one.observers), one.cite)


def _value(found: Outcome, scheme: Scheme) -> str:
    if found.formula is not None:
        return f"＝{formula(found.formula, scheme)}"
    names = {hole.id: hole.name or hole.id for hole in scheme.holes}
    return outcome(_OPEN.sub(lambda match: f"（{names.get(match[1], match[1])}）", found.value))


def _others(scheme: Scheme) -> Iterator[Case]:
    for one in scheme.not_assessed:
        yield Case(one.name or "不参加考评", condition(one.when, scheme), "本年不计分", one.cite)
    for limit in scheme.total_limits:
        ceiling = f"总分不高于{figures.points(limit.ceiling, scheme)}" if limit.ceiling is not None else ""
        below = scheme.grade_names.get(limit.below_grade, "")
        ceiling = f"总分低于“{below}”的下限" if below else ceiling
        floor = f"总分不低于{figures.points(limit.floor, scheme)}" if limit.floor is not None else ""
        when = condition(limit.when, scheme, "所有单位")
        yield Case(limit.labels.name or "总分限制", when, ceiling + floor, limit.labels.cite, item=limit.id)


def _quantities(scheme: Scheme) -> Iterator[Case]:
    for one in scheme.quantities.values():
        if one.formula is not None:
            told = formula(one.formula, scheme)
        else:
            names = "、".join(scheme.item_names.get(item) or item for item in one.events)
            told = f"由“{names}”的事项得出"
        yield Case(one.name or one.id, "", told, one.cite)


def _ranking(scheme: Scheme) -> str:
    ranking = scheme.ranking
    where = "全部单位合排" if ranking.among == "all" else "在各类别内排名"
    on = "按精确总分" if ranking.on == "exact" else "按公布总分"
    ties = "并列后不跳过名次" if ranking.ties == "dense" else "并列后跳过名次"
    names = "、".join(scheme.item_names.get(item) or item for item in ranking.tie_break)
    return f"{where}，{on}，{ties}" + (f"，同分比较{names}" if names else "")
