"""Numbers that must be written as they are (定数), not computed and not by category."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from kaoping.rules.language.number import Constant
from kaoping.rules.language.number_shapes import POINTS, VALUE, NumberShape
from kaoping.rules.language.reading import Reading
from kaoping.rules.language.shapes import Shape
from kaoping.rules.language.tree import Node


def _written_out(shape: NumberShape, node: Node, reading: Reading) -> Fraction | None:
    """Read a number that must be written as it is, not computed or by category."""
    number = shape.read(node, reading)
    if isinstance(number, Constant):
        return Fraction(number.value)
    if number is not None:
        reading.wrong(node.at, "number-fixed")
    return None


class RatioShape(Shape):
    """A ratio such as 30%."""

    words = "比例"

    def read(self, node: Node, reading: Reading) -> Fraction | None:
        """Read the ratio."""
        return _written_out(VALUE, node, reading)

    def schema(self) -> dict[str, Any]:
        """Text or a number."""
        return {"type": ["string", "number"]}


class FixedPoints(Shape):
    """A fixed number of points, which may be below 0."""

    words = "分值"

    def read(self, node: Node, reading: Reading) -> Fraction | None:
        """Read the number, in units of 1/10,000."""
        return _written_out(POINTS, node, reading)

    def schema(self) -> dict[str, Any]:
        """A number."""
        return {"type": "number"}
