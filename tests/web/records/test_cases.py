"""The worked cases of all packages, taken through the platform: equal facts, equal result, the same bytes out."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from kaoping.rules import score
from kaoping.schemes import Package, WorkedCase
from kaoping.schemes.package import builtin, find
from kaoping.tables.casefiles import differences
from kaoping.tables.opening import open_case
from kaoping.web.people.models import Person
from kaoping.web.people.permissions import Actor
from kaoping.web.records.actions import Conflict, Paper, confirm, correct, file_rows
from kaoping.web.records.export import export_facts
from kaoping.web.records.facts import facts_of, rows_of
from kaoping.web.records.loading import load_facts
from kaoping.web.records.models import Filing
from kaoping.web.records.rows import TABLES
from kaoping.web.years.models import Participant, Year
from kaoping.web.years.packages import scheme_of
from tests.web.records.years import open_year
from tests.web.worlds import actor_of, body, grant, person

pytestmark = pytest.mark.django_db
PACKAGES = {name: find(name) for name in builtin()}
CASES = [
    pytest.param(package, case, id=f"{name}-{case.name}")
    for name, package in PACKAGES.items()
    for case in package.cases
]


def _staff() -> tuple[Actor, Actor]:
    """Give a maker and a checker, who also decides as a member of the meeting."""
    of = body()
    maker, checker = person(of, "周启明"), person(of, "蒋文博")
    grant(maker, "PO")
    grant(checker, "PO")
    grant(checker, "LX")
    return actor_of(maker), actor_of(checker)


def _loaded(package: Package, case: WorkedCase) -> tuple[Year, list[Filing]]:
    maker, checker = _staff()
    _, facts = open_case(package, case.facts)
    year = open_year(maker.body, package, facts, maker.person)
    return year, load_facts(maker, checker, year, case.facts)


def _bytes(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


@pytest.mark.parametrize(("package", "case"), CASES)
def test_a_case_comes_through_the_platform_unchanged(
    package: Package, case: WorkedCase, tmp_path: Path
) -> None:
    year, filings = _loaded(package, case)
    scheme, facts = open_case(package, case.facts)
    found = facts_of(year)
    assert found == facts
    for as_of, expected in case.expected.items():
        result = score(scheme_of(year), found, as_of)
        assert list(differences(result, expected)) == []
        assert result == score(scheme, facts, as_of)
    export_facts(year, tmp_path / "facts")
    assert _bytes(tmp_path / "facts") == _bytes(case.facts)
    assert len({filing.table for filing in filings}) == len(filings)


def test_every_package_has_cases() -> None:
    assert len(PACKAGES) == 8 and all(package.cases for package in PACKAGES.values())


def test_what_is_entered_and_corrected_later_joins_a_loaded_table(tmp_path: Path) -> None:
    package = PACKAGES["zhangzhou"]
    case = next(case for case in package.cases if case.name == "shared-1")
    year, filings = _loaded(package, case)
    maker, checker = (actor_of(p) for p in Person.objects.order_by("id"))
    loaded = next(filing for filing in filings if filing.table == "events")
    rows = rows_of(loaded)
    changed = [rows[0]._replace(note="更正"), *rows[1:]]
    confirm(checker, correct(maker, loaded, changed, Paper()))
    added = rows[1]._replace(id="")
    confirm(checker, file_rows(maker, year, "events", [added]))
    export_facts(year, tmp_path / "facts")
    was, now = (_lines(folder / "events.csv") for folder in (case.facts, tmp_path / "facts"))
    assert now[0] == was[0] and now[2 : len(was)] == was[2:]
    assert "更正" in now[1] and len(now) == len(was) + 1
    assert open_case(package, tmp_path / "facts")[1] == facts_of(year)


def _lines(path: Path) -> list[str]:
    return path.read_text(encoding="utf-8").splitlines()


def test_facts_of_another_year_are_not_loaded() -> None:
    package = PACKAGES["xingan"]
    maker, checker = _staff()
    first, other = package.cases[:2]
    year = open_year(maker.body, package, open_case(package, first.facts)[1], maker.person)
    with pytest.raises(Conflict, match="不一致"):
        load_facts(maker, checker, year, other.facts)
    assert not Filing.objects.exists()


def test_facts_leave_the_database_in_one_query_a_table() -> None:
    package = PACKAGES["zhangzhou"]
    year, _ = _loaded(package, package.cases[0])
    with CaptureQueriesContext(connection) as asked:
        facts = facts_of(year)
    assert len(facts.events) > 10
    read = [found[1] for one in asked if (found := re.search(r'FROM "(\w+)"', one["sql"]))]
    tables = [Participant._meta.db_table, *(table.model._meta.db_table for table in TABLES)]
    assert sorted(name for name in read if name in tables) == sorted(tables)
    assert len(read) == len(tables) + 1  # and the holes that the year has filled
