"""Sites of worked cases for the tests of pages, and a small reader of their HTML."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from html.parser import HTMLParser
from pathlib import Path

from kaoping.papers import entry_of, write_index, write_site
from kaoping.rules import load, score
from kaoping.rules.facts.intake import take_in, take_in_holes
from kaoping.rules.facts.rows import Facts
from kaoping.rules.ledger.result import Result
from kaoping.rules.numbers.points import Points, parse_points
from kaoping.rules.scheme.asking import asks_of
from kaoping.rules.scheme.model import Scheme
from kaoping.schemes import builtin, find
from kaoping.tables.evaluation import evaluate
from kaoping.tables.reading import read_tables

CASE = "shared-1"
TOPICS = sorted(path.parent for path in (Path(__file__).parents[1] / "language/good").glob("*/scheme.yaml"))
SCHEMES = builtin()
VOID = {"meta", "link", "br", "col", "line", "rect"}


@dataclass(frozen=True)
class Site:
    """A site that was written, with what it shows."""

    folder: Path
    scheme: Scheme
    result: Result
    facts: Facts

    def page(self, name: str) -> Element:
        """Read a page."""
        return read(self.folder / name)

    @property
    def pages(self) -> list[Path]:
        """Give the files of all pages."""
        return sorted(self.folder.rglob("*.html"))


def site(scheme: str, folder: Path, home: str = "", **changes: object) -> Site:
    """Write the site of a scheme's shared case; `changes` are made to the result first."""
    package = find(scheme)
    case = next(case for case in package.cases if case.name == CASE)
    found = evaluate(package, case.facts)
    result = replace(found.result, **changes)  # type: ignore[arg-type]  # the test knows the fields
    files = sorted(case.facts.glob("*.csv")) + sorted((case.facts.parent / "expected").glob("*.csv"))
    write_site(result, found.scheme, package.document.entries, folder, files, facts=found.facts, home=home)
    return Site(folder, found.scheme, result, found.facts)


def topic_site(topic: Path, folder: Path) -> Site:
    """Write the site of a topic of the language: every clause that it can say, with its own facts."""
    raw = read_tables(topic / "facts")
    scheme = load((topic / "scheme.yaml").read_text("utf-8"), "scheme.yaml", *take_in_holes(raw))
    facts = take_in(raw, asks_of(scheme))
    result = score(scheme, facts)
    write_site(result, scheme, {}, folder, facts=facts)
    return Site(folder, scheme, result, facts)


def all_sites(folder: Path) -> list[Site]:
    """Write all eight sites and their index."""
    found = [site(name, folder / name, home="../index.html") for name in SCHEMES]
    write_index([entry_of(one.result, one.scheme, one.folder.name) for one in found], folder)
    return found


@dataclass
class Element:
    """An element of a page."""

    tag: str
    attributes: dict[str, str]
    inner: list[Element | str] = field(default_factory=list)

    @property
    def classes(self) -> list[str]:
        """Give the classes."""
        return self.attributes.get("class", "").split()

    @property
    def text(self) -> str:
        """Give all text inside."""
        return "".join(part if isinstance(part, str) else part.text for part in self.inner)

    def all(self, tag: str = "", kind: str = "") -> list[Element]:
        """Give the elements inside by tag and class."""
        found = []
        for part in self.inner:
            if isinstance(part, Element):
                if tag in ("", part.tag) and (not kind or kind in part.classes):
                    found.append(part)
                found += part.all(tag, kind)
        return found

    def one(self, tag: str = "", kind: str = "") -> Element:
        """Give the only element inside by tag and class."""
        (found,) = self.all(tag, kind)
        return found


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.open = [Element("", {})]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, {name: value or "" for name, value in attrs})
        self.open[-1].inner.append(element)
        if tag not in VOID:
            self.open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.open[-1].inner.append(Element(tag, {name: value or "" for name, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID:
            assert self.open[-1].tag == tag, f"</{tag}> closes <{self.open[-1].tag}>"
            self.open.pop()

    def handle_data(self, data: str) -> None:
        self.open[-1].inner.append(data)


def read(path: Path) -> Element:
    """Read a page; an element that is not closed in its place fails."""
    reader = _Reader()
    reader.feed(path.read_text(encoding="utf-8"))
    assert len(reader.open) == 1, f"{path.name}: <{reader.open[-1].tag}> is not closed"
    return reader.open[0]


def points(text: str) -> Points:
    """Read a number as pages show it."""
    return parse_points(text.replace("−", "-").replace("+", "").strip())
