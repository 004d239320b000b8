"""Fenced blocks of a Markdown page, with the words behind their language."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

_FENCE = re.compile(r"^(?P<fence>`{3,})(?P<info>[^`]*)$")


@dataclass(frozen=True)
class Block:
    """A fenced block: its language, the words behind it (`scheme`, `file=NAME`), its text and first line."""

    language: str
    words: tuple[str, ...]
    text: str
    line: int
    options: dict[str, str] = field(default_factory=dict)

    @property
    def file(self) -> str:
        """Give the name of the file that the block stands for, or an empty string."""
        return self.options.get("file", "")


def blocks(text: str) -> Iterator[Block]:
    """Give the fenced blocks of a page, in order."""
    lines = iter(enumerate(text.splitlines(), 1))
    for number, line in lines:
        opened = _FENCE.match(line)
        if opened:
            inside = []
            for _, inner in lines:
                if inner.strip() == opened["fence"]:
                    break
                inside.append(inner)
            language, *words = opened["info"].split() or [""]
            options = dict(word.split("=", 1) for word in words if "=" in word)
            plain = tuple(word for word in words if "=" not in word)
            yield Block(language, plain, "".join(f"{inner}\n" for inner in inside), number, options)
