"""Files for tests of reading: folders of bytes, workbooks, workbooks with one part exchanged."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest
import xlsxwriter

from kaoping.errors.problems import FactsError
from kaoping.tables.reading import read_tables


def folder(path: Path, **files: str | bytes) -> Path:
    """Write CSV files into a folder, by name of table."""
    for name, content in files.items():
        data = content.encode() if isinstance(content, str) else content
        (path / f"{name}.csv").write_bytes(data)
    return path


def workbook(path: Path, sheets: Mapping[str, Sequence[Sequence[object]]], name: str = "facts.xlsx") -> Path:
    """Write a workbook of plain cells."""
    book = xlsxwriter.Workbook(
        str(path / name), {"default_date_format": "yyyy-mm-dd", "strings_to_formulas": False}
    )
    for title, rows in sheets.items():
        sheet = book.add_worksheet(title)
        for row, cells in enumerate(rows):
            sheet.write_row(row, 0, cells)
    book.close()
    return path / name


def exchanged(book: Path, part: str, content: bytes) -> Path:
    """Write a part of a workbook anew."""
    with zipfile.ZipFile(book) as old:
        parts = {name: old.read(name) for name in old.namelist()} | {part: content}
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for name, data in parts.items():
            new.writestr(name, data)
    book.write_bytes(made.getvalue())
    return book


def told(path: Path, encoding: str | None = None, language: str = "zh") -> list[str]:
    """Give place (without the folder) and message of each problem of files that are wrong."""
    with pytest.raises(FactsError) as caught:
        read_tables(path, encoding)
    here = str(path if path.is_dir() else path.parent) + "/"
    problems = caught.value.problems
    return [f"{one.position} {one.message(language)}".replace(here, "") for one in problems]
