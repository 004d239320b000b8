"""A small package to test with: the one that `kaoping new` starts from, with four units of 海屿市."""

from __future__ import annotations

from pathlib import Path

from kaoping.schemes import Package
from kaoping.schemes.package import open_package
from kaoping.tables.evaluated import Evaluation
from kaoping.tables.evaluation import evaluate
from kaoping.tables.starting import write_package


def small_package(folder: Path) -> Package:
    """Make the package in a folder that does not exist yet."""
    write_package("haiyu-2025", folder)
    return open_package(folder)


def small_evaluation(folder: Path) -> Evaluation:
    """Make the package and score its case."""
    package = small_package(folder)
    return evaluate(package, package.cases[0].facts)


def change(path: Path, old: str, new: str) -> None:
    """Change a text in a file, which must stand there."""
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
