"""Decisions of a meeting (会议决定), which speak of other rows, and filled holes (空缺数值)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial

from kaoping.rules.facts.intake.cells import parse_id, parse_marks
from kaoping.rules.facts.intake.given import Asks
from kaoping.rules.facts.intake.refusals import Fault, Refused, listed, shown, suggestion
from kaoping.rules.facts.intake.sheet import Sheet
from kaoping.rules.facts.intake.units import unknown_unit
from kaoping.rules.facts.rows import Decision
from kaoping.rules.facts.tables import DECISION_KINDS

_TARGET_NEEDED = {
    "not_applicable": "指标编号",
    "mark": "指标编号",
    "event": "事项编号",
    "transfer": "继任单位编号",
}


@dataclass(frozen=True)
class Named:
    """What a decision may name; `units` (id -> name) and `events` (id -> unit) are None where not known."""

    asks: Asks
    units: Mapping[str, str] | None
    events: Mapping[str, str] | None


def read_holes(sheet: Sheet, asks: Asks) -> dict[str, str]:
    """Read the values of holes as text; the scheme judges them where they stand."""
    holes = sheet.look_up("hole", asks.holes, lambda text: _unknown_hole(text, asks.holes))
    sheet.check_unique(holes)
    values = sheet.read("value", str.strip)
    return {hole: value for hole, value in zip(holes, values, strict=True) if hole and value}


def _unknown_hole(text: str, holes: Mapping[str, str]) -> Fault:
    if not holes:
        return Fault("hole-none")
    return Fault("hole-unknown", {"known": listed(holes)}, hint=lambda: suggestion(text, holes))


def read_decisions(sheet: Sheet, named: Named) -> list[Decision]:
    """Read decisions and judge what each names."""
    ids, documents = sheet.read("decision", parse_id), sheet.values("document", "")
    units = _read_units(sheet, named.units)
    kinds = sheet.look_up("kind", DECISION_KINDS, _unknown_kind)
    targets, values = sheet.values("target", ""), sheet.values("value", "")
    sheet.check_unique(ids)
    texts = sheet.texts
    sheet.check("target", partial(_judge_target, named), texts["kind"], texts["unit"], texts["target"])
    sheet.check("value", partial(_judge_value, named.asks), texts["kind"], texts["value"])
    rest = (documents, sheet.values("date"), sheet.values("reason", ""))
    return [Decision._make(row) for row in zip(ids, units, kinds, targets, values, *rest, strict=True)]


def _read_units(sheet: Sheet, units: Mapping[str, str] | None) -> list[str | None]:
    if units is None:
        return sheet.read("unit", str)
    return sheet.look_up("unit", units, lambda text: unknown_unit(text, units))


def _unknown_kind(text: str) -> Fault:
    return Fault(
        "kind-unknown", {"known": listed(DECISION_KINDS)}, hint=lambda: suggestion(text, DECISION_KINDS)
    )


def _judge_target(named: Named, kind: str, unit: str, target: str) -> Fault | None:
    if not target:
        needs = _TARGET_NEEDED.get(kind)
        return Fault("target-missing", {"kind": DECISION_KINDS[kind], "needs": needs}) if needs else None
    if kind in ("not_applicable", "mark"):
        return None if target in named.asks.item_names else _unknown_item(named, kind, target)
    if kind == "event":
        return _judge_event(named, unit, target)
    if kind == "transfer":
        return _judge_successor(named, unit, target)
    return _judge_other(named, kind, unit, target)


def _unknown_item(named: Named, kind: str, target: str) -> Fault:
    names = named.asks.item_names
    return Fault("target-item", {"kind": DECISION_KINDS[kind]}, hint=lambda: suggestion(target, names))


def _judge_event(named: Named, unit: str, target: str) -> Fault | None:
    if named.events is None:
        return None
    if target not in named.events:
        names = dict.fromkeys(named.events, "")
        return Fault("target-event", hint=lambda: suggestion(target, names))
    owner = named.events[target]
    told = {"owner": shown(owner), "unit": shown(unit)}
    return Fault("target-event-unit", told) if owner and owner != unit else None


def _judge_successor(named: Named, unit: str, target: str) -> Fault | None:
    if target == unit:
        return Fault("target-same")
    units = named.units
    if units is None or target in units:
        return None
    return Fault("target-unit", hint=lambda: suggestion(target, units))


def _judge_other(named: Named, kind: str, unit: str, target: str) -> Fault | None:
    """Judge the target of a kind that needs none: the unit itself, the old grade, the veto or its event."""
    known: dict[str, str] = {unit: ""}
    if kind == "grade":
        known.update(named.asks.grades)
    if kind == "veto":
        if named.events is None:
            return None
        known.update(dict.fromkeys(named.events, ""), **named.asks.item_names)
    if kind not in DECISION_KINDS or target in known:
        return None
    return Fault("target-other", {"kind": DECISION_KINDS[kind]}, hint=lambda: suggestion(target, known))


def _judge_value(asks: Asks, kind: str, value: str) -> Fault | None:
    if kind == "grade" and value not in asks.grades:
        told = {"known": listed(asks.grades)}
        code = "grade-unknown" if value else "grade-missing"
        return Fault(code, told, hint=lambda: suggestion(value, asks.grades) if value else "")
    if kind == "mark":
        return _judge_mark(value)
    return None


def _judge_mark(value: str) -> Fault | None:
    if not value:
        return Fault("mark-missing")
    try:
        parse_marks(value)
    except Refused as refused:
        return refused.fault
    return None
