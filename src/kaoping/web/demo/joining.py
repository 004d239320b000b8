"""How a person of the demo joins: SA proposes the account, SM checks it and proposes the roles, PO confirms them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from kaoping.web.core import clock
from kaoping.web.core.proposals import CONFIRMED
from kaoping.web.demo.cast import ADMINISTRATORS, Part
from kaoping.web.demo.diary import Diary, Later
from kaoping.web.demo.names import CITY, COUNTY
from kaoping.web.demo.world import World
from kaoping.web.people.actions.accounts import NewPerson, decide_account, propose_account
from kaoping.web.people.actions.grants import Terms, decide_grant, propose_grant
from kaoping.web.people.models import AccountRequest, Grant
from kaoping.web.people.permissions import Actor

END = date(2026, 12, 31)
"""Until when roles are given."""


def terms(role: str, reason: str, scope: dict[str, list[object]] | None = None) -> Terms:
    """Give the terms of a role from today on."""
    return Terms(role, clock.today(), END, scope or {}, reason)


@dataclass(frozen=True)
class Joining:
    """A person who joins a body."""

    world: World
    diary: Diary
    slug: str
    part: Part

    def note(self, day: date, hours: tuple[int, int, int, int] = (9, 10, 14, 15)) -> None:
        """Note the four acts on one day; a role more is two acts more."""
        account = self.diary.note(day, self._ask_for_account, hours[0])
        self.diary.note(
            day, lambda: decide_account(self._administrator("sm"), account.found, CONFIRMED), hours[1]
        )
        for role in self.part.roles:
            grant = self.diary.note(day, self._proposing(role, account), hours[2])
            self.diary.note(day, self._deciding(grant), hours[3])

    def _administrator(self, key: str) -> Actor:
        """Give an administrator of the body: its own, or its host's."""
        home = self.slug if self.slug in ADMINISTRATORS else COUNTY
        return self.world.actor(home, key, self.slug)

    def _ask_for_account(self) -> AccountRequest:
        unit = self.world.units.get((self.slug, self.part.unit))
        person = NewPerson(self.part.name, unit, self.part.post, unit.phone if unit else "")
        return propose_account(self._administrator("sa"), person, self.part.login)

    def _proposing(self, role: str, account: Later[AccountRequest]) -> Callable[[], Grant]:
        def propose() -> Grant:
            person = self.world.persons[self.slug, self.part.key] = account.found.person
            return propose_grant(
                self._administrator("sm"), person, terms(role, "岗位分工", self._scope(role))
            )

        return propose

    def _scope(self, role: str) -> dict[str, list[object]]:
        if self.part.categories:
            return {"category": list(self.part.categories)}
        own = role in ("LL", "FZ")
        return {"unit": [self.world.units[self.slug, self.part.unit].pk]} if own else {}

    def _deciding(self, grant: Later[Grant]) -> Callable[[], None]:
        checker = "director" if self.slug == CITY else "leader"
        return lambda: decide_grant(self.world.actor(self.slug, checker), grant.found, CONFIRMED)
