"""How a cell is refused: a code of the messages, what fills it, and a remedy looked for only when told."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from kaoping.errors.problems import nearest

SHOWN = 40
"""Characters of a value that a message shows."""


@dataclass(frozen=True)
class Fault:
    """What is wrong with a cell, without its place; `hint` gives the suggestion, in perhaps a millisecond."""

    code: str
    params: Mapping[str, object] = field(default_factory=dict)
    cite: str = ""
    hint: Callable[[], str] = str


class Refused(Exception):
    """A cell cannot be read, as `fault` says."""

    def __init__(self, fault: Fault):
        self.fault = fault
        super().__init__(fault.code)


def refused(code: str, hint: str = "", **params: object) -> Refused:
    """Refuse a cell, with the text that it should perhaps hold."""
    return Refused(Fault(code, params, hint=lambda: hint))


def shown(value: str) -> str:
    """Give a value as a message shows it: on one line, not too long."""
    line = " ".join(value.split())
    return line if len(line) <= SHOWN else line[:SHOWN] + "…"


def listed(names: Mapping[str, str]) -> str:
    """List the first dozen ids that may be written, with their Chinese names."""
    told = [f"{key}（{name}）" if name and name != key else key for key, name in list(names.items())[:12]]
    return "、".join(told) + ("……" if len(names) > 12 else "")


def suggestion(value: str, names: Mapping[str, str]) -> str:
    """Suggest the id that is meant: the value in half-width, the id of a Chinese name with it, or the nearest."""
    plain = "".join(unicodedata.normalize("NFKC", value).split())
    same = [key for key, name in names.items() if plain == key or value == name]
    found = same or [key for key, name in names.items() if len(value) > 1 and value in name]
    if len(found) != 1:
        return nearest(value, names, names)
    name = names[found[0]]
    return f"{found[0]}（{name}）" if name else found[0]
