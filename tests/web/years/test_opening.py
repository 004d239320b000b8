"""Opening a year by program: every built-in package, through the acts of two persons."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from kaoping.rules import load
from kaoping.rules.facts.rows import Unit as Taking
from kaoping.schemes import builtin, find
from kaoping.web.core.audit import verify
from kaoping.web.core.models import Entry
from kaoping.web.people.models import Unit
from kaoping.web.years.models import Participant
from kaoping.web.years.opening import open_year
from tests.web.worlds import actor_of, city

pytestmark = pytest.mark.django_db


def holes_for(scheme: str) -> dict[str, str]:
    file = find(scheme).folder / "cases" / "shared-1" / "facts" / "holes.csv"
    return {row["hole"]: row["value"] for row in _rows(file)} if file.exists() else {}


def _rows(file: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(file.read_text(encoding="utf-8").splitlines()))


@pytest.mark.parametrize("scheme", builtin())
def test_every_built_in_package_can_be_opened(scheme: str) -> None:
    here = city()
    package = find(scheme)
    categories = list(load(package.text, package.file).categories)
    units = Unit.objects.filter(body=here.body)
    taking = [Taking(u.code, u.name, categories[n % len(categories)]) for n, u in enumerate(units)]

    year = open_year(
        here.body, "2026", "2026 年度", scheme, 2026, taking, holes_for(scheme),
        actor_of(here["po1"]), actor_of(here["lx"]),
    )  # fmt: skip

    assert year.opened_on is not None
    assert year.phase_kind == "planning"
    assert Participant.objects.filter(year=year).count() == len(taking)
    assert not verify()
    assert {e.act for e in Entry.objects.filter(body=here.body)} >= {
        "propose-year",
        "open-year",
        "name-charge",
    }
