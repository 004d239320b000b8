"""The ledger of one leaf up to its clamp, void and factor (spec section 2, and 3.6), as one function made at load.

score(leaf) = clamp(start + sum of its counted lines, floor 0, ceiling = its points); every step is a line. A leaf has the
steps that its clauses ask for and no others.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial

from kaoping.rules.clauses.missing import INCOMPLETE, Treatment
from kaoping.rules.engine.events.averaging import average
from kaoping.rules.engine.events.void import voiding
from kaoping.rules.engine.happening import Happening
from kaoping.rules.engine.nodes.bounds import clamping, factoring
from kaoping.rules.engine.pricing import Pricer
from kaoping.rules.engine.results import Imputable, Lacking, NodeResult, Priced
from kaoping.rules.engine.run import Subject
from kaoping.rules.engine.tally import Tally
from kaoping.rules.engine.view import full_points, ungated
from kaoping.rules.ledger.result import Line, Reason
from kaoping.rules.numbers.calendar import written_day
from kaoping.rules.numbers.points import Points
from kaoping.rules.scheme.model import Indicator, Rule

LEDGER_KINDS = {"values": "value", "ratings": "rating", "awards": "award", "results": "scheme"}
Unmet = Mapping[str, Rule]
Item = tuple[Rule, Priced | Lacking]


class Draft(Tally):
    """A leaf of one unit while its ledger is written: what its rules gave, and the lines so far."""

    __slots__ = ("happenings", "items", "unmet")

    def __init__(self, subject: Subject, item: str, full: Points | None):
        super().__init__(subject, item, full)
        self.unmet: Unmet = {}
        self.items: list[Item] = []
        self.happenings: Sequence[Happening] = ()

    @property
    def counting(self) -> Sequence[Happening]:
        """The happenings under rules whose condition holds."""
        if not self.unmet:
            return self.happenings
        return [h for h in self.happenings if h.rule.path not in self.unmet]


Step = Callable[[Draft], None]


def leaf(node: Indicator, pricers: Mapping[str, Pricer]) -> Callable[[Subject], NodeResult]:
    """Give the function of a unit that works a leaf out before gates, without what is imputed to it."""
    gathering, writing = tuple(_gathering(node, pricers)), tuple(_writing(node))
    path = node.path

    def work(subject: Subject) -> NodeResult:
        plan = subject.plan
        draft = Draft(subject, path, plan.points[path])
        if path in plan.given:
            draft.add("given", draft.full or 0)
            return draft.result()
        for step in gathering:
            step(draft)
        lacks = [(rule, item) for rule, item in draft.items if isinstance(item, Lacking)]
        if lacks:
            return _lacking(node, draft, lacks, writing)
        for step in writing:
            step(draft)
        return draft.result()

    return work


def _lacking(
    node: Indicator, draft: Draft, lacks: Sequence[tuple[Rule, Lacking]], writing: Sequence[Step]
) -> NodeResult:
    """Work out a leaf that lacks a fact: the mean of others makes up for it, or it is missing, or counts 0."""
    imputable = _imputable(node, lacks)
    if imputable is not None:
        return NodeResult(missing=True, lacks=True, imputable=imputable)
    draft.missing = any(_treatment(node, lack).word != "zero" for _, lack in lacks)
    for step in writing:
        step(draft)
    return draft.result()._replace(lacks=True)


def _gathering(node: Indicator, pricers: Mapping[str, Pricer]) -> Iterator[Step]:
    """Give the steps that find out what the rules give."""
    if node.conditional_rules:
        yield partial(_find_unmet, node)
    if node.item_rules:
        yield _pricing([(rule, pricers[rule.path]) for rule in node.item_rules])
    if len(node.item_rules) < len(node.rules):
        yield _find_happenings


def _writing(node: Indicator) -> Iterator[Step]:
    """Give the steps that write the lines, in the order of spec section 2."""
    if len(node.item_rules) < len(node.rules):
        yield _find_unpriced
    if node.start_full:
        yield _start
    yield partial(_write_rules, node)
    if node.averages:
        yield lambda draft: average(draft.counting, draft, node.labels.name)
    if node.conditional_rules:
        yield _take_back
    yield clamping(node)
    if node.voids:
        yield _void
    if node.factor is not None:
        yield factoring(node, node.factor)


# what the rules give


def _find_unmet(node: Indicator, draft: Draft) -> None:
    """Find the rules that apply to the unit and whose condition does not hold."""
    subject, view = draft.subject, ungated(draft.subject)
    draft.unmet = {
        rule.path: rule
        for rule in node.conditional_rules
        if rule.when is not None and subject.covers(rule) and not rule.when.holds(view)
    }


def _pricing(priced: Sequence[tuple[Rule, Pricer]]) -> Step:
    """Give the step that asks each rule which applies to the unit what it gives."""

    def price(draft: Draft) -> None:
        subject, full = draft.subject, draft.full or 0
        for rule, pricer in priced:
            if subject.covers(rule):
                own = full if rule.points is None else full_points(subject, rule)
                items = pricer(subject, own)
                draft.items += [
                    (rule, item) for item in (_needed(draft, rule, items) if draft.unmet else items)
                ]

    return price


def _needed(draft: Draft, rule: Rule, items: list[Priced | Lacking]) -> list[Priced | Lacking]:
    """Give what a rule gives; one whose condition does not hold needs no facts."""
    if rule.path in draft.unmet and any(isinstance(item, Lacking) for item in items):
        return [Priced(LEDGER_KINDS[rule.source.table], "", 0, (_condition_reason(rule),))]
    return items


def _find_happenings(draft: Draft) -> None:
    draft.happenings = draft.subject.counted.get(draft.item, ())


def _treatment(node: Indicator, lack: Lacking) -> Treatment:
    return lack.treatment or node.missing


def _imputable(node: Indicator, lacks: Sequence[tuple[Rule, Lacking]]) -> Imputable | None:
    """Give the first lack that the mean of others is to make up for."""
    found = ((rule, lack, _treatment(node, lack)) for rule, lack in lacks)
    return next((Imputable(*one) for one in found if one[2].word == "mean_of"), None)


# the lines


def _find_unpriced(draft: Draft) -> None:
    """A rule whose events lack a number is missing as a whole."""
    unpriced = {h.rule.path: h.rule for h in draft.happenings if h.lacking}
    if unpriced:
        draft.items += [(rule, Lacking("", INCOMPLETE)) for rule in unpriced.values()]
        draft.missing = True


def _start(draft: Draft) -> None:
    if draft.full and not draft.missing:
        draft.add("start", draft.full)


def _write_rules(node: Indicator, draft: Draft) -> None:
    """Write what the rules give in order of date and source."""
    unit = draft.subject.unit_id
    lines = [item_line(unit, node, rule, item) for rule, item in draft.items]
    lines += [event_line(unit, draft.item, h) for h in draft.happenings]
    if len(lines) > 1:
        lines.sort(key=by_date)
    draft.lines += lines
    for line in lines:
        draft.score += line.points


def by_date(line: Line) -> tuple[bool, str, str]:
    """Order undated lines before dated ones, by date and source."""
    return line.date != "", line.date, line.source


def item_line(unit: str, node: Indicator, rule: Rule, item: Priced | Lacking) -> Line:
    """Give the line of what a rule gives, or of what it lacks."""
    if isinstance(item, Lacking):
        return _lacking_line(unit, node, rule, item)
    named = rule.path if rule.own_id and item.kind == "value" else ""
    return Line(unit, node.path, named, item.kind, item.source, "", item.points, item.points, item.reasons)


def _lacking_line(unit: str, node: Indicator, rule: Rule, lack: Lacking) -> Line:
    kind, reason = "missing", Reason("missing", (rule.labels.name,))
    if _treatment(node, lack).word == "zero":
        kind, reason = LEDGER_KINDS[rule.source.table], Reason("missing_zero")
    return Line(unit, node.path, "", kind, lack.source, "", 0, 0, (reason,))


def event_line(unit: str, item: str, h: Happening) -> Line:
    """Give the line of an event or of a missed due date."""
    event, reasons = h.event, h.reasons
    if h.kind == "missed":
        reasons = (Reason("late", (event.note,)) if event.note else Reason("not_submitted"), *reasons)
    day = written_day(event.date)
    return Line(unit, item, h.rule.path, h.kind, event.id, day, h.raw, h.points, reasons)


def _take_back(draft: Draft) -> None:
    """Take back what rules count whose condition does not hold, by a gate line each."""
    for rule in draft.unmet.values():
        counted = sum(item.points for own, item in draft.items if own is rule and isinstance(item, Priced))
        counted += sum(h.points for h in draft.happenings if h.rule is rule)
        if counted:
            draft.add("gate", -counted, _condition_reason(rule), source=rule.path)


def _condition_reason(rule: Rule) -> Reason:
    return Reason("condition", (rule.labels.name, rule.labels.cite))


def _void(draft: Draft) -> None:
    """Bring the leaf to 0 where an event voids it, or leave it where it is below 0."""
    first = voiding(draft.counting)
    if first is not None:
        event, left = first.event, max(draft.score, 0)
        day = event.date.isoformat()
        draft.add("void", -left, Reason("void"), source=event.id, day=day, rule=first.rule.path)
