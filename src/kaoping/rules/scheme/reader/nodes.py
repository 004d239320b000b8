"""Indicators, adjustments and vetoes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from fractions import Fraction

from kaoping.rules.clauses.missing import INCOMPLETE
from kaoping.rules.clauses.sources import Events
from kaoping.rules.clauses.sources.event import EventKeys
from kaoping.rules.language.shapes import read_keys, spot
from kaoping.rules.language.tree import MappingNode
from kaoping.rules.scheme.citing import join_cite
from kaoping.rules.scheme.keys import (
    GroupKeys,
    NodeKeys,
    RuleKeys,
    SharedKeys,
)
from kaoping.rules.scheme.model import Factor, Gate, Indicator, Rule, Veto
from kaoping.rules.scheme.reader.entries import entries
from kaoping.rules.scheme.reader.handing import Above
from kaoping.rules.scheme.reader.rules import RuleReader
from kaoping.rules.scheme.reader.words import (
    BLOCK_WORDS,
    LEAF_WORDS,
    NODE_WORDS,
    POINT_WORDS,
    PREFIX,
    RULE_WORDS,
    SHARED_WORDS,
    VETO_WORDS,
)


class NodeReader(RuleReader):
    """Reads nodes of the tree and what stands beside it."""

    def node(self, node: MappingNode, above: Above) -> Indicator:
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

    def _fitting_keys(self, node: MappingNode, keys: NodeKeys, inner: Above) -> None:
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

    def _node_keys(self, node: MappingNode, path: str) -> NodeKeys:
        self.reading.path[:] = path.split(".")
        return NodeKeys(**read_keys(NodeKeys, node, self.reading, RULE_WORDS))

    def _indicator(
        self,
        node: MappingNode,
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

    def _elsewhere(self, keys: NodeKeys) -> Mapping[str, str] | None:
        if isinstance(keys.elsewhere, str):
            return {category: keys.elsewhere for category in self.reading.categories}
        return keys.elsewhere

    def _start_full(self, keys: NodeKeys, rules: tuple[Rule, ...], node: MappingNode) -> bool:
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

    def adjustments(self, nodes: Iterable[MappingNode], above: Above) -> Iterable[Indicator]:
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

    def vetoes(self, nodes: Iterable[MappingNode], above: Above) -> Iterable[Veto]:
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

    def _veto(self, node: MappingNode, above: Above) -> Veto:
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
