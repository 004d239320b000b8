"""Tasks (待办): made and finished inside the transactions of acts; the home page shows those of the actor's roles."""

from __future__ import annotations

from datetime import date

from kaoping.web.core import clock
from kaoping.web.core.models import Body, Task


def ask(
    body: Body, key: str, role: str, title: str, url: str, *, unit: int | None = None, due: date | None = None,
    detail: str = "", year: str = "",
) -> Task:  # fmt: skip
    """Put a task on the list of a role (and unit), unless it is there already."""
    task, _ = Task.objects.get_or_create(
        body=body, key=key, role=role, done_at=None,
        defaults={"title": title, "url": url, "unit": unit, "due": due, "detail": detail,
                  "year": year, "made_at": clock.now()},
    )  # fmt: skip
    return task


def done(body: Body, key: str) -> None:
    """Finish the open tasks of a key."""
    Task.objects.filter(body=body, key=key, done_at=None).update(done_at=clock.now())
