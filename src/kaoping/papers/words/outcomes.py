"""Values of consequences in words: schemes write them as short English words where the document has none of its own."""

from __future__ import annotations

import re

_WORDS = {
    "yes": "是",
    "no": "否",
    "next_year": "翌年",
    "this_year": "当年",
    "raised": "提高",
    "lowered": "降低",
}
_PLACES = {"first": "一等", "second": "二等", "third": "三等"}
_YEARS = re.compile(r"([0-9]+) years?")
_FORM = re.compile(r"form ([0-9]+)")


def outcome(value: str) -> str:
    """Give the Chinese words for the value of a consequence; a figure or a phrase stays as it is."""
    if years := _YEARS.fullmatch(value):
        return f"{years[1]}年"
    if form := _FORM.fullmatch(value):
        return f"样式{form[1]}"
    if value.startswith("-") and value[1:2].isdigit():
        return f"−{value[1:]}"
    return _WORDS.get(value) or _PLACES.get(value) or value
