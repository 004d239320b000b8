"""One database: make the world, measure, and write the figures as JSON: `python -m benchmarks.platform_run FILE`.

Settings come from the environment, as for the platform itself; the database must be new.
"""

from __future__ import annotations

import json
import signal
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import django

django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402

from benchmarks.platform_pages import (  # noqa: E402
    DEDUCTION,
    PAGES,
    Page,
    is_there,
    preview_of,
    queries_of,
    request_of,
)
from benchmarks.platform_server import server, times_of, times_of_many  # noqa: E402
from benchmarks.platform_world import FEW, FULL, QUARTER, City, make_city  # noqa: E402
from kaoping.rules import score  # noqa: E402
from kaoping.rules.facts.rows import Event  # noqa: E402
from kaoping.web.core import audit  # noqa: E402
from kaoping.web.records.actions import Paper, confirm, file_rows  # noqa: E402
from kaoping.web.records.facts import facts_of  # noqa: E402
from kaoping.web.results.preview import HERE, Seen, preview  # noqa: E402
from kaoping.web.results.trial import forget, trial_of  # noqa: E402
from kaoping.web.years.models import Year  # noqa: E402
from kaoping.web.years.packages import scheme_of  # noqa: E402

PREVIEWS, ONE, CLIENTS, EACH = 200, 40, 8, 6
"""Previews in process; requests of one reader; readers at a time, and requests of each."""
Measured = dict[str, Any]


def main() -> None:
    """Make three cities in one database, measure the largest, and compare queries with the smaller ones."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit("told to end"))
    target = Path(sys.argv[1])
    call_command("migrate", verbosity=0)
    started = time.perf_counter()
    cities = [make_city(slug, size) for slug, size in (("city", FULL), ("quarter", QUARTER), ("few", FEW))]
    found: Measured = {"world": {"p50": (time.perf_counter() - started) * 1000}}
    if connection.vendor == "postgresql":
        connection.cursor().execute("ANALYZE")
    found |= dict(_in_process(cities[0]))
    found["queries"] = {page.words: _queries(page, cities) for page in PAGES}
    with server(target.with_suffix(".log")) as port:
        found["preview as a request"] = _asked(port, lambda: preview_of(cities[0]))
        found["pages"] = {page.words: _page(port, page, cities[0]) for page in PAGES}
    target.write_text(json.dumps(found, ensure_ascii=False, indent=1), encoding="utf-8")


def _in_process(city: City) -> Iterator[tuple[str, Measured]]:
    """Measure what needs no server."""
    year, facts, scheme = city.year, facts_of(city.year), scheme_of(city.year)
    yield "verify", {**spread([timed(_verify)]), "entries": sum(head.length for head in audit.heads())}
    yield "facts", spread([timed(lambda: facts_of(year)) for _ in range(9)])
    yield "score", spread([timed(lambda: score(scheme, facts)) for _ in range(9)])
    yield "cold", spread([timed(partial(_cold, year)) for _ in range(9)])
    yield "warm", spread([timed(lambda: trial_of(year)) for _ in range(50)])
    everybody = Seen(units=frozenset(unit.code for unit in city.units))
    yield "preview, own leaf", spread(list(_previews(city, Seen())))
    yield "preview, with totals", spread(list(_previews(city, everybody)))
    yield "filing", spread(list(_filings(city)))


def _verify() -> None:
    if faults := audit.verify():
        raise RuntimeError(str(faults[:3]))


def _cold(year: Year) -> None:
    forget()
    trial_of(year)


def _previews(city: City, seen: Seen) -> Iterator[float]:
    """Preview an event of one unit after the other."""
    for n in range(PREVIEWS):
        yield timed(partial(preview, city.year, [_event(city, n)], seen=seen))


def _event(city: City, n: int) -> Event:
    """Give an event of one of a hundred units."""
    unit, day = city.units[n % 100], city.year.first_day.replace(month=6)
    return Event(HERE, unit.code, DEDUCTION, day, level="redone", note="转办投诉件退回重办")


def _filings(city: City, times: int = 20) -> Iterator[float]:
    """File an event and confirm it, by the acts."""
    maker, checker = city.actor("PO", 3), city.actor("PO", 4)

    def act(event: Event) -> None:
        confirm(checker, file_rows(maker, city.year, "events", [event], Paper("海效投〔2025〕9号")))

    for n in range(times):
        yield timed(partial(act, _event(city, n)._replace(id="")))


def _queries(page: Page, cities: list[City]) -> Measured:
    """Count a page's queries in each city."""
    if not is_there(page, cities[0]):
        return {"missing": "no such route"}
    try:
        return {"counts": [len(queries_of(page, city)) for city in cities]}
    except Exception as error:  # whatever a page may raise is told in its row
        return {"missing": f"{type(error).__name__}: {error}"[:200]}


def _page(port: int, page: Page, city: City) -> Measured:
    if not is_there(page, city):
        return {"missing": "no such route"}
    return _asked(port, lambda: request_of(page, city))


def _asked(port: int, made: Callable[[], Any]) -> Measured:
    """Measure a request: by one reader, and by several at a time, after a round that warms both workers."""
    try:
        asked = made()
        times_of_many(port, asked, CLIENTS, 2)
        one = times_of(port, asked, ONE)
        return {"one": spread(one), "many": spread(times_of_many(port, asked, CLIENTS, EACH))}
    except Exception as error:
        return {"missing": f"{type(error).__name__}: {error}"[:200]}


def timed(act: Callable[[], object]) -> float:
    """Give the milliseconds that something takes."""
    started = time.perf_counter()
    act()
    return (time.perf_counter() - started) * 1000


def spread(times: list[float]) -> Measured:
    """Give median and 95th percentile."""
    if len(times) < 2:
        return {"p50": times[0], "p95": times[0]}
    return {"p50": statistics.median(times), "p95": statistics.quantiles(times, n=20, method="inclusive")[18]}


if __name__ == "__main__":
    main()
