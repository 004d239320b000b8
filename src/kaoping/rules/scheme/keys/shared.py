"""What nodes, groups and rules share and mostly inherit (共用的键)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from kaoping.rules.language.fixed import RatioShape
from kaoping.rules.language.reading import Reading
from kaoping.rules.language.shapes import Choice, Either, Id, Keyed, Shape, Text, Word, key
from kaoping.rules.language.tree import Node
from kaoping.rules.scheme.keys.offices import Words
from kaoping.rules.scheme.keys.scope import ScopeKeys, ScopeShape


class LevelsShape(Shape):
    """The name of a table of levels, or the table."""

    words = "级别表的名称，或 {级别: 词}"

    def read(self, node: Node, reading: Reading) -> Word | dict[str, str] | None:
        """Read a name or a table."""
        found: Word | dict[str, str] | None = Either(
            scalar=Text(), mapping=Keyed(Id(), Text(), empty=False)
        ).read(node, reading)
        return found

    def schema(self) -> dict[str, Any]:
        """Text or an object."""
        return {"type": ["string", "object"]}


@dataclass(frozen=True)
class SharedKeys:
    """Keys that nodes, groups and rules share; most are inherited."""

    name: str = key(Text(), "名称", "")
    cite: str = key(Text(), "条款；接在上级之后，以 / 开头则为全称", "")
    assessor: tuple[str, ...] = key(Words(), "考评主体", ())
    responsible: tuple[str, ...] = key(Words(), "责任部门", ())
    supplier: tuple[str, ...] = key(Words(), "提供情况的部门", ())
    note: str = key(Text(), "说明", "")
    per: str = key(Text(), "一次是什么：人次、件、篇", "")
    for_: ScopeKeys | None = key(ScopeShape(), "只适用于哪些类别或单位", None)
    levels: Word | Mapping[str, str] | None = key(LevelsShape(), "级别表", None)
    share: Mapping[str, Fraction] | None = key(
        Keyed(Choice(("lead", "joint")), RatioShape()), "主办、联办比例", None
    )
    exempt: str = key(Text(), "可免责的情形", "")
    same_matter: Word | None = key(
        Text(), "同一事项就高一次的范围：rule leaf group scheme 或 matters 中的名称", None
    )
