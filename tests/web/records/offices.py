"""A city with a year under the zhangzhou scheme, and what an office does in it: for the tests of records."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from kaoping.rules import load
from kaoping.rules.facts.inputs import Input
from kaoping.rules.facts.rows import Event, Unit
from kaoping.schemes.package import find
from kaoping.web.people.models import Person
from kaoping.web.records.actions import Paper, confirm, file_rows
from kaoping.web.records.models import Filing
from kaoping.web.years.models import Charge, Year
from kaoping.web.years.packages import scheme_of
from tests.web.records.years import open_year, plain_facts
from tests.web.worlds import World, actor_of, city, grant

RULE = "conduct.violations.accountability"
"""效能责任追究: levels, may be exempt."""
POINTED = "conduct.inspection"
"""效能督查发现问题: points within bounds."""
SHARED = "distinction.standing.honour"
"""荣誉: level, lead and joint units."""


def office(slug: str = "haiyu", scheme: str = "zhangzhou") -> World:
    """Make a city whose year 2025 runs under a scheme: here["year"]; the supplier ZX is in charge of RULE."""
    here = city(slug)
    package = find(scheme)
    categories = [c for c in load(package.text, package.file).categories.values() if not c.observer]
    units = [
        Unit(code, here[code].name, categories[n % len(categories)].id)
        for n, code in enumerate(("A01", "A02", "A03", "B01", "B02"))
    ]
    here["year"] = open_year(here.body, package, plain_facts(units), here["po1"])
    grant(here["zx"], "ZX", scope={"rule": [RULE]})
    return here


def event(rule: str = RULE, unit: str = "A02", **more: Any) -> Event:
    """Give an event that the scheme takes."""
    told: dict[str, Any] = {"level": "warning"} if rule == RULE and "level" not in more else {}
    return Event("", unit, rule, date(2025, 5, 8), **{**told, **more})


def filed(here: World, *rows: Event, by: str = "po1", **paper: Any) -> Filing:
    """File events as a person; the paper has a document."""
    return file_rows(
        actor_of(here[by]),
        here["year"],
        "events",
        rows or (event(),),
        Paper(document="海效〔2025〕7号", **paper),
    )


def confirmed(here: World, *rows: Event, by: str = "po2", **paper: Any) -> Filing:
    """File events and let another person confirm them."""
    made = filed(here, *rows, **paper)
    confirm(actor_of(here[by]), made)
    return Filing.objects.get(pk=made.pk)


def event_rules(year: Year) -> list[Input]:
    """Give the rules over events of a year."""
    return [asked for (table, _), asked in scheme_of(year).inputs.items() if table == "events"]


def page(here: World, rest: str) -> str:
    """Give an address below the year."""
    return f"/{here.body.slug}/{here['year'].slug}/{rest}"


def sent(here: World, unit: str = "A02", rule: str = RULE, **more: Any) -> dict[str, Any]:
    """Give what the form of an event sends."""
    told = {"key": "6f0d4a52-6f2c-4b5e-9d4b-6f9be1e0c001", "unit": unit, "item": rule, "date": "2025-05-08", "count": "1",
            "document": "海效〔2025〕7号", "document_day": "2025-05-20", "note": "逾期未办结。", "act": "file"}  # fmt: skip
    if rule == RULE:
        told["level"] = "warning"
    return {**told, **more}


def charge(here: World, name: str, unit: str) -> None:
    """Name the office of the registry that a supplier is."""
    Charge.objects.create(year=here["year"], name=name, unit=here[unit])


def people(here: World) -> Mapping[str, Person]:
    """Give the persons by key."""
    return {key: one for key, one in here.items() if isinstance(one, Person)}


def codes(filing: Filing) -> Sequence[str]:
    """Give the numbers of a filing's events."""
    return list(filing.events.order_by("id").values_list("code", flat=True))
