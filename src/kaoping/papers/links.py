"""File names and anchors: safe on every file system and in every address, whatever an id contains."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from urllib.parse import quote

_SAFE = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,63}")
_SPACE = re.compile(r"\s+")
_RESERVED = re.compile(r"con|prn|aux|nul|com[0-9]|lpt[0-9]", re.IGNORECASE)


def file_names(ids: Iterable[str]) -> Mapping[str, str]:
    """Give each id a file name without suffix: itself where that is safe everywhere, else `_` and its number.

    Two ids that differ only in case would be one file on some systems: the second gets a number.
    """
    found: dict[str, str] = {}
    taken: set[str] = set()
    for number, name in enumerate(ids, 1):
        safe = _SAFE.fullmatch(name) and not _RESERVED.fullmatch(name) and name.lower() not in taken
        found[name] = name if safe else f"_{number}"
        taken.add(found[name].lower())
    return found


def anchor(prefix: str, name: str) -> str:
    """Give the id of an element; white space may not stand in one."""
    return f"{prefix}-{_SPACE.sub('_', name)}"


def fragment(prefix: str, name: str) -> str:
    """Give the fragment of an address that leads to the element."""
    return "#" + quote(anchor(prefix, name), safe="")


def article(cite: str, up: str = "") -> str:
    """Give the address of an article on the scheme's page; `up` leads to the site's root."""
    return f"{up}scheme.html{fragment('a', cite)}"
