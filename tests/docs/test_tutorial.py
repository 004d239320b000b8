"""The tutorial, the how-to pages and the READMEs do what they say, through the real command."""

from __future__ import annotations

import csv
import re
import shutil
from pathlib import Path

import pytest

from scripts.docs.console import has_commands, play, run
from scripts.generate_docs import DOCS, ROOT

TUTORIAL = DOCS / "tutorial.md"
OTHERS = [p for p in sorted(DOCS.rglob("*.md")) if p != TUTORIAL and has_commands(p.read_text("utf-8"))]
RANKING = [
    ("1", "发展和改革局", "99.20", "excellent"),
    ("2", "财政局", "94.47", "excellent"),
    ("3", "应急管理局", "94.00", "qualified"),
    ("4", "文化和旅游局", "92.00", "qualified"),
    ("5", "教育局", "61.00", "unqualified"),
]


def readme_commands(name: str) -> list[str]:
    return re.findall(r"^ {4}(kaoping .*?) +#", (ROOT / name).read_text("utf-8"), re.MULTILINE)


def test_tutorial_leads_from_a_document_to_a_ranking(tmp_path: Path) -> None:
    text = TUTORIAL.read_text("utf-8")
    assert play(text, tmp_path) == text, "run `make docs`"
    with (tmp_path / "result-2/ranking.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = [(row["rank"], row["name"], row["total"], row["grade"]) for row in csv.DictReader(file)]
    assert rows == RANKING
    made = ("facts.xlsx", "result/report.xlsx", "site/index.html")
    assert [(tmp_path / name).exists() for name in made] == [True] * 3


@pytest.mark.parametrize("page", OTHERS, ids=lambda page: str(page.relative_to(DOCS)))
def test_commands_print_what_the_page_shows(page: Path, tmp_path: Path) -> None:
    text = page.read_text("utf-8")
    assert play(text, tmp_path) == text, "run `make docs`"


def test_both_readmes_show_the_same_commands() -> None:
    assert readme_commands("README.md") == readme_commands("README.zh-CN.md")


def test_commands_of_the_readme_work_in_their_order(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "src/kaoping/schemes/zhangzhou/cases/shared-1/facts", tmp_path / "facts")
    told = [run(command, tmp_path) for command in readme_commands("README.md")]
    assert len(told) == 7
    assert "海屿市宣传部" in told[3]
    made = ("facts.xlsx", "result/ledger.csv", "june/ledger.csv", "site/index.html")
    assert [(tmp_path / path).exists() for path in made] == [True] * 4
