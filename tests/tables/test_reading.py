"""A folder of tables: which files are read, which are passed over, and which are refused by name."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pyarrow as pa
import pytest
from pyarrow import parquet

from kaoping.tables.reading import read_tables, survey_tables
from tests.tables.files import folder, told

CYCLE = "year\n2025\n"
UNITS = "unit,name,category\njyj,海屿市教育局,bureau\n"


def test_tables_come_in_the_order_of_the_specification(tmp_path: Path) -> None:
    folder(tmp_path, units=UNITS, cycle=CYCLE, awards="unit,item,points\n")
    assert list(read_tables(tmp_path)) == ["cycle", "units", "awards"]


def test_other_files_are_passed_over(tmp_path: Path) -> None:
    folder(tmp_path, units=UNITS)
    (tmp_path / "README.md").write_text("说明")
    (tmp_path / "~$facts.xlsx").write_bytes(b"lock")
    (tmp_path / "._units.csv").write_bytes(b"\x00")
    (tmp_path / "events.csv").mkdir()
    assert list(read_tables(tmp_path)) == ["units"]


def test_a_file_of_an_unknown_name_is_refused_with_a_suggestion(tmp_path: Path) -> None:
    folder(tmp_path, event="event\n", 单位=UNITS)
    known = "cycle、units、holes、events、submissions、values、ratings、awards、results、decisions"
    assert told(tmp_path) == [
        f"event.csv “event.csv”不是事实表的文件名；可用的表名是：{known}。请改名，或移出此文件夹。"
        "是否想写“events（事项）”？",
        f"单位.csv “单位.csv”不是事实表的文件名；可用的表名是：{known}。请改名，或移出此文件夹。"
        "是否想写“units（单位）”？",
    ]


def test_a_workbook_among_the_tables_is_refused_not_passed_over(tmp_path: Path) -> None:
    folder(tmp_path, units=UNITS)
    (tmp_path / "events.xlsx").write_bytes(b"PK")
    assert told(tmp_path) == [
        "events.xlsx 文件夹中只读 .csv 和 .parquet，不读“events.xlsx”：请另存为 CSV，或单独指定一个 .xlsx 工作簿。"
    ]


def test_a_table_in_two_files_is_refused(tmp_path: Path) -> None:
    folder(tmp_path, cycle=CYCLE)
    parquet.write_table(pa.table({"year": [2025]}), tmp_path / "cycle.parquet")
    assert told(tmp_path) == ["cycle.parquet cycle.csv 和 cycle.parquet 都是“周期”表：请只保留一个。"]


def test_a_path_that_holds_no_facts_is_refused(tmp_path: Path) -> None:
    missing = tmp_path / "nowhere"
    assert told(missing) == [f" 找不到“{missing.name}”：请给出存放事实表的文件夹，或一个 .xlsx 工作簿。"]
    (tmp_path / "units.csv").write_text(UNITS)
    assert told(tmp_path / "units.csv") == [
        " “units.csv”不能读作事实：请给出存放事实表（.csv、.parquet）的文件夹，或一个 .xlsx 工作簿。"
    ]


def test_a_file_that_cannot_be_opened_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def forbidden(_: Path) -> bytes:
        raise PermissionError(13, "Permission denied")

    folder(tmp_path, units=UNITS)
    monkeypatch.setattr(Path, "read_bytes", forbidden)
    assert told(tmp_path) == ["units.csv 无法打开文件：Permission denied。"]


def test_what_can_be_read_is_given_beside_what_is_wrong(tmp_path: Path) -> None:
    folder(tmp_path, cycle=CYCLE, units=UNITS + "short,row\nwsj,海屿市卫生局,bureau\n", events="")
    tables, problems = survey_tables(tmp_path)
    assert [row.cells[0] for row in tables["units"].rows] == ["jyj", "wsj"]
    assert [problem.code for problem in problems] == ["table-empty", "row-length"]


def test_every_place_of_a_cell_is_found_behind_quotes_and_line_breaks(tmp_path: Path) -> None:
    text = 'unit,name,category\r\na,"甲,""\r\n乙",b\r\nc,丁,d\r\n'
    table = read_tables(folder(tmp_path, units=text))["units"]
    first, second = table.rows
    places = [
        table.position(first, "name"),
        table.position(first, "category"),
        table.position(second, "name"),
    ]
    assert [(at.line, at.column, at.width, at.text) for at in places] == [
        (2, 3, 5, 'a,"甲,""'),
        (3, 4, 1, '乙",b'),
        (4, 3, 1, "c,丁,d"),
    ]
    assert str(table.position(None, "category")).endswith("units.csv:1:11")
    assert str(table.position(None)).endswith("units.csv")
    assert str(table.position(second)).endswith("units.csv:4")


def test_importing_tables_loads_no_heavy_library() -> None:
    code = "import sys, kaoping.tables.reading; print({'pyarrow', 'python_calamine', 'xlsxwriter'} & set(sys.modules))"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True).stdout == "set()\n"
