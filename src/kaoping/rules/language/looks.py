"""What constructs look at (所看的), as conditions, formulas and numbers say it when a scheme is loaded."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple


class Look(NamedTuple):
    """Something that a construct looks at (所看的): kind is score, value, event, total, grade, vetoed, points, sharers,
    or group: who is in it.

    `name` is the item's id, for events an id or a pattern such as `a.*`; `others` says that it is looked up for
    other units of a group too.
    """

    kind: str
    name: str = ""
    others: bool = False


def at_others(looks: Iterable[Look]) -> Iterator[Look]:
    """Give the same looks, at other units of a group too."""
    return (look._replace(others=True) for look in looks)
