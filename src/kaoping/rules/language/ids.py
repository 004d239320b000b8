"""Ids (编号) and patterns of ids: `a.*` means all below `a`."""

from __future__ import annotations


def matches(path: str, items: tuple[str, ...]) -> bool:
    """Say whether a rule is meant by ids, of which `a.*` means all below."""
    return any(path == item or (item.endswith(".*") and path.startswith(item[:-1])) for item in items)
