"""Scoring again after a few rows have changed (试算): what looks at nobody else is kept of the units not concerned.

Which strata those are is known since the scheme was loaded. If the rows are of a kind that concerns everybody, all is
scored anew.

    rescoring = Rescoring(scheme, facts, as_of)
    result = rescoring.score(other_facts, changed_rows)     # equals score(scheme, other_facts, as_of)
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from kaoping.rules.engine.index import Index, index_of
from kaoping.rules.engine.judging import judge, refuse, unit_problems
from kaoping.rules.engine.memo import Memo
from kaoping.rules.engine.program import program_of
from kaoping.rules.engine.run import Run, Subject
from kaoping.rules.engine.score import result_of, score, scoring, started, unit_lines
from kaoping.rules.facts.rows import Decision, Facts, Unit
from kaoping.rules.ledger.result import Line, Result, Score
from kaoping.rules.scheme.model import Scheme


@dataclass(frozen=True)
class Rescoring:
    """A run that was scored, ready to be scored again with a few rows changed; safe to share between threads."""

    scheme: Scheme
    facts: Facts
    as_of: date

    def score(self, facts: Facts, rows: Iterable[Any]) -> Result:
        """Score facts that differ from the first ones in these rows, put in or taken out. Raises: FactsError."""
        rows = list(rows)
        if any(isinstance(row, Decision | Unit) for row in rows):
            return score(self.scheme, facts, self.as_of)
        with scoring(self.scheme):
            index = index_of(self.scheme, facts, self.as_of)
            concerned = _concerned(index, rows)
            kept = {unit: memo for unit, memo in self._memos.items() if unit not in concerned}
            run = started(program_of(self.scheme), index, kept)
            _judged(run, concerned)
            found = result_of(run, facts, [unit_lines(run, unit.id) for unit in facts.units])
            run.close()
        return found

    def ledgers(self, facts: Facts, rows: Iterable[Any]) -> tuple[Sequence[Score], Sequence[Line]]:
        """Give scores and lines of the units concerned alone, without ranking anybody. Raises: FactsError."""
        with scoring(self.scheme):
            index = index_of(self.scheme, facts, self.as_of)
            run = started(program_of(self.scheme), index)
            subjects = _judged(run, _concerned(index, rows))
            scores = [row for subject in subjects for row in subject.total.scores]
            lines = [line for subject in subjects for line in unit_lines(run, subject.unit_id)]
            run.close()
        return scores, lines

    @cached_property
    def _memos(self) -> Mapping[str, Memo]:
        """What was worked out of the first facts."""
        with scoring(self.scheme):
            run = started(program_of(self.scheme), index_of(self.scheme, self.facts, self.as_of))
            judge(run)
            result_of(run, self.facts, [unit_lines(run, unit.id) for unit in self.facts.units])
            memos = run.memos
            run.close()
        return memos


def _concerned(index: Index, rows: Iterable[Any]) -> set[str]:
    """Give the units that rows are about: their own, or who took them over, and those with a decision on them."""
    rows = list(rows)
    ids = {getattr(row, "id", None) for row in rows}
    named = {d.unit for d in index.decided if d.target in ids}
    return named | {index.heir(row.unit) for row in rows} | {row.unit for row in rows}


def _judged(run: Run, concerned: set[str]) -> list[Subject]:
    """Give a few units, in order; what is wrong with their facts is a FactsError."""
    subjects = [subject for unit, subject in run.subjects.items() if unit in concerned]
    refuse(list(unit_problems(run, subjects)))
    return subjects
