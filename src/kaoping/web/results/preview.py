"""What rows would change (试算、保存前预览): one more run of the engine with them in, nothing written.

Who may not see totals gets the figures of the event's own leaf; for that the ledgers of the units concerned are enough.
Who may see them also gets places, grades and consequences that move, of units that he may see; where the own unit is in
a category, no places of that category, since the gap would tell.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from kaoping.errors.problems import FactsError
from kaoping.papers.badges import Badge
from kaoping.papers.cohort import Cohort
from kaoping.papers.facts import Telling
from kaoping.papers.shown import number
from kaoping.papers.words.outcomes import outcome
from kaoping.rules import Facts, Scheme
from kaoping.rules.facts.rows import Event
from kaoping.rules.ledger.compare import Difference, compare
from kaoping.rules.ledger.result import OVERFLOW, Line, Result, Score, Standing
from kaoping.rules.numbers.points import Points
from kaoping.web.core.proposals import in_force
from kaoping.web.records.facts import rows_of
from kaoping.web.records.models import Filing
from kaoping.web.results.trial import Trial, trial_of
from kaoping.web.years.models import Year

HERE = "本条"
"""How an event that has no number yet is named."""


@dataclass(frozen=True)
class Outcome:
    """What an event is worth: the line it becomes, and the words for it."""

    unit: str
    name: str
    cite: str
    raw: Points
    counted: Points
    detail: str
    note: str


@dataclass(frozen=True)
class Change:
    """A score before and after: of a leaf, of what goes over into the total, of the total."""

    name: str
    cite: str
    before: Points
    after: Points
    words: str = ""
    over: bool = False

    @property
    def by(self) -> Points:
        """Give by how much it changes."""
        return self.after - self.before


@dataclass(frozen=True)
class Moved:
    """A unit whose place, grade or total changes; None where it has none."""

    unit: str
    name: str
    own: bool
    total_before: Points
    total_after: Points
    rank_before: int | None
    rank_after: int | None
    grade_before: Badge | None
    grade_after: Badge | None


@dataclass(frozen=True)
class Follows:
    """A consequence whose value changes for a unit."""

    unit: str
    name: str
    before: str
    after: str
    cite: str


@dataclass(frozen=True)
class Preview:
    """What the page shows. Totals, moved and follows only for who may see them."""

    outcomes: tuple[Outcome, ...] = ()
    leaves: tuple[Change, ...] = ()
    others: tuple[Outcome, ...] = ()
    totals: tuple[Change, ...] = ()
    moved: tuple[Moved, ...] = ()
    follows: tuple[Follows, ...] = ()
    problems: tuple[str, ...] = ()
    places: int = 2
    blind: bool = False

    @property
    def headline(self) -> str:
        """Say in a sentence what comes of it: 扣10分；本项实扣5分，另5分在总分中扣除。"""
        return "".join((*_said(self), *(_grade_moved(one) for one in self.moved if one.own)))

    @property
    def costs(self) -> bool:
        """Say whether points are lost."""
        return any(one.raw < 0 for one in self.outcomes)


def _said(found: Preview) -> Iterator[str]:
    if len(found.outcomes) != 1:
        return
    one, leaf = found.outcomes[0], next((c for c in found.leaves if c.over is False), None)
    over = sum(c.by for c in found.leaves if c.over)
    yield _gain(one.raw) if one.raw == one.counted else f"{_gain(one.raw)}，计 {number(one.counted)} 分"
    if leaf and leaf.by != one.counted:
        yield f"；本项实{_gain(leaf.by)}" if leaf.by else "；本项得分不变"
    yield f"，另 {number(abs(over))} 分在总分中扣除。" if over else "。"


def _gain(points: Points) -> str:
    return f"{'加' if points >= 0 else '扣'} {number(abs(points))} 分"


def _grade_moved(one: Moved) -> str:
    if one.grade_before is None or one.grade_after is None or one.grade_before == one.grade_after:
        return ""
    return f"{one.name}由{one.grade_before.name}变为{one.grade_after.name}。"


@dataclass(frozen=True)
class Seen:
    """What the asker may see: codes of units whose totals he sees, categories whose places are withheld."""

    units: Collection[str] = ()
    blind: Collection[str] = ()

    def withholds(self, category: str) -> bool:
        return category in self.blind or "*" in self.blind


@dataclass(frozen=True)
class Rows:
    """Rows of one table to be put in, and rows to be taken out for them (更正)."""

    table: str
    added: Sequence[Any]
    dropped: Sequence[Any] = ()

    @property
    def changed(self) -> tuple[Any, ...]:
        """Give all of them."""
        return (*self.added, *self.dropped)

    @property
    def units(self) -> tuple[str, ...]:
        """Give the units concerned, in order."""
        return tuple(dict.fromkeys(row.unit for row in self.changed))


def preview(
    year: Year, events: Sequence[Event], replacing: Filing | None = None, seen: Seen | None = None,
    day: date | None = None,
) -> Preview:  # fmt: skip
    """Say what events would change; `replacing` is the filing that they correct, `seen` None: own leaves only."""
    dropped = rows_of(replacing) if replacing else ()
    return what_if(trial_of(year, day), Rows("events", events, dropped), seen or Seen())


def effect(year: Year, filing: Filing, seen: Seen | None = None) -> Preview:
    """Say what a waiting filing would change, if it were confirmed."""
    earlier = in_force(Filing.objects.filter(lineage=filing.lineage)).first()
    dropped = rows_of(earlier) if earlier else ()
    return what_if(trial_of(year), Rows(filing.table, rows_of(filing), dropped), seen or Seen())


def what_if(base: Trial, rows: Rows, seen: Seen) -> Preview:
    """Run once more with the rows changed; facts that cannot be scored are told as problems."""
    facts = _changed(base.facts, rows)
    try:
        if any(unit in seen.units for unit in rows.units):
            after = base.rescoring.score(facts, rows.changed)
        else:
            after = _alone(base, facts, rows)
    except FactsError as error:
        return Preview(problems=tuple(problem.message() for problem in error.problems))
    return _preview(base, Trial(base.scheme, facts, after), rows, seen)


def _changed(facts: Facts, rows: Rows) -> Facts:
    """Take out and put in: a row that is taken out twice must be there twice."""
    out = Counter(map(_key, rows.dropped))
    kept = []
    for row in getattr(facts, rows.table):
        if out and out[_key(row)]:
            out[_key(row)] -= 1
        else:
            kept.append(row)
    changed: dict[str, Any] = {rows.table: [*kept, *rows.added]}
    return replace(facts, **changed)


def _key(row: Any) -> str:
    return repr(row)


def _alone(base: Trial, facts: Facts, rows: Rows) -> Result:
    """Work out the ledgers of a few units alone; what they ask of others is worked out for it, and no more."""
    scores, lines = base.rescoring.ledgers(facts, rows.changed)
    return replace(base.result, standings=(), scores=tuple(scores), lines=tuple(lines), consequences=())


def _preview(base: Trial, after: Trial, rows: Rows, seen: Seen) -> Preview:
    telling = Telling(Cohort(after.scheme, after.result, after.facts))
    new = {row.id for row in rows.added} if rows.table == "events" else set()
    units = [unit for unit in rows.units if unit in after.result.unit_of]
    lines = [line for unit in units for line in after.result.lines_of[unit]]
    own = [line for line in lines if line.kind == "event" and line.source in new]
    leaves = {line.item for line in own} or _leaves_of(base.scheme, rows)
    with_totals = [unit for unit in units if unit in seen.units and unit in after.result.standing_of]
    return Preview(
        outcomes=tuple(_outcome(telling, line) for line in own),
        leaves=tuple(c for unit in units for c in _changes(base, after, unit, leaves)),
        others=tuple(_others(base, after, units, leaves, new, telling)),
        totals=tuple(_total(base, after, unit) for unit in with_totals if unit in base.result.standing_of),
        moved=tuple(_moves(base, after, rows.units, seen)) if with_totals else (),
        follows=tuple(_follows(base, after, seen)) if with_totals else (),
        places=base.result.places,
        blind=any(seen.withholds(base.result.unit_of[unit].category) for unit in with_totals),
    )


def _leaves_of(scheme: Scheme, rows: Rows) -> set[str]:
    from kaoping.web.results.sources import leaf_of

    return {leaf_of(scheme, row.item) for row in rows.changed if getattr(row, "item", "")}


def _outcome(telling: Telling, line: Line) -> Outcome:
    return Outcome(
        line.unit,
        telling.name(line),
        telling.cite(line),
        line.raw,
        line.points,
        telling.detail(line),
        telling.note(line),
    )


def _changes(base: Trial, after: Trial, unit: str, leaves: Collection[str]) -> Iterator[Change]:
    """Give leaf and overflow before and after, with the words of what closes the leaf."""
    before, later = base.result.scores_of[unit], after.result.scores_of[unit]
    names = base.scheme.item_names
    for item in sorted(
        {*leaves, *(OVERFLOW + leaf for leaf in leaves)}, key=lambda x: x.startswith(OVERFLOW)
    ):
        was, now = _points(before, item), _points(later, item)
        over = item.startswith(OVERFLOW)
        if over and was == now:
            continue
        leaf = item.removeprefix(OVERFLOW)
        name = "超出部分转总分扣除" if over else names.get(leaf) or leaf
        yield Change(
            name, base.scheme.cites.get(leaf, ""), was, now, "" if over else _closing(after, unit, leaf), over
        )


def _points(scores: Mapping[str, Score], item: str) -> Points:
    return scores[item].score if item in scores else 0


def _closing(after: Trial, unit: str, leaf: str) -> str:
    """Say what closes a leaf: 扣至0分为止，超出部分在总分中扣除."""
    from kaoping.rules.ledger.explain import note

    told = [
        note(x) for x in after.result.lines_of[unit] if x.item == leaf and x.kind in ("limit", "void", "gate")
    ]
    return "；".join(dict.fromkeys(text for text in told if text))


def _others(
    base: Trial,
    after: Trial,
    units: Sequence[str],
    leaves: Collection[str],
    new: Collection[str],
    telling: Telling,
) -> Iterator[Outcome]:
    """Give recorded events of the same leaf that count otherwise now: beaten by this one, or a cap reached."""
    for unit in units:
        for one in _reasons(base.result, after.result, unit):
            line = one.after or one.before
            if line and line.kind == "event" and line.source not in new and one.item in leaves and one.after:
                yield _outcome(telling, one.after)


def _reasons(before: Result, after: Result, unit: str) -> Sequence[Difference]:
    changes = compare(_only(before, unit), _only(after, unit)).changes
    return changes[0].reasons if changes else ()


def _only(result: Result, unit: str) -> Result:
    lines = tuple(result.lines_of.get(unit, ()))
    return replace(
        result, units=(result.unit_of[unit],), standings=(), scores=(), lines=lines, consequences=()
    )


def _total(base: Trial, after: Trial, unit: str) -> Change:
    was, now = base.result.standing_of[unit], after.result.standing_of[unit]
    return Change(was.name, "", was.total, now.total)


def _moves(base: Trial, after: Trial, own: Collection[str], seen: Seen) -> Iterator[Moved]:
    """Give the units whose place or grade changes, and those of the rows; in the order of the new ranking."""
    badges = base.cohort.badges
    for now in after.result.standings:
        was = base.result.standing_of.get(now.unit)
        if was is None or now.unit not in seen.units or seen.withholds(now.category):
            continue
        if now.unit in own or _place(was) != _place(now):
            yield Moved(
                now.unit, now.name, now.unit in own, was.total, now.total, was.rank, now.rank,
                badges.get(was.grade), badges.get(now.grade),
            )  # fmt: skip


def _place(one: Standing) -> tuple[int | None, str, bool]:
    return one.rank, one.grade, one.vetoed


def _follows(base: Trial, after: Trial, seen: Seen) -> Iterator[Follows]:
    """Give the consequences whose value is another, of units that may be seen."""
    names = base.scheme.consequence_names
    for unit in after.result.units:
        if unit.id not in seen.units or seen.withholds(unit.category):
            continue
        was = {one.consequence: one for one in base.result.consequences_of[unit.id]}
        now = {one.consequence: one for one in after.result.consequences_of[unit.id]}
        for key in dict.fromkeys([*was, *now]):
            before, later = was.get(key), now.get(key)
            if (before and before.value) != (later and later.value):
                told = later or before
                yield Follows(
                    unit.name, names.get(key) or key, outcome(before.value) if before else "–",
                    outcome(later.value) if later else "–", told.cite if told else "",
                )  # fmt: skip
