"""Decisions (会议决定) and leaving the year as lines of 0, under what they changed."""

from __future__ import annotations

from collections.abc import Iterator

from kaoping.rules.engine.run import Run
from kaoping.rules.facts.rows import Decision
from kaoping.rules.ledger.result import Line, Reason
from kaoping.rules.scheme.model import NotAssessed


def decision_lines(run: Run, unit: str) -> Iterator[Line]:
    """Give a unit's decisions under the item that they name; marks stand where the mark is."""
    for decision in run.index.decisions.get(unit, ()):
        if decision.kind not in ("mark", "not_assessed"):
            item = _item(run, decision)
            under = decision.kind if item in ("", unit) else item
            yield _line(unit, under, decision)


def _item(run: Run, decision: Decision) -> str:
    """Give the node under which a decision stands: what it names, or the leaf of the rule or event."""
    if decision.kind not in ("veto", "not_applicable", "event"):
        return ""
    named = run.index.item_of(decision.target)
    rule = run.scheme.rules.get(named)
    return rule.leaf if rule else named


def _line(unit: str, item: str, decision: Decision) -> Line:
    day = decision.date.isoformat() if decision.date else ""
    reasons = (Reason("decision", (decision.document, decision.reason)),)
    return Line(unit, item, "", "decision", decision.id, day, 0, 0, reasons)


def left_line(unit: str, why: Decision | NotAssessed) -> Line:
    """Say why a unit left the year: a decision, or a condition of the scheme."""
    if isinstance(why, Decision):
        return _line(unit, "not_assessed", why)
    reasons = (Reason("not_assessed", (why.name, why.cite)),)
    return Line(unit, "not_assessed", "", "decision", "", "", 0, 0, reasons)
