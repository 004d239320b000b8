"""Two results beside each other (对照): which units moved, and the additive reasons why."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from kaoping.rules.ledger.result import Applied, Line, Result, Standing
from kaoping.rules.numbers.points import Points

LineKey = tuple[str, str, str, str, str]


@dataclass(frozen=True)
class Difference:
    """A ledger line that is new, gone or counts otherwise; `change` is what it adds to the total."""

    item: str
    before: Line | None
    after: Line | None
    change: Points


@dataclass(frozen=True)
class UnitChange:
    """How a unit moved; the changes of `reasons` add up to that of the exact total."""

    unit: str
    name: str
    before: Standing | None
    after: Standing | None
    reasons: tuple[Difference, ...]
    consequences_before: tuple[Applied, ...]
    consequences_after: tuple[Applied, ...]

    @property
    def change(self) -> Points:
        """The change of the exact total."""
        return (self.after.exact_total if self.after else 0) - (self.before.exact_total if self.before else 0)

    @property
    def moved(self) -> bool:
        """Whether rank, total, grade, completeness, veto or a consequence changed."""
        return self.before != self.after or _shown(self.consequences_before) != _shown(
            self.consequences_after
        )


@dataclass(frozen=True)
class Comparison:
    """All units of two results that moved or whose lines changed, in the order of the later result."""

    changes: tuple[UnitChange, ...]


def compare(a: Result, b: Result) -> Comparison:
    """Compare result `a` (before) with `b` (after)."""
    names = {unit.id: unit.name for unit in (*a.units, *b.units)}
    order = list(dict.fromkeys([unit.id for unit in b.units] + [unit.id for unit in a.units]))
    changes = [_unit_change(a, b, unit, names[unit]) for unit in order]
    return Comparison(tuple(change for change in changes if change.moved or change.reasons))


def _unit_change(a: Result, b: Result, unit: str, name: str) -> UnitChange:
    return UnitChange(
        unit=unit,
        name=name,
        before=a.standing_of.get(unit),
        after=b.standing_of.get(unit),
        reasons=tuple(_differences(a.lines_of.get(unit, ()), b.lines_of.get(unit, ()))),
        consequences_before=tuple(row for row in a.consequences if row.unit == unit),
        consequences_after=tuple(row for row in b.consequences if row.unit == unit),
    )


def _shown(rows: Sequence[Applied]) -> set[tuple[str, str]]:
    return {(row.consequence, row.value) for row in rows}


def _by_key(lines: Sequence[Line]) -> dict[LineKey, list[Line]]:
    found: dict[LineKey, list[Line]] = defaultdict(list)
    for line in lines:
        found[line.item, line.rule, line.kind, line.source, line.date].append(line)
    return found


def _differences(before: Sequence[Line], after: Sequence[Line]) -> list[Difference]:
    """Pair the lines by what they are about; those that differ in raw or counted points are reasons."""
    old, new = _by_key(before), _by_key(after)
    found = []
    for key in dict.fromkeys([*new, *old]):
        olds, news = old.get(key, []), new.get(key, [])
        for i in range(max(len(olds), len(news))):
            was = olds[i] if i < len(olds) else None
            now = news[i] if i < len(news) else None
            if (was and (was.raw, was.points)) != (now and (now.raw, now.points)):
                change = (now.points if now else 0) - (was.points if was else 0)
                found.append(Difference(key[0], was, now, change))
    return found
