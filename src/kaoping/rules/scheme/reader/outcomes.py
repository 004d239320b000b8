"""What follows from a total: ranks, grades, consequences, limits; and the holes of a document."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from kaoping.errors.position import Position
from kaoping.errors.problems import nearest
from kaoping.rules.language.conditions import Condition, GradeIs
from kaoping.rules.language.shapes import Word
from kaoping.rules.scheme.citing import join_cite
from kaoping.rules.scheme.keys import (
    ConsequenceKeys,
    GradeKeys,
    GradesKeys,
    LimitCeiling,
    OutcomeKeys,
    SchemeKeys,
)
from kaoping.rules.scheme.model import (
    EVERYBODY,
    Consequence,
    Grade,
    Hole,
    Labels,
    Move,
    Outcome,
    Ranking,
    TotalLimit,
)
from kaoping.rules.scheme.reader.handing import Handing


class OutcomeReader(Handing):
    """Reads the parts of a scheme that come after scoring."""

    def _no_twice(self, ids: Iterable[tuple[str, Position]]) -> None:
        """Note ids that stand twice in one list."""
        first: dict[str, Position] = {}
        for name, at in ids:
            if name in first:
                self.reading.wrong(at, "duplicate-id", value=name, line=first[name].line)
            first.setdefault(name, at)

    def ranking(self, keys: SchemeKeys) -> Ranking:
        """Give the way of ranking."""
        r = keys.rank
        return Ranking(r.among, r.on, r.ties, tuple(r.tie_break)) if r else Ranking()

    def grades(
        self, keys: GradesKeys | tuple[GradeKeys, ...] | None
    ) -> tuple[tuple[Grade, ...], tuple[Move, ...]]:
        """Read the ladder; a race bounds who is counted in places."""
        if keys is None:
            return (), ()
        ladder, race, moves = (
            (keys.ladder, keys.race, keys.moves) if isinstance(keys, GradesKeys) else (keys, None, ())
        )
        grades = []
        self._no_twice([(grade.id, grade.id.at) for grade in ladder])
        for grade in ladder:
            own: Condition | None = grade.race or race
            when = grade.when.in_race(own) if grade.when else None
            grades.append(Grade(grade.id, grade.name or grade.id, when, own, grade.cite, grade.at))
        return tuple(grades), tuple(Move(m.when, m.down, m.up, m.to, m.cite) for m in moves)

    def consequence(self, keys: ConsequenceKeys) -> Consequence:
        """Read a consequence in whichever form it is written."""
        outcomes: list[Outcome] = [
            Outcome(self._filled(value, keys.at), GradeIs((grade,)), cite=keys.cite)
            for grade, value in keys.by_grade.items()
        ]
        outcomes += [self._outcome(outcome, keys.cite, keys.at) for outcome in keys.first_of]
        if keys.value or keys.formula:
            outcomes.append(self._outcome(replace(keys, for_=None), keys.cite, keys.at))
        if not outcomes and not keys.observers:
            self.reading.wrong(keys.at, "consequence-empty", value=keys.id)
        return Consequence(
            keys.id,
            keys.name or keys.id,
            tuple(outcomes),
            self._filled(keys.observers, keys.at),
            tuple(keys.each_event),
            self._scope(keys.for_, EVERYBODY),
            keys.cite,
        )

    def _outcome(self, keys: OutcomeKeys, cite: str, at: Position) -> Outcome:
        own = join_cite("", keys.cite) if keys.cite else cite
        scope = self._scope(keys.for_, EVERYBODY)
        return Outcome(self._filled(keys.value, at), keys.when, keys.formula, keys.round, own, scope)

    def _filled(self, text: str, at: Position) -> str:
        """Put the values of holes into `{name}` places of a text."""
        at = text.at if isinstance(text, Word) else at
        parts = text.split("{")
        for i, part in enumerate(parts[1:], 1):
            name, closed, rest = part.partition("}")
            filled = self.reading.hole(name, at) if closed else None
            parts[i] = (filled[0] if filled else "{" + name + closed) + rest
        return "".join(parts)

    def total_limit(self, keys: Any) -> TotalLimit:
        """Read a limit of the total."""
        labels = Labels(keys.name or keys.id, keys.cite)
        below = keys.ceiling.below if isinstance(keys.ceiling, LimitCeiling) else ""
        ceiling = None if below else keys.ceiling
        return TotalLimit(keys.id, labels, ceiling, keys.floor, below, keys.when, keys.id.at)

    def holes(self, keys: SchemeKeys) -> tuple[Hole, ...]:
        """Check that each hole that was met is declared, and give all with their values."""
        declared = {hole.id: hole for hole in keys.holes}
        for name, at in self.reading.met_holes.items():
            if name not in declared:
                self.reading.wrong(at, "hole-undeclared", nearest(name, declared), value=name)
        return tuple(
            Hole(h.id, h.name, h.cite, h.needed, self.reading.holes.get(h.id), h.at) for h in keys.holes
        )
