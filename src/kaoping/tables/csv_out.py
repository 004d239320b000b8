"""Rows <-> CSV: UTF-8, LF at the line's end, no BOM unless asked for; the same rows give the same bytes."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from pathlib import Path


def write_csv(path: Path, header: Iterable[str], rows: Iterable[Iterable[str]], bom: bool = False) -> None:
    """Write a table."""
    with path.open("w", encoding="utf-8-sig" if bom else "utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(rows)


def read_rows(path: Path) -> list[tuple[str, ...]]:
    """Read the rows of a result table, the header first."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        return [tuple(row) for row in csv.reader(file) if row]
