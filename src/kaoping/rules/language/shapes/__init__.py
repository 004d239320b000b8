"""Shapes: how a piece of a scheme is written, read from YAML and described.

A construct of the language is a frozen dataclass whose fields are made with `key(shape, doc)`; from that one
declaration come the reader with its errors, the JSON Schema for editors and the language reference.
"""

from __future__ import annotations

from kaoping.rules.language.shapes.keys import Key, key, keys_of
from kaoping.rules.language.shapes.record import Record, Verified, read_keys, spot
from kaoping.rules.language.shapes.scalars import Choice, Day, Flag, Id, Text, Whole, Word
from kaoping.rules.language.shapes.several import Either, Keyed, Many
from kaoping.rules.language.shapes.shape import Shape

__all__ = [
    "Choice",
    "Day",
    "Either",
    "Flag",
    "Id",
    "Key",
    "Keyed",
    "Many",
    "Record",
    "Shape",
    "Text",
    "Verified",
    "Whole",
    "Word",
    "key",
    "keys_of",
    "read_keys",
    "spot",
]
