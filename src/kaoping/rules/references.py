"""Everything in a scheme that looks at something else: its conditions, formulas and numbers."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Mapping
from typing import Any

from kaoping.rules.conditions import Condition
from kaoping.rules.formula import Formula
from kaoping.rules.model import Scheme

_SKIPPED = frozenset({"inputs", "text", "at"})


def walk(thing: Any) -> Iterator[Any]:
    """Walk through frozen records, tables and lists, giving every record and formula met."""
    if isinstance(thing, Formula):
        yield thing
    elif dataclasses.is_dataclass(thing) and not isinstance(thing, type):
        yield thing
        for item in dataclasses.fields(thing):
            if item.name not in _SKIPPED:
                yield from walk(getattr(thing, item.name))
    elif isinstance(thing, Mapping):
        for value in thing.values():
            yield from walk(value)
    elif isinstance(thing, tuple | list):
        for value in thing:
            yield from walk(value)


def formulas_of(thing: Any) -> Iterator[Formula]:
    """Give every formula in a scheme or a part of it."""
    return (found for found in walk(thing) if isinstance(found, Formula))


def conditions_of(thing: Any) -> Iterator[Condition]:
    """Give every condition in a scheme or a part of it, inner ones too."""
    return (
        found
        for found in walk(thing)
        if callable(getattr(found, "holds", None)) and not isinstance(found, Scheme)
    )
