"""What was worked out in a run (记录), by stratum: the only state that changes while units are scored."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import Any, TypeVar

T = TypeVar("T")
Key = str | tuple[Hashable, ...]
"""The vertex that was worked out, or a tuple that begins with it."""


def _vertex(key: Key) -> Hashable:
    return key if isinstance(key, str) else key[0]


class Memo:
    """What was worked out, by stratum: of one unit, or of groups of units."""

    __slots__ = ("strata",)

    def __init__(self, depth: int, kept: Memo | None = None):
        """Begin anew, or with what a kept memo holds of stratum 0."""
        self.strata: tuple[dict[Key, Any], ...] = tuple({} for _ in range(depth))
        if kept is not None:
            self.strata[0].update(kept.strata[0])

    def keep(self, vertices: frozenset[str]) -> None:
        """Let go of what nobody will look at again; if somebody did, it would be worked out again."""
        self.strata = tuple(
            {key: found for key, found in known.items() if _vertex(key) in vertices} for known in self.strata
        )

    def once(self, stratum: int, key: Key, compute: Callable[[], T]) -> T:
        """Work something out, or give what was found before."""
        known = self.strata[stratum]
        if key not in known:
            known[key] = compute()
        found: T = known[key]
        return found
