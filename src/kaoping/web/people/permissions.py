"""`may(actor, action, object)`: the one question that every act and every page asks. Deny by default.

The matrix is the ceiling; a grant's scope narrows it, the phase of the year closes rows, and nobody is told of
the own unit what is not released. A refused object and an absent one look the same to whoever asks.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Q

from kaoping.web.core.audit import Who
from kaoping.web.core.models import Body
from kaoping.web.core.proposals import CONFIRMED
from kaoping.web.people.matrix import ACTIONS, ADMINISTRATORS, Action
from kaoping.web.people.models import Grant, Person, Succession
from kaoping.web.people.subjects import HasSubject, Subject, subject_of

__all__ = (
    "Actor", "HasSubject", "Hidden", "Refused", "Subject", "carrier", "demand", "exclusive", "may",
    "register_charge", "register_phase", "same_persons", "subject_of",
)  # fmt: skip


class Refused(Exception):
    """The actor's roles do not have the action at all, whatever the object."""


class Hidden(Exception):
    """The object is foreign or absent: the answer is the same."""


@dataclass(frozen=True)
class Actor:
    """Who acts, for which body, with which grants on which day."""

    person: Person
    body: Body
    grants: tuple[Grant, ...]
    today: date
    cache: dict[object, object] = field(default_factory=dict, compare=False, repr=False)

    @property
    def roles(self) -> frozenset[str]:
        return frozenset(grant.role for grant in self.grants)

    @property
    def own_units(self) -> frozenset[int]:
        """Units that are the actor's own: that of the person, and those that a liaison or head stands for."""
        held = {unit for grant in self.grants if grant.role in STANDS_FOR for unit in _units_of(grant)}
        return frozenset(held | _unit_of(self.person))

    @property
    def blind_units(self) -> frozenset[int]:
        """Units as to which the actor is blind: the own ones, and those of whom he is a deputy of."""
        return self.own_units.union(*(_unit_of(g.deputy_for) for g in self.grants if g.deputy_for))

    def could(self, action: Action | str, step: str = "") -> bool:
        """Say whether any of the actor's roles has the action (or its step) at all."""
        action = ACTIONS[action] if isinstance(action, str) else action
        return any(action.fits(role, step) for role in self.roles)

    def who(self, action: Action | None = None, grant: Grant | None = None) -> Who:
        """Give the actor for the audit log, in the role that carries the action; a deputy names his principal."""
        if grant is None:
            grant = next((g for g in self.grants if action is None or action.fits(g.role)), None)
        deputy = f"（代理{grant.deputy_for}）" if grant and grant.deputy_for else ""
        return Who(self.person.pk, f"{self.person.name}{deputy}", grant.role if grant else "")


InCharge = Callable[[Actor, Subject], bool]
IsOpen = Callable[[Action, Subject], bool]
_in_charge: list[InCharge] = []
_phases: list[IsOpen] = []


def register_charge(asked: InCharge) -> None:
    """Let an app above say whether an actor's office is in charge of a subject's items."""
    _in_charge.append(asked)


def register_phase(asked: IsOpen) -> None:
    """Let an app above say whether a row of the matrix is open for a subject in its phase."""
    _phases.append(asked)


UNRELEASED = frozenset(
    {
        "read-others-unreleased", "see-totals", "compute-total", "preview-event", "enter-deduction",
        "confirm-deduction", "score-indicator", "check-score", "deliberate", "decide-answer", "examine-bonus",
        "decide-bonus",
    }
)  # fmt: skip
"""Actions in which an assessor is blind for the own unit until the result is out."""
NEVER_OWN = frozenset({"accept-rectification", "accept-answer"})
"""Actions that are never done as to the own unit."""
NOT_BY_MAKERS = frozenset({"decide-answer", "decide-appeal"})
"""Actions that even their maker may not do on what he recorded or scored himself."""


STANDS_FOR = ("LL", "FZ")
"""Roles that stand for a unit: what they make and check is their own unit's, what all may read is not narrowed."""


def may(actor: Actor, action: Action | str, thing: object, step: str = "") -> bool:
    """Say whether the actor may do this to the object, today; `step` as in `Action.fits`."""
    return carrier(actor, action, thing, step) is not None


def carrier(actor: Actor, action: Action | str, thing: object, step: str = "") -> Grant | None:
    """Give the grant by which the actor may do this, an own one before a deputy's; None where none does."""
    action = ACTIONS[action] if isinstance(action, str) else action
    subject = subject_of(thing)
    if subject.body != actor.body.pk or not all(is_open(action, subject) for is_open in _phases):
        return None
    if _is_blind(action, actor, subject):
        return None
    fits = (grant for grant in actor.grants if _allows(action, grant, actor, subject, step))
    return min(fits, key=lambda grant: grant.deputy_for_id is not None, default=None)


def demand(actor: Actor, action: Action | str, thing: object, step: str = "") -> Grant:
    """Give the grant that carries the act; raise Refused where no role has it, Hidden where the object is foreign."""
    action = ACTIONS[action] if isinstance(action, str) else action
    if not actor.could(action, step):
        raise Refused(action.code)
    grant = carrier(actor, action, thing, step)
    if grant is None:
        raise Hidden(action.code)
    return grant


def _is_blind(action: Action, actor: Actor, subject: Subject) -> bool:
    """Say whether the row is closed because the object concerns the actor's own unit."""
    blind = action.code in NEVER_OWN or (action.code in UNRELEASED and not subject.published)
    if not blind or (subject.unit is None and not subject.others):
        return False
    if "blind" not in actor.cache:
        actor.cache["blind"] = with_kin(actor.blind_units)
    found: frozenset[int] = actor.cache["blind"]  # type: ignore[assignment]
    return bool(found & {subject.unit, *subject.others})


def with_kin(units: frozenset[int]) -> frozenset[int]:
    """Give units with those that they follow and that follow them (合并、分设): the staff went along."""
    if not units:
        return units
    kin = Succession.objects.filter(Q(old__in=units) | Q(new__in=units)).values_list("old", "new")
    return units.union(*kin)


def _allows(action: Action, grant: Grant, actor: Actor, subject: Subject, step: str) -> bool:
    cell = action.cells[grant.role]
    if not action.fits(grant.role, step) or not _in_scope(grant, cell, subject):
        return False
    if cell == "O" or (grant.role in STANDS_FOR and cell in ("1", "2")):
        is_own = subject.is_container or _is_own(grant, actor, subject)
        return is_own and _is_free(action, cell, actor, subject)
    match cell:
        case "S" if subject.items:
            return any(asked(actor, subject) for asked in _in_charge) and _is_free(
                action, cell, actor, subject
            )
        case "S":
            return subject.is_container
        case "P":
            return subject.published
        case _:
            return _is_free(action, cell, actor, subject)


def _is_own(grant: Grant, actor: Actor, subject: Subject) -> bool:
    return subject.unit in _units_of(grant) or subject.person == actor.person.pk


def _is_free(action: Action, cell: str, actor: Actor, subject: Subject) -> bool:
    """Say whether no maker stands in the way: nobody checks or finally decides what he made himself."""
    checks = cell == "2" or (cell == "S" and action.checked and not action.made)
    decides = cell == "Y" and action.checked
    if not (checks or decides or action.code in NOT_BY_MAKERS):
        return True
    if checks and subject.signed and actor.body.profile == "town":
        return True
    return not subject.makers & same_persons(actor)


def same_persons(actor: Actor) -> frozenset[int]:
    """Give all who count as one person with the actor: his principals, and his and their deputies (代理), for ever."""
    if "same" not in actor.cache:
        actor.cache["same"] = _same_persons(actor.person.pk)
    found: frozenset[int] = actor.cache["same"]  # type: ignore[assignment]
    return found


def _same_persons(person: int) -> frozenset[int]:
    deputies = Grant.objects.filter(verdict__outcome=CONFIRMED, deputy_for__isnull=False)
    principals = {person, *deputies.filter(person=person).values_list("deputy_for", flat=True)}
    theirs = deputies.filter(Q(deputy_for__in=principals)).values_list("person", flat=True)
    return frozenset(principals.union(theirs))


def _in_scope(grant: Grant, cell: str, subject: Subject) -> bool:
    """Say whether the grant's scope holds the subject; what the subject does not hang on does not narrow."""
    scope: dict[str, list[object]] = grant.scope
    units = {subject.unit, *subject.others} - {None}
    if cell != "O" and grant.role not in STANDS_FOR and "unit" in scope and not units <= set(scope["unit"]):
        return False
    if subject.category and "category" in scope and subject.category not in scope["category"]:
        return False
    if not subject.items or not ("rule" in scope or "indicator" in scope):
        return True
    rules, indicators = scope.get("rule", ()), scope.get("indicator", ())
    return all(i in rules or any(_below(i, str(top)) for top in indicators) for i in subject.items)


def _below(item: str, top: str) -> bool:
    return item == top or item.startswith(f"{top}.")


def _units_of(grant: Grant) -> frozenset[int]:
    """Give the units that a grant of an own unit is for: those of its scope, else its person's."""
    return frozenset(grant.scope["unit"]) if "unit" in grant.scope else _unit_of(grant.person)


def _unit_of(person: Person) -> frozenset[int]:
    return frozenset({person.unit_id}) if person.unit_id else frozenset()


def exclusive(roles: Iterable[str]) -> bool:
    """Say whether roles may be held together: each of the three administrators excludes every other role."""
    held = set(roles)
    return len(held) <= 1 or not held & set(ADMINISTRATORS)
