"""Rules and groups averaged over the units below a unit (辖区平均)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

from kaoping.rules.engine.happening import Happening
from kaoping.rules.engine.run import Subject
from kaoping.rules.engine.tally import Tally
from kaoping.rules.engine.view import View
from kaoping.rules.language.formula import Formula
from kaoping.rules.language.number import MissingValue
from kaoping.rules.ledger.result import Reason
from kaoping.rules.numbers.exact import settle

Divisor = str | Formula


def average(happenings: Sequence[Happening], tally: Tally, name: str) -> None:
    """Bring the counted sum of an averaged rule or group to its quotient; `name` is that of the leaf.

    辖区平均：`average: children` 把本条（或本组）全年计分之和除以下属单位数（上级写着本单位的），`average: "公式"` 除以
    公式的结果。各事项照常列出，末尾一条 rescale 明细把合计改成商，舍入一次。

    Example: `{points: 20, deduct: 5, average: "3"}`
    Facts: -; -
    Source: spec section 3 (averaged over the units below a unit).
    """
    for path, (divided_by, same) in _averaged(happenings).items():
        total = sum(h.points for h in same)
        try:
            divisor = _divisor(tally.subject, divided_by)
        except MissingValue:
            tally.miss(name)
            continue
        quotient = settle(Fraction(total) / divisor) if divisor else total
        if quotient != total:
            tally.add("rescale", quotient - total, Reason("averaged", (path, divisor)), source=path)


def _averaged(happenings: Sequence[Happening]) -> Mapping[str, tuple[Divisor, list[Happening]]]:
    """Gather happenings by the rule or group that is averaged."""
    found: dict[str, tuple[Divisor, list[Happening]]] = {}
    for h in happenings:
        brackets = [(h.rule.path, h.source.keys.average), *((g.path, g.average) for g in h.rule.groups)]
        for path, divided_by in brackets:
            if divided_by is not None:
                found.setdefault(path, (divided_by, []))[1].append(h)
    return found


def _divisor(subject: Subject, divided_by: Divisor) -> Fraction:
    if isinstance(divided_by, Formula):
        return View(subject).computed(divided_by)
    return Fraction(subject.run.index.children(subject.unit_id))
