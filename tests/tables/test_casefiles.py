"""Worked cases: what is compared, and what a difference says."""

from __future__ import annotations

from pathlib import Path

import pytest

from kaoping.schemes import Package
from kaoping.schemes.package import open_package
from kaoping.tables.casefiles import CaseReport, run_cases
from kaoping.tables.folders import FolderError
from tests.tables.small import change, small_package


@pytest.fixture
def package(tmp_path: Path) -> Package:
    return small_package(tmp_path / "haiyu")


def expected(package: Package, table: str) -> Path:
    return package.folder / "cases" / "example" / "expected" / f"{table}.csv"


def run(package: Package) -> CaseReport:
    (report,) = run_cases(open_package(package.folder))
    return report


def test_a_case_that_comes_out_passes(package: Package) -> None:
    assert run(package).passed


def test_rows_may_come_in_any_order(package: Package) -> None:
    path = expected(package, "ranking")
    heading, *rows = path.read_text(encoding="utf-8").splitlines()
    path.write_text("\n".join([heading, *reversed(rows)]), encoding="utf-8")
    assert run(package).passed


def test_a_different_total_names_both_rows(package: Package) -> None:
    change(expected(package, "ranking"), "94.54", "94.55")
    (difference,) = run(package).differences
    assert difference.table == "ranking"
    assert [row[4] for row in difference.missing + difference.surplus] == ["94.55", "94.54"]


@pytest.mark.parametrize("table", ["ranking", "scores"])
def test_a_row_too_few_is_a_difference(package: Package, table: str) -> None:
    path = expected(package, table)
    path.write_text("\n".join(path.read_text(encoding="utf-8").splitlines()[:-1]), encoding="utf-8")
    assert len(run(package).differences[0].surplus) == 1


def test_the_ledger_is_compared_for_the_units_in_it_only(package: Package) -> None:
    path = expected(package, "ledger")
    heading, *rows = path.read_text(encoding="utf-8").splitlines()
    kept = [row for row in rows if row.startswith("D1,")]
    path.write_text("\n".join([heading, *kept]), encoding="utf-8")
    assert run(package).passed
    path.write_text("\n".join([heading, *kept[1:]]), encoding="utf-8")
    assert run(package).differences[0].surplus == (tuple(kept[0].split(",")),)


def test_a_line_twice_is_not_a_line_once(package: Package) -> None:
    path = expected(package, "ledger")
    heading, first, *rows = path.read_text(encoding="utf-8").splitlines()
    path.write_text("\n".join([heading, first, first, *rows]), encoding="utf-8")
    assert run(package).differences[0].missing == (tuple(first.split(",")),)


def test_consequences_are_compared_in_the_columns_that_are_given(package: Package) -> None:
    path = expected(package, "consequences")
    rows = [row.split(",") for row in path.read_text(encoding="utf-8").splitlines()]
    path.write_text("\n".join(",".join(row[:4]) for row in rows), encoding="utf-8")
    assert run(package).passed


def test_a_case_may_be_scored_as_of_other_days(package: Package) -> None:
    folder = expected(package, "ranking").parent
    folder.rename(folder.with_name("expected-as-of-2025-01-01"))
    report = run(package)
    assert str(report.as_of) == "2025-01-01"
    assert not report.passed


def test_an_unknown_column_is_refused(package: Package) -> None:
    change(expected(package, "ranking"), "category,rank", "category,place")
    with pytest.raises(FolderError, match=r"ranking\.csv”的列 place 不是结果表的列"):
        run(package)
