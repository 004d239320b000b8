"""Whatever the text of a scheme is, it is a scheme or a refusal that says where: never another error.

`KAOPING_EXAMPLES` says how many mutations are tried (240 of each sort unless given).
"""

from __future__ import annotations

import os
from random import Random

import pytest

from kaoping.errors.problems import SchemeError
from kaoping.rules.scheme.checks import check
from kaoping.rules.scheme.reader import load
from tests.language.mutations import TEXTS, TREES, broken_text, broken_tree

TRIED = int(os.environ.get("KAOPING_EXAMPLES", "240"))
NAMES = sorted(TEXTS)


def outcome(text: str) -> str:
    """Say what became of a text; an exception that is no refusal ends the test."""
    try:
        warnings = check(load(text, "scheme.yaml"), {"一": "…"})
    except SchemeError as error:
        assert error.problems
        assert all(problem.position.line or problem.code == "yaml-too-large" for problem in error.problems)
        assert error.render().encode() and error.render("en").encode()
        return "refused"
    assert all(problem.message() and problem.message("en") for problem in warnings)
    return "read"


@pytest.mark.parametrize("name", NAMES)
def test_a_text_broken_by_chance_is_read_or_refused(name: str):
    chance = Random(name)
    outcomes = {outcome(broken_text(TEXTS[name], chance)) for _ in range(TRIED // len(NAMES))}
    assert outcomes == {"read", "refused"}


@pytest.mark.parametrize("name", NAMES)
def test_a_tree_broken_by_chance_is_read_or_refused(name: str):
    chance = Random(name)
    outcomes = {outcome(broken_tree(TREES[name], chance)) for _ in range(TRIED // len(NAMES))}
    assert "refused" in outcomes


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\ufeff",
        "\x00",
        "\ud800: \udfff",
        "a" * 999_999,
        "[" * 100_000,
        "{" * 100_000,
        "- " * 50_000,
        "? " * 50_000,
        "a: &a [*a, *a]",
        "a: " + "'" * 99_999,
        "%TAG ! tag:x,2000:\n---\n!x a: b",
        "a: |\n" + "  字\n" * 200_000,
    ],
    ids=range(13),
)
def test_a_hostile_text_is_refused(text: str):
    assert outcome(text) == "refused"
