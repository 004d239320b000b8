"""Processes append to one new audit chain at once: `python -m tests.faults.appends [--clients 4] [--entries 25]`."""

from __future__ import annotations

import argparse
import json
import os
import sys
from multiprocessing.synchronize import Barrier

import django

from tests.faults.races import FORK, apart, together
from tests.web.servers import fresh_database


def append_at_once(clients: int, entries: int) -> dict[str, object]:
    """Do it on a database of its own: not even the head of the chain is there before they begin."""
    with fresh_database() as environment:
        os.environ.update(environment)
        django.setup()
        body, barrier = apart(_body), FORK.Barrier(clients, timeout=300)
        told = together([(_append, (index, body, entries, barrier)) for index in range(clients)])
        return {**apart(_hold), "errors": [words for found in told.values() for words in found]}


def _body() -> int:
    from kaoping.web.core.models import Body

    return Body.objects.create(slug="haiyu", name="海屿市", kind="city").pk


def _append(index: int, pk: int, entries: int, barrier: Barrier) -> tuple[int, list[str]]:
    """Append entries, each in a transaction; give the errors."""
    from django.db import Error, transaction

    from kaoping.web.core import audit
    from kaoping.web.core.models import Body

    body, errors = Body.objects.get(pk=pk), []
    barrier.wait()
    for number in range(entries):
        try:
            with transaction.atomic():
                audit.write(body, audit.SYSTEM, "tick", f"clock:{index}-{number}")
        except Error as error:
            errors.append(f"{type(error).__name__}: {error}"[:200])
    return index, errors


def _hold() -> dict[str, object]:
    from kaoping.web.core import audit

    return {"lengths": [h.length for h in audit.heads()], "faults": [f.what for f in audit.verify()]}


def main() -> None:
    """Run, print what came of it, fail unless every entry is there and the chain verifies."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--clients", type=int, default=4)
    parser.add_argument("--entries", type=int, default=25)
    told = parser.parse_args()
    found = append_at_once(told.clients, told.entries)
    print(json.dumps(found, ensure_ascii=False, indent=1))
    sys.exit(found != {"lengths": [told.clients * told.entries], "faults": [], "errors": []})


if __name__ == "__main__":
    main()
