"""Every example in the docs runs, every link leads somewhere, every term is one of the code."""

from __future__ import annotations

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
