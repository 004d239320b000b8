"""The document's articles (条款) and every citation of the scheme, each with a place that a link can lead to."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from kaoping.papers import links
from kaoping.rules.scheme.model import Scheme

_NUMERALS = "0123456789一二三四五六七八九十"


@dataclass(frozen=True)
class Article:
    """An article: its gist, whether it scores, other citations that lead to it, and the items that cite it."""

    cite: str
    gist: str
    scoring: bool = True
    aliases: tuple[str, ...] = ()
    items: tuple[tuple[str, str], ...] = ()

    @property
    def anchors(self) -> tuple[str, ...]:
        """Give the ids of its own and its aliases' anchors."""
        return tuple(links.anchor("a", cite) for cite in (self.cite, *self.aliases))


def articles(scheme: Scheme, document: Mapping[str, object]) -> list[Article]:
    """Give the document's articles in their order, then what is cited and not in it."""
    gists = _gists(document)
    homes: dict[str, list[str]] = {cite: [] for cite in gists}
    cited = cited_items(scheme)
    for cite in cited:
        home = home_of(cite, gists)
        if home != cite:
            homes.setdefault(home, []).append(cite)
        else:
            homes.setdefault(cite, [])
    return [_article(cite, gists.get(cite), aliases, cited) for cite, aliases in homes.items()]


def cited_items(scheme: Scheme) -> dict[str, list[tuple[str, str]]]:
    """Give what stands under each citation: ids and names, in the scheme's order."""
    found: dict[str, list[tuple[str, str]]] = {}
    for item, labels in scheme.labels.items():
        if labels.cite:
            found.setdefault(labels.cite, []).append((item, labels.name or item))
    for cite in filter(None, _other_citations(scheme)):
        found.setdefault(cite, [])
    return found


def _other_citations(scheme: Scheme) -> Iterator[str]:
    yield from (one.cite for one in scheme.categories.values())
    yield from (one.cite for one in scheme.grades)
    yield from (one.cite for one in scheme.moves)
    yield from (one.cite for one in scheme.holes)
    yield from (one.cite for one in scheme.not_assessed)
    for consequence in scheme.consequences:
        yield from (consequence.cite, *(outcome.cite for outcome in consequence.outcomes))
    yield from (one.cite for one in scheme.quantities.values())
    for node in scheme.nodes.values():
        yield from (gate.cite for gate in node.gates)
        yield node.factor.cite if node.factor else ""


def _gists(document: Mapping[str, object]) -> dict[str, tuple[str, bool]]:
    found = document.get("articles")
    return {str(cite): _gist(entry) for cite, entry in found.items()} if isinstance(found, Mapping) else {}


def _gist(entry: object) -> tuple[str, bool]:
    if isinstance(entry, Mapping):
        return str(entry.get("gist", "")), str(entry.get("scoring", "true")).lower() != "false"
    return str(entry), True


def home_of(cite: str, gists: Collection[str]) -> str:
    """Give the article that holds a citation: itself, or the longest that it begins with; 十 does not begin 十一."""
    for end in range(len(cite), 0, -1):
        cut = end < len(cite) and cite[end - 1] in _NUMERALS and cite[end] in _NUMERALS
        if cite[:end] in gists and not cut:
            return cite[:end]
    return cite


def _article(
    cite: str, found: tuple[str, bool] | None, aliases: list[str], cited: Mapping[str, list[tuple[str, str]]]
) -> Article:
    gist, scoring = found or ("", True)
    items = [item for name in (cite, *aliases) for item in cited.get(name, ())]
    return Article(cite, gist, scoring, tuple(aliases), tuple(items))
