"""Vetoes, places, ranks, grades and consequences (spec section 6)."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from typing import TYPE_CHECKING

from kaoping.rules.engine.frame import ItemFrame
from kaoping.rules.engine.limits import Happening
from kaoping.rules.facts.rows import Unit
from kaoping.rules.language.conditions import Condition
from kaoping.rules.language.groups import Group
from kaoping.rules.language.number import MissingValue
from kaoping.rules.ledger.result import Applied, Line, Reason, Standing
from kaoping.rules.numbers.points import Points, format_number, round_number
from kaoping.rules.scheme.model import Consequence, Outcome, Rule

if TYPE_CHECKING:
    from kaoping.rules.engine.cohort import Cohort
    from kaoping.rules.engine.desk import Desk

Key = tuple[Points, ...]


# vetoes


def vetoes_of(desk: Desk) -> tuple[str, ...]:
    """Give the ids of the vetoes that hold, without those that a decision lifted: all, one, or that of an event."""
    lifted = {d.target for d in desk.cohort.decisions.get(desk.unit_id, ()) if d.kind == "veto"}
    if lifted & {"", desk.unit_id}:
        return ()
    found = [
        path
        for path in desk.scheme.vetoing
        if any(h.holds and h.event.id not in lifted and _is_met(desk, h.rule) for h in desk.rated(path))
    ]
    found += [
        veto.path
        for veto in desk.scheme.vetoes
        if veto.when is not None and veto.scope.covers(desk.unit) and veto.when.holds(desk)
    ]
    return tuple(path for path in found if path not in lifted)


def _is_met(desk: Desk, rule: Rule) -> bool:
    return rule.scope.covers(desk.unit) and (rule.when is None or rule.when.holds(desk.ungated))


def veto_lines(desk: Desk) -> Iterator[Line]:
    """Give the lines of vetoes without points, under their own ids."""
    for veto in desk.scheme.vetoes:
        if veto.rule is not None:
            for h in desk.happenings.get(veto.path, ()):
                yield _veto_line(desk, veto.path, h)
        elif veto.path in desk.vetoes:
            yield Line(
                desk.unit_id, veto.path, "", "veto", "", "", 0, 0, (Reason("veto", (veto.labels.name,)),)
            )


def _veto_line(desk: Desk, path: str, h: Happening) -> Line:
    day = h.event.date.isoformat()
    if h.holds and path in desk.vetoes:
        return Line(
            desk.unit_id, path, "", "veto", h.event.id, day, 0, 0, (Reason("veto", (h.rule.labels.name,)),)
        )
    return Line(desk.unit_id, path, path, "event", h.event.id, day, 0, 0, tuple(h.reasons))


# places and ranks


def rank_key(desk: Desk, of: str = "", gated: bool = True) -> Key:
    """Give what a unit is ranked on, higher being better: the total and what breaks ties, or an item's score."""
    if of:
        return (desk.score(of, gated),)
    ranking = desk.scheme.ranking
    total = desk.published if ranking.on == "published" else desk.total
    return (total, *(desk.score(item) for item in ranking.tie_break))


def standing(
    desk: Desk, among: Group, of: str, race: Condition | None, gated: bool = True
) -> tuple[int, int, int, int] | None:
    """Give (better, equal, worse, ranked) of a unit among those in the race; None where it has no place."""
    if not _takes_part(desk, of) or (race is not None and not race.holds(desk)):
        return None
    cache_key = ("keys", desk.cohort.group_key(among, desk.unit), of, id(race), gated)

    def gather() -> tuple[list[Key], int]:
        ranked = [other for other in desk.cohort.group(among, desk.unit) if _takes_part(other, of)]
        racing = [other for other in ranked if race is None or race.holds(other)]
        return sorted(rank_key(other, of, gated) for other in racing), len(ranked)

    keys, ranked = desk.cohort.cached(cache_key, gather)
    own = rank_key(desk, of, gated)
    worse, up_to = bisect_left(keys, own), bisect_right(keys, own)
    return len(keys) - up_to, up_to - worse - 1, worse, ranked


def _takes_part(desk: Desk, of: str) -> bool:
    if not of:
        return desk.complete
    node = desk.scheme.nodes.get(of)
    if node is None or of not in desk.plan.points:
        return False
    return not desk.lacks_in(node)


def rank_of(desk: Desk) -> int | None:
    """Give the unit's rank (名次), None while it is incomplete."""
    ranking = desk.scheme.ranking
    among: Group = "all" if ranking.among == "all" else "category"
    found = standing(desk, among, "", None)
    if found is None:
        return None
    if ranking.ties == "competition":
        return found[0] + 1
    key = ("distinct", desk.cohort.group_key(among, desk.unit))
    distinct = desk.cohort.cached(
        key, lambda: sorted({rank_key(d) for d in desk.cohort.group(among, desk.unit) if d.complete})
    )
    return len(distinct) - bisect_left(distinct, rank_key(desk))


def standings(cohort: Cohort) -> list[Standing]:
    """Give all assessed units by category, rank and order of the units; the incomplete ones last."""
    order = {category: i for i, category in enumerate(cohort.scheme.categories)}
    rows = []
    for desk in cohort.desks.values():
        unit, complete = desk.unit, desk.complete
        rows.append(
            Standing(
                unit.category,
                rank_of(desk),
                unit.id,
                unit.name,
                desk.published,
                desk.total,
                desk.grade,
                complete,
                desk.vetoed,
            )
        )
    return sorted(rows, key=lambda s: (order.get(s.category, len(order)), s.rank is None, s.rank or 0))


# grades


def grade_of(desk: Desk) -> str:
    """Give the first grade whose condition holds, moved as facts and decisions say; blank while incomplete."""
    if not desk.complete:
        return ""
    decided = [d.value for d in desk.cohort.decisions.get(desk.unit_id, ()) if d.kind == "grade"]
    return decided[-1] if decided else _moved(desk, earned_grade(desk))


def earned_grade(desk: Desk) -> str:
    """Give the first grade of the ladder that holds."""
    for grade in desk.scheme.grades:
        in_race = grade.race is None or grade.race.holds(desk)
        if in_race and (grade.when is None or grade.when.holds(desk)):
            return grade.id
    return ""


def _moved(desk: Desk, earned: str) -> str:
    ids = desk.scheme.grade_order
    for move in desk.scheme.moves:
        if earned and move.when.holds(desk):
            place = ids.index(earned) + move.down - move.up
            earned = move.to or ids[max(0, min(place, len(ids) - 1))]
    return earned


def decision_lines(cohort: Cohort, unit: str) -> Iterator[Line]:
    """Give a unit's decisions as lines of 0 under the item that they name; marks stand where the mark is."""
    events = {event.id: event.item for event in cohort.facts.events} if cohort.decisions.get(unit) else {}
    rules = cohort.scheme.rules
    for d in cohort.decisions.get(unit, ()):
        if d.kind in ("mark", "not_assessed"):
            continue
        named = events.get(d.target, d.target) if d.kind in ("veto", "not_applicable", "event") else ""
        item = rules[named].leaf if named in rules else named
        day = d.date.isoformat() if d.date else ""
        reasons = (Reason("decision", (d.document, d.reason)),)
        yield Line(unit, d.kind if item in ("", unit) else item, "", "decision", d.id, day, 0, 0, reasons)


# consequences


def consequences_of(cohort: Cohort) -> Iterator[Applied]:
    """Give the consequences of complete units and observers, in the order of the units."""
    for unit in cohort.facts.units:
        desk = cohort.desks.get(unit.id)
        for consequence in cohort.scheme.consequences:
            if not consequence.scope.covers(unit):
                continue
            if desk is None:
                if consequence.observers:
                    yield Applied(unit.id, unit.name, consequence.id, consequence.observers, consequence.cite)
            elif desk.complete:
                yield from _applied(desk, unit, consequence)


def _applied(desk: Desk, unit: Unit, consequence: Consequence) -> Iterator[Applied]:
    if consequence.each_event:
        yield from _each_event(desk, unit, consequence)
        return
    for outcome in consequence.outcomes:
        if outcome.scope.covers(unit) and (outcome.when is None or outcome.when.holds(desk)):
            value = _value(desk, outcome)
            if value:
                yield Applied(unit.id, unit.name, consequence.id, value, outcome.cite or consequence.cite)
            return


def _value(desk: Desk, outcome: Outcome, h: Happening | None = None) -> str:
    if outcome.formula is None:
        return outcome.value
    frame = ItemFrame(desk, "", 0, event=h.event if h else None)
    try:
        return format_number(round_number(frame.computed(outcome.formula), outcome.round))
    except MissingValue:
        return ""


def _each_event(desk: Desk, unit: Unit, consequence: Consequence) -> Iterator[Applied]:
    for h in desk.events_of(consequence.each_event):
        if h.holds:
            for outcome in consequence.outcomes:
                if outcome.scope.covers(unit) and (outcome.when is None or outcome.when.holds(desk)):
                    value = _value(desk, outcome, h)
                    if value:
                        cite = outcome.cite or consequence.cite
                        yield Applied(unit.id, unit.name, consequence.id, value, cite)
                    break
