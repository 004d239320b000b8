"""Who there is in the demo, in which unit, with which roles. All invented; the same persons each time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from random import Random
from typing import NamedTuple

from pypinyin import lazy_pinyin

from kaoping.rules import load
from kaoping.schemes import find
from kaoping.web.demo.names import (
    ALSO,
    CITY,
    COUNTY,
    GIVEN,
    SURNAMES,
    TOWN,
    TOWN_UNITS,
    UNITS,
    UnitName,
)
from kaoping.web.years.offices import offices_of


class Part(NamedTuple):
    """A part in the demo: key, name, post, code of the own unit ("": none), roles, categories that narrow them."""

    key: str
    name: str
    post: str
    unit: str
    roles: tuple[str, ...]
    categories: tuple[str, ...] = ()

    @property
    def login(self) -> str:
        return "".join(lazy_pinyin(self.name))


_CODE = {unit.short: unit.code for unit in UNITS}
OFFICE = _CODE["市效能办"]
FOUNDERS: dict[str, tuple[Part, ...]] = {
    CITY: (
        Part("leader", "沈国梁", "分管副市长", "", ("LD",)),
        Part("director", "周启明", "绩效办主任", OFFICE, ("PO",)),
    ),
    COUNTY: (Part("leader", "方致远", "县委副书记", "", ("LD",)),),
    TOWN: (Part("leader", "赵文华", "镇党委副书记", "", ("LD", "PO")),),
}
"""Who holds a role from the first day, because nobody could give it to him."""
ADMINISTRATORS: dict[str, tuple[Part, ...]] = {
    CITY: (
        Part("sa", "尤佳", "市大数据中心系统管理员", "", ("SA",)),
        Part("sm", "许宁", "市委保密办安全保密管理员", "", ("SM",)),
        Part("sx", "郑洁", "市大数据中心安全审计员", "", ("SX",)),
    ),
    COUNTY: (
        Part("sa", "洪亮", "县政府办系统管理员", "", ("SA",)),
        Part("sm", "谢静", "县委办安全保密管理员", "", ("SM",)),
        Part("sx", "曾远", "县政府办安全审计员", "", ("SX",)),
    ),
}
_FIRST_CLERK = Part("clerk", "何敏", "绩效办经办", OFFICE, ("PO",))
_NAMED: tuple[Part, ...] = (
    Part("clerk2", "郭立", "绩效办经办", OFFICE, ("PO",)),
    Part("party", "江岚", "市委办督查专员", _CODE["市委办"], ("PO",), ("party",)),
    Part("government", "高峰", "市政府办督查专员", _CODE["市政府办"], ("PO",), ("government",)),
    Part("meeting1", "蒋文博", "市纪委监察局副局长", _CODE["市纪委监察局"], ("LX",)),
    Part("meeting2", "韩雪", "市委组织部副部长", _CODE["市委组织部"], ("LX",)),
    Part("meeting3", "秦朗", "市人事局副局长", _CODE["市人事局"], ("LX",)),
    Part("deputy", "杨振华", "市委副书记", "", ("LD",)),
)
_KEPT = {"ZX:市公安局": "陈亮", "LL:市发改委": "林溪"}
"""Names of persons whom the first page offers."""
CLERK_OF_TOWN = Part("clerk", "吴秀英", "镇效能办经办", "B01", ("PO", "ZX", "LX"))
TOWN_OFFICES = (UnitName("B01", "白沙镇效能办", "镇效能办", ""), UnitName("B02", "白沙镇纪委", "镇纪委", ""))
SERIES = {
    "party": "党群系统", "government": "政府部门", "vertical": "垂直管理", "observer": "不列系列", "": "其他机构",
    "first": "审批窗口", "second": "服务站所", "third": "卫生教育",
}  # fmt: skip
"""Words of the registry for the kinds of units; each scheme has categories of its own."""
_HEADS = {
    "局": "局长",
    "部": "部长",
    "委": "主任",
    "办": "主任",
    "院": "院长",
    "校": "校长",
    "关": "关长",
    "社": "主任",
}
_LAST_YEAR = {
    "市编委办": "市编办", "市法制局": "市法制办", "市发展改革局": "市发改委", "市监察局": "市纪委监察局",
    "市绩效办": "市效能办",
    "市人力资源社会保障局": "市人事局", "联席会议": "市效能办", "专家": "市效能办", "负责考评部门": "市效能办",
}  # fmt: skip
_THIS_YEAR = {**ALSO, "系列考评组": "市效能办", "绩效考评工作小组": "市效能办"}


def charges(package: str) -> dict[str, str]:
    """Give to each name of a scheme that enters facts the code of the office of the city that it stands for."""
    known = {**_CODE, **{name: _CODE[short] for name, short in {**_THIS_YEAR, **_LAST_YEAR}.items()}}
    found = find(package)
    offices = offices_of(load(found.text, found.file), found.process)
    return {office.name: known[office.name] for office in offices if office.enters and office.name in known}


def city_parts() -> list[Part]:
    """Give the persons of the city: office, meeting, one who enters for each office, two of each assessed unit."""
    taken = {part.name for parts in (*FOUNDERS.values(), *ADMINISTRATORS.values()) for part in parts}
    taken |= {part.name for part in (_FIRST_CLERK, *_NAMED, CLERK_OF_TOWN)} | set(_KEPT.values())
    names = _names(taken)
    offices = {code for package in ("zhangzhou", "zhongshan-2012") for code in charges(package).values()} - {
        OFFICE
    }
    made = [part for unit in UNITS for part in _parts_of(unit, unit.code in offices, names)]
    return [_FIRST_CLERK, *_NAMED, *made]


def _parts_of(unit: UnitName, office: bool, names: Iterator[str]) -> Iterator[Part]:
    kinds = [("ZX", "专项考评经办")] if office else []
    if unit.category:
        kinds += [("LL", "办公室副主任"), ("FZ", _head(unit))]
    for role, post in kinds:
        name = _KEPT.get(f"{role}:{unit.short}") or next(names)
        yield Part(f"{role}:{unit.code}", name, f"{unit.short}{post}", unit.code, (role,))


def _head(unit: UnitName) -> str:
    return next((post for end, post in _HEADS.items() if unit.short.endswith(end)), "主要负责人")


def _names(taken: Iterable[str]) -> Iterator[str]:
    """Give names of persons, each once; no two are written alike in pinyin, since they log in with it."""
    chance = Random("海屿市")
    written = {"".join(lazy_pinyin(name)) for name in taken}
    while True:
        name = chance.choice(SURNAMES) + chance.choice(GIVEN)
        spelt = "".join(lazy_pinyin(name))
        if len(spelt) > 4 and spelt not in written:
            written.add(spelt)
            yield name


def town_units() -> tuple[UnitName, ...]:
    """Give the town's units: those that are assessed, and the two offices beside."""
    return (*TOWN_UNITS, *TOWN_OFFICES)


def phones(count: int) -> list[str]:
    """Give internal telephone numbers."""
    return [str(n) for n in sorted(Random("内线").sample(range(2101, 6999), count))]
