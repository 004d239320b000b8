"""What an object hangs on: all that the permission function needs to know of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol, runtime_checkable

from kaoping.web.core.models import Body


@dataclass(frozen=True)
class Subject:
    """What `may` needs to know of an object. None or "": it does not hang on such a thing.

    unit: id of the unit in the registry; others: further units that it concerns; items: rules or indicators
    concerned; makers: persons who made it, or who gain by it; person: whose own it is; year: id of the year;
    released: the unit's own figures are shown to it; signed: in a town, a signed sheet stands for the second person.
    An object of the platform names its unit, items or makers; only a container (body, year) names none of them.
    """

    body: int
    unit: int | None = None
    others: frozenset[int] = frozenset()
    category: str = ""
    items: tuple[str, ...] = ()
    year: int | None = None
    makers: frozenset[int] = frozenset()
    person: int | None = None
    published: bool = False
    released: bool = False
    signed: bool = False

    @property
    def is_container(self) -> bool:
        """Say whether this holds other things and is nobody's own: a body, a year."""
        return self.unit is None and self.person is None and not (self.items or self.makers or self.others)


@runtime_checkable
class HasSubject(Protocol):
    """An object that says what it hangs on."""

    def subject(self) -> Subject: ...


def subject_of(thing: object) -> Subject:
    """Give the subject of an object; a body stands for itself."""
    if isinstance(thing, Subject):
        return thing
    if isinstance(thing, Body):
        return Subject(thing.pk)
    if isinstance(thing, HasSubject):
        return thing.subject()
    raise TypeError(f"{type(thing).__name__} does not say what it hangs on")
