"""YAML -> Scheme: what is common is handed down, rules make leaves, nodes make the tree, outcomes follow."""

from __future__ import annotations

from kaoping.rules.scheme.reader.scheme import load

__all__ = ["load"]
