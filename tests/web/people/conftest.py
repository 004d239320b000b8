"""What the tests of people share: a city, and a county that hosts a town."""

from __future__ import annotations

import pytest

from tests.web import worlds
from tests.web.worlds import World


@pytest.fixture
def here(db: None) -> World:
    """Give a city with units and a person for each role."""
    return worlds.city()
