"""The platform scores what the engine scores: every worked case, through the database and back."""

from __future__ import annotations

import pytest

from kaoping.rules import score
from kaoping.schemes import builtin, find
from kaoping.tables.opening import open_case
from kaoping.web.results import trial
from tests.web.results.cases import case_facts, file_facts, year_of_case
from tests.web.worlds import city

pytestmark = pytest.mark.django_db

CASES = [(scheme, case.name) for scheme in builtin() for case in find(scheme).cases]


@pytest.mark.parametrize(("scheme", "case"), CASES, ids=lambda value: str(value))
def test_a_worked_case_filed_in_the_database_gives_the_same_result(scheme: str, case: str) -> None:
    here = city()
    year = year_of_case(here.body, here["po1"], here["po2"], scheme, case)
    found = next(one for one in find(scheme).cases if one.name == case)
    opened, facts = open_case(find(scheme), found.facts)
    for day in found.expected:
        result = trial.result_of(year, day)
        expected = score(opened, facts, day)
        assert result.standings == expected.standings
        assert sorted(result.lines) == sorted(expected.lines)
        assert result.consequences == expected.consequences


def test_a_result_is_kept_until_a_filing_is_confirmed_then_made_anew() -> None:
    here = city()
    year = year_of_case(here.body, here["po1"], here["po2"])
    first = trial.result_of(year)
    assert trial.result_of(year) is first
    facts = case_facts("zhangzhou", "shared-1")
    event = replace_event(facts.events[0], "X001")
    file_facts(year, "events", [event], here["po1"], None)
    assert trial.result_of(year) is first
    file_facts(year, "events", [event._replace(id="X002")], here["po1"], here["po2"])
    assert trial.result_of(year) is not first


def replace_event(event, code):
    return event._replace(id=code, matter="")


def test_no_more_results_are_kept_than_are_allowed() -> None:
    kept: trial.Kept[int] = trial.Kept(2)
    for key in "abc":
        kept.get(key, lambda key=key: ord(key))
    made = []
    kept.get("c", lambda: made.append("c") or 0)
    kept.get("a", lambda: made.append("a") or 0)
    assert made == ["a"]
