"""Every message stands in Chinese and English, asks for the same values, and is used."""

from __future__ import annotations

import re
from importlib.resources import files
from pathlib import Path
from string import Formatter

import pytest

from kaoping.errors.messages import LANGUAGES, MESSAGES
from kaoping.errors.messages.formula import FORMULA
from kaoping.errors.messages.scheme import SCHEME
from kaoping.errors.position import Position
from kaoping.errors.problems import Problem

RULES = Path(str(files("kaoping"))) / "rules"
SOURCE = "\n".join(
    path.read_text("utf-8") for path in sorted(RULES.rglob("*.py")) if path.parent.name != "messages"
)
CHINESE = re.compile(r"[一-鿿]")
WORDS = {"doc", "options", "what", "why", "name", "label", "table", "known", "column", "columns"} | {
    *("asked", "needs", "kind", "found", "words"),
}
"""Values that are Chinese words themselves; the English sentence does without."""
TWINS = {"keys": "key", "code_points": "codes"}
"""Values that the English sentence has in its own words, beside those whose name ends with `_en`."""


def values(text: str) -> set[str]:
    names = {name for _, name, _, _ in Formatter().parse(text) if name}
    return {TWINS.get(name, name).removesuffix("_en") for name in names}


@pytest.mark.parametrize("code", sorted(MESSAGES))
def test_a_message_stands_in_both_languages_with_the_same_values(code: str):
    chinese, english = MESSAGES[code]
    assert CHINESE.search(chinese)
    assert not CHINESE.search(english.replace("万", ""))
    zh, en = values(chinese), values(english)
    assert en <= zh
    assert zh - en <= WORDS


@pytest.mark.parametrize("code", sorted(MESSAGES))
def test_a_message_is_a_sentence(code: str):
    chinese, english = MESSAGES[code]
    assert chinese.rstrip("”").endswith(("。", "？"))
    assert english.endswith((".", "?"))


@pytest.mark.parametrize("code", sorted({*SCHEME, *FORMULA}))
def test_a_message_is_used(code: str):
    assert f'"{code}"' in SOURCE


def test_an_article_and_a_suggestion_follow_the_sentence():
    problem = Problem(
        "shape-unknown-key", Position("s.yaml", 3, 5), {"key": "pionts", "options": ""}, "三(一)", "points"
    )
    assert problem.message() == "“pionts”不是这里可用的键。（依据：三(一)）是否想写“points”？"
    assert problem.message("en") == "'pionts' is not a key here. (article 三(一)) Did you mean 'points'?"
    assert problem.render() == f"s.yaml:3:5: {problem.message()}"


def test_the_mark_stands_under_the_word_though_chinese_is_two_columns_wide():
    at = Position("s.yaml", 3, 8, text="name: 机关作风", width=2)
    shown = Problem("shape-empty", at).render().splitlines()
    assert shown[1:] == ["  3 | name: 机关作风", "    |         ^^^^"]


def test_all_languages_say_the_same():
    assert {words.place for words in LANGUAGES.values()} == {0, 1}
