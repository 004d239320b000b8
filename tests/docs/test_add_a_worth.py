"""The how-to is true: a new worth is one module and its entry in the tuple, and everything else follows."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from scripts.docs.blocks import blocks
from scripts.generate_docs import DOCS, ROOT

PAGE = (DOCS / "howto/add-a-worth.md").read_text("utf-8")
FACTS = {
    "cycle": "year\n2025\n",
    "units": "unit,name,category\nu1,甲单位,bureau\nu2,乙单位,bureau\n",
    "values": "unit,item,value\nu1,petitions,3\nu2,petitions,30\n",
}
SCORE = """
from pathlib import Path
from scripts.docs.examples import run
folder = Path("facts")
_, result = run(Path("each.yaml").read_text("utf-8"), {p.stem: p.read_text("utf-8") for p in folder.iterdir()})
print(*(standing.total for standing in result.standings))
"""


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    folder = tmp_path_factory.mktemp("copy")
    skip = shutil.ignore_patterns("__pycache__")
    for name in ("src", "scripts", "docs"):
        shutil.copytree(ROOT / name, folder / name, ignore=skip)
    for block in blocks(PAGE):
        if block.language == "diff":
            path = folder / block.file
            path.write_text(patched(path.read_text("utf-8"), block.text), "utf-8")
        elif block.file:
            (folder / block.file).write_text(block.text, "utf-8")
    (folder / "facts").mkdir()
    for name, text in FACTS.items():
        (folder / "facts" / f"{name}.csv").write_text(text, "utf-8")
    yield folder


def patched(text: str, diff: str) -> str:
    """Put each added line behind the line that stands above it in the diff."""
    lines, at = text.splitlines(), -1
    for line in diff.splitlines():
        if line.startswith("+"):
            at += 1
            lines.insert(at, line[1:])
        else:
            at = lines.index(line[1:], at + 1)
    return "\n".join(lines) + "\n"


def python(folder: Path, *arguments: str) -> str:
    environment = {**os.environ, "PYTHONPATH": f"{folder / 'src'}{os.pathsep}{folder}"}
    command = [sys.executable, *arguments]
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_the_new_worth_scores(copy: Path) -> None:
    assert python(copy, "-c", SCORE).split() == ["85000", "0"]


def test_the_reference_and_the_json_schema_follow(copy: Path) -> None:
    made = python(copy, "-m", "scripts.generate_docs", "--without-commands").split()
    assert set(made) == {"language/value-each.md", "language/README.md", "language/scheme.schema.json"}
    page = (copy / "docs/language/value-each.md").read_text("utf-8")
    assert "| 甲 | 指标值 | -1.5 | -1.5 | 指标值3 |" in page
