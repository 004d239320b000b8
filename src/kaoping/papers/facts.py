"""What a ledger line is about, in words: its name, what happened, its standard, its reasons, its article."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from kaoping.papers import shown
from kaoping.papers.cohort import Cohort
from kaoping.papers.lacking import rater_group
from kaoping.papers.words import dates, event_worths, figures
from kaoping.papers.words.rules import worth
from kaoping.rules.clauses.sources import Events
from kaoping.rules.facts.rows import Event
from kaoping.rules.ledger import explain
from kaoping.rules.ledger.result import KINDS, Line, Reason
from kaoping.rules.scheme.model import Rule, Scheme

_OVERFLOW = "overflow."
_PLAIN = ("start", "void", "gate", "rescale", "overflow", "given")
_OWN = ("award", "value", "scheme")
_OUTSIDE = {
    "grade": "等次",
    "transfer": "事项转由继任单位承担",
    "total": "总分",
    "not_assessed": "本年不考评",
}


@dataclass(frozen=True)
class Telling:
    """Tells lines of a result."""

    cohort: Cohort

    def name(self, line: Line) -> str:
        """Say what a line is about."""
        if line.kind == "limit":
            codes = {reason.code for reason in line.reasons}
            return "封底" if "floor" in codes else "封顶" if "ceiling" in codes else "总分限制"
        if line.kind in _PLAIN or (line.kind in _OWN and not line.rule):
            return KINDS[line.kind]
        if line.kind == "decision":
            return (
                f"会议决定：{self._of(line.item)}"
                if line.item not in self.cohort.scheme.nodes
                else "会议决定"
            )
        if line.kind in ("rating", "missing") and line.source:
            return rater_group(self.cohort.scheme, line.item, line.source) or self._of(line.item)
        return self._of(line.rule or line.item)

    def source(self, line: Line) -> str:
        """Say where a line comes from: an event's number, a period, an assessor."""
        if line.kind in ("rating", "rescale", "gate", "scheme") or (line.kind == "missing" and line.source):
            return ""
        return dates.period(line.source)

    def cite(self, line: Line) -> str:
        """Give the article of a line: of its rule where it has one, else of its item."""
        cites = self.cohort.scheme.cites
        return cites.get(line.rule) or cites.get(line.item.removeprefix(_OVERFLOW), "")

    def detail(self, line: Line) -> str:
        """Say what happened, where facts are shown, and what the clause provides."""
        rule = self._rule(line)
        if rule is None or line.kind not in ("event", "missed", "value"):
            return ""
        event = self.cohort.events.get(line.source) if line.kind == "event" else None
        return _event(event, rule, self.cohort.scheme) if event else worth(rule, self.cohort.scheme)

    def note(self, line: Line) -> str:
        """Say why a line counts what it counts."""
        told = (explain.words(self._named(reason, line)) for reason in line.reasons if reason.code != "void")
        return "；".join(text for text in told if text)

    def _of(self, item: str) -> str:
        names = self.cohort.scheme.item_names
        if item.startswith(_OVERFLOW):
            return f"{names.get(item.removeprefix(_OVERFLOW), item)}超出部分"
        return names.get(item) or _OUTSIDE.get(item) or item

    def _rule(self, line: Line) -> Rule | None:
        found = self.cohort.scheme.rules.get(line.rule)
        return found or self.cohort.scheme.rules.get(line.item)

    def _named(self, reason: Reason, line: Line) -> Reason:
        """Put the Chinese name where a reason tells an id."""
        names = _NAMED.get(reason.code)
        return Reason(reason.code, names(reason, self._rule(line), self)) if names else reason


def _event(event: Event, rule: Rule, scheme: Scheme) -> str:
    """Say what happened: 科级以下：扣10分/人次 × 2, 核定8分（扣5至10分）."""
    source = rule.source
    assert isinstance(source, Events)
    told = (
        event_worths.one(rule, event.level, scheme)
        or source.labels.get(event.level, event.level)
        or worth(rule, scheme)
    )
    told += f" × {event.count}" if event.count != 1 else ""
    before = [f"核定{shown.number(event.points)}分" if event.points is not None else ""]
    before.append(f"数额{figures.amount(event.amount)}" if event.amount is not None else "")
    after = [source.keys.circumstances[one].name or one for one in event.circumstances]
    return "；".join(text for text in (*before, told, *after) if text)


def _level(reason: Reason, rule: Rule | None, telling: Telling) -> tuple[object, ...]:
    labels = rule.source.labels if rule and isinstance(rule.source, Events) else {}
    return tuple(labels.get(str(level), level) for level in reason.params)


_NAMED: dict[str, Callable[[Reason, Rule | None, Telling], tuple[object, ...]]] = {"level_zero": _level}
