"""Numbers of a scheme: fixed, a share of the item's points, by category, by bands of another number, computed, or a hole.

A `Number` gives an exact number for one unit. Numbers of points (`POINTS`) are in units of 1/10,000, values (`VALUE`)
are plain. Source: spec section 3 (a number of a rule may be a table) and section 6 (holes).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from collections.abc import Mapping as Map
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any, Protocol

from kaoping.errors.position import Position
from kaoping.errors.problems import KaopingError, nearest
from kaoping.rules.language.formula import Formula, parse
from kaoping.rules.language.looks import Look
from kaoping.rules.language.shapes import Reading, Shape, listed
from kaoping.rules.language.tree import Mapping, Node, Scalar
from kaoping.rules.numbers.points import LIMIT, SCALE, Points, half_up, parse_amount, parse_number

Exact = int | Fraction


class MissingValue(KaopingError):
    """A number cannot be had because a fact is missing; the item's `missing` treatment decides."""


class UnfilledHole(KaopingError):
    """A hole (空缺) was needed before it was filled."""


class Frame(Protocol):
    """What a number or worth may see of the unit that it is worked out for."""

    @property
    def category(self) -> str:
        """The unit's category."""

    @property
    def full(self) -> Points:
        """The points in force (分值) of the item or rule."""

    def computed(self, formula: Formula) -> Fraction:
        """Work out a formula for the unit; raises MissingValue."""


class Number(Protocol):
    """A number of a rule."""

    def of(self, frame: Frame) -> Exact:
        """Give the number for a unit."""

    def fixed(self) -> Exact | None:
        """Give the number where it is the same for all units and items, else None."""


@dataclass(frozen=True)
class Constant:
    """The same for everybody."""

    value: Exact

    def of(self, frame: Frame) -> Exact:
        """Give the value."""
        return self.value

    def fixed(self) -> Exact | None:
        """Give the value."""
        return self.value


@dataclass(frozen=True)
class Share:
    """A share of the item's points in force."""

    ratio: Fraction

    def looks_at(self) -> Iterator[Look]:
        """Look at the points in force."""
        yield Look("points")

    def of(self, frame: Frame) -> Exact:
        """Give the share for the unit, as an integer where it is whole."""
        return share_of(frame.full, self.ratio)

    def fixed(self) -> Exact | None:
        """It depends on the item."""
        return None


@dataclass(frozen=True)
class ByCategory:
    """A number for each category (分类设置)."""

    table: Map[str, Number]

    def of(self, frame: Frame) -> Exact:
        """Give the number of the unit's category (0 for one that is not named)."""
        number = self.table.get(frame.category)
        return number.of(frame) if number else 0

    def fixed(self) -> Exact | None:
        """It depends on the category."""
        return None


@dataclass(frozen=True)
class Computed:
    """Worked out by a formula; in units of 1/10,000 where it is points."""

    formula: Formula
    scale: int = 1

    def of(self, frame: Frame) -> Exact:
        """Work the formula out for the unit."""
        return frame.computed(self.formula) * self.scale

    def fixed(self) -> Exact | None:
        """It depends on the unit."""
        return None


@dataclass(frozen=True)
class Banded:
    """By bands of another number of the unit: the highest lower bound that is reached (else 0)."""

    by: Formula
    bands: tuple[tuple[Exact, Number], ...]

    def of(self, frame: Frame) -> Exact:
        """Give the number of the unit's band."""
        value = frame.computed(self.by)
        found = next((number for bound, number in self.bands if value >= bound), None)
        return found.of(frame) if found else 0

    def fixed(self) -> Exact | None:
        """It depends on the unit."""
        return None


def size_of(number: Number, frame: Frame) -> Fraction:
    """Give a number that something is divided by (档距、满分); one that comes out as 0 is missing."""
    found = Fraction(number.of(frame))
    if not found:
        raise MissingValue("0")
    return found


def formulas_in(number: Number) -> Iterator[Formula]:
    """Give the formulas of a number."""
    if isinstance(number, Computed):
        yield number.formula
    elif isinstance(number, Banded):
        yield number.by
        for _, inner in number.bands:
            yield from formulas_in(inner)
    elif isinstance(number, ByCategory):
        for inner in number.table.values():
            yield from formulas_in(inner)


def looks_in(*numbers: Number | None) -> Iterator[Look]:
    """Give what the formulas of numbers look at."""
    for number in numbers:
        for formula in formulas_in(number) if number else ():
            yield from formula.looks


@dataclass(frozen=True)
class Unfilled:
    """A hole (空缺) without a value yet."""

    name: str

    def of(self, frame: Frame) -> Exact:
        """Fail: scoring needs the hole."""
        raise UnfilledHole(self.name)

    def fixed(self) -> Exact | None:
        """It is not known."""
        return None


@dataclass(frozen=True)
class FormulaShape(Shape):
    """A formula, as text; where it is a `condition`, it may compare.

    公式：写在引号里；加减乘除、括号、比较（`=`、`!=`、`<`、`<=`、`>`、`>=`）、`and`、`or`、`not`，
    中文符号 `×`、`÷`、`（）` 也可以。
    名称是中间量、指标值或空缺的编号；函数见下。办法装载时就检查：不认识的名称、循环、单位不合的都不予受理。
    除法、平均精确计算；对数、乘方、开方取28位有效数字；得分在明细处舍入一次。除以0、缺值都按缺少资料处理，
    `given(x, 0)` 另给一个数。组函数写作 `mean(x over category)`，over 之后是[比较范围](among.md)。

    Example:
        full_score: 10
        indicators:
          - id: tax
            name: 税收
            points: 10
            value: count
            formula: "points * (0.6 + 0.4 * (v - min(v over all)) / (max(v over all) - min(v over all)))"
    Facts: 120; 90; 60
    Source: spec section 4 (formula), section 1 (logarithms in decimal).
    """

    words = "公式"
    condition: bool = False

    def read(self, node: Node, reading: Reading) -> Formula | None:
        """Parse the formula; its problems point into the text."""
        if not reading.kind(node, Scalar) or not isinstance(node, Scalar):
            return None
        return read_formula(node, reading, self.condition)

    def schema(self) -> dict[str, Any]:
        """Text or a number."""
        return {"type": ["string", "number"]}


def read_formula(node: Scalar, reading: Reading, condition: bool = False) -> Formula | None:
    """Parse a scalar as a formula; problems go to the reading."""
    from kaoping.errors.problems import SchemeError

    at = replace(node.at, column=node.at.column + 1) if node.quoted else node.at
    try:
        return parse(node.text, at, condition)
    except SchemeError as error:
        reading.problems.extend(error.problems)
        return None


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
        if isinstance(node, Scalar):
            return self._scalar(node, reading)
        if not reading.kind(node, Scalar, Mapping) or not isinstance(node, Mapping):
            return None
        names = set(node.entries)
        if names == {"formula"} or names == {"of", "bands"}:
            if self.written:
                reading.wrong(node.at, "number-written")
                return None
            computed = self._bands if "of" in names else self._formula
            return computed(node, reading)
        table = node.entries.get("by_category") if names == {"by_category"} else node
        if isinstance(table, Mapping) and table.entries and set(table.entries) <= reading.categories:
            return self._by_category(table, reading)
        self._no_table(table if isinstance(table, Mapping) else node, reading)
        return None

    def _no_table(self, node: Mapping, reading: Reading) -> None:
        strange = [name for name in node.entries if name not in reading.categories]
        at = node.keys[strange[0]].at if strange else node.at
        hint = nearest(strange[0], [*reading.categories, *NUMBER_WORDS]) if strange else ""
        params = {"keys": listed(node.entries), "categories": listed(sorted(reading.categories))}
        reading.wrong(at, "number-table", hint, **params)

    def _scalar(self, node: Scalar, reading: Reading) -> Number | None:
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

    def _formula(self, node: Mapping, reading: Reading) -> Number | None:
        formula = FormulaShape().read(node.entries["formula"], reading)
        return None if formula is None else Computed(formula, SCALE if self.points else 1)

    def _by_category(self, node: Mapping, reading: Reading) -> Number | None:
        found = {}
        for name, item in node.entries.items():
            reading.path.append(name)
            number = self.read(item, reading)
            reading.path.pop()
            if number is None:
                return None
            found[name] = number
        return ByCategory(found)

    def _bands(self, node: Mapping, reading: Reading) -> Number | None:
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
        if not reading.kind(node, Mapping) or not isinstance(node, Mapping):
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


def as_units(value: Fraction) -> Exact:
    """Give points in units of 1/10,000, as an integer where they are whole."""
    units = value * SCALE
    return units.numerator if units.denominator == 1 else units


def settle(units: Exact) -> Points:
    """Round an exact number of units once, half away from zero."""
    return units if isinstance(units, int) else half_up(units.numerator, units.denominator)


def settle_ratio(factors: Sequence[Exact], over: Exact) -> Points:
    """Multiply exact numbers of units and ratios, divide, and round once: the quick way to settle a line."""
    above, below = over.denominator, over.numerator
    for factor in factors:
        above *= factor.numerator
        below *= factor.denominator
    return half_up(above, below)


def share_of(units: Exact, ratio: Exact) -> Exact:
    """Give a share of a number of units, as an integer where it is whole."""
    if isinstance(units, int):
        whole, rest = divmod(units * ratio.numerator, ratio.denominator)
        if not rest:
            return whole
    return units * ratio
