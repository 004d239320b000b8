"""YAML -> Scheme, all errors at once. Ids and citations are joined from the parents; what is inherited is handed down."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction
from typing import Any

from kaoping.errors.position import Position
from kaoping.errors.problems import SchemeError
from kaoping.rules.clauses.rates import RESERVED
from kaoping.rules.language.parsing import parse
from kaoping.rules.language.reading import Reading
from kaoping.rules.language.shapes import Word, keys_of, read_keys
from kaoping.rules.language.tree import MappingNode, Node, ScalarNode, SequenceNode
from kaoping.rules.scheme.citing import with_articles
from kaoping.rules.scheme.keys import (
    GradesKeys,
    SchemeKeys,
)
from kaoping.rules.scheme.model import Category, Labels, NotAssessed, Quantity, Scheme
from kaoping.rules.scheme.reader.entries import entries
from kaoping.rules.scheme.reader.handing import Above
from kaoping.rules.scheme.reader.nodes import NodeReader
from kaoping.rules.scheme.reader.outcomes import OutcomeReader
from kaoping.rules.scheme.reader.words import (
    NONE,
    SCOPES,
)


def load(
    text: str,
    file: str = "scheme.yaml",
    holes: Mapping[str, str] | None = None,
    places: Mapping[str, Position] | None = None,
) -> Scheme:
    """Read a scheme from its text, with the holes filled as far as values are given.

    `places` say where the values of holes stand, for errors. Raises SchemeError with all problems.
    """
    from kaoping.rules.scheme.asking import inputs_of
    from kaoping.rules.scheme.checks import errors_in

    reading = Reading(dict(holes or {}), dict(places or {}))
    root = parse(text, file)
    scheme = _Reader(reading).scheme(root, text)
    if reading.problems:
        raise SchemeError(with_articles(reading.problems, root))
    problems = errors_in(scheme)
    if problems:
        raise SchemeError(with_articles(problems, root))
    return replace(scheme, inputs=inputs_of(scheme))


class _Reader(NodeReader, OutcomeReader):
    """Reads a whole scheme."""

    def scheme(self, root: MappingNode, text: str) -> Scheme:
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

    def _top(self, root: MappingNode) -> SchemeKeys:
        """Read the top keys; what is missing is noted and stood in for, so that all else is told too."""
        found = read_keys(SchemeKeys, root, self.reading)
        for name, known in keys_of(SchemeKeys).items():
            if known.required and name not in root.entries:
                self.reading.wrong(root.at, "shape-missing", key=name, doc=known.doc)
        stand_ins: dict[str, Any] = {"scheme": Word(""), "name": "", "full_score": NONE, "indicators": None}
        return SchemeKeys(**(stand_ins | found))

    def _reserved(self, root: MappingNode) -> None:
        """Note names that the language uses itself: of levels and categories in a rate, of matters as a scope."""
        tables = getattr(root.entries.get("levels"), "entries", {})
        for table in tables.values():
            self._no_level(table)
        categories = [c for c in _items(root.entries.get("categories")) if isinstance(c, MappingNode)]
        ids = [word for c in categories if isinstance(word := c.entries.get("id"), ScalarNode)]
        matters = getattr(root.entries.get("matters"), "keys", {}).values()
        for word in (*(i for i in ids if i.text in RESERVED), *(m for m in matters if m.text in SCOPES)):
            self.reading.wrong(word.at, "level-reserved", value=word.text)

    def _categories_first(self, root: MappingNode) -> None:
        listing = _items(root.entries.get("categories"))
        known = [item.entries.get("id") for item in listing if isinstance(item, MappingNode)]
        self.reading.categories = frozenset(item.text for item in known if isinstance(item, ScalarNode))


def _items(node: Node | None) -> tuple[Node, ...]:
    return node.items if isinstance(node, SequenceNode) else ()


def _fill(cls: type[Any], keys: Any) -> Any:
    names = {f.name for f in dataclasses.fields(cls)}
    return cls(**{f.name: getattr(keys, f.name) for f in dataclasses.fields(keys) if f.name in names})
