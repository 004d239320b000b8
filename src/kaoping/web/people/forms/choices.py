"""What there is to choose from (可选项): units that are open, roles that a grant may give."""

from __future__ import annotations

from typing import Any

from kaoping.web.core import clock
from kaoping.web.core.models import Body
from kaoping.web.people import queries
from kaoping.web.people.matrix import ADMINISTRATORS, ROLES

GRANTABLE = tuple((role, words) for role, words in ROLES.items() if role not in (*ADMINISTRATORS, "GZ", "XT"))


def open_units(body: Body) -> Any:
    """Give the units of a body that are not closed, in pinyin order."""
    return queries.units_of(body, clock.today()).filter(closed_on=None)
