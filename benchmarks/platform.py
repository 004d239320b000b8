"""The platform's figures on SQLite and on PostgreSQL, side by side, each beside its goal."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

WITH_POSTGRES = Path(__file__).parent.parent / "scripts" / "with-postgres"
MEASURE = [sys.executable, "-m", "benchmarks.platform_run"]
Measured = Mapping[str, Any]
FIGURES = (
    ("preview, own leaf", "preview of an event in process, own leaf", "p95 50 ms"),
    ("preview, with totals", "preview of an event in process, with totals", "p95 50 ms"),
    ("facts", "facts of a year out of the database", ""),
    ("score", "score of the year", ""),
    ("cold", "trial, cold", ""),
    ("warm", "trial, warm", ""),
    ("filing", "an event filed and confirmed, by the acts", ""),
)
GOAL = "p95 300 ms"


def main() -> None:
    """Measure both databases, each in a process of its own, and print the table."""
    with tempfile.TemporaryDirectory(prefix="kaoping-bench-") as folder:
        print("measuring the platform, some minutes for each database", file=sys.stderr, flush=True)
        sqlite = _measure(Path(folder, "sqlite"), [])
        postgres = _measure(Path(folder, "postgres"), [str(WITH_POSTGRES)])
    print(
        "\nthe platform: 116 units, 3,000 accounts, 5 years of 30 events a unit; milliseconds as p50 / p95\n"
    )
    _print_figures(sqlite, postgres)
    _print_pages(sqlite, postgres)


def _measure(folder: Path, around: list[str]) -> Measured:
    """Measure in a process of its own; give what it found, or why there is nothing."""
    folder.mkdir()
    target = folder / "figures.json"
    made = subprocess.run(
        [*around, *MEASURE, str(target)], env=_environment(folder), capture_output=True, text=True
    )
    if made.returncode != 0:
        return {"failed": "".join(made.stderr.splitlines(keepends=True)[-15:])}
    found: Measured = json.loads(target.read_text(encoding="utf-8"))
    return found


def _environment(folder: Path) -> dict[str, str]:
    """Give the settings of a platform in an office, with a database of its own; with-postgres names another one."""
    (folder / "static").mkdir()
    left_out = {"KAOPING_DEMO", "KAOPING_TESTING"}
    kept = {name: value for name, value in os.environ.items() if name not in left_out}
    return kept | {
        "DJANGO_SETTINGS_MODULE": "kaoping.web.project.settings",
        "KAOPING_DATABASE": str(folder / "kaoping.sqlite3"),
        "KAOPING_FILES": str(folder / "files"),
        "KAOPING_VAR": str(folder),
        "KAOPING_SECRET_KEY": os.urandom(32).hex(),
        "KAOPING_PLAIN_HTTP": "1",
    }


def _print_figures(*databases: Measured) -> None:
    _row("figure", ("SQLite", "PostgreSQL"), "goal")
    _row("the world made", (_seconds(d, "world") for d in databases))
    _row("audit entries, all verified", map(_entries, databases))
    _row("their verification", (_seconds(d, "verify") for d in databases))
    for key, words, goal in FIGURES:
        _row(words, (_pair(d.get(key)) for d in databases), goal)
    for key, words, goal in (("one", "one reader", GOAL), ("many", "8 at a time", "")):
        found = (_pair(d.get("preview as a request", {}).get(key)) for d in databases)
        _row(f"preview as a request, {words}", found, goal)
    for name, told in zip(("SQLite", "PostgreSQL"), databases, strict=True):
        why = told.get("failed") or told.get("preview as a request", {}).get("missing")
        if why:
            print(f"{name} was not measured: {why}")


def _row(name: str, found: Iterable[str], goal: str = "") -> None:
    print(f"{name:46}{''.join(f' {one:>18}' for one in found)} {goal:>12}", flush=True)


def _entries(told: Measured) -> str:
    return f"{told['verify']['entries']:,}" if "verify" in told else "-"


def _seconds(told: Measured, key: str) -> str:
    return f"{told[key]['p50'] / 1000:.1f} s" if key in told else "-"


def _pair(told: Mapping[str, float] | None) -> str:
    return f"{told['p50']:.1f} / {told['p95']:.1f}" if told else "-"


def _print_pages(*databases: Measured) -> None:
    """Print a row for each page: times by one reader and by eight, and queries with 116, 29 and 6 units."""
    head = "".join(
        f" {words:>15}" for words in ("SQLite, one", "8 at a time", "PostgreSQL, one", "8 at a time")
    )
    print(f"\n{'page, as a request (goal: one reader ' + GOAL + ')':46}{head}  queries with 116, 29, 6 units")
    for name in dict.fromkeys(page for told in databases for page in told.get("pages", ())):
        times = [_times(told, name, key) for told in databases for key in ("one", "many")]
        print(
            f"{name:46}{''.join(f' {one:>15}' for one in times)}  {_told_queries(databases, name)}",
            flush=True,
        )


def _times(told: Measured, name: str, key: str) -> str:
    return _pair(told.get("pages", {}).get(name, {}).get(key))


def _told_queries(databases: tuple[Measured, ...], name: str) -> str:
    """Say how many queries a page needs, and GROWS where it is more for more rows; or why it was not measured."""
    found = [told.get("queries", {}).get(name, {}) for told in databases]
    counts = list(dict.fromkeys(tuple(one["counts"]) for one in found if "counts" in one))
    words = " or ".join(", ".join(map(str, row)) for row in counts)
    asked = [told.get("pages", {}).get(name, {}) for told in databases]
    wrong = dict.fromkeys(one["missing"] for one in (*found, *asked) if "missing" in one)
    grows = any(row[0] > row[1] or row[1] > row[2] for row in counts)
    return "; ".join(
        filter(None, (words + ("  GROWS" if grows else ""), *(f"MISSING: {why}" for why in wrong)))
    )


if __name__ == "__main__":
    main()
