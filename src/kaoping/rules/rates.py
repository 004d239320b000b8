"""How `deduct:` and `add:` are read: a number, a range, steps, occurrences, or a table by level of any of these."""

from __future__ import annotations

from collections.abc import Mapping as Map

from kaoping.rules.numbers import POINTS
from kaoping.rules.shapes import Id, Reading, Record, keys_of
from kaoping.rules.tree import Mapping, Node
from kaoping.rules.worth import EventWorth
from kaoping.rules.worths import EVENT_WORTHS
from kaoping.rules.worths.fixed import Fixed
from kaoping.rules.worths.levels import Levels

NUMBER_WORDS = frozenset({"formula", "of", "bands", "by_category"})
SHAPED = tuple(worth for worth in EVENT_WORTHS if keys_of(worth))
RESERVED = NUMBER_WORDS | {name for worth in SHAPED for name in keys_of(worth)}
"""Words that shapes of a rate begin with; no level may be called so."""


def read_rate(node: Node, labels: Map[str, str] | None, reading: Reading) -> EventWorth | None:
    """Read what an event is worth; `labels` are the levels in force, None inside a table of levels."""
    if not isinstance(node, Mapping) or set(node.entries) <= NUMBER_WORDS:
        rate = POINTS.read(node, reading)
        return None if rate is None else Fixed(rate)
    for worth in SHAPED:
        if set(node.entries) & set(keys_of(worth)):
            return Record(worth).read(node, reading)  # type: ignore[no-any-return]  # the worth or None
    if set(node.entries) <= reading.categories and not (labels and set(node.entries) <= set(labels)):
        return _by_category(node, reading)
    return _levels(node, labels, reading)


def _by_category(node: Node, reading: Reading) -> EventWorth | None:
    rate = POINTS.read(node, reading)
    return None if rate is None else Fixed(rate)


def _levels(node: Mapping, labels: Map[str, str] | None, reading: Reading) -> EventWorth | None:
    if labels is None:
        reading.wrong(node.at, "rate-levels", keys="、".join(node.entries))
        return None
    found = {}
    for name, item in node.entries.items():
        Id().read(node.keys[name], reading)
        if name not in labels:
            reading.wrong(node.keys[name].at, "unknown-level", value=name, options="、".join(labels))
        reading.path.append(name)
        rate = read_rate(item, None, reading)
        reading.path.pop()
        if rate:
            found[name] = rate
    return Levels(found) if found else None
