"""Shapes of one word or number: text, id, flag, choice, whole number, date."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Any

from kaoping.errors.position import NOWHERE, Position
from kaoping.errors.problems import nearest
from kaoping.rules.language.reading import Reading, listed
from kaoping.rules.language.shapes.shape import Shape
from kaoping.rules.language.tree import Node, ScalarNode


class Word(str):
    """A word of a scheme that remembers its place (a reference, a date, a condition's name)."""

    at: Position = NOWHERE

    @classmethod
    def of(cls, node: ScalarNode) -> Word:
        """Make a word of a scalar."""
        word = cls(node.text)
        word.at = node.at
        return word


class Text(Shape):
    """Words, as written."""

    words = "文字"

    def read(self, node: Node, reading: Reading) -> Word | None:
        """Read a scalar as a word."""
        return Word.of(node) if reading.kind(node, ScalarNode) and isinstance(node, ScalarNode) else None

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
