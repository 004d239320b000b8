"""Characters that nobody sees: they make two equal-looking cells differ, so no cell may hold one."""

from __future__ import annotations

import re
import unicodedata

from kaoping.errors.problems import Problem
from kaoping.tables.raw import RawRow, RawTable

_UNSEEN = (
    "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f"  # controls, but for tab and line breaks
    "\xad\u034f\u0600-\u0605\u061c\u06dd\u070f\u0890\u0891\u08e2\u115f\u1160\u17b4\u17b5\u180b-\u180f"
    "\u200b-\u200f\u2028-\u202e\u2060-\u206f\u2800\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\uffff"
    "\U000110bd\U000110cd\U00013430-\U0001345f\U0001bca0-\U0001bca3\U0001d173-\U0001d17a"
    "\U000e0000-\U000e0fff"
)
"""Format characters (Cf), controls, variation selectors, fillers, line separators, U+FFFD and non-characters."""
_FIND = re.compile(f"[{_UNSEEN}]")
_NAMES = {
    "\ufffd": "替换符，说明文件曾被错误转码",
    "\ufeff": "字节顺序标记",
    "\x00": "空字符",
    "\u00ad": "软连字符",
}


def has_unseen(text: str) -> bool:
    """Say whether a text holds a character that nobody sees."""
    return _FIND.search(text) is not None


def unseen_problems(table: RawTable) -> list[Problem]:
    """Name each cell, also of the header, with a character that nobody sees, and its code point."""
    problems: list[Problem] = []
    for row in (RawRow(table.header, table.columns), *table.rows):
        if _FIND.search("\n".join(row.cells)):
            problems += [
                _problem(table, row.line, index, cell)
                for index, cell in enumerate(row.cells)
                if has_unseen(cell)
            ]
    return problems


def _problem(table: RawTable, line: int, index: int, cell: str) -> Problem:
    codes = dict.fromkeys(_FIND.findall(cell))
    place = table.place(line, table.places[index] if table.places else index)
    params = {
        "column": table.columns[index],
        "codes": "、".join(_told(c) for c in codes),
        "code_points": ", ".join(f"U+{ord(c):04X}" for c in codes),
        "value": _FIND.sub(lambda match: f"〈{ord(match[0]):04X}〉", cell)[:60],
    }
    return Problem("unseen-character", place, params, suggestion=_FIND.sub("", cell)[:60])


def _told(character: str) -> str:
    name = _NAMES.get(character) or unicodedata.name(character, "控制符").lower()
    return f"U+{ord(character):04X}（{name}）"
