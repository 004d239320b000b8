"""Rules and the brackets around them: from the keys of a mapping to its source and worth."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from kaoping.errors.problems import nearest
from kaoping.rules.clauses.rates import read_rate
from kaoping.rules.clauses.sources import Events, Source, Values
from kaoping.rules.clauses.sources.event import AverageShape, EventKeys
from kaoping.rules.clauses.sources.value import ValueKeys
from kaoping.rules.language.number import Number
from kaoping.rules.language.number_shapes import POINTS
from kaoping.rules.language.reading import listed
from kaoping.rules.language.shapes import Record, keys_of, read_keys, spot
from kaoping.rules.language.tree import MappingNode, ScalarNode
from kaoping.rules.scheme.keys import (
    GroupKeys,
    NodeKeys,
    RuleKeys,
    SharedKeys,
)
from kaoping.rules.scheme.model import Rule, RuleGroup
from kaoping.rules.scheme.reader.entries import entries
from kaoping.rules.scheme.reader.handing import Above, Handing
from kaoping.rules.scheme.reader.words import (
    EVENT_WORDS,
    NODE_WORDS,
    RULE_WORDS,
    SIMPLE_SOURCES,
    SOURCE_WORDS,
    VALUE_WORDS,
    WORTH_OF,
)


class RuleReader(Handing):
    """Reads the rules of a leaf."""

    def _leaf_rules(self, node: MappingNode, keys: NodeKeys, inner: Above) -> tuple[Rule, ...]:
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

    def _rules(self, nodes: Iterable[MappingNode], above: Above) -> Iterable[Rule]:
        for node in nodes:
            if "group" in node.entries:
                yield from self._group(node, above)
            else:
                yield from self._own_rule(node, above)

    def _own_rule(self, node: MappingNode, above: Above) -> Iterable[Rule]:
        keys = self._read(SharedKeys, node, RULE_WORDS | {"id", "points"})
        inner = self._enter(SharedKeys(**keys), above, self._id(node, "id"), node)
        shared = SharedKeys(**keys)
        if shared.same_matter is not None:
            inner = replace(inner, same_matter=self._matter(shared.same_matter, inner))
        rule = self._rule(node, inner, own_id=True)
        if rule and isinstance(rule.source, Events):
            self._idle(node, {"points"}, "事项条款没有自己的分值，最多多少写 cap")
        return (rule,) if rule else ()

    def _group(self, node: MappingNode, above: Above) -> Iterable[Rule]:
        keys = self._read(GroupKeys, node)
        group_keys = GroupKeys(**keys)
        inner = self._enter(group_keys, above, self._id(node, "group"), node)
        self.reading.path[:] = inner.path.split(".")
        average = AverageShape().read(group_keys.average, self.reading) if group_keys.average else None
        group = RuleGroup(inner.path, inner.labels, group_keys.cap, average)
        inner = replace(inner, groups=(group, *above.groups))
        if group_keys.same_matter is not None:
            inner = replace(inner, same_matter=self._matter(group_keys.same_matter, inner))
        self._group_rules(node)
        yield from self._rules(entries(group_keys.rules, self.reading), inner)

    def _group_rules(self, node: MappingNode) -> None:
        """Note a group without rules."""
        if "rules" not in node.entries:
            self.reading.wrong(spot(node), "shape-missing", key="rules", doc="条款")

    def _rule(self, node: MappingNode, inner: Above, own_id: bool) -> Rule | None:
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

    def _own_points(self, node: MappingNode) -> Number | None:
        if "points" not in node.entries:
            return None
        self.reading.path.append("points")
        points: Number | None = POINTS.read(node.entries["points"], self.reading)
        self.reading.path.pop()
        return points

    def _source(self, node: MappingNode, found: dict[str, Any], inner: Above) -> Source | None:
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

    def _misspelt(self, node: MappingNode) -> bool:
        """Say whether an unknown key, which is told already, may be the source that a rule lacks."""
        strange = [name for name in node.entries if name not in NODE_WORDS | RULE_WORDS]
        return not set(node.entries) & SOURCE_WORDS and any(nearest(name, SOURCE_WORDS) for name in strange)

    def _values(self, node: MappingNode) -> Values | None:
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

    def _events(self, node: MappingNode, found: dict[str, Any], inner: Above) -> Events | None:
        keys = EventKeys(**read_keys(EventKeys, node, self.reading, frozenset(node.entries)))
        labels = inner.levels
        sign, rate = 0, None
        for word, direction in (("deduct", -1), ("add", 1)):
            if word in node.entries:
                if sign or keys.fact:
                    self.reading.wrong(node.keys[word].at, "rule-two-signs")
                    return None
                sign = direction
                self.reading.path.append("points" if isinstance(node.entries[word], ScalarNode) else word)
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
