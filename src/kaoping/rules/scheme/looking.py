"""What looks at what in a scheme (所看的图): the graph that circles and strata are found in.

A vertex is something that is worked out once for a unit. An edge says that it is looked at for it; `others` that it is
looked up of other units of a group too.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from graphlib import TopologicalSorter
from typing import NamedTuple

from kaoping.rules.clauses.sources import Events, Values
from kaoping.rules.language.formula import Formula
from kaoping.rules.language.ids import matches
from kaoping.rules.language.looks import Look
from kaoping.rules.scheme.ladder import bound_of_grade
from kaoping.rules.scheme.model import Indicator, Quantity, Rule, Scheme
from kaoping.rules.scheme.references import formulas_of, walk

TOTAL, GRADE, VETOED, PLAN, APPLIED = "总分", "等次", "一票否决", "实际分值", "结果运用"
ASSESSED = "参加考评单位"
"""Who is assessed, with the facts of all: what is looked up over a group looks at it, whatever is looked up."""
COUNTED = "各事项计分"
"""What all events of a unit count, worked out in one pass (same matter and caps may span leaves)."""


class Edge(NamedTuple):
    """A vertex that is looked at, of the unit itself and perhaps of others."""

    vertex: str
    others: bool = False


Graph = Mapping[str, frozenset[Edge]]


def looks_in(thing: object) -> Iterator[Look]:
    """Give what is looked at anywhere in a thing."""
    for part in walk(thing):
        if isinstance(part, Formula):
            yield from part.looks
        elif hasattr(part, "looks_at"):
            yield from part.looks_at()


def graph_of(scheme: Scheme) -> Graph:
    """Give the graph of a scheme: scores, scores before gates, values, rated events, vetoes, total, grade."""
    drawing = _Drawing(scheme)
    drawing.outcomes()
    drawing.plan()
    for node in scheme.nodes.values():
        drawing.node(node)
    for rule in scheme.rules.values():
        drawing.rule(rule)
    for quantity in scheme.quantities.values():
        drawing.quantity(quantity)
    return {vertex: frozenset(edges) for vertex, edges in drawing.edges.items()}


def strata_of(graph: Graph) -> Mapping[str, int]:
    """Give the stratum (层) of each vertex: 0 looks at the unit's own facts, 1 at stratum 0 of others, and so on.

    The graph has no circle.
    """
    looked_at = {vertex: {edge.vertex for edge in edges} for vertex, edges in graph.items()}
    found: dict[str, int] = {}
    for vertex in TopologicalSorter(looked_at).static_order():
        levels = (found[edge.vertex] + edge.others for edge in graph.get(vertex, ()))
        found[vertex] = max(levels, default=0)
    return found


def looks_at_own(formula: Formula, quantities: Mapping[str, Quantity]) -> bool:
    """Say whether a formula, and the quantities in it, look at nothing but the unit's own facts."""
    if formula.over:
        return False
    for reference in formula.names:
        inner = quantities.get(reference.name)
        if reference.kind in ("score", "points") or reference.name in ("total", "points"):
            return False
        if inner is not None and inner.formula is not None and not looks_at_own(inner.formula, quantities):
            return False
    return True


def own_formulas(scheme: Scheme, rule: Rule) -> list[Formula]:
    """Give the formulas of a rule that look at nothing but the unit's own facts."""
    return [f for f in formulas_of(rule.source) if looks_at_own(f, scheme.quantities)]


def lasting(graph: Graph, strata: Mapping[str, int]) -> frozenset[str]:
    """Give the vertices that something looks at after a unit's own ledger is written: other units, or what follows."""
    ends = {TOTAL, GRADE, VETOED, PLAN}
    later = {vertex for vertex, stratum in strata.items() if stratum} | {GRADE, VETOED, APPLIED}
    looked_at = {
        edge.vertex for vertex, edges in graph.items() for edge in edges if edge.others or vertex in later
    }
    return frozenset(ends | looked_at)


class _Drawing:
    """The edges found so far."""

    def __init__(self, scheme: Scheme):
        self.scheme = scheme
        self.edges: dict[str, set[Edge]] = {}

    def at(self, vertex: str, *edges: Edge | str) -> set[Edge]:
        """Let a vertex look at others; gives all that it looks at."""
        found = self.edges.setdefault(vertex, set())
        found |= {Edge(edge) if isinstance(edge, str) else edge for edge in edges}
        return found

    def looking(self, vertex: str, thing: object, score: str = "score", item: str = "") -> None:
        """Let a vertex look at whatever a thing looks at.

        Gates and conditions of rules see scores `before` gates; the bare value in a formula is that of its item,
        or a quantity of that name.
        """
        for look in looks_in(thing):
            self.at(vertex, *self._edges(look, score, item))

    def _edges(self, look: Look, score: str, item: str) -> Iterable[Edge]:
        match look.kind:
            case "event":
                return [Edge(f"event:{path}", look.others) for path in self._events(look.name)]
            case "score":
                return [Edge(f"{score}:{look.name}", look.others)]
            case "value":
                names = {look.name, item} if look.name in ("v", "base") and item else {look.name}
                return [Edge(f"value:{name}", look.others) for name in names]
            case "sharers":
                return [Edge(f"event:{item}", True)] if item else ()
            case kind:
                return [Edge(_WHOLE[kind], look.others)]

    def _events(self, pattern: str) -> Iterator[str]:
        return (path for path in self.scheme.event_rules if matches(path, (pattern,)))

    # what the vertices look at

    def outcomes(self) -> None:
        """Enter total, grade and vetoes."""
        scheme = self.scheme
        self.at(TOTAL, *(f"score:{root.path}" for root in (*scheme.tree, *scheme.adjustments)))
        self.looking(TOTAL, scheme.total_limits)
        self.looking(TOTAL, [bound_of_grade(scheme, limit.below_grade) for limit in scheme.total_limits])
        self.at(GRADE, TOTAL)
        self.looking(GRADE, (scheme.grades, scheme.moves))
        self.at(VETOED, *(f"event:{path}" for path in scheme.vetoing))
        self.looking(VETOED, [veto.when for veto in scheme.vetoes])
        self.looking(VETOED, [scheme.rules[path].when for path in scheme.vetoing], "before")
        self.at(COUNTED, *(f"event:{path}" for path in scheme.event_rules))
        self.at(APPLIED, TOTAL)
        self.looking(APPLIED, scheme.consequences)
        for consequence in scheme.consequences:
            self.at(
                APPLIED, *(f"event:{path}" for name in consequence.each_event for path in self._events(name))
            )

    def plan(self) -> None:
        """Enter the points in force: they look at the own facts that may be missing, and at no more."""
        self.at(PLAN)
        for leaf in self.scheme.leaves_that_may_lack:
            for rule in leaf.item_rules:
                self._absence(rule)

    def _absence(self, rule: Rule) -> None:
        own = own_formulas(self.scheme, rule)
        if not isinstance(rule.source, Values):
            self.looking(PLAN, own, item=rule.path)
        elif rule.source.keys.value.from_ is None or rule.source.keys.value.from_ in own:
            self.at(PLAN, f"value:{rule.path}")
            self.looking(PLAN, own, item=rule.path)

    def node(self, node: Indicator) -> None:
        """Enter a node: what its own clauses give, the same with what others make up for, after its gates."""
        score, before, own = f"score:{node.path}", f"before:{node.path}", f"own:{node.path}"
        self.at(score, before, *(f"score:{item.path}" for item in node.items))
        self.looking(score, node.gates, "before")
        self.at(before, own, *(f"before:{item.path}" for item in node.items))
        self.at(own, PLAN)
        self.looking(own, node.factor, "before")
        self.looking(own, (node.ceiling, node.floor))
        if node.imputes:
            self.at(before, Edge(own, True))
        for rule in node.rules:
            self._clause(own, rule)

    def _clause(self, own: str, rule: Rule) -> None:
        self.looking(own, rule.when, "before")
        if isinstance(rule.source, Events):
            self.at(own, COUNTED)
            self.looking(own, [rule.source.keys.average, *(g.average for g in rule.groups)])
            self.looking(COUNTED, [rule.source.keys.cap, *(g.cap for g in rule.groups)], item=rule.path)
        else:
            self.at(own, f"priced:{rule.path}")

    def rule(self, rule: Rule) -> None:
        """Enter what a rule's facts are worth: events are rated by rule, values measured and then priced."""
        source, path = rule.source, rule.path
        if isinstance(source, Events):
            keys = source.keys
            self.at(f"event:{path}")
            self.looking(f"event:{path}", (source.worth, keys.circumstances, keys.due), item=path)
            return
        value = f"value:{path}"
        self.at(value)
        self.at(f"priced:{path}", value)
        if isinstance(source, Values):
            self.looking(value, (source.keys.value, source.keys.periods and source.keys.periods.weights))
        self.looking(f"priced:{path}", (source, rule.points), item=path)

    def quantity(self, quantity: Quantity) -> None:
        """Enter a named quantity."""
        vertex = f"value:{quantity.id}"
        self.at(vertex, *(f"event:{path}" for name in quantity.events for path in self._events(name)))
        self.looking(vertex, quantity.formula)


_WHOLE = {"total": TOTAL, "grade": GRADE, "vetoed": VETOED, "points": PLAN, "units": ASSESSED}
"""Vertices that are one for a unit, by the kind of look."""
