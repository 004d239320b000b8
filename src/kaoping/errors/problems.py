"""What can be wrong, and how it is told: one root, three classes, all problems at once.

A `Problem` names place, value, rule and remedy in words of `messages.py`; the scheme, the facts and this program
never share an exception class.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches

from kaoping.errors.messages import LANGUAGES, MESSAGES
from kaoping.errors.position import NOWHERE, Position

REPORTED = 100
"""At most so many problems of a run are told."""


@dataclass(frozen=True)
class Problem:
    """One thing that is wrong: `code` is a key of `messages.MESSAGES`, `params` fill its words."""

    code: str
    position: Position = NOWHERE
    params: Mapping[str, object] = field(default_factory=dict)
    cite: str = ""
    suggestion: str = ""

    def message(self, language: str = "zh") -> str:
        """Say what is wrong in one sentence, with article (条款) and suggestion where there are any."""
        words = LANGUAGES[language]
        text = MESSAGES[self.code][words.place].format_map(dict(self.params))
        cited = words.cite.format(self.cite) if self.cite else ""
        suggested = words.suggest.format(self.suggestion) if self.suggestion else ""
        return text + cited + suggested

    def render(self, language: str = "zh") -> str:
        """Give the message behind its place, above the line with the place marked."""
        head = f"{self.position}: {self.message(language)}" if self.position.file else self.message(language)
        return "\n".join([head, *_excerpt(self.position)])


def _excerpt(position: Position) -> list[str]:
    if not position.text or not position.line:
        return []
    number = str(position.line)
    text = position.text.replace("\t", " ")[:240]
    before = _columns(text[: position.column - 1])
    marked = max(1, _columns(text[position.column - 1 : position.column - 1 + position.width]))
    return [f"  {number} | {text}", f"  {' ' * len(number)} | {' ' * before}{'^' * marked}"]


def _columns(text: str) -> int:
    """Count the terminal columns of a text: a Chinese character takes two."""
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def nearest(value: str, known: Iterable[str], names: Mapping[str, str] | None = None) -> str:
    """Suggest the known word nearest to a misspelt one, with its Chinese name, or nothing."""
    found = get_close_matches(value, list(known)[:5000], n=1, cutoff=0.7)
    if not found:
        return ""
    name = (names or {}).get(found[0], "")
    return f"{found[0]}（{name}）" if name else found[0]


class KaopingError(Exception):
    """Root of all errors of this package."""


class ProblemsError(KaopingError):
    """Something given is wrong; `problems` holds all that was found, in order of place."""

    def __init__(self, problems: Sequence[Problem]):
        self.problems = sorted(
            problems, key=lambda p: (p.position.file, p.position.sheet, p.position.line, p.position.column)
        )
        super().__init__("\n".join(p.render() for p in self.problems[:REPORTED]))

    def render(self, language: str = "zh") -> str:
        """Tell the first hundred problems, and how many more there are."""
        told = [p.render(language) for p in self.problems[:REPORTED]]
        more = len(self.problems) - REPORTED
        return "\n".join(told + ([LANGUAGES[language].more.format(more)] if more > 0 else []))


class SchemeError(ProblemsError):
    """The scheme (考评办法) is wrong."""


class FactsError(ProblemsError):
    """The facts (事实) are wrong."""


class InternalError(KaopingError):
    """We are wrong: a law that must always hold did not."""
