"""Kaoping beside a spreadsheet: the same rules as formulas, their seconds, and whether the totals agree."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

from benchmarks.before import ROOT
from benchmarks.city import facts, scheme_text
from benchmarks.core import score_words, write_city
from benchmarks.processes import cost
from benchmarks.sheet import recalculate, write_sheet
from kaoping.rules import load, score
from kaoping.rules.numbers.points import format_points


def main(units: int = 200) -> None:
    """Score units by a sheet of formulas and by kaoping, as whole processes; compare the totals."""
    soffice = shutil.which("soffice")
    if soffice is None:
        _show("LibreOffice sheet", "not installed")
        return
    with tempfile.TemporaryDirectory(prefix="kaoping-sheet-") as folder:
        _compare(units, Path(folder), soffice)


def _compare(units: int, folder: Path, soffice: str) -> None:
    given = facts(units)
    write_sheet(given, folder / "sheet.xlsx")
    sheet_seconds, totals = recalculate(folder / "sheet.xlsx", folder, soffice)
    write_city(units, folder / "city")
    seconds = cost(ROOT, score_words(folder / "city")).seconds
    exact = {s.unit: format_points(s.exact_total) for s in score(load(scheme_text()), given).standings}
    wrong = sum(1 for unit, total in totals.items() if exact[unit] != total)
    _show(f"LibreOffice sheet, {units} units, whole process", f"{sheet_seconds:.1f} s")
    _show(f"kaoping score, {units} units, CSV in and out, whole process", f"{seconds:.1f} s")
    _show("ratio sheet / kaoping", f"{sheet_seconds / seconds:.1f} x")
    _show("totals in which the sheet differs", f"{wrong} of {units}")


def _show(name: str, measured: str) -> None:
    print(f"{name:73} {measured:>14}", flush=True)
