"""What a workbook must be before it is parsed: a small, plain zip of plain XML, its cells near each other.

The parser fills a grid up to the farthest cell, so that five kilobytes can ask for all memory there is. What is
decided here is decided by sizes and by one search over each sheet's text. Source: reliability F1, F2; our limits.
"""

from __future__ import annotations

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from pathlib import Path

MAX_ENTRIES = 1_000
MAX_BYTES = 200_000_000
"""Of all entries together, unpacked."""
MAX_RATIO, RATIO_FROM = 100, 10_000_000
"""Of unpacked to packed size; a workbook that unpacks to less than so many bytes may have any ratio."""
MAX_ROWS, MAX_COLUMNS = 1_000_000, 64
MAX_GRID, FREE_GRID, MAX_SPARSE = 16_000_000, 100_000, 16
"""Cells of the grid: in all; allowed to any sheet; allowed beyond that for each cell that holds something."""
MAX_FORMULAS = 1_000
"""Formulas that are told of a sheet."""
ZIP_ERRORS = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    NotImplementedError,
    RuntimeError,
    EOFError,
    ValueError,
    OSError,
)
_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_DECLARATION = re.compile(rb"<!(?!--|\[CDATA\[)")
_ENCODING = re.compile(rb"""<\?xml[^>]*\sencoding\s*=\s*["'](?!utf-8["'])""", re.IGNORECASE)
_TAG = re.compile(
    rb"<(?:[^\s<>/:\"'=!?]+:)?"
    rb'(?:c(?: r="([A-Z]{1,3})([1-9][0-9]{0,6})"((?: [a-z]+="[^"<>]*"){0,9}) ?(/?)>|(?=[\s/>]))|(f)(?=[\s/>]))'
)
"""A cell with its column, row, other attributes and whether it is empty; a cell written otherwise; a formula."""


class HostileWorkbook(Exception):
    """A workbook that is not opened; `code` is that of a message."""

    def __init__(self, code: str, **params: object):
        self.code, self.params = code, params
        super().__init__(code)


@dataclass
class Survey:
    """Cells of a sheet that hold a formula, or an error value such as #N/A."""

    formulas: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)


def open_package(path: Path) -> zipfile.ZipFile:
    """Open a workbook's zip if its directory promises nothing outrageous; nothing is unpacked yet.

    Raises: HostileWorkbook, or one of ZIP_ERRORS.
    """
    size = path.stat().st_size
    with path.open("rb") as file:
        start = file.read(8)
    if start == _OLE:
        raise HostileWorkbook("xlsx-password" if _ENCRYPTED in path.read_bytes() else "xlsx-old")
    if not start.startswith(_ZIP):
        raise HostileWorkbook("xlsx-not")
    package = zipfile.ZipFile(path)
    entries = package.infolist()
    total = sum(entry.file_size for entry in entries)
    if len(entries) > MAX_ENTRIES:
        raise HostileWorkbook("xlsx-entries", found=len(entries), most=MAX_ENTRIES)
    if total > MAX_BYTES or (total > RATIO_FROM and total > MAX_RATIO * size):
        raise HostileWorkbook("xlsx-size", size=_megabytes(size), total=_megabytes(total))
    if len({entry.filename.lower() for entry in entries}) < len(entries):
        raise HostileWorkbook("xlsx-damaged")
    return package


def _megabytes(size: int) -> str:
    return f"{size / 1_000_000:.1f} MB"


def read_part(package: zipfile.ZipFile, name: str) -> bytes:
    """Unpack one part, never more than its directory entry promises; only XML in UTF-8 without DOCTYPE."""
    data = package.read(name)
    if _DECLARATION.search(data):
        raise HostileWorkbook("xlsx-doctype", part=name)
    if b"\x00" in data or _ENCODING.match(data[:200].removeprefix(b"\xef\xbb\xbf").lstrip()):
        raise HostileWorkbook("xlsx-structure", part=name)
    return data


def repack(
    package: zipfile.ZipFile, sheets: Mapping[str, str], left_out: Collection[str]
) -> tuple[io.BytesIO, dict[str, Survey]]:
    """Copy the plain parts of a workbook, each looked at, so that what is parsed is what was looked at.

    `sheets` gives the part of each sheet that will be read, `left_out` the parts of the others. Raises as
    `read_part`; HostileWorkbook also where a sheet's cells lie too far apart.
    """
    copy = io.BytesIO()
    surveys: dict[str, Survey] = {}
    names = {part: sheet for sheet, part in sheets.items()}
    with zipfile.ZipFile(copy, "w", zipfile.ZIP_STORED) as target:
        for name in package.namelist():
            if name.endswith((".xml", ".rels")) and name not in left_out:
                data = read_part(package, name)
                if name in names:
                    surveys[names[name]] = survey(data, names[name])
                target.writestr(name, data)
    if len(surveys) < len(sheets):  # a sheet without a part, or two of one
        raise HostileWorkbook("xlsx-damaged")
    copy.seek(0)
    return copy, surveys


def survey(data: bytes, sheet: str) -> Survey:
    """Look over a sheet's text: formulas, error values, and that its cells lie near each other.

    Raises: HostileWorkbook where a cell lies beyond the limits, the grid would be mostly empty, or a cell is
    written in a way that this search cannot follow.
    """
    found, cells, at = Survey(), 0, ""
    columns: set[bytes] = set()
    rows: set[bytes] = set()
    for match in _TAG.finditer(data, max(data.find(b"sheetData"), 0), max(data.rfind(b"sheetData"), 0)):
        column, row, attributes, empty, formula = match.groups()
        if formula:
            found.formulas += [at] if len(found.formulas) < MAX_FORMULAS else []
        elif column is None:
            raise HostileWorkbook("xlsx-structure", part=sheet)
        elif not empty:
            cells += 1
            columns.add(column)
            rows.add(row)
            at = (column + row).decode()
            if b't="e"' in attributes:
                found.errors.append(at)
    _check_grid(sheet, cells, columns, rows)
    return found


def _check_grid(sheet: str, cells: int, columns: set[bytes], rows: set[bytes]) -> None:
    letters = max((column.decode() for column in columns), key=column_number, default="")
    width, height = column_number(letters), max(map(int, rows), default=0)
    last = f"{letters}{height}"
    if height > MAX_ROWS or width > MAX_COLUMNS:
        raise HostileWorkbook("xlsx-far", sheet=sheet, cell=last, rows=MAX_ROWS, columns=MAX_COLUMNS)
    if width * height > min(FREE_GRID + MAX_SPARSE * cells, MAX_GRID):
        raise HostileWorkbook("xlsx-sparse", sheet=sheet, cell=last, cells=cells)


def column_number(letters: str) -> int:
    """Give the number of a column from its letters: A is 1, AA is 27."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number
