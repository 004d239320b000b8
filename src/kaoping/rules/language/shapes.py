"""Shapes: how a piece of a scheme is written, read from YAML and described.

A construct of the language is a frozen dataclass whose fields are made with `key(shape, doc)`; from that one
declaration come the reader with its errors, the JSON Schema for editors and the language reference.
"""

from __future__ import annotations

import dataclasses
import re
from abc import ABC, abstractmethod
from collections.abc import Iterable
from collections.abc import Mapping as Map
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Protocol, runtime_checkable

from kaoping.errors.position import NOWHERE, Position
from kaoping.errors.problems import Problem, nearest
from kaoping.rules.language.tree import KIND_WORDS, Mapping, Node, Scalar, Sequence


class Word(str):
    """A word of a scheme that remembers its place (a reference, a date, a condition's name)."""

    at: Position = NOWHERE

    @classmethod
    def of(cls, node: Scalar) -> Word:
        """Make a word of a scalar."""
        word = cls(node.text)
        word.at = node.at
        return word


@dataclass
class Reading:
    """What reading a scheme gathers: problems, values of holes, and the holes that were met."""

    holes: Map[str, str] = field(default_factory=dict)
    hole_places: Map[str, Position] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    met_holes: dict[str, Position] = field(default_factory=dict)
    path: list[str] = field(default_factory=list)
    categories: frozenset[str] = frozenset()

    def hole(self, name: str, at: Position) -> tuple[str, Position, str] | None:
        """Meet a hole: give the text that fills it with its place and name, or None where it is not filled."""
        name = self.hole_name(name)
        self.met_holes.setdefault(name, at)
        return (self.holes[name], self.hole_places.get(name, at), name) if name in self.holes else None

    def hole_name(self, name: str) -> str:
        """Give a hole's name: as written, or its path; a group of raters is `item.groups.group`."""
        if name:
            return name
        if self.path[-3:-2] == ["rating"] and self.path[-1] == "points":
            return ".".join([*self.path[:-3], "groups", self.path[-2]])
        return ".".join(self.path)

    def wrong(self, at: Position, code: str, suggestion: str = "", **params: object) -> None:
        """Note a problem; a value that is not there is told as such, whatever was expected."""
        if params.get("value") == "":
            code, suggestion = "shape-empty", ""
        self.problems.append(Problem(code, at, params, suggestion=suggestion))

    def kind(self, node: Node, *expected: type) -> bool:
        """Say whether a node is of an expected kind; note a problem otherwise."""
        if isinstance(node, expected):
            return True
        params = {"expected": "，或".join(KIND_WORDS[kind][0] for kind in expected)}
        params |= {"found": KIND_WORDS[type(node)][0], "found_en": KIND_WORDS[type(node)][1]}
        params["expected_en"] = " or ".join(KIND_WORDS[kind][1] for kind in expected)
        self.wrong(node.at, "shape-kind", **params)
        return False

    def unknown_category(self, word: str, at: Position) -> None:
        """Note a category that the scheme does not have."""
        options = listed(sorted(self.categories))
        self.wrong(at, "unknown-category", nearest(word, self.categories), value=word, options=options)

    def word(self, node: Node) -> str | None:
        """Give the word of a scalar; None after noting a problem."""
        return node.text if self.kind(node, Scalar) and isinstance(node, Scalar) else None


def listed(words: Iterable[str], most: int = 40) -> str:
    """Write words in a row for a message."""
    found = [str(word) for word in words]
    return "、".join(found[:most]) + ("等" if len(found) > most else "") or "（无）"


class Shape(ABC):
    """How one value is written. `read` gives the value, or None after noting a problem."""

    words = ""

    @abstractmethod
    def read(self, node: Node, reading: Reading) -> Any:
        """Read a node; problems go to `reading`."""

    def schema(self) -> dict[str, Any]:
        """Describe the shape as JSON Schema."""
        return {}


class Text(Shape):
    """Words, as written."""

    words = "文字"

    def read(self, node: Node, reading: Reading) -> Word | None:
        """Read a scalar as a word."""
        return Word.of(node) if reading.kind(node, Scalar) and isinstance(node, Scalar) else None

    def schema(self) -> dict[str, Any]:
        """Any scalar may be written without quotes."""
        return {"type": ["string", "number", "boolean"]}


class Id(Text):
    """A local id: letters, digits, `_` and `-`, no dot."""

    words = "编号"
    pattern = re.compile(r"[A-Za-z][A-Za-z0-9_-]{0,63}")

    def read(self, node: Node, reading: Reading) -> Word | None:
        """Read an id."""
        word = super().read(node, reading)
        if word is not None and not self.pattern.fullmatch(word):
            reading.wrong(node.at, "shape-id", value=str(word))
            return None
        return word

    def schema(self) -> dict[str, Any]:
        """A string of the pattern."""
        return {"type": "string", "pattern": f"^{self.pattern.pattern}$"}


_MEANT_FLAGS = {
    **dict.fromkeys(("yes", "on", "y", "true", "是", "有", "1"), "true"),
    **dict.fromkeys(("no", "off", "n", "false", "否", "无", "0"), "false"),
}


class Flag(Shape):
    """true or false."""

    words = "true 或 false"

    def read(self, node: Node, reading: Reading) -> bool | None:
        """Read a flag."""
        text = reading.word(node)
        if text in ("true", "false"):
            return text == "true"
        if text is not None:
            reading.wrong(node.at, "shape-flag", _MEANT_FLAGS.get(text.lower(), ""), value=text)
        return None

    def schema(self) -> dict[str, Any]:
        """A boolean."""
        return {"type": "boolean"}


@dataclass(frozen=True)
class Choice(Shape):
    """One of a few words."""

    options: tuple[str, ...]

    @property
    def words(self) -> str:  # type: ignore[override]  # a class attribute elsewhere, computed here
        """List the options."""
        return " | ".join(self.options)

    def read(self, node: Node, reading: Reading) -> str | None:
        """Read one of the options."""
        text = reading.word(node)
        if text in self.options:
            return text
        if text is not None:
            options = listed(option for option in self.options if option)
            reading.wrong(node.at, "shape-choice", nearest(text, self.options), value=text, options=options)
        return None

    def schema(self) -> dict[str, Any]:
        """An enumeration."""
        return {"enum": list(self.options)}


@dataclass(frozen=True)
class Whole(Shape):
    """A whole number."""

    low: int = 0
    high: int = 1_000_000
    words = "整数"

    def read(self, node: Node, reading: Reading) -> int | None:
        """Read a whole number within the bounds."""
        text = reading.word(node)
        if text is None:
            return None
        if text.isascii() and text.isdigit() and len(text) < 8 and self.low <= int(text) <= self.high:
            return int(text)
        reading.wrong(node.at, "shape-whole", value=text, low=self.low, high=self.high)
        return None

    def schema(self) -> dict[str, Any]:
        """An integer with bounds."""
        return {"type": "integer", "minimum": self.low, "maximum": self.high}


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text) else None
    except ValueError:
        return None


class Day(Shape):
    """A date such as 2025-07-01."""

    words = "日期"

    def read(self, node: Node, reading: Reading) -> date | None:
        """Read a date."""
        text = reading.word(node)
        if text is None:
            return None
        found = _day(text)
        if found is None:
            parts = re.fullmatch(r"([0-9]{4})\D([0-9]{1,2})\D([0-9]{1,2})日?", text)
            meant = f"{parts[1]}-{parts[2]:0>2}-{parts[3]:0>2}" if parts else ""
            reading.wrong(node.at, "shape-day", meant if _day(meant) else "", value=text)
        return found

    def schema(self) -> dict[str, Any]:
        """A date string."""
        return {"type": "string", "format": "date"}


@dataclass(frozen=True)
class Many(Shape):
    """A list; where `single`, one value may stand without brackets; it may be `empty` or not."""

    of: Shape
    single: bool = True
    empty: bool = True

    @property
    def words(self) -> str:  # type: ignore[override]  # computed from the inner shape
        """Name the inner shape."""
        return f"{self.of.words}（可多个）"

    def read(self, node: Node, reading: Reading) -> tuple[Any, ...] | None:
        """Read all items, noting the problems of each."""
        if isinstance(node, Sequence):
            if not node.items and not self.empty:
                reading.wrong(node.at, "shape-empty")
                return None
            found = [self.of.read(item, reading) for item in node.items]
            return tuple(item for item in found if item is not None)
        if not self.single:
            reading.kind(node, Sequence)
            return None
        one = self.of.read(node, reading)
        return None if one is None else (one,)

    def schema(self) -> dict[str, Any]:
        """An array, or the item itself."""
        array = {"type": "array", "items": self.of.schema()}
        return {"anyOf": [array, self.of.schema()]} if self.single else array


@dataclass(frozen=True)
class Table(Shape):
    """A mapping from one shape to another; it may be `empty` or not."""

    keys: Shape
    values: Shape
    empty: bool = True

    @property
    def words(self) -> str:  # type: ignore[override]  # computed from the inner shapes
        """Name both shapes."""
        return f"{{{self.keys.words}: {self.values.words}}}"

    def read(self, node: Node, reading: Reading) -> dict[Any, Any] | None:
        """Read all entries."""
        if not reading.kind(node, Mapping) or not isinstance(node, Mapping):
            return None
        if not node.entries and not self.empty:
            reading.wrong(node.at, "shape-empty")
            return None
        found = {}
        for name, value in node.entries.items():
            key = self.keys.read(node.keys[name], reading)
            reading.path.append(name)
            item = self.values.read(value, reading)
            reading.path.pop()
            if key is not None and item is not None:
                found[key] = item
        return found

    def schema(self) -> dict[str, Any]:
        """An object of the inner shape."""
        return {"type": "object", "additionalProperties": self.values.schema()}


@dataclass(frozen=True)
class Either(Shape):
    """Different shapes for scalars, mappings and sequences."""

    scalar: Shape | None = None
    mapping: Shape | None = None
    sequence: Shape | None = None

    @property
    def words(self) -> str:  # type: ignore[override]  # computed from the inner shapes
        """List the alternatives."""
        return " 或 ".join(shape.words for shape in (self.scalar, self.mapping, self.sequence) if shape)

    def read(self, node: Node, reading: Reading) -> Any:
        """Read by the shape for the node's kind."""
        shapes = {Scalar: self.scalar, Mapping: self.mapping, Sequence: self.sequence}
        shape = shapes[type(node)]
        if shape is None:
            reading.kind(node, *(kind for kind, known in shapes.items() if known))
            return None
        return shape.read(node, reading)

    def schema(self) -> dict[str, Any]:
        """Any of the alternatives."""
        return {"anyOf": [shape.schema() for shape in (self.scalar, self.mapping, self.sequence) if shape]}


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


def spot(node: Node) -> Position:
    """Give the place of a node's id, the word by which it is known; else where the node begins."""
    entries = node.entries if isinstance(node, Mapping) else {}
    name = entries.get("id", entries.get("group"))
    return name.at if isinstance(name, Scalar) else node.at


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
        if self.short and not isinstance(node, Mapping):
            known = keys_of(self.cls)
            value = known[self.short].shape.read(node, reading)
            return None if value is None else self._make({known[self.short].name: value}, node)
        if not reading.kind(node, Mapping) or not isinstance(node, Mapping):
            return None
        return self._finish(node, reading, read_keys(self.cls, node, reading, self.ignored))

    def _finish(self, node: Mapping, reading: Reading, found: dict[str, Any]) -> Any:
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

    def _check_choices(self, node: Mapping, reading: Reading) -> None:
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
    cls: type, node: Mapping, reading: Reading, ignored: frozenset[str] = frozenset()
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
