"""What the rules of a scheme ask of the tables of facts: one `Input` for each rule, item, measure and other scheme."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from kaoping.rules.clauses.sources import Awards, Events, OtherScheme, Ratings, Values
from kaoping.rules.facts.inputs import Field, Input
from kaoping.rules.facts.rows import Unit
from kaoping.rules.language.conditions import ResultIs, ValueIs
from kaoping.rules.language.number import Constant, Unfilled
from kaoping.rules.numbers.points import SCALE, Points
from kaoping.rules.scheme.model import Rule, Scheme
from kaoping.rules.scheme.plan import plan_for, written
from kaoping.rules.scheme.references import conditions_of, formulas_of, walk

ROLES = {"lead": "主办", "joint": "联办"}


def inputs_of(scheme: Scheme) -> Mapping[tuple[str, str], Input]:
    """Give every input of a scheme by table and item."""
    found = [item for rule in scheme.rules.values() for item in _asked_by(scheme, rule)]
    known = {(item.table, item.item) for item in found}
    extra = [item for item in _referred(scheme) if (item.table, item.item) not in known]
    return {(item.table, item.item): item for item in [*found, *extra]}


def _asked_by(scheme: Scheme, rule: Rule) -> Iterator[Input]:
    source = rule.source
    base = Input(
        table=source.table,
        item=rule.path,
        name=rule.labels.name,
        cite=rule.labels.cite,
        categories=rule.scope.categories,
        units=rule.scope.units,
        help=rule.labels.note,
        hole=_open_hole(rule),
    )
    if isinstance(source, Events):
        yield replace(base, fields=_event_fields(scheme, source))
        if source.keys.due and source.sign and source.worth is not None and source.table == "submissions":
            return
    elif isinstance(source, Ratings):
        yield replace(base, fields=_rating_fields(source))
    elif isinstance(source, Awards):
        yield replace(base, fields=(_award_field(scheme, rule),))
    elif isinstance(source, Values):
        yield from _value_inputs(base, source)
    elif isinstance(source, OtherScheme):
        yield _result_input(base, source)


def _event_fields(scheme: Scheme, source: Events) -> tuple[Field, ...]:
    fields = list(source.worth.fields(source.labels, list(scheme.categories)) if source.worth else ())
    if source.keys.circumstances:
        extras = {name: c.name or name for name, c in source.keys.circumstances.items()}
        level = next((f for f in fields if f.name == "level"), Field("level", "情节"))
        fields = [f for f in fields if f.name != "level"] + [replace(level, extras=extras)]
    if source.share:
        fields.append(
            Field("role", "角色", choices={name: ROLES[name] for name in source.share}, help="空为独立完成")
        )
    if source.exempt:
        fields.append(Field("exempt", "免责理由", help=source.exempt))
    return tuple(fields)


def _open_hole(rule: Rule) -> str:
    """Give the hole that must be filled before the rule may be used: in its source, or in a group's cap."""
    parts = (rule.source, rule.points, *(group.cap for group in rule.groups))
    return next((found.name for found in walk(parts) if isinstance(found, Unfilled)), "")


def _rating_fields(source: Ratings) -> tuple[Field, ...]:
    groups = {name: group.name or name for name, group in source.rating.items()}
    scales = {
        n: int(g.scale.value * SCALE) for n, g in source.rating.items() if isinstance(g.scale, Constant)
    }
    high = max(scales.values()) if len(scales) == len(source.rating) else None
    score = Field("score", "评分", True, low=0, high=high, highs=scales)
    fields = (Field("group", "评价主体", True, groups), score)
    return fields if all(g.drop for g in source.rating.values()) else (*fields, Field("weight", "权数"))


def _award_field(scheme: Scheme, rule: Rule) -> Field:
    highs: dict[str, Points] = {}
    for category in scheme.categories:
        try:
            points = plan_for(scheme, Unit("", "", category)).points.get(rule.leaf)
            if rule.points is not None:
                points = written(rule.points, category, points or 0)
        except Exception:  # a hole that is not filled: no bound yet
            return Field("points", "得分", True, low=0)
        if points is not None:
            highs[category] = points
    return Field("points", "得分", True, low=0, high=max(highs.values(), default=None), highs=highs)


def _value_inputs(base: Input, source: Values) -> Iterator[Input]:
    if source.keys.value.from_ is not None or not source.needs_value:
        return
    fields = (Field("base", "基数", source.keys.value.unit == "ratio"),)
    for name, label in source.measures.items():
        yield replace(base, item=f"{base.item}.{name}", name=label, fields=fields)
    if not source.measures:
        yield replace(base, fields=fields)


def _result_input(base: Input, source: OtherScheme) -> Input:
    other = source.result
    fields = [Field("total", "总分", True)]
    if other.grades:
        fields.append(Field("grade", "等次", True, {name: name for name in other.grades}))
    if other.places:
        fields.append(Field("rank", "名次", True))
    return replace(base, item=other.scheme, fields=tuple(fields))


def _referred(scheme: Scheme) -> Iterator[Input]:
    """Give what formulas and conditions look at beside the rules: auxiliary values, other schemes."""
    for name, label in scheme.values.items():
        yield Input("values", name, label)
    for formula in formulas_of(scheme):
        for reference in formula.names:
            if reference.kind in ("value", "base") and reference.name not in scheme.quantities:
                yield Input("values", reference.name, scheme.values.get(reference.name, reference.name))
            elif reference.kind == "result":
                yield Input("results", reference.name, reference.name)
    for condition in conditions_of(scheme):
        if isinstance(condition, ValueIs) and condition.value not in scheme.quantities:
            name = str(condition.value)
            yield Input("values", name, scheme.values.get(name, name))
        elif isinstance(condition, ResultIs):
            yield Input("results", str(condition.result), str(condition.result))


@dataclass(frozen=True)
class Asked:
    """A scheme as the intake of facts sees it."""

    categories: Mapping[str, str]
    observer_categories: frozenset[str]
    inputs: Mapping[tuple[str, str], Input]
    holes: Mapping[str, str]
    item_names: Mapping[str, str]
    grades: Mapping[str, str]


def asks_of(scheme: Scheme) -> Asked:
    """Give what the intake needs to know of a scheme."""
    return Asked(
        categories={c.id: c.name for c in scheme.categories.values()},
        observer_categories=scheme.observer_categories,
        inputs=scheme.inputs,
        holes={hole.id: hole.name or hole.cite for hole in scheme.holes},
        item_names=scheme.item_names,
        grades=scheme.grade_names,
    )
