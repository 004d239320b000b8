"""Packages: found by id, folder or file; refused where they are not what they should be."""

from __future__ import annotations

from pathlib import Path

import pytest

from kaoping.rules import SchemeError
from kaoping.schemes import Document, builtin, find
from kaoping.schemes.package import MAX_BYTES
from tests.tables.small import small_package

EIGHT = ("beijing-2009", "beijing-2011", "hubei-archives", "jishui-2014")
EIGHT += ("township", "xingan", "zhangzhou", "zhongshan-2012")


def test_eight_schemes_are_built_in() -> None:
    assert builtin() == EIGHT


@pytest.mark.parametrize("scheme", EIGHT)
def test_a_built_in_scheme_has_document_and_cases(scheme: str) -> None:
    package = find(scheme)
    assert package.file == f"{scheme}/scheme.yaml"
    assert package.document.title
    assert package.document.articles
    assert any(case.name == "shared-1" and None in case.expected for case in package.cases)


def test_a_folder_and_its_scheme_yaml_are_the_same_package(tmp_path: Path) -> None:
    package = small_package(tmp_path / "haiyu")
    assert find(str(tmp_path / "haiyu")) == package == find(str(tmp_path / "haiyu" / "scheme.yaml"))
    assert package.digest.startswith("sha256:")


def refusal(name: str | Path) -> str:
    with pytest.raises(SchemeError) as error:
        find(str(name))
    return error.value.render()


def test_an_unknown_name_is_told_with_the_nearest_one() -> None:
    assert "没有名为“zhongshan”的考评办法" in refusal("zhongshan")
    assert refusal("zhongshan").endswith("是否想写“zhongshan-2012”？")


def test_a_folder_without_a_scheme_is_refused(tmp_path: Path) -> None:
    assert "没有 scheme.yaml" in refusal(tmp_path)


def test_text_that_is_not_utf8_is_refused(tmp_path: Path) -> None:
    (tmp_path / "scheme.yaml").write_bytes("scheme: 海屿".encode("gb18030"))
    assert "不是 UTF-8 编码（第 9 字节起" in refusal(tmp_path)


def test_a_byte_order_mark_and_windows_line_ends_do_no_harm(tmp_path: Path) -> None:
    package = small_package(tmp_path / "haiyu")
    path = tmp_path / "haiyu" / "scheme.yaml"
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    assert find(str(path)) == package


@pytest.mark.parametrize("file", ["scheme.yaml", "document.yaml"])
def test_a_huge_file_is_not_read(tmp_path: Path, file: str) -> None:
    small_package(tmp_path / "haiyu")
    (tmp_path / "haiyu" / file).write_bytes(b"#" * (MAX_BYTES + 1))
    assert "不予读取" in refusal(tmp_path / "haiyu")


def test_a_document_that_expands_is_refused(tmp_path: Path) -> None:
    small_package(tmp_path / "haiyu")
    bomb = "a: &a [x, x]\nb: &b [*a, *a]\narticles: {一: *b}\n"
    (tmp_path / "haiyu" / "document.yaml").write_text(bomb)
    assert "document.yaml:1" in refusal(tmp_path / "haiyu")


def test_numbers_of_articles_stay_as_they_are_written(tmp_path: Path) -> None:
    small_package(tmp_path / "haiyu")
    (tmp_path / "haiyu" / "document.yaml").write_text("title: 办法\narticles: {4.10: 要点, 007: 要点}\n")
    assert list(find(str(tmp_path / "haiyu")).document.articles) == ["4.10", "007"]


def test_a_document_tells_its_number_and_dates() -> None:
    document = Document({"title": "办法", "number": "海政发1号", "dates": {"revised": ["1999", "2007"]}})
    assert (document.title, document.facts) == ("办法", [("文号", "海政发1号"), ("修订", "1999、2007")])
