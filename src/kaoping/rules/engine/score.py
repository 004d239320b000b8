"""Scheme x facts -> result: the plain evaluator, the specification made executable."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date

from kaoping.errors.problems import FactsError, Problem
from kaoping.rules.engine.decided import decision_lines, left_line
from kaoping.rules.engine.index import Index, index_of
from kaoping.rules.engine.judging import judge, refuse
from kaoping.rules.engine.memo import Memo
from kaoping.rules.engine.outcomes.consequences import consequences
from kaoping.rules.engine.outcomes.places import standings
from kaoping.rules.engine.outcomes.vetoes import veto_lines
from kaoping.rules.engine.program import program_of
from kaoping.rules.engine.run import Program, Run, Subject
from kaoping.rules.engine.view import View
from kaoping.rules.facts.rows import Facts
from kaoping.rules.language.number import UnfilledHole
from kaoping.rules.ledger.result import Line, Result
from kaoping.rules.ledger.rows import Chained
from kaoping.rules.scheme.model import Hole, NotAssessed, Scheme


def score(scheme: Scheme, facts: Facts, as_of: date | None = None) -> Result:
    """Apply a scheme to facts: ledger first, everything else summed from it.

    `as_of` is the last day of the cycle unless given. Raises FactsError where a hole that scoring needs is open.
    """
    with scoring(scheme):
        run = started(program_of(scheme), index_of(scheme, facts, as_of or facts.cycle.last_day))
        judge(run)
        ledgers = [_ledger_and_no_more(run, unit.id) for unit in facts.units]
        found = result_of(run, facts, ledgers)
        run.close()
        return found


def _ledger_and_no_more(run: Run, unit: str) -> Sequence[Line]:
    """Give a unit's ledger and let go of what it was made of: a province needs the memory."""
    lines = unit_lines(run, unit)
    if unit in run.subjects:
        run.subjects[unit].let_go()
    return lines


@contextmanager
def scoring(scheme: Scheme) -> Iterator[None]:
    """Score inside; a hole (未填的数) that is needed and open is a FactsError."""
    refuse([_unfilled(hole) for hole in scheme.holes if hole.needed == "always" and hole.value is None])
    try:
        yield
    except UnfilledHole as needed:
        raise FactsError([_unfilled(hole) for hole in scheme.holes if hole.id == str(needed)]) from None


def _unfilled(hole: Hole) -> Problem:
    return Problem("hole-unfilled", hole.at, {"hole": hole.id, "name": hole.name or hole.id}, hole.cite)


def started(program: Program, index: Index, kept: Mapping[str, Memo] | None = None) -> Run:
    """Begin a run; where a condition takes units out of the year, it begins anew without them (不参加考评).

    Only what stands in stratum 0 goes over into the second run: it looked at nobody else.
    """
    run = Run(program, index, kept)
    if not program.scheme.not_assessed:
        return run
    left = {name: clause for name, subject in run.subjects.items() if (clause := _leaves(subject))}
    return Run(program, index.without(left), run.memos) if left else run


def _leaves(subject: Subject) -> NotAssessed | None:
    """Give the clause that takes a unit out of the year, or None."""
    view = View(subject)
    return next((clause for clause in subject.run.scheme.not_assessed if clause.when.holds(view)), None)


def result_of(run: Run, facts: Facts, ledgers: Sequence[Sequence[Line]]) -> Result:
    """Gather the result of a run from the ledgers of its units, and what only all of them together give."""
    seated = [run.subjects[unit.id] for unit in facts.units if unit.id in run.subjects]
    return Result(
        scheme=run.scheme.id,
        places=run.scheme.places,
        cycle=facts.cycle,
        as_of=run.index.window.as_of,
        units=tuple(facts.units),
        standings=tuple(standings(run)),
        scores=Chained([subject.total.scores for subject in seated]),
        lines=Chained(ledgers),
        consequences=tuple(consequences(run)),
    )


def unit_lines(run: Run, unit: str) -> Sequence[Line]:
    """Give a unit's ledger, or why it has none."""
    subject = run.subjects.get(unit)
    if subject is not None:
        more = (*veto_lines(subject), *decision_lines(run, unit))
        return (*subject.total.lines, *more) if more else subject.total.lines
    left = [left_line(unit, run.index.left[unit])] if unit in run.index.left else []
    return [*left, *decision_lines(run, unit)]
