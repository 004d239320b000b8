"""CSV files: bytes -> raw table. UTF-8 with or without BOM; GB18030 where declared or beyond doubt."""

from __future__ import annotations

import codecs
import csv
from collections.abc import Iterator
from pathlib import Path

from kaoping.errors.position import Position
from kaoping.errors.problems import Problem
from kaoping.tables.raw import LINE, NO_ROWS, RawTable, Record
from kaoping.tables.shaping import shape

ENCODINGS = ("utf-8", "gb18030")
"""Encodings that may be declared (GBK and GB2312 are parts of GB18030)."""
_UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_ASCII = bytes(range(0x80))
_COMMON = bytes([0xA1, 0xA3, *range(0xB0, 0xD8)])
"""First bytes of GB2312 for punctuation, full-width letters and the 3,755 commonest characters (一级汉字)."""
_SEPARATORS = {"\t": "制表符", ";": "分号", "；": "全角分号", "，": "全角逗号", "|": "竖线"}


def read_csv(path: Path, name: str, encoding: str | None, problems: list[Problem]) -> RawTable | None:
    """Read a CSV file as a table; what is wrong goes to `problems`. None where nothing could be read."""
    text = _decode(path.read_bytes(), str(path), encoding)
    if isinstance(text, Problem):
        problems.append(text)
        return None
    empty = RawTable(name, (), NO_ROWS, str(path), source=text)
    try:
        table = shape(empty, _records(text), problems)
    except _Unreadable as unreadable:
        problems.append(Problem(unreadable.code, empty.place(unreadable.line, 0)))
        return None
    if table and len(table.columns) == 1 and (found := set(table.columns[0]) & set(_SEPARATORS)):
        params = {"found": "、".join(_SEPARATORS[one] for one in sorted(found))}
        problems.append(Problem("csv-separator", table.place(table.header, 0), params))
        return None
    return table


class _Unreadable(Exception):
    def __init__(self, code: str, line: int):
        self.code, self.line = code, line
        super().__init__(code)


def _records(text: str) -> Iterator[Record]:
    """Give each record with the line where it begins; a cell in quotes may hold line breaks."""
    reader = csv.reader((line[0] for line in LINE.finditer(text)), strict=True)
    line = 1
    try:
        for cells in reader:
            yield line, cells
            line = reader.line_num + 1
    except csv.Error as error:
        code = "csv-cell-long" if "limit" in str(error) else "csv-quote"
        raise _Unreadable(code, line) from None


def _decode(data: bytes, file: str, encoding: str | None) -> str | Problem:
    """Decode a file, never into letters that nobody wrote."""
    if data.startswith(_UTF_16):
        return Problem("csv-utf16", Position(file))
    if b"\x00" in data:
        return Problem("csv-nul", _place(data, data.index(b"\x00"), file))
    if encoding == "gb18030":
        return _decode_as(data, file, "gb18030")
    text = _decode_as(data, file, "utf-8")
    if not encoding and isinstance(text, str) and _is_ambiguous(data, text):
        return Problem("csv-ambiguous", Position(file))
    if isinstance(text, str) or encoding or _is_damaged_utf8(data):
        return text
    chinese = _decode_as(data, file, "gb18030")
    if isinstance(chinese, Problem) or not _is_chinese(chinese):
        return Problem("csv-encoding", text.position, text.params)
    return chinese


def _decode_as(data: bytes, file: str, encoding: str) -> str | Problem:
    try:
        return data.decode(encoding).removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        params = {"byte": f"{data[error.start]:02X}", "encoding": encoding.upper()}
        return Problem("csv-bytes", _place(data, error.start, file), params)


def _place(data: bytes, offset: int, file: str) -> Position:
    """Say where a byte stands: its line, and its column in bytes."""
    before = data[:offset].replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    return Position(file, before.count(b"\n") + 1, len(before) - before.rfind(b"\n"))


def _is_damaged_utf8(data: bytes) -> bool:
    """Say whether a file is UTF-8 but for a few bytes: read as GB18030 it would be garbled."""
    sound = data.decode("utf-8", errors="ignore")
    damaged = len(data.decode("utf-8", errors="surrogateescape")) - len(sound)
    return damaged < len(sound) - len(sound.encode("latin-1", errors="ignore"))


def _is_ambiguous(data: bytes, text: str) -> bool:
    """Say whether text that reads as UTF-8, but has no Chinese letter, reads as common Chinese in GB18030."""
    if data.startswith(codecs.BOM_UTF8) or text.isascii() or max(text) >= "\u0800":
        return False
    chinese = _decode_as(data, "", "gb18030")
    return isinstance(chinese, str) and _is_chinese(chinese)


def _is_chinese(text: str) -> bool:
    """Say whether most letters beyond ASCII are the commonest in Chinese: Big5 read as GB18030 has few of them."""
    pairs = text.encode("gb2312", errors="ignore").translate(None, _ASCII)
    rare = pairs[::2].translate(None, _COMMON)
    beyond = len(text) - len(text.encode("ascii", errors="ignore"))
    return len(pairs) // 2 - len(rare) > beyond / 2
