"""Every example in the docs runs, every link leads somewhere, every term is one of the code."""

from __future__ import annotations

import doctest
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from urllib.parse import unquote

import pytest
import yaml
from jsonschema import Draft202012Validator

from kaoping.rules import load
from scripts.docs.blocks import Block, blocks
from scripts.docs.console import play
from scripts.docs.schema import scheme_schema
from scripts.generate_docs import DOCS, ROOT

PAGES = sorted([*DOCS.rglob("*.md"), *ROOT.glob("*.md")])
SCHEMES = [
    pytest.param(block.text, id=f"{page.relative_to(ROOT)}:{block.line}")
    for page in PAGES
    for block in blocks(page.read_text("utf-8"))
    if block.language == "yaml" and ("scheme" in block.words or block.file.endswith("scheme.yaml"))
]
LINK = re.compile(r"\]\((?!https?:|mailto:)([^)#\s]*)(?:#([^)\s]*))?\)")


@pytest.mark.parametrize("text", SCHEMES)
def test_schemes_in_the_docs_load(text: str) -> None:
    load(text, "scheme.yaml")


@pytest.mark.parametrize("text", SCHEMES)
def test_schemes_in_the_docs_are_known_to_the_json_schema(text: str) -> None:
    found = Draft202012Validator(scheme_schema()).iter_errors(yaml.load(text, Loader=yaml.BaseLoader))
    assert [error.message for error in found] == []


def test_every_yaml_block_says_what_it_is() -> None:
    unsaid = [
        f"{page.relative_to(ROOT)}:{block.line}"
        for page in PAGES
        for block in blocks(page.read_text("utf-8"))
        if block.language == "yaml" and not (block.file or {"scheme", "fragment"} & set(block.words))
    ]
    assert unsaid == []


def fragments() -> Iterator[Block]:
    for page in PAGES:
        yield from (b for b in blocks(page.read_text("utf-8")) if "fragment" in b.words)


def test_fragments_are_yaml() -> None:
    for block in fragments():
        yaml.load(block.text, Loader=yaml.BaseLoader)


def sessions(page: Path) -> str:
    return "\n".join(b.text for b in blocks(page.read_text("utf-8")) if b.language == "pycon")


@pytest.mark.parametrize("page", [p for p in PAGES if sessions(p)], ids=lambda page: page.name)
def test_sessions_in_the_docs_print_what_they_show(
    page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    play(page.read_text("utf-8"), tmp_path)
    monkeypatch.chdir(tmp_path)
    session = doctest.DocTestParser().get_doctest(sessions(page), {}, page.name, str(page), 0)
    assert doctest.DocTestRunner().run(session).failed == 0


@cache
def anchors(page: Path) -> frozenset[str]:
    heads = re.findall(r"^#+ (.+)$", page.read_text("utf-8"), re.MULTILINE)
    return frozenset(re.sub(r"[^\w\- ]", "", head.lower()).replace(" ", "-") for head in heads)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_links_lead_somewhere(page: Path) -> None:
    text = re.sub(r"```.*?```", "", page.read_text("utf-8"), flags=re.DOTALL)
    for target, anchor in LINK.findall(text):
        there = (page.parent / unquote(target)) if target else page
        assert there.exists(), target
        if anchor and there.suffix == ".md":
            assert unquote(anchor).lower() in anchors(there), f"{target}#{anchor}"


def test_pages_name_no_machine() -> None:
    told = re.compile(r"/work\b|/root\b|/home/|/tmp/")
    assert [page.name for page in PAGES if told.search(page.read_text("utf-8"))] == []


def glossary() -> list[tuple[str, list[str]]]:
    rows = re.findall(r"^\| ([^|]+) \| (`[^|]+`) \|", (DOCS / "glossary.md").read_text("utf-8"), re.MULTILINE)
    return [(term, re.findall(r"`([^`]+)`", names)) for term, names in rows]


def test_glossary_has_one_meaning_a_term() -> None:
    terms = [term for term, _ in glossary()]
    names = [name for _, names in glossary() for name in names]
    assert len(terms) == len(set(terms))
    assert len(names) == len(set(names))


def test_glossary_identifiers_are_those_of_the_code() -> None:
    code = "\n".join(path.read_text("utf-8") for path in (ROOT / "src").rglob("*.py"))
    unknown = [name for _, names in glossary() for name in names if not re.search(rf"\b{name}\b", code)]
    assert unknown == []


TIMELESS = [page for page in PAGES if page.name != "CHANGELOG.md" and page.parent.name != "decisions"]
"""Pages that tell of the code of today."""


def test_modules_that_the_docs_name_exist() -> None:
    files = [path.as_posix() for path in ROOT.rglob("*.py")]
    named = {
        (page.name, name)
        for page in TIMELESS
        for name in re.findall(r"`((?:\w+/)+\w+\.py)`", page.read_text("utf-8"))
    }
    ends = {name for _, name in named if any(path.endswith(f"/{name}") for path in files)}
    assert {one for one in named if one[1] not in ends} == {("add-a-worth.md", "tests/rules/test_each.py")}


def test_names_on_the_page_of_the_engine_are_those_of_the_code() -> None:
    code = "\n".join(path.read_text("utf-8") for path in (ROOT / "src/kaoping").rglob("*.py"))
    text = re.sub(r"```.*?```", "", (DOCS / "engine.md").read_text("utf-8"), flags=re.DOTALL)
    spans = [span for span in re.findall(r"`([^`\n]+)`", text) if not span.startswith("tests/")]
    named = {word for span in spans for word in re.findall(r"\b[A-Za-z_]{3,}\b", span)}
    stand_ins = {"RULE", "ITEM", "NODE", "SCHEME", "FACTS"}
    assert {word for word in named - stand_ins if not re.search(rf"\b{word}\b", code)} == set()
