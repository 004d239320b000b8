"""Points that do not add up in the document (原文分值不符)."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from kaoping.rules.language.fixed import FixedPoints
from kaoping.rules.language.shapes import Text, key


@dataclass(frozen=True)
class DiffersKeys:
    """原文分值不符：下级分值之和比本级多（少）若干，注明条款。"""

    by: Fraction = key(FixedPoints(), "相差")
    cite: str = key(Text(), "条款", "")
