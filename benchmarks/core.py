"""The figures of the scoring core and its command line, before and now, each beside its goal."""

from __future__ import annotations

import json
import os
import statistics
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.before import ROOT, base_tree
from benchmarks.processes import cost, run

ROUNDS = 3
PROVINCE = int(os.environ.get("KAOPING_BENCH_UNITS", "10000"))
Measured = Mapping[str, float]


@dataclass(frozen=True)
class Figure:
    """A figure: its key, its name, its unit and decimals, and the goal, which it should not exceed."""

    key: str
    name: str
    unit: str
    goal: float | None = None
    decimals: int = 1

    def told(self, value: float | None) -> str:
        """Write a value of this figure."""
        return "-" if value is None else f"{value:.{self.decimals}f} {self.unit}"


FIGURES = (
    Figure("one", "one unit: ledger, 40 indicators, 30 events", "CPU ms", 0.6, 2),
    Figure("zhangzhou", "a city: zhangzhou, 104 units x 30 events", "CPU ms", 30),
    Figure("heavy", "100 units: 40 indicators, 30 events, 24 ratings each", "CPU ms", 60),
    Figure("help", "kaoping --help, whole process", "s", 0.3, 2),
    Figure("province", f"kaoping score, {PROVINCE:,} units x 30 events, CSV in and out", "CPU s", 20),
    Figure("memory", "peak memory of that process", "MiB", 400, 0),
)


def main() -> None:
    """Measure both trees in turn, so that a busy machine is busy for both, and print the table."""
    with base_tree() as base, tempfile.TemporaryDirectory(prefix="kaoping-bench-") as folder:
        write_city(PROVINCE, Path(folder, "province"))
        trees = [tree for tree in (base, ROOT) if tree]
        rounds = [[measure(tree, Path(folder)) for tree in trees] for _ in range(ROUNDS)]
        *before, now = (median(found) for found in zip(*rounds, strict=True))
        for line in table(before[0] if before else {}, now):
            print(line, flush=True)


def write_city(units: int, folder: Path) -> None:
    """Write the scheme and the facts of so many units, in a process of its own: they take much memory."""
    run(ROOT, ["-m", "benchmarks.city", str(units), str(folder)])


def measure(tree: Path, folder: Path) -> Measured:
    """Measure every figure once."""
    inside = json.loads(run(tree, [str(Path(__file__).with_name("core_run.py"))]))
    whole = cost(tree, score_words(folder / "province"))
    start = cost(tree, ["-m", "kaoping.cli", "--help"])
    return {**inside, "help": start.seconds, "province": whole.cpu_seconds, "memory": whole.mebibytes}


def score_words(folder: Path) -> list[str]:
    """Give the words of the command that scores a folder made by `write_city`."""
    given = [str(folder / "scheme.yaml"), str(folder / "facts")]
    return ["-m", "kaoping.cli", "score", *given, "--no-workbook", "--out", str(folder / "out")]


def median(rounds: Sequence[Measured]) -> Measured:
    """Give the median of each figure."""
    return {key: statistics.median(found[key] for found in rounds) for key in rounds[0]}


def table(before: Measured, now: Measured) -> Iterator[str]:
    """Give the lines of the table; a goal that is missed is marked."""
    yield f"{'figure':58} {'before':>14} {'now':>14} {'ratio':>6} {'goal':>14}"
    for figure in FIGURES:
        old, new, goal = before.get(figure.key), now[figure.key], figure.goal
        ratio = f"{new / old:.2f}" if old else "-"
        missed = "  MISSED" if goal is not None and new > goal else ""
        cells = f"{figure.told(old):>14} {figure.told(new):>14} {ratio:>6} {figure.told(goal):>14}"
        yield f"{figure.name:58} {cells}{missed}"


if __name__ == "__main__":
    main()
