"""Whole outputs of commands, kept beside the tests; `KAOPING_RENEW=1 pytest tests/cli` writes them anew."""

from __future__ import annotations

import os
from pathlib import Path

FOLDER = Path(__file__).parent / "golden"


def assert_golden(name: str, text: str) -> None:
    """Compare an output with the one that is kept."""
    path = FOLDER / f"{name}.txt"
    if os.environ.get("KAOPING_RENEW"):
        FOLDER.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    assert text == path.read_text(encoding="utf-8")
