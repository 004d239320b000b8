"""Whom and what an event may be about (录入范围): the units and rules that a form offers, and what was typed for them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from kaoping.rules import Scheme
from kaoping.rules.facts.inputs import Input
from kaoping.rules.facts.rows import Unit
from kaoping.web.people.permissions import Actor, Subject
from kaoping.web.people.pinyin import pinyin_key
from kaoping.web.records.charge import may_enter
from kaoping.web.years.models import Participant, Year
from kaoping.web.years.packages import scheme_of


@dataclass(frozen=True)
class Option:
    """A choice: its id, the words that choose it, and what else finds it."""

    id: str
    words: str
    hint: str = ""


def rules_for(actor: Actor, year: Year) -> list[Input]:
    """Give the rules over events that the actor may enter, in the order of the scheme."""
    subject = Subject(year.body_id, year=year.pk, published=year.published)
    found = [asked for (table, _), asked in scheme_of(year).inputs.items() if table == "events"]
    return [asked for asked in found if may_enter(actor, "events", replace(subject, items=(asked.item,)))]


def units_for(actor: Actor, year: Year, asked: Input | None) -> list[Participant]:
    """Give the participants of whom the actor may enter an event of a rule: never the own unit, no observers."""
    scheme = scheme_of(year)
    found = Participant.objects.filter(year=year, observer=False).order_by("position", "id")
    return [p for p in found if _may_concern(actor, year, scheme, p, asked)]


def _may_concern(actor: Actor, year: Year, scheme: Scheme, one: Participant, asked: Input | None) -> bool:
    one.year = year
    if one.category in scheme.observer_categories:
        return False
    if asked and not asked.applies_to(Unit(one.code, one.name, one.category)):
        return False
    items = (asked.item,) if asked else ()
    return (
        may_enter(actor, "events", replace(one.subject(), items=items))
        if asked
        else one.unit_id not in actor.blind_units
    )


def unit_options(units: Iterable[Participant]) -> list[Option]:
    """Offer units by name, code and pinyin."""
    return [Option(u.code, f"{u.name}（{u.code}）", _letters(u.name)) for u in units]


def rule_options(scheme: Scheme, rules: Iterable[Input]) -> list[Option]:
    """Offer rules by article and name; the indicator around a rule is the hint."""
    found = list(rules)
    twice = {_words(asked) for asked in found if sum(_words(a) == _words(asked) for a in found) > 1}
    return [
        Option(a.item, _words(a) + (f" [{a.item}]" if _words(a) in twice else ""), _around(scheme, a.item))
        for a in found
    ]


def _words(asked: Input) -> str:
    return f"{asked.cite} {asked.name}".strip()


def _around(scheme: Scheme, item: str) -> str:
    parts = item.split(".")
    tops = [scheme.item_names.get(".".join(parts[:n]), "") for n in range(1, len(parts))]
    return " / ".join(name for name in tops if name)


def _letters(name: str) -> str:
    """Give a name in pinyin, and its first letters: linyeju lyj."""
    words = ["".join(c for c in word if not c.isdigit()) for word in pinyin_key(name).split()]
    return f"{''.join(words)} {''.join(word[0] for word in words if word)}"


def chosen(options: Iterable[Option], typed: str) -> Option | None:
    """Find the one option that was meant: by id, by its words, by a part of them or of its hint if only one has it."""
    typed = typed.strip()
    found = list(options)
    exact = [o for o in found if typed and (typed in (o.id, o.words) or o.words.split("（")[0] == typed)]
    near = [o for o in found if typed and (typed in o.words or typed.lower() in o.hint.split())]
    hits = exact or near
    return hits[0] if len(hits) == 1 else None
