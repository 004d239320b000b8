"""The tree of indicators (指标), with what acts on their scores."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from kaoping.errors.position import NOWHERE, Position
from kaoping.rules.clauses.missing import INCOMPLETE, Treatment
from kaoping.rules.clauses.sources import Events, Values
from kaoping.rules.language.conditions import Condition
from kaoping.rules.language.formula import Formula
from kaoping.rules.language.number import Number
from kaoping.rules.scheme.model.rules import Labels, Rule
from kaoping.rules.scheme.model.scope import EVERYBODY, Scope


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
    def treatments(self) -> frozenset[str]:
        """The words for what a missing fact or a base of 0 may mean in the leaf (缺少资料的处理)."""
        values = [rule.source.keys.value for rule in self.rules if isinstance(rule.source, Values)]
        return frozenset({self.missing.word, *(v.zero_base.word for v in values if v.zero_base is not None)})

    @cached_property
    def imputes(self) -> bool:
        """Say whether the mean of other units may make up for a missing fact (按平均计)."""
        return "mean_of" in self.treatments

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
