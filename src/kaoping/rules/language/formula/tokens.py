"""The words and signs of a formula: Chinese signs become their ASCII equals, all strange ones are told."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

from kaoping.rules.language.formula.functions import REFERENCES
from kaoping.rules.language.formula.notes import Notes


class Token(NamedTuple):
    """A word or sign. kind: number, name, path (an id where only an id may stand), sign, end."""

    kind: str
    sign: str
    text: str
    offset: int


_WORD = r"[A-Za-z_][A-Za-z0-9_]*"
_SPACE = re.compile(r"\s*")
_PATH = re.compile(r"[A-Za-z0-9_](?:[A-Za-z0-9_.-]*[A-Za-z0-9_])?")
_TOKEN = re.compile(
    r"(?P<number>[0-9][A-Za-z0-9_.]*[%千万亿]?)"
    rf"|(?P<name>{_WORD}(?:\.{_WORD})*)"
    r"|(?P<wrong>==|<>|\*\*|&&|\|\|)"
    r"|(?P<sign><=|>=|!=|[-+*/()=<>,\[\]×÷（），≥≤≠且或非])"
    r"|(?P<word>[^\W\x00-\x7f]+)"
    r"|(?P<character>.)",
    re.DOTALL,
)
_EQUALS = {
    **{"×": "*", "÷": "/", "（": "(", "）": ")", "，": ","},
    **{"≥": ">=", "≤": "<=", "≠": "!=", "且": "and", "或": "or", "非": "not"},
}
_KEYWORDS = ("and", "or", "not", "over")
_MEANT = {"==": "=", "<>": "!=", "&&": "and", "||": "or", "^": "power(x, y)", "**": "power(x, y)"}
_SIGNS = frozenset("+-*/()=<>,[]")


def tokens(text: str, notes: Notes) -> list[Token]:
    """Cut a formula into tokens, an `end` last; a strange sign that means a known one counts as that one."""
    found = [_known(token, notes) for token in _cut(text)]
    return [*(token for token in found if token.sign), Token("end", "end", "", len(text.rstrip()))]


def _cut(text: str) -> Iterator[Token]:
    before: tuple[str, str] = ("", "")
    listed = False
    at = _skip(text, 0)
    while at < len(text):
        token = _path(text, at) if listed or _awaits_id(before) else None
        token = token or _token(text, at)
        yield token
        listed = token.sign != "]" and (listed or token.sign == "[")
        before = (before[1], token.sign)
        at = _skip(text, at + len(token.text))


def _skip(text: str, at: int) -> int:
    match = _SPACE.match(text, at)
    return match.end() if match else at


def _awaits_id(before: tuple[str, str]) -> bool:
    return before[1] == "(" and before[0] in REFERENCES


def _path(text: str, at: int) -> Token | None:
    match = _PATH.match(text, at)
    return Token("path", match[0], match[0], at) if match else None


def _token(text: str, at: int) -> Token:
    match = _TOKEN.match(text, at)
    assert match is not None  # its last branch takes any character
    kind = match.lastgroup or ""
    sign = _EQUALS.get(match[0], match[0])
    return Token("sign" if sign in _KEYWORDS else kind, sign, match[0], at)


def _known(token: Token, notes: Notes) -> Token:
    """Tell a strange sign and give the known one that it means, or an empty one."""
    if token.kind not in ("wrong", "word", "character"):
        return token
    plain = unicodedata.normalize("NFKC", token.text)
    meant = plain if plain in _SIGNS else _MEANT.get(token.text, "")
    code = "formula.word" if token.kind == "word" else "formula.character"
    notes.tell(code, token.offset, token.text, meant, text=token.text)
    return token._replace(kind="sign", sign=meant if meant in _SIGNS | set(_KEYWORDS) else "")
