"""What a node, group or rule hands down: path, citation, offices, levels, share, exemption, same matter."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any

from kaoping.errors.position import Position
from kaoping.errors.problems import nearest
from kaoping.rules.clauses.rates import RESERVED
from kaoping.rules.language.reading import Reading, listed
from kaoping.rules.language.shapes import Id, Word, read_keys, spot
from kaoping.rules.language.tree import MappingNode, Node
from kaoping.rules.scheme.citing import join_cite
from kaoping.rules.scheme.keys import (
    ScopeKeys,
    SharedKeys,
)
from kaoping.rules.scheme.model import EVERYBODY, Labels, RuleGroup, Scope

UNLABELLED = Labels()


@dataclass(frozen=True)
class Above:
    """What a node hands down to what stands below it."""

    path: str = ""
    labels: Labels = UNLABELLED
    scope: Scope = EVERYBODY
    levels: Mapping[str, str] | None = None
    share: Mapping[str, Fraction] = dataclasses.field(default_factory=dict)
    exempt: str = ""
    same_matter: str = ""
    leaf: str = ""
    groups: tuple[RuleGroup, ...] = ()
    adjustment: bool = False

    def below(self, name: str) -> str:
        """Join a local id to the path."""
        return f"{self.path}.{name}" if self.path else name


class Handing:
    """Reads what nodes, groups and rules have in common, and hands it down."""

    def __init__(self, reading: Reading):
        self.reading = reading
        self.levels: Mapping[str, Mapping[str, str]] = {}
        self.matters: Mapping[str, str] = {}
        self.seen: dict[str, Position] = {}

    def _idle(self, node: MappingNode, names: Iterable[str], why: str) -> None:
        """Note keys that have no effect where they stand."""
        for name in sorted(set(names) & set(node.entries)):
            self.reading.wrong(node.keys[name].at, "key-idle", key=name, why=why)

    def _id(self, node: MappingNode, name: str) -> str:
        if name not in node.entries:
            self.reading.wrong(node.at, "shape-missing", key=name, doc="编号")
            return "_"
        return Id().read(node.entries[name], self.reading) or "_"

    def _enter(self, keys: SharedKeys, above: Above, local: str, node: MappingNode) -> Above:
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

    def _levels(self, keys: SharedKeys, above: Above, node: MappingNode) -> Mapping[str, str] | None:
        if not isinstance(keys.levels, Word):
            self._no_level(node.entries.get("levels"))
            return above.levels if keys.levels is None else keys.levels
        if keys.levels not in self.levels:
            hint = nearest(keys.levels, self.levels)
            self.reading.wrong(
                keys.levels.at, "unknown-levels", hint, value=keys.levels, options=listed(self.levels)
            )
        return self.levels.get(keys.levels, {})

    def _read(
        self, cls: type, node: MappingNode, more: frozenset[str] | set[str] = frozenset()
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

    def _no_level(self, table: Node | None) -> None:
        for name in table.keys.values() if isinstance(table, MappingNode) else ():
            if name.text in RESERVED:
                self.reading.wrong(name.at, "level-reserved", value=name.text)
