"""`make bench`: every figure in one run, each beside its goal; `python -m benchmarks platform`: the platform's alone."""

from __future__ import annotations

import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from benchmarks import platform
from benchmarks.city import facts, real_city, scheme_text
from benchmarks.sheet import recalculate, write_sheet
from kaoping.rules import load, score
from kaoping.rules.numbers.points import format_points
from kaoping.tables.facts_out import write_facts

KAOPING = Path(sys.executable).with_name("kaoping")
PROVINCE = int(os.environ.get("KAOPING_BENCH_UNITS", "10000"))


def main() -> None:
    """Print all figures: those of the scoring core, unless only the platform's are asked for, then the platform's."""
    if sys.argv[1:] != ["platform"]:
        scoring_core()
    platform.main()


def scoring_core() -> None:
    """Print the figures of the scoring core and its command line."""
    print(f"{'figure':58} {'measured':>12} {'goal':>10}")
    scheme = load(scheme_text())
    one, hundred = facts(1), facts(100)
    show(
        "one unit: ledger, 40 indicators, 30 events",
        f"{median_ms(lambda: score(scheme, one)):.2f} ms",
        "1 ms",
    )
    zhangzhou, city = real_city()
    show(
        "a city: zhangzhou, 104 units x 30 events",
        f"{median_ms(lambda: score(zhangzhou, city)):.1f} ms",
        "50 ms",
    )
    measured = f"{median_ms(lambda: score(scheme, hundred)):.1f} ms"
    show("100 units: 40 indicators, 30 events, 24 ratings each", measured, "50 ms")
    with tempfile.TemporaryDirectory() as folder:
        start_up()
        spreadsheet(Path(folder))
        province(Path(folder))


def show(name: str, measured: str, goal: str = "") -> None:
    """Print one row."""
    print(f"{name:58} {measured:>12} {goal:>10}", flush=True)


def median_ms(action: Callable[[], object], runs: int = 21) -> float:
    """Time an action several times and give the median."""
    times = []
    for _ in range(runs):
        started = time.perf_counter()
        action()
        times.append(time.perf_counter() - started)
    return statistics.median(times) * 1000


def start_up() -> None:
    """Time the help text, a whole process."""
    seconds = (
        median_ms(lambda: subprocess.run([KAOPING, "--help"], check=True, capture_output=True), 9) / 1000
    )
    show("kaoping --help, whole process", f"{seconds:.2f} s", "0.3 s")


def spreadsheet(folder: Path, units: int = 200) -> None:
    """Score 200 units by a sheet of formulas and by kaoping, as whole processes; compare the totals."""
    soffice = shutil.which("soffice")
    if soffice is None:
        show("LibreOffice sheet", "not installed")
        return
    given = facts(units)
    write_sheet(given, folder / "sheet.xlsx")
    sheet_seconds, totals = recalculate(folder / "sheet.xlsx", folder, soffice)
    seconds, _ = whole_process(folder / "city", units)
    exact = {s.unit: format_points(s.exact_total) for s in score(load(scheme_text()), given).standings}
    wrong = sum(1 for unit, total in totals.items() if exact[unit] != total)
    show(f"LibreOffice sheet, {units} units, whole process", f"{sheet_seconds:.1f} s")
    show(f"kaoping score, {units} units, CSV in and out, whole process", f"{seconds:.1f} s")
    show("ratio sheet / kaoping", f"{sheet_seconds / seconds:.1f} x")
    show("totals in which the sheet differs", f"{wrong} of {units}")


def province(folder: Path) -> None:
    """Score 10,000 units with 30 events each, CSV in and out, as a whole process."""
    seconds, mebibytes = whole_process(folder / "province", PROVINCE)
    show(f"kaoping score, {PROVINCE:,} units x 30 events, CSV in and out", f"{seconds:.1f} s")
    show("peak memory of that process", f"{mebibytes:.0f} MiB")


def whole_process(folder: Path, units: int) -> tuple[float, float]:
    """Write facts, score them with the command line, and give seconds and peak MiB of the process."""
    folder.mkdir(parents=True)
    (folder / "scheme.yaml").write_text(scheme_text(), encoding="utf-8")
    write_facts(facts(units), folder / "facts")
    command = [str(KAOPING), "score", str(folder / "scheme.yaml"), str(folder / "facts"), "--no-workbook"]
    command += ["--out", str(folder / "out")]
    before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    started = time.perf_counter()
    subprocess.run(command, check=True, capture_output=True)
    seconds = time.perf_counter() - started
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    return seconds, max(peak, before) / 1024


if __name__ == "__main__":
    main()
