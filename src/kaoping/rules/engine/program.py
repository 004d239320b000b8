"""A scheme made ready to run: its strata found, each thing that is worked out made one function, constants bound.

Made once for a scheme; a scheme is frozen, so what is kept of it cannot grow old.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import lru_cache, partial
from typing import TypeVar

from kaoping.rules.clauses.sources import Events, Values
from kaoping.rules.engine.absence import planning
from kaoping.rules.engine.events.counting import counted
from kaoping.rules.engine.events.rating import rating
from kaoping.rules.engine.events.recorded import missed, recorded
from kaoping.rules.engine.nodes.imputing import imputing
from kaoping.rules.engine.nodes.inner import closing, inner
from kaoping.rules.engine.nodes.plain import shortest
from kaoping.rules.engine.nodes.total import total
from kaoping.rules.engine.outcomes.grades import grade
from kaoping.rules.engine.outcomes.places import placed
from kaoping.rules.engine.outcomes.vetoes import vetoes
from kaoping.rules.engine.pricing import Pricer, pricer
from kaoping.rules.engine.run import NodePasses, Pass, Program, Subject
from kaoping.rules.engine.values.measures import measuring
from kaoping.rules.engine.values.quantities import quantity
from kaoping.rules.scheme.looking import COUNTED, GRADE, PLAN, TOTAL, VETOED, graph_of, lasting, strata_of
from kaoping.rules.scheme.model import Indicator, Scheme

T = TypeVar("T")
Strata = Mapping[str, int]


@lru_cache(maxsize=128)
def program_of(scheme: Scheme) -> Program:
    """Make a scheme ready to run; the same scheme gives the same program."""
    graph = graph_of(scheme)
    strata = strata_of(graph)
    rules = scheme.rules.values()
    pricers = {rule.path: pricer(rule) for rule in rules if not isinstance(rule.source, Events)}
    nodes = {path: _node(node, strata, pricers) for path, node in scheme.nodes.items()}
    return Program(
        scheme=scheme,
        strata=strata,
        depth=1 + max(strata.values(), default=0),
        lasting=lasting(graph, strata),
        plan=_pass(PLAN, strata, planning(scheme, pricers)),
        recorded=Pass("recorded", 0, recorded),
        missed=Pass("missed", 0, missed),
        rated={
            path: _pass(f"event:{path}", strata, rating(scheme.rules[path], source))
            for path, source in scheme.event_rules.items()
        },
        counted=_pass(COUNTED, strata, counted),
        measured={
            rule.path: measuring(rule, rule.source, strata.get(f"value:{rule.path}", 0))
            for rule in rules
            if isinstance(rule.source, Values)
        },
        quantity=partial(quantity, strata),
        nodes=nodes,
        total=_pass(TOTAL, strata, total),
        vetoes=_pass(VETOED, strata, vetoes),
        grade=_pass(GRADE, strata, grade),
        placed=placed,
    )


def _pass(vertex: str, strata: Strata, work: Callable[[Subject], T]) -> Pass[T]:
    return Pass(vertex, strata.get(vertex, 0), work)


def _node(node: Indicator, strata: Strata, pricers: Mapping[str, Pricer]) -> NodePasses:
    """Give the passes of a node: a leaf has its own result first, and what the mean of others makes of it."""
    score, before = f"score:{node.path}", f"before:{node.path}"
    if not node.rules:
        return NodePasses(
            before=_pass(before, strata, inner(node, gated=False)),
            closed=_pass(score, strata, inner(node, gated=True)),
            is_open=False,
        )
    own = _pass(f"own:{node.path}", strata, shortest(node, pricers))
    before_gates = _pass(before, strata, imputing(node.path, own)) if node.imputes else own
    return NodePasses(before_gates, _pass(score, strata, closing(node, before_gates)), not node.gates)
