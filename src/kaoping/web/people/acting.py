"""An act (行为): permission, write and audit entry in one transaction."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from django.db.models import Model

from kaoping.web.core import audit
from kaoping.web.core.models import Entry
from kaoping.web.people.matrix import ACTIONS, Action
from kaoping.web.people.models import Grant
from kaoping.web.people.permissions import Actor, demand


@dataclass
class Log:
    """The audit log, as an act sees it: call it once or more with what was changed."""

    actor: Actor
    action: Action
    grant: Grant | None = None
    written: list[Entry] = field(default_factory=list)

    def __call__(
        self, thing: Model, label: str = "", *, before: Any = None, after: Any = None, reason: str = ""
    ) -> Entry:
        """Write an entry about an object. `before` and `after` are what JSON can say."""
        name = f"{thing._meta.label_lower}:{thing.pk}"
        entry = audit.write(
            self.actor.body, self.actor.who(self.action, self.grant), self.action.code, name,
            label=label or str(thing), before=before, after=after, reason=reason,
        )  # fmt: skip
        self.written.append(entry)
        return entry


@contextmanager
def acting(actor: Actor, action: str, thing: object, step: str = "") -> Iterator[Log]:
    """Do an act: open the transaction, ask `may`, give the log; an act that logs nothing is undone.

    `step`: "1" for the maker's part of a row, "2" for the checker's, "Y" for the final decision.
    Raises: Refused, Hidden; RuntimeError for an act without an audit entry (a mistake of ours).
    """
    with transaction.atomic():
        log = Log(actor, ACTIONS[action], demand(actor, action, thing, step))
        yield log
        if not log.written:
            raise RuntimeError(f"{action} wrote no audit entry")
