"""YAML -> Scheme, all errors at once. Ids and citations are joined from the parents; what is inherited is handed down."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable
from collections.abc import Mapping as Map
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any

from kaoping.rules.citing import join_cite, with_articles
from kaoping.rules.conditions import Condition, in_race
from kaoping.rules.errors import SchemeError, nearest
from kaoping.rules.language import (
    ConsequenceKeys,
    GradeKeys,
    GradesKeys,
    GroupKeys,
    LimitCeiling,
    NodeKeys,
    OutcomeKeys,
    RuleKeys,
    SchemeKeys,
    ScopeKeys,
    SharedKeys,
    entries,
)
from kaoping.rules.missing import INCOMPLETE
from kaoping.rules.model import (
    EVERYBODY,
    Category,
    Consequence,
    Factor,
    Gate,
    Grade,
    Group,
    Hole,
    Indicator,
    Labels,
    Move,
    NotAssessed,
    Outcome,
    Quantity,
    Ranking,
    Rule,
    Scheme,
    Scope,
    TotalLimit,
    Veto,
)
from kaoping.rules.numbers import POINTS, Constant, Number
from kaoping.rules.rates import RESERVED, read_rate
from kaoping.rules.shapes import Id, Reading, Record, Word, keys_of, listed, read_keys, spot
from kaoping.rules.source import Position
from kaoping.rules.sources import Award, Events, OtherScheme, Rating, Source, Values
from kaoping.rules.sources.event import AverageShape, EventKeys
from kaoping.rules.sources.value import ValueKeys
from kaoping.rules.tree import Mapping, Node, Scalar, Sequence, parse
from kaoping.rules.worths import VALUE_WORTHS

SIMPLE_SOURCES: tuple[type[Any], ...] = (Rating, Award, OtherScheme)
WORTH_OF = {name: worth for worth in VALUE_WORTHS for name in keys_of(worth)}
VALUE_WORDS = frozenset(WORTH_OF) | frozenset(keys_of(ValueKeys))
EVENT_WORDS = frozenset(keys_of(EventKeys)) | {"deduct", "add"}
SOURCE_WORDS = VALUE_WORDS | EVENT_WORDS | {name for cls in SIMPLE_SOURCES for name in keys_of(cls)}
RULE_WORDS = frozenset(keys_of(RuleKeys)) | SOURCE_WORDS
NODE_WORDS = frozenset(keys_of(NodeKeys))
SHARED_WORDS = frozenset(keys_of(SharedKeys))
LEAF_WORDS = frozenset({"start", "overflow", "missing"})
BLOCK_WORDS = frozenset({"out_of", "sum_differs"})
POINT_WORDS = frozenset({"points", "weight", "out_of", "elsewhere", "overflow", "start"})
VETO_WORDS = frozenset({"when", "from", "until", "fact", "veto", "due"})
NONE = Constant(0)
SCOPES = frozenset({"rule", "leaf", "group", "scheme"})
PREFIX = "这里的组只是编号和条款的前缀"


UNLABELLED = Labels()


@dataclass(frozen=True)
class Above:
    """What a node hands down to what stands below it."""

    path: str = ""
    labels: Labels = UNLABELLED
    scope: Scope = EVERYBODY
    levels: Map[str, str] | None = None
    share: Map[str, Fraction] = dataclasses.field(default_factory=dict)
    exempt: str = ""
    same_matter: str = ""
    leaf: str = ""
    groups: tuple[Group, ...] = ()
    adjustment: bool = False

    def below(self, name: str) -> str:
        """Join a local id to the path."""
        return f"{self.path}.{name}" if self.path else name


def load(
    text: str,
    file: str = "scheme.yaml",
    holes: Map[str, str] | None = None,
    places: Map[str, Position] | None = None,
) -> Scheme:
    """Read a scheme from its text, with the holes filled as far as values are given.

    `places` say where the values of holes stand, for errors. Raises SchemeError with all problems.
    """
    from kaoping.rules.asking import inputs_of
    from kaoping.rules.checks import errors_in

    reading = Reading(dict(holes or {}), dict(places or {}))
    root = parse(text, file)
    scheme = _Reader(reading).scheme(root, text)
    if reading.problems:
        raise SchemeError(with_articles(reading.problems, root))
    problems = errors_in(scheme)
    if problems:
        raise SchemeError(with_articles(problems, root))
    return replace(scheme, inputs=inputs_of(scheme))


class _Reader:
    def __init__(self, reading: Reading):
        self.reading = reading
        self.levels: Map[str, Map[str, str]] = {}
        self.matters: Map[str, str] = {}
        self.seen: dict[str, Position] = {}

    def scheme(self, root: Mapping, text: str) -> Scheme:
        """Read the whole; problems go to the reading."""
        self._categories_first(root)
        keys = self._top(root)
        self.levels, self.matters = keys.levels, keys.matters
        for listing in (keys.categories, keys.quantities, keys.consequences, keys.total_limits, keys.holes):
            self._no_twice([(entry.id, entry.id.at) for entry in listing])
        self._reserved(root)
        offices = Labels(assessor=keys.assessor, responsible=keys.responsible, supplier=keys.supplier)
        above = Above(labels=offices)
        tree = tuple(self.node(item, above) for item in entries(keys.indicators, self.reading))
        outside = replace(above, adjustment=True)
        adjustments = tuple(self.adjustments(entries(keys.adjustments, self.reading), outside))
        vetoes = tuple(self.vetoes(entries(keys.vetoes, self.reading), above))
        grades, moves = self.grades(keys.grades)
        return Scheme(
            id=keys.scheme,
            name=keys.name,
            full_score=keys.full_score,
            categories={
                c.id: Category(c.id, c.name or c.id, c.observer, c.members, c.cite) for c in keys.categories
            },
            tree=tree,
            places=keys.places,
            ranking=self.ranking(keys),
            adjustments=adjustments,
            vetoes=vetoes,
            quantities={q.id: _fill(Quantity, q) for q in keys.quantities},
            sum_differs=keys.sum_differs.by if keys.sum_differs else Fraction(0),
            values=keys.values,
            matters=keys.matters,
            grades=grades,
            moves=moves,
            order=tuple(keys.grades.order) if isinstance(keys.grades, GradesKeys) else (),
            consequences=tuple(self.consequence(c) for c in keys.consequences),
            total_limits=tuple(self.total_limit(limit) for limit in keys.total_limits),
            not_assessed=tuple(NotAssessed(n.when, n.name, n.cite) for n in keys.not_assessed),
            holes=self.holes(keys),
            notes=keys.notes,
            text=text,
        )

    def _top(self, root: Mapping) -> SchemeKeys:
        """Read the top keys; what is missing is noted and stood in for, so that all else is told too."""
        found = read_keys(SchemeKeys, root, self.reading)
        for name, known in keys_of(SchemeKeys).items():
            if known.required and name not in root.entries:
                self.reading.wrong(root.at, "shape-missing", key=name, doc=known.doc)
        stand_ins: dict[str, Any] = {"scheme": Word(""), "name": "", "full_score": NONE, "indicators": None}
        return SchemeKeys(**(stand_ins | found))

    def _no_twice(self, ids: Iterable[tuple[str, Position]]) -> None:
        """Note ids that stand twice in one list."""
        first: dict[str, Position] = {}
        for name, at in ids:
            if name in first:
                self.reading.wrong(at, "duplicate-id", value=name, line=first[name].line)
            first.setdefault(name, at)

    def _reserved(self, root: Mapping) -> None:
        """Note names that the language uses itself: of levels and categories in a rate, of matters as a scope."""
        tables = getattr(root.entries.get("levels"), "entries", {})
        for table in tables.values():
            self._no_level(table)
        categories = [c for c in _items(root.entries.get("categories")) if isinstance(c, Mapping)]
        ids = [word for c in categories if isinstance(word := c.entries.get("id"), Scalar)]
        matters = getattr(root.entries.get("matters"), "keys", {}).values()
        for word in (*(i for i in ids if i.text in RESERVED), *(m for m in matters if m.text in SCOPES)):
            self.reading.wrong(word.at, "level-reserved", value=word.text)

    def _no_level(self, table: Node | None) -> None:
        for name in table.keys.values() if isinstance(table, Mapping) else ():
            if name.text in RESERVED:
                self.reading.wrong(name.at, "level-reserved", value=name.text)

    def _categories_first(self, root: Mapping) -> None:
        listing = _items(root.entries.get("categories"))
        known = [item.entries.get("id") for item in listing if isinstance(item, Mapping)]
        self.reading.categories = frozenset(item.text for item in known if isinstance(item, Scalar))

    def ranking(self, keys: SchemeKeys) -> Ranking:
        """Give the way of ranking."""
        r = keys.rank
        return Ranking(r.among, r.on, r.ties, tuple(r.tie_break)) if r else Ranking()

    # nodes

    def node(self, node: Mapping, above: Above) -> Indicator:
        """Read a node of the tree (or one adjustment) with all below it."""
        local = self._id(node, "id")
        keys = self._node_keys(node, above.below(local))
        inner = self._enter(keys, above, local, node)
        items: tuple[Indicator, ...] = ()
        rules: tuple[Rule, ...] = ()
        self._fitting_keys(node, keys, inner)
        if keys.items is not None:
            inner = replace(inner, same_matter=self._matter(keys.same_matter, inner))
            items = tuple(self.node(item, inner) for item in entries(keys.items, self.reading))
        else:
            rules = self._leaf_rules(node, keys, replace(inner, leaf=inner.path))
        return self._indicator(node, keys, inner, items, rules)

    def _fitting_keys(self, node: Mapping, keys: NodeKeys, inner: Above) -> None:
        """Refuse keys that would do nothing on this kind of node."""
        if keys.items is not None:
            stray = set(node.entries) & (RULE_WORDS - NODE_WORDS | {"rules"})
            self._idle(node, stray, "本指标有下级（items），计分办法写在下级指标中")
            self._idle(node, LEAF_WORDS, "它只用于没有下级的指标")
        else:
            self._idle(node, BLOCK_WORDS, "它只用于有下级（items）的指标")
        if inner.adjustment:
            self._idle(node, POINT_WORDS, "附加项目没有分值，最多加减多少写 ceiling、floor")
        elif "weight" in node.entries:
            self._idle(node, {"points"}, "分值已由 weight 写明，二者只写一个")

    def _idle(self, node: Mapping, names: Iterable[str], why: str) -> None:
        """Note keys that have no effect where they stand."""
        for name in sorted(set(names) & set(node.entries)):
            self.reading.wrong(node.keys[name].at, "key-idle", key=name, why=why)

    def _node_keys(self, node: Mapping, path: str) -> NodeKeys:
        self.reading.path[:] = path.split(".")
        return NodeKeys(**read_keys(NodeKeys, node, self.reading, RULE_WORDS))

    def _id(self, node: Mapping, name: str) -> str:
        if name not in node.entries:
            self.reading.wrong(node.at, "shape-missing", key=name, doc="编号")
            return "_"
        return Id().read(node.entries[name], self.reading) or "_"

    def _enter(self, keys: SharedKeys, above: Above, local: str, node: Mapping) -> Above:
        """Work out what holds inside a node, group or rule, from what it says and what stands above."""
        path = above.below(local)
        if path in self.seen:
            self.reading.wrong(spot(node), "duplicate-id", value=path, line=self.seen[path].line)
        self.seen.setdefault(path, spot(node))
        return replace(
            above,
            path=path,
            labels=self._labels(keys, above),
            scope=self._scope(keys.for_, above.scope),
            levels=self._levels(keys, above, node),
            share=keys.share if keys.share is not None else above.share,
            exempt=keys.exempt or above.exempt,
        )

    def _labels(self, keys: SharedKeys, above: Above) -> Labels:
        up = above.labels
        return Labels(
            name=keys.name,
            cite=join_cite(up.cite, keys.cite),
            assessor=keys.assessor or up.assessor,
            responsible=keys.responsible or up.responsible,
            supplier=keys.supplier or up.supplier,
            note=keys.note,
            per=keys.per or up.per,
        )

    def _scope(self, keys: ScopeKeys | None, above: Scope) -> Scope:
        if keys is None:
            return above
        categories = frozenset(str(c) for c in keys.categories) if keys.categories is not None else None
        units = frozenset(str(u) for u in keys.units) if keys.units is not None else None
        if categories is not None and above.categories is not None:
            categories &= above.categories
        return Scope(above.categories if categories is None else categories, units or above.units)

    def _levels(self, keys: SharedKeys, above: Above, node: Mapping) -> Map[str, str] | None:
        if not isinstance(keys.levels, Word):
            self._no_level(node.entries.get("levels"))
            return above.levels if keys.levels is None else keys.levels
        if keys.levels not in self.levels:
            hint = nearest(keys.levels, self.levels)
            self.reading.wrong(
                keys.levels.at, "unknown-levels", hint, value=keys.levels, options=listed(self.levels)
            )
        return self.levels.get(keys.levels, {})

    def _indicator(
        self,
        node: Mapping,
        keys: NodeKeys,
        inner: Above,
        items: tuple[Indicator, ...],
        rules: tuple[Rule, ...],
    ) -> Indicator:
        return Indicator(
            path=inner.path,
            labels=inner.labels,
            points=keys.points,
            items=items,
            rules=rules,
            scope=inner.scope,
            elsewhere=self._elsewhere(keys),
            not_applicable=keys.not_applicable
            or (keys.elsewhere if isinstance(keys.elsewhere, str) else "spread"),
            start_full=self._start_full(keys, rules, node),
            ceiling=None if isinstance(keys.ceiling, str) else keys.ceiling,
            ceiling_lifted=keys.ceiling == "none",
            floor=None if isinstance(keys.floor, str) else keys.floor,
            floor_lifted=keys.floor == "none",
            overflow=keys.overflow == "total",
            out_of=keys.out_of,
            weight=keys.weight,
            factor=self._factor(keys, inner.labels.cite),
            gates=tuple(
                Gate(g.when, g.ceiling, g.times, join_cite(inner.labels.cite, g.cite)) for g in keys.gate
            ),
            sum_differs=keys.sum_differs.by if keys.sum_differs else Fraction(0),
            missing=keys.missing or INCOMPLETE,
            adjustment=inner.adjustment,
            at=spot(node),
        )

    def _factor(self, keys: NodeKeys, cite: str) -> Factor | None:
        found = keys.factor
        return Factor(found.by, found.when, join_cite(cite, found.cite)) if found else None

    def _elsewhere(self, keys: NodeKeys) -> Map[str, str] | None:
        if isinstance(keys.elsewhere, str):
            return {category: keys.elsewhere for category in self.reading.categories}
        return keys.elsewhere

    def _start_full(self, keys: NodeKeys, rules: tuple[Rule, ...], node: Mapping) -> bool:
        if keys.start:
            return keys.start == "full"
        kinds = {
            rule.source.cost
            for rule in rules
            if not (isinstance(rule.source, Events) and rule.source.sign == 0 and not rule.source.cost)
        }
        has_points = keys.points is not None or keys.weight is not None
        if kinds == {True, False} and has_points:
            self.reading.wrong(spot(node), "start-unclear")
        return kinds == {True} and has_points

    # rules

    def _leaf_rules(self, node: Mapping, keys: NodeKeys, inner: Above) -> tuple[Rule, ...]:
        inner = replace(inner, same_matter=self._matter(keys.same_matter, inner))
        if inner.same_matter == "leaf:":
            inner = replace(inner, same_matter=f"leaf:{inner.leaf}")
        if keys.rules is None:
            if self._misspelt(node):
                return ()
            if not set(node.entries) & SOURCE_WORDS:
                self.reading.wrong(spot(node), "leaf-without-rule", item=inner.path)
                return ()
            rule = self._rule(node, inner, own_id=False)
            return (rule,) if rule else ()
        stray = sorted(set(node.entries) & (RULE_WORDS - NODE_WORDS))
        for name in stray:
            self.reading.wrong(node.keys[name].at, "rule-key-beside-rules", key=name)
        return tuple(self._rules(entries(keys.rules, self.reading), inner))

    def _rules(self, nodes: Iterable[Mapping], above: Above) -> Iterable[Rule]:
        for node in nodes:
            if "group" in node.entries:
                yield from self._group(node, above)
            else:
                yield from self._own_rule(node, above)

    def _own_rule(self, node: Mapping, above: Above) -> Iterable[Rule]:
        keys = self._read(SharedKeys, node, RULE_WORDS | {"id", "points"})
        inner = self._enter(SharedKeys(**keys), above, self._id(node, "id"), node)
        shared = SharedKeys(**keys)
        if shared.same_matter is not None:
            inner = replace(inner, same_matter=self._matter(shared.same_matter, inner))
        rule = self._rule(node, inner, own_id=True)
        if rule and isinstance(rule.source, Events):
            self._idle(node, {"points"}, "事项条款没有自己的分值，最多多少写 cap")
        return (rule,) if rule else ()

    def _group(self, node: Mapping, above: Above) -> Iterable[Rule]:
        keys = self._read(GroupKeys, node)
        group_keys = GroupKeys(**keys)
        inner = self._enter(group_keys, above, self._id(node, "group"), node)
        self.reading.path[:] = inner.path.split(".")
        average = AverageShape().read(group_keys.average, self.reading) if group_keys.average else None
        group = Group(inner.path, inner.labels, group_keys.cap, average)
        inner = replace(inner, groups=(group, *above.groups))
        if group_keys.same_matter is not None:
            inner = replace(inner, same_matter=self._matter(group_keys.same_matter, inner))
        self._group_rules(node)
        yield from self._rules(entries(group_keys.rules, self.reading), inner)

    def _group_rules(self, node: Mapping) -> None:
        """Note a group without rules."""
        if "rules" not in node.entries:
            self.reading.wrong(spot(node), "shape-missing", key="rules", doc="条款")

    def _read(
        self, cls: type, node: Mapping, more: frozenset[str] | set[str] = frozenset()
    ) -> dict[str, Any]:
        saved = list(self.reading.path)
        found = read_keys(cls, node, self.reading, frozenset(more))
        self.reading.path[:] = saved
        return found

    def _matter(self, word: Word | None, inner: Above) -> str:
        if word is None:
            return inner.same_matter
        if word == "group" and not inner.groups:
            self.reading.wrong(word.at, "same-matter-group")
        scopes = {"rule": "rule", "scheme": "scheme", "leaf": f"leaf:{inner.leaf}"}
        scopes["group"] = f"group:{inner.groups[0].path}" if inner.groups else ""
        if word not in scopes and word not in self.matters:
            options = "、".join([*scopes, *self.matters])
            hint = nearest(word, [*scopes, *self.matters])
            self.reading.wrong(word.at, "same-matter", hint, value=word, options=options)
        return scopes.get(word, f"matter:{word}")

    def _rule(self, node: Mapping, inner: Above, own_id: bool) -> Rule | None:
        self.reading.path[:] = inner.path.split(".")
        found = read_keys(RuleKeys, node, self.reading, frozenset(node.entries))
        source = self._source(node, found, inner)
        points = self._own_points(node) if own_id else None
        if source is None:
            return None
        if not isinstance(source, Events):
            self._idle(node, {"from", "until"}, "只有事项条款可以写施行日期")
        return Rule(
            path=inner.path,
            leaf=inner.leaf,
            labels=inner.labels,
            source=source,
            own_id=own_id,
            scope=inner.scope,
            from_=found.get("from_"),
            until=found.get("until"),
            when=found.get("when"),
            points=points,
            groups=inner.groups,
            at=spot(node),
        )

    def _own_points(self, node: Mapping) -> Number | None:
        if "points" not in node.entries:
            return None
        self.reading.path.append("points")
        points: Number | None = POINTS.read(node.entries["points"], self.reading)
        self.reading.path.pop()
        return points

    def _source(self, node: Mapping, found: dict[str, Any], inner: Above) -> Source | None:
        names = set(node.entries)
        simple = [cls for cls in SIMPLE_SOURCES if names & set(keys_of(cls))]
        valued, evented = names & VALUE_WORDS, names & EVENT_WORDS
        if len(simple) + bool(valued) + bool(evented) != 1:
            words = [name for name in node.entries if name in SOURCE_WORDS]
            if not words and self._misspelt(node):
                return None
            at = node.keys[words[-1]].at if words else spot(node)
            self.reading.wrong(at, "rule-source" if words else "rule-without-source", keys=listed(words))
            return None
        if simple:
            made: Source | None = Record(simple[0], ignored=frozenset(names)).read(node, self.reading)
            return made
        return self._values(node) if valued else self._events(node, found, inner)

    def _misspelt(self, node: Mapping) -> bool:
        """Say whether an unknown key, which is told already, may be the source that a rule lacks."""
        strange = [name for name in node.entries if name not in NODE_WORDS | RULE_WORDS]
        return not set(node.entries) & SOURCE_WORDS and any(nearest(name, SOURCE_WORDS) for name in strange)

    def _values(self, node: Mapping) -> Values | None:
        worths = {WORTH_OF[name] for name in node.entries if name in WORTH_OF}
        if len(worths) != 1:
            written = [name for name in node.entries if name in WORTH_OF]
            at = node.keys[written[-1]].at if written else spot(node)
            self.reading.wrong(at, "value-worth", options=listed(sorted(WORTH_OF)))
            return None
        everything = frozenset(node.entries)
        worth = Record(worths.pop(), ignored=everything).read(node, self.reading)
        keys = Record(ValueKeys, ignored=everything).read(node, self.reading)
        return Values(worth, keys) if worth and keys else None

    def _events(self, node: Mapping, found: dict[str, Any], inner: Above) -> Events | None:
        keys = EventKeys(**read_keys(EventKeys, node, self.reading, frozenset(node.entries)))
        labels = inner.levels
        sign, rate = 0, None
        for word, direction in (("deduct", -1), ("add", 1)):
            if word in node.entries:
                if sign or keys.fact:
                    self.reading.wrong(node.keys[word].at, "rule-two-signs")
                    return None
                sign = direction
                self.reading.path.append("points" if isinstance(node.entries[word], Scalar) else word)
                rate = read_rate(node.entries[word], labels, self.reading)
                self.reading.path.pop()
        if not sign and not (keys.fact or keys.void or keys.veto):
            if not keys.due or keys.due.missing is None:
                self.reading.wrong(spot(node), "rule-worth-nothing")
            sign = -1
        return Events(
            sign=sign,
            worth=rate,
            keys=keys,
            labels=labels or {},
            share=inner.share,
            exempt=inner.exempt,
            same_matter=f"rule:{inner.path}" if inner.same_matter == "rule" else inner.same_matter,
        )

    # adjustments and vetoes

    def adjustments(self, nodes: Iterable[Mapping], above: Above) -> Iterable[Indicator]:
        """Read adjustments; a group there is a prefix of ids and citations.

        附加项目：加分、减分项目，不在指标树里，没有分值，直接加到总分或从总分里减。写法同指标；`ceiling`、`floor`
        只在写明时才有。这里的 `group` 只是编号和条款的前缀，`rules` 里的每一项各是一个附加项目。

        Example:
            adjustments:
              - {id: honours, name: 表彰加分, add: {county: 2, city: 5}, levels: {county: 县级, city: 市级}, ceiling: 6}
              - group: special
                name: 专项
                cite: 五
                rules:
                  - {id: safety, name: 安全生产, deduct: 3, floor: -10, cite: (1)}
        Source: spec section 2 (adjustments); xingan 二(一)5, beijing-2009 article 19.
        """
        for node in nodes:
            if "group" in node.entries:
                keys = GroupKeys(**self._read(GroupKeys, node))
                inner = self._enter(keys, above, self._id(node, "group"), node)
                self._idle(node, {"cap", "average"}, PREFIX)
                self._group_rules(node)
                if keys.same_matter is not None:
                    inner = replace(inner, same_matter=self._matter(keys.same_matter, inner))
                yield from self.adjustments(entries(keys.rules, self.reading), inner)
            else:
                yield self.node(node, above)

    def vetoes(self, nodes: Iterable[Mapping], above: Above) -> Iterable[Veto]:
        """Read vetoes: rules without points in brackets, or conditions.

        一票否决：不计分的条款，有成立的事项就算被否决；或者是一个条件（`when`）。被否决不扣分，只影响等次和结果运用：
        等次的 `race` 写 `{not: vetoed}`，被否决的单位就不参加角逐。又扣分又否决的，在条款里写 `veto: true`。

        Example:
            vetoes:
              - group: veto
                name: 一票否决
                exempt: 处理已撤销
                cite: 六
                rules:
                  - {id: discipline, name: 党纪政纪处分, cite: (1)}
              - {id: deficit, name: 预算超支, when: {value: overspend, above: 0}, cite: 七}
            grades:
              - {id: excellent, name: 优秀, when: {place: {first: 1}}, race: {not: vetoed}}
              - {id: qualified, name: 合格}
        Source: spec section 6 (veto); jishui-2014 四(三)6.
        """
        for node in nodes:
            if "group" in node.entries:
                keys = GroupKeys(**self._read(GroupKeys, node))
                inner = self._enter(keys, above, self._id(node, "group"), node)
                self._idle(node, {"cap", "average", "same_matter", "share"}, PREFIX)
                self._group_rules(node)
                yield from self.vetoes(entries(keys.rules, self.reading), inner)
            else:
                yield self._veto(node, above)

    def _veto(self, node: Mapping, above: Above) -> Veto:
        shared = SharedKeys(**self._read(SharedKeys, node, RULE_WORDS | {"id"}))
        idle = (RULE_WORDS - VETO_WORDS - SHARED_WORDS) | {"same_matter", "share"}
        self._idle(node, idle, "否决不计分；又扣分又否决的，写在指标的条款里并加 veto: true")
        inner = self._enter(shared, above, self._id(node, "id"), node)
        found = read_keys(RuleKeys, node, self.reading, frozenset(node.entries))
        when = found.get("when")
        if when is not None:
            return Veto(inner.path, inner.labels, inner.scope, when=when, at=spot(node))
        events = read_keys(EventKeys, node, self.reading, frozenset(node.entries))
        source = Events(
            0,
            None,
            EventKeys(**{**events, "fact": True, "veto": True}),
            inner.levels or {},
            exempt=inner.exempt,
        )
        rule = Rule(
            inner.path,
            inner.path,
            inner.labels,
            source,
            scope=inner.scope,
            at=spot(node),
            from_=found.get("from_"),
            until=found.get("until"),
        )
        return Veto(inner.path, inner.labels, inner.scope, rule, at=spot(node))

    # grades and consequences

    def grades(
        self, keys: GradesKeys | tuple[GradeKeys, ...] | None
    ) -> tuple[tuple[Grade, ...], tuple[Move, ...]]:
        """Read the ladder; a race bounds who is counted in places."""
        if keys is None:
            return (), ()
        ladder, race, moves = (
            (keys.ladder, keys.race, keys.moves) if isinstance(keys, GradesKeys) else (keys, None, ())
        )
        grades = []
        self._no_twice([(grade.id, grade.id.at) for grade in ladder])
        for grade in ladder:
            own: Condition | None = grade.race or race
            when = in_race(grade.when, own) if grade.when else None
            grades.append(Grade(grade.id, grade.name or grade.id, when, own, grade.cite, grade.at))
        return tuple(grades), tuple(Move(m.when, m.down, m.up, m.to, m.cite) for m in moves)

    def consequence(self, keys: ConsequenceKeys) -> Consequence:
        """Read a consequence in whichever form it is written."""
        from kaoping.rules.conditions import GradeIs

        outcomes: list[Outcome] = [
            Outcome(self._filled(value, keys.at), GradeIs((grade,)), cite=keys.cite)
            for grade, value in keys.by_grade.items()
        ]
        outcomes += [self._outcome(outcome, keys.cite, keys.at) for outcome in keys.first_of]
        if keys.value or keys.formula:
            outcomes.append(self._outcome(replace(keys, for_=None), keys.cite, keys.at))
        if not outcomes and not keys.observers:
            self.reading.wrong(keys.at, "consequence-empty", value=keys.id)
        return Consequence(
            keys.id,
            keys.name or keys.id,
            tuple(outcomes),
            self._filled(keys.observers, keys.at),
            tuple(keys.each_event),
            self._scope(keys.for_, EVERYBODY),
            keys.cite,
        )

    def _outcome(self, keys: OutcomeKeys, cite: str, at: Position) -> Outcome:
        own = join_cite("", keys.cite) if keys.cite else cite
        scope = self._scope(keys.for_, EVERYBODY)
        return Outcome(self._filled(keys.value, at), keys.when, keys.formula, keys.round, own, scope)

    def _filled(self, text: str, at: Position) -> str:
        """Put the values of holes into `{name}` places of a text."""
        at = text.at if isinstance(text, Word) else at
        parts = text.split("{")
        for i, part in enumerate(parts[1:], 1):
            name, closed, rest = part.partition("}")
            filled = self.reading.hole(name, at) if closed else None
            parts[i] = (filled[0] if filled else "{" + name + closed) + rest
        return "".join(parts)

    def total_limit(self, keys: Any) -> TotalLimit:
        """Read a limit of the total."""
        labels = Labels(keys.name or keys.id, keys.cite)
        below = keys.ceiling.below if isinstance(keys.ceiling, LimitCeiling) else ""
        ceiling = None if below else keys.ceiling
        return TotalLimit(keys.id, labels, ceiling, keys.floor, below, keys.when, keys.id.at)

    def holes(self, keys: SchemeKeys) -> tuple[Hole, ...]:
        """Check that each hole that was met is declared, and give all with their values."""
        declared = {hole.id: hole for hole in keys.holes}
        for name, at in self.reading.met_holes.items():
            if name not in declared:
                self.reading.wrong(at, "hole-undeclared", nearest(name, declared), value=name)
        return tuple(
            Hole(h.id, h.name, h.cite, h.needed, self.reading.holes.get(h.id), h.at) for h in keys.holes
        )


def _items(node: Node | None) -> tuple[Node, ...]:
    return node.items if isinstance(node, Sequence) else ()


def _fill(cls: type[Any], keys: Any) -> Any:
    names = {f.name for f in dataclasses.fields(cls)}
    return cls(**{f.name: getattr(keys, f.name) for f in dataclasses.fields(keys) if f.name in names})
