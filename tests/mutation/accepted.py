"""Mutants that may live (可存活的变异体), each with its reason.

`accepted.txt` holds a line for each, as it is printed for a survivor (the number of the line may stay or go), and its
reason in the next line, indented.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

PATH = Path(__file__).with_name("accepted.txt")


@dataclass(frozen=True)
class Accepted:
    """The reasons of mutants that may live, by their names; blank where somebody gave none."""

    reasons: dict[str, str]

    @property
    def unexplained(self) -> list[str]:
        """The names that have no reason."""
        return [name for name, reason in self.reasons.items() if not reason]


def read(text: str) -> Accepted:
    """Read the list; blank lines and comments (`#`) say nothing."""
    reasons: dict[str, str] = {}
    name = ""
    for line in text.splitlines():
        if not line.strip() or line.startswith("#"):
            continue
        if line[0].isspace():
            reasons[name] = f"{reasons[name]} {line.strip()}".strip()
        else:
            name = re.sub(r"^([^:]+):\d+: ", r"\1: ", line.strip())
            reasons.setdefault(name, "")
    return Accepted(reasons)
