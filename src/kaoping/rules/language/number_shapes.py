"""How numbers (数) are written: points, values, percentages; fixed, by category, in bands, computed, or a hole.

Numbers of points (`POINTS`) are in units of 1/10,000, values (`VALUE`) are plain. Source: spec section 3 (a number of a
rule may be a table) and section 6 (holes).
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import Any

from kaoping.errors.position import Position
from kaoping.errors.problems import nearest
from kaoping.rules.language.formula_shape import FormulaShape
from kaoping.rules.language.number import Banded, ByCategory, Computed, Constant, Number, Share, Unfilled
from kaoping.rules.language.reading import Reading, listed
from kaoping.rules.language.shapes import Shape
from kaoping.rules.language.tree import MappingNode, Node, ScalarNode
from kaoping.rules.numbers.exact import Exact, as_units
from kaoping.rules.numbers.points import LIMIT, SCALE, parse_amount, parse_number


@dataclass(frozen=True)
class NumberShape(Shape):
    """A number of a scheme; `points` says whether it is points or a value.

    数的写法：规则里的每个数都可以写成下面任何一种。分值写数字或本项分值的百分比（`50%`）；数值写数字、比率（`95%`）
    或数额（`50万`、`1.5亿`）。此外：

    - `hole` 或 `hole 名称`：原文空缺，见[空缺](holes.md)；
    - `{party: 5, government: 10}` 或 `{by_category: {...}}`：按类别；
    - `{formula: "..."}`：由[公式](formulas.md)得出；
    - `{of: "value(staff)", bands: {0: 1, 50: 2}}`：按另一个数分档，键是下限，低于最低一档为0。

    Example: `{points: 10, deduct: {of: "value(staff)", bands: {0: 1, 50: 2}}}`
    Source: spec section 3 (a number of a rule may be a table), section 6 (holes).
    """

    points: bool
    written: bool = False  # a computed one is refused: other numbers are checked against it
    low: str = ""  # "0" refuses negative numbers (add and deduct give the sign), "+" refuses 0 too

    @property
    def words(self) -> str:  # type: ignore[override]  # it depends on the kind
        """Say which."""
        return "分值" if self.points else "数值"

    def read(self, node: Node, reading: Reading) -> Number | None:
        """Read a number, a hole, a table by category, a formula or bands."""
        if isinstance(node, ScalarNode):
            return self._scalar(node, reading)
        if not reading.kind(node, ScalarNode, MappingNode) or not isinstance(node, MappingNode):
            return None
        names = set(node.entries)
        if names == {"formula"} or names == {"of", "bands"}:
            if self.written:
                reading.wrong(node.at, "number-written")
                return None
            computed = self._bands if "of" in names else self._formula
            return computed(node, reading)
        table = node.entries.get("by_category") if names == {"by_category"} else node
        if isinstance(table, MappingNode) and table.entries and set(table.entries) <= reading.categories:
            return self._by_category(table, reading)
        self._no_table(table if isinstance(table, MappingNode) else node, reading)
        return None

    def _no_table(self, node: MappingNode, reading: Reading) -> None:
        strange = [name for name in node.entries if name not in reading.categories]
        at = node.keys[strange[0]].at if strange else node.at
        hint = nearest(strange[0], [*reading.categories, *NUMBER_WORDS]) if strange else ""
        params = {"keys": listed(node.entries), "categories": listed(sorted(reading.categories))}
        reading.wrong(at, "number-table", hint, **params)

    def _scalar(self, node: ScalarNode, reading: Reading) -> Number | None:
        text, at = node.text, node.at
        if text == "hole" or text.startswith("hole "):
            filled = reading.hole(text[5:].strip(), at)
            if filled is None:
                return Unfilled(reading.hole_name(text[5:].strip()))
            text, at = filled[0], filled[1]
        return self._number(text, at, reading)

    def _number(self, text: str, at: Position, reading: Reading) -> Number | None:
        number = self._constant(text)
        if number is None:
            hint = _meant(text)
            reading.wrong(at, "number", hint if self._constant(hint) else "", value=text, what=self.words)
            return None
        value = number.ratio if isinstance(number, Share) else number.value
        if value < 0 and self.low:
            reading.wrong(at, "number-negative", value=text)
            return None
        if value == 0 and self.low == "+":
            reading.wrong(at, "number-zero", value=text)
            return None
        return number

    def _constant(self, text: str) -> Constant | Share | None:
        """Read a number as written; points have at most 4 decimals."""
        try:
            if self.points and text.endswith("%"):
                return Share(parse_number(text[:-1]) / 100)
            value = parse_amount(text)
        except ValueError:
            return None
        if value >= LIMIT or (self.points and SCALE % value.denominator):
            return None
        return Constant(as_units(value) if self.points else value)

    def _formula(self, node: MappingNode, reading: Reading) -> Number | None:
        formula = FormulaShape().read(node.entries["formula"], reading)
        return None if formula is None else Computed(formula, SCALE if self.points else 1)

    def _by_category(self, node: MappingNode, reading: Reading) -> Number | None:
        found = {}
        for name, item in node.entries.items():
            reading.path.append(name)
            number = self.read(item, reading)
            reading.path.pop()
            if number is None:
                return None
            found[name] = number
        return ByCategory(found)

    def _bands(self, node: MappingNode, reading: Reading) -> Number | None:
        by = FormulaShape().read(node.entries["of"], reading)
        bands = BandsShape(self).read(node.entries["bands"], reading)
        return Banded(by, bands) if by and bands else None

    def schema(self) -> dict[str, Any]:
        """A number, a text such as 30% or hole, or one of the tables."""
        return {"type": ["number", "string", "object"]}


@dataclass(frozen=True)
class BandsShape(Shape):
    """A table from lower bounds of a value to numbers, highest bound first."""

    numbers: NumberShape
    words = "{数值下限: 结果}"

    def read(self, node: Node, reading: Reading) -> tuple[tuple[Exact, Number], ...] | None:
        """Read all rows; bounds are values (95%, 50万)."""
        if not reading.kind(node, MappingNode) or not isinstance(node, MappingNode):
            return None
        if not node.entries:
            reading.wrong(node.at, "shape-empty")
        found: dict[Exact, Number] = {}
        for name, item in node.entries.items():
            bound = VALUE.read(node.keys[name], reading)
            number = self.numbers.read(item, reading)
            if isinstance(bound, Constant) and bound.value in found:
                reading.wrong(node.keys[name].at, "bands-twice", bound=name)
            elif isinstance(bound, Constant) and number is not None:
                found[bound.value] = number
            elif isinstance(bound, Unfilled):
                reading.wrong(node.keys[name].at, "number-fixed")
        return tuple(sorted(found.items(), key=lambda row: row[0], reverse=True)) or None

    def schema(self) -> dict[str, Any]:
        """An object of numbers."""
        return {"type": "object", "additionalProperties": self.numbers.schema()}


@dataclass(frozen=True)
class PercentShape(NumberShape):
    """A percentage of places: 30 and 30% are the same."""

    points: bool = False
    low: str = "0"

    def _constant(self, text: str) -> Constant | Share | None:
        return super()._constant(text if text.endswith("%") else f"{text}%")


POINTS = NumberShape(points=True)
WRITTEN = NumberShape(points=True, written=True, low="0")
"""Points of a node, a group of raters or the whole: the sums of the scheme are checked by them."""
RATE = NumberShape(points=True, low="0")
"""Points that are added or deducted: the word before them gives the sign."""
VALUE = NumberShape(points=False)
PERCENT = PercentShape()
SIZE = NumberShape(points=False, low="+")
"""A number that others are divided by."""

NUMBER_WORDS = frozenset({"formula", "of", "bands", "by_category"})
"""Words that the tables of a number begin with."""


def _meant(text: str) -> str:
    """Guess the number that was meant: 1_000, 1,000, full-width digits, 5分, 1OO."""
    plain = unicodedata.normalize("NFKC", text).translate({ord("O"): "0", ord("o"): "0", ord("l"): "1"})
    return re.sub(r"^\+|^0+(?=[0-9])|[\s_,，]|[分个次元]$", "", plain)
