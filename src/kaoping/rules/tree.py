"""YAML text -> a tree of scalars, mappings and sequences that keep their text and place.

Nothing is ever another type than written: `4.10`, `on`, `2014-06-20` stay text until a shape reads them. No aliases,
no tags, no duplicate keys, bounded size and depth: hostile input stays cheap.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Protocol

import yaml

from kaoping.rules.errors import Problem, SchemeError
from kaoping.rules.source import Position

MAX_BYTES = 1_000_000
MAX_DEPTH = 24
_INVISIBLE = {0x200B, 0x200C, 0x200D, 0x200E, 0x200F, 0x2060, 0xFEFF, 0x00AD, *range(0x202A, 0x202F)}


@dataclass(frozen=True)
class Scalar:
    """A word or number as written; `plain` is False where it stands in quotes or as a block."""

    text: str
    at: Position
    plain: bool = True


@dataclass(frozen=True)
class Sequence:
    """A list of nodes."""

    items: tuple[Node, ...]
    at: Position


@dataclass(frozen=True)
class Mapping:
    """Keys with their nodes, in order; `keys` holds the keys as written with their places."""

    entries: dict[str, Node]
    at: Position
    keys: dict[str, Scalar] = field(default_factory=dict)


Node = Scalar | Sequence | Mapping

KIND_WORDS = {Scalar: "单个词或数", Sequence: "列表", Mapping: "键值表"}


def parse(text: str, file: str) -> Mapping:
    """Parse one YAML document into a tree; SchemeError with the place of what is wrong."""
    if len(text.encode(errors="replace")) > MAX_BYTES:
        raise SchemeError([Problem("yaml-too-large", Position(file), {"limit": MAX_BYTES})])
    parser = _TreeParser(text, file)
    root = parser.document()
    if parser.problems:
        raise SchemeError(parser.problems)
    if not isinstance(root, Mapping):
        raise SchemeError([Problem("yaml-not-mapping", Position(file, 1, 1))])
    return root


class Mark(Protocol):
    """Where the YAML parser stands, counted from 0."""

    line: int
    column: int


class _TreeParser:
    def __init__(self, text: str, file: str):
        self.lines = text.splitlines()
        self.file = file
        self.problems: list[Problem] = []
        self.depth = 0
        self.events: Iterator[yaml.Event] = self._guarded(text)
        for number, line in enumerate(self.lines, 1):
            hidden = next((i for i, c in enumerate(line) if ord(c) in _INVISIBLE), None)
            if hidden is not None and (number, hidden) != (1, 0):
                at = Position(file, number, hidden + 1, text=line)
                self.problems.append(Problem("yaml-invisible", at, {"code": f"U+{ord(line[hidden]):04X}"}))

    def _guarded(self, text: str) -> Iterator[yaml.Event]:
        try:
            yield from yaml.parse(text.removeprefix("\ufeff"), Loader=yaml.CSafeLoader)
        except yaml.YAMLError as error:
            mark = getattr(error, "problem_mark", None)
            at = self._position(mark) if mark else Position(self.file)
            raise SchemeError(
                [Problem("yaml-syntax", at, {"why": getattr(error, "problem", "") or "?"})]
            ) from None

    def _position(self, mark: Mark | None, width: int = 1) -> Position:
        if mark is None:
            return Position(self.file)
        text = self.lines[mark.line] if mark.line < len(self.lines) else ""
        return Position(self.file, mark.line + 1, mark.column + 1, text=text, width=max(1, width))

    def document(self) -> Node | None:
        for event in self.events:
            if isinstance(event, yaml.NodeEvent):
                root = self.node(event)
                if any(isinstance(rest, yaml.DocumentStartEvent) for rest in self.events):
                    self.problems.append(Problem("yaml-documents", Position(self.file)))
                return root
        return None

    def node(self, event: yaml.Event) -> Node:
        at = self._position(event.start_mark)
        if (
            isinstance(event, yaml.AliasEvent)
            or getattr(event, "anchor", None)
            or getattr(event, "tag", None)
        ):
            raise SchemeError([Problem("yaml-alias", at)])
        if isinstance(event, yaml.ScalarEvent):
            width = _width(event)
            return Scalar(event.value, self._position(event.start_mark, width), event.style is None)
        self.depth += 1
        if self.depth > MAX_DEPTH:
            raise SchemeError([Problem("yaml-too-deep", at, {"limit": MAX_DEPTH})])
        found = self.sequence(at) if isinstance(event, yaml.SequenceStartEvent) else self.mapping(at)
        self.depth -= 1
        return found

    def sequence(self, at: Position) -> Sequence:
        items: list[Node] = []
        while not isinstance(event := next(self.events), yaml.SequenceEndEvent):
            items.append(self.node(event))
        return Sequence(tuple(items), at)

    def mapping(self, at: Position) -> Mapping:
        found = Mapping({}, at)
        while not isinstance(event := next(self.events), yaml.MappingEndEvent):
            key = self.node(event)
            value = self.node(next(self.events))
            if not isinstance(key, Scalar):
                self.problems.append(Problem("yaml-key", key.at))
            elif key.text in found.entries:
                first = found.keys[key.text].at.line
                self.problems.append(Problem("yaml-duplicate-key", key.at, {"key": key.text, "line": first}))
            else:
                found.entries[key.text] = value
                found.keys[key.text] = key
        return found


def _width(event: yaml.ScalarEvent) -> int:
    """Give how many columns a scalar takes, 1 where it goes over several lines."""
    start, end = event.start_mark, event.end_mark
    return end.column - start.column if start and end and start.line == end.line else 1
