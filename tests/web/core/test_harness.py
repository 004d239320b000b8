"""The test harness itself: a world, its persons, their clients."""

from __future__ import annotations

import pytest

from kaoping.web.people.matrix import ROLES
from tests.web.worlds import actor_of, city, client_of

pytestmark = pytest.mark.django_db


def test_a_city_has_a_person_in_force_for_each_role() -> None:
    here = city()
    held = {
        role
        for key in here
        if hasattr(here[key], "grants") and key != "body"
        for role in actor_of(here[key]).roles
    }
    assert held == set(ROLES) - {"GZ", "XT"}


def test_a_client_asks_as_its_person() -> None:
    here = city()
    assert client_of(here["po1"]).get("/haiyu/").status_code == 200


def test_two_cities_stand_side_by_side() -> None:
    city()
    there = city("dongshan", "东山市")
    assert client_of(there["po1"]).get("/haiyu/").status_code == 404
