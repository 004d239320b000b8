"""Scheme packages (考评办法包): a folder with scheme.yaml, document.yaml, process.yaml and worked cases.

Eight are built in. How the process is read stands in `kaoping.schemes.process`.
"""

from __future__ import annotations

from kaoping.schemes.document import Document
from kaoping.schemes.package import Package, WorkedCase, builtin, find

__all__ = ["Document", "Package", "WorkedCase", "builtin", "find"]
