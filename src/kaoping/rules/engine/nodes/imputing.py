"""Scores that the mean of others makes up for (按平均计), in a stratum after the leaf's own (spec section 5, missing)."""

from __future__ import annotations

from collections.abc import Callable

from kaoping.rules.engine.nodes.leaf import LEDGER_KINDS
from kaoping.rules.engine.results import Imputable, NodeResult
from kaoping.rules.engine.run import Pass, Subject
from kaoping.rules.engine.tally import Tally
from kaoping.rules.ledger.result import Reason
from kaoping.rules.numbers.points import Points, half_up


def imputing(path: str, own: Pass[NodeResult]) -> Callable[[Subject], NodeResult]:
    """Give the function of a unit that gives its own result of a leaf, or the mean of those that have one."""

    def work(subject: Subject) -> NodeResult:
        found = subject.get(own)
        return found if found.imputable is None else _imputed(subject, path, own, found.imputable)

    return work


def _imputed(subject: Subject, path: str, own: Pass[NodeResult], lacking: Imputable) -> NodeResult:
    tally = Tally(subject, path)
    points = _mean(subject, path, own, lacking)
    if points is None:
        tally.miss(lacking.rule.labels.name, lacking.lack.source)
    else:
        kind = LEDGER_KINDS[lacking.rule.source.table]
        tally.add(kind, points, Reason("imputed"), source=lacking.lack.source)
    return tally.result()


def _mean(subject: Subject, path: str, own: Pass[NodeResult], lacking: Imputable) -> Points | None:
    """Give the mean of the scores of a group that have one of their own, rounded once; imputed ones do not enter."""
    among = lacking.treatment.mean_of

    def gather() -> Points | None:
        results = [other.get(own) for other in subject.group(among) if path in other.plan.points]
        scores = [result.score for result in results if not result.lacks]
        return half_up(sum(scores), len(scores)) if scores else None

    return subject.run.gather(("own mean", path, subject.group_key(among)), gather)
