"""Units out of a workbook: preview with all errors at once, one proposal, nothing twice."""

from __future__ import annotations

import io
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import Workbook, load_workbook

from kaoping.web.people.actions.registry import decide_change
from kaoping.web.people.imports import Preview, preview
from kaoping.web.people.models import RegistryChange, Unit
from kaoping.web.people.workbook import workbook
from tests.web.worlds import World, actor_of, client_of

HEAD = ("单位编号", "单位名称", "简称", "单位类别", "联系电话")


def csv(*rows: str) -> bytes:
    return "\n".join([",".join(HEAD), *rows]).encode()


def xlsx(*rows: tuple[Any, ...], sheet: str = "单位") -> bytes:
    book = Workbook()
    page = book.active
    assert page is not None
    page.title = sheet
    for row in (HEAD, *rows):
        page.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def seen(here: World, data: bytes, name: str = "units.csv") -> Preview:
    return preview(here.body, io.BytesIO(data), name)


def states(found: Preview) -> dict[str, str]:
    return {line.unit.code: line.state for line in found.lines}


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_each_row_is_new_changed_or_the_same(here: World, kind: str) -> None:
    rows = (
        ("A01", "市发展和改革局", "", "", ""),
        ("A02", "市教育体育局", "", "", ""),
        ("C01", "市数据局", "", "政府部门", "12345"),
    )
    data = csv(*map(",".join, rows)) if kind == "csv" else xlsx(*rows)
    found = seen(here, data, f"units.{kind}")
    assert states(found) == {"A01": "same", "A02": "changed", "C01": "new"} and found.is_ready
    assert found.lines[1].changes == [("单位名称", "市教育局", "市教育体育局")]


def test_all_planted_errors_are_told_with_row_value_and_remedy(here: World) -> None:
    data = csv(
        "C 1,甲局,,,",
        "C02,,,,",
        "C03,市教育局,,,",
        "C04,乙局,,,",
        "C04,丙局,,,",
        f"C05,丁局,{'长' * 51},,",
        "C06,乙局,,,",
    )
    found = seen(here, data)
    told = [(one.line, one.column, one.value[:4]) for one in found.problems]
    assert told == [
        (2, "单位编号", "C 1"), (3, "单位名称", ""), (4, "单位名称", "市教育局"), (6, "单位编号", "C04"),
        (7, "简称", "长长长长"), (8, "单位名称", "乙局"),
    ]  # fmt: skip
    assert all("请" in one.words or "须" in one.words for one in found.problems)
    assert not found.is_ready and states(found)["C02"] == "wrong"


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("u.xlsx", b"not a workbook", "不是 .xlsx 工作簿"),
        ("u.xlsx", xlsx(("A01", "=1+1", "", "", "")), "公式"),
        ("u.xlsx", xlsx(("A01", "甲", "", "", ""), sheet="Sheet1"), "不是事实表的名称"),
        ("u.csv", "单位编号;单位名称\nA01;甲".encode(), "分号"),
        ("u.csv", "单位编号,单位名称,电邮\nA01,甲,x".encode(), "不认识的列“电邮”"),
        ("u.csv", "单位名称\n甲".encode(), "缺“单位编号”一列"),
        ("u.csv", b"", "空的"),
    ],
)  # fmt: skip
def test_a_file_that_cannot_be_read_says_what_to_do(here: World, name: str, data: bytes, words: str) -> None:
    found = seen(here, data, name)
    assert words in "".join(one.words for one in found.problems) and not found.is_ready
    assert not any("/tmp" in one.words for one in found.problems)


def upload(here: World, data: bytes, name: str = "units.xlsx") -> Any:
    return client_of(here["po1"]).post("/haiyu/units/import/", {"file": SimpleUploadedFile(name, data)})


def test_an_import_is_one_proposal_and_twice_changes_nothing(here: World) -> None:
    data = xlsx(("A02", "市教育体育局", "", "", ""), ("C01", "市数据局", "", "政府部门", ""))
    page = upload(here, data)
    assert "新增 1，有改动 1，相同 0" in page.content.decode() and not RegistryChange.objects.exists()
    stated = {"document": "海编〔2026〕1号", "from_day": "2026-01-01"}
    answer = client_of(here["po1"]).post("/haiyu/units/import/apply/", stated)
    row = RegistryChange.objects.get()
    assert answer["Location"] == f"/haiyu/units/changes/{row.pk}/"
    assert "另有待复核的变更" in upload(here, data).content.decode()
    decide_change(actor_of(here["po2"]), row, "confirmed")
    assert Unit.objects.get(code="A02").name == "市教育体育局"
    assert "与现有名录完全相同" in upload(here, data).content.decode()
    again = client_of(here["po1"]).post("/haiyu/units/import/apply/", stated, follow=True)
    assert "预览已失效" in again.content.decode() and RegistryChange.objects.count() == 1


def test_the_exported_list_imported_again_changes_nothing(here: World) -> None:
    answer = client_of(here["ll"]).get("/haiyu/units/export.xlsx")
    found = seen(here, answer.content, "units.xlsx")
    assert set(states(found).values()) == {"same"} and len(found.lines) == 7 and not found.problems


def test_the_template_has_the_columns_and_no_rows() -> None:
    page = load_workbook(io.BytesIO(workbook(())))["单位"]
    assert [tuple(row) for row in page.values] == [HEAD]


def test_swapped_names_are_no_error(here: World) -> None:
    found = seen(here, csv("A01,市教育局,,,", "A02,市发展和改革局,,,"))
    assert not found.problems and states(found) == {"A01": "changed", "A02": "changed"}


def test_another_kind_of_file_is_refused(here: World) -> None:
    assert "只能导入 .xlsx 或 .csv" in upload(here, b"x", "units.pdf").content.decode()
