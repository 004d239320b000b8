"""The long runs of `make faults` and `make races`, short."""

from __future__ import annotations

import json
import os
import sys
from typing import Any

from tests.web.servers import run


def report(module: str, *words: str) -> dict[str, Any]:
    """Run it in a process of its own; it fails unless what came of it is sound."""
    found: dict[str, Any] = json.loads(
        run(os.environ, sys.executable, "-m", f"tests.faults.{module}", *words)
    )
    return found


def test_no_acknowledged_filing_is_lost_when_the_server_is_killed() -> None:
    found = report("kills", "--cycles", "1", "--seed", "7")
    assert found["acknowledged"] > 0
    assert found["lost"] == [] and found["faults"] == []


def test_one_of_eight_wins_when_all_confirm_at_once() -> None:
    found = report("races", "--clients", "8", "--rounds", "12")
    assert found["winners"] == {"1": 12}


def test_processes_that_append_at_once_make_one_chain() -> None:
    found = report("appends", "--clients", "4", "--entries", "25")
    assert found == {"lengths": [100], "faults": [], "errors": []}
