"""Layouts: a table that was loaded is written again as it was."""

from __future__ import annotations

from kaoping.tables.layout import Layout, joined, layout_of, read_layout, restored
from kaoping.tables.raw import RawRow, RawTable, by_column

NORMAL = [("A", "r", "50", "", ""), ("B", "r", "7", "", "2025")]
RAW = RawTable(
    "values",
    ("unit", "value", "item"),
    by_column([RawRow(2, ("A", "50.00", "r")), RawRow(3, ("B", "7", "r"))], 3),
)


def test_a_layout_keeps_columns_and_cells_in_other_words() -> None:
    layout = layout_of(RAW, "values", NORMAL, bom=True)
    assert layout == Layout(("unit", "value", "item"), True, {"value": {"50.00": [0]}})
    assert read_layout(layout.as_json()) == layout


def test_a_table_is_restored_and_columns_that_tell_more_follow() -> None:
    header, rows = restored(layout_of(RAW, "values", NORMAL), "values", NORMAL)
    assert header == ("unit", "value", "item", "period")
    assert rows == [("A", "50.00", "r", ""), ("B", "7", "r", "2025")]


def test_a_count_of_one_tells_no_more_than_no_count() -> None:
    row = ("E1", "A", "r", "2025-01-01", "1", "", "", "", "", "", "", "")
    assert restored(Layout(("event", "unit", "item", "date")), "events", [row])[0] == (
        "event",
        "unit",
        "item",
        "date",
    )


def test_layouts_of_parts_join_where_their_rows_stand() -> None:
    layout = layout_of(RAW, "values", NORMAL)
    found = joined([(None, 3), (layout, 2), (layout, 2)])
    assert found == Layout(("unit", "value", "item"), False, {"value": {"50.00": [3, 5]}})
    assert joined([(None, 4)]) is None
