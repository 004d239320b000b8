"""海屿市, a city that does not exist: its units, offices, persons. No real office or person is meant."""

from __future__ import annotations

from typing import NamedTuple

CITY, COUNTY, TOWN = "haiyu", "dongwan", "baisha"
"""Slugs of the three bodies."""


def words(text: str) -> list[str]:
    """Give the words of a text."""
    return text.split()


class UnitName(NamedTuple):
    """A unit: code, full name, short name as the schemes write it, category of the zhangzhou scheme ("": none)."""

    code: str
    name: str
    short: str
    category: str


_PARTY = words(
    "市委组织部 市委宣传部 市委统战部 市委政法委 市委党史研究室 市直党工委 市委党校 市档案局 市委老干部局 "
    "市委农办 市委台办 市编办 市总工会 团市委 市妇联 市工商联 市法院 市检察院"
)
_GOVERNMENT = words(
    "市发改委 市经贸委 市教育局 市科技局 市公安局 市民政局 市司法局 市财政局 市人事局 市劳动保障局 市国土资源局 "
    "市建设局 市规划局 市交通局 市农业局 市林业局 市水利局 市海洋与渔业局 市外经贸局 市文化局 市卫生局 市计生委 "
    "市审计局 市环保局 市体育局 市统计局 市物价局 市安监局 市粮食局 市民族宗教局 市外侨办 市法制办 市信访局 "
    "市旅游局 市人防办 市市政园林局 市房管局 市供销社 市行政服务中心 市机关事务局 市投资促进局 市广电局 市残联 "
    "市公积金中心"
)
_VERTICAL = words(
    "市国税局 市地税局 市工商局 市质监局 市药监局 市气象局 海屿海关 海屿检验检疫局 海屿海事局 市边防支队 "
    "市电业局 市烟草局 市邮政局 市公路稽征处"
)
_OBSERVERS = words("市委办 市政府办 市人大办 市政协办 市纪委监察局")
_OFFICES = words(
    "市效能办 市综治办 市文明办 市纠风办 市委督查室 市政府督查室 市机关效能投诉中心 市台商协会 龙池开发区 "
    "金峰开发区 市评估办"
)
"""Offices that supply facts or run the evaluation and are not assessed."""


def _units(prefix: str, shorts: list[str], category: str) -> list[UnitName]:
    return [UnitName(f"{prefix}{n:02d}", _full(s), s, category) for n, s in enumerate(shorts, 1)]


def _full(short: str) -> str:
    return f"海屿{short}" if short.startswith("市") else short


UNITS: tuple[UnitName, ...] = (
    *_units("D", _PARTY, "party"),
    *_units("Z", _GOVERNMENT, "government"),
    *_units("C", _VERTICAL, "vertical"),
    *_units("G", _OBSERVERS, "observer"),
    *_units("B", _OFFICES, ""),
)
"""All units of the city: 76 assessed in three series, five observers, the offices beside."""

ALSO = {
    "计生委": "市计生委", "文明办": "市文明办", "审计局": "市审计局", "外经贸局": "市外经贸局",
    "专项总牵头单位": "市综治办",
}  # fmt: skip
"""Names in the scheme that stand for a unit of another short name."""

ECONOMIC = words(
    "市发改委 市经贸委 市科技局 市财政局 市国土资源局 市交通局 市农业局 市林业局 市水利局 市海洋与渔业局 市外经贸局 "
    "市旅游局 市投资促进局 市统计局 市物价局"
)
SOCIAL = words(
    "市教育局 市公安局 市民政局 市司法局 市劳动保障局 市建设局 市规划局 市文化局 市卫生局 市计生委 市环保局 市体育局 "
    "市安监局 市信访局 市广电局 市残联"
)
"""Groups of last year's scheme among the units of the government; the others are `comprehensive`."""

TOWN_UNITS: tuple[UnitName, ...] = tuple(
    UnitName(f"S{n:02d}", f"白沙镇{name}", name, category)
    for n, (name, category) in enumerate(
        [(name, "first") for name in ("民政办", "国土所", "村建站", "林业站", "计生办")]
        + [(name, "second") for name in ("农技站", "水利站", "文化站", "广播站", "财政所")]
        + [(name, "third") for name in ("卫生院", "中心小学", "中学")],
        1,
    )
)

SURNAMES = "陈林黄张李王吴刘蔡杨许郑谢郭洪曾邱周叶廖徐赖庄苏江朱游詹沈柯何罗高萧潘简余彭钟赵田唐"
GIVEN = words(
    "岚 敏 立 扬 悦 佳 然 亮 琳 宁 溪 远 峰 涛 静 洁 "
    "晓东 建国 文斌 志明 丽华 秀英 国强 海燕 少平 雅文 子健 思源 清 河"
)
