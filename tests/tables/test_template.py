"""The fill-in workbook: what a program fills in is read back as the facts that it came from."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest

from kaoping.rules import Facts, load
from kaoping.rules.facts.tables import TABLE
from kaoping.schemes import Package, builtin, find
from kaoping.tables.facts_out import fact_rows
from kaoping.tables.opening import open_case
from kaoping.tables.template import Template, make_template
from kaoping.tables.template_out import HELP, LISTS, write_template


def template_of(package: Package) -> Template:
    return make_template(load(package.text, package.file))


def cell(text: str, kind: str) -> object:
    """What a person would have typed into a cell of this kind."""
    if not text:
        return None
    if kind == "date":
        return date.fromisoformat(text)
    if kind in ("number", "points", "count", "integer", "year"):
        return Decimal(text)
    return text


def fill(path: Path, facts: Facts) -> None:
    book = openpyxl.load_workbook(path)
    for name, rows in fact_rows(facts).items():
        table = TABLE[name]
        kinds = {column.label: (place, column.kind) for place, column in enumerate(table.columns)}
        page = book[table.label]
        places = [kinds[heading.value] for heading in page[1]]
        for number, row in enumerate(rows, 2):
            for column, (place, kind) in enumerate(places, 1):
                page.cell(number, column, cell(row[place], kind))
    book.save(path)


@pytest.mark.parametrize("scheme", builtin())
def test_a_filled_workbook_gives_the_same_facts_as_the_tables(scheme: str, tmp_path: Path) -> None:
    package = find(scheme)
    for case in package.cases:
        _, facts = open_case(package, case.facts)
        path = tmp_path / f"{case.name}.xlsx"
        write_template(template_of(package), path)
        fill(path, facts)
        assert open_case(package, path)[1] == facts


def test_every_column_of_the_facts_is_in_the_workbook() -> None:
    sheets = {sheet.table.name: sheet for sheet in template_of(find("hubei-archives")).sheets}
    for sheet in sheets.values():
        required = {column.name for column in sheet.table.columns if column.required}
        assert required <= {column.column.name for column in sheet.columns}


def test_a_scheme_without_other_results_has_no_sheet_for_them() -> None:
    names = [sheet.table.name for sheet in template_of(find("zhangzhou")).sheets]
    assert names == ["cycle", "units", "holes", "events", "ratings", "awards", "decisions"]


@pytest.fixture
def workbook(tmp_path: Path) -> openpyxl.Workbook:
    path = tmp_path / "facts.xlsx"
    write_template(template_of(find("zhangzhou")), path, with_members=True)
    return openpyxl.load_workbook(path)


def test_headings_are_chinese_locked_frozen_and_explained(workbook: openpyxl.Workbook) -> None:
    page = workbook["事项"]
    assert [heading.value for heading in page[1]][:4] == ["事项编号", "单位编号", "条款编号", "日期"]
    assert page.protection.sheet
    assert page.freeze_panes == "A2"
    assert all(heading.protection.locked and heading.comment.text for heading in page[1])


def test_cells_to_fill_in_are_not_locked(workbook: openpyxl.Workbook) -> None:
    widths = workbook["事项"].column_dimensions
    assert not any(dimension.protection.locked for dimension in widths.values())


def test_units_items_levels_and_roles_are_chosen_from_lists(workbook: openpyxl.Workbook) -> None:
    page = workbook["事项"]
    lists = {
        page.cell(1, next(iter(rule.sqref.ranges)).min_col).value: rule.formula1
        for rule in page.data_validations.dataValidation
        if rule.type == "list"
    }
    assert lists["单位编号"] == "单位编号_列表"
    assert lists["条款编号"] == "events_items"
    assert lists["级别"].startswith("OFFSET(events_level,MATCH($C2,events_level_所属,0)-1")
    assert set(lists) == {"单位编号", "条款编号", "级别", "角色"}


def test_lists_are_on_a_hidden_sheet_with_names_beside_the_ids(workbook: openpyxl.Workbook) -> None:
    page = workbook[LISTS]
    assert page.sheet_state == "hidden"
    rows = [[cell.value for cell in row] for row in page.iter_rows()]
    assert any("conduct.violations.crime" in row and "刑责或治安处罚　三(二)2(1)" in row for row in rows)


def test_help_comes_first_and_names_every_item_with_its_article(workbook: openpyxl.Workbook) -> None:
    assert workbook.sheetnames[0] == HELP
    rows = [[cell.value for cell in row] for row in workbook[HELP].iter_rows()]
    crime = next(row for row in rows if "conduct.violations.crime" in row)
    assert crime[:4] == ["事项", "conduct.violations.crime", "刑责或治安处罚", "三(二)2(1)"]
    assert "section 科级以上(含)、staff 科级以下" in crime[4]


def test_members_of_the_scheme_can_be_filled_in(workbook: openpyxl.Workbook) -> None:
    rows = [[cell.value for cell in row] for row in workbook["单位"].iter_rows(min_row=2)]
    assert rows[0][:4] == ["party01", "组织部", "party", None]
    assert rows[-1][:4] == ["observer05", "市政府办", "observer", "yes"]
    assert len(rows) == 81
