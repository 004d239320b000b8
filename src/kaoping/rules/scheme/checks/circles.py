"""No calculation may go round in a circle; one that does is shown."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kaoping.errors.position import NOWHERE, Position
from kaoping.errors.problems import Problem
from kaoping.rules.clauses.sources import Events
from kaoping.rules.language.conditions import GradeIs, HasEvent, IsVetoed, PlaceIs, ScoreIs, TotalIs, ValueIs
from kaoping.rules.language.formula import Formula
from kaoping.rules.language.ids import matches
from kaoping.rules.scheme.model import Indicator, Rule, Scheme
from kaoping.rules.scheme.references import walk

Graph = dict[str, set[str]]
TOTAL, GRADE, VETOED = "总分", "等次", "一票否决"
COUNTED = "各事项计分"
"""What all events of a unit count, worked out in one pass (same matter and caps may span leaves)."""


def circles(scheme: Scheme) -> Iterator[Problem]:
    """Give the first circle among scores, scores before gates, values, rated events, vetoes, total and grade."""
    graph = _graph(scheme)
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
    looks = _Looks(scheme)
    roots = (*scheme.tree, *scheme.adjustments)
    graph: Graph = {TOTAL: {f"score:{root.path}" for root in roots} | looks.at(scheme.total_limits)}
    graph[GRADE] = {TOTAL} | looks.at((scheme.grades, scheme.moves))
    conditions = [veto.when for veto in scheme.vetoes if veto.when is not None]
    vetoing = [p for p, source in scheme.event_rules.items() if source.keys.veto]
    graph[VETOED] = looks.at(conditions) | {f"event:{path}" for path in vetoing}
    graph[VETOED] |= looks.at([scheme.rules[path].when for path in vetoing], "before")
    graph[COUNTED] = {f"event:{path}" for path in scheme.event_rules}
    for node in scheme.nodes.values():
        _node(node, graph, looks)
    for path, rule in scheme.rules.items():
        _rule(path, rule, graph, looks)
    for quantity in scheme.quantities.values():
        graph[f"value:{quantity.id}"] = looks.at(quantity.formula) | looks.at_events(quantity.events)
    return graph


def _node(node: Indicator, graph: Graph, looks: _Looks) -> None:
    score, before = f"score:{node.path}", f"before:{node.path}"
    graph[score] = {before, *looks.at(node.gates, "before")}
    graph[score] |= {f"score:{item.path}" for item in node.items}
    graph[before] = {f"before:{item.path}" for item in node.items}
    graph[before] |= looks.at((node.factor, node.ceiling, node.floor), "before")
    for rule in node.rules:
        graph[before] |= looks.at(rule.when, "before")
        if isinstance(rule.source, Events):
            graph[before] |= {COUNTED} | looks.at(
                [rule.source.keys.average, *(g.average for g in rule.groups)]
            )
            graph[COUNTED] |= looks.at([rule.source.keys.cap, *(g.cap for g in rule.groups)])
        else:
            graph[before].add(f"priced:{rule.path}")


def _rule(path: str, rule: Rule, graph: Graph, looks: _Looks) -> None:
    """Enter what a rule's facts are worth: events are rated by rule, values measured and then priced."""
    if isinstance(rule.source, Events):
        graph[f"event:{path}"] = looks.at(
            (rule.source.worth, rule.source.keys.circumstances, rule.source.keys.due)
        )
        return
    measured = getattr(getattr(rule.source, "keys", None), "value", None)
    graph[f"value:{path}"] = looks.at(measured)
    graph[f"priced:{path}"] = {f"value:{path}", *looks.at((rule.source, rule.points))}


class _Looks:
    """What conditions, formulas and numbers look at, as vertices."""

    def __init__(self, scheme: Scheme):
        self.scheme = scheme

    def at(self, thing: object, score: str = "score") -> set[str]:
        """Give what is looked at anywhere in a thing; gates and conditions of rules see scores before gates."""
        return {vertex for part in walk(thing) for vertex in self._part(part, score)}

    def at_events(self, items: tuple[str, ...]) -> set[str]:
        """Give the rules that ids or patterns mean."""
        return {f"event:{path}" for path in self.scheme.event_rules if matches(path, items)}

    def _part(self, part: object, score: str) -> Iterable[str]:
        if isinstance(part, Formula):
            return self._formula(part, score)
        if isinstance(part, HasEvent):
            return self.at_events(part.event)
        if isinstance(part, ScoreIs):
            return [f"{score}:{part.score}"]
        if isinstance(part, ValueIs):
            return [f"value:{part.value}"]
        if isinstance(part, PlaceIs):
            return [f"{score}:{part.place.of}" if part.place.of else TOTAL]
        known: dict[type, str] = {TotalIs: TOTAL, GradeIs: GRADE, IsVetoed: VETOED}
        return [vertex for kind, vertex in known.items() if isinstance(part, kind)]

    def _formula(self, formula: Formula, score: str) -> Iterator[str]:
        for reference in formula.names:
            if reference.kind == "score":
                yield f"{score}:{reference.name}"
            elif reference.kind == "name" and reference.name == "total":
                yield TOTAL
            elif reference.kind in ("name", "value") and not reference.years:
                yield f"value:{reference.name}"
