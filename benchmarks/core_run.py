"""The times of scoring in one process, as JSON; run by its path, so that an earlier tree can be measured by it too.

Whatever it imports comes from the tree that PYTHONPATH names: only what every tree has may be used here.
"""

from __future__ import annotations

import importlib
import json
import statistics
import sys
import time
from collections.abc import Callable

from benchmarks.city import facts, real_city, scheme_text
from kaoping.rules import load, score

RUNS = 21


def main() -> None:
    """Print the median CPU milliseconds of each figure, with garbage collection set as the program sets it."""
    settle = getattr(importlib.import_module("kaoping.cli.main"), "settle", None)
    if settle:
        settle()
    scheme, zhangzhou = load(scheme_text()), real_city()
    one, hundred = facts(1), facts(100)
    found = {
        "one": median_ms(lambda: score(scheme, one)),
        "zhangzhou": median_ms(lambda: score(*zhangzhou)),
        "heavy": median_ms(lambda: score(scheme, hundred)),
    }
    json.dump(found, sys.stdout)


def median_ms(action: Callable[[], object]) -> float:
    """Time an action several times, after a first one for practice, and give the median."""
    action()
    times = []
    for _ in range(RUNS):
        started = time.process_time()
        action()
        times.append(time.process_time() - started)
    return statistics.median(times) * 1000


if __name__ == "__main__":
    main()
