"""The tutorial and the how-to pages do what they say, from the document to the ranking, through the real command."""

from __future__ import annotations

import csv
import re
import shutil
from pathlib import Path

import pytest

from scripts.docs.console import has_commands, play, run
from scripts.generate_docs import DOCS, ROOT

PAGES = [page for page in sorted(DOCS.rglob("*.md")) if has_commands(page.read_text("utf-8"))]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(DOCS)))
def test_commands_print_what_the_page_shows(page: Path, tmp_path: Path) -> None:
    text = page.read_text("utf-8")
    assert play(text, tmp_path) == text, "run `make docs`"


def test_tutorial_leads_to_ranking_workbooks_and_site(tmp_path: Path) -> None:
    play((DOCS / "tutorial.md").read_text("utf-8"), tmp_path)
    with (tmp_path / "result-2/ranking.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = [(row["rank"], row["name"], row["total"], row["grade"]) for row in csv.DictReader(file)]
    assert rows == [
        ("1", "发展和改革局", "99.20", "excellent"),
        ("2", "财政局", "94.47", "excellent"),
        ("3", "应急管理局", "94.00", "qualified"),
        ("4", "文化和旅游局", "92.00", "qualified"),
        ("5", "教育局", "61.00", "unqualified"),
    ]
    assert [
        (tmp_path / name).exists() for name in ("facts.xlsx", "result/report.xlsx", "site/index.html")
    ] == [True] * 3


@pytest.mark.parametrize("name", ["README.md", "README.zh-CN.md"])
def test_commands_of_the_readme_work_in_their_order(name: str, tmp_path: Path) -> None:
    shutil.copytree(ROOT / "src/kaoping/schemes/zhangzhou/cases/shared-1/facts", tmp_path / "facts")
    commands = re.findall(r"^ {4}(kaoping .*?) +#", (ROOT / name).read_text("utf-8"), re.MULTILINE)
    assert len(commands) == 7
    told = [run(command, tmp_path) for command in commands]
    assert "海屿市宣传部" in told[3]
    made = ("facts.xlsx", "result/ledger.csv", "june/ledger.csv", "site/index.html")
    assert [(tmp_path / path).exists() for path in made] == [True] * 4
