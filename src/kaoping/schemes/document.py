"""The document behind a scheme (文件): title, number, issuer, and a short gist for each article (条款)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from kaoping.rules.language.parsing import parse
from kaoping.rules.language.tree import Node, ScalarNode, SequenceNode

_LABELS = {
    "number": "文号",
    "issuer": "印发机关",
    "issued": "印发",
    "in_force": "施行",
    "made": "制定",
    "revised": "修订",
    "year": "年份",
    "replaces": "代替",
    "note": "说明",
}


@dataclass(frozen=True)
class Document:
    """A document: `entries` are plain mappings, lists and text; `text` is what they were read from."""

    entries: Mapping[str, Any] = field(default_factory=dict)
    text: str = field(default="", repr=False)

    @property
    def title(self) -> str:
        """Give the title."""
        return words(self.entries.get("title", ""))

    @property
    def articles(self) -> Mapping[str, Any]:
        """Give the articles by citation: a gist, or a mapping with `gist` and `scoring: false`."""
        found = self.entries.get("articles", {})
        return found if isinstance(found, dict) else {}

    @property
    def facts(self) -> list[tuple[str, str]]:
        """Give what else is known of the document, as label and words."""
        dates = self.entries.get("dates")
        known = {**self.entries, **(dates if isinstance(dates, dict) else {})}
        return [(label, words(known[name])) for name, label in _LABELS.items() if name in known]


def read_document(text: str, file: str) -> Document:
    """Read a document.yaml; every scalar stays the text that was written. Raises: SchemeError."""
    return Document(_plain(parse(text, file)), text)


def _plain(node: Node) -> Any:
    if isinstance(node, ScalarNode):
        return node.text
    if isinstance(node, SequenceNode):
        return [_plain(item) for item in node.items]
    return {name: _plain(item) for name, item in node.entries.items()}


def words(value: Any) -> str:
    """Write a value of the document as words."""
    if isinstance(value, list):
        return "、".join(words(item) for item in value)
    if isinstance(value, dict):
        return "；".join(f"{name} {words(item)}" for name, item in value.items())
    return str(value)
