"""Fonts for a PDF (字体): the usual ones of official papers where they are installed, else what stands in for them.

A typesetter falls back in silence, so the families are looked up first.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

import typst

from kaoping.errors.problems import Problem, ProblemsError

_SONG = (
    "Noto Serif CJK SC",
    "Source Han Serif SC",
    "思源宋体",
    "SimSun",
    "宋体",
    "STSong",
    "Songti SC",
    "FandolSong",
)
_HEI = (
    "Noto Sans CJK SC",
    "Source Han Sans SC",
    "思源黑体",
    "SimHei",
    "黑体",
    "Microsoft YaHei",
    "FandolHei",
)
WANTED: Mapping[str, tuple[str, ...]] = {
    "title": ("方正小标宋简体", "方正小标宋_GBK", "FZXiaoBiaoSong-B05S", "FZXiaoBiaoSong-B05", *_SONG, *_HEI),
    "body": (
        "仿宋_GB2312",
        "FangSong_GB2312",
        "仿宋",
        "FangSong",
        "STFangsong",
        "FandolFang",
        "FandolFang R",
        *_SONG,
        *_HEI,
    ),
    "heading": (*_HEI, *_SONG),
    "page_number": ("SimSun", "宋体", *_SONG, *_HEI),
}
"""Families by use, the wanted ones first; more than one may be used: 仿宋 lacks rare characters of names."""


class FontsError(ProblemsError):
    """No font with Chinese characters is installed."""


@cache
def installed(folders: tuple[Path, ...] = ()) -> typst.Fonts:
    """Give the fonts of the machine and of further folders; looked up once."""
    return typst.Fonts(include_embedded_fonts=False, font_paths=list(folders))


def choose(families: Sequence[str]) -> dict[str, list[str]]:
    """Choose from the families that there are, for each use in the wanted order. Raises: FontsError."""
    there = {family.casefold() for family in families}
    found = {use: [name for name in names if name.casefold() in there] for use, names in WANTED.items()}
    if not all(found.values()):
        names = "、".join(dict.fromkeys(name for names in WANTED.values() for name in names))
        raise FontsError([Problem("fonts-none", params={"families": names})])
    return found
