"""The fill-in workbook: made from the scheme, filled by a program, read back as the same facts."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import openpyxl
import pytest

from kaoping.rules.inputs import TABLE
from kaoping.schemes import builtin, find
from kaoping.tables.csv_out import read_rows
from kaoping.tables.opening import open_case
from kaoping.tables.template import write_template

SCHEMES = builtin()
SHEETS = {table.label: table for table in TABLE.values()}


def fill(path: Path, facts: Path) -> None:
    """Type the rows of a facts folder into the workbook, as a clerk would: numbers as numbers, dates as dates."""
    book = openpyxl.load_workbook(path)
    for file in sorted(facts.glob("*.csv")):
        table = TABLE[file.stem]
        sheet = book[table.label]
        places = {str(cell.value): cell.column for cell in sheet[1]}
        header, *rows = read_rows(file)
        kinds = {column.name: column for column in table.columns}
        for line, row in enumerate(rows, 2):
            for name, text in zip((h.removeprefix("\ufeff") for h in header), row, strict=True):
                if text:
                    sheet.cell(line, places[kinds[name].label]).value = typed(kinds[name].kind, text)
    book.save(path)


def typed(kind: str, text: str) -> object:
    if kind == "date":
        return date.fromisoformat(text)
    if kind in ("number", "points", "count", "integer", "year"):
        return float(text) if "." in text else int(text)
    return text


@pytest.mark.parametrize("name", SCHEMES)
def test_a_filled_template_gives_the_same_facts_as_the_folder(name: str, tmp_path: Path) -> None:
    package = find(name)
    facts = package.folder / "cases" / "shared-1" / "facts"
    scheme, expected = open_case(package, facts)
    write_template(scheme, tmp_path / "facts.xlsx")
    fill(tmp_path / "facts.xlsx", facts)
    assert open_case(package, tmp_path / "facts.xlsx")[1] == expected


def test_headings_are_locked_and_cells_are_open(tmp_path: Path) -> None:
    scheme, _ = open_case(find("xingan"), find("xingan").folder / "cases" / "shared-1" / "facts")
    write_template(scheme, tmp_path / "facts.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "facts.xlsx")["事项"]
    assert sheet.protection.sheet
    assert sheet["A1"].protection.locked
    assert not sheet.column_dimensions["A"].protection.locked


def test_drop_downs_come_from_the_scheme(tmp_path: Path) -> None:
    scheme, _ = open_case(find("xingan"), find("xingan").folder / "cases" / "shared-1" / "facts")
    write_template(scheme, tmp_path / "facts.xlsx")
    book = openpyxl.load_workbook(tmp_path / "facts.xlsx")
    lists = {column[0].value: [cell.value for cell in column[1:] if cell.value] for column in book["_字典"].columns}
    assert lists["units_category"] == ["key", "general"]
    assert lists["level_publicity.model"] == ["county", "city", "province"]
    assert "materials.archives" in lists["items_events"]
    assert lists["items_submissions"] == ["disclosure.late_or_missing", "disclosure.corridor"]
    assert book["_字典"].sheet_state == "hidden"
    sources = {str(rule.formula1) for rule in book["事项"].data_validations.dataValidation}
    assert {"items_events", 'INDIRECT("level_"&SUBSTITUTE($C2,"-","_"))'} <= sources


def test_the_help_sheet_names_each_item_with_its_article(tmp_path: Path) -> None:
    scheme, _ = open_case(find("zhangzhou"), find("zhangzhou").folder / "cases" / "shared-1" / "facts")
    write_template(scheme, tmp_path / "facts.xlsx")
    rows = list(openpyxl.load_workbook(tmp_path / "facts.xlsx")["说明"].iter_rows(values_only=True))
    crime = next(row for row in rows if row[1] == "conduct.violations.crime")
    assert crime[0] == "事项"
    assert crime[3] == "三(二)2(1)"
    assert "section=科级以上" in str(crime[4])
