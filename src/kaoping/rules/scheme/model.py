"""The scheme (考评办法) as data: frozen, complete, with places and citations. Made by `reader`, used by everything else."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from functools import cached_property

from kaoping.errors.position import NOWHERE, Position
from kaoping.rules.clauses.missing import INCOMPLETE, Treatment
from kaoping.rules.clauses.sources import Events, Source, Values
from kaoping.rules.facts.inputs import Input
from kaoping.rules.facts.rows import Unit
from kaoping.rules.language.conditions import Condition
from kaoping.rules.language.formula import Formula
from kaoping.rules.language.number import Number


@dataclass(frozen=True)
class Category:
    """A category of units (类别、系列); an observer's units take part but are not scored."""

    id: str
    name: str
    observer: bool = False
    members: tuple[str, ...] = ()
    cite: str = ""


@dataclass(frozen=True)
class Scope:
    """Whom a node or rule applies to; None means no restriction of that kind."""

    categories: frozenset[str] | None = None
    units: frozenset[str] | None = None

    def covers(self, unit: Unit) -> bool:
        """Say whether a unit is inside."""
        if self.categories is not None and unit.category not in self.categories:
            return False
        return self.units is None or unit.id in self.units

    def covers_category(self, category: str) -> bool:
        """Say whether units of a category can be inside."""
        return self.categories is None or category in self.categories


EVERYBODY = Scope()


@dataclass(frozen=True)
class Labels:
    """What is said about a node, group or rule: name, citation (条款), and who has to do with it."""

    name: str = ""
    cite: str = ""
    assessor: tuple[str, ...] = ()
    responsible: tuple[str, ...] = ()
    supplier: tuple[str, ...] = ()
    note: str = ""
    per: str = ""


@dataclass(frozen=True)
class Group:
    """A bracket around rules (条款组): it shares what its rules inherit and may cap or average their sum."""

    path: str
    labels: Labels
    cap: Number | None = None
    average: str | Formula | None = None


@dataclass(frozen=True)
class Rule:
    """A scoring clause (条款): where its facts come from, what they are worth, and its limits.

    `own_id` is False for the one rule of a leaf, which lends it its id; `groups` are the brackets around it, inner first.
    """

    path: str
    leaf: str
    labels: Labels
    source: Source
    own_id: bool = True
    scope: Scope = EVERYBODY
    from_: date | None = None
    until: date | None = None
    when: Condition | None = None
    points: Number | None = None
    groups: tuple[Group, ...] = ()
    at: Position = NOWHERE


@dataclass(frozen=True)
class Gate:
    """A condition that bounds or multiplies a leaf's score (限制条件)."""

    when: Condition
    ceiling: Number | None = None
    times: Number | None = None
    cite: str = ""


@dataclass(frozen=True)
class Factor:
    """A coefficient of a node (难度系数), under a condition."""

    by: Formula
    when: Condition | None = None
    cite: str = ""


@dataclass(frozen=True)
class Indicator:
    """A node of the tree (指标), or an adjustment (附加项目) outside it, which has no points.

    `points` are None where a weight gives them or for an adjustment. `elsewhere` says by category what happens to
    the points where the node does not apply; None means that the node belongs to its scope only.
    """

    path: str
    labels: Labels
    points: Number | None = None
    items: tuple[Indicator, ...] = ()
    rules: tuple[Rule, ...] = ()
    scope: Scope = EVERYBODY
    elsewhere: Mapping[str, str] | None = None
    not_applicable: str = "spread"
    start_full: bool = False
    ceiling: Number | None = None
    ceiling_lifted: bool = False
    floor: Number | None = None
    floor_lifted: bool = False
    overflow: bool = False
    out_of: Number | None = None
    weight: Fraction | None = None
    factor: Factor | None = None
    gates: tuple[Gate, ...] = ()
    sum_differs: Fraction = Fraction(0)
    missing: Treatment = INCOMPLETE
    adjustment: bool = False
    at: Position = NOWHERE

    @cached_property
    def item_rules(self) -> tuple[Rule, ...]:
        """Give the rules that are not over events: those that need a row of facts to be complete."""
        return tuple(rule for rule in self.rules if not isinstance(rule.source, Events))

    @cached_property
    def imputes(self) -> bool:
        """Say whether the mean of other units may make up for a missing fact (按平均计)."""
        return any(word == "mean_of" for word in _treatments(self))

    @cached_property
    def voids(self) -> bool:
        """Say whether an event can void the leaf."""
        return any(
            isinstance(rule.source, Events) and rule.source.keys.void is not None for rule in self.rules
        )

    @cached_property
    def averages(self) -> bool:
        """Say whether events of the leaf are averaged."""
        groups = any(group.average is not None for rule in self.rules for group in rule.groups)
        return groups or any(
            isinstance(r.source, Events) and r.source.keys.average is not None for r in self.rules
        )

    @cached_property
    def conditional_rules(self) -> tuple[Rule, ...]:
        """Give the rules that count only under a condition."""
        return tuple(rule for rule in self.rules if rule.when is not None)

    def walk(self) -> Iterator[Indicator]:
        """Give the node and all nodes below it, in order."""
        yield self
        for item in self.items:
            yield from item.walk()


def _treatments(leaf: Indicator) -> Iterator[str]:
    yield leaf.missing.word
    for rule in leaf.rules:
        if isinstance(rule.source, Values) and rule.source.keys.value.zero_base is not None:
            yield rule.source.keys.value.zero_base.word


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
class Veto:
    """一票否决: a rule without points whose events veto, or a condition."""

    path: str
    labels: Labels
    scope: Scope = EVERYBODY
    rule: Rule | None = None
    when: Condition | None = None
    at: Position = NOWHERE


@dataclass(frozen=True)
class Ranking:
    """How units are ranked (排名): within what, on which total, how ties count, and what breaks them."""

    among: str = "category"
    on: str = "published"
    ties: str = "competition"
    tie_break: tuple[str, ...] = ()


@dataclass(frozen=True)
class Grade:
    """A rung of the ladder of grades (等次)."""

    id: str
    name: str
    when: Condition | None = None
    race: Condition | None = None
    cite: str = ""
    at: Position = NOWHERE


@dataclass(frozen=True)
class Move:
    """A fact that moves a grade down or up (升降等次) or to a named one."""

    when: Condition
    down: int = 0
    up: int = 0
    to: str = ""
    cite: str = ""


@dataclass(frozen=True)
class Outcome:
    """One row of a consequence: when it follows, and its value as text (with holes filled in) or a formula."""

    value: str = ""
    when: Condition | None = None
    formula: Formula | None = None
    round: int = 4
    cite: str = ""
    scope: Scope = EVERYBODY


@dataclass(frozen=True)
class Consequence:
    """A consequence (结果运用): the first outcome that holds; for observers a value of their own."""

    id: str
    name: str
    outcomes: tuple[Outcome, ...] = ()
    observers: str = ""
    each_event: tuple[str, ...] = ()
    scope: Scope = EVERYBODY
    cite: str = ""


@dataclass(frozen=True)
class TotalLimit:
    """A ceiling or floor of the total under a condition (总分限制), a line under an id of its own."""

    id: str
    labels: Labels
    ceiling: Number | None = None
    floor: Number | None = None
    below_grade: str = ""
    when: Condition | None = None
    at: Position = NOWHERE


@dataclass(frozen=True)
class NotAssessed:
    """A stated condition that takes a unit out of the year (不参加考评)."""

    when: Condition
    name: str = ""
    cite: str = ""


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
    ranking: Ranking = Ranking()
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
        return tuple(
            leaf for leaf in self.leaves if any(word == "not_applicable" for word in _treatments(leaf))
        )

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
