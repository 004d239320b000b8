"""The same rules as a spreadsheet: a workbook of formulas for the city's facts, recalculated by LibreOffice."""

from __future__ import annotations

import subprocess
import time
from pathlib import Path

import xlsxwriter
from python_calamine import CalamineWorkbook

from benchmarks.city import AWARDS, BONUSES, DEDUCTIONS, RATINGS, VALUES
from kaoping.rules.facts.rows import Facts
from kaoping.rules.numbers.points import format_points

_SHARES = {"": "1", "lead": "0.8", "joint": "0.2"}
_LEVELS = {"low": 0, "mid": 1, "high": 2}


_ALWAYS_RECALCULATE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode"><value>0</value></prop></item>
</oor:items>
"""


def write_sheet(facts: Facts, path: Path) -> None:
    """Write events, values, ratings, awards and one row of formulas for each unit."""
    book = xlsxwriter.Workbook(str(path))
    _events(book.add_worksheet("E"), facts)
    _plain(
        book.add_worksheet("V"), [(v.unit, v.item, float(v.value), float(v.base or 1)) for v in facts.values]
    )
    _plain(book.add_worksheet("R"), [(r.unit, r.item, r.group, float(r.score)) for r in facts.ratings])
    _plain(book.add_worksheet("A"), [(a.unit, a.item, a.points / 10_000) for a in facts.awards])
    _units(book.add_worksheet("U"), facts)
    book.close()


def _plain(sheet: xlsxwriter.worksheet.Worksheet, rows: list[tuple[object, ...]]) -> None:
    for i, row in enumerate(rows):
        sheet.write_row(i, 0, row)


def _events(sheet: xlsxwriter.worksheet.Worksheet, facts: Facts) -> None:
    """Columns: unit, item, matter, size (rate x count x share), counted (0 where the same matter goes before)."""
    last = len(facts.events)
    for i, event in enumerate(sorted(facts.events, key=lambda e: (e.unit, e.item, e.date, e.id)), 1):
        number = int(event.item.rsplit("i", 1)[1])
        bonus = event.item.startswith("bonuses")
        rates = [3] if bonus else [0.5, 1 + number % 3, 4 + number % 4]
        rate = rates[0] if bonus else rates[_LEVELS[event.level]]
        sheet.write_row(i - 1, 0, (event.unit, event.item, event.matter))
        sheet.write_formula(i - 1, 3, f"=ROUND({rate}*{event.count}*{_SHARES[event.role]},4)")
        same = f"$A$1:$A${last},A{i},$B$1:$B${last},B{i},$C$1:$C${last},C{i}"
        beaten = f'COUNTIFS({same},$D$1:$D${last},">"&D{i})'
        if i > 1:
            head = f"A$1:A{i - 1},A{i},B$1:B{i - 1},B{i},C$1:C{i - 1},C{i}"
            beaten += f"+COUNTIFS({head},D$1:D{i - 1},D{i})"
        sheet.write_formula(i - 1, 4, f'=IF(AND(C{i}<>"",{beaten}>0),0,D{i})' if bonus else f"=D{i}")


def _units(sheet: xlsxwriter.worksheet.Worksheet, facts: Facts) -> None:
    sizes = {"E": len(facts.events), "V": len(facts.values), "R": len(facts.ratings), "A": len(facts.awards)}
    for i, unit in enumerate(facts.units, 1):
        parts = [_deduction(n, i, sizes["E"]) for n in range(DEDUCTIONS)]
        parts += [f"MIN(12,{_sum('E', 'E', f'bonuses.i{n}', i, sizes['E'])})" for n in range(BONUSES)]
        parts += [_value(n, i, sizes["V"]) for n in range(VALUES)]
        parts += [_rating(n, i, sizes["R"]) for n in range(RATINGS)]
        parts += [_sum("A", "C", f"awards.i{n}", i, sizes["A"]) for n in range(AWARDS)]
        sheet.write_string(i - 1, 0, unit.id)
        for n, part in enumerate(parts, 1):
            sheet.write_formula(i - 1, n, "=" + part)
        sheet.write_formula(i - 1, len(parts) + 1, f"=ROUND(SUM(B{i}:{_column(len(parts))}{i}),4)")


def _column(index: int) -> str:
    name: str = xlsxwriter.utility.xl_col_to_name(index)
    return name


def _sum(sheet: str, column: str, item: str, row: int, size: int) -> str:
    return f'SUMIFS({sheet}!${column}$1:${column}${size},{sheet}!$A$1:$A${size},$A{row},{sheet}!$B$1:$B${size},"{item}")'


def _deduction(n: int, row: int, size: int) -> str:
    off = _sum("E", "E", f"deductions.i{n}", row, size)
    return f"MAX(0,20-MIN(10,{off}))" if n % 2 else f"MAX(0,20-{off})"


def _value(n: int, row: int, size: int) -> str:
    v = f"({_sum('V', 'C', f'values.i{n}', row, size)}/{_sum('V', 'D', f'values.i{n}', row, size)})"
    kinds = (
        f"ROUND(30*MIN(1,{v}/0.95),4)",
        f"IF({v}>=0.95,30,IF({v}>=0.9,25,IF({v}>=0.8,15,0)))",
        f"MAX(0,30-2*INT(ROUND(MAX(0,1-{v})/0.05,9)))",
    )
    return kinds[n % 3]


def _rating(n: int, row: int, size: int) -> str:
    def mean(group: str, points: int) -> str:
        where = f'R!$A$1:$A${size},$A{row},R!$B$1:$B${size},"ratings.i{n}",R!$C$1:$C${size},"{group}"'
        return f"ROUND({points}*AVERAGEIFS(R!$D$1:$D${size},{where})/100,4)"

    return f"{mean('leaders', 12)}+{mean('peers', 8)}"


def recalculate(path: Path, folder: Path, soffice: str) -> tuple[float, dict[str, str]]:
    """Let LibreOffice calculate the workbook; gives the seconds and each unit's total as it would be written."""
    profile = folder / "profile" / "user"
    profile.mkdir(parents=True, exist_ok=True)
    (profile / "registrymodifications.xcu").write_text(_ALWAYS_RECALCULATE, encoding="utf-8")
    started = time.perf_counter()
    command = [soffice, "--headless", "--norestore", f"-env:UserInstallation=file://{folder}/profile"]
    command += ["--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir", str(folder / "out"), str(path)]
    subprocess.run(command, check=True, capture_output=True, timeout=600)
    seconds = time.perf_counter() - started
    rows = CalamineWorkbook.from_path(str(folder / "out" / path.name)).get_sheet_by_name("U").to_python()
    return seconds, {str(row[0]): format_points(round(float(str(row[-1])) * 10_000)) for row in rows}
