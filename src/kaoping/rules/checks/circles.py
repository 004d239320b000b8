"""No calculation may go round in a circle; one that does is shown."""

from __future__ import annotations

from collections.abc import Iterator

from kaoping.rules.conditions import GradeIs, PlaceIs, ScoreIs, TotalIs, ValueIs
from kaoping.rules.errors import Problem
from kaoping.rules.formula import Formula
from kaoping.rules.model import Indicator, Scheme
from kaoping.rules.references import formulas_of, walk
from kaoping.rules.source import NOWHERE
from kaoping.rules.sources import Values

Graph = dict[str, set[str]]
TOTAL = "总分"


def circles(scheme: Scheme) -> Iterator[Problem]:
    """Give the first circle among scores, scores before gates, values and quantities."""
    graph = _graph(scheme)
    state: dict[str, int] = {}
    for start in graph:
        found = _search(graph, start, state)
        if found:
            place = next((scheme.nodes[_path(v)].at for v in found if _path(v) in scheme.nodes), NOWHERE)
            yield Problem("circle", place, {"path": " → ".join(dict.fromkeys(map(_shown, found)))})
            return


def _path(vertex: str) -> str:
    return vertex.partition(":")[2]


def _shown(vertex: str) -> str:
    return _path(vertex) or vertex


def _search(graph: Graph, start: str, state: dict[str, int]) -> list[str]:
    """Search depth first without recursion; gives the vertices of a circle."""
    if state.get(start):
        return []
    trail, branches = [start], [iter(sorted(graph.get(start, ())))]
    state[start] = 1
    while trail:
        follower = next(branches[-1], None)
        if follower is None:
            state[trail.pop()] = 2
            branches.pop()
        elif state.get(follower) == 1:
            return [*trail[trail.index(follower) :], follower]
        elif not state.get(follower):
            state[follower] = 1
            trail.append(follower)
            branches.append(iter(sorted(graph.get(follower, ()))))
    return []


def _graph(scheme: Scheme) -> Graph:
    graph: Graph = {TOTAL: {f"score:{root.path}" for root in (*scheme.tree, *scheme.adjustments)}}
    for node in scheme.nodes.values():
        _node(scheme, node, graph)
    for quantity in scheme.quantities.values():
        graph[f"value:{quantity.id}"] = set(_looked_at(scheme, formulas_of(quantity), "score"))
    for path, rule in scheme.rules.items():
        if isinstance(rule.source, Values) and rule.source.keys.value.from_ is not None:
            graph[f"value:{path}"] = set(_looked_at(scheme, [rule.source.keys.value.from_], "score"))
    return graph


def _node(scheme: Scheme, node: Indicator, graph: Graph) -> None:
    score, before = f"score:{node.path}", f"before:{node.path}"
    graph[score] = {before, *_conditions(node.gates)}
    graph[score] |= {f"score:{item.path}" for item in node.items}
    graph[before] = {f"before:{item.path}" for item in node.items}
    if node.factor is not None:
        graph[before] |= set(_looked_at(scheme, formulas_of(node.factor), "score"))
    for rule in node.rules:
        source = rule.source
        graph[before] |= _conditions(rule.when)
        if isinstance(source, Values):
            graph[before].add(f"value:{rule.path}")
            graph[before] |= set(_looked_at(scheme, formulas_of(source.worth), "score"))
        else:
            graph[before] |= set(_looked_at(scheme, formulas_of(source), "score"))


def _looked_at(scheme: Scheme, formulas: object, kind: str) -> Iterator[str]:
    for formula in formulas:  # type: ignore[attr-defined]  # any iterable of formulas
        assert isinstance(formula, Formula)
        for reference in formula.names:
            if reference.kind == "score":
                yield f"{kind}:{reference.name}"
            elif reference.kind == "name" and reference.name == "total":
                yield TOTAL
            elif (
                reference.kind in ("name", "value")
                and not reference.years
                and reference.name not in ("v", "base")
            ):
                yield f"value:{reference.name}"


def _conditions(thing: object) -> set[str]:
    found = set()
    for part in walk(thing):
        if isinstance(part, ScoreIs):
            found.add(f"before:{part.score}")
        elif isinstance(part, ValueIs):
            found.add(f"value:{part.value}")
        elif isinstance(part, PlaceIs):
            found.add(f"before:{part.place.of}" if part.place.of else TOTAL)
        elif isinstance(part, TotalIs | GradeIs):
            found.add(TOTAL)
    return found
