"""Whole processes: what a command of a tree costs from its start to its end."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple


class Cost(NamedTuple):
    """What a process took: seconds by the clock, seconds of CPU, MiB at its peak."""

    seconds: float
    cpu_seconds: float
    mebibytes: float


def run(tree: Path, words: Sequence[str]) -> str:
    """Run Python with the modules of a tree and give what it prints."""
    made = subprocess.run(
        [sys.executable, "-P", *words], env=_environment(tree), check=True, capture_output=True
    )
    return made.stdout.decode()


def cost(tree: Path, words: Sequence[str]) -> Cost:
    """Run Python with the modules of a tree and give what it costs.

    A process begins with the peak of the one that starts it: ours must stay small.
    """
    started = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, "-P", *words], env=_environment(tree), stdout=subprocess.DEVNULL
    )
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, process.args)
    return Cost(time.perf_counter() - started, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)


def _environment(tree: Path) -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": f"{tree / 'src'}{os.pathsep}{tree}", "PYTHONHASHSEED": "0"}
