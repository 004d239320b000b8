"""Workbooks (.xlsx), a sheet a table -> raw tables. Guarded by `xlsx_guard`, parsed by calamine."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Sequence
from pathlib import Path
from xml.etree import ElementTree
from zipfile import ZipFile

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook

from kaoping.errors.position import Position
from kaoping.errors.problems import Problem, nearest
from kaoping.rules.facts.tables import TABLE, TABLES
from kaoping.tables.cells import row_texts
from kaoping.tables.raw import NO_ROWS, RawTable, Record
from kaoping.tables.shaping import column_name, shape
from kaoping.tables.xlsx_guard import (
    ZIP_ERRORS,
    HostileWorkbook,
    Survey,
    column_number,
    open_package,
    read_part,
    repack,
)

IGNORED_SHEETS = ("说明", "_")
"""How the names of sheets begin that hold no facts."""


def read_workbook(path: Path, problems: list[Problem]) -> dict[str, RawTable]:
    """Read the tables of a workbook; what is wrong goes to `problems`."""
    file = str(path)
    try:
        with open_package(path) as package:
            parts = _sheet_parts(package)
            chosen = _chosen_sheets(file, list(parts), problems)
            sheets = {sheet: parts[sheet] for sheet in chosen.values()}
            copy, surveys = repack(package, sheets, set(parts.values()) - set(sheets.values()))
        workbook = CalamineWorkbook.from_filelike(copy)
        grids = {name: workbook.get_sheet_by_name(sheet) for name, sheet in chosen.items()}
    except HostileWorkbook as hostile:
        sheet = str(hostile.params.get("sheet", ""))
        problems.append(Problem(hostile.code, Position(file, sheet=sheet), hostile.params))
        return {}
    except (*ZIP_ERRORS, ElementTree.ParseError, KeyError, CalamineError):
        problems.append(Problem("xlsx-damaged", Position(file)))
        return {}
    tables = {
        name: _read_sheet(file, name, grid, surveys[grid.name], problems) for name, grid in grids.items()
    }
    return {name: table for name, table in tables.items() if table}


def _sheet_parts(package: ZipFile) -> dict[str, str]:
    """Give the part of the package for each sheet, by its name, in order."""
    relations = ElementTree.fromstring(read_part(package, "xl/_rels/workbook.xml.rels"))
    targets = {one.get("Id", ""): one.get("Target", "") for one in relations}
    workbook = ElementTree.fromstring(read_part(package, "xl/workbook.xml"))
    parts: dict[str, str] = {}
    for sheet in workbook.findall("{*}sheets/{*}sheet"):
        relation = next((value for key, value in sheet.items() if key.endswith("}id")), "")
        parts[sheet.get("name", "")] = posixpath.normpath(posixpath.join("/xl", targets[relation]))[1:]
    return parts


def _chosen_sheets(file: str, sheets: list[str], problems: list[Problem]) -> dict[str, str]:
    """Give the sheet of each table; a sheet of another name, or a second one of a table, is a problem."""
    chosen: dict[str, str] = {}
    for sheet in sheets:
        place = Position(file, sheet=sheet)
        name = next((table.name for table in TABLES if sheet.strip() in (table.name, table.label)), "")
        if name in chosen:
            params = {"first": chosen[name], "second": sheet, "table": TABLE[name].label}
            problems.append(Problem("sheet-twice", place, params))
        elif name:
            chosen[name] = sheet
        elif not sheet.startswith(IGNORED_SHEETS):
            labels = {table.label: table.name for table in TABLES} | {
                table.name: table.label for table in TABLES
            }
            known = "、".join(f"{table.label}（{table.name}）" for table in TABLES)
            hint = nearest(sheet, labels, labels)
            problems.append(
                Problem("sheet-unknown", place, {"value": sheet, "known": known}, suggestion=hint)
            )
    return chosen


def _read_sheet(
    file: str, name: str, sheet: CalamineSheet, survey: Survey, problems: list[Problem]
) -> RawTable | None:
    empty = RawTable(name, (), NO_ROWS, file, sheet.name)
    problems.extend(_surveyed(empty, survey))
    return shape(empty, _records(empty, sheet, problems), problems)


def _surveyed(table: RawTable, survey: Survey) -> Iterator[Problem]:
    for code, cells in (("cell-formula", survey.formulas), ("cell-error", survey.errors)):
        for cell in cells:
            letters = cell.rstrip("0123456789")
            place = table.place(int(cell.removeprefix(letters)), column_number(letters) - 1)
            yield Problem(code, place, {"sheet": table.sheet, "cell": cell})


def _records(table: RawTable, sheet: CalamineSheet, problems: list[Problem]) -> Iterator[Record]:
    """Give the rows of a sheet as text; the first that is not blank, the header, tells the columns' kinds."""
    left = [""] * (sheet.start[1] if sheet.start else 0)
    kinds: list[str] = []
    for line, values in enumerate(sheet.iter_rows(), 1):
        cells = row_texts(table, line, [*left, *values], kinds, problems)
        if not kinds and any(cells):
            kinds = _kinds(table.name, cells)
        yield line, cells


def _kinds(table: str, header: Sequence[str]) -> list[str]:
    kinds = {column.name: column.kind for column in TABLE[table].columns}
    return [kinds.get(column_name(table, cell), "text") for cell in header]
