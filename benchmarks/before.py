"""The program as it was at an earlier revision, to be measured beside the one of today."""

from __future__ import annotations

import io
import os
import subprocess
import tarfile
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).parent.parent
BASE = "a1c1435"
"""The last revision before the engine was written anew."""


@contextmanager
def base_tree() -> Iterator[Path | None]:
    """Give a folder with the files of the base (KAOPING_BENCH_BASE), or None where this clone does not have it."""
    packed = _archive(os.environ.get("KAOPING_BENCH_BASE", BASE))
    if packed is None:
        yield None
        return
    with (
        tempfile.TemporaryDirectory(prefix="kaoping-base-") as folder,
        tarfile.open(fileobj=io.BytesIO(packed)) as files,
    ):
        files.extractall(folder, filter="data")
        yield Path(folder)


def _archive(revision: str) -> bytes | None:
    """Give the files of a revision as a tar archive."""
    command = ["git", "-C", str(ROOT), "archive", "--format=tar", revision, "src", "benchmarks"]
    try:
        made = subprocess.run(command, capture_output=True, check=False)
    except FileNotFoundError:
        print("no column `before`: git is not installed")
        return None
    if made.returncode:
        print(f"no column `before`: this clone does not have the revision {revision} (KAOPING_BENCH_BASE)")
        return None
    return made.stdout
