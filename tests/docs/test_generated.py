"""The generated pages are what the code makes, and the JSON Schema knows every scheme."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
import yaml
from jsonschema import Draft202012Validator

from scripts.docs.pages import PAGES
from scripts.docs.schema import scheme_schema
from scripts.generate_docs import ROOT, generated, stale

SCHEMES = sorted((ROOT / "src/kaoping/schemes").glob("*/scheme.yaml"))


@cache
def files() -> dict[str, str]:
    return generated()


@cache
def validator() -> Draft202012Validator:
    return Draft202012Validator(scheme_schema())


def errors(text: str, loader: type) -> list[str]:
    return [error.message for error in validator().iter_errors(yaml.load(text, Loader=loader))]


def test_generated_files_are_up_to_date() -> None:
    assert stale(files()) == [], "run `make docs`"


def test_every_page_has_an_example_that_was_scored_or_loaded() -> None:
    without = [page.file for page in PAGES if "```yaml scheme" not in files()[f"language/{page.file}"]]
    assert without == []


def test_schema_is_valid_draft_2020_12() -> None:
    Draft202012Validator.check_schema(scheme_schema())


@pytest.mark.parametrize("path", SCHEMES, ids=lambda path: path.parent.name)
@pytest.mark.parametrize("loader", [yaml.BaseLoader, yaml.SafeLoader], ids=lambda loader: loader.__name__)
def test_schema_knows_every_scheme(path: Path, loader: type) -> None:
    assert errors(path.read_text("utf-8"), loader) == []


GOOD = """
scheme: s
name: 示例
full_score: 10
indicators:
  - {id: a, points: 10, deduct: 5}
"""


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("deduct: 5", "dedukt: 5"),
        ("deduct: 5", "deduct: {from: 5, too: 10}"),
        ("deduct: 5", "deduct: [5, 10]"),
        ("deduct: 5", "value: percentage, at_least: 5"),
        ("deduct: 5", "deduct: 5, overflow: everything"),
        ("id: a", "id: a.b"),
        ("name: 示例", "nam: 示例"),
    ],
)
def test_schema_refuses_what_the_reader_refuses(right: str, wrong: str) -> None:
    assert errors(GOOD, yaml.BaseLoader) == []
    assert errors(GOOD.replace(right, wrong), yaml.BaseLoader) != []
