"""The document behind a scheme (文件): title, number, issuer, and a short gist for each article (条款)."""

from __future__ import annotations

from collections.abc import Mapping as Map
from dataclasses import dataclass, field

from kaoping.rules.tree import Mapping, Node, Scalar, parse

Plain = str | list["Plain"] | dict[str, "Plain"]
"""A node as plain Python; every scalar stays the text that was written."""
_LABELS = {
    "number": "文号",
    "issuer": "印发机关",
    "note": "说明",
    "replaces": "代替",
    "issued": "印发",
    "in_force": "施行",
    "made": "制定",
    "revised": "修订",
    "year": "年份",
}


@dataclass(frozen=True)
class Document:
    """A document: `articles` hold a gist by citation, or a mapping with `gist` and `scoring: false`."""

    title: str = ""
    text: str = field(default="", repr=False)
    entries: Map[str, Plain] = field(default_factory=dict)
    articles: Map[str, Plain] = field(default_factory=dict)

    @property
    def facts(self) -> list[tuple[str, str]]:
        """Give what is known of the document, as label and words."""
        dates = self.entries.get("dates")
        nested = dates.items() if isinstance(dates, dict) else ()
        known = [(name, value) for name, value in (*self.entries.items(), *nested) if name in _LABELS]
        return [(_LABELS[name], _words(value)) for name, value in known]

    def gist(self, cite: str) -> str:
        """Give the gist of an article, or nothing."""
        article = self.articles.get(cite, "")
        return _words(article.get("gist", "")) if isinstance(article, dict) else _words(article)

    def scoring(self, cite: str) -> bool:
        """Say whether an article is one that scores (others are about process)."""
        article = self.articles.get(cite, "")
        return not (isinstance(article, dict) and article.get("scoring") == "false")

    def article_for(self, cite: str) -> str:
        """Give the article that a citation opens: itself, else the nearest one above it, or nothing."""
        for end in range(len(cite), 0, -1):
            if cite[:end] in self.articles:
                return cite[:end]
        return ""


def read_document(text: str, file: str) -> Document:
    """Read a document.yaml. Raises: SchemeError."""
    entries = {name: _plain(node) for name, node in parse(text, file).entries.items()}
    articles = entries.pop("articles", {})
    title = entries.pop("title", "")
    return Document(_words(title), text, entries, articles if isinstance(articles, dict) else {})


def _plain(node: Node) -> Plain:
    if isinstance(node, Scalar):
        return node.text
    if isinstance(node, Mapping):
        return {name: _plain(inner) for name, inner in node.entries.items()}
    return [_plain(item) for item in node.items]


def _words(value: Plain) -> str:
    """Write a value as words."""
    if isinstance(value, list):
        return "、".join(_words(item) for item in value)
    if isinstance(value, dict):
        return "；".join(f"{name} {_words(item)}" for name, item in value.items())
    return value
