"""The keys of a record, declared as fields of a dataclass: from them come the reader, the schema and the reference."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass, field
from typing import Any

from kaoping.rules.language.shapes.shape import Shape


@dataclass(frozen=True)
class Key:
    """One key of a record: its shape, whether it must be written, and what it means (Chinese)."""

    name: str
    shape: Shape
    required: bool
    doc: str


def key(shape: Shape, doc: str, default: Any = dataclasses.MISSING, name: str = "") -> Any:
    """Declare a field of a record: how it is written and what it means; required where it has no default."""
    meta = {"shape": shape, "doc": doc, "name": name}
    if default is dataclasses.MISSING:
        return field(metadata=meta)
    if isinstance(default, dict):
        return field(default_factory=dict, metadata=meta)
    return field(default=default, metadata=meta)


def keys_of(cls: type) -> dict[str, Key]:
    """Give the keys of a record class, by the name that is written in YAML."""
    found = {}
    for item in dataclasses.fields(cls):
        if "shape" in item.metadata:
            name = item.metadata["name"] or item.name.rstrip("_")
            missing = item.default is dataclasses.MISSING and item.default_factory is dataclasses.MISSING
            found[name] = Key(item.name, item.metadata["shape"], missing, item.metadata["doc"])
    return found
