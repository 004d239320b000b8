"""Who sees what of a result before and after it is out: totals, leaves, own figures; blind as to the own unit.

Before publication only those who deliberate see totals (`see-totals`), an office sees the leaves of its own rules
(`read-others-unreleased`), a unit sees its own figures in the checking phase (核对, `check-own-scores`) without total,
rank and grade, and what was rated stays sealed until the result is out.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from kaoping.rules import Scheme
from kaoping.rules.scheme.model import Indicator
from kaoping.web.people.permissions import Actor, may
from kaoping.web.years.models import Participant, Year


@dataclass(frozen=True)
class Sight:
    """What a person may see of one unit's account.

    totals: total, rank, grade, consequences; items: paths of rules and leaves, None for all; sealed: ratings are
    not shown; by: the action of the matrix that carries it.
    """

    by: str
    totals: bool = False
    items: frozenset[str] | None = None
    sealed: bool = False


@dataclass(frozen=True)
class Audience:
    """Whose totals an actor sees in a year.

    units: codes shown; detail: codes whose account may be opened; categories with a unit that is hidden from the
    actor (`*`: all) tell no places and no grades, since the gap would tell them.
    """

    units: frozenset[str]
    detail: frozenset[str]
    blind: frozenset[str] = frozenset()
    released: bool = False

    def is_blind(self, category: str | None) -> bool:
        """Say whether places and grades of a category (None: of all units) are withheld."""
        return bool(self.blind) if category is None else category in self.blind or "*" in self.blind


def participants_of(year: Year) -> list[Participant]:
    """Give the participants of a year in their order, each knowing its year."""
    found = list(Participant.objects.filter(year=year).select_related("unit").order_by("position", "id"))
    for one in found:
        one.year = year
    return found


def audience(actor: Actor, scheme: Scheme, year: Year, among: Sequence[Participant]) -> Audience | None:
    """Say whose totals the actor sees; None: nobody's."""
    seen = [p for p in among if may(actor, "see-totals", p)] if actor.could("see-totals") else []
    if seen:
        codes = frozenset(p.code for p in seen)
        return Audience(codes, codes, _blind(actor, scheme, year, among), year.published)
    if not (year.published and may(actor, "read-released", year)):
        return None
    detail = frozenset(p.code for p in among if may(actor, "read-own-detail", p))
    return Audience(frozenset(p.code for p in among), detail, released=True)


def _blind(actor: Actor, scheme: Scheme, year: Year, among: Iterable[Participant]) -> frozenset[str]:
    if year.published:
        return frozenset()
    own = actor.blind_units
    found = {p.category for p in among if p.unit_id in own and not _observes(scheme, p)}
    return frozenset({"*"} if found and scheme.ranking.among == "all" else found)


def _observes(scheme: Scheme, one: Participant) -> bool:
    return one.observer or one.category in scheme.observer_categories


def sight(actor: Actor, scheme: Scheme, of: Participant) -> Sight | None:
    """Say what the actor may see of a unit's account; None: nothing, as if it did not exist."""
    if may(actor, "see-totals", of):
        return Sight("see-totals", totals=True)
    if of.year.published:
        return _after(actor, scheme, of)
    if of.year.phase_kind == "checking" and may(actor, "check-own-scores", of):
        return Sight("check-own-scores", sealed=True)
    return _leaves(actor, scheme, of, "read-others-unreleased")


def _after(actor: Actor, scheme: Scheme, of: Participant) -> Sight | None:
    if may(actor, "read-own-detail", of):
        return Sight("read-own-detail", totals=True)
    return _leaves(actor, scheme, of, "read-own-detail")


def _leaves(actor: Actor, scheme: Scheme, of: Participant, action: str) -> Sight | None:
    """Give sight of the rules that the actor's office is in charge of."""
    if may(actor, action, of):
        return Sight(action)
    found = own_items(actor, scheme, of, action)
    return Sight(action, items=found) if found else None


def own_items(actor: Actor, scheme: Scheme, of: Participant | Year, action: str) -> frozenset[str]:
    """Give the rules the actor may do this to, and the leaves all of whose rules are among them."""
    if not actor.could(action):
        return frozenset()
    subject = of.subject()
    rules = {
        path for path in scheme.rules if may(actor, action, replace(subject, items=(path,)))
    }  # fmt: skip
    return frozenset(rules | {leaf.path for leaf in scheme.leaves if _holds(leaf, rules)})


def _holds(leaf: Indicator, rules: set[str]) -> bool:
    return bool(leaf.rules) and all(rule.path in rules for rule in leaf.rules)
