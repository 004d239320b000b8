"""No calculation may go round in a circle; one that does is shown."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kaoping.errors.position import NOWHERE, Position
from kaoping.errors.problems import Problem
from kaoping.rules.scheme.looking import GRADE, TOTAL, VETOED, Graph, graph_of
from kaoping.rules.scheme.model import Scheme


def circles(scheme: Scheme) -> Iterator[Problem]:
    """Give the first circle among scores, scores before gates, values, rated events, vetoes, total and grade."""
    graph = graph_of(scheme)
    state: dict[str, int] = {}
    for start in graph:
        found = _search(graph, start, state)
        if found:
            yield Problem("circle", _place(scheme, found), {"path": _told(found)})
            return


def _place(scheme: Scheme, found: Iterable[str]) -> Position:
    """Give the place of the first thing in a circle that has one."""
    known = {path: thing.at for path, thing in scheme.nodes.items()}
    known |= {path: thing.at for path, thing in scheme.quantities.items()}
    known |= {path: thing.at for path, thing in scheme.rules.items()}
    vetoing = [scheme.rules[path] for path, source in scheme.event_rules.items() if source.keys.veto]
    heads = {
        GRADE: [grade.at for grade in scheme.grades],
        VETOED: [*(veto.at for veto in scheme.vetoes), *(rule.at for rule in vetoing)],
        TOTAL: [limit.at for limit in scheme.total_limits],
    }
    known |= {name: places[0] for name, places in heads.items() if places}
    return next((known[_shown(v)] for v in found if _shown(v) in known), NOWHERE)


def _told(found: Iterable[str]) -> str:
    """Write a circle so that its end is its beginning; a score and the same score before gates are one."""
    shown: list[str] = []
    for name in map(_shown, found):
        if name not in shown[-1:]:
            shown.append(name)
    return " → ".join(shown if len(shown) > 1 else shown * 2)


def _path(vertex: str) -> str:
    return vertex.partition(":")[2]


def _shown(vertex: str) -> str:
    return _path(vertex) or vertex


def _search(graph: Graph, start: str, state: dict[str, int]) -> list[str]:
    """Search depth first without recursion; gives the vertices of a circle."""
    if state.get(start):
        return []
    trail, branches = [start], [_followers(graph, start)]
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
            branches.append(_followers(graph, follower))
    return []


def _followers(graph: Graph, vertex: str) -> Iterator[str]:
    """Give what a vertex looks at, in order of names; at itself in others it may, if it is said to."""
    return iter(sorted({edge.vertex for edge in graph.get(vertex, ())}))
