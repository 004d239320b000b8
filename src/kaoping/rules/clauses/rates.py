"""How `deduct:` and `add:` are read: a number, a range, steps, occurrences, or a table by level of any of these."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from kaoping.errors.problems import nearest
from kaoping.rules.clauses.worth import EventWorth
from kaoping.rules.clauses.worths import EVENT_WORTHS
from kaoping.rules.clauses.worths.fixed import Fixed
from kaoping.rules.clauses.worths.levels import Levels
from kaoping.rules.clauses.worths.occurrence import Occurrence
from kaoping.rules.language.number_shapes import NUMBER_WORDS, RATE
from kaoping.rules.language.reading import Reading, listed
from kaoping.rules.language.shapes import Id, Record, Shape, keys_of
from kaoping.rules.language.tree import MappingNode, Node

SHAPED = tuple(worth for worth in EVENT_WORTHS if keys_of(worth))
RESERVED = NUMBER_WORDS | {name for worth in SHAPED for name in keys_of(worth)}
"""Words that shapes of a rate begin with; no level may be called so."""


def read_rate(node: Node, labels: Mapping[str, str] | None, reading: Reading) -> EventWorth | None:
    """Read what an event is worth; `labels` are the levels in force, None inside a table of levels."""
    if not isinstance(node, MappingNode) or set(node.entries) <= NUMBER_WORDS:
        return _fixed(node, reading)
    for worth in SHAPED:
        if set(node.entries) & set(keys_of(worth)):
            return Record(worth).read(node, reading)  # type: ignore[no-any-return]  # the worth or None
    if set(node.entries) <= reading.categories and not (labels and set(node.entries) <= set(labels)):
        return _fixed(node, reading)
    return _levels(node, labels, reading)


def _fixed(node: Node, reading: Reading) -> EventWorth | None:
    rate = RATE.read(node, reading)
    return None if rate is None else Fixed(rate)


def _levels(node: MappingNode, labels: Mapping[str, str] | None, reading: Reading) -> EventWorth | None:
    if labels is None:
        at = next((key.at for key in node.keys.values()), node.at)
        hint = next((hint for name in node.entries if (hint := nearest(name, RESERVED))), "")
        reading.wrong(at, "rate-levels", hint, keys=listed(node.entries))
        return None
    found = {}
    for name, item in node.entries.items():
        Id().read(node.keys[name], reading)
        if labels and name not in labels:
            options = listed(f"{level}（{label}）" if label else level for level, label in labels.items())
            reading.wrong(
                node.keys[name].at, "unknown-level", nearest(name, labels), value=name, options=options
            )
        reading.path.append(name)
        rate = read_rate(item, None, reading)
        reading.path.pop()
        if rate:
            found[name] = replace(rate, by_level=rate.by != "rule") if isinstance(rate, Occurrence) else rate
    return Levels(found) if found else None


class RateShape(Shape):
    """What one time is worth, without levels: a number, or one of the shapes of a rate."""

    words = "分值，或按额、按次的写法"

    def read(self, node: Node, reading: Reading) -> EventWorth | None:
        """Read the rate."""
        return read_rate(node, None, reading)

    def schema(self) -> dict[str, Any]:
        """As in `deduct`."""
        return {"$ref": "#/$defs/Rate"}
