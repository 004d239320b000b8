"""report.xlsx: everything of the CSV with names beside the ids, ready to print."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest
from python_calamine import CalamineWorkbook

from kaoping.tables import xlsx_out
from kaoping.tables.evaluated import Evaluation
from kaoping.tables.rows import RESULT_TABLE
from tests.tables.small import small_evaluation


@pytest.fixture
def evaluation(tmp_path: Path) -> Evaluation:
    return small_evaluation(tmp_path / "haiyu")


@pytest.fixture
def workbook(evaluation: Evaluation, tmp_path: Path) -> openpyxl.Workbook:
    xlsx_out.write_workbook(evaluation, tmp_path / "report.xlsx")
    return openpyxl.load_workbook(tmp_path / "report.xlsx")


def rows(workbook: openpyxl.Workbook, sheet: str) -> list[list[object]]:
    return [[cell.value for cell in row] for row in workbook[sheet].iter_rows()]


def test_the_ranking_comes_first(workbook: openpyxl.Workbook) -> None:
    assert workbook.sheetnames == ["排名", "得分", "得分明细", "结果运用", "办法说明"]


def test_the_ranking_shows_names_and_the_scores_of_the_top_items(workbook: openpyxl.Workbook) -> None:
    heading, first, *_ = rows(workbook, "排名")
    assert heading[:6] == ["类别", "名次", "单位编号", "单位名称", "总分", "等次"]
    assert heading[8:] == ["重点工作目标", "作风建设", "社会评价", "表彰加分", "缺少的资料"]
    assert first == [
        *["市直部门", 1, "D1", "海屿市财政局", 94.54, "优秀", "是", "否"],
        *[56, 18, 17.54, 3, None],
    ]


def test_every_row_of_the_tables_is_there(evaluation: Evaluation, workbook: openpyxl.Workbook) -> None:
    for table in RESULT_TABLE.values():
        assert workbook[table.label].max_row == 1 + len(list(table.rows(evaluation.result)))


def test_ledger_lines_name_item_rule_kind_and_article(workbook: openpyxl.Workbook) -> None:
    line = next(row for row in rows(workbook, "得分明细") if row[7] == "E1")
    assert line[:7] == ["D1", "海屿市财政局", "conduct", "作风建设", "conduct.late", "报送材料迟报", "事项"]
    assert [cell for cell in line[9:]] == [-2, -2, None, "三(二)1"]


def test_headings_stay_in_view_and_can_filter(workbook: openpyxl.Workbook) -> None:
    for page in workbook:
        assert page.freeze_panes
        assert page.auto_filter.ref.startswith("A1:")


def test_totals_have_the_places_of_the_scheme(workbook: openpyxl.Workbook) -> None:
    assert workbook["排名"]["E2"].number_format == "0.00"
    assert workbook["得分"]["F2"].number_format == "0.00##"


def test_pages_are_a4_landscape_with_the_heading_on_each(workbook: openpyxl.Workbook) -> None:
    page = workbook["得分明细"]
    assert (page.page_setup.orientation, page.page_setup.paperSize) == ("landscape", 9)
    assert page.print_title_rows == "$1:$1"
    assert "2025年度" in page.oddHeader.center.text


def test_text_that_looks_like_a_formula_stays_text(evaluation: Evaluation, tmp_path: Path) -> None:
    first, *rest = evaluation.result.standings
    result = replace(evaluation.result, standings=[first._replace(name='=HYPERLINK("http://x")'), *rest])
    xlsx_out.write_workbook(replace(evaluation, result=result), tmp_path / "report.xlsx")
    cell = openpyxl.load_workbook(tmp_path / "report.xlsx")["排名"]["D2"]
    assert (cell.data_type, cell.value) == ("s", '=HYPERLINK("http://x")')


def test_rows_beyond_a_sheet_go_on_to_the_next(
    evaluation: Evaluation, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(xlsx_out, "SHEET_ROWS", 8)
    xlsx_out.write_workbook(evaluation, tmp_path / "report.xlsx")
    book = openpyxl.load_workbook(tmp_path / "report.xlsx")
    sheets = [name for name in book.sheetnames if name.startswith("得分明细")]
    assert sheets == ["得分明细", "得分明细(2)", "得分明细(3)"]
    notes = [row[7].value for name in sheets for row in book[name].iter_rows(min_row=2)]
    assert notes == [line.source or None for line in evaluation.result.lines]


def test_text_with_marks_of_xml_and_blanks_at_its_ends_is_kept(
    evaluation: Evaluation, tmp_path: Path
) -> None:
    name = " <东港> & \x07“西港”\n_x0041_"
    first, *rest = evaluation.result.standings
    result = replace(evaluation.result, standings=[first._replace(name=name), *rest])
    xlsx_out.write_workbook(replace(evaluation, result=result), tmp_path / "report.xlsx")
    cell = openpyxl.load_workbook(tmp_path / "report.xlsx")["排名"]["D2"]
    assert cell.value.replace("_x0007_", "\x07").replace("_x005F_", "_") == name


def test_days_are_days_and_numbers_are_exact(workbook: openpyxl.Workbook) -> None:
    line = next(row for row in workbook["得分明细"].iter_rows() if row[7].value == "E1")
    assert (line[8].value.isoformat(), line[8].number_format) == ("2025-03-05T00:00:00", "yyyy-mm-dd")
    assert workbook["得分"]["F4"].value == 17.54


def test_calamine_reads_what_is_streamed(evaluation: Evaluation, tmp_path: Path) -> None:
    xlsx_out.write_workbook(evaluation, tmp_path / "report.xlsx")
    sheet = CalamineWorkbook.from_path(tmp_path / "report.xlsx").get_sheet_by_name("结果运用")
    assert sheet.to_python()[1] == ["D1", "海屿市财政局", "bonus", "年度奖金", "+10%", "六"]


def test_the_same_result_gives_the_same_workbook(evaluation: Evaluation, tmp_path: Path) -> None:
    xlsx_out.write_workbook(evaluation, tmp_path / "a.xlsx")
    xlsx_out.write_workbook(evaluation, tmp_path / "b.xlsx")
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()
