"""Scoring again after a few rows have changed (试算): the ledgers of the units they do not concern are kept.

A ledger hangs on other units only where it looks at them (a mean, a rank, how many share a matter); the cohort knows
whether any did. If one did, or if the rows are of a kind that concerns everybody, all is scored anew. Places, grades
and consequences are always worked out anew.

    rescoring = Rescoring(scheme, facts, as_of)
    result = rescoring.score(other_facts, changed_rows)     # equals score(scheme, other_facts, as_of)
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from kaoping.rules.engine.cohort import Cohort
from kaoping.rules.engine.desk import Desk
from kaoping.rules.engine.evaluate import lines_of, result_of, score, scores_of, scoring, unit_lines
from kaoping.rules.engine.grading import standings
from kaoping.rules.engine.judging import judge, refuse, unit_problems
from kaoping.rules.facts.rows import Decision, Facts, Unit
from kaoping.rules.ledger.result import Line, Result, Score
from kaoping.rules.scheme.model import Scheme


@dataclass
class _Ledgers:
    """All desks of a run with their lines and scores, before any two were ranked."""

    desks: dict[str, Desk]
    lines: dict[str, list[Line]]
    scores: dict[str, list[Score]]
    compared: bool


@dataclass(frozen=True)
class Rescoring:
    """A run that was scored, ready to be scored again with a few rows changed; safe to share between threads."""

    scheme: Scheme
    facts: Facts
    as_of: date

    def score(self, facts: Facts, rows: Iterable[Any]) -> Result:
        """Score facts that differ from the first ones in these rows, put in or taken out. Raises: FactsError."""
        rows = list(rows)
        if self._ledgers.compared or any(isinstance(row, Decision | Unit) for row in rows):
            return score(self.scheme, facts, self.as_of)
        with scoring(self.scheme):
            cohort = Cohort(self.scheme, facts, self.as_of)
            return self._score(cohort, _concerned(cohort, rows))

    def ledgers(self, facts: Facts, rows: Iterable[Any]) -> tuple[Sequence[Score], Sequence[Line]]:
        """Give scores and lines of the units concerned alone, without ranking anybody. Raises: FactsError."""
        with scoring(self.scheme):
            cohort = Cohort(self.scheme, facts, self.as_of)
            desks = _judged(cohort, _concerned(cohort, rows))
            scores = [row for desk in desks for row in scores_of(desk)]
            lines = [line for desk in desks for line in lines_of(desk)]
            cohort.close()
        return scores, lines

    def _score(self, cohort: Cohort, concerned: set[str]) -> Result:
        kept = self._ledgers
        same = cohort.desks.keys() - concerned
        cohort.desks.update({unit: kept.desks[unit].moved_to(cohort) for unit in same})
        _judged(cohort, concerned)
        found = result_of(
            cohort,
            standings(cohort),
            lambda unit: unit_lines(cohort, unit) if unit in concerned else kept.lines[unit],
            lambda desk: kept.scores[desk.unit_id] if desk.unit_id in same else scores_of(desk),
        )
        cohort.close()
        return found

    @cached_property
    def _ledgers(self) -> _Ledgers:
        with scoring(self.scheme):
            cohort = Cohort(self.scheme, self.facts, self.as_of)
            judge(cohort)
            lines = {unit.id: unit_lines(cohort, unit.id) for unit in self.facts.units}
            scores = {unit: scores_of(desk) for unit, desk in cohort.desks.items()}
            return _Ledgers(cohort.desks, lines, scores, cohort.compared)


def _concerned(cohort: Cohort, rows: Iterable[Any]) -> set[str]:
    """Give the units that rows are about: their own, or who took them over, and those with a decision on them."""
    rows = list(rows)
    ids = {getattr(row, "id", None) for row in rows}
    named = {d.unit for d in cohort.facts.decisions if d.target in ids}
    return named | {cohort.heir(row.unit) for row in rows} | {row.unit for row in rows}


def _judged(cohort: Cohort, concerned: set[str]) -> list[Desk]:
    """Give the desks of a few units, in order; what is wrong with their facts is a FactsError."""
    desks = [desk for unit, desk in cohort.desks.items() if unit in concerned]
    refuse(list(unit_problems(cohort, desks)))
    return desks
