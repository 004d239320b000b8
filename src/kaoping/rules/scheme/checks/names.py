"""Every id that a scheme names exists: in conditions, formulas, quantities, grades, consequences, ranks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from kaoping.errors.position import NOWHERE, Position
from kaoping.errors.problems import Problem, nearest
from kaoping.rules.clauses.sources import Values
from kaoping.rules.language.conditions import CategoryIs, GradeIs, HasEvent, PlaceIs, ScoreIs, ValueIs
from kaoping.rules.language.formula import Formula
from kaoping.rules.language.ids import matches
from kaoping.rules.language.shapes import Word
from kaoping.rules.scheme.model import Scheme
from kaoping.rules.scheme.references import walk

BUILT_IN = {
    "v": "本项的指标值（有基数时为比率）",
    "base": "本项的基数",
    "points": "本项的实际分值",
    "total": "公布的总分（限结果运用）",
    "amount": "事项的数额（限 each_event）",
    "count": "事项的次数（限 each_event）",
    "sharers": "同一事项涉及的单位数（限 each_event）",
}
"""Names that a formula may use without a declaration, with their meaning."""


def names(scheme: Scheme) -> Iterator[Problem]:
    """Check all names."""
    for part in walk(scheme):
        if isinstance(part, Formula):
            yield from _formula(scheme, part)
        else:
            yield from _condition(scheme, part)
    yield from _known(scheme.ranking.tie_break, scheme.nodes, "指标", scheme.item_names)
    for quantity in scheme.quantities.values():
        yield from _events(scheme, quantity.events, quantity.at)
    for consequence in scheme.consequences:
        yield from _events(scheme, consequence.each_event, NOWHERE)
    targets = [move.to for move in scheme.moves if move.to]
    yield from _known(targets, scheme.grade_names, "等次", scheme.grade_names)
    yield from _known(scheme.order, scheme.grade_names, "等次", scheme.grade_names)
    below = [limit.below_grade for limit in scheme.total_limits if limit.below_grade]
    yield from _known(below, scheme.grade_names, "等次", scheme.grade_names)


def _condition(scheme: Scheme, part: object) -> Iterator[Problem]:
    if isinstance(part, HasEvent):
        yield from _events(scheme, part.event, NOWHERE)
    elif isinstance(part, ScoreIs):
        yield from _known([part.score], scheme.nodes, "指标", scheme.item_names)
    elif isinstance(part, ValueIs):
        yield from _value(scheme, part.value, _valued(scheme), part.value.at)
    elif isinstance(part, GradeIs):
        yield from _known(part.grade, scheme.grade_names, "等次", scheme.grade_names)
    elif isinstance(part, CategoryIs):
        yield from _known(part.category, scheme.categories, "类别", {})
    elif isinstance(part, PlaceIs) and part.place.of:
        yield from _known([part.place.of], scheme.nodes, "指标", scheme.item_names)


def _known(
    words: Iterable[str], known: Iterable[str], what: str, labels: Mapping[str, str], at: Position = NOWHERE
) -> Iterator[Problem]:
    known = list(known)
    for word in words:
        if word not in known:
            place = word.at if isinstance(word, Word) else at
            yield Problem(
                "unknown-item", place, {"value": word, "what": what}, suggestion=nearest(word, known, labels)
            )


def _events(scheme: Scheme, words: Iterable[str], at: Position) -> Iterator[Problem]:
    rules = scheme.event_rules
    for word in words:
        if not any(matches(path, (word,)) for path in rules):
            place = word.at if isinstance(word, Word) else at
            hint = nearest(word, rules, scheme.item_names)
            yield Problem("unknown-item", place, {"value": word, "what": "事项条款"}, suggestion=hint)


def _formula(scheme: Scheme, formula: Formula) -> Iterator[Problem]:
    defined = set(BUILT_IN) | set(scheme.quantities) | {hole.id for hole in scheme.holes}
    valued = _valued(scheme)
    defined |= valued
    for reference in sorted(formula.names, key=lambda r: (r.kind, r.name)):
        at = formula.place_of(reference)
        if reference.kind == "name" and reference.name not in defined:
            yield Problem(
                "unknown-name", at, {"value": reference.name}, suggestion=nearest(reference.name, defined)
            )
        elif reference.kind in ("score", "points"):
            yield from _known([reference.name], scheme.nodes, "指标", scheme.item_names, at)
        elif reference.kind in ("value", "base"):
            yield from _value(scheme, reference.name, valued, at)
    for category, at in formula.categories.items():
        yield from _known([category], scheme.categories, "类别", {}, at)


def _valued(scheme: Scheme) -> set[str]:
    """Give every id that has a value: items, their measures, quantities, what the scheme declares under `values`."""
    found = {*scheme.quantities, *scheme.values}
    for path, rule in scheme.rules.items():
        if isinstance(rule.source, Values):
            found |= {path, *(f"{path}.{name}" for name in rule.source.measures)}
    return found


def _value(scheme: Scheme, name: str, known: set[str], at: Position) -> Iterator[Problem]:
    """Refuse a value that nobody declares; without any declaration only one that looks like a slip of the pen."""
    hint = nearest(name, known, {**scheme.item_names, **scheme.values})
    if name not in known and (scheme.values or hint):
        yield Problem("unknown-value", at, {"value": name}, suggestion=hint)
