"""What constructs look at (所看的), as conditions, formulas and numbers say it when a scheme is loaded."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple


class Look(NamedTuple):
    """Something that a construct looks at (所看的): kind is score, value, event, total, grade, vetoed, points,
    sharers or units.

    `name` is the item's id, for events an id or a pattern such as `a.*`; `others` says that it is looked up for
    other units of a group too. Who the units of a group are is a look of its own: `units`.
    """

    kind: str
    name: str = ""
    others: bool = False


UNITS = Look("units", "", True)
"""Who is assessed, and facts of others that are given and not worked out."""


def at_others(looks: Iterable[Look]) -> Iterator[Look]:
    """Give the same looks, at other units of a group too."""
    return (look._replace(others=True) for look in looks)
