"""The words of every problem, in Chinese (written first) and English; one module for each kind of input."""

from __future__ import annotations

from typing import NamedTuple

from kaoping.errors.messages.facts import FACTS
from kaoping.errors.messages.files import FILES
from kaoping.errors.messages.folders import FOLDERS
from kaoping.errors.messages.formula import FORMULA
from kaoping.errors.messages.papers import PAPERS
from kaoping.errors.messages.process import PROCESS
from kaoping.errors.messages.scheme import SCHEME


class Words(NamedTuple):
    """Set phrases around a message in one language; `place` is theirs in the pairs of `MESSAGES`."""

    place: int
    cite: str
    suggest: str
    more: str


LANGUAGES = {
    "zh": Words(0, "（依据：{}）", "是否想写“{}”？", "……另有 {} 处错误未列出，请先改正以上各处。"),
    "en": Words(1, " (article {})", " Did you mean '{}'?", "... and {} more; mend the above first."),
}
MESSAGES: dict[str, tuple[str, str]] = {**SCHEME, **FORMULA, **FACTS, **FILES, **FOLDERS, **PAPERS, **PROCESS}
"""Code of a problem: its words in Chinese and English; places in braces are filled by `Problem.params`."""
