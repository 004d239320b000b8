"""Whom something applies to (适用范围): categories of units, and units."""

from __future__ import annotations

from dataclasses import dataclass

from kaoping.rules.facts.rows import Unit


@dataclass(frozen=True)
class Category:
    """A category of units (类别、系列); an observer's units take part but are not scored."""

    id: str
    name: str
    observer: bool = False
    members: tuple[str, ...] = ()
    cite: str = ""


@dataclass(frozen=True)
class Scope:
    """Whom a node or rule applies to; None means no restriction of that kind."""

    categories: frozenset[str] | None = None
    units: frozenset[str] | None = None

    def covers(self, unit: Unit) -> bool:
        """Say whether a unit is inside."""
        if self.categories is not None and unit.category not in self.categories:
            return False
        return self.units is None or unit.id in self.units

    def covers_category(self, category: str) -> bool:
        """Say whether units of a category can be inside."""
        return self.categories is None or category in self.categories


EVERYBODY = Scope()
