"""The one condition language (条件) of gates, vetoes, grades, consequences and participation.

A condition is judged on one unit. Source: spec sections 4 (gates) and 6 (grades, vetoes, consequences, cohorts).
"""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Mapping as Map
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, ClassVar, Protocol

from kaoping.errors.problems import nearest
from kaoping.rules.facts.rows import SchemeResult
from kaoping.rules.language.formula import Formula
from kaoping.rules.language.groups import AMONG, Group
from kaoping.rules.language.number import (
    PERCENT,
    POINTS,
    VALUE,
    Exact,
    FormulaShape,
    Frame,
    MissingValue,
    Number,
)
from kaoping.rules.language.shapes import (
    Flag,
    Id,
    Many,
    Reading,
    Record,
    Shape,
    Text,
    Whole,
    Word,
    key,
    keys_of,
    listed,
)
from kaoping.rules.language.tree import Mapping, Node, Scalar
from kaoping.rules.numbers.points import Points


class Case(Frame, Protocol):
    """What a condition may ask about a unit."""

    @property
    def unit_id(self) -> str:
        """The unit's id."""

    @property
    def observer(self) -> bool:
        """Whether the unit is not scored."""

    @property
    def vetoed(self) -> bool:
        """Whether a veto holds."""

    @property
    def grade(self) -> str:
        """The unit's grade, or an empty string."""

    def times(self, items: tuple[str, ...], levels: tuple[str, ...]) -> int:
        """Count events that hold, by rule ids (`a.*` for all below) and levels."""

    def shown(self, item: str) -> Points | None:
        """Give an item's score as shown, before gates where a gate asks; None where it does not apply."""

    def total_shown(self) -> Points:
        """Give the published total."""

    def value_of(self, name: str) -> Fraction | None:
        """Give a quantity or an item's measured value."""

    def result_of(self, scheme: str, ago: int) -> SchemeResult | None:
        """Give the unit's result of another scheme, of so many years before."""

    def standing(self, among: Group, of: str, race: Condition | None) -> tuple[int, int, int, int] | None:
        """Give (number better, number equal, number worse, number ranked); None where the unit has no place."""

    def group(self, among: Group) -> Iterator[Case]:
        """Give the units of a group that are scored."""


class Condition(Protocol):
    """Something that holds for a unit or does not."""

    def holds(self, case: Case) -> bool:
        """Judge the condition."""


COMPARISONS = ("at_least", "above", "at_most", "below")


@dataclass(frozen=True)
class Bounds:
    """Comparisons, all of which must hold."""

    at_least: Number | None = None
    above: Number | None = None
    at_most: Number | None = None
    below: Number | None = None

    def hold(self, value: Exact, frame: Frame) -> bool:
        """Compare a number; a bound that is missing does not hold."""
        try:
            return not (
                (self.at_least and value < self.at_least.of(frame))
                or (self.above and value <= self.above.of(frame))
                or (self.at_most and value > self.at_most.of(frame))
                or (self.below and value >= self.below.of(frame))
            )
        except MissingValue:
            return False


@dataclass(frozen=True)
class ValueBounds(Bounds):
    """Comparisons of a value."""

    needs: ClassVar[tuple[tuple[str, ...], ...]] = (COMPARISONS,)
    at_least: Number | None = key(VALUE, "至少", None)
    above: Number | None = key(VALUE, "高于", None)
    at_most: Number | None = key(VALUE, "至多", None)
    below: Number | None = key(VALUE, "低于", None)


@dataclass(frozen=True)
class PointBounds(Bounds):
    """Comparisons of points."""

    needs: ClassVar[tuple[tuple[str, ...], ...]] = (COMPARISONS,)
    at_least: Number | None = key(POINTS, "至少", None)
    above: Number | None = key(POINTS, "高于", None)
    at_most: Number | None = key(POINTS, "至多", None)
    below: Number | None = key(POINTS, "低于", None)


@dataclass(frozen=True)
class HasEvent:
    """有事项成立：`{event: accountability.*, level: [major], times: 3}`，次数按 count 合计。"""

    event: tuple[Word, ...] = key(Many(Text(), empty=False), "条款编号，`前缀.*` 表示其下全部")
    level: tuple[str, ...] = key(Many(Text()), "级别", ())
    times: int = key(Whole(1), "至少几次", 1)

    def holds(self, case: Case) -> bool:
        """Count the events that hold."""
        return case.times(self.event, self.level) >= self.times


@dataclass(frozen=True)
class ScoreIs(PointBounds):
    """某指标得分：`{score: service.public, at_least: 85%}`，%为该指标分值的百分比；指标不适用的不成立。"""

    score: Word = key(Text(), "指标编号", Word(""))

    def holds(self, case: Case) -> bool:
        """Compare the score."""
        found = case.shown(self.score)
        return found is not None and self.hold(found, case)


@dataclass(frozen=True)
class ValueIs(ValueBounds):
    """某指标值或中间量：`{value: growth, below: 0}`；缺值时不成立。"""

    value: Word = key(Text(), "指标或中间量编号", Word(""))

    def holds(self, case: Case) -> bool:
        """Compare the value."""
        found = case.value_of(self.value)
        return found is not None and self.hold(found, case)


@dataclass(frozen=True)
class TotalIs:
    """总分：`{total: {at_least: 80, below: 85}}`，按公布的总分比较。"""

    total: PointBounds = key(Record(PointBounds), "总分范围")

    def holds(self, case: Case) -> bool:
        """Compare the published total."""
        return self.total.hold(case.total_shown(), case)


@dataclass(frozen=True)
class GradeIs:
    """等次：`{grade: [excellent]}`。"""

    grade: tuple[Word, ...] = key(Many(Id()), "等次编号")

    def holds(self, case: Case) -> bool:
        """Look at the grade."""
        return case.grade in self.grade


@dataclass(frozen=True)
class CategoryIs:
    """类别：`{category: [party]}`。"""

    category: tuple[Word, ...] = key(Many(Id()), "类别编号")

    def holds(self, case: Case) -> bool:
        """Look at the category."""
        return case.category in self.category


@dataclass(frozen=True)
class UnitIs:
    """单位：`{unit: [u1]}`。"""

    unit: tuple[Word, ...] = key(Many(Text()), "单位编号")

    def holds(self, case: Case) -> bool:
        """Look at the unit."""
        return case.unit_id in self.unit


@dataclass(frozen=True)
class IsVetoed:
    """被一票否决：`vetoed`。"""

    vetoed: bool = key(Flag(), "true", True)

    def holds(self, case: Case) -> bool:
        """Ask for a veto."""
        return case.vetoed == self.vetoed


@dataclass(frozen=True)
class IsObserver:
    """只参评不计分的单位：`observer`。"""

    observer: bool = key(Flag(), "true", True)

    def holds(self, case: Case) -> bool:
        """Ask whether the unit is scored."""
        return case.observer == self.observer


@dataclass(frozen=True)
class PlaceKeys:
    """A range of places."""

    needs: ClassVar[tuple[tuple[str, ...], ...]] = (
        ("first", "first_percent", "last", "last_percent", "from", "to", "exactly"),
    )
    among: Group = key(AMONG, "范围", "category")
    of: Word = key(Text(), "按哪个指标（默认总分）", Word(""))
    first: Number | None = key(VALUE, "前几名", None)
    first_percent: Number | None = key(PERCENT, "前百分之几（写30或30%），向下取整", None)
    last: Number | None = key(VALUE, "倒数几名", None)
    last_percent: Number | None = key(PERCENT, "倒数百分之几，向下取整", None)
    from_: Number | None = key(VALUE, "第几名起", None)
    to: Number | None = key(VALUE, "至第几名", None)
    exactly: Number | None = key(VALUE, "正好第几名（alone 时为倒数）", None)
    alone: bool = key(Flag(), "last 只取这一名：恰有 n-1 个更低", False)


@dataclass(frozen=True)
class PlaceIs:
    """名次：`{place: {first: 5, among: category}}`，边界并列全部算入；百分比按参加排名的单位数向下取整。"""

    place: PlaceKeys = key(Record(PlaceKeys, short="exactly"), "名次范围")
    race: Condition | None = None

    def holds(self, case: Case) -> bool:
        """Look at the unit's place among those in the race; a number of places that is missing does not hold."""
        found = case.standing(self.place.among, self.place.of, self.race)
        if found is None:
            return False
        better, _, worse, ranked = found
        try:
            return self._from_top(better + 1, ranked, case) and self._from_bottom(worse, ranked, case)
        except MissingValue:
            return False

    def _from_top(self, place: int, ranked: int, case: Case) -> bool:
        p = self.place
        return not (
            (p.first and place > p.first.of(case))
            or (p.first_percent and place > _quota(p.first_percent.of(case), ranked))
            or (p.from_ and place < p.from_.of(case))
            or (p.to and place > p.to.of(case))
            or (p.exactly and place != p.exactly.of(case))
        )

    def _from_bottom(self, worse: int, ranked: int, case: Case) -> bool:
        p = self.place
        if p.last_percent and worse + 1 > _quota(p.last_percent.of(case), ranked):
            return False
        if not p.last:
            return True
        return worse + 1 == p.last.of(case) if p.alone else worse + 1 <= p.last.of(case)


def _quota(percent: Exact, ranked: int) -> int:
    """Give how many places a percentage is, rounded down."""
    return (ranked * percent.numerator) // percent.denominator


@dataclass(frozen=True)
class ResultIs(ValueBounds):
    """其他考评结果：`{result: party-building, grade: [A], at_least: 80}`；`ago: 1` 看上一年的（连续两年）。"""

    needs: ClassVar[tuple[tuple[str, ...], ...]] = (("grade", "first", "last", *COMPARISONS),)
    result: Word = key(Text(), "考评办法编号", Word(""))
    grade: tuple[str, ...] = key(Many(Text()), "等次", ())
    first: int | None = key(Whole(1), "名次在前几名", None)
    last: int | None = key(Whole(1), "名次在末几名（按排名单位数）", None)
    ago: int = key(Whole(0, 99), "几年以前的结果（所属期为那一年）", 0)

    def holds(self, case: Case) -> bool:
        """Look at the other scheme's grade, place and total."""
        found = case.result_of(self.result, self.ago)
        if found is None:
            return False
        graded = not self.grade or found.grade in self.grade
        return graded and self._placed(found) and self.hold(found.total, case)

    def _placed(self, found: SchemeResult) -> bool:
        if self.first is not None and not (found.rank and found.rank <= self.first):
            return False
        return self.last is None or bool(found.rank and found.of and found.of - found.rank < self.last)


@dataclass(frozen=True)
class FormulaIs:
    """公式成立：`{formula: "value(a) > value(b)"}`，可用 and、or、not；写成算式的，结果不为0即成立。"""

    formula: Formula = key(FormulaShape(condition=True), "公式")

    def holds(self, case: Case) -> bool:
        """Work the formula out; a missing number does not hold."""
        try:
            return case.computed(self.formula) != 0
        except MissingValue:
            return False


@dataclass(frozen=True)
class Not:
    """不成立：`{not: vetoed}`。"""

    inner: Condition

    def holds(self, case: Case) -> bool:
        """Turn the inner condition round."""
        return not self.inner.holds(case)


@dataclass(frozen=True)
class All:
    """全部成立：`{all: [..]}`。"""

    parts: tuple[Condition, ...]

    def holds(self, case: Case) -> bool:
        """Every part holds."""
        return all(part.holds(case) for part in self.parts)


@dataclass(frozen=True)
class Any_:
    """任一成立：`{any: [..]}`。"""

    parts: tuple[Condition, ...]

    def holds(self, case: Case) -> bool:
        """Some part holds."""
        return any(part.holds(case) for part in self.parts)


class ConditionShape(Shape):
    """A condition: a word, a mapping, or a list of which all must hold.

    条件：限制、否决、等次、结果运用、参评范围都用同一种条件，就一个单位判断。写一个词（vetoed、observer）、一个键值表，
    或一个列表（全部成立）；`any`、`all`、`not` 可以套用。缺少资料的条件不成立。

    Example:
        grades:
          - id: excellent
            name: 优秀
            when:
              all:
                - {place: {first: 3, among: category}}
                - {total: {at_least: 85}}
                - not: {event: conduct, times: 3}
            cite: 五
          - {id: qualified, name: 合格}
    Source: spec section 4 (gates), section 6 (grades, vetoes, consequences).
    """

    words = "条件"

    def read(self, node: Node, reading: Reading) -> Condition | None:
        """Read a condition."""
        if isinstance(node, Scalar):
            return self._word(node, reading)
        if isinstance(node, Mapping):
            return self._mapping(node, reading)
        parts = Many(self, empty=False).read(node, reading)
        return None if parts is None else All(parts)

    def _word(self, node: Scalar, reading: Reading) -> Condition | None:
        words: dict[str, Condition] = {"vetoed": IsVetoed(), "observer": IsObserver()}
        if node.text not in words:
            hint = nearest(node.text, words)
            reading.wrong(node.at, "condition-word", hint, value=node.text, options=listed(words))
        return words.get(node.text)

    def _mapping(self, node: Mapping, reading: Reading) -> Condition | None:
        if len(node.entries) == 1:
            name, inner = next(iter(node.entries.items()))
            if name in ("any", "all"):
                parts = Many(self, empty=False).read(inner, reading)
                return (Any_(parts) if name == "any" else All(parts)) if parts else None
            if name == "not":
                found = self.read(inner, reading)
                return found and Not(found)
        return self._leaf(node, reading)

    def _leaf(self, node: Mapping, reading: Reading) -> Condition | None:
        for name, cls in _leaves().items():
            if name in node.entries:
                words = [word for word in node.entries if word in _leaves() and word not in keys_of(cls)]
                if words:
                    reading.wrong(node.keys[words[0]].at, "condition-several", keys=listed([name, *words]))
                    return None
                return Record(cls).read(node, reading)  # type: ignore[no-any-return]  # a leaf condition or None
        known = [*_leaves(), "any", "all", "not"]
        at = next((name.at for name in node.keys.values()), node.at)
        hint = next((hint for name in node.entries if (hint := nearest(name, known))), "")
        value = listed(node.entries) if node.entries else ""
        reading.wrong(at, "condition-kind", hint, value=value, options=listed(known))
        return None

    def schema(self) -> dict[str, Any]:
        """Anything of the condition language."""
        return {"$ref": "#/$defs/Condition"}


CONDITION = ConditionShape()


@dataclass(frozen=True)
class ShareOfUnitsKeys:
    """Which units count, and what share of a group they must be."""

    needs: ClassVar[tuple[tuple[str, ...], ...]] = (COMPARISONS,)
    when: Condition = key(CONDITION, "条件")
    among: Group = key(AMONG, "范围", "all")
    at_least: Number | None = key(VALUE, "至少", None)
    above: Number | None = key(VALUE, "高于", None)
    at_most: Number | None = key(VALUE, "至多", None)
    below: Number | None = key(VALUE, "低于", None)


@dataclass(frozen=True)
class ShareOfUnits:
    """满足条件的单位所占比例：`{share_of_units: {when: {...}, above: 15%, among: all}}`。"""

    share_of_units: ShareOfUnitsKeys = key(Record(ShareOfUnitsKeys), "比例条件")

    def holds(self, case: Case) -> bool:
        """Count the units of the group for which the inner condition holds."""
        keys = self.share_of_units
        judged = [keys.when.holds(other) for other in case.group(keys.among)]
        bounds = Bounds(keys.at_least, keys.above, keys.at_most, keys.below)
        return bool(judged) and bounds.hold(Fraction(sum(judged), len(judged)), case)


def _leaves() -> Map[str, type]:
    return {
        "event": HasEvent,
        "score": ScoreIs,
        "value": ValueIs,
        "total": TotalIs,
        "result": ResultIs,
        "grade": GradeIs,
        "category": CategoryIs,
        "unit": UnitIs,
        "place": PlaceIs,
        "vetoed": IsVetoed,
        "observer": IsObserver,
        "formula": FormulaIs,
        "share_of_units": ShareOfUnits,
    }


def parts_of(condition: Condition) -> Iterator[Condition]:
    """Walk through a condition and all conditions inside it."""
    yield condition
    if isinstance(condition, Not):
        yield from parts_of(condition.inner)
    elif isinstance(condition, All | Any_):
        for part in condition.parts:
            yield from parts_of(part)
    elif isinstance(condition, ShareOfUnits):
        yield from parts_of(condition.share_of_units.when)


def in_race(condition: Condition, race: Condition | None) -> Condition:
    """Count the places of a grade's condition among the units of its race."""
    if isinstance(condition, PlaceIs):
        return PlaceIs(condition.place, race)
    if isinstance(condition, Not):
        return Not(in_race(condition.inner, race))
    if isinstance(condition, All | Any_):
        return type(condition)(tuple(in_race(part, race) for part in condition.parts))
    return condition
