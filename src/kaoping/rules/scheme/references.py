"""Everything in a scheme that looks at something else: its conditions, formulas and numbers."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Mapping
from datetime import date
from fractions import Fraction
from functools import cache
from typing import Any

from kaoping.rules.language.conditions import Condition
from kaoping.rules.language.formula import Formula
from kaoping.rules.scheme.model import Scheme

_SKIPPED = frozenset({"inputs", "text", "at"})


_ENDS = (str, int, Fraction, date, type(None))
"""Nothing to follow."""


@cache
def _followed(kind: type) -> tuple[str, ...] | None:
    """Give the fields of a record that lead on; None for what is no record."""
    if not dataclasses.is_dataclass(kind):
        return None
    return tuple(item.name for item in dataclasses.fields(kind) if item.name not in _SKIPPED)


def walk(thing: Any) -> Iterator[Any]:
    """Walk through frozen records, tables and lists, giving every record and formula met."""
    kind: Any = type(thing)
    if isinstance(thing, Formula):
        yield thing
    elif (names := _followed(kind)) is not None:
        yield thing
        for name in names:
            inner = getattr(thing, name)
            if not isinstance(inner, _ENDS):
                yield from walk(inner)
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
