"""Tables of keys: what each record of the language may hold, from its `key()` declarations."""

from __future__ import annotations

import dataclasses
import inspect
from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Any

from kaoping.rules.clauses.due import DueShape
from kaoping.rules.clauses.missing import MissingShape
from kaoping.rules.language.conditions import ConditionShape
from kaoping.rules.language.formula_shape import FormulaShape
from kaoping.rules.language.groups import AmongShape
from kaoping.rules.language.number import Constant, Share
from kaoping.rules.language.number_shapes import NumberShape
from kaoping.rules.language.shapes import Choice, Either, Key, Keyed, Many, Record, Shape, keys_of
from kaoping.rules.numbers.points import SCALE, format_number
from kaoping.rules.scheme.keys.later import ReadLater
from scripts.docs.examples import markdown_table

LATER = {
    "indicators": "[指标](nodes.md)的列表",
    "items": "[指标](nodes.md)的列表",
    "rules": "[条款](rules.md)或[条款组](groups.md)的列表",
    "adjustments": "[附加项目](adjustments.md)的列表",
    "vetoes": "[一票否决](vetoes.md)的列表",
    "deduct": "[分值](README.md#事项值多少分)",
    "add": "[分值](README.md#事项值多少分)",
    "average": "`children` 或[公式](formulas.md)",
    "sources": "任意",
}
"""Words for keys whose shape the reader works out itself."""
SHAPE_PAGES: Mapping[type, str] = {
    ConditionShape: "[条件](conditions.md)",
    FormulaShape: "[公式](formulas.md)",
    MissingShape: "[缺少资料的处理](missing.md)",
    AmongShape: "[比较范围](among.md)",
    DueShape: "[按期报送](due.md)",
}
HEADS = {"key": "键", "shape": "写法", "default": "不写为", "doc": "含义"}


def key_table(
    cls: type, pages: Mapping[type, str], more: Mapping[str, Mapping[str, str]] | None = None
) -> str:
    """Write the keys of a record; `pages` say which page tells of another record, `more` are keys of no record."""
    rows = [_row(cls, name, k, pages) for name, k in keys_of(cls).items()]
    return markdown_table(HEADS, [*(more or {}).values(), *rows])


def _row(cls: type, name: str, k: Key, pages: Mapping[type, str]) -> dict[str, str]:
    words = LATER.get(name, "") if isinstance(k.shape, ReadLater) else shape_words(k.shape, pages)
    return {
        "key": f"`{name}`",
        "shape": words.replace("|", "、"),
        "default": "**必写**" if k.required else _default(cls, k),
        "doc": k.doc,
    }


def shape_words(shape: Shape, pages: Mapping[type, str]) -> str:
    """Say in Chinese how a value is written."""
    for kind, words in SHAPE_PAGES.items():
        if isinstance(shape, kind):
            return words
    if isinstance(shape, NumberShape):
        return "[分值](numbers.md)" if shape.points else "[数值](numbers.md)"
    if isinstance(shape, Choice):
        return "、".join(f"`{option}`" for option in shape.options if option)
    if isinstance(shape, Many):
        inner = shape_words(shape.of, pages)
        return f"{inner}，可以是列表" if shape.single else f"{inner}的列表"
    if isinstance(shape, Keyed):
        return f"{{{shape_words(shape.keys, pages)}: {shape_words(shape.values, pages)}}}"
    if isinstance(shape, Either):
        parts = [part for part in (shape.scalar, shape.mapping, shape.sequence) if part]
        return " 或 ".join(shape_words(part, pages) for part in parts)
    if isinstance(shape, Record):
        return _record_words(shape, pages)
    inside = getattr(shape, "_inner", None)
    return shape_words(inside, pages) if isinstance(inside, Shape) else shape.words


def _record_words(shape: Record, pages: Mapping[type, str]) -> str:
    name = record_name(shape.cls)
    words = f"[{name}]({pages.get(shape.cls, '')}#{name})" if shape.cls in pages else f"[{name}](#{name})"
    if shape.short:
        words = f"{shape_words(keys_of(shape.cls)[shape.short].shape, pages)} 或 {words}"
    return words


NAMES = {
    "EventKeys": "条款的键",
    "ValueKeys": "条款的键",
    "MeasureLine": "分项",
    "Target": "目标",
    "Side": "差欠或超额",
    "PlaceTable": "位次表",
    "Ends": "折算办法",
    "Circumstance": "情节",
    "Void": "次数",
    "RaterGroup": "评价主体",
    "OtherResult": "折算",
    "Periods": "多期合并",
    "Measured": "value 之下",
    "PlaceKeys": "名次范围",
    "PointBounds": "总分范围",
    "ShareOfUnitsKeys": "比例条件",
    "MeanOf": "取平均",
    "DueKeys": "按期报送",
    "GateKeys": "限制条件",
    "FactorKeys": "系数",
    "DiffersKeys": "原文分值不符",
    "ScopeKeys": "适用范围",
    "CategoryKeys": "类别",
    "QuantityKeys": "中间量",
    "RankKeys": "排名",
    "GradeKeys": "一个等次",
    "MoveKeys": "等次升降",
    "GradesKeys": "等次",
    "OutcomeKeys": "一种情形",
    "ConsequenceKeys": "结果运用",
    "LimitCeiling": "以等次为上限",
    "TotalLimitKeys": "总分限制",
    "NotAssessedKeys": "不参加考评",
    "HoleKeys": "空缺",
}
"""Chinese names of records that have no page of their own title; another record goes by its docstring's title."""


def record_name(cls: type) -> str:
    """Give the Chinese name of a record: as listed, or what its docstring begins with."""
    first = (inspect.getdoc(cls) or "").split("：", 1)
    return NAMES.get(cls.__name__) or (first[0] if len(first) > 1 else cls.__name__)


def nested(cls: type, without: Mapping[type, str]) -> Iterator[type]:
    """Give the records that the keys of a record hold, those without a page of their own, each once."""
    seen: list[type] = []
    for k in keys_of(cls).values():
        for inner in _records_in(k.shape):
            if inner not in seen and inner not in without:
                seen.append(inner)
                yield inner
                for deeper in nested(inner, without):
                    if deeper not in seen:
                        seen.append(deeper)
                        yield deeper


def _records_in(shape: Shape) -> Iterator[type]:
    if type(shape) in SHAPE_PAGES:
        return
    if isinstance(shape, Record):
        yield shape.cls
    for name in ("of", "keys", "values", "scalar", "mapping", "sequence", "_inner", "_record"):
        part = getattr(shape, name, None)
        if isinstance(part, Shape):
            yield from _records_in(part)


def _default(cls: type, k: Key) -> str:
    field = next(f for f in dataclasses.fields(cls) if f.name == k.name)
    default = field.default
    points = isinstance(k.shape, NumberShape) and k.shape.points
    return "" if default is dataclasses.MISSING else _shown(default, points)


def _shown(default: Any, points: bool) -> str:
    if isinstance(default, Share):
        return f"`{format_number(default.ratio * 100)}%`"
    if isinstance(default, Constant):
        return f"`{format_number(Fraction(default.value) / (SCALE if points else 1))}`"
    if isinstance(default, bool):
        return f"`{str(default).lower()}`"
    return f"`{default}`" if isinstance(default, str | int) and default != "" else ""
