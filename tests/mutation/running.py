"""Run tests on a tree in a process of its own, forked from one that has loaded everything but the program."""

from __future__ import annotations

import importlib.metadata
import os
import resource
import signal
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn

from hypothesis import Phase, settings

from tests.mutation.suite import Stage
from tests.mutation.tree import Tree

_MEMORY = 6 << 30
"""Address space of a run, in bytes: a mutant that fills the memory is killed by it."""
_NEEDED = ("click", "jinja2", "pyarrow", "pyarrow.parquet", "python_calamine", "xlsxwriter", "yaml")
"""What the program uses, loaded once before all runs."""


@dataclass(frozen=True)
class Outcome:
    """How a run ended, and how many CPU seconds it took."""

    passed: bool
    seconds: float


def warm_up() -> None:
    """Load what every run needs, but nothing of the program itself."""
    for plugin in importlib.metadata.entry_points(group="pytest11"):
        if plugin.name == "hypothesispytest":
            plugin.load()
    for name in _NEEDED:
        importlib.import_module(name)
    assert "kaoping" not in sys.modules


def run(tree: Tree, stage: Stage, limit: int, log: Path) -> Outcome:
    """Run a stage on a tree, for at most so many CPU seconds (ten times as many by the clock)."""
    child = os.fork()
    if not child:
        _run_tests(tree, stage, limit, log)
    deadline = time.monotonic() + 10 * limit
    while True:
        ended, status, usage = os.wait4(child, os.WNOHANG)
        if ended:
            return Outcome(status == 0, usage.ru_utime + usage.ru_stime)
        if time.monotonic() > deadline:
            os.killpg(child, signal.SIGKILL)
        time.sleep(0.02)


def _run_tests(tree: Tree, stage: Stage, limit: int, log: Path) -> NoReturn:
    status = 1
    try:
        os.setpgid(0, 0)
        resource.setrlimit(resource.RLIMIT_CPU, (limit, limit))
        resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
        _write_to(log)
        _see(tree)
        status = _pytest(stage)
    finally:
        os._exit(status)


def _write_to(log: Path) -> None:
    file = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
    for stream in (1, 2):
        os.dup2(file, stream)


def _see(tree: Tree) -> None:
    """Make this process, and those it starts, import the program from the tree and compile nothing there."""
    sys.path.insert(0, str(tree.packages))
    os.environ["PYTHONPATH"] = str(tree.packages)
    os.environ["PYTHONDONTWRITEBYTECODE"] = "1"
    sys.dont_write_bytecode = True
    import kaoping

    assert Path(kaoping.__file__).is_relative_to(tree.root), kaoping.__file__


def _pytest(stage: Stage) -> int:
    """Run the tests up to the first that fails; properties by the same examples each time, failures not made smaller."""
    import pytest

    os.environ["KAOPING_EXAMPLES"] = str(stage.examples)
    settings.register_profile(
        "mutants",
        settings.get_profile("default"),
        derandomize=True,
        database=None,
        deadline=None,
        max_examples=stage.examples,
        phases=(Phase.explicit, Phase.generate),
        suppress_health_check=list(_health_checks()),
    )
    unused = ("cacheprovider", "xdist", "playwright", "base_url", "randomly", "faulthandler")
    without = [word for name in unused for word in ("-p", f"no:{name}")]
    plain = ["-o", "addopts=", "--import-mode=importlib", "-q", "-x", "--hypothesis-profile=mutants"]
    return int(pytest.main([*plain, *without, *stage.tests]))


def _health_checks() -> list[object]:
    from hypothesis import HealthCheck

    return list(HealthCheck)
