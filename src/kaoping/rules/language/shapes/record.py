"""Records: mappings read into a dataclass by its keys."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from typing import Any, Protocol, runtime_checkable

from kaoping.errors.position import Position
from kaoping.errors.problems import nearest
from kaoping.rules.language.reading import Reading, listed
from kaoping.rules.language.shapes.keys import keys_of
from kaoping.rules.language.shapes.shape import Shape
from kaoping.rules.language.tree import MappingNode, Node, ScalarNode


def spot(node: Node) -> Position:
    """Give the place of a node's id, the word by which it is known; else where the node begins."""
    entries = node.entries if isinstance(node, MappingNode) else {}
    name = entries.get("id", entries.get("group"))
    return name.at if isinstance(name, ScalarNode) else node.at


@runtime_checkable
class Verified(Protocol):
    """A record that looks at itself once it is read."""

    def verify(self, node: Node, reading: Reading) -> None:
        """Note what does not fit together."""


@dataclass(frozen=True)
class Record(Shape):
    """A mapping read into a dataclass; `short` names the key that a lone value stands for.

    The class may say in `needs` of which keys at least one must be written, in `excludes` of which at most one;
    what else must hold is said by `Verified`.
    """

    cls: type
    short: str = ""
    ignored: frozenset[str] = frozenset()

    @property
    def words(self) -> str:  # type: ignore[override]  # computed from the class
        """Name the construct."""
        return self.cls.__name__

    def read(self, node: Node, reading: Reading) -> Any:
        """Read all keys, refusing unknown ones with a suggestion; None if a required one is missing."""
        if self.short and not isinstance(node, MappingNode):
            known = keys_of(self.cls)
            value = known[self.short].shape.read(node, reading)
            return None if value is None else self._make({known[self.short].name: value}, node)
        if not reading.kind(node, MappingNode) or not isinstance(node, MappingNode):
            return None
        return self._finish(node, reading, read_keys(self.cls, node, reading, self.ignored))

    def _finish(self, node: MappingNode, reading: Reading, found: dict[str, Any]) -> Any:
        missing = [name for name, k in keys_of(self.cls).items() if k.required and k.name not in found]
        for name in missing:
            if name not in node.entries:
                reading.wrong(node.at, "shape-missing", key=name, doc=keys_of(self.cls)[name].doc)
        if missing:
            return None
        told = len(reading.problems)
        self._check_choices(node, reading)
        made = self._make(found, node)
        if isinstance(made, Verified) and len(reading.problems) == told:
            made.verify(node, reading)
        return made

    def _check_choices(self, node: MappingNode, reading: Reading) -> None:
        """Refuse a record without one of the keys that make it work, or with two that exclude each other."""
        if not set(node.entries) <= {*keys_of(self.cls), *self.ignored}:
            return
        for names in getattr(self.cls, "needs", ()):
            if not set(names) & set(node.entries):
                reading.wrong(node.at, "keys-needed", keys=listed(names))
        for names in getattr(self.cls, "excludes", ()):
            both = [name for name in names if name in node.entries]
            if len(both) > 1:
                reading.wrong(node.keys[both[1]].at, "keys-exclude", keys=listed(both))

    def _make(self, found: dict[str, Any], node: Node) -> Any:
        if any(item.name == "at" and not item.metadata for item in dataclasses.fields(self.cls)):
            found["at"] = spot(node)
        return self.cls(**found)

    def schema(self) -> dict[str, Any]:
        """A reference to the record's own definition, or the lone value that stands for one of its keys."""
        whole = {"$ref": f"#/$defs/{self.cls.__name__}"}
        return {"anyOf": [keys_of(self.cls)[self.short].shape.schema(), whole]} if self.short else whole


def read_keys(
    cls: type, node: MappingNode, reading: Reading, ignored: frozenset[str] = frozenset()
) -> dict[str, Any]:
    """Read the entries of a mapping by the keys of a class; unknown keys are refused unless `ignored`."""
    known = keys_of(cls)
    found = {}
    for name, value in node.entries.items():
        if name in known:
            reading.path.append(name)
            item = known[name].shape.read(value, reading)
            reading.path.pop()
            if item is not None:
                found[known[name].name] = item
        elif name not in ignored:
            hint = nearest(name, [*known, *ignored])
            options = "" if hint else f"，可用的键有：{listed(known, 24)}"
            reading.wrong(node.keys[name].at, "shape-unknown-key", hint, key=name, options=options)
    return found
