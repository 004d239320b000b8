"""How the program begins."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

SHOW = "import gc; print(gc.get_threshold()[0], gc.get_freeze_count() > 0)"
BEGIN = {
    "the command line": "from kaoping.cli.main import settle; settle()",
    "a worker of the server": "import kaoping.web.project.wsgi",
}


@pytest.mark.parametrize("begin", BEGIN.values(), ids=BEGIN)
def test_garbage_collection_is_set_where_a_process_begins(begin: str) -> None:
    command, around = [sys.executable, "-c", f"{begin}; {SHOW}"], {**os.environ, "KAOPING_TESTING": "1"}
    done = subprocess.run(command, check=True, capture_output=True, text=True, env=around)
    threshold, frozen = done.stdout.split()
    assert int(threshold) >= 20_000
    assert frozen == "True"
