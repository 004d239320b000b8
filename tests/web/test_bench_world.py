"""The world of the benchmarks is one that the platform itself could have made: its chain verifies, its years score."""

from __future__ import annotations

import pytest

from benchmarks.platform_pages import PAGES, is_there, preview_of, queries_of
from benchmarks.platform_world import City, Size, make_city
from kaoping.web.core import audit
from kaoping.web.core.models import Entry
from kaoping.web.people.models import Account
from kaoping.web.records.models import Event, Filing
from kaoping.web.results import trial
from tests.web.worlds import client_of

pytestmark = pytest.mark.django_db
TINY = Size(units=4, accounts=60, events=2, waiting=1, years=(2024, 2025))


@pytest.fixture
def tiny() -> City:
    trial.forget()
    return make_city("tiny", TINY)


def test_the_world_verifies_and_every_unit_is_scored_whole(tiny: City) -> None:
    named = Entry.objects.filter(body=tiny.body, object__startswith="records.filing:").values_list(
        "object", flat=True
    )

    assert not audit.verify()
    assert {name.rpartition(":")[2] for name in named} == {
        str(pk) for pk in Filing.objects.values_list("pk", flat=True)
    }
    assert Account.objects.count() == TINY.accounts
    assert [y.phase_kind for _, y in sorted(tiny.years.items())] == ["rectifying", "collecting"]
    for year in tiny.years.values():
        result = trial.trial_of(year).result
        assert len(result.standings) == TINY.units
        assert all(standing.complete and standing.rank for standing in result.standings)
    assert (
        Event.objects.filter(year=tiny.year, filing__verdict__isnull=False).count()
        == TINY.units * TINY.events
    )
    assert [f.pk for f in Filing.objects.filter(verdict__isnull=True)] == [f.pk for f in tiny.waiting]


def test_the_same_seed_gives_the_same_world(tiny: City) -> None:
    again = make_city("again", TINY)
    first, second = (
        list(
            Event.objects.filter(year__body=city.body)
            .order_by("id")
            .values_list("code", "item", "date", "note")
        )
        for city in (tiny, again)
    )
    assert first == second


def test_every_page_that_is_measured_is_there_and_answers_as_does_the_preview(tiny: City) -> None:
    assert [page.words for page in PAGES if not is_there(page, tiny)] == []
    assert [page.words for page in PAGES if not queries_of(page, tiny)] == []

    asked = preview_of(tiny)
    client = client_of(tiny.staff["PO"][0])
    answer = client.post(asked.address, asked.body, content_type=asked.headers["Content-Type"])
    assert answer.status_code == 200
    assert "5.00" in answer.content.decode()
