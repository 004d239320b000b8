"""Scheme packages (考评办法包): a folder with scheme.yaml, document.yaml and worked cases; eight are built in."""

from __future__ import annotations

from kaoping.schemes.document import Document
from kaoping.schemes.package import Package, WorkedCase, builtin, find

__all__ = ["Document", "Package", "WorkedCase", "builtin", "find"]
