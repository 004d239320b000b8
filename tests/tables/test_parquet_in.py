"""Parquet files: plain types as text, everything else refused."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import pyarrow as pa
import pytest
from pyarrow import parquet

from kaoping.tables import parquet_in
from kaoping.tables.raw import RawRow
from kaoping.tables.reading import read_tables
from tests.tables.files import told


def written(path: Path, name: str, columns: dict[str, object]) -> Path:
    """Write a Parquet file."""
    parquet.write_table(pa.table(columns), path / f"{name}.parquet")
    return path


def test_plain_types_are_read_as_somebody_would_have_typed_them(tmp_path: Path) -> None:
    columns = {
        "unit": pa.array(["a", " b "]).dictionary_encode(),
        "item": pa.array(["x", None], pa.large_string()),
        "value": pa.array([Decimal("12.500000"), Decimal("-0.100000")], pa.decimal128(18, 6)),
        "base": pa.array([0.1, 3.0]),
        "period": pa.array([2025, 2024], pa.int32()),
        "empty": pa.nulls(2),
    }
    table = read_tables(written(tmp_path, "values", columns))["values"]
    assert table.columns == ("unit", "item", "value", "base", "period", "empty")
    assert list(table.rows) == [
        RawRow(1, ("a", "x", "12.5", "0.1", "2025", "")),
        RawRow(2, ("b", "", "-0.1", "3", "2024", "")),
    ]
    assert str(table.position(table.rows[1], "value")).endswith("values.parquet:2:3")


def test_dates_and_truth_values_are_read_in_their_columns(tmp_path: Path) -> None:
    written(
        tmp_path,
        "cycle",
        {"year": [2025], "first_day": [date(2025, 1, 1)], "last_day": [datetime.fromisoformat("2025-12-31")]},
    )
    written(tmp_path, "units", {"unit": ["a"], "name": ["甲"], "category": ["b"], "observer": [True]})
    tables = read_tables(tmp_path)
    assert tables["cycle"].rows[0].cells == ("2025", "2025-01-01", "2025-12-31")
    assert tables["units"].rows[0].cells[3] == "yes"


@pytest.mark.parametrize(
    ("column", "value", "message"),
    [
        ("value", float("nan"), "values.parquet:1:3 此格是 nan，不是数：没有数值时，请把单元格留空。"),
        ("value", float("-inf"), "values.parquet:1:3 此格是 -inf，不是数：没有数值时，请把单元格留空。"),
        (
            "value",
            1e15,
            "values.parquet:1:3 此格的数 1000000000000000 超过 15 位，后面的数字已不可靠：编号请先把此列设为"
            "“文本”格式，再重新输入。",
        ),
        ("value", True, "values.parquet:1:3 此格是逻辑值 True：此列不用逻辑值，请改填文字或数字。"),
        (
            "value",
            date(2025, 3, 1),
            "values.parquet:1:3 此格被存成了日期 2025-03-01：请先把此列设为“文本”格式，再重新输入。",
        ),
        (
            "value",
            datetime(2025, 3, 1, 8, tzinfo=UTC),
            "values.parquet:1:3 “2025-03-01 08:00:00+00:00”带有时刻：请只填日期，如 2025-03-01。",
        ),
    ],
)
def test_a_value_that_no_number_can_be_is_refused(
    tmp_path: Path, column: str, value: object, message: str
) -> None:
    columns: dict[str, object] = {"unit": ["a"], "item": ["x"], column: [value]}
    assert told(written(tmp_path, "values", columns)) == [message]


def test_nested_types_are_refused_by_column(tmp_path: Path) -> None:
    columns = {"unit": [["a"]], "item": [{"b": 1}], "value": pa.array([b"x"])}
    assert told(written(tmp_path, "values", columns)) == [
        "values.parquet:1 “unit”列的类型是 list<element: string>，不能读：请改用文字、数字、日期或逻辑类型。",
        "values.parquet:2 “item”列的类型是 struct<b: int64>，不能读：请改用文字、数字、日期或逻辑类型。",
        "values.parquet:3 “value”列的类型是 binary，不能读：请改用文字、数字、日期或逻辑类型。",
    ]


@pytest.mark.parametrize("content", [b"", b"PAR1", b"PAR1" + bytes(100) + b"PAR1", b"unit,item\n"])
def test_a_damaged_file_is_refused(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "values.parquet").write_bytes(content)
    assert told(tmp_path) == ["values.parquet Parquet 文件已损坏，无法读取：请重新导出。"]


def test_a_file_that_promises_too_many_rows_is_not_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(parquet_in, "MAX_ROWS", 2)
    assert told(written(tmp_path, "values", {"unit": ["a"] * 3})) == [
        "values.parquet Parquet 文件过大：最多 2 行、1000 MB。"
    ]


def test_a_file_that_grows_too_large_in_memory_is_given_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(parquet_in, "MAX_BYTES", 1_000_000)
    written(tmp_path, "values", {"unit": ["a" * 1000] * 5_000})
    assert told(tmp_path) == ["values.parquet Parquet 文件过大：最多 5000000 行、1 MB。"]


def test_a_file_without_columns_is_empty(tmp_path: Path) -> None:
    (message,) = told(written(tmp_path, "cycle", {}))
    assert message.startswith("cycle.parquet “周期（cycle）”表是空的")
