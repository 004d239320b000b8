"""YAML text -> a tree of nodes.

No aliases, no tags, no duplicate keys, bounded size and depth: hostile input stays cheap.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Protocol

import yaml

from kaoping.errors.position import Position
from kaoping.errors.problems import Problem, SchemeError
from kaoping.rules.language.tree import MappingNode, Node, ScalarNode, SequenceNode

MAX_BYTES = 1_000_000
MAX_DEPTH = 24
_INVISIBLE = {0x200B, 0x200C, 0x200D, 0x200E, 0x200F, 0x2060, 0xFEFF, 0x00AD, *range(0x202A, 0x202F)}
_FORBIDDEN = re.compile("[^\\t\\n\\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def parse(text: str, file: str) -> MappingNode:
    """Parse one YAML document into a tree; SchemeError with the place of what is wrong."""
    if len(text.encode(errors="replace")) > MAX_BYTES:
        raise SchemeError([Problem("yaml-too-large", Position(file), {"limit": MAX_BYTES})])
    parser = _TreeParser(text, file)
    root = parser.document()
    if parser.problems:
        raise SchemeError(parser.problems)
    if not isinstance(root, MappingNode):
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
        if _FORBIDDEN.search(text):
            raise SchemeError([p for n, line in enumerate(self.lines, 1) for p in self._forbidden(n, line)])
        for number, line in enumerate(self.lines, 1):
            hidden = next((i for i, c in enumerate(line) if ord(c) in _INVISIBLE), None)
            if hidden is not None and (number, hidden) != (1, 0):
                self.problems.append(self._character("yaml-invisible", number, line, hidden))

    def _forbidden(self, number: int, line: str) -> Iterator[Problem]:
        shown = _FORBIDDEN.sub("\ufffd", line)
        for match in _FORBIDDEN.finditer(line):
            yield self._character("yaml-character", number, shown, match.start(), match[0])

    def _character(self, code: str, number: int, line: str, index: int, character: str = "") -> Problem:
        at = Position(self.file, number, index + 1, text=line)
        return Problem(code, at, {"code": f"U+{ord(character or line[index]):04X}"})

    def _guarded(self, text: str) -> Iterator[yaml.Event]:
        try:
            yield from yaml.parse(text.removeprefix("\ufeff"), Loader=yaml.CSafeLoader)
        except yaml.YAMLError as error:
            raise SchemeError([*self.problems, self._broken(error)]) from None

    def _broken(self, error: yaml.YAMLError) -> Problem:
        mark, began = getattr(error, "problem_mark", None), getattr(error, "context_mark", None)
        at = self._position(mark) if mark else Position(self.file)
        text = self.lines[at.line - 2] if 2 <= at.line <= len(self.lines) + 1 else ""
        above = Position(self.file, at.line - 1, len(text) - len(text.lstrip()) + 1, text=text)
        why = getattr(error, "problem", "") or "?"
        return _broken(why, at, self._position(began) if began else at, above)

    def _position(self, mark: Mark | None, width: int = 1) -> Position:
        if mark is None:
            return Position(self.file)
        text = self.lines[mark.line] if mark.line < len(self.lines) else ""
        return Position(self.file, mark.line + 1, mark.column + 1, text=text, width=max(1, width))

    def document(self) -> Node | None:
        for event in self.events:
            if isinstance(event, yaml.NodeEvent):
                root = self.node(event)
                second = next((e for e in self.events if isinstance(e, yaml.DocumentStartEvent)), None)
                if second is not None:
                    self.problems.append(Problem("yaml-documents", self._position(second.start_mark, 3)))
                return root
        return None

    def node(self, event: yaml.Event) -> Node:
        at = self._position(event.start_mark)
        if (
            isinstance(event, yaml.AliasEvent)
            or getattr(event, "anchor", None)
            or getattr(event, "tag", None)
        ):
            raise SchemeError([*self.problems, Problem("yaml-alias", at)])
        if isinstance(event, yaml.ScalarEvent):
            width = _width(event)
            return ScalarNode(event.value, self._position(event.start_mark, width), event.style in ("'", '"'))
        self.depth += 1
        if self.depth > MAX_DEPTH:
            raise SchemeError([*self.problems, Problem("yaml-too-deep", at, {"limit": MAX_DEPTH})])
        found = self.sequence(at) if isinstance(event, yaml.SequenceStartEvent) else self.mapping(at)
        self.depth -= 1
        return found

    def sequence(self, at: Position) -> SequenceNode:
        items: list[Node] = []
        while not isinstance(event := next(self.events), yaml.SequenceEndEvent):
            items.append(self.node(event))
        return SequenceNode(tuple(items), at)

    def mapping(self, at: Position) -> MappingNode:
        found = MappingNode({}, at)
        while not isinstance(event := next(self.events), yaml.MappingEndEvent):
            key = self.node(event)
            value = self.node(next(self.events))
            if not isinstance(key, ScalarNode):
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


_CAUSES = {
    "could not find expected ':'": "yaml-no-colon",
    "did not find expected ',' or ']'": "yaml-bracket",
    "did not find expected ',' or '}'": "yaml-bracket",
    "found unexpected end of stream": "yaml-quote",
    "did not find expected node content": "yaml-extra",
    "did not find expected alphabetic or numeric character": "yaml-alias",
    "did not find expected whitespace or line break": "yaml-alias",
}
"""Code of a problem by what the YAML parser calls it; all else is `yaml-syntax`."""
_UNFINISHED = ("yaml-no-colon", "yaml-bracket", "yaml-quote")
"""Codes that stand where the unfinished thing began."""
_BAD_START = "found character that cannot start any token"
_INDENT = ("did not find expected key", "did not find expected '-' indicator")
_DASH = "block sequence entries are not allowed in this context"
_COLON = "mapping values are not allowed in this context"
_KEY = re.compile(r":(\s|$)")


def _broken(why: str, at: Position, began: Position, above: Position) -> Problem:
    """Say in words of an office what broke the YAML; `above` is the line before the place."""
    before, here = at.text[: at.column - 1].strip(), at.text[at.column - 1 :].strip()
    if at.text[at.column - 1 : at.column] == "\t" and (why == _BAD_START or not before):
        return Problem("yaml-tab", at)
    if why == _BAD_START:
        return Problem("yaml-start", at, {"character": here[:1]})
    if why == _DASH:
        return Problem("yaml-dash", at)
    if why == _COLON and ": " in before:
        return Problem("yaml-colon", at)
    if why == _COLON and not _KEY.search(above.text):
        return Problem("yaml-no-colon", above)
    if why in (*_INDENT, _COLON):
        return Problem("yaml-rest" if before and why != _COLON else "yaml-indent", at, {"rest": here[:20]})
    code = _CAUSES.get(why, "yaml-syntax")
    return Problem(code, began if code in _UNFINISHED else at, {"why": why, "found": here[:1]})
