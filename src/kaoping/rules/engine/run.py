"""A run (一次评分): passes over the units of an index, and the memo of what they gave, the only state.

A pass (步骤) is a plain function of a unit; it belongs to a stratum (层), which was found when the scheme was loaded:
what stands in stratum 0 looks at nothing but the unit's own facts.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import cached_property
from typing import Generic, NamedTuple, TypeVar

from kaoping.rules.clauses.worth import Measure
from kaoping.rules.engine.happening import Happening
from kaoping.rules.engine.index import Index, UnitFacts
from kaoping.rules.engine.memo import Key, Memo
from kaoping.rules.engine.results import NodeResult, Placed, Total
from kaoping.rules.facts.rows import Decision, SchemeResult, Unit
from kaoping.rules.language.conditions import Condition
from kaoping.rules.language.groups import Group
from kaoping.rules.numbers.points import Points
from kaoping.rules.scheme.model import Rule, Scheme
from kaoping.rules.scheme.plan import Plan, plan_for, written

T = TypeVar("T")
NOTHING = NodeResult()


@dataclass(frozen=True)
class Pass(Generic[T]):
    """Something that is worked out once for a unit: its name in the graph of looks, its stratum, the function."""

    vertex: str
    stratum: int
    work: Callable[[Subject], T]


class NodePasses(NamedTuple):
    """The passes of a node: its score before gates, and after gates and decisions."""

    before: Pass[NodeResult]
    closed: Pass[NodeResult]
    is_open: bool
    """Whether it is the same after gates as before, where no decision marks it."""


@dataclass(frozen=True)
class Program:
    """A scheme made ready to run (执行方案): one function for each thing that is worked out, all found at load."""

    scheme: Scheme
    strata: Mapping[str, int]
    depth: int
    lasting: frozenset[str]
    """What is looked at after a unit's own ledger is written."""
    plan: Pass[Plan]
    recorded: Pass[Sequence[str]]
    missed: Pass[Mapping[str, Sequence[Happening]]]
    rated: Mapping[str, Pass[Sequence[Happening]]]
    counted: Pass[Mapping[str, Sequence[Happening]]]
    measured: Mapping[str, Callable[[Subject, str], Measure | None]]
    quantity: Callable[[Subject, str, str], Fraction | None]
    nodes: Mapping[str, NodePasses]
    total: Pass[Total]
    vetoes: Pass[tuple[str, ...]]
    grade: Pass[str]
    placed: Callable[[Subject, Group, str, Condition | None, bool], Placed | None]


class Run:
    """A program at work on an index; every assessed unit is a `Subject`."""

    def __init__(self, program: Program, index: Index, kept: Mapping[str, Memo] | None = None):
        self.program = program
        self.scheme = program.scheme
        self.index = index
        self.gathered = Memo(1)
        memos = kept or {}
        self.subjects = {
            name: Subject(self, unit, Memo(program.depth, memos.get(name)))
            for name, unit in index.assessed.items()
        }

    @property
    def memos(self) -> Mapping[str, Memo]:
        """What was worked out so far, by unit."""
        return {name: subject.memo for name, subject in self.subjects.items()}

    def close(self) -> None:
        """Let go of the units, which hold on to the run as it does to them."""
        self.subjects.clear()

    def gather(self, key: Key, compute: Callable[[], T]) -> T:
        """Work something out over a group of units, once in the run."""
        return self.gathered.once(0, key, compute)


class Subject:
    """One assessed unit of a run (考评对象)."""

    def __init__(self, run: Run, unit: Unit, memo: Memo):
        self.run = run
        self.unit = unit
        self.unit_id = unit.id
        self.memo = memo
        self.known = memo.strata
        self.program = run.program

    def let_go(self) -> None:
        """Keep no more than what is looked at after the unit's own ledger is written."""
        self.memo.keep(self.program.lasting)
        self.known = self.memo.strata
        self.__dict__.pop("facts", None)

    def get(self, step: Pass[T]) -> T:
        """Give what a pass gives for the unit."""
        known = self.known[step.stratum]
        found: T | None = known.get(step.vertex)
        if found is None:
            found = known[step.vertex] = step.work(self)
        return found

    @cached_property
    def facts(self) -> UnitFacts:
        """The unit's own facts by item."""
        return self.run.index.facts_of(self.unit_id)

    @property
    def decisions(self) -> Sequence[Decision]:
        """What a meeting decided on the unit (会议决定)."""
        return self.run.index.decisions.get(self.unit_id, ())

    @cached_property
    def dropped(self) -> frozenset[str]:
        """The nodes and rules that a decision takes out (指标不适用)."""
        return frozenset(d.target for d in self.decisions if d.kind == "not_applicable")

    @cached_property
    def marks(self) -> Mapping[str, Sequence[Decision]]:
        """The decisions that change a score (改定得分), by node."""
        found: dict[str, list[Decision]] = {}
        for decision in self.decisions:
            if decision.kind == "mark":
                found.setdefault(decision.target, []).append(decision)
        return found

    @cached_property
    def plan(self) -> Plan:
        """The points in force, without what decisions and missing facts take out."""
        return self.get(self.program.plan)

    def covers(self, rule: Rule) -> bool:
        """Say whether a rule applies to the unit, and no decision takes it out."""
        return rule.scope.covers(self.unit) and rule.path not in self.dropped

    def takes(self, rule: Rule) -> bool:
        """Say whether a rule may be asked of the unit: it applies, and no decision takes it or its leaf out."""
        return self.covers(rule) and rule.leaf in self.planned(self.dropped).points

    def planned(self, absent: frozenset[str]) -> Plan:
        """Give the points in force without some nodes."""
        return plan_for(self.run.scheme, self.unit, absent)

    def full(self, item: str) -> Points:
        """Give the points of a node in force, 0 where it has none; the full score where the id is empty."""
        if not item:
            return written(self.run.scheme.full_score, self.unit.category)
        return self.plan.points.get(item) or 0

    def group(self, among: Group) -> Iterator[Subject]:
        """Give the assessed units of a group, in order."""
        subjects = self.run.subjects
        return (subjects[name] for name in self.run.index.members(among, self.unit))

    def group_key(self, among: Group) -> Hashable:
        """Name a group as seen from this unit."""
        if among == "category":
            return "category", self.unit.category
        return ("children", self.unit_id) if among == "children" else among

    # what was worked out

    def result(self, path: str, gated: bool = True) -> NodeResult:
        """Give what a node came to; nothing where it does not apply."""
        return self.in_force(path, gated) if path in self.plan.points else NOTHING

    def in_force(self, path: str, gated: bool = True) -> NodeResult:
        """Give what a node came to that applies to the unit."""
        passes = self.program.nodes[path]
        is_closed = gated and not (passes.is_open and path not in self.marks)
        return self.get(passes.closed if is_closed else passes.before)

    def measure(self, rule: Rule, period: str = "") -> Measure | None:
        """Give the measured value of a rule, periods merged as the scheme says; None where it is missing."""
        return self.program.measured[rule.path](self, period)

    def quantity(self, name: str, period: str = "") -> Fraction | None:
        """Give a named quantity or an item's value; None where it is missing."""
        return self.program.quantity(self, name, period)

    def rated(self, rule: str) -> Sequence[Happening]:
        """Give what was recorded under a rule, rated but not yet limited."""
        step = self.program.rated.get(rule)
        return self.get(step) if step is not None else ()

    @property
    def recorded(self) -> Sequence[str]:
        """The rules under which something was recorded of the unit."""
        return self.get(self.program.recorded)

    @property
    def missed(self) -> Mapping[str, Sequence[Happening]]:
        """The due dates that the unit missed, by rule."""
        return self.get(self.program.missed)

    @property
    def counted(self) -> Mapping[str, Sequence[Happening]]:
        """The unit's events and missed due dates by leaf (or veto), through all limits."""
        return self.get(self.program.counted)

    @property
    def total(self) -> Total:
        """The unit's total."""
        return self.get(self.program.total)

    @property
    def vetoes(self) -> tuple[str, ...]:
        """The ids of the vetoes (一票否决) that hold."""
        return self.get(self.program.vetoes)

    @property
    def grade(self) -> str:
        """The unit's grade (等次), or an empty string."""
        return self.get(self.program.grade)

    @cached_property
    def results(self) -> Mapping[str, SchemeResult]:
        """The unit's results of other schemes; of several periods the latest."""
        rows = sorted(self.facts.results, key=lambda row: row.period)
        return {row.scheme: row for row in rows}

    @property
    def as_of(self) -> date:
        """The day up to which the run looks."""
        return self.run.index.window.as_of
