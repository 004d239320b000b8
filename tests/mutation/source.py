"""The text of a module with the places of its nodes in bytes, and the edits made to it."""

from __future__ import annotations

import ast
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple


class Edit(NamedTuple):
    """Bytes of a text and what stands there instead."""

    start: int
    end: int
    text: str


@dataclass(frozen=True)
class Source:
    """A module: where it lies below the root, and its text."""

    path: str
    text: bytes

    @cached_property
    def tree(self) -> ast.Module:
        """The module as a tree; columns are in bytes."""
        return ast.parse(self.text)

    @cached_property
    def _lines(self) -> list[int]:
        starts = [0]
        for line in self.text.splitlines(keepends=True):
            starts.append(starts[-1] + len(line))
        return starts

    def start(self, node: ast.AST) -> int:
        """Give the byte a node begins at."""
        return self._lines[node.lineno - 1] + node.col_offset

    def end(self, node: ast.AST) -> int:
        """Give the byte after a node."""
        return self._lines[node.end_lineno - 1] + node.end_col_offset

    def instead(self, node: ast.AST, text: str) -> Edit:
        """Put a text where a node stands."""
        return Edit(self.start(node), self.end(node), text)

    def edited(self, edit: Edit) -> bytes:
        """Give the text with an edit made."""
        return self.text[: edit.start] + edit.text.encode() + self.text[edit.end :]

    def line(self, edit: Edit) -> int:
        """Give the line an edit begins in."""
        return self.text.count(b"\n", 0, edit.start) + 1

    def before_and_after(self, edit: Edit) -> tuple[str, str]:
        """Give the lines an edit touches, as they are and as they become, each on one line."""
        first = self.text.rfind(b"\n", 0, edit.start) + 1
        last = self.text.find(b"\n", edit.end)
        last = len(self.text) if last < 0 else last
        before = self.text[first:last]
        after = self.text[first : edit.start] + edit.text.encode() + self.text[edit.end : last]
        return _on_one_line(before), _on_one_line(after)


def _on_one_line(text: bytes) -> str:
    return " ".join(text.decode().split())
