"""Eight clients confirm the same filing at once: `python -m tests.faults.races [--rounds 2000] [--clients 8]`.

One of them is the filing's maker. In every round exactly one of the others wins, the rest are told by whom, the
maker is refused; each filing has one verdict and one entry in the log, and the chain verifies.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import os
import sys
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from multiprocessing.synchronize import Barrier
from typing import Any

import django

from tests.web.servers import fresh_database

FORK = multiprocessing.get_context("fork")
WON, TOLD, REFUSED = "won", "told", "refused"


@dataclass(frozen=True)
class Report:
    """What came of it: rounds by their number of winners, and how each client fared."""

    rounds: int
    winners: dict[int, int]
    outcomes: dict[str, int]
    maker: dict[str, int]
    verdicts: int
    entries: int
    faults: list[str]

    @property
    def sound(self) -> bool:
        told = self.winners == {1: self.rounds} and set(self.outcomes) <= {WON, TOLD, REFUSED}
        counted = self.verdicts == self.entries == self.rounds and self.maker == {REFUSED: self.rounds}
        return told and counted and not self.faults


def race(clients: int, rounds: int) -> Report:
    """Do the races on a database of its own, and give what came of them; for a process that does nothing else.

    Django is set up here and never asked for a connection: the clients are forked from this process.
    """
    with fresh_database() as environment:
        os.environ.update(environment)
        django.setup()
        persons, filings = apart(_prepare, clients, rounds)
        barrier = FORK.Barrier(clients, timeout=300)
        told = together([(_run, (index, pk, filings, barrier)) for index, pk in enumerate(persons)])
        held = apart(_hold)
    return _report(rounds, [told[index] for index in range(clients)], held)


def apart(work: Callable[..., Any], *arguments: Any) -> Any:
    """Let a process of its own do something, and give what it gives."""
    return together([(lambda: (0, work(*arguments)), ())])[0]


def together(works: Sequence[tuple[Callable[..., tuple[int, Any]], tuple[Any, ...]]]) -> dict[int, Any]:
    """Let each process do its work, at once; give what each gives by its index."""
    results = FORK.SimpleQueue()
    runners = [
        FORK.Process(target=lambda w=work, a=arguments: results.put(w(*a))) for work, arguments in works
    ]
    for runner in runners:
        runner.start()
    found = dict(results.get() for _ in runners)
    for runner in runners:
        runner.join()
    return found


def _prepare(clients: int, rounds: int) -> tuple[list[int], list[int]]:
    """Write the world and a filing for each round; give the person of each client, the maker first, and the filings."""
    from kaoping.web.records.actions import file_rows
    from tests.faults.world import CHECKERS, build, events
    from tests.web.worlds import actor_of

    here, found = build(), events()
    maker = actor_of(here["po1"])
    filings = [file_rows(maker, here["year"], "events", [found[n % len(found)]]).pk for n in range(rounds)]
    keys = ["po1", *(CHECKERS[n % len(CHECKERS)] for n in range(clients - 1))]
    return [here[key].pk for key in keys], filings


def _run(index: int, pk: int, filings: list[int], barrier: Barrier) -> tuple[int, list[str]]:
    """Be a client: in each round, wait for the others, then confirm."""
    from kaoping.web.people.models import Person

    person = Person.objects.select_related("body").get(pk=pk)
    outcomes = []
    for filing in filings:
        barrier.wait()
        outcomes.append(_confirm(person, filing))
    return index, outcomes


def _confirm(person: Any, pk: int) -> str:
    """Confirm as a request does: everything is looked up anew."""
    from kaoping.web.people.permissions import Hidden, Refused
    from kaoping.web.records.actions import Conflict, confirm
    from kaoping.web.records.models import Filing
    from tests.web.worlds import actor_of

    try:
        confirm(actor_of(person), Filing.objects.select_related("year__body").get(pk=pk))
    except Conflict as conflict:
        return TOLD if "确认了" in str(conflict) else f"told: {conflict}"
    except (Hidden, Refused):
        return REFUSED
    except Exception as error:
        return f"{type(error).__name__}: {error}"[:200]
    return WON


def _hold() -> tuple[int, int, list[str]]:
    """Count verdicts and entries, and verify the chain."""
    from kaoping.web.core import audit
    from kaoping.web.core.models import Entry
    from kaoping.web.records.models import FilingVerdict

    entries = Entry.objects.filter(act="confirm-deduction").values("object").distinct().count()
    doubled = Entry.objects.filter(act="confirm-deduction").count() - entries
    faults = [fault.what for fault in audit.verify()] + [f"{doubled} entries twice"] * bool(doubled)
    return FilingVerdict.objects.count(), entries, faults


def _report(rounds: int, told: list[list[str]], held: tuple[int, int, list[str]]) -> Report:
    winners = Counter(sum(outcome == WON for outcome in together) for together in zip(*told, strict=True))
    outcomes = Counter(outcome for client in told for outcome in client)
    return Report(rounds, dict(winners), dict(outcomes), dict(Counter(told[0])), *held)


def main() -> None:
    """Run, print the report, fail unless all is sound."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--clients", type=int, default=8)
    parser.add_argument("--rounds", type=int, default=2000)
    told = parser.parse_args()
    started = time.monotonic()
    report = race(told.clients, told.rounds)
    engine = (
        "PostgreSQL" if os.environ.get("KAOPING_TEST_DATABASE", "").startswith("postgresql") else "SQLite"
    )
    print(
        json.dumps(
            {
                "engine": engine,
                "clients": told.clients,
                "seconds": round(time.monotonic() - started),
                **asdict(report),
            },
            ensure_ascii=False,
            indent=1,
        )
    )
    sys.exit(not report.sound)


if __name__ == "__main__":
    main()
