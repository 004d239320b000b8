"""A shape: how one value is written."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import Any

from kaoping.rules.language.reading import Reading
from kaoping.rules.language.tree import Node


class Shape(ABC):
    """How one value is written. `read` gives the value, or None after noting a problem."""

    words = ""

    @abstractmethod
    def read(self, node: Node, reading: Reading) -> Any:
        """Read a node; problems go to `reading`."""

    def schema(self) -> dict[str, Any]:
        """Describe the shape as JSON Schema."""
        return {}
