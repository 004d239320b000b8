"""The whole scheme (考评办法) as read from one text."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property

from kaoping.errors.position import NOWHERE, Position
from kaoping.rules.clauses.sources import Events
from kaoping.rules.facts.inputs import Input
from kaoping.rules.language.formula import Formula
from kaoping.rules.language.number import Number
from kaoping.rules.scheme.model.indicators import Indicator
from kaoping.rules.scheme.model.outcomes import (
    USUAL_RANKING,
    Consequence,
    Grade,
    Move,
    NotAssessed,
    Ranking,
    TotalLimit,
    Veto,
)
from kaoping.rules.scheme.model.rules import Labels, Rule
from kaoping.rules.scheme.model.scope import Category


@dataclass(frozen=True)
class Quantity:
    """A named intermediate quantity (中间量): a formula, or a number made of events."""

    id: str
    name: str
    formula: Formula | None = None
    events: tuple[str, ...] = ()
    take: str = "number"
    of: str = "count"
    level: tuple[str, ...] = ()
    role: tuple[str, ...] = ()
    per: str = ""
    round: int | None = None
    cite: str = ""
    at: Position = NOWHERE


@dataclass(frozen=True)
class Hole:
    """A number that the document leaves open (空缺): needed always, on use, or never; `value` once it is filled."""

    id: str
    name: str = ""
    cite: str = ""
    needed: str = "always"
    value: str | None = None
    at: Position = NOWHERE


@dataclass(frozen=True, eq=False)
class Scheme:
    """A whole scheme (考评办法), as read from one text with its holes filled as far as they were given.

    A scheme is only ever equal to itself, so that what is made of it can be kept by it.
    """

    id: str
    name: str
    full_score: Number
    categories: Mapping[str, Category]
    tree: tuple[Indicator, ...]
    places: int = 2
    ranking: Ranking = USUAL_RANKING
    adjustments: tuple[Indicator, ...] = ()
    vetoes: tuple[Veto, ...] = ()
    sum_differs: Fraction = Fraction(0)
    values: Mapping[str, str] = field(default_factory=dict)
    quantities: Mapping[str, Quantity] = field(default_factory=dict)
    matters: Mapping[str, str] = field(default_factory=dict)
    grades: tuple[Grade, ...] = ()
    moves: tuple[Move, ...] = ()
    order: tuple[str, ...] = ()
    consequences: tuple[Consequence, ...] = ()
    total_limits: tuple[TotalLimit, ...] = ()
    not_assessed: tuple[NotAssessed, ...] = ()
    holes: tuple[Hole, ...] = ()
    notes: tuple[str, ...] = ()
    text: str = field(default="", repr=False)
    inputs: Mapping[tuple[str, str], Input] = field(default_factory=dict, repr=False)

    @cached_property
    def nodes(self) -> Mapping[str, Indicator]:
        """Give every node of tree and adjustments by id, in order."""
        return {node.path: node for root in (*self.tree, *self.adjustments) for node in root.walk()}

    @cached_property
    def leaves(self) -> tuple[Indicator, ...]:
        """Give the leaves of tree and adjustments, in order."""
        return tuple(node for node in self.nodes.values() if node.rules)

    @cached_property
    def leaves_that_may_lack(self) -> tuple[Indicator, ...]:
        """Give the leaves that a missing fact or a base of 0 may take out of a unit's tree."""
        return tuple(leaf for leaf in self.leaves if "not_applicable" in leaf.treatments)

    @cached_property
    def rules(self) -> Mapping[str, Rule]:
        """Give every rule by id, those of vetoes too."""
        found = {rule.path: rule for leaf in self.leaves for rule in leaf.rules}
        return {**found, **{veto.path: veto.rule for veto in self.vetoes if veto.rule}}

    @cached_property
    def event_rules(self) -> Mapping[str, Events]:
        """Give the rules over events by id."""
        return {path: rule.source for path, rule in self.rules.items() if isinstance(rule.source, Events)}

    @cached_property
    def labels(self) -> Mapping[str, Labels]:
        """Give what is said about every node, group, rule, veto and limit, by id."""
        found = {path: node.labels for path, node in self.nodes.items()}
        groups = {group.path: group.labels for rule in self.rules.values() for group in rule.groups}
        rules = {path: rule.labels for path, rule in self.rules.items() if path not in found}
        vetoes = {veto.path: veto.labels for veto in self.vetoes}
        return {
            **groups,
            **found,
            **rules,
            **vetoes,
            **{limit.id: limit.labels for limit in self.total_limits},
        }

    @cached_property
    def item_names(self) -> Mapping[str, str]:
        """Give the Chinese name of every id."""
        return {path: labels.name for path, labels in self.labels.items()}

    @cached_property
    def cites(self) -> Mapping[str, str]:
        """Give the full citation of every id."""
        return {path: labels.cite for path, labels in self.labels.items()}

    @cached_property
    def grade_order(self) -> tuple[str, ...]:
        """Give the grades from best to worst: as the scheme says, else the ladder."""
        return self.order or tuple(grade.id for grade in self.grades)

    @cached_property
    def vetoing(self) -> tuple[str, ...]:
        """Give the rules whose events veto."""
        return tuple(path for path, source in self.event_rules.items() if source.keys.veto)

    @cached_property
    def grade_names(self) -> Mapping[str, str]:
        """Give the Chinese name of every grade."""
        return {grade.id: grade.name for grade in self.grades}

    @cached_property
    def consequence_names(self) -> Mapping[str, str]:
        """Give the Chinese name of every consequence."""
        return {consequence.id: consequence.name for consequence in self.consequences}

    @cached_property
    def hole_values(self) -> Mapping[str, str]:
        """Give the values of the holes that are filled."""
        return {hole.id: hole.value for hole in self.holes if hole.value is not None}

    @cached_property
    def by_unit(self) -> bool:
        """Say whether some node applies to named units only."""
        return any(node.scope.units is not None for node in self.nodes.values())

    @cached_property
    def observer_categories(self) -> frozenset[str]:
        """Give the categories whose units are not scored."""
        return frozenset(c.id for c in self.categories.values() if c.observer)

    @cached_property
    def parents(self) -> Mapping[str, str]:
        """Give the id of each node's parent, empty for a top node."""
        found = {root.path: "" for root in (*self.tree, *self.adjustments)}
        return {**found, **{item.path: node.path for node in self.nodes.values() for item in node.items}}
